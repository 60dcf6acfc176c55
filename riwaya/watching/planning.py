"""What follows from an answer: whether there is a page in it, and when to ask again. Pure: the clock is an argument."""

import datetime as dt
import email.utils
import random

from msgspec import Struct

from riwaya.errors import FetchError, InputError
from riwaya.records import Fetch, Given, Page, PageKind
from riwaya.sources.streams import refuse_binary
from riwaya.sources.visiting import Visit
from riwaya.watching.ledger import Due, name_link

_HOUR = dt.timedelta(hours=1)
_DAY = dt.timedelta(days=1)
_GONE = {401, 402, 410, 451}  # asking again gives nothing else
_KINDS: dict[str | None, PageKind] = {
    None: "html",
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "text",
}


class Plan(Struct, frozen=True, kw_only=True):
    """When things are asked for again."""

    every: dt.timedelta = dt.timedelta(minutes=15)  # a feed
    revisits: tuple[dt.timedelta, ...] = (_HOUR, 6 * _HOUR, _DAY, 7 * _DAY)  # a page, each after the time before
    pause: dt.timedelta = dt.timedelta(minutes=10)  # before a feed's word that a page changed is acted on
    patience: dt.timedelta = dt.timedelta(minutes=2)  # after a first failure; twice as long after each more
    longest: dt.timedelta = _DAY
    tries: int = 6  # before a page is given up


def judge(due: Due, visit: Visit | FetchError, plan: Plan, chance: random.Random) -> tuple[Fetch, Page | None]:
    """Say what came of a visit; with the page where one came. A Fetch that is `refused` is never asked for again.

    Whether the page is kept already is not known here: its Fetch says `kept`.
    """
    if isinstance(visit, FetchError):
        return _refuse(due), None
    if visit.status == 304:
        return _answer(due, visit, "same", plan), None
    if visit.status in _GONE:
        return _refuse(due), None
    if visit.status != 200:
        return _put_off(due, visit, plan, chance), None
    try:
        page = make_page(due, visit)
    except InputError:
        return _refuse(due), None
    return _answer(due, visit, "kept", plan), page


def explain(due: Due, visit: Visit | FetchError) -> str:
    """Say why a visit gave no page."""
    if isinstance(visit, FetchError):
        return visit.reason
    if visit.fault:
        return visit.fault
    try:
        make_page(due, visit)
    except InputError as error:
        return error.reason
    return "gives no page"


def make_page(due: Due, visit: Visit) -> Page:
    """Give the page of a successful visit. Raises InputError where the answer is none."""
    kind = _KINDS.get(visit.media_type)
    if kind is None:
        raise InputError(due.link.url, f"is of the kind {visit.media_type}, which is no page")
    if not visit.body.strip():
        raise InputError(due.link.url, "is empty")
    refuse_binary(visit.body, due.link.url)
    return Page(
        source=due.link.url,
        kind=kind,
        body=visit.body,
        charset=visit.charset,
        given=Given(
            url=visit.url,
            outlet=due.link.outlet,
            published=due.link.published if _is_date(due.link.published) else None,
            crawled=visit.at.isoformat(),
        ),
    )


def put_off(tries: int, wait: float | None, plan: Plan, chance: random.Random) -> dt.timedelta:
    """Say how long to stay away after so many failures: twice as long each time, and never just as long as others do.

    >>> put_off(3, None, Plan(patience=dt.timedelta(minutes=1)), random.Random(1)) < dt.timedelta(minutes=6)
    True
    """
    doubled = min(plan.patience * (1 << min(tries - 1, 20)), plan.longest)
    asked = min(dt.timedelta(seconds=min(wait or 0.0, 1e7)), plan.longest)
    return max(doubled, asked) * chance.uniform(1.0, 1.5)


def _answer(due: Due, visit: Visit, outcome: str, plan: Plan) -> Fetch:
    final = name_link(visit.url)
    again = plan.revisits[due.times] if due.times < len(plan.revisits) else None
    return Fetch(
        link=due.link,
        outcome="same" if outcome == "same" else "kept",
        final=None if final == name_link(due.link.url) else final,
        etag=visit.etag or (due.etag if outcome == "same" else None),
        modified=visit.modified or (due.modified if outcome == "same" else None),
        times=due.times + 1,
        due=visit.at + again if again is not None else None,
    )


def _refuse(due: Due) -> Fetch:
    return Fetch(link=due.link, outcome="refused", times=due.times, tries=due.tries + 1)


def _put_off(due: Due, visit: Visit, plan: Plan, chance: random.Random) -> Fetch:
    if due.tries + 1 >= plan.tries:
        return _refuse(due)
    return Fetch(
        link=due.link,
        outcome="failed",
        etag=due.etag,
        modified=due.modified,
        times=due.times,
        tries=due.tries + 1,
        due=visit.at + put_off(due.tries + 1, visit.wait, plan, chance),
    )


def _is_date(written: str | None) -> bool:
    """Tell a date that programs write from what an editor wrote in its place."""
    try:
        dt.datetime.fromisoformat(written or "")
    except ValueError:
        try:
            email.utils.parsedate_to_datetime(written or "")
        except (ValueError, OverflowError):
            return False
    return True
