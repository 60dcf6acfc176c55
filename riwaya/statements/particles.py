"""Whether an أن, إن or بأن in the words behind a cue is the cue's own, or another word's."""

from collections.abc import Sequence

from riwaya.statements.cues import Cue, read_after_what, read_ahead, read_cue, read_noun
from riwaya.statements.grammar import BARE, NOTS, load_grammar
from riwaya.statements.heads import (
    drop_pronoun,
    is_finite,
    is_first_name,
    is_ordinary,
    is_pointing,
    read_head,
)
from riwaya.statements.sentences import COMMAS, Draught
from riwaya.stems import is_definite
from riwaya.text import fold, is_word, load_folded

_NOMINAL = 3  # letters of verbs that may also be nouns: «قدر», «حمل»
_FEW, _FAR = 4, 9  # tokens from a participle, and from a belief, beyond which a particle is hardly its own
_MODAL = 5  # tokens from a modal verb to its أن


def governs_particle(cue: Cue, draught: Draught, j: int, index: int, saying: int | None) -> bool:
    """True where the particle at token `j` belongs to the cue at token `index`, or to a second cue at `saying`."""
    forms, takes, words = draught.forms, cue.takes, load_grammar()
    aside = draught.is_named(j - 1) or _is_aside(draught, j) or is_attested(forms, j - 1)
    before = "" if aside else forms[j - 1]  # «قالت الطبيبة ليلى | فور إن»
    if forms[j] in NOTS and _is_anothers(draught, j, index):
        return False
    if saying is not None and _is_right_behind(forms, saying, j):
        return True
    acted = cue.verb.group in ("hold", "find") or (cue.verb.group == "say" and "object" not in takes)
    if _says_what(cue, draught, index, j):
        return True
    if cue.suffix and cue.form != "noun" and acted and saying is None:
        return False  # «الأسعار كما يراها الباعة», «وأخذ يكررها، ثم ختم بأن»
    if cue.verb.group == "say" and _is_felt(cue, forms, j, index):
        return True
    if forms[j] in words.byth:
        put = cue.verb.takes[0] == "ب" or "object" in takes  # «معللا | ذلك بأن», «وبررت البلدية | ذلك بأنه»
        governed = (before not in words.closed or (put and is_pointing(before))) and (
            "ب" in takes or saying is not None
        )
        called = cue.verb.group != "call" and _calls(forms, index + 1, j)
        nearer = saying != j - 1 and _is_nearer(draught, j, index, "ب")  # not «معلومات تفيد بأن»
        return governed and not called and not nearer
    if j == index + 1:
        return "" in takes
    if (
        _is_condition(cue, draught, j)
        or _is_proviso(cue, forms, index, j)
        or _is_modal(forms, index, j)
        or _is_taken(cue, draught, index, j)
    ):
        return False
    if before in words.before:
        asked = before in takes or _is_loose(cue, forms, index, j)
        put = before == fold(cue.verb.takes[0]) and is_pointing(forms[j - 2])  # «وأرجع المدير | ذلك إلى أن»
        put = put and not (cue.form == "present" and j - 2 == index + 1)  # «وربما يرجع ذلك إلى أن»
        aside = forms[j - 2] == "ذلك" and _is_occasion(forms, j - 3)  # «وشدد بعد ذلك على أن»
        return asked and (put or aside or saying == j - 2 or forms[j - 2] not in words.closed)  # «إضافة إلى أن»
    return before not in words.closed and ("" in takes or saying is not None or cue.verb.group == "carry")


def is_attested(forms: Sequence[str], i: int) -> bool:
    """«من مصادر | مؤكدة أن», «معلومات | مؤكدة بأن», «مصادر | خاصة أن»: an adjective of what somebody learned."""
    return i > 0 and forms[i].endswith("ه") and forms[i - 1] in load_folded("ar", "cues_attested")


def _is_right_behind(forms: Sequence[str], saying: int, j: int) -> bool:
    """«ومضى | يقول إن», «وأعادت الوزارة | التأكيد أن», «ختم | بالإشارة إلى أن»: what a second cue opens by itself."""
    noun = read_noun(forms[saying].removeprefix("ب").removeprefix("ال"))
    return saying == j - 1 or (saying == j - 2 and noun is not None and forms[j - 1] in noun.takes)


def is_that(draught: Draught, i: int) -> bool:
    """True for إن and بأن with their pronouns, not for «بان» in a man's name, which folds to the same."""
    words, form = load_grammar(), draught.forms[i]
    return form in words.that or (form in words.byth and i not in draught.persons)


