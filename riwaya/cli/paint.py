"""Readings and answers for a person at a terminal.

Arabic stays in logical order: terminals that know the bidirectional algorithm lay it out, and every stretch of a
page's text that stands inside an English line is isolated (Unicode TR 9, FSI and PDI), so that it cannot pull the
line's numbers and marks to its own side. Control characters of a page never reach the terminal.
"""

import datetime as dt
import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from riwaya.cli.lines import CLOSE, OPEN, clean, isolate, keep_whole
from riwaya.query import Clause, Portrait, Row, Whole, cut_paragraph, mark_differences, write_date
from riwaya.records import (
    Actor,
    Claim,
    Correction,
    Disagreement,
    Evidence,
    Hit,
    Office,
    Origin,
    Origins,
    Problem,
    Reading,
    Retelling,
    Said,
    Statement,
    Story,
)

Quote = Callable[[Evidence], Clause]  # what finds the words around those that something rests on

_KIND_STYLES = {"direct": "green", "indirect": "cyan", "mixed": "yellow"}
_NAMES = 4  # of those quoted, in a list of articles
_FORMS = 6  # of an actor in a list
_SHOWN = 4  # pieces of evidence for one origin
_BETWEEN = "\u202f"  # between two numbers: ² ³ is not ²³
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def paint_reading(reading: Reading) -> RenderableType:
    """Give one article: title, facts, text with its statements in colour, and who says each through whom."""
    article = reading.article
    parts: list[RenderableType] = [Text(clean(article.title or article.source), style="bold"), _facts(reading), Text()]
    numbers = {s.id: n for n, s in enumerate(reading.told, 1)}
    for start, end in article.paragraphs:
        own = [s for s in reading.told if s.content and start <= s.content[0].start < end]
        parts.append(_paragraph(reading, start, end, numbers))
        parts.extend(Padding(_chain(s, numbers[s.id], article.outlet), (0, 0, 0, 4)) for s in own)
        parts.append(Text())
    return Group(*parts)


def write_told(statements: int, announced: int) -> str:
    """Give how much a page tells from somebody: announcements are numbered with statements, and counted apart.

    >>> write_told(8, 1), write_told(1, 0)
    ('8 statements, 1 announced', '1 statement')
    """
    return f"{statements} statement{'s' * (statements != 1)}" + (f", {announced} announced" if announced else "")


def _facts(reading: Reading) -> Text:
    article = reading.article
    facts = [write_date(article.published), isolate(article.outlet)]
    if article.byline:
        facts.append(f"by {isolate(article.byline)}")
    if article.credit:
        facts.append("credits " + ", ".join(map(isolate, article.credit)))
    if reading.told:
        facts.append(write_told(len(reading.statements), len(reading.findings.announcements)))
    return Text(" · ".join(facts), style="dim")


def _paragraph(reading: Reading, start: int, end: int, numbers: dict[str, int]) -> Text:
    painted = Text()
    for piece in cut_paragraph(reading, start, end):
        style = _KIND_STYLES[piece.statement.kind] if piece.statement else ""
        painted.append(clean(piece.text), style=f"bold {style}" if piece.is_cue else style)
        painted.append(_BETWEEN.join(_raise(numbers[s.id]) for s in piece.ends), style=style)
    return painted


def _raise(number: int) -> str:
    return str(number).translate(_SUPERSCRIPTS)


def _chain(statement: Statement, number: int, outlet: str | None) -> Text:
    """The chain of one statement, from the speaker outwards: ² بوتين → شينخوا → the outlet."""
    links = [write_speaker(statement), *(isolate(c.name) for c in statement.carriers), isolate(outlet)]
    line = Text(f"{_raise(number)} " + " → ".join(links), style=_KIND_STYLES[statement.kind])
    notes: list[str] = ["announced" if statement.is_announced else statement.kind]
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


def paint_row(row: Row) -> Text:
    """Give an article in a list: when, by whom, its id; what it is called; whom it quotes."""
    article = row.article
    lines = Text(write_date(article.published), style="cyan")
    lines.append(f"  {isolate(article.outlet)}", style="default")
    lines.append(f"  {row.id[:8]}", style="dim")
    lines.append(f"\n  {isolate(article.title or article.source)}", style="bold default")
    if row.statements or row.announced:
        names = ", ".join(map(isolate, row.quoted[:_NAMES])) + (" …" if len(row.quoted) > _NAMES else "")
        lines.append(f"\n  {write_told(row.statements, row.announced)}", style="default")
        lines.append(f": {names}" if names else "", style="default")
    return lines


def table_of_statements(rows: Iterable[Said]) -> Table:
    """Give statements a line each, with their chains."""
    table = Table("article", "speaker", "through", "kind", "content", box=None, pad_edge=False, header_style="bold")
    for said in rows:
        s = said.statement
        through = ", ".join(isolate(c.name) for c in s.carriers)
        content = isolate(" … ".join(span.text for span in s.content))
        kind = s.kind if s.polarity == "asserted" else f"{s.kind}, denied"
        table.add_row(said.article[:8], write_speaker(s), through, kind, content)
    return keep_whole(table, "article")


