"""Keeping on: following feeds, and the history of a report."""

import asyncio
import datetime as dt
import ipaddress
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import click
from rich.text import Text

from riwaya.captures import Captures
from riwaya.cli import courses, paint
from riwaya.cli.lines import clean, isolate
from riwaya.cli.options import case_option, console, err, finish, workers_option, write_count
from riwaya.errors import InputError
from riwaya.pipeline import Added, read_page
from riwaya.query.history import Edit, Noted, list_edits
from riwaya.records import Problem
from riwaya.sources.fetch import FetchOptions
from riwaya.sources.folders import describe
from riwaya.sources.listings import is_web, list_feeds
from riwaya.sources.network import Network
from riwaya.sources.visiting import Visitor
from riwaya.store import Store
from riwaya.watching import Alert, Following, Plan, Tell, tell_address, tell_file, tell_stream
from riwaya.watching import watch as follow

_SECRET = "RIWAYA_WEBHOOK_SECRET"  # noqa: S105 - the name of the variable that holds it


@click.command()
@click.argument("feeds", nargs=-1, required=True, metavar="FEEDS...")
@case_option
@workers_option
@click.option("--once", is_flag=True, help="End when nothing is left to do now.")
@click.option("--every", type=click.FloatRange(1), default=15, show_default=True, help="Minutes between two rounds.")
@click.option(
    "--gap", type=click.FloatRange(0), default=1, show_default=True, help="Seconds between fetches of a host."
)
@click.option("--json", "as_json", is_flag=True, help="Print alerts as one JSON object a line.")
@click.option("--alerts", type=click.Path(path_type=Path, dir_okay=False), help="Append alerts to this file as well.")
@click.option("--webhook", metavar="URL", help=f"Send alerts there as well, signed with ${_SECRET}.")
@click.option("--allow-network", "networks", multiple=True, metavar="CIDR", help="Fetch from this private network too.")
def watch(
    feeds: tuple[str, ...],
    case: Path,
    workers: int,
    once: bool,
    every: float,
    gap: float,
    as_json: bool,
    alerts: Path | None,
    webhook: str | None,
    networks: tuple[str, ...],
) -> None:
    """Keep following feeds: addresses, or files that list them (OPML, or one a line)."""
    options = FetchOptions(body_bytes=5_000_000, allow_networks=tuple(map(_read_network, networks)))
    for network in options.allow_networks:
        err.print(f"Addresses in {network} may be fetched: this run only.", style="bold")
    following = Following(
        fetching=options, plan=Plan(every=dt.timedelta(minutes=every)), gap=gap, workers=workers, is_once=once
    )
    channels = _open_channels(as_json, alerts, webhook, options)
    added, problems = 0, []
    try:
        for step in follow(case, _name_feeds(feeds), following, channels):
            if isinstance(step, Added):
                added += step.is_new
            elif isinstance(step, Problem):
                problems.append(step)
                if not once:
                    paint.print_problems(err, [step])
    except KeyboardInterrupt:
        once = False
    err.print(f"{write_count(added, 'page')} added, {write_count(len(problems), 'problem')}")
    finish(problems if once else ())


def _name_feeds(feeds: Sequence[str]) -> tuple[str, ...]:
    """Give the addresses of feeds, those in lists among them. Raises InputError."""
    found: dict[str, None] = {}
    for name in feeds:
        if is_web(name):
            found[name] = None
            continue
        try:
            found.update(dict.fromkeys(list_feeds(Path(name).read_bytes(), name)))
        except OSError as error:
            raise InputError(name, describe(error), "name an http(s) address, or a file that lists some") from error
    return tuple(found)


def _read_network(written: str) -> Network:
    try:
        return ipaddress.ip_network(written)
    except ValueError as error:
        raise InputError(written, "is no network", "write it as 10.20.0.0/16") from error


def _open_channels(as_json: bool, file: Path | None, webhook: str | None, options: FetchOptions) -> list[Tell]:
    channels = [tell_stream(sys.stdout.buffer) if as_json else _tell_person]
    if file:
        channels.append(tell_file(file))
    if webhook:
        secret = os.environ.get(_SECRET, "").encode()
        if not secret:
            raise InputError(webhook, "has no secret to sign with", f"set the environment variable {_SECRET}")

        def post(body: bytes, headers: dict[str, str]) -> int:
            return asyncio.run(_post(webhook, body, headers, options))

        channels.append(tell_address(post, secret, _count_seconds))
    return channels


async def _post(url: str, body: bytes, headers: dict[str, str], options: FetchOptions) -> int:
    visitor = Visitor(options)
    try:
        return await visitor.post(url, body, headers)
    finally:
        await visitor.close()


def _count_seconds() -> int:
    return int(time.time())


def _tell_person(alerts: Sequence[Alert]) -> Sequence[str]:
    for alert in alerts:
        console.print(paint_alert(alert))
    return [alert.id for alert in alerts]


def paint_alert(alert: Alert) -> Text:
    """Give an alert in a line, and a change with its words."""
    painted = Text(f"{alert.at:%Y-%m-%d %H:%M}  ", style="dim")
    painted.append(_SAYINGS[alert.kind], style="bold")
    painted.append(f"  {isolate(alert.title)}")
    if alert.origin and alert.origins:
        painted.append(f": {isolate(alert.origin.name)}; {paint.write_origins(alert.origins)}")
    if alert.disagreement:
        values = " / ".join(isolate(value.value) for value in alert.disagreement.values)
        painted.append(f": {alert.disagreement.slot} {values}")
    if alert.position:
        painted.append(f"  {isolate(alert.position.actor.name)}\n")
        painted.append_text(courses.paint_stance(alert.position.stances[-1]))
    if alert.relation:
        painted.append(f"  {courses.write_sides(alert.relation)}  ")
        painted.append_text(courses.write_change(alert.relation.changes[0]))
    if alert.edit:
        painted.append(f"  {alert.articles[0]}\n", style="dim").append_text(paint_edit(alert.edit))
    return painted


_SAYINGS = {
    "origin": "new origin",
    "disagreement": "disagreement",
    "change": "changed",
    "shift": "position shifted",
    "intensity": "intensity changed",
}


def show_history(case: Path, store: Store, article: str) -> None:
    """Print how an article, named by its id, changed between its captures."""
    for edit in list_edits(store, Captures(case), article, read_page):
        console.print(Text(f"{edit.step.capture.at:%Y-%m-%d %H:%M}  {edit.step.capture.id[:12]}", style="dim"))
        console.print(paint_edit(edit))


def paint_edit(edit: Edit) -> Text:
    """Give the words of one capture that changed, with a little around them, and what is stated with them."""
    painted = Text()
    for stretches in (edit.step.title, edit.step.text):
        for text, kind in stretches:
            shown = clean(text)
            if kind == "same" and len(shown) > 2 * _AROUND:
                shown = f"{shown[:_AROUND]} … {shown[-_AROUND:]}"
            painted.append(shown, style=_STYLES[kind])
        painted.append("\n" if stretches else "")
    for mark, noted in (("-", edit.gone), ("+", edit.came)):
        for line in _list_noted(noted):
            painted.append(f"  {mark} {line}\n", style=_STYLES["gone" if mark == "-" else "new"])
    return painted


_AROUND = 30  # characters of what stayed, on either side
_STYLES = {"same": "", "gone": "red strike", "new": "green"}


def _list_noted(noted: Noted) -> list[str]:
    said = [
        f"{paint.write_speaker(s)}: {isolate(' … '.join(span.text for span in s.content))}" for s in noted.statements
    ]
    return said + [isolate(quantity.text) for quantity in noted.quantities]