def is_what(forms: Sequence[str], i: int) -> bool:
    """True for the verb in «ما | ذكره الوزير», «مما | وعد به الوزير»: ما is what he said."""
    behind = 0 < i < len(forms) and forms[i - 1] in load_grammar().what
    cue = read_after_what(forms[i]) if behind else None
    return cue is not None and (cue.suffix != "" or not load_grammar().by_it.isdisjoint(forms[i + 1 : i + 2]))


def _says_what(cue: Cue, draught: Draught, index: int, j: int) -> bool:
    """«نفت ما ذكره سامي الحداد من | أن», «أهم ما قاله هو | أن», «مما وعد به العمال | أن»: what his words were."""
    forms, words, gap = draught.forms, load_grammar(), draught.forms[index + 1 : j]
    # «ما زادها ضعفا بدلا من | أن», «مما يفيدها إن | لم»
    other = _is_modal(forms, index, j) or _is_nearer(draught, j, index, "") or _is_condition(cue, draught, j)
    if cue.verb.group != "say" or not is_what(forms, index) or not all(map(is_word, gap)) or other:
        return False
    if forms[j - 1] in words.namely:  # not «مما نشره على الرغم من | أن»
        return forms[j - 2] not in words.closed
    joined = any(form.startswith("و") and read_head(form[1:]) is None for form in gap)  # «ما ذكره ونجسد | أن»
    return forms[j - 1] not in words.before | words.closed and not joined and not forms[j - 1].startswith("ب")


def _is_aside(draught: Draught, j: int) -> bool:
    """«وصرح بعد ذلك | أن», «قال من قبل | إن»: words that close a phrase of time or occasion, and open none with أن."""
    before, last = draught.forms[j - 2], draught.forms[j - 1]
    again = last == "قبل" and before == "من" and draught.text[draught.tokens[j].start] == "إ"
    return again or (last == "ذلك" and _is_occasion(draught.forms, j - 2))


def _is_occasion(forms: Sequence[str], i: int) -> bool:
    """«بعد | ذلك أن», «ردا على | ذلك أن», but «والدليل على | ذلك أن», «ترتب على | ذلك أن»."""
    return forms[i] in load_grammar().before and (forms[i] != "على" or forms[i - 1].endswith("ا"))


def _is_felt(cue: Cue, forms: Sequence[str], j: int, index: int) -> bool:
    """«أعرب الوزير عن أمله في | أن», «عبرت الوزارة عن قلقها من | أن», «أبدى تفاؤله | بأن»: a noun's own preposition."""
    noun = j - 1 - (forms[j - 1] in load_grammar().before)
    stem = drop_pronoun(forms[noun])
    felt = stem != forms[noun] and stem in load_folded("ar", "cues_felt")
    led = noun > index and (forms[noun - 1] == "عن") == (cue.verb.takes[0] == "عن")
    return felt and led and forms[j][0] in "اب"


def _is_anothers(draught: Draught, j: int, index: int) -> bool:
    """«قال مسؤول طلب | ألا يذكر اسمه», «شرط | ألا»: what he asked of the page; «كل طالب، | ألا يدرك»: a question."""
    words, before = load_grammar(), draught.forms[j - 1]
    other = j > index + 1 and (before in words.unnamed | COMMAS or draught.cue(j - 1) is not None)
    return other or not words.named.isdisjoint(draught.forms[j + 2 : j + 4])


def _is_taken(cue: Cue, draught: Draught, index: int, j: int) -> bool:
    """True where أن at token `j` belongs to another word than the cue at token `index`."""
    forms, words, takes = draught.forms, load_grammar(), cue.takes
    before = forms[j - 1]
    if cue.form == "participle" and cue.verb.group == "say" and j - index > _FEW and _is_object(forms[index + 1]):
        return True  # «مؤكدا فشل المشروع في التعاطي معها على أنها»
    if cue.verb.group in ("hold", "find") and j - index > _FAR and forms[index + 1] in words.before - takes:
        return True  # «ترى في كل هجوم جزءا من»
    if before.startswith("ي") and any(form in words.whose for form in forms[max(index, j - 3) : j]):
        return True  # «الدور الذي يطمح أن يلعبه»
    if j - 2 > index and forms[j - 2] == "وعلي":
        return True  # «وعلى المواطن أن»
    return _is_nearer(draught, j, index, "")


