"""The command line. Each command asks `query` or `pipeline` and prints the answer: for a person, or as JSON lines.

Exit status: 0 done; 1 done, with Problems to look at (they are on standard error); 2 could not be carried out.
"""

import datetime as dt
import os
import sys
import threading
import webbrowser
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import click
import msgspec
import uvicorn
from rich.console import Console
from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from riwaya import __version__, query
from riwaya.cli import paint
from riwaya.demo import demo_pages
from riwaya.errors import RiwayaError
from riwaya.pipeline import Added, add_pages, check_case, read_pages, rebuild_case
from riwaya.records import Article, Page, Problem, Reading
from riwaya.sources import open_pages
from riwaya.store import Filter, Store
from riwaya.web import is_loopback, make_app

_out = Console(highlight=False)
_err = Console(stderr=True, highlight=False)


class _Commands(click.Group):
    """Prints our errors as a sentence and not as a traceback; lists commands in the order of a day's work."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except RiwayaError as error:
            _err.print(
                f"riwaya: {paint.clean(error.subject)}: {paint.clean(error.reason)}", markup=False, soft_wrap=True
            )
            if error.advice:
                _err.print(f"  {error.advice}", markup=False, soft_wrap=True)
            ctx.exit(2)

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(self.commands)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="riwaya")
def main() -> None:
    """Who said what, through whom, and who repeats whom: news reports, Arabic first."""


_inputs = click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
_json = click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
_workers = click.option(
    "--workers", type=click.IntRange(0), default=os.cpu_count() or 1, help="Processes that read pages; 0 for none."
)
_case = click.option(
    "--case",
    "case",
    type=click.Path(path_type=Path, file_okay=False),
    envvar="RIWAYA_CASE",
    default=Path("case"),
    show_default=True,
    help="The folder of the case.",
)


def _filters(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options that say which articles an answer is about."""
    day = click.DateTime(formats=["%Y-%m-%d"])
    for option in (
        click.option("--until", type=day, help="Published on this day or before."),
        click.option("--since", type=day, help="Published on this day or later. Unknown days pass."),
        click.option("--outlet", help="Of this outlet."),
        click.option("--article", metavar="ID", help="Of this article: its id, source or address."),
    ):
        command = option(command)
    return command


def _filter(store: Store, given: dict[str, Any]) -> Filter:
    since, until = (given[k].date() if given[k] else None for k in ("since", "until"))
    article = query.find_kept(store, given["article"]).id if given["article"] else None
    return Filter(article=article, outlet=given["outlet"], since=since, until=until)


def _print_json(rows: Iterable[object]) -> None:
    out = sys.stdout.buffer
    for row in rows:
        out.write(msgspec.json.encode(row) + b"\n")


def _flatten(reading: Reading, **more: object) -> dict[str, object]:
    """Give a reading in the shape that programs read: the article's own fields, and what was found beside them."""
    return {
        **more,
        **msgspec.structs.asdict(reading.article),
        "statements": reading.statements,
        **msgspec.structs.asdict(reading.findings),
        "problems": reading.problems,
    }


def _finish(problems: Sequence[Problem]) -> None:
    paint.print_problems(_err, problems)
    sys.exit(1 if problems else 0)


# --- taking pages in ----------------------------------------------------------------------------------------


@main.command()
@_inputs
@_json
@_workers
def read(inputs: tuple[str, ...], as_json: bool, workers: int) -> None:
    """Analyse pages and keep nothing."""
    problems = []
    for source, result in read_pages(open_pages(inputs), workers=workers):
        if isinstance(result, Problem):
            problems.append(result)
            result = Reading(article=Article(source=source), problems=(result,))
        elif result.problems:
            problems += result.problems
        if as_json:
            _print_json([_flatten(result)])
        elif result.article.text:
            _out.print(paint.paint_reading(result))
    sys.stdout.flush()
    _finish(problems)


@main.command()
@_inputs
@_case
@_workers
def add(inputs: tuple[str, ...], case: Path, workers: int) -> None:
    """Take pages into a case. What it holds already changes nothing."""
    _add(case, open_pages(inputs), workers)


