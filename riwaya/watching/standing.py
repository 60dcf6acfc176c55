"""How a page stands in the case before it is fetched: unknown, kept already, or taken out by a person."""

import datetime as dt
import hashlib

from riwaya.errors import InputError
from riwaya.records import Capture, Fetch, Page
from riwaya.store import Store
from riwaya.watching.ledger import Due
from riwaya.watching.planning import Plan


def find_standing(store: Store, due: Due, plan: Plan, now: dt.datetime) -> Fetch | None:
    """Give what is to be written of a page that need not be fetched now; None where it is to be fetched.

    A page that was captured after its feed named it, and that the journal does not know as fetched, was kept by a run
    that was killed. One that a person removed is never fetched again.
    """
    is_there = store.knows_source(due.link.url)
    if is_there and not due.times and _is_captured_since(store, due):
        again = now + plan.revisits[0] if plan.revisits else None
        return Fetch(link=due.link, outcome="same", times=1, due=again)
    if not is_there and (due.times or _list_captures(store, due.link.url)):
        return Fetch(link=due.link, outcome="refused", times=due.times)
    return None


def _is_captured_since(store: Store, due: Due) -> bool:
    """Tell whether the case has the page as it was when a feed last named it, or later."""
    return any(due.named and capture.at >= due.named for capture in _list_captures(store, due.link.url))


def is_kept(store: Store, page: Page) -> bool:
    """Tell whether the case has, or once had, these very bytes from this address."""
    sha256 = hashlib.sha256(page.body).hexdigest()
    return any(capture.sha256 == sha256 for capture in _list_captures(store, page.source))


def _list_captures(store: Store, source: str) -> list[Capture]:
    try:
        return store.captures_of(source)
    except InputError:  # several articles go by that address
        return []
