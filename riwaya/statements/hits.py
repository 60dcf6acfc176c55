"""Cues found in a sentence outside quotation marks, each with what it opens and its level in the sentence."""

from collections.abc import Sequence
from typing import NamedTuple

from riwaya.lexicon import load_list
from riwaya.statements.adverbials import is_medium, read_adverbial, short_width, skip_adverbials
from riwaya.statements.breaks import is_future
from riwaya.statements.cues import Cue, read_after_what, read_ahead, read_cue, read_noun
from riwaya.statements.formulas import Formula
from riwaya.statements.frames import Opening, find_opening, is_preposition
from riwaya.statements.grammar import load_grammar
from riwaya.statements.heads import SPEAKERS, drop_pronoun, is_finite, names_person, read_head
from riwaya.statements.levels import Level, find_level
from riwaya.statements.particles import is_what
from riwaya.statements.sentences import COMMAS, MARKS, Draught, Sentence
from riwaya.statements.sources import read_gap
from riwaya.stems import is_definite
from riwaya.text import fold, is_word, load_folded

_SHORT_GAP = 3  # words of a source that is named shortly: «وبين التقرير أن»
_MARKED = 4  # words in marks that may be a medium's name
_NEAR = 6  # tokens from «علمت» to whom it was learned from
_MODAL = ("ي", "وي", "ت", "س")  # as «يمكن», «ويجب», «سيتم» begin, unlike «مع», «بعد»
_ALREADY = "قد"
_PUBLISH = "نشر"
_OUGHT = 7  # tokens from what ought to be to its أن
_SHORT_SAY = "يقل"  # of قال; elsewhere it is to be less
_CLAUSE = 10  # tokens from a clause's beginning to its verb


class Hit(NamedTuple):
    """A cue, the content it opens, its level, and the token at which it would end the content before it."""

    at: int
    cue: Cue
    opening: Opening | None
    level: Level
    cut: int | None


class Scene(NamedTuple):
    """One sentence with all that its drafts are made from."""

    draught: Draught
    sentence: Sentence
    hits: Sequence[Hit]
    formulas: Sequence[Formula]


def find_hits(draught: Draught, sentence: Sentence) -> list[Hit]:
    """Give the cues of a sentence in order."""
    found: list[Hit] = []
    for i in draught.marked("cue", sentence.first, sentence.last):
        hidden = draught.quoted[i] >= 0 or draught.misleads(i)
        cue = None if hidden else _cue_at(draught, sentence, i)
        if cue is not None:
            opening = None if cue.verb.group == "act" else _open(draught, sentence, i, cue)
            level = find_level(draught, sentence.first, i, cue)
            opening = opening or _open_bare(draught, sentence, i, cue)
            if opening is not None and is_of_thing(draught, i, level.level) and _is_of_main(draught, opening, found):
                opening = None
            found.append(Hit(i, cue, opening, *level))
    return found


def _is_of_main(draught: Draught, opening: Opening, before: Sequence[Hit]) -> bool:
    """«شكك الوزير في الأرقام التي أعلنتها البلدية، | قائلا إن»: behind a comma it goes with the main verb."""
    apart = opening.saying is not None and draught.forms[opening.saying - 1] in COMMAS
    return apart and any(hit.level != "which" and hit.opening is None for hit in before)


def is_of_thing(draught: Draught, verb: int, level: Level) -> bool:
    """«الأرقام التي | أعلنتها البلدية», in a clause that is of no man and of nothing that was told before.

    Not «حضره سامي الحداد الذي | رحب بالضيوف», «الأمر الذي | نفته الوزارة».
    """
    forms, last = draught.forms, verb - 2
    last -= level == "which" and forms[last] in COMMAS
    return level == "which" and last not in draught.persons and forms[last] not in load_grammar().matter


