"""What runs over time, for a person at a terminal: acts, relations, positions, a story's timeline."""

from collections.abc import Iterable

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from riwaya.cli.lines import isolate, keep_whole
from riwaya.query import Moment
from riwaya.records import Change, Occurrence, Position, Relation, Stance

_LETTERS = 160  # of what somebody said, in a timeline


def table_of_occurrences(rows: Iterable[Occurrence]) -> Table:
    """Give acts a line each: when, what, who to whom, where, and how many reports tell it."""
    table = Table("date", "type", "status", "actor", "recipient", "place", "reports", box=None, header_style="bold")
    for one in rows:
        day = one.date.from_.isoformat() if one.date and one.date.from_ else "–"
        parties = (isolate(party.name) if party else "–" for party in (one.actor, one.recipient, one.place))
        kind = f"{one.type} {one.mode}" if one.mode else one.type
        table.add_row(day, kind, one.status, *parties, str(len(one.reports)))
    return keep_whole(table, "date", "status", "reports")


def paint_relation(relation: Relation, acts: Iterable[Occurrence]) -> RenderableType:
    """Give two sides over time: the changes, each day or week on which anything passed between them, and the acts."""
    head = Text(write_sides(relation), style="bold")
    table = Table(relation.unit, "conflict", "cooperation", "acts", "claimed", "reports", box=None, header_style="bold")
    for level in relation.levels:
        if level.acts:
            amounts = (f"{amount:.1f}" if amount else "" for amount in (level.conflict, level.cooperation))
            table.add_row(str(level.from_), *amounts, str(level.acts), str(level.claimed or ""), str(level.reports))
    keep_whole(table, relation.unit, "conflict", "cooperation", "acts", "claimed", "reports")
    changes = [write_change(change) for change in relation.changes] or [Text("no change that stands out", style="dim")]
    return Group(head, *changes, Text(), table, Text(), table_of_occurrences(acts))


def write_sides(relation: Relation) -> str:
    """Give the names of two sides."""
    return f"{isolate(relation.a.name)} – {isolate(relation.b.name)}"


def write_change(change: Change) -> Text:
    """Give a change in a line: from when on, of what, how much, and how likely days without order show one."""
    line = Text(f"{change.at}  ", style="cyan")
    line.append(f"{change.of} {change.before:.2f} → {change.after:.2f} a day", style="bold yellow")
    return line.append(f"  (chance {change.chance:.3f})", style="dim")


def paint_position(position: Position) -> Tree:
    """Give a position as a tree: whose, on what, and each stance with its day, its shift and the words that show it."""
    toward = f" ({'، '.join(isolate(land.name) for land in position.toward)})" if position.toward else ""
    tree = Tree(Text(f"{isolate(position.actor.name)}: {isolate(position.issue)}{toward}", style="bold"))
    for stance in position.stances:
        tree.add(paint_stance(stance))
    return tree


def paint_stance(stance: Stance) -> Text:
    """Give a stance: its day, what changed, who spoke where it is a country's, the words and those that show it."""
    line = Text(f"{stance.date or '–'}  {stance.stance}", style="cyan")
    line.append(f"  {stance.shift}" if stance.shift else "", style="bold yellow")
    line.append(f"  {isolate(stance.speaker.name)}" if stance.speaker else "", style="dim")
    line.append("\n" + isolate(" … ".join(span.text for span in stance.content)), style="default")
    return line.append("\n" + "  ".join(isolate(span.text) for span in stance.shows), style="green")


def paint_moment(moment: Moment) -> Text:
    """Give what happened, or what was said, in a line."""
    line = Text(f"{moment.date or '–'}  ", style="cyan")
    if moment.occurrence:
        one = moment.occurrence
        parties = " → ".join(isolate(party.name) for party in (one.actor, one.recipient or one.place) if party)
        line.append(f"{one.type}{f' {one.mode}' if one.mode else ''} ", style="bold yellow")
        line.append(f"{parties}  ", style="default")
        line.append(f"{one.status}, {len(one.reports)} report{'s' * (len(one.reports) != 1)}", style="dim")
        return line
    line.append(f"{isolate(moment.speaker.name) if moment.speaker else 'no source given'}: ", style="bold")
    words = moment.text if len(moment.text) <= _LETTERS else f"{moment.text[:_LETTERS]}…"
    line.append(isolate(words), style="default")
    if moment.shift:
        line.append(f"  {moment.shift}", style="bold yellow")
    return line