def _is_loose(cue: Cue, forms: Sequence[str], index: int, j: int) -> bool:
    """«وذكر المدير | إلى أن الماء كاف», «موضحا على أن»: another preposition than the verb's, before no verb of its own.

    Of «وأكد أن اللاعب سيبقى إلى أن | يعود» it is until.
    """
    following = forms[j + 1] if len(forms[j]) == len(BARE) and j + 1 < len(forms) else ""
    plain = is_ordinary(following) and not is_finite(following)
    noun = following == "" or is_definite(following) or plain or read_head(following) is not None
    near = forms[j - 1] == "الي" or (forms[j - 1] == "على" and j == index + 2 and cue.form == "participle")
    said = cue.verb.group == "say" and cue.verb.takes[0] in ("0", "ب", "الى") and "object" not in cue.takes
    others = (read_cue(form) for form in forms[index + 1 : j - 1])  # «في بيان أشار فيه إلى أن»
    return near and noun and said and not any(other is not None and forms[j - 1] in other.takes for other in others)


def _is_condition(cue: Cue, draught: Draught, j: int) -> bool:
    """«هدد "بعقوبات" | إن لم يتغير شيء», «أعلن رحيله | إن حصل على عرض»: an if, but «قال | إن تم ذلك فسنعود»."""
    forms, after = draught.forms, "".join(draught.forms[j + 1 : j + 2])
    if forms[j] != BARE:
        return False
    if after == "لم":
        return cue.verb.group == "ask" or cue.verb.takes[0] == "ب"
    written = draught.text[draught.tokens[j].start] == "إ" and not cue.is_listed("cues_bare")
    return written and is_finite(after) and after not in load_grammar().been and not draught.is_named(j + 1)


def _is_proviso(cue: Cue, forms: Sequence[str], index: int, j: int) -> bool:
    """«أكد دعمه للحل، على | أن يحدد الطرفان موعدا»: on condition that; but «شدد، في كلمته، على أن يحدد».

    Behind «ينص القرار على وقف العمل، على | أن» the verb's own words have gone before.
    """
    apart = forms[j - 1] == "على" and forms[j - 2] in COMMAS and forms[j + 1 : j + 2] != []
    governed = cue.verb.takes[0] == "على" and "على" not in forms[index + 1 : j - 1]
    alone = apart and not governed and sum(form in COMMAS for form in forms[index:j]) % 2 == 1
    return alone and forms[j + 1][0] in "يتن" and not is_first_name(forms[j + 1])


def _is_modal(forms: Sequence[str], index: int, j: int) -> bool:
    """«أقر المجلس قانونا، ويتعين على الحكومة | أن», «يعتبر لاعبا حرا، وسبق له | أن»: another word's own أن."""
    far = load_grammar().far
    return any(forms[i] in far for i in range(max(index + 1, j - _MODAL), j - 1))


def _is_object(form: str) -> bool:
    """True for a noun that a participle before it governs: no preposition, no adverb, nobody."""
    words = load_grammar()
    small = form in words.before | words.therein | words.honour or form[0] in "بلو" or form.endswith("ا")
    return is_word(form) and not small and read_head(form) is None and not form.startswith("ال")


def _is_nearer(draught: Draught, j: int, index: int, asked: str) -> bool:
    """«وعدوا بالدعم إذا أثبت أن», «انتقد من أقر بأن», «دعا حين أكد للقناة أن», «وكانت توقعات أشارت إلى أن»."""
    forms, words, at = draught.forms, load_grammar(), j - 1
    if forms[at].startswith("و") and forms[at - 1] in COMMAS and read_ahead(forms[at]) is not None:
        return True  # «لم تشر إلى نقص، وبين أن»
    addressed = forms[at].startswith("ل") and read_cue(forms[at]) is None
    if forms[at] in words.before:
        at, asked = at - 1, forms[at]
    elif forms[at] in words.therein or addressed:
        at -= 1
    if at > index + 1 and draught.cue(at) is None and (held := draught.cue(at - 1)) is not None:
        at -= held.form == "present" and held.verb.group == "hold"  # «حملته ضد من تعتقد أنقرة أنهم»
    cue = draught.cue(at) if at > index else None
    finite = cue is not None and cue.form in ("past", "present") and len(forms[at]) > _NOMINAL
    finite = finite and forms[at - 1] not in words.inside | words.kunya  # «قالت في إفادة للمنظمة إن»
    return finite and cue is not None and asked in cue.takes and not is_first_name(forms[at])


def _calls(forms: Sequence[str], first: int, last: int) -> bool:
    """«كتب تغريدة وصف فيها القرار بأنه»."""
    cues = (read_cue(form) for form in forms[first:last])
    return any(cue is not None and cue.verb.group == "call" and cue.form in ("past", "present") for cue in cues)