def _open(draught: Draught, sentence: Sentence, i: int, cue: Cue) -> Opening | None:
    """What a cue opens; the comma of «وأضاف، | واصلت الفرق العمل» stands for a colon."""
    first, forms = i + 2, draught.forms
    goes_on = i == sentence.first and cue.joined != "" and fold(cue.verb.past) in load_folded("ar", "cues_comma")
    if not goes_on or first + _SHORT_GAP >= sentence.last or forms[i + 1] not in COMMAS:
        return find_opening(draught, cue, i, sentence.last)
    comma = Opening("colon", first, (i + 1, i + 1), None)
    if _is_verb(forms[first]):
        return comma
    opening = find_opening(draught, cue, i, sentence.last)
    set_apart = not is_definite(forms[first]) or forms[first] in load_grammar().before | load_grammar().whose
    set_apart = set_apart or read_head(forms[first]) is not None or names_person(draught, first)
    return opening or (None if set_apart or read_adverbial(draught, first) else comma)


def _open_bare(draught: Draught, sentence: Sentence, i: int, cue: Cue) -> Opening | None:
    """«وقال المدير في تصريح للجسر | سنعود»: words without a mark, known by the verb or the particle they begin with."""
    forms, words = draught.forms, load_grammar()
    said = cue.form in ("past", "present") and not cue.suffix and fold(cue.verb.past) in load_folded("ar", "cues_bare")
    opens = said and (i == sentence.first or forms[i - 1] in words.turning or forms[sentence.first] in words.topic)
    opens = opens or (said and cue.joined == "و" and forms[i - 1] in COMMAS)
    # «أما سامي الحداد فيقول | لا بد من العمل»
    opens = opens or (said and cue.joined == "ف" and forms[sentence.first] in words.topicalizer)
    if not opens or i + _SHORT_GAP >= sentence.last or forms[i + 1] in words.clause:
        return None
    if _begins_speech(draught, i + 1):
        return Opening("colon", i + 1, (i + 1, i + 1), None)
    source, venue = read_gap(draught, i + 1, sentence.last)
    if venue is not None:  # «في تصريح للجسر | سنعود»
        venue = (venue[0], next((k for k in range(venue[0] + 2, venue[1]) if _begins_speech(draught, k)), venue[1]))
    end = max(i + 1, source.last if source else 0, venue[1] if venue else 0)
    first = end + (forms[end : end + 1] != [] and forms[end] in COMMAS)
    if first + _SHORT_GAP >= sentence.last or draught.quoted[first] >= 0 or first in draught.persons:
        return None
    # «يقول الفيلسوف "سامي" المرء | لا يستحم مرتين»: more than who said it stands before
    whole = source is None or first > source.last or source.last - source.first <= _SHORT_GAP
    whole = whole or source is None or source.last - 1 in draught.persons
    known = source is None or names_person(draught, source.first) or is_definite(forms[source.first])
    verb = known and is_finite(forms[first]) and read_cue(forms[first]) is None
    return Opening("colon", first, (i + 1, end), None) if whole and (verb or _begins_speech(draught, first)) else None


def _begins_speech(draught: Draught, i: int) -> bool:
    """«سنعود», «أعتقد», «لن نغادر», «هناك نقص»: what no relative clause begins with."""
    form = draught.forms[i]
    cue = read_cue(form)
    verb = is_future(form) if cue is None else cue.person == 1 and not cue.joined
    verb = verb and i not in draught.persons  # «وقال | ساري إن»
    return draught.quoted[i] < 0 and (verb or form in load_folded("ar", "cues_bare_openers"))


def _is_verb(form: str) -> bool:
    """«وأضاف، | نتشرف بأن نكون», «، | واصلت الفرق», not «، | وكان يرد على سؤال»."""
    cue = read_cue(form)
    woman = len(form) > _SHORT_GAP and form.endswith("ت") and not form.endswith("ات")
    joined = form in load_grammar().been or (cue is not None and cue.joined != "")
    return (woman or is_finite(form)) and not joined


