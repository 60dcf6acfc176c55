"""On which level of its sentence a cue stands, and where it would end the content before it."""

from typing import Literal, NamedTuple

from riwaya.statements.adverbials import read_adverbial
from riwaya.statements.cues import Cue
from riwaya.statements.grammar import NOTS, load_grammar
from riwaya.statements.heads import read_head
from riwaya.statements.sentences import COMMAS, Draught

Level = Literal["main", "beside", "under", "which"]
_ENCLOSING = frozenset('.:-–—)»"”')  # after these a cue stands on the sentence's own level
_PRONOUNS = ("ه", "ها", "هم", "هما", "هن")  # as in «إنها»
_NOW, _FOLDED_NOW = "الآن", "الان"
_WHILE = ("في", "الوقت", "الذي")
_NAME_MOST = 4  # words in marks that may be a name
_FAR = 20  # tokens from أن to the verb of whoever stands behind it
_CLAUSE = 10  # tokens from a clause's beginning to its verb


class Standing(NamedTuple):
    """The level of a cue, and the token at which it would end the content before it.

    `main` begins its sentence, `beside` stands next to what was said before («وأضاف», «، مضيفا»), `under` inside it
    («إن الوزير أكد»), `which` in a relative clause.
    """

    level: Level
    cut: int | None


def find_level(draught: Draught, first: int, at: int, cue: Cue) -> Standing:
    """Give the level of the cue at token `at` in the sentence that begins at token `first`."""
    forms, words = draught.forms, load_grammar()
    start = at
    while start > first and (forms[start - 1] in words.been or forms[start - 1] in words.negation):
        start -= 1
    before = forms[start - 1] if start > first else ""
    if start == first or (start == first + 1 and before in words.clause):
        return Standing("main", start)
    if before.removeprefix("و") in words.turning:  # «، وبدوره أكد», «، من جهته قال»
        back = 2 if forms[start - 2].removeprefix("و") in words.before else 1
        return Standing("beside", max(first, start - back))
    if before in words.whose:
        return _stand_in_relative(draught, first, start, at, cue)
    if before in words.clause and forms[start - 2] in words.that and not cue.joined:
        return Standing("under", None)  # «من أنه فيما تأمل الدول أن»
    joined = cue.joined or (forms[start][0] == "و" and start < at)
    if _is_inside(draught, first, start, cue):
        return Standing("under", None)
    now = start - 1 > first and _is_time(draught, start - 1)
    held = _drop(forms[start - 1 - now]) in words.being
    if cue.form == "participle" and (held or (before in words.that and before.endswith(_PRONOUNS))):
        # «وقال: كنت | متأكدا من أننا سنفوز», «سيكون | مرحبا به», «إنها | متأكدة من أن السد آمن»
        return Standing("under", None)
    if cue.form == "participle" or before in COMMAS or before in _ENCLOSING:
        return Standing("beside", start)
    if joined or before in words.clause:
        wide = before in words.clause and forms[start - 2] in words.before  # «في حين أكد»
        return Standing("beside", start - (before in words.clause) - wide)
    turned = _turn(draught, first, start)
    return Standing("under" if turned is None else "beside", turned)


def _stand_in_relative(draught: Draught, first: int, start: int, at: int, cue: Cue) -> Standing:
    """«المدير، الذي | أكد», but «أنه عاد | في الوقت الذي تشير المصادر إلى أن»: beside what was said."""
    forms = draught.forms
    if start - 3 > first and tuple(forms[start - 3 : start]) == _WHILE:
        return Standing("beside", start - 3)
    return Standing(
        "which", start - 2 if forms[start - 2] in COMMAS else start - 1 if is_epithet(draught, at, cue) else None
    )


def _is_time(draught: Draught, i: int) -> bool:
    """«بات | الآن مقتنعا», «كان | أمس مصمما»; «آلان» folds like the first."""
    now = draught.forms[i] == _FOLDED_NOW and draught.span(i, i + 1).text == _NOW
    return now or read_adverbial(draught, i) == "time"


def _drop(form: str) -> str:
    """«وكان», «سيكون» without what is written onto them."""
    return form.removeprefix("و").removeprefix("س")


def _is_inside(draught: Draught, first: int, start: int, cue: Cue) -> bool:
    """«إلى أن "الجسر" | طلب», «تبعث "رسالة" | مفادها أن», «أن الوزير، سامي الحداد، | طلب»."""
    words, comma = load_grammar(), draught.forms[start - 1] in COMMAS
    quote = draught.quote_over(start - 1)
    named = quote is not None and quote.words <= _NAME_MOST and not cue.joined
    if quote is not None and named and draught.forms[quote.first - 1] in words.that | words.byth:
        return True
    if cue.verb.group == "gist":
        return not comma
    return comma and not cue.joined and cue.form in ("past", "present") and _is_predicate(draught, first, start)


def _is_predicate(draught: Draught, first: int, at: int) -> bool:
    """«أن الوزير، سامي الحداد، | طلب», «أن الوثيقة، التي نشرت أمس، | أوضحت», «أنه بعد انتهاء العمل، | تبين»."""
    forms, words = draught.forms, load_grammar()
    opens = next(
        (i for i in range(at - 2, max(first, at - _FAR), -1) if forms[i] in words.that or forms[i] == ":"), None
    )
    if opens is None:
        return False
    commas = [i for i in range(opens + 1, at) if forms[i] in COMMAS]
    if forms[opens + 1] in words.after:
        return len(commas) == 1
    inserted = commas[0] + 1
    return len(commas) > 1 and (inserted in draught.people or forms[inserted] in words.whose)


def is_epithet(draught: Draught, at: int, cue: Cue) -> bool:
    """«الاتفاق الذي اعتبره "غير قابل للنقاش"»."""
    after = at + 1
    quote = draught.quote_over(after) or draught.quote_over(after + 1)
    return cue.verb.group == "call" and bool(cue.suffix) and quote is not None and quote.first <= after + 1


def _turn(draught: Draught, first: int, end: int) -> int | None:
    """Where another clause with its own subject begins: «..., غير أن الدائرة | ذكرت», «..., والدائرة | تقول»."""
    forms, words = draught.forms, load_grammar()
    for i in range(end - 1, max(first, end - _CLAUSE), -1):
        modal = forms[i] in NOTS  # «القادة يجب ألا | يفترضوا أن»
        if forms[i] in words.clause or (forms[i] in words.that and forms[i - 1] in words.closed and not modal):
            # «منح الشمال انتصارا لأن الولايات المتحدة | كانت تصر»
            return None if forms[i - 1] in words.above or forms[i] in words.because else i - (forms[i] in words.that)
        if forms[i] in words.that or forms[i] in words.byth or draught.quote_over(i) is not None:
            return None
        if forms[i] in words.remark and i + 1 < end:
            return None  # «الأسعار عالية، وهذه نسبة تشير إلى أن»
        if forms[i - 1] in COMMAS and forms[i] in words.topic:  # «، وعن الطموح قال»
            return i
        if forms[i - 1] in COMMAS:
            return i if forms[i].startswith("و") and read_head(forms[i].removeprefix("و")) else None
    return None
