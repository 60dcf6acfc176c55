"""Asking a case: what it holds, for a person or as JSON lines."""

import itertools
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import click
import msgspec

from riwaya import query
from riwaya.cli import courses, paint
from riwaya.cli.lines import isolate
from riwaya.cli.options import (
    case_option,
    console,
    err,
    filter_options,
    json_option,
    list_or_say,
    make_filter,
    print_json,
    summarise,
)
from riwaya.cli.watching import show_history
from riwaya.errors import InputError
from riwaya.store import Filter, Store


@click.command()
@click.argument("key", metavar="[ID]", required=False)
@case_option
@json_option
@click.option("--history", is_flag=True, help="Of an article: what changed from one capture to the next.")
def show(key: str | None, case: Path, as_json: bool, history: bool) -> None:
    """Show the case, or one story, article or actor, for a person to read."""
    with query.open_store(case) as store:
        if key is not None and history:
            show_history(case, store, query.find_kept(store, key).id)
        elif key is None:
            overview = query.give_overview(case, store)
            print_json([overview]) if as_json else show_overview(case, store, overview)
        elif story := store.story(key):
            whole = query.give_story(store, story.id)
            print_json(query.name_sources([whole], store)) if as_json else _show_story(whole, query.make_quote(store))
        elif store.article(key):
            dossier = query.give_dossier(store, key)
            print_json([query.flatten(dossier.reading, id=dossier.id)]) if as_json else _show_dossier(dossier)
        elif not any(store.actors(actor=key)) and not any(store.actors(name=key)):
            advice = "`riwaya stories`, `riwaya articles` and `riwaya actors` list what there is"
            raise InputError(key, "no story, article or actor in this case", advice)
        else:
            portrait = query.give_actor(store, key)
            print_json([portrait]) if as_json else console.print(paint.paint_portrait(portrait))


def show_overview(case: Path, store: Store, overview: query.Overview) -> None:
    """Print a whole case at a glance."""
    quote = query.make_quote(store)
    console.print(summarise(case, overview.counts), style="bold")
    console.print()
    for story in paint.order_stories(overview.stories):
        console.print(paint.paint_story(story, quote))
    console.print()
    for row in overview.articles:
        console.print(paint.paint_row(row))
    if overview.retellings:
        console.print()
        console.print(paint.table_of_retellings(tie.retelling for tie in overview.retellings))
    if overview.problems:
        console.print()
        paint.print_problems(console, overview.problems)


def _show_story(whole: query.Whole, quote: paint.Quote) -> None:
    console.print(paint.paint_whole(whole, quote))
    moments = [courses.paint_moment(moment) for moment in whole.timeline if query.is_weighty(moment)]
    console.print(paint.paint_part("What happened and was said, in that order", moments))
    console.print(paint.paint_part("Positions", [courses.paint_position(position) for position in whole.positions]))


def _show_dossier(dossier: query.Dossier) -> None:
    console.print(
        f"{dossier.id}  {dossier.reading.article.url or dossier.reading.article.source}", style="dim", markup=False
    )
    console.print(paint.paint_reading(dossier.reading))
    if dossier.retellings:
        console.print(paint.table_of_retellings(tie.retelling for tie in dossier.retellings))
    if dossier.versions > 1:
        console.print(f"{dossier.versions} versions", style="dim")


@click.command()
@case_option
@json_option
@filter_options
def articles(case: Path, as_json: bool, **given: Any) -> None:
    """List articles by day of publication."""
    with query.open_store(case) as store:
        rows = query.list_rows(store, make_filter(store, given))
        if as_json:
            print_json(map(query.tell_row, rows))
        else:
            for row in list_or_say(rows, "article"):
                console.print(paint.paint_row(row))


@click.command()
@case_option
@json_option
@filter_options
@click.option("--speaker", help="Said by this actor, its id or name in any spelling; else words of a name.")
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
        _check_speaker(speaker, lambda: store.statements(speaker=speaker), "says anything in this case")
        found = store.statements(
            make_filter(store, given), speaker=speaker, carrier=carrier, kind=kind, polarity=polarity
        )
        if as_json:
            print_json({"article": s.source, **msgspec.structs.asdict(s.statement)} for s in found)
        elif listed := list_or_say(found, "statement"):
            console.print(paint.table_of_statements(listed))


def _check_speaker(speaker: str | None, ask: Callable[[], Iterable[object]], what: str) -> None:
    """Say where nobody of a name is heard at all: an empty answer would not tell it from what the filters leave."""
    if speaker and not any(True for _ in ask()):
        err.print(f"nobody of the name {isolate(speaker)} {what}", markup=False)