def _cue_at(draught: Draught, sentence: Sentence, i: int) -> Cue | None:
    forms, words = draught.forms, load_grammar()
    cue = read_cue(forms[i]) or _what_at(draught, sentence, i)
    cue = cue or _ahead_at(draught, sentence, i) or _noun_at(draught, sentence, i)
    if cue is not None and cue.verb.group == "stand" and not _stands_in(forms, i):
        cue = read_cue(forms[i][1:])  # «وردت كندا على القرار بأنها»
        cue = None if cue is None or cue.verb.group == "stand" else cue
    before = forms[i - 1] if i > sentence.first else ""
    modal = before in words.closed and before.startswith(_MODAL)
    if before in words.asks or (cue is not None and cue.form in ("noun", "past") and modal):
        return None  # «هل | سألت نفسك كيف», «ويمكن وصفه بأنه»
    named = i in draught.people and read_head(forms[i - 1]) is not None  # «الطبيبة | سيري هابيرغ», who will see nothing
    if cue is not None and cue.form == "present" and (named or _is_nobodys(forms, i, cue)):
        return None
    subjunctive = forms[i].removeprefix("و").startswith("ل") or (i > 0 and forms[i - 1] in load_grammar().purpose)
    if cue is not None and cue.form == "present" and cue.verb.group in ("hold", "find") and subjunctive:
        return None  # «يريدون أن يروا البلد», «لأن يبرهن على أنه», «ليكتشف الناس أنه», «كي يدرك المتساهل أن»
    preposition = cue is not None and is_preposition(forms, i, cue)
    if preposition or (forms[i] in words.before and not _opens_clause(forms, sentence, i)):  # «عبر النشاطات»
        return None
    if cue is not None and cue.form == "past" and i > sentence.first and _is_governed(forms[i - 1], cue):
        return None
    if cue is not None and cue.form == "present" and i > sentence.first and forms[i - 1] in ("من", "لمن", "ومن"):
        return None  # «هناك من يقول إن»
    if cue is None or cue.person == 1 or _is_passive(draught, i, cue) or _is_other(draught, i, cue):
        return None
    agrees = (cue.gender == "f" and cue.number == "one") or cue.number == "many" or forms[i - 1].isdigit()
    # «أطراف متهمين», «43 مقترحا»
    praises = cue.verb.group == "act" and not (forms[i].endswith("ا") and _governs(cue, forms[i + 1 : i + 3]))
    adjective = cue.form == "participle" and not cue.joined and (agrees or praises)
    if adjective and i > sentence.first and is_word(forms[i - 1]) and not _opens_words(draught, i, cue):
        return None
    return cue


def _opens_clause(forms: Sequence[str], sentence: Sentence, i: int) -> bool:
    """«فيما | عبر آخرون عن», «وقد | عبر عن»: what is written like a preposition is a verb here."""
    words, before = load_grammar(), forms[i - 1]
    opens = i == sentence.first or before in COMMAS or before in words.turning or before in words.setting
    return opens or before.endswith(_ALREADY) or before in words.meanwhile


def _governs(cue: Cue, following: Sequence[str]) -> bool:
    """«والنجاح كبير | مشيداً بجهودهم», «مشيداً "بجهودهم"», but «كان الحي | مشيداً على تل»: its own preposition."""
    marked = not MARKS.isdisjoint(following[:1])
    governed = any(form.startswith("ب") for form in following[marked : marked + 1])
    return governed and "ب" in cue.takes


def _is_nobodys(forms: Sequence[str], i: int, cue: Cue) -> bool:
    """«خسر الفريق، ما | يؤكد أن», «وهذا | يؤكد أن», «سؤال عما إذا كانت الضفة | ستعلن موعدا: "لا أعرف"»."""
    evident = not cue.suffix and cue.verb.past in load_list("ar", "cues_evident")
    fact = i > 0 and (forms[i - 1] in ("ما", "مما") or _is_remark(forms, i, cue))
    asked = forms[i].startswith("س") and "اذا" in forms[max(0, i - _NEAR) : i]
    return asked or (evident and fact) or _ought_to(forms, i)


def _is_remark(forms: Sequence[str], i: int, cue: Cue) -> bool:
    """«وهذا | يؤكد أن», but «وهذا | يؤكده المدير», «وذلك | يؤكد المدير أن»."""
    words, behind = load_grammar(), forms[i + 1 : i + 3]
    particle = behind[behind[:1] != [] and behind[0] in cue.takes :]
    return forms[i - 1] in words.remark - words.himself and not (words.that | words.byth).isdisjoint(particle[:1])


