"""What happened and who stands where: acts, how two sides dealt with each other over time, positions."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click
import msgspec

from riwaya import query
from riwaya.case import guard
from riwaya.cli import courses
from riwaya.cli.options import case_option, console, filter_options, json_option, list_or_say, make_filter, print_json
from riwaya.errors import InputError
from riwaya.events.scores import list_types
from riwaya.intensity import Unit
from riwaya.records import Relation
from riwaya.store import Store
from riwaya.web.plots import draw_relation, make_image
from riwaya.web.words import Manner, Tongue


@click.command()
@case_option
@json_option
@filter_options
@click.option("--type", "wanted", metavar="TYPE", help="Of this PLOVER type, such as PROTEST.")
@click.option("--occurrences", is_flag=True, help="As JSON: each act once, with all its reports.")
@click.option(
    "--pair", nargs=2, metavar="A B", help="Between two countries or actors: conflict and cooperation over time."
)
@click.option(
    "--plot", type=click.Path(path_type=Path, dir_okay=False), help="With --pair: draw it into this .svg or .png file."
)
@click.option("--by", "unit", type=click.Choice(["day", "week", "month"]), help="With --pair: what is added up.")
@click.option("--language", type=click.Choice(["ar", "en"]), help="Of the picture; ar, unless said.")
def events(
    case: Path,
    as_json: bool,
    wanted: str | None,
    occurrences: bool,
    pair: tuple[str, str] | None,
    plot: Path | None,
    unit: Unit | None,
    language: Tongue | None,
    **given: Any,
) -> None:
    """List what happened: who did what to whom, when and where; each act once, however many pages tell it."""
    if not pair:
        _refuse_alone({"--plot": plot, "--by": unit, "--language": language})
    if wanted and (wanted := wanted.upper()) not in list_types():
        raise InputError(wanted, "is no type of PLOVER", f"name one of {', '.join(list_types())}")
    with query.open_store(case) as store:
        if pair:
            _show_relation(store, pair, unit, plot, Manner(language or "ar"), as_json=as_json)
            return
        passing = make_filter(store, given)
        if as_json and not occurrences:
            found = ((name, e) for name, e in store.events(passing) if wanted in {None, e.type})
            print_json(query.name_sources(({"article": name, **msgspec.to_builtins(e)} for name, e in found), store))
            return
        listed = (one for one in store.occurrences(passing) if wanted in {None, one.type})
        if as_json:
            print_json(query.name_sources(listed, store))
        elif acts := list_or_say(listed, "event"):
            console.print(courses.table_of_occurrences(acts))


def _show_relation(
    store: Store, pair: tuple[str, str], unit: Unit | None, plot: Path | None, manner: Manner, *, as_json: bool
) -> None:
    relation, told = query.give_relation(store, *pair, unit=unit)
    if plot and not told:
        raise InputError(f"{pair[0]} – {pair[1]}", "have no act between them that counts: nothing to draw")
    if plot:
        _write_plot(plot, relation, manner)
    if as_json:
        print_json(query.name_sources([relation], store))
    elif list_or_say(told, f"act between {relation.a.name} and {relation.b.name} that counts"):
        console.print(courses.paint_relation(relation, told))


def _refuse_alone(options: Mapping[str, object]) -> None:
    for name, value in options.items():
        if value is not None:
            raise click.UsageError(f"{name} is of a pair: name it by --pair A B")


def _write_plot(path: Path, relation: Relation, manner: Manner) -> None:
    """Write a picture as SVG or PNG, as the name of its file ends."""
    image = make_image(draw_relation(relation, manner))
    match path.suffix.lower():
        case ".svg":
            written = image.encode()
        case ".png":
            written = _render(image, path)
        case _:
            raise InputError(str(path), "is no kind of picture that can be written", "end its name in .svg or .png")
    if not path.parent.is_dir():
        raise InputError(str(path), "has no folder to be written into", f"make {path.parent} first")
    with guard(path):
        path.write_bytes(written)


def _render(image: str, path: Path) -> bytes:
    try:
        import resvg_py  # only who wants PNG has it
    except ImportError as error:
        raise InputError(
            str(path), "needs a library that is not installed", "pip install 'riwaya[plot]', or end the name in .svg"
        ) from error
    return bytes(resvg_py.svg_to_bytes(svg_string=image, zoom=2))


@click.command()
@case_option
@json_option
@filter_options
@click.option("--actor", help="Of the actor of this id, or whose name holds these words.")
@click.option("--story", metavar="ID", help="In this story.")
def positions(case: Path, as_json: bool, actor: str | None, story: str | None, **given: Any) -> None:
    """List how actors' positions moved: what they said on one issue, in order of time, and what changed."""
    with query.open_store(case) as store:
        only = query.find_story(store, story).id if story else None
        found = list(query.list_positions(case, store, make_filter(store, given), actor=actor, story=only))
        if actor and not found:
            query.check_actor(store, actor)
        if as_json:
            print_json(query.name_sources(found, store))
            return
        for position in list_or_say(found, "position"):
            console.print(courses.paint_position(position))
