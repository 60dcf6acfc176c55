"""A case for programs and notebooks: questions that give records, which show themselves and turn into data frames.

In: the folder of a case. Out: `Answer`s, whose records are those of `riwaya.records`. What is asked is asked of the
case as it stood when it was opened; nothing is written.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, Generic, Self, TypedDict, TypeVar, Unpack

import msgspec
from msgspec import Struct

from riwaya import query
from riwaya.drawing import draw_rows
from riwaya.errors import InputError
from riwaya.export import export_case
from riwaya.export.columns import read_columns
from riwaya.export.flattening import flatten_hits
from riwaya.export.naming import Opened
from riwaya.export.rows import HitRow
from riwaya.export.tables import TABLES
from riwaya.records import (
    Actor,
    Claim,
    Disagreement,
    Event,
    Hit,
    Kept,
    Occurrence,
    Polarity,
    Position,
    Problem,
    Reading,
    RetellingKind,
    Said,
    StatementKind,
    Story,
    Tie,
)
from riwaya.store import Filter, Store

Thing = TypeVar("Thing")
_SHOWN = 20  # rows that a notebook shows of an answer


class Which(TypedDict, total=False):
    """Which articles a question is about: of one outlet, of some days (both included; unknown days pass), or one."""

    article: str  # id, source or address
    actor: str  # one that the articles name: id, or words of a name
    outlet: str
    since: str | dt.date  # YYYY-MM-DD
    until: str | dt.date


class Answer(Generic[Thing]):
    """Records that answer a question: asked anew each time that they are walked through, and never all in memory.

    In a notebook it shows its first rows. `to_pandas` and `to_polars` give all of them as the flat table that
    `riwaya export --format csv` writes.
    """

    def __init__(
        self, row: type[Struct], walk: Callable[[], Iterable[Thing]], flatten: Callable[[], Iterator[Struct]]
    ) -> None:
        self._row, self._walk, self._flatten = row, walk, flatten

    def __iter__(self) -> Iterator[Thing]:
        return iter(self._walk())

    def __repr__(self) -> str:
        return f"<Answer: {', '.join(self.columns)}>"

    def _repr_html_(self) -> str:
        return draw_rows(self.columns, self._flatten(), _SHOWN)

    @property
    def columns(self) -> Sequence[str]:
        """The names of the columns of its table."""
        return self._row.__struct_fields__

    def to_pandas(self) -> Any:
        """Give a `pandas.DataFrame` of its rows. Raises InputError where pandas is not installed."""
        pandas = _load("pandas")
        return pandas.DataFrame.from_records(self._list_cells(), columns=list(self.columns))

    def to_polars(self) -> Any:
        """Give a `polars.DataFrame` of its rows, typed. Raises InputError where polars is not installed."""
        polars = _load("polars")
        types = {str: polars.String, int: polars.Int64, float: polars.Float64}
        schema = {name: types[kind] for name, kind in read_columns(self._row)}
        return polars.DataFrame(self._list_cells(), schema=schema, orient="row")

    def _list_cells(self) -> list[tuple[Any, ...]]:
        return [msgspec.structs.astuple(row) for row in self._flatten()]


class Case:
    """A case, opened for asking: use it in a `with` block, or close it.

    Each question takes the articles that it is about (`outlet`, `since`, `until`, `article`, `actor`) beside its own
    words; names match where they hold these words, however spelled. Questions about stories and what is gathered in
    them are about the stories that have such an article. Articles go by their ids.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.store = query.open_store(folder)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of its file."""
        self.store.close()

    def __repr__(self) -> str:
        return f"<Case {self.folder}: {', '.join(f'{number} {name}' for name, number in self.counts().items())}>"

    def _repr_html_(self) -> str:
        counts = ", ".join(f"{number} {name}" for name, number in self.counts().items())
        return f"<p>{counts}</p>{self.stories()._repr_html_()}"

    def counts(self) -> dict[str, int]:
        """Give how much of everything there is."""
        return self.store.counts()

    def export(self, format_name: str, out: str | Path, *, kind: str | None = None, **which: Unpack[Which]) -> None:
        """Write it, or what is wanted of it, in a format of other tools: `csv`, `jsonld`, `ftm`, `wacz` and others.

        Raises InputError where `out` is a folder already or the format is unknown.
        """
        export_case(self.folder, format_name, Path(out), wanted=self._open(which).wanted, kind=kind)

    # --- one thing ------------------------------------------------------------------------------------------

    def article(self, key: str) -> Reading:
        """Give all that was found on an article, by its id, source or address. Raises InputError."""
        return self.store.reading(query.find_kept(self.store, key).id)

    def story(self, key: str) -> Story:
        """Give a story by its id or the beginning of it. Raises InputError."""
        return query.find_story(self.store, key)

    def actor(self, key: str) -> Actor:
        """Give an actor by id, or by words of a name that only one has. Raises InputError."""
        return query.find_actor(self.store, key)

    # --- lists ----------------------------------------------------------------------------------------------

    def articles(self, **which: Unpack[Which]) -> Answer[Kept]:
        """Give the articles by day of publication."""
        opened = self._open(which)
        return Answer(TABLES["articles"].row, opened.articles, lambda: TABLES["articles"].tell(opened))

    def statements(
        self,
        *,
        speaker: str | None = None,
        carrier: str | None = None,
        kind: StatementKind | None = None,
        polarity: Polarity | None = None,
        **which: Unpack[Which],
    ) -> Answer[Said]:
        """Give who said what, through whom."""
        wanted = self._open(which).wanted
        return _answer(
            "statements",
            lambda: self.store.statements(wanted, speaker=speaker, carrier=carrier, kind=kind, polarity=polarity),
        )

    def retellings(self, *, kind: RetellingKind | None = None, **which: Unpack[Which]) -> Answer[Tie]:
        """Give who repeats whom."""
        wanted = self._open(which).wanted
        return _answer("retellings", lambda: self.store.retellings(wanted, kind=kind))

    def stories(self, **which: Unpack[Which]) -> Answer[Story]:
        """Give what is running, the latest first, and how many origins stand behind each story."""
        return _answer("stories", self._open(which).stories)

    def claims(self, *, story: str | None = None, speaker: str | None = None, **which: Unpack[Which]) -> Answer[Claim]:
        """Give each statement over its versions, with the origins behind it."""
        wanted = self._open(which).wanted
        return _answer("claims", lambda: query.list_claims(self.store, wanted, story=story, speaker=speaker))

    def disagreements(self, *, story: str | None = None, **which: Unpack[Which]) -> Answer[Disagreement]:
        """Give where accounts differ: one fact, its values, who gives which."""
        wanted, only = self._open(which).wanted, self._find_story(story)
        return _answer("disagreements", lambda: self.store.disagreements(wanted, story=only))

    def events(self, **which: Unpack[Which]) -> Answer[tuple[str, Event]]:
        """Give who did what to whom, as each article tells it, with that article's id."""
        return _answer("events", self._open(which).events)

    def occurrences(self, *, story: str | None = None, **which: Unpack[Which]) -> Answer[Occurrence]:
        """Give what happened: each act once, however many articles tell it."""
        wanted, only = self._open(which).wanted, self._find_story(story)
        return _answer("occurrences", lambda: self.store.occurrences(wanted, story=only))

    def positions(self, *, of: str | None = None, story: str | None = None, **which: Unpack[Which]) -> Answer[Position]:
        """Give how positions moved; `of` is whose: an id, or words of a name."""
        wanted, only = self._open(which).wanted, self._find_story(story)
        return _answer("positions", lambda: query.list_positions(self.folder, self.store, wanted, actor=of, story=only))

    def actors(self, *, name: str | None = None) -> Answer[tuple[Actor, int]]:
        """Give who is in the case and in how many articles, most first."""
        return _answer("actors", lambda: self.store.actors(name=name))

    def problems(self) -> Answer[Problem]:
        """Give what could not be done."""
        return _answer("problems", lambda: query.list_problems(self.folder, self.store))

    def search(self, words: str, *, limit: int = 20, **which: Unpack[Which]) -> Answer[Hit]:
        """Give at most so many articles and so many statements that hold all the words, however spelled."""
        wanted = self._open(which).wanted
        return Answer(
            HitRow,
            lambda: self.store.search(words, limit, wanted),
            lambda: flatten_hits(self.store.search(words, limit, wanted)),
        )

    def _open(self, which: Which) -> Opened:
        return Opened(self.folder, self.store, wanted=make_filter(self.store, which))

    def _find_story(self, story: str | None) -> str | None:
        return self.story(story).id if story else None


def make_filter(store: Store, which: Which) -> Filter:
    """Give the filter of what a question is about. Raises InputError for what is not there and for what is no day."""
    article, actor = which.get("article"), which.get("actor")
    return Filter(
        article=query.find_kept(store, article).id if article else None,
        actor=query.find_actor(store, actor).id if actor else None,
        outlet=which.get("outlet"),
        since=_read_day(which.get("since")),
        until=_read_day(which.get("until")),
    )


def _read_day(day: str | dt.date | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(day) if isinstance(day, str) else day
    except ValueError as error:
        raise InputError(str(day), "is no day", "write it YYYY-MM-DD") from error


def _answer(table: str, walk: Callable[[], Iterable[Thing]]) -> Answer[Thing]:
    return Answer(TABLES[table].row, walk, lambda: TABLES[table].flatten(walk()))


def _load(library: str) -> Any:
    try:
        return import_module(library)
    except ImportError as error:
        raise InputError(library, "is not installed here", f"`pip install {library}`") from error
