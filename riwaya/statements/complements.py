"""Quoted words inside what a verb governs: «هدد بفرض عقوبات "غير مسبوقة" إذا فشلت المحادثات»."""

from riwaya.statements.grammar import load_grammar
from riwaya.statements.hits import Hit
from riwaya.statements.quotes import Quote
from riwaya.statements.sentences import COMMAS, Draught
from riwaya.statements.sources import read_adverbial, trim

Range = tuple[int, int]
_SHORT = 3  # words in marks that say something by themselves
_ABOUT = "عن"  # «كشفت عن هاتف جديد باسم "..."»: what is told of, not what is said
_FAR = 12  # tokens between a verb's preposition and the marks in its complement


def read_complement(draught: Draught, hit: Hit, quote: Quote, last: int) -> Range | None:
    """Give the quoted words, or all that the verb governs where they alone say little; None where they are a name."""
    if _names(draught, quote):
        return None
    first = _beginning(draught, hit, quote)
    if quote.words < _least(draught, hit, quote, first):
        return None
    inner = trim(draught, quote.first + 1, quote.last)
    if inner is None or first is None or hit.cue.verb.group not in ("say", "deny", "ask"):
        return inner
    end = _ending(draught, quote, last)
    whole = trim(draught, first + (first == quote.first), end)
    return whole if whole is not None and 2 * quote.words < whole[1] - whole[0] else inner


def _least(draught: Draught, hit: Hit, quote: Quote, first: int | None) -> int:
    """How many quoted words make a statement."""
    verb = hit.cue.verb
    if verb.group == "call":
        return 1
    if first is None or verb.group == "act":
        return _SHORT
    promised = verb.takes[0] == "ب" or verb.group == "ask"
    if promised and not is_name(draught, quote.first + 1, quote.last):
        return 1 if first < quote.first else 2
    return _SHORT - (first == quote.first)


def _beginning(draught: Draught, hit: Hit, quote: Quote) -> int | None:
    """Where the complement begins: after the preposition that the verb asks for, or with the بـ written on to it."""
    forms, takes = draught.forms, hit.cue.takes
    for i in range(quote.first, max(hit.at, quote.first - _FAR), -1):
        if i < quote.first and (forms[i] in COMMAS or forms[i] in ".:"):
            return None
        if i - 1 > hit.at and forms[i - 1] in takes and forms[i - 1]:
            return i if forms[i - 1] != _ABOUT or i == quote.first else None
        joined = forms[i][:1] == "ب" and len(forms[i]) > 4 and "ب" in takes and i > hit.at
        if joined and i < quote.first and read_adverbial(draught, i) is None:
            return i
    return None


def _ending(draught: Draught, quote: Quote, last: int) -> int:
    """The complement goes on behind the marks, to a comma or to when it was said."""
    words, end = load_grammar(), quote.last + 1
    stops = COMMAS | words.clause | words.after | words.whose
    while end < last and draught.forms[end] not in stops and read_adverbial(draught, end) is None:
        end += 1
    return min(end, last)


def _names(draught: Draught, quote: Quote) -> bool:
    """«شركة "..."», «المدير، "..."»: marks around a name."""
    before = draught.forms[quote.first - 1]
    return before in COMMAS or (before in load_grammar().place and before != "ل")


_FEW = 200  # places of a word looked at


def is_name(draught: Draught, first: int, last: int) -> bool:
    """True for words in marks that are no quotation: «روس نفط», or any few that the page also writes elsewhere."""
    size = last - first
    if size > 4 or size < 1:
        return False
    forms = draught.forms
    if forms[first - 2] in load_grammar().place and forms[first - 2] != "ل":
        return True
    words = list(forms[first:last])
    places = [i for i in draught.places[words[0]][:_FEW] if list(forms[i : i + size]) == words]
    return len(places) > 2 or any(draught.quote_over(i) is None for i in places)
