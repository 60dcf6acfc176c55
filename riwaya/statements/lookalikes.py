"""Whether a word is a cue where it stands, or only looks like one: «عبر | عن أمله» and «عبر | النشاطات»."""

from collections.abc import Sequence

from riwaya.lexicon import load_list
from riwaya.statements.adverbials import read_adverbial
from riwaya.statements.cues import Cue, read_cue
from riwaya.statements.frames import find_opening
from riwaya.statements.grammar import BARE, load_grammar
from riwaya.statements.heads import read_head
from riwaya.statements.homographs import ahead_at, noun_at, what_at
from riwaya.statements.interveners import is_nobodys_own, is_preposition
from riwaya.statements.particles import is_attested
from riwaya.statements.sentences import COMMAS, MARKS, Draught, Sentence
from riwaya.text import is_word, load_folded

_NEAR = 6  # tokens from «إذا» to what nobody has said yet, and from «واصفة» to its بأن
_MODAL = ("ي", "وي", "ت", "س")  # as «يمكن», «ويجب», «سيتم» begin, unlike «مع», «بعد»
_ALREADY = "قد"
_OUGHT = 7  # tokens from what ought to be to its أن
_INFORM = "أعلم"  # which is also I know, and know thou
_MINE = "أ"  # with which a verb of whoever speaks of himself begins
_SHORT_SAY = "يقل"  # of قال; elsewhere it is to be less


def cue_at(draught: Draught, sentence: Sentence, i: int) -> Cue | None:
    """Give the cue that a word is where it stands: of «عبر | عن أمله», not of «عبر | النشاطات», «هل | سألت»."""
    forms, words = draught.forms, load_grammar()
    cue = read_cue(forms[i]) or what_at(draught, sentence, i)
    cue = cue or ahead_at(draught, sentence, i) or noun_at(draught, sentence, i)
    if cue is not None and cue.verb.group == "stand" and not _stands_in(forms, i):
        cue = read_cue(forms[i][1:])  # «وردت كندا على القرار بأنها»
        cue = None if cue is None or cue.verb.group == "stand" else cue
    before = forms[i - 1] if i > sentence.first else ""
    modal = before in words.closed and before.startswith(_MODAL)
    supposed = cue is not None and cue.form != "participle" and _is_supposed(forms, i)
    if before in words.asks or supposed or (cue is not None and cue.form in ("noun", "past") and modal):
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
    known = cue.verb.past == _INFORM and find_opening(draught, cue, i, sentence.last) is None
    agrees = (cue.gender == "f" and cue.number == "one") or cue.number == "many" or forms[i - 1].isdigit()
    # «أطراف متهمين», «43 مقترحا»
    praises = cue.verb.group == "act" and not (forms[i].endswith("ا") and _governs(cue, forms[i + 1 : i + 3]))
    adjective = cue.form == "participle" and not cue.joined and (agrees or praises)
    adjective = adjective and i > sentence.first and is_word(forms[i - 1]) and not _opens_words(draught, i, cue)
    return None if adjective or known else cue  # «أحب هذا السد، | وأعلم أن», but «أعلم الوزير لجنته بأن»


def _is_supposed(forms: Sequence[str], i: int) -> bool:
    """«إذا | أعلن الطبيب أنه مريض», «عندما لم | تصرح بأنها», «أغفل | إبلاغ الشرطة بأنه»: nobody has said it."""
    supposed = load_folded("ar", "cues_supposed")
    return any(i >= n and " ".join(forms[i - n : i]) in supposed for n in (1, 2))


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
    near = range(i - 2, max(-1, i - 2 - _OUGHT), -1) if i > 1 and forms[i - 1] == BARE else ()
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
    """«وكان | متوقعا أن ترتفع الأسعار», «ليس | مرجحا أن», «لم يعد | مؤكدا أن»: by nobody; but «وكان | مقتنعا بأن»."""
    nobodys = forms[i - 1].removeprefix("و") in load_grammar().being
    held = cue.verb.group in ("hold", "say") and cue.verb.takes[0] == "0" and not cue.suffix
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
    """«احتجت قائلة إنها», «دخلت على الخط داعية إلى "التهدئة"».

    But not «إجراءات مشددة», «غير مؤكدة بأن», «مصادر مؤكدة أن».
    """
    forms, words = draught.forms, load_grammar()
    if forms[i - 1] in words.adverse or is_attested(forms, i):
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


def _is_passive(draught: Draught, i: int, cue: Cue) -> bool:
    """«أُبلغ بأن», «يدعى» have no speaker; «نُقل عن» has."""
    token = draught.tokens[i]
    if cue.form == "participle" and _is_expected(draught.forms, i, cue):
        return True
    if cue.form == "present" and cue.verb.present.endswith("ي") and draught.text[token.end - 1] == "ى":
        return True
    if is_nobodys_own(draught.forms, i, cue):
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
    if cue.form == "past" and first == _MINE and i and draught.forms[i - 1] in load_grammar().negation:
        return True  # «لا أعلم هل», «لم أدرك أن»
    if draught.forms[i].endswith(cue.verb.short) and cue.verb.short == _SHORT_SAY and not _is_negated(draught, i):
        return True  # «لا يقل عن ألف»
    if cue.form == "past" and (first == "إ" or (cue.verb.past[0] == "ا" and first == "أ")):  # «إبان» is not أبان
        return True
    return cue.suffix == "ه" and draught.has_ta(i)
