"""Readings and answers for a person at a terminal.

Arabic stays in logical order: terminals that know the bidirectional algorithm lay it out, and every stretch of a
page's text that stands inside an English line is isolated (Unicode TR 9, FSI and PDI), so that it cannot pull the
line's numbers and marks to its own side. Control characters of a page never reach the terminal.
"""

import unicodedata
from collections.abc import Iterable, Sequence

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from riwaya.records import Article, Hit, Problem, Published, Reading, Retelling, Said, Span, Statement

_KIND_STYLES = {"direct": "green", "indirect": "cyan", "mixed": "yellow"}
_OVERRIDES = "\u202a\u202b\u202d\u202e"
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def clean(text: str) -> str:
    r"""Give a page's text with nothing that could command the terminal or reorder the line around it.

    >>> clean("ok\x1b[2J\u202e!")
    'ok[2J!'
    """
    return "".join(
        c for c in text if c == "\n" or (unicodedata.category(c) not in {"Cc", "Cs"} and c not in _OVERRIDES)
    )


def isolate(text: str | None) -> str:
    """Give a page's words fit for standing inside a line of another direction; a dash for unknown."""
    return f"\u2068{clean(text)}\u2069" if text else "–"


def write_date(published: Published | None) -> str:
    """Give a date as precisely as it is known.

    >>> import datetime as dt
    >>> write_date(Published(date=dt.date(2024, 5, 1), precision="month", basis="text"))
    '2024-05'
    """
    if published is None:
        return "–"
    width = {"year": 4, "month": 7}.get(published.precision, 10)
    day = published.date.isoformat()[:width]
    sign = "≤" if published.basis == "capture" else ""
    return f"{sign}{day} {published.time}" if published.time else f"{sign}{day}"


def paint_reading(reading: Reading) -> RenderableType:
    """Give one article: title, facts, text with its statements in colour, and who says each through whom."""
    article = reading.article
    parts: list[RenderableType] = [Text(clean(article.title or article.source), style="bold"), _facts(article), Text()]
    numbers = {s.id: n for n, s in enumerate(reading.statements, 1)}
    for start, end in article.paragraphs:
        own = [s for s in reading.statements if s.content and start <= s.content[0].start < end]
        parts.append(_paragraph(article.text, start, end, reading.statements, numbers))
        parts.extend(Padding(_chain(s, numbers[s.id], article.outlet), (0, 0, 0, 4)) for s in own)
        parts.append(Text())
    return Group(*parts)


def _facts(article: Article) -> Text:
    facts = [write_date(article.published), isolate(article.outlet)]
    if article.byline:
        facts.append(f"by {isolate(article.byline)}")
    if article.credit:
        facts.append("credits " + ", ".join(map(isolate, article.credit)))
    return Text(" · ".join(facts), style="dim")


def _paragraph(text: str, start: int, end: int, statements: Sequence[Statement], numbers: dict[str, int]) -> Text:
    painted = Text()
    at = start
    for span, statement, is_cue in _marks(start, end, statements):
        if span.start < at:  # a statement within a statement is painted with the outer one
            continue
        painted.append(clean(text[at : span.start]))
        style = _KIND_STYLES[statement.kind]
        painted.append(clean(text[span.start : span.end]), style=f"bold {style}" if is_cue else style)
        if not is_cue:
            painted.append(str(numbers[statement.id]).translate(_SUPERSCRIPTS), style=style)
        at = span.end
    painted.append(clean(text[at:end]))
    return painted


def _marks(start: int, end: int, statements: Sequence[Statement]) -> list[tuple[Span, Statement, bool]]:
    marks = [(span, s, False) for s in statements for span in s.content]
    marks += [(s.cue, s, True) for s in statements if s.cue]
    return sorted((m for m in marks if start <= m[0].start < end), key=lambda m: (m[0].start, -m[0].end))


def _chain(statement: Statement, number: int, outlet: str | None) -> Text:
    """The chain of one statement, from the speaker outwards: ² بوتين → شينخوا → the outlet."""
    links = [write_speaker(statement), *(isolate(c.name) for c in statement.carriers), isolate(outlet)]
    line = Text(str(number).translate(_SUPERSCRIPTS) + " " + " → ".join(links), style=_KIND_STYLES[statement.kind])
    notes = [statement.kind]
    if statement.polarity == "denied":
        notes.append("denied")
    if statement.venue:
        notes.append(isolate(statement.venue.text))
    line.append(f"  ({', '.join(notes)})", style="dim")
    return line


def write_speaker(statement: Statement) -> str:
    """Give the speaker's name, with a question mark where the page names one that could not be resolved."""
    if statement.speaker is None:
        return "no source given"
    return isolate(statement.speaker.name) + (" ?" if statement.speaker.how == "unresolved" else "")


def table_of_articles(rows: Iterable[tuple[str, Article, int, Sequence[str]]]) -> Table:
    """Give articles a line each: (id, article, number of statements, who is quoted)."""
    table = Table(
        "id", "date", "outlet", "title", "statements", "quoted", box=None, pad_edge=False, header_style="bold"
    )
    for name, article, count, quoted in rows:
        title = isolate(article.title or article.source)
        cells = (name[:8], write_date(article.published), isolate(article.outlet), title, str(count))
        table.add_row(*cells, ", ".join(map(isolate, quoted)))
    return table


def table_of_statements(rows: Iterable[Said]) -> Table:
    """Give statements a line each, with their chains."""
    table = Table("article", "speaker", "through", "kind", "content", box=None, pad_edge=False, header_style="bold")
    for said in rows:
        s = said.statement
        through = ", ".join(isolate(c.name) for c in s.carriers)
        content = isolate(" … ".join(span.text for span in s.content))
        kind = s.kind if s.polarity == "asserted" else f"{s.kind}, denied"
        table.add_row(said.article[:8], write_speaker(s), through, kind, content)
    return table


def table_of_retellings(rows: Iterable[Retelling]) -> Table:
    """Give retellings a line each: which two, how they stand, how much of each is shared."""
    table = Table("a", "b", "kind", "direction", "of a", "of b", box=None, pad_edge=False, header_style="bold")
    for r in rows:
        arrow = {"a->b": "a → b", "b->a": "b → a", None: "–"}[r.direction]
        table.add_row(isolate(r.a), isolate(r.b), r.kind, arrow, f"{r.coverage.a:.0%}", f"{r.coverage.b:.0%}")
    return table


def paint_passages(retelling: Retelling, texts: tuple[str, str]) -> Table:
    """Give two articles' shared passages side by side."""
    table = Table(isolate(retelling.a), isolate(retelling.b), show_lines=True, expand=True)
    for p in retelling.passages:
        table.add_row(clean(texts[0][p.a.start : p.a.end]), clean(texts[1][p.b.start : p.b.end]))
    return table


def paint_hit(hit: Hit) -> Text:
    """Give one answer to a search, the words asked for in bold."""
    at = hit.snippet.start
    line = Text(f"{hit.article[:8]} {hit.field}  ", style="dim")
    words = Text(clean(hit.snippet.text), style="not dim")
    if len(words) == len(hit.snippet.text):
        for match in hit.matches:
            words.stylize("bold", match.start - at, match.end - at)
    return line + words


def print_problems(console: Console, problems: Sequence[Problem]) -> None:
    """List what could not be done, for a person to look at."""
    if problems:
        console.print(f"{len(problems)} problem{'s' if len(problems) > 1 else ''}:", style="bold")
    for p in problems:
        console.print(f"  {p.stage}: {clean(p.subject)}: {clean(p.reason)}", markup=False, highlight=False)
