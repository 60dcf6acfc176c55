"""When somebody spoke, where the page says so beside the cue: «قال الوزير الخميس إن», «أمس أعلنت الوزارة أن».

A time inside what was said, in a relative clause or after «بعد» is another event's.
"""

from bisect import bisect_left
from collections.abc import Sequence

from riwaya.records import Interval, Time
from riwaya.statements.attributions import Draft
from riwaya.statements.grammar import load_grammar
from riwaya.statements.sentences import COMMAS, Draught, Sentence
from riwaya.text import load_folded

_LEAD = 3  # tokens from a sentence's beginning to a time that opens it
_COARSE = ("decade", "century", "vague", "duration")


def read_moment(draught: Draught, sentence: Sentence, draft: Draft, times: Sequence[Time]) -> Interval | None:
    """Give the time of speaking that stands between the cue and its content, or opens the sentence before the cue."""
    if draft.cue is None or not times:
        return None
    at, after = draft.cue
    first = draft.content[0][0]
    if first > at:
        time = _time_in(draught, after, first, times)
        if time is not None and not _is_elsewhere(draught, after, time) and not _is_named(draught, draft, time):
            return _interval(time)
    time = _time_in(draught, sentence.first, min(at, sentence.first + _LEAD), times)
    return _interval(time) if time is not None and _leads(draught, time, at) else None


def _time_in(draught: Draught, first: int, last: int, times: Sequence[Time]) -> Time | None:
    """The first time that begins among tokens `first` up to `last`."""
    if first >= last:
        return None
    start, end = draught.tokens[first].start, draught.tokens[last - 1].end
    place = bisect_left(times, start, key=lambda time: time.start)
    found = times[place] if place < len(times) and times[place].start < end else None
    known = found is not None and (found.from_ or found.to) and found.precision not in _COARSE
    return found if known else None


def _is_elsewhere(draught: Draught, first: int, time: Time) -> bool:
    """«قال الوزير الذي وصل أمس», «قال بعد لقائه السفير أمس»: another event's time."""
    words, i = load_grammar(), first
    while draught.tokens[i].start < time.start:
        form = draught.forms[i]
        if form in words.whose or form in words.clause or form in load_folded("ar", "cues_elsewhen"):
            return True
        i += 1
    return False


def _is_named(draught: Draught, draft: Draft, time: Time) -> bool:
    """True for a time in the source's own words: «منسق أسبوع المرور»."""
    if draft.source is None:
        return False
    first, last, _ = draft.source
    return draught.tokens[first].start <= time.start < draught.tokens[last - 1].end


def _leads(draught: Draught, time: Time, cue: int) -> bool:
    """«أمس، أعلن», «وفي وقت سابق الخميس، قال»: nothing but a comma between the time and the cue."""
    i = cue - 1
    while i >= 0 and draught.tokens[i].start >= time.end:
        if draught.forms[i] not in COMMAS:
            return False
        i -= 1
    return True


def _interval(time: Time) -> Interval:
    return Interval(from_=time.from_, to=time.to, precision=time.precision)
