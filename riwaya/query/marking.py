"""Texts cut where something begins and ends, for a face to show each stretch in its manner."""

import itertools
from collections.abc import Collection, Iterable, Iterator

from msgspec import Struct

from riwaya.records import Claim, Extent, Published, Reading, Span, Statement
from riwaya.text import Token, is_word, tokenize


class Piece(Struct, frozen=True, kw_only=True):
    """A stretch of a paragraph to be shown in one manner."""

    text: str
    statement: Statement | None = None  # that it belongs to
    is_cue: bool = False
    ends: tuple[Statement, ...] = ()  # whose content ends here, also inside another's: where their numbers go


def write_date(published: Published | None) -> str:
    """Give a date as precisely as it is known; “≤” where it is known only that it was not later.

    >>> import datetime as dt
    >>> write_date(Published(date=dt.date(2024, 5, 1), precision="month", basis="text"))
    '2024-05'
    """
    if published is None:
        return "–"
    day = published.date.isoformat()[: {"year": 4, "month": 7}.get(published.precision, 10)]
    clock = f" {published.time}" if published.time else ""
    return f"≤{day}{clock}" if published.basis == "capture" else f"{day}{clock}"


def cut_paragraph(reading: Reading, start: int, end: int) -> Iterator[Piece]:
    """Cut a paragraph where its statements and their cues begin and end, leaving nothing out.

    A statement within a statement is shown with the outer one, and cut where it ends.
    """
    marks = _find_marks(reading.told, start, end)
    cuts = sorted({start, end, *(at for span, _, _ in marks for at in (span.start, span.end) if start < at < end)})
    for first, last in itertools.pairwise(cuts):
        over = next((mark for mark in marks if mark[0].start <= first and last <= mark[0].end), None)
        yield Piece(
            text=reading.article.text[first:last],
            statement=over[1] if over else None,
            is_cue=over is not None and over[2],
            ends=tuple(s for span, s, is_cue in reversed(marks) if span.end == last and not is_cue),
        )


def _find_marks(statements: tuple[Statement, ...], start: int, end: int) -> list[tuple[Span, Statement, bool]]:
    """Give contents and cues that have a part in a stretch, the outer before what stands in them."""
    marks = [(span, s, False) for s in statements for span in s.content]
    marks += [(s.cue, s, True) for s in statements if s.cue]
    return sorted((m for m in marks if m[0].start < end and m[0].end > start), key=lambda m: (m[0].start, -m[0].end))


def mark_differences(claim: Claim) -> list[list[tuple[str, bool]]]:
    """Cut the content of each version into stretches, with whether all other versions have their words too.

    Words are compared as `fold` spells them; the marks and blanks between two words go with the first of them.
    """
    texts = [" … ".join(span.text for span in version.content) for version in claim.versions]
    cut = [tokenize(text) for text in texts]
    common = frozenset.intersection(*map(_gather_words, cut))
    return [_part(text, tokens, common) for text, tokens in zip(texts, cut, strict=True)]


def _gather_words(tokens: Iterable[Token]) -> frozenset[str]:
    return frozenset(token.form for token in tokens if is_word(token.form))


def _part(text: str, tokens: Iterable[Token], common: frozenset[str]) -> list[tuple[str, bool]]:
    pieces: list[tuple[str, bool]] = []
    at, last = 0, bool(common)
    for token in tokens:
        is_common = token.form in common if is_word(token.form) else last
        if is_common != last and token.start > at:
            pieces.append((text[at : token.start], last))
            at = token.start
        last = is_common
    return [*pieces, (text[at:], last)]


class Layered(Struct, frozen=True, kw_only=True):
    """A stretch of a paragraph with all that stands there: its statement, and the layers that it belongs to."""

    text: str
    layers: tuple[
        str, ...
    ] = ()  # direct, indirect, mixed, cue; person, organisation, place, other; number, time, shared
    statement: Statement | None = None
    actor: str | None = None  # the id of whoever is named here
    is_end: bool = False  # of a content span: where the statement's number goes


def cut_layers(reading: Reading, start: int, end: int, more: Iterable[tuple[Extent, str]] = ()) -> Iterator[Layered]:
    """Cut a paragraph wherever something begins or ends, leaving nothing out. `more` are further stretches to mark."""
    marks = [*_list_layers(reading), *((extent.start, extent.end, layer, None) for extent, layer in more)]
    named = {(m.start, m.end): m.actor for m in reading.findings.mentions}
    inside = [mark for mark in marks if mark[0] < end and mark[1] > start]
    cuts = sorted({start, end, *(at for mark in inside for at in mark[:2] if start < at < end)})
    for first, last in itertools.pairwise(cuts):
        over = [mark for mark in inside if mark[0] <= first and last <= mark[1]]
        told = next((statement for _, _, _, statement in over if statement), None)
        yield Layered(
            text=reading.article.text[first:last],
            layers=tuple(dict.fromkeys(layer for _, _, layer, _ in over)),
            statement=told,
            actor=next((named[mark[:2]] for mark in over if mark[:2] in named), None),
            is_end=told is not None and any(mark[1] == last and mark[3] is told and mark[2] != "cue" for mark in over),
        )


class Paragraph(Struct, frozen=True, kw_only=True):
    """A paragraph of a report, cut into its layers, with the statements that begin in it."""

    pieces: tuple[Layered, ...]
    statements: tuple[Statement, ...]


def cut_report(reading: Reading, more: Collection[tuple[Extent, str]] = ()) -> Iterator[Paragraph]:
    """Cut each paragraph of a report as `cut_layers` does."""
    for start, end in reading.article.paragraphs:
        yield Paragraph(
            pieces=tuple(cut_layers(reading, start, end, more)),
            statements=tuple(s for s in reading.told if s.content and start <= s.content[0].start < end),
        )


def _list_layers(reading: Reading) -> Iterator[tuple[int, int, str, Statement | None]]:
    for statement in reading.told:
        yield from ((span.start, span.end, statement.kind, statement) for span in statement.content)
        if statement.cue:
            yield statement.cue.start, statement.cue.end, "cue", None
    found = reading.findings
    yield from ((m.start, m.end, m.type, None) for m in found.mentions)
    yield from ((q.start, q.end, "number", None) for q in found.quantities)
    yield from ((t.start, t.end, "time", None) for t in found.times)


def mark_shared(a: str, b: str) -> tuple[list[tuple[str, bool]], list[tuple[str, bool]]]:
    """Cut two texts into stretches, with whether the other has their words too.

    >>> mark_shared("عاد الماء", "عاد النهر")[0]
    [('عاد ', True), ('الماء', False)]
    """
    one, other = tokenize(a), tokenize(b)
    common = _gather_words(one) & _gather_words(other)
    return _part(a, one, common), _part(b, other, common)
