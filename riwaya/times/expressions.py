"""Temporal expressions in running text: each with its span, its days counted from publication, and its precision."""

import datetime as dt
import functools
import re
from collections.abc import Iterable, Sequence

from riwaya.numbers import Piece, cut_pieces, split_fronts
from riwaya.records import Time
from riwaya.text import load_folded
from riwaya.times.ages import is_age
from riwaya.times.anchors import FUTURE, PAST, Anchor
from riwaya.times.found import Found
from riwaya.times.rules import Reader, load_rules
from riwaya.times.words import Item, When, lay_row

_LETTERS = {"day": "Z", "minute": "k"}


def find_times(
    text: str, paragraphs: Iterable[tuple[int, int]], published: dt.date | None, language: str = "ar"
) -> tuple[Time, ...]:
    """Find the temporal expressions of an article in text order, inside its paragraphs only.

    `published` is the day of publication, None where it is not known to the day: what counts from it then keeps its
    precision without dates. A weekday alone is the nearest on or before publication, after it where the words before it
    speak of the future. Weeks run from Sunday to Saturday. Ages are none (طفل عمره 3 سنوات), nor is اليوم in the name
    of a paper. Time is linear in the length of the text. A `language` without `times_shapes.tsv` has none.

    >>> text = "وصل الوفد مساء أمس الأول، وتعقد القمة في 24 آذار/مارس المقبل بعد تأجيلها منذ عامين."
    >>> for time in find_times(text, [(0, len(text))], dt.date(2018, 2, 1)):
    ...     print(time.text, time.from_, time.to, time.precision)
    مساء أمس الأول 2018-01-30 2018-01-30 day
    24 آذار/مارس المقبل 2018-03-24 2018-03-24 day
    منذ عامين 2016-01-01 None year
    """
    if not load_rules(language):
        return ()
    return tuple(time for start, end in paragraphs for time in _read_paragraph(text, start, end, published, language))


def _read_paragraph(text: str, start: int, end: int, published: dt.date | None, language: str) -> list[Time]:
    pieces = cut_pieces(text, start, end)
    row = lay_row(text, pieces, language)
    letters = "".join(item.letter for item in row)
    if not _MARKED.search(letters):
        return []
    anchor = Anchor(published, _tell_tenses(pieces, language))
    for shape, read in load_rules(language):
        row, letters = _rewrite(row, letters, shape, read, anchor)
    return [
        _make_time(text, item, item.when)
        for item in row
        if item.when and not _is_age(pieces, item, item.when, language)
    ]


# Without one of these there is no expression: a number or a preposition alone is none.
_MARKED = re.compile(r"[^x&j^.,:()\-/nofitbalceEzIP@]")
_CLOSED = frozenset({"side", "vague", "duration"})  # sorts that nothing is built on


def _rewrite(
    row: list[Item], letters: str, shape: re.Pattern[str], read: Reader, anchor: Anchor
) -> tuple[list[Item], str]:
    """Put one letter in the place of all that a shape finds and its reader accepts."""
    out: list[Item] = []
    done = 0
    for match in shape.finditer(letters):
        when = read(Found(match, row, anchor))
        if when is None:
            continue
        first, last = match.span()
        out += row[done:first]
        out.append(_join(row[first:last], when))
        done = last
    if not done:
        return row, letters
    out += row[done:]
    return out, "".join(item.letter for item in out)


def _join(run: list[Item], when: When) -> Item:
    own = [item for item in run if item.place >= 0]
    if own[-1].letter == ")" and not any(item.letter == "(" or item.when for item in own):
        own.pop()
    letter = "V" if when.sort in _CLOSED or when.precision == "vague" else _LETTERS.get(when.precision, "U")
    return Item(letter, own[0].start, own[-1].end, own[0].place, own[-1].after, when=when)


def _is_age(pieces: list[Piece], item: Item, when: When, language: str) -> bool:
    return when.precision == "duration" and is_age(pieces, item.place, item.after, language)


def _make_time(text: str, item: Item, when: When) -> Time:
    start, end = item.start, item.end
    return Time(start=start, end=end, text=text[start:end], from_=when.first, to=when.last, precision=when.precision)


# --- where the text speaks of the future ------------------------------------------------------------------------


def _tell_tenses(pieces: Sequence[Piece], language: str) -> str:
    """Give a letter for each piece: F behind a word of the future, P of the past, until the other or a sentence's end.

    A word like a verb of the future is none behind another verb in one clause: «أعلن الرئيس | ستروغان».
    """
    tenses: list[str] = []
    tense, is_open = _NEITHER, True
    for piece in pieces:
        tenses.append(tense)
        if piece.kind != "word":
            tense, is_open = _NEITHER if piece.form in _STOPS else tense, True
            continue
        sort = _sort_word(piece.form, language)
        if sort == "past":
            tense, is_open = PAST, False
        elif sort == "future" or (sort == "imperfect" and is_open):
            tense = FUTURE
        else:
            is_open = sort == "opens" or (is_open and sort != "hers")
    return "".join(tenses)


_NEITHER = "-"
_STOPS = frozenset(".!؟?؛")


@functools.lru_cache(maxsize=1 << 15)
def _sort_word(form: str, language: str) -> str:
    """Say what a word tells of the tense; `imperfect`: a verb of the future that needs a clause of its own."""
    fronts = split_fronts(form)
    words = {rest for _, rest in fronts}
    if not words.isdisjoint(load_folded(language, "times_past")):
        return "past"
    if not words.isdisjoint(load_folded(language, "times_future")):
        return "future"
    verbs = [rest for front, rest in fronts if _is_imperfect(rest) and not front.defines]
    if verbs:
        return "imperfect" if verbs == [form] else "future"  # «و» opens a clause
    if not words.isdisjoint(load_folded(language, "times_clauses")):
        return "opens"
    return "hers" if _is_hers(form) else ""


def _is_imperfect(form: str) -> bool:
    """Tell ستنطلق from ستة by its form and a list of look-alikes."""
    return len(form) > 4 and form[0] == "س" and form[1] in "يتن" and form not in load_folded("ar", "times_whole")


def _is_hers(form: str) -> bool:
    """Tell a verb of hers in the past by its form, أبرمت, from مباحثات and وقت."""
    return len(form) > 3 and form.endswith("ت") and not form.endswith("ات") and not form.startswith("ال")