def table_of_retellings(rows: Iterable[Retelling]) -> Table:
    """Give retellings a line each: which two, how they stand, how much of each is shared."""
    table = Table("a", "b", "kind", "direction", "of a", "of b", box=None, pad_edge=False, header_style="bold")
    for r in rows:
        arrow = {"a->b": "a → b", "b->a": "b → a", None: "–"}[r.direction]
        table.add_row(isolate(r.a), isolate(r.b), r.kind, arrow, f"{r.coverage.a:.0%}", f"{r.coverage.b:.0%}")
    return keep_whole(table, "kind", "direction", "of a", "of b")


def paint_passages(retelling: Retelling, texts: tuple[str, str]) -> Table:
    """Give two articles' shared passages side by side."""
    table = Table(isolate(retelling.a), isolate(retelling.b), show_lines=True, expand=True)
    for p in retelling.passages:
        table.add_row(clean(texts[0][p.a.start : p.a.end]), clean(texts[1][p.b.start : p.b.end]))
    return table


def write_origins(origins: Origins) -> str:
    """Give the three counts in one breath.

    >>> write_origins(Origins(named=2, untraced=1, at_most=3))
    '2 named origins, 1 family untraced, so at most 3'
    """
    named = f"{origins.named} named origin{'' if origins.named == 1 else 's'}"
    families = "family" if origins.untraced == 1 else "families"
    return f"{named}, {origins.untraced} {families} untraced, so at most {origins.at_most}"


def paint_story(story: Story, quote: Quote) -> Tree:
    """Give a story as a tree: what it is called, how many tell it, and the origins that they lead to."""
    days = " – ".join(dict.fromkeys(day.isoformat() for day in (story.from_, story.to) if day)) or "–"
    head = Text(f"{days}  {story.id[:8]}\n", style="cyan")
    head.append(isolate(story.title), style="bold default")
    pages, outlets = len(story.articles), story.outlets
    head.append(f"\n{pages} page{'s' * (pages != 1)}, {outlets} outlet{'s' * (outlets != 1)}: ", style="default")
    head.append(write_origins(story.origins), style="default")
    tree = Tree(head)
    _grow(tree, story.origins, quote)
    return tree


def order_stories(stories: Iterable[Story]) -> list[Story]:
    """Put the stories of one day that more pages tell before the others; days stay in their order."""
    by_day = itertools.groupby(stories, key=lambda story: story.to)
    return [story for _, among in by_day for story in sorted(among, key=lambda story: -len(story.articles))]


def _grow(tree: Tree, origins: Origins, quote: Quote) -> None:
    for origin in origins.list:
        pages = len(origin.articles)
        leaf = Text(f"{isolate(origin.name) if origin.name else 'untraced'}", style="bold" if origin.name else "dim")
        leaf.append(f"  {origin.basis}, {pages} page{'s' * (pages != 1)}", style="dim")
        branch = tree.add(leaf)
        for evidence in origin.evidence[:_SHOWN]:
            branch.add(_paint_clause(quote(evidence)).append(f"  ({evidence.field})", style="dim"))


def _paint_clause(clause: Clause) -> Text:
    """Give the words that something rests on in those around them."""
    line = Text(OPEN, style="dim").append(clean(clause.before).replace("\n", " "))
    line.append(clean(clause.words), style="not dim").append(clean(clause.after).replace("\n", " "))
    return line.append(CLOSE)


def paint_whole(whole: Whole, quote: Quote) -> RenderableType:
    """Give one story: its origins, its pages, where they differ, and the claims that several make."""
    outlets = {name: row.article.outlet or row.article.source for name, row in whole.rows.items()}
    days = {name: row.article.published.date for name, row in whole.rows.items() if row.article.published}
    parts: dict[str, Sequence[RenderableType]] = {
        "Pages": [paint_row(row) for row in whole.rows.values()],
        "Where they differ": [table_of_values(disagreement, outlets) for disagreement in whole.disagreements],
        "Claims that more than one page makes": [paint_claim(claim, outlets, days, quote) for claim in whole.claims],
    }
    return Group(paint_story(whole.story, quote), *(paint_part(name, found) for name, found in parts.items()))


def paint_part(name: str, found: Sequence[RenderableType]) -> RenderableType:
    """Give a part of a long answer under its heading, with how much is in it; nothing where nothing is."""
    return Group(Text(), Text(f"{name} ({len(found)})", style="bold underline"), *found) if found else Group()