def _add(case: Path, pages: Iterable[Page | Problem], workers: int) -> None:
    new, again, problems = 0, 0, []
    for step in _with_progress(add_pages(case, pages, now=lambda: dt.datetime.now(dt.UTC), workers=workers), "adding"):
        if isinstance(step, Added):
            new, again = new + step.is_new, again + (not step.is_new)
        else:
            problems.append(step)
    with query.open_store(case) as store:
        counts = store.counts()
    _out.print(f"{_count(new, 'page')} added, {again} known already, {_count(len(problems), 'problem')}")
    _out.print(_summary(case, counts))
    _finish(problems)


def _summary(case: Path, counts: dict[str, int]) -> str:
    things = ("article", "outlet", "statement", "retelling")
    return f"{case} holds " + ", ".join(_count(counts[f"{thing}s"], thing) for thing in things)


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def _with_progress(steps: Iterator[Any], verb: str) -> Iterator[Any]:
    columns = (SpinnerColumn(), TextColumn(verb), MofNCompleteColumn(), TextColumn("pages"), TimeElapsedColumn())
    with Progress(*columns, console=_err, transient=True, disable=not _err.is_terminal) as bar:
        task = bar.add_task(verb, total=None)
        for step in steps:
            bar.advance(task)
            yield step


# --- asking -------------------------------------------------------------------------------------------------


@main.command()
@click.argument("key", metavar="[ID]", required=False)
@_case
@_json
def show(key: str | None, case: Path, as_json: bool) -> None:
    """Show the case, or one article by its id, source or address, for a person to read."""
    with query.open_store(case) as store:
        if key is None:
            overview = query.give_overview(case, store)
            _print_json([overview]) if as_json else _show_overview(case, overview)
        else:
            dossier = query.give_dossier(store, key)
            _print_json([_flatten(dossier.reading, id=dossier.id)]) if as_json else _show_dossier(dossier)


def _show_overview(case: Path, overview: query.Overview) -> None:
    _out.print(_summary(case, overview.counts), style="bold")
    _out.print()
    for row in overview.articles:
        _out.print(paint.paint_row(row))
    if overview.retellings:
        _out.print()
        _out.print(paint.table_of_retellings(tie.retelling for tie in overview.retellings))
    if overview.problems:
        _out.print()
        paint.print_problems(_out, overview.problems)


def _show_dossier(dossier: query.Dossier) -> None:
    _out.print(
        f"{dossier.id}  {dossier.reading.article.url or dossier.reading.article.source}", style="dim", markup=False
    )
    _out.print(paint.paint_reading(dossier.reading))
    if dossier.retellings:
        _out.print(paint.table_of_retellings(tie.retelling for tie in dossier.retellings))
    if dossier.versions > 1:
        _out.print(f"{dossier.versions} versions", style="dim")


@main.command()
@_case
@_json
@_filters
def articles(case: Path, as_json: bool, **given: Any) -> None:
    """List articles by day of publication."""
    with query.open_store(case) as store:
        rows = query.list_rows(store, _filter(store, given))
        if as_json:
            _print_json({"id": r.id, "versions": r.versions, "quoted": r.quoted, **_card(r.article)} for r in rows)
        else:
            for row in rows:
                _out.print(paint.paint_row(row))


def _card(article: Article) -> dict[str, object]:
    """Give an article without its text: `riwaya show ID --json` has that."""
    fields = msgspec.structs.asdict(article)
    return {name: value for name, value in fields.items() if name not in {"text", "paragraphs"}}


@main.command()
@_case
@_json
@_filters
@click.option("--speaker", help="Said by somebody whose name holds these words.")
@click.option("--carrier", help="Passed on by somebody whose name holds these words.")
@click.option("--kind", type=click.Choice(["direct", "indirect", "mixed"]))
@click.option("--denied", is_flag=True, help="Only what was denied.")
def statements(
    case: Path,
    as_json: bool,
    speaker: str | None,
    carrier: str | None,
    kind: str | None,
    denied: bool,
    **given: Any,
) -> None:
    """List who said what, through whom."""
    with query.open_store(case) as store:
        polarity = "denied" if denied else None
        found = store.statements(_filter(store, given), speaker=speaker, carrier=carrier, kind=kind, polarity=polarity)
        if as_json:
            _print_json({"article": s.source, **msgspec.structs.asdict(s.statement)} for s in found)
        else:
            _out.print(paint.table_of_statements(found))


