"""The names that an article's mentions give, as tokens, without what was tagged with them: «سامي الحداد | يؤكد»."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from riwaya.records import Mention
from riwaya.statements.cues import read_cue
from riwaya.statements.grammar import load_grammar
from riwaya.stems import is_definite
from riwaya.text import TANWIN, Token, fold, load_folded

_PRESENT = ("ي", "ت", "سي", "ست")  # as verbs in the present and the future begin
_SHORT = 4  # letters of «باول», «بيلي»
_VERB, _FUTURE = 3, 5  # letters that one has more than: «يرى», «سيري»
_PARTICIPLE = re.compile("مت....ا")  # «متلعثما», as no name is built
_BY_THAT = "بأن "  # which folds like the name «بان»
_PRONOUNS = ("ه", "ها", "هم")
_TO = "ل"


def locate(
    tokens: Sequence[Token], mentions: Sequence[Mention]
) -> tuple[dict[int, int], dict[int, int], dict[int, int]]:
    """Give where the names of people, those with و written on to them, and other names begin and end."""
    people: dict[int, int] = {}
    beside: dict[int, int] = {}
    things: dict[int, int] = {}
    kin, titles, mute = (load_folded("ar", name) for name in ("roles_kin", "roles_honorifics", "words_mute"))
    ends = kin | load_grammar().remark | load_grammar().himself
    other = any(map(_names_me, mentions))
    for mention in mentions:
        first = bisect_right(tokens, mention.start, key=lambda token: token.start) - 1
        last = bisect_left(tokens, mention.end, first, key=lambda token: token.start)
        if mention.type != "person":
            things[first] = last
        elif last == first + 1 and _is_manner(mention.text, tokens[first].form):
            continue
        elif tokens[first].start == mention.start:  # not «وسامي»
            first += _is_to_me(tokens, first, last) and not other
            # «سامي | شقيق الشهيد», «سامي الحداد | وهو باحث», «سامي الحداد | يؤكد»
            last = next((i for i in range(first + 1, last) if tokens[i].form in ends or _runs_on(tokens, i)), last)
            first += last - first > 1 and _is_before(tokens, first, mention.text)
            if tokens[first].form in titles and not (first + 1 < last and is_definite(tokens[first + 1].form)):
                first += 1  # «بروفيسور | سامي الحداد», but «شيخ الصيادين»
            owned = last - first > 1 and mention.text.endswith(_PRONOUNS) and tokens[last - 1].form in mute
            last -= owned  # «الحداد | حرصه على», tagged as one man
            if first < last:
                people[first] = last
        elif tokens[first].start + 1 == mention.start and tokens[first].form[0] == "و":
            beside[first] = next((i for i in range(first + 1, last) if _begins_another(tokens, i)), last)
    return people, beside, things


def _begins_another(tokens: Sequence[Token], i: int) -> bool:
    """«وسامي | ونادر», «وسامي | يؤكد»."""
    form = tokens[i].form
    return _runs_on(tokens, i) or (form[:1] == "و" and form[1:] in load_folded("ar", "names_given"))


def _is_before(tokens: Sequence[Token], i: int, written: str) -> bool:
    """«بين | الحداد», «بأن | الحداد», «متحدث باسم | الحداد»: tagged with the name behind it; not «باسم الحداد»."""
    form, words = tokens[i].form, load_grammar()
    if form in words.behalf:
        return not load_folded("ar", "origins_spokesmen").isdisjoint(token.form for token in tokens[max(0, i - 2) : i])
    known = form in load_folded("ar", "names_given") or form in load_folded("ar", "names_doubtful")
    return (form in words.before and not known) or written.startswith(_BY_THAT)


def _runs_on(tokens: Sequence[Token], i: int) -> bool:
    """«سامي الحداد | يؤكد», «ستيف | بالكامل», «مركز سامي | للعلوم»: what is of no name, tagged with one."""
    form = tokens[i].form
    if form in load_folded("ar", "names_given") or tokens[i - 1].form in load_grammar().part:
        return False
    return is_governed(form) or (len(form) > _VERB and form.startswith(_PRESENT) and _is_present(form))


def _is_present(form: str) -> bool:
    """«يؤكد», «سيؤكد»."""
    known = load_folded("ar", "words_finite")
    later = form[1:] if len(form) > _FUTURE and form[0] == "س" else form
    other = {"ي": "ت", "ت": "ي"}[later[0]] if later != form else later[0]  # «ستعود» where «يعود» is known
    return later in known or other + later[1:] in known


def is_governed(form: str) -> bool:
    """True for a common noun with a preposition written on to it: «بالكامل», «لخوض», not «باقر», «بيري»."""
    noun = form[1:] if form[0] == "ل" or (form[0] == "ب" and len(form) > _SHORT) else ""
    plain, mute, finite = (load_folded("ar", name) for name in ("words_ordinary", "words_mute", "words_finite"))
    known = noun in plain and noun in mute and noun not in finite
    return known or form.startswith("لل") or (form.startswith("بال") and form[3:] in plain)


def _is_to_me(tokens: Sequence[Token], first: int, last: int) -> bool:
    """«وقالت | لي سلمى الحداد إن», «وقال | لي إن»: to whoever writes, tagged as a name; not «قال | لي تشانغ»."""
    mine = tokens[first].form in load_grammar().mine and tokens[first].form.startswith(_TO)  # not «منى», «ألينا»
    if not mine or not first or read_cue(tokens[first - 1].form) is None:
        return False
    return first + 1 == last or tokens[first + 1].form in load_folded("ar", "names_given")


def _names_me(mention: Mention) -> bool:
    """True for «لي تشانغ», a whole name that begins so, not «لي سلمى», which «قالت» before it has tagged."""
    if mention.type != "person" or not mention.text.startswith(_TO):
        return False
    words = [fold(word) for word in mention.text.split()]
    whole = len(words) > 1 and words[0] in load_grammar().mine
    return whole and words[1] not in load_folded("ar", "names_given")


def _is_manner(written: str, form: str) -> bool:
    """«وقال | معقبا: ...», «وقال | هامسًا: ...»: how it was said, tagged as a man."""
    cue = read_cue(form)
    adverb = _PARTICIPLE.fullmatch(form) or (cue is not None and cue.form == "participle" and form.endswith("ا"))
    return written.endswith(TANWIN) or (bool(adverb) and form not in load_folded("ar", "names_given"))