def paint_claim(claim: Claim, outlets: Mapping[str, str], days: Mapping[str, dt.date], quote: Quote) -> Tree:
    """Give a claim as a tree: whose it is, its origins, and each version with the words that only it has marked."""
    head = Text(isolate(claim.speaker.name) if claim.speaker else "no source given", style="bold")
    head.append(f"  {write_origins(claim.origins)}", style="dim")
    tree = Tree(head)
    for origin in claim.origins.list:
        tree.add(_paint_origin(origin, quote))
    for version, pieces in zip(claim.versions, mark_differences(claim), strict=True):
        links = [isolate(c.name) for c in version.carriers] + [isolate(outlets.get(version.article))]
        line = Text(f"{days.get(version.article, '–')}  {version.article[:8]}  ", style="dim")
        line.append(" → ".join(links) + "  ", style="cyan not dim").append(OPEN)
        for text, is_common in pieces:
            line.append(clean(text), style="default not dim" if is_common else "bold yellow not dim")
        line.append(CLOSE)
        tree.add(line)
    return tree


def _paint_origin(origin: Origin, quote: Quote) -> Text:
    """Give an origin in a line, with the first words that show it."""
    line = Text(f"from {isolate(origin.name)}" if origin.name else "untraced", style="magenta")
    line.append(f"  {origin.basis}", style="dim")
    if origin.evidence:
        line.append("  ").append_text(_paint_clause(quote(origin.evidence[0])))
    return line


def table_of_values(disagreement: Disagreement, outlets: Mapping[str, str]) -> Table:
    """Give one fact with its values a line each: best, low and high, who says so through whom, and when."""
    title = f"{isolate(disagreement.about)}  {disagreement.slot}, {disagreement.kind}"
    numbers = _choose_numbers(disagreement)
    table = Table("value", *numbers, "says", "when", title=title, title_justify="left", box=None)
    for value in disagreement.values:
        chain = [value.speaker, *value.carriers, outlets.get(value.article, value.article)]
        says = " → ".join(isolate(link) for link in chain if link)
        table.add_row(
            isolate(value.value), *(_write_number(getattr(value, n)) for n in numbers), says, value.when or "–"
        )
    return keep_whole(table, *numbers, "when")


def _choose_numbers(disagreement: Disagreement) -> tuple[str, ...]:
    """Name the numbers that say something: none of words, one where every account is exact."""
    rows = [(value.low, value.best, value.high) for value in disagreement.values]
    if all(set(row) == {None} for row in rows):
        return ()
    return ("best",) if all(len(set(row)) == 1 for row in rows) else ("low", "best", "high")


def _write_number(number: float | None) -> str:
    return "–" if number is None else f"{number:,.12g}"


def table_of_actors(rows: Iterable[tuple[Actor, int]]) -> Table:
    """Give actors a line each: who, what, in how many articles, written how."""
    table = Table("id", "name", "kind", "country", "articles", "forms", box=None, pad_edge=False, header_style="bold")
    for actor, count in rows:
        forms = "، ".join(isolate(form) for form in actor.forms[:_FORMS])
        table.add_row(actor.id, isolate(actor.name), actor.kind, actor.country or "–", str(count), forms)
    return keep_whole(table, "id", "articles")  # the ids of one page's actors differ in their ends alone


def paint_portrait(portrait: Portrait) -> RenderableType:
    """Give one actor: forms, offices with their dates, statements, whom they stand with."""
    actor = portrait.actor
    head = Text(isolate(actor.name), style="bold")
    head.append(f"  {actor.latin or ''}  {actor.kind}  {actor.country or ''}  {actor.id}", style="dim")
    parts: list[RenderableType] = [head, Text("written " + "، ".join(map(isolate, actor.forms)), style="default")]
    parts += [Text(_write_office(office), style="cyan") for office in actor.offices]
    parts += [Text(), table_of_statements(portrait.statements), Text()]
    beside = "، ".join(f"{isolate(other.name)} {count}" for other, count in portrait.beside)
    return Group(*parts, *([Text(f"beside: {beside}", style="dim")] if beside else []))


def paint_correction(correction: Correction) -> Text:
    """Give a correction in a line: its id, what it says, who said so."""
    line = Text(f"{correction.id}  ", style="dim")
    line.append(f"{correction.kind} {correction.undoes or correction.of} ", style="bold not dim")
    sides = [correction.members] + ([correction.others] if correction.others else [])
    line.append(" | ".join("، ".join(isolate(q.text) for q in side[:_FORMS]) for side in sides), style="not dim")
    if correction.name:
        line.append(f" → {isolate(correction.name)}", style="not dim")
    return line.append(f"  by {clean(correction.by)}")


def _write_office(office: Office) -> str:
    return f"{office.name} of {office.of or '–'}: {office.from_ or '…'} – {office.to or '…'}"


def paint_hit(hit: Hit) -> Text:
    """Give one answer to a search, the words asked for in bold."""
    at = hit.snippet.start
    line = Text(f"{hit.article[:8]} {hit.field}  ", style="dim")
    words = Text(clean(hit.snippet.text).replace("\n", " "), style="not dim")
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
