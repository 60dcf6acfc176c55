"""What is a cue only in its place: «وبين | الوزير أن», not «وبين | المدينتين»; «بعد إعلان | الجيش أن»."""

from riwaya.statements.adverbials import is_medium, short_width, skip_adverbials
from riwaya.statements.cues import Cue, read_after_what, read_ahead, read_noun
from riwaya.statements.frames import Opening, find_opening
from riwaya.statements.grammar import load_grammar
from riwaya.statements.heads import SPEAKERS, drop_pronoun, names_person, read_head
from riwaya.statements.particles import is_what
from riwaya.statements.quotes import SAYING
from riwaya.statements.sentences import COMMAS, Draught, Sentence
from riwaya.stems import is_definite
from riwaya.text import fold, is_word

_SHORT_GAP = 3  # words of a source that is named shortly: «وبين التقرير أن»
_MARKED = 4  # words in marks that may be a medium's name
_NEAR = 6  # tokens from «علمت» to whom it was learned from
_ALREADY = "قد"
_LED = ("الي", "على")  # before a noun of speech that a verb governs
_PUBLISH = "نشر"
_CLAUSE = 10  # tokens from a noun to its content, where nothing else stands between


def what_at(draught: Draught, sentence: Sentence, i: int) -> Cue | None:
    """«نفت ما | ذكره سامي من أن», «ما | سموه "أزمة"», «من بين ما | وعد به سامي أن»: nothing but a verb stands there."""
    cue = read_after_what(draught.forms[i]) if is_what(draught.forms, i) else None
    opening = find_opening(draught, cue, i, sentence.last) if cue is not None else None
    named = cue is not None and cue.verb.group == "call" and draught.quote_over(i + 1) is not None
    return cue if named or (opening is not None and opening.kind == "that") else None


def ahead_at(draught: Draught, sentence: Sentence, i: int) -> Cue | None:
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
    quote = draught.quote_over(opening.first)
    if opening.kind == "colon" and quote is not None and quote.first == opening.first:
        return said and quote.words >= SAYING  # «وعلق إيفانوف: "لا علم لنا بذلك"»
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
    """«وعلمت | "الجسر" أن», «وعلمت | (الجسر) من», «وعلمت | بي بي سي أنه»: a medium that has learned something."""
    quote = draught.quote_over(i)
    marked = quote is not None and quote.first == i and quote.words <= _MARKED
    marked = marked or draught.forms[i : i + 3 : 2] == ["(", ")"]
    return marked or is_medium(draught.forms[i]) or i in draught.begins


def noun_at(draught: Draught, sentence: Sentence, i: int) -> Cue | None:
    """«بعد إعلان الجيش أن», «تحذيرات الخبراء من أن»: a verbal noun right before whoever speaks."""
    form = draught.forms[i]
    led = i > sentence.first and draught.forms[i - 1] in _LED and form.startswith("ال")  # «دفعهم إلى | القول إن»
    if led or form.startswith("بال"):
        return _governed_noun(draught, sentence, i)
    cue = read_noun(form)
    if cue is None or i + 2 >= sentence.last:
        return None
    head = read_head(draught.forms[i + 1])
    person = (head is not None and head.kind in SPEAKERS) or i + 1 in draught.things  # «اتهامات الضفة بأن»
    # «رغم تشديد الحداد على أن», «بعد إعلان الأخير أن»
    if not (person or names_person(draught, i + 1) or draught.forms[i + 1] in load_grammar().latter):
        return None
    opening = find_opening(draught, cue, i, sentence.last)
    # not «سارعت الوزارة إلى | تطمين الأهالي، قائلة إن»
    if opening is None or opening.kind != "that" or not _is_near(draught, i, opening.first):
        return None
    said = opening.saying is not None and draught.forms[opening.saying] in load_grammar().saying
    return None if said else cue


def _governed_noun(draught: Draught, sentence: Sentence, i: int) -> Cue | None:
    """«واكتفى | بالقول إن», «ختم كلمته | بالتأكيد على أن», «حرص على | التذكير بأن», not «| بالتأكيد أن السد آمن»."""
    forms, words = draught.forms, load_grammar()
    cue = read_noun(forms[i].removeprefix("ب").removeprefix("ال"))
    opening = find_opening(draught, cue, i, sentence.last) if cue is not None and i + 2 < sentence.last else None
    if cue is None or opening is None:
        return None
    if forms[i] in words.saying:
        return cue
    that = i + 1 + (forms[i + 1] in cue.takes)
    plain = forms[that] in words.that and (that > i + 1 or not forms[i].startswith("ب"))
    near = opening.kind == "that" and opening.first <= that + 1
    return cue if near and cue.verb.group == "say" and (plain or forms[that] in words.byth) else None


def _is_near(draught: Draught, noun: int, content: int) -> bool:
    """«إعلان الجيش أن», «إعلان مدرب الميناء السنداري سامي الحداد | بعد المباراة، أن»: when and where follow."""
    if content - noun < _CLAUSE:
        return True
    name = next((draught.people[i] for i in range(noun + 1, noun + _CLAUSE) if i in draught.people), content)
    behind, _ = skip_adverbials(draught, name, content)
    return name < content and not any(map(is_word, draught.forms[behind : content - 1]))
