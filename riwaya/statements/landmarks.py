"""What may decide between a cue and its content: «أكد | في بيان | لوكالة الجسر | قائلا | إن»."""

import functools
from collections.abc import Iterator, Sequence

from riwaya.statements.cues import Cue, attributing_forms, read_cue, read_noun
from riwaya.statements.grammar import BARE, heads_name, load_grammar
from riwaya.statements.heads import SPEAKERS, names_person, read_head
from riwaya.statements.interveners import intervenes
from riwaya.statements.sentences import COMMAS, Draught
from riwaya.stems import is_definite
from riwaya.text import fold, load_folded

_REACH = 70  # tokens from a cue to its complementiser; titles and appositions fill up to about fifty
_WRITTEN = "بأن"  # written so it is no name: «اعترف سامي | بأن بوغبا»
_FEW = 4  # tokens in which «عدم كشف اسمه» stands
SPOKEN = frozenset(("say", "deny", "carry", "stand"))  # groups that also govern a colon or marks


def find_landmarks(draught: Draught, cue: Cue, index: int, last: int) -> Iterator[tuple[str, int]]:
    """What may decide between a cue and its content, outside parentheses and quotations."""
    forms, that = draught.forms, load_grammar().that
    depth, j, last = 0, index + 1, min(last, index + _REACH)
    while j < last:
        if forms[j] == "(" and draught.quoted[j] < 0:
            depth += not (j + 1 < last and forms[j + 1] in that)  # «وأضاف (إن اللجنة بدأت)»
        elif forms[j] == ")":
            depth = max(0, depth - 1)
        if draught.quoted[j] >= 0:
            if not depth:
                yield "quote", j
            j = draught.quotes[draught.quoted[j]].last
        elif not depth and _may_decide(forms[j], cue) and (forms[j] in that or not draught.is_named(j)):
            yield _landmark(draught, cue, index, j), j
        j += 1


def _may_decide(form: str, cue: Cue) -> bool:
    """False for the names and posts that fill most gaps: a quick look before the slow one."""
    known = form in _deciding("ar") or form in cue.takes
    return known or _is_counted(form) or restates(form, cue)


@functools.cache
def _deciding(language: str) -> frozenset[str]:
    return load_grammar(language).landmarks | attributing_forms(language)


def _is_counted(form: str) -> bool:
    """«وقالت اللجنة | إن300 شخص أوقفوا»: written together with a number."""
    return form.startswith(BARE) and form[2:].isdigit()


def _landmark(draught: Draught, cue: Cue, index: int, j: int) -> str:
    forms, words = draught.forms, load_grammar()
    form = forms[j]
    if form == ":" and not _in_clock(forms, j):
        hidden = not words.unnamed.isdisjoint(forms[max(0, j - _FEW) : j])  # «طالبا عدم كشف اسمه: "..."»
        named = heads_name(forms, j) and draught.quote_over(j + 1) is not None and not hidden
        # «تحت عنوان: "المياه والسلام"»
        return "" if named else "another" if _is_list(draught, j) else "colon"
    if form == "اذا" and forms[j - 1] == "ما" and words.whether & cue.takes:  # «تساءل ما إذا كان»
        return "whether"
    if form in cue.takes or form in words.asking:
        return _taken(form, cue)
    if form in words.saying and cue.form == "participle" and _is_answered(forms, index, j):
        return "another"
    carried = cue.verb.group == "carry" and (_is_noun_cue(form) or _tells_news(forms, j))
    if form in words.saying or carried or restates(form, cue):
        return "saying" if cue.verb.group in SPOKEN else "another"
    if j == index + 1 and cue.verb.group == "say" and _is_said(form):  # «ومضى يقول»
        return "saying"
    if forms[j - 1] == "الي" and "الي" in cue.takes and _is_told_by(draught, j):
        return "another"
    named = (
        draught.is_hyphened(j)
        or (j in draught.persons and draught.span(j, j + 1).text != _WRITTEN)
        or (form == BARE and j + 1 < len(forms) and forms[j + 1] in COMMAS | words.prayed)
    )
    if (form in words.that or form in words.byth or _is_counted(form)) and not named:  # «تشون سو أن، في مستهل اللقاء»
        return "another" if forms[j - 1] in words.adverse else "that"
    if form in words.found or (forms[j - 1] in COMMAS and (form in words.breaks or form in words.so)):
        return "another"
    return "another" if j > index + 1 and intervenes(draught, j, index) else ""


def _taken(form: str, cue: Cue) -> str:
    """«تساءل | عما إذا», «تساءل | كيف», «أعلن | عن»."""
    words = load_grammar()
    if form in words.asking:
        return "asked" if words.whether & cue.takes else "taken" if form in cue.takes else ""
    return "whether" if form in words.whether else "taken"


def restates(form: str, cue: Cue) -> bool:
    """«وجدد سامي الحداد | التأكيد على أن»: a noun of speech that a verb of saying again acts on."""
    # not «من المنتظر أن يجدد الوزير التأكيد»
    again = cue.form != "present" and _says_again(cue.verb.past)
    return again and is_definite(form) and read_noun(form.removeprefix("ال")) is not None


@functools.cache
def _says_again(past: str) -> bool:
    return fold(past) in load_folded("ar", "cues_again")


def _is_list(draught: Draught, j: int) -> bool:
    """«استبعدوا ثلاثة لاعبين وهم: سامي ونادر», «كل من: سامي ونادر»: a list in no marks was not said."""
    forms, words = draught.forms, load_grammar()
    counted = forms[j - 1].removeprefix("و") in words.himself | words.among or forms[j - 2 : j] == ["كل", "من"]
    opens = j + 1 < len(forms) and forms[j + 1] in words.that  # «وقالوا لاثنين منهم: إنهما»
    return counted and not opens and draught.quote_over(j + 1) is None


def _is_answered(forms: Sequence[str], index: int, j: int) -> bool:
    """«متوعدا بعقوبات، وهو ما رد عليه الوزير | قائلا»: a verb between a participle and «قائلا», whose it is."""
    between = (read_cue(form) for form in forms[index + 1 : j])
    return any(cue is not None and cue.form == "past" and cue.verb.group in SPOKEN for cue in between)


def _is_noun_cue(form: str) -> bool:
    """«نقلت عنه الوكالة تأكيده أن»."""
    cue = read_cue(form)
    return cue is not None and cue.form == "noun"


def _tells_news(forms: Sequence[str], j: int) -> bool:
    """«نقلت الوكالة عن سامي الحداد معلومات تفيد بأن»."""
    head = read_head(forms[j - 1])
    return head is not None and head.kind == "document" and _is_said(forms[j])


def _is_told_by(draught: Draught, j: int) -> bool:
    """«مشيرا إلى | إعلان سامي الحداد أنه»: a noun of speech whose speaker stands right behind it."""
    if j + 1 == len(draught.forms):
        return False
    head = read_head(draught.forms[j + 1])
    speaks = (head is not None and head.kind in SPEAKERS) or names_person(draught, j + 1)
    return read_noun(draught.forms[j]) is not None and (speaks or j + 1 in draught.things)


def _is_said(form: str) -> bool:
    cue = read_cue(form)
    return cue is not None and cue.form == "present" and cue.verb.group == "say" and not cue.joined


def _in_clock(forms: Sequence[str], j: int) -> bool:
    return forms[j - 1].isdigit() and j + 1 < len(forms) and forms[j + 1].isdigit()