@main.command()
@_case
@_json
@_filters
@click.option("--kind", type=click.Choice(["copy", "edited", "partial", "translation"]))
def retellings(case: Path, as_json: bool, kind: str | None, **given: Any) -> None:
    """List who repeats whom. With --article, show the shared passages side by side."""
    with query.open_store(case) as store:
        ties = store.retellings(_filter(store, given), kind=kind)
        if as_json:
            _print_json(tie.retelling for tie in ties)
        elif given["article"]:
            for tie in ties:
                texts = tuple(query.find_kept(store, name).article.text for name in (tie.a, tie.b))
                _out.print(paint.table_of_retellings([tie.retelling]))
                _out.print(paint.paint_passages(tie.retelling, (texts[0], texts[1])))
        else:
            _out.print(paint.table_of_retellings(tie.retelling for tie in ties))


@main.command()
@click.argument("words", metavar="QUERY")
@_case
@_json
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="At most so many of each.")
def search(words: str, case: Path, as_json: bool, limit: int) -> None:
    """Find articles and statements; spelling variants and clitics do not matter. "A phrase" is kept together."""
    with query.open_store(case) as store:
        hits = store.search(words, limit)
    if as_json:
        _print_json(hits)
    for hit in [] if as_json else hits:
        _out.print(paint.paint_hit(hit))


# --- keeping a case sound -----------------------------------------------------------------------------------


@main.command()
@_case
@_json
def problems(case: Path, as_json: bool) -> None:
    """List what could not be done."""
    with query.open_store(case) as store:
        found = query.list_problems(case, store)
    if as_json:
        _print_json(found)
    else:
        paint.print_problems(_out, found)


@main.command()
@_case
def check(case: Path) -> None:
    """Verify a case against its captures: every digest, every line of the journal, every row."""
    found = check_case(case)
    _out.print(f"{_count(found.captures, 'sound capture')}, {_count(len(found.problems), 'problem')}")
    _finish(found.problems)


@main.command()
@_case
@_workers
def rebuild(case: Path, workers: int) -> None:
    """Derive the database anew from captures and journal."""
    count = sum(1 for _ in _with_progress(rebuild_case(case, workers=workers), "rebuilding"))
    with query.open_store(case) as store:
        _out.print(f"{_count(count, 'capture')} read again")
        _out.print(_summary(case, store.counts()))


@main.command()
@_case
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
def serve(case: Path, port: int, host: str) -> None:
    """Show a case in the browser, to this machine alone unless --host says otherwise."""
    query.open_store(case).close()  # a case that is not there is said here, not in the browser
    if not is_loopback(host):
        _err.print(f"Whoever reaches {host} can read this case: there is no password.", style="bold")
    _serve(case, f"[{host}]" if ":" in host else host, port)


def _serve(case: Path, host: str, port: int) -> None:
    _err.print(f"http://{host}:{port}/  (Ctrl-C ends it)")
    app = make_app(case, hosts=(f"{host}:{port}", f"localhost:{port}"))
    uvicorn.run(app, host=host.strip("[]"), port=port, log_level="warning")


@main.command()
@click.option(
    "--case",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("demo-case"),
    show_default=True,
    help="The folder that the demo's case is made in.",
)
@click.option(
    "--open/--no-open",
    "opens",
    default=None,
    help="Open the case in the browser as well. Done unless told otherwise where a person sits at a terminal.",
)
@_workers
def demo(case: Path, opens: bool | None, workers: int) -> None:
    """Do all of it on pages that we invented: build a case and show it."""
    _err.print(f"Adding an invented story to {case} …", style="dim")
    steps = add_pages(case, demo_pages(), now=lambda: dt.datetime.now(dt.UTC), workers=workers)
    for _ in _with_progress(steps, "adding"):
        pass
    with query.open_store(case) as store:
        _show_overview(case, query.give_overview(case, store))
    _out.print(f"\nNext: riwaya show ID --case {case}", style="dim")
    if sys.stdout.isatty() if opens is None else opens:
        threading.Timer(1, webbrowser.open, ["http://127.0.0.1:8000/"]).start()  # once the server answers
        _serve(case, "127.0.0.1", 8000)