def _ought_to(forms: Sequence[str], i: int) -> bool:
    """«يجب على اللجنة أن | توضح أن», «من المرجح أن | يعلن أن», «على الضفة أن | تدرك أن»: what nobody has said yet."""
    words = load_grammar()
    near = range(i - 2, max(-1, i - 2 - _OUGHT), -1) if i > 1 and forms[i - 1] == "ان" else ()
    for k in near:
        bare = forms[k].removeprefix("و").removeprefix("ف").removeprefix("س")
        if bare in words.ought:
            return True
        before = forms[k - 1] if k else "."
        opens = not is_word(before) or before in words.clause | words.that | words.so
        if bare in words.duty and k < i - 2 and opens:  # not «أصر على مدربه أن يعلن»
            return True
        if forms[k] in words.that or not is_word(forms[k]):
            return False
    return False


def _is_expected(forms: Sequence[str], i: int, cue: Cue) -> bool:
    """«وكان | متوقعا أن ترتفع الأسعار», «ليس | مرجحا أن»: by nobody; but «وكان | مقتنعا بأن»."""
    nobodys = forms[i - 1].removeprefix("و") in load_grammar().being
    held = cue.verb.group == "hold" and cue.verb.takes[0] == "0" and not cue.suffix
    return nobodys and held and "ان" in forms[i + 1 : i + 3]


def _is_governed(before: str, cue: Cue) -> bool:
    """«على | كتب للأطفال», «موفق أبو | طالب», «هزت كل | فرد», which is no «so he answered»."""
    words = load_grammar()
    one = cue.joined == "ف" and before.removeprefix("ل").removeprefix("ب") in words.every
    return before in words.inside | words.kunya or before in words.asked or one


def _stands_in(forms: Sequence[str], i: int) -> bool:
    """«جاء في البيان أن», «بيان جاء فيه أن»."""
    words = load_grammar()
    behind = i + 1 + (i + 1 < len(forms) and forms[i + 1] in words.too)
    return behind < len(forms) and forms[behind] in ("في", "فيه", "فيها")


def _opens_words(draught: Draught, i: int, cue: Cue) -> bool:
    """«احتجت قائلة إنها», «دخلت على الخط داعية إلى "التهدئة"», but not «إجراءات مشددة», «غير مؤكدة بأن»."""
    forms, words = draught.forms, load_grammar()
    if forms[i - 1] in words.adverse:
        return False
    if forms[i - 1].isdigit():  # «43 مقترحا لأنظمة», but «عام 2014 موضحا أن»
        return not (words.that | cue.takes).isdisjoint(forms[i + 1 : i + 2])
    j = i + 1 + (forms[i + 1 : i + 2] != [] and forms[i + 1] in cue.takes)
    j += j < len(forms) and read_adverbial(draught, j) == "venue"  # «رفضوا التعليق، قائلين لرويترز إن»
    if j >= len(forms) or cue.verb.group not in ("say", "deny", "ask", "hold", "call"):
        return False
    told = cue.verb.group != "ask" and (forms[j] in words.that or forms[j] in words.byth)
    # «غادرت القاعة واصفة القرار بأنه»
    told = told or (cue.verb.group == "call" and not words.byth.isdisjoint(forms[i + 2 : i + _NEAR]))
    j += forms[i] in words.saying and j == i + 1 and forms[j] == ":"  # «وبكت الأم | قائلة: "لن أنساها"»
    return told or ((j > i + 1 or forms[i] in words.saying) and draught.quote_over(j) is not None)


def _what_at(draught: Draught, sentence: Sentence, i: int) -> Cue | None:
    """«نفت ما | ذكره سامي من أن», «من بين ما | وعد به سامي أن»: nothing but a verb stands there."""
    cue = read_after_what(draught.forms[i]) if is_what(draught.forms, i) else None
    opening = find_opening(draught, cue, i, sentence.last) if cue is not None else None
    return cue if opening is not None and opening.kind == "that" else None


