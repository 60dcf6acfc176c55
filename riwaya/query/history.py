"""What changed in a report between its captures: the words, and the statements and quantities that stand in them.

In: an article of a case, and the single stages, which read its former captures again: the database keeps statements
for answers, and these are of current versions. Out: one step for each capture, the earliest first.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import TypeVar

from msgspec import Struct

from riwaya.captures import Captures
from riwaya.query.changes import Step, list_steps
from riwaya.records import Page, Quantity, Reading, Statement
from riwaya.store import Store
from riwaya.text import find_words

Thing = TypeVar("Thing")


class Noted(Struct, frozen=True, kw_only=True):
    """Statements and quantities that one version of a report has and another has not."""

    statements: tuple[Statement, ...] = ()
    quantities: tuple[Quantity, ...] = ()


class Edit(Struct, frozen=True, kw_only=True):
    """A capture of an article and what changed since the one before it: words, and what is stated with them.

    The spans of `gone` point into the version before, those of `came` into this one.
    """

    step: Step
    gone: Noted = Noted()
    came: Noted = Noted()


def list_edits(store: Store, captures: Captures, article: str, read: Callable[[Page], Reading]) -> Iterator[Edit]:
    """Give the history of an article by its id, the earliest capture first, those without a change too."""
    before: Reading | None = None
    for step in list_steps(store, article):
        reading = read(captures.read(step.capture))
        if before is None:
            yield Edit(step=step)
        else:
            yield Edit(step=step, gone=compare_readings(reading, before), came=compare_readings(before, reading))
        before = reading


def is_changed(edit: Edit) -> bool:
    """Tell whether a capture says anything else than the one before it."""
    return bool(edit.step.title or edit.step.text)


def compare_readings(before: Reading, after: Reading) -> Noted:
    """Give the statements and quantities of `after` that `before` has not, wherever they stand."""
    return Noted(
        statements=_subtract(after.statements, before.statements, _know_statement),
        quantities=_subtract(after.findings.quantities, before.findings.quantities, _know_quantity),
    )


def _subtract(things: Iterable[Thing], others: Iterable[Thing], know: Callable[[Thing], Hashable]) -> tuple[Thing, ...]:
    left = Counter(map(know, others))
    found = []
    for thing in things:
        if left[know(thing)]:
            left[know(thing)] -= 1
        else:
            found.append(thing)
    return tuple(found)


def _know_statement(statement: Statement) -> Hashable:
    """Give what makes a statement the same in another version: its words, its speaker, whether it is denied."""
    words = tuple(word for span in statement.content for word in find_words(span.text))
    return words, statement.speaker and statement.speaker.name, statement.polarity


def _know_quantity(quantity: Quantity) -> Hashable:
    return quantity.low, quantity.best, quantity.high, quantity.unit, quantity.of and quantity.of.text