@click.command()
@case_option
@json_option
@filter_options
@click.option("--kind", type=click.Choice(["copy", "edited", "partial", "translation"]))
def retellings(case: Path, as_json: bool, kind: str | None, **given: Any) -> None:
    """List who repeats whom. With --article, show the shared passages side by side."""
    with query.open_store(case) as store:
        ties = store.retellings(make_filter(store, given), kind=kind)
        if as_json:
            print_json(tie.retelling for tie in ties)
        elif given["article"]:
            for tie in list_or_say(ties, "retelling"):
                texts = tuple(query.find_kept(store, name).article.text for name in (tie.a, tie.b))
                console.print(paint.table_of_retellings([tie.retelling]))
                console.print(paint.paint_passages(tie.retelling, (texts[0], texts[1])))
        elif listed := list_or_say(ties, "retelling"):
            console.print(paint.table_of_retellings(tie.retelling for tie in listed))


@click.command()
@case_option
@json_option
@filter_options
def stories(case: Path, as_json: bool, **given: Any) -> None:
    """List what is running: pages, outlets, and how many origins stand behind each story."""
    with query.open_store(case) as store:
        found = store.stories(make_filter(store, given))
        if as_json:
            print_json(query.name_sources(found, store))
        else:
            quote = query.make_quote(store)
            for story in (listed := paint.order_stories(list_or_say(found, "story"))):
                console.print(paint.paint_story(story, quote))
            single = sum(len(story.articles) == 1 for story in listed)
            if listed:
                console.print(f"\n{_count_stories(len(listed))}, {single} of them of a single page", style="bold")


def _count_stories(number: int) -> str:
    return "1 story" if number == 1 else f"{number} stories"


@click.command()
@case_option
@json_option
@filter_options
@click.option("--story", metavar="ID", help="Of this story.")
@click.option("--speaker", help="Made by this actor, its id or name in any spelling; else words of a name.")
@click.option("--all", "everything", is_flag=True, help="For a person: also those that only one page tells.")
def claims(case: Path, as_json: bool, story: str | None, speaker: str | None, everything: bool, **given: Any) -> None:
    """List claims: one statement over its versions, with the origins behind it."""
    with query.open_store(case) as store:
        _check_speaker(
            speaker, lambda: query.list_claims(store, Filter(), speaker=speaker), "speaks in a claim of this case"
        )
        found = query.list_claims(store, make_filter(store, given), story=story, speaker=speaker)
        if as_json:
            print_json(query.name_sources(found, store))
            return
        outlets, days, quote = query.name_outlets(store), store.published(), query.make_quote(store)
        shown = (claim for claim in found if everything or len(claim.versions) > 1)
        thing = "claim" if everything else "claim that more than one page tells; --all lists the others"
        for claim in list_or_say(shown, thing):
            console.print(paint.paint_claim(claim, outlets, days, quote))


@click.command()
@case_option
@json_option
@filter_options
@click.option("--story", metavar="ID", help="Of this story.")
def disagreements(case: Path, as_json: bool, story: str | None, **given: Any) -> None:
    """List where accounts differ: one fact, its values, who gives which."""
    with query.open_store(case) as store:
        only = query.find_story(store, story).id if story else None
        found = store.disagreements(make_filter(store, given), story=only)
        if as_json:
            print_json(query.name_sources(found, store))
            return
        outlets = query.name_outlets(store)
        for disagreement in list_or_say(found, "disagreement"):
            console.print(paint.table_of_values(disagreement, outlets))


@click.command()
@case_option
@json_option
@click.option("--name", help="Whose name, id or a written form holds these words.")
@click.option("--limit", type=click.IntRange(1), help="At most so many.")
def actors(case: Path, as_json: bool, name: str | None, limit: int | None) -> None:
    """List who is in the case, with all written forms, most mentioned first."""
    with query.open_store(case) as store:
        found = itertools.islice(store.actors(name=name), limit)
        if as_json:
            print_json({**msgspec.to_builtins(actor), "articles": count} for actor, count in found)
        elif listed := list_or_say(found, "actor"):
            console.print(paint.table_of_actors(listed))


@click.command()
@click.argument("words", metavar="QUERY")
@case_option
@json_option
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="At most so many of each.")
def search(words: str, case: Path, as_json: bool, limit: int) -> None:
    """Find articles and statements; spelling variants and clitics do not matter. "A phrase" is kept together."""
    with query.open_store(case) as store:
        hits = store.search(words, limit)
    if as_json:
        print_json(hits)
    for hit in [] if as_json else list_or_say(hits, "article and no statement with these words"):
        console.print(paint.paint_hit(hit))