def _ahead_at(draught: Draught, sentence: Sentence, i: int) -> Cue | None:
    """«وبين أن», «وبين الوزير أن», «بيّن»: a sentence opens with it, and content or somebody who speaks follows."""
    cue = read_ahead(draught.forms[i])
    opening = find_opening(draught, cue, i, sentence.last) if cue is not None else None
    if cue is None or opening is None:
        return None
    token = draught.tokens[i]
    if "\u0651" in draught.text[token.start : token.end] or _is_set_aside(draught, i, cue, opening):
        return cue
    if fold(cue.verb.past) == _PUBLISH and not _is_posted(draught, opening):
        return None  # «نشر الكاتب روايته "..."»
    follows = _is_before_person(draught, i, cue) or _is_before_content(draught, i, cue, opening)
    follows = follows or (opening.kind == "that" and _is_before_findings(draught, i))
    return cue if follows and _opens_ahead(draught, sentence, i) else None


def _is_posted(draught: Draught, opening: Opening) -> bool:
    """«ونشر سامي الحداد على حسابه في تويتر: "..."»: words behind a colon, and where they were put."""
    gap = draught.forms[slice(*opening.gap)]
    channel = load_grammar().channel
    return opening.kind == "colon" and any(form in channel or drop_pronoun(form) in channel for form in gap)


def _is_before_findings(draught: Draught, i: int) -> bool:
    """«وبين | الفحص الذي أجري في المعهد أن», «وبين | تقرير مركز النهر لأبحاث المياه أن»."""
    head = read_head(draught.forms[i + 1])
    return head is not None and head.kind in ("document", "evidence") and head.number == "one"


def _is_before_person(draught: Draught, i: int, cue: Cue) -> bool:
    who = i + 1 + short_width(draught, i + 1)  # «وبين | من جهته سامي الحداد أن»
    head = read_head(draught.forms[who])
    person = (head is not None and head.kind in SPEAKERS) or names_person(draught, who)
    return person or (cue.verb.group == "hold" and _is_paper(draught, i + 1))


def _is_before_content(draught: Draught, i: int, cue: Cue, opening: Opening) -> bool:
    """«وبين أن», «وبين في خطبة الجمعة أن», as between takes no «في»; «علمت الجسر من مصدر أن»."""
    following, gap = draught.forms[i + 1], draught.forms[slice(*opening.gap)]
    if opening.saying is not None or opening.first <= i + 2 or following in ":،":
        return True
    if cue.verb.group == "hold" and "من" in draught.forms[i + 1 : i + _NEAR]:
        return True
    plain = len(gap) <= _SHORT_GAP and not any(form.startswith("و") for form in gap)
    said = cue.verb.group == "say" and plain
    return opening.kind == "that" and (said or following in load_grammar().inside)


def _opens_ahead(draught: Draught, sentence: Sentence, i: int) -> bool:
    """«وبين», «كما وعد», «من جهته بين البائع أن», «وقد بين التقرير أن», «من جهته، علق»."""
    forms, words = draught.forms, load_grammar()
    if i == sentence.first or (i == sentence.first + 1 and forms[i - 1] in words.clause):
        return True
    turned = forms[i - 1] in words.turning or (forms[i - 1] in COMMAS and forms[i - 2] in words.turning)
    return turned or forms[i - 1] in words.setting or forms[i - 1].endswith(_ALREADY)


def _is_set_aside(draught: Draught, i: int, cue: Cue, opening: Opening) -> bool:
    """«أن التقارير مطمئنة، | وبين أن», «وفيما أوضح أن ..، | بين أن الحظر», «وفرت له كل شيء | وزاد: «أعيش هنا»»."""
    forms = draught.forms
    if cue.joined and forms[i + 1] == ":":
        return True
    if forms[i - 1] not in COMMAS or opening.kind != "that":
        return False
    besides = cue.joined != "" and opening.first <= i + 2
    return besides or (opening.first == i + 2 and is_definite(forms[i + 2])) or _is_before_person(draught, i, cue)


def _is_paper(draught: Draught, i: int) -> bool:
    """«وعلمت | "الجسر" أن», «وعلمت | بي بي سي أنه»: a medium that has learned something."""
    quote = draught.quote_over(i)
    marked = quote is not None and quote.first == i and quote.words <= _MARKED
    return marked or is_medium(draught.forms[i]) or i in draught.begins


def _noun_at(draught: Draught, sentence: Sentence, i: int) -> Cue | None:
    """«بعد إعلان الجيش أن», «تحذيرات الخبراء من أن»: a verbal noun right before whoever speaks."""
    form = draught.forms[i]
    led = form in load_grammar().saying and i > sentence.first and draught.forms[i - 1] == "الي"  # «دفعهم إلى القول إن»
    saying = form in load_grammar().saying and (form.startswith("بال") or led)
    form = form.removeprefix("ب").removeprefix("ال") if saying else form
    cue = read_noun(form)
    if cue is None or i + 2 >= sentence.last:
        return None
    if saying:  # «واكتفى بالقول إن»
        return cue if find_opening(draught, cue, i, sentence.last) is not None else None
    head = read_head(draught.forms[i + 1])
    person = (head is not None and head.kind in SPEAKERS) or i + 1 in draught.things  # «اتهامات الضفة بأن»
    # «رغم تشديد ترامب على أن», «بعد إعلان الأخير أن»
    if not (person or names_person(draught, i + 1) or draught.forms[i + 1] in load_grammar().latter):
        return None
    opening = find_opening(draught, cue, i, sentence.last)
    # not «سارعت الوزارة إلى | تطمين الأهالي، قائلة إن»
    if opening is None or opening.kind != "that" or not _is_near(draught, i, opening.first):
        return None
    said = opening.saying is not None and draught.forms[opening.saying] in load_grammar().saying
    return None if said else cue


def _is_near(draught: Draught, noun: int, content: int) -> bool:
    """«إعلان الجيش أن», «إعلان مدرب الميناء السنداري سامي الحداد | بعد المباراة، أن»: when and where follow."""
    if content - noun < _CLAUSE:
        return True
    name = next((draught.people[i] for i in range(noun + 1, noun + _CLAUSE) if i in draught.people), content)
    behind, _ = skip_adverbials(draught, name, content)
    return name < content and not any(map(is_word, draught.forms[behind : content - 1]))


def _is_passive(draught: Draught, i: int, cue: Cue) -> bool:
    """«أُبلغ بأن», «يدعى» have no speaker; «نُقل عن» has."""
    token = draught.tokens[i]
    if cue.form == "participle" and _is_expected(draught.forms, i, cue):
        return True
    if cue.form == "present" and cue.verb.present.endswith("ي") and draught.text[token.end - 1] == "ى":
        return True
    called = cue.form == "past" and cue.verb.group == "call" and not cue.suffix and i + 1 < len(draught.forms)
    if called and draught.forms[i - 1] in ("ما", "فيما", "بما", "مما", "لما") and draught.forms[i + 1][0] == "ب":
        return True  # «كانت سببا فيما | وصف بـ"الهجرة العظمى"»
    damma = "\u064f" in draught.text[token.start : min(token.end, token.start + 6)]
    simple = cue.form == "past" or (cue.form == "present" and len(cue.verb.past) > 4)  # «يُعتقد», but «يُعلن» is active
    return damma and simple and cue.verb.group != "carry"


def _is_negated(draught: Draught, i: int) -> bool:
    return i > 0 and draught.forms[i - 1] in load_grammar().jussive


def _is_other(draught: Draught, i: int, cue: Cue) -> bool:
    """Told apart by spelling only: أعتقد from اعتقد, «تغريدة» from his tweeting."""
    token, text = draught.tokens[i], draught.text
    after = draught.forms[i + 1] if i + 1 < len(draught.forms) else ""
    if after == "من" and "من" not in cue.takes and read_adverbial(draught, i + 1) is None and cue.form == "past":
        return True  # «رد من الشركة»
    if after == "يا" and cue.verb.group == "hold":
        return True  # «تأكد يا صديقي أنني»
    if cue.form == "past" and cue.number == "two" and draught.has_tanwin(i):
        return True  # «وقدم شرحاً»
    first = text[token.start + len(cue.joined)]
    if draught.forms[i].endswith(cue.verb.short) and cue.verb.short == _SHORT_SAY and not _is_negated(draught, i):
        return True  # «لا يقل عن ألف»
    if cue.form == "past" and (first == "إ" or (cue.verb.past[0] == "ا" and first == "أ")):  # «إبان» is not أبان
        return True
    return cue.suffix == "ه" and draught.has_ta(i)
