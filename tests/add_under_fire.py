"""Add pages to a case for ever, naming each on standard output once it is safe: to be killed by test_case_faults.py.

Usage: python tests/add_under_fire.py CASE SEED. Pages of many sizes, some of them of articles that are there already.
"""

import datetime as dt
import itertools
import random
import sys
from collections.abc import Iterator
from pathlib import Path

from riwaya.captures import Captures, fingerprint
from riwaya.case import database_of, journal_of, lock_case
from riwaya.errors import CaseError
from riwaya.journal import append_entries
from riwaya.records import Article, Entry, Given, Page, Problem, Reading, Span, Statement
from riwaya.store import Store

STAGES = {"extract": 1}


def read_page(page: Page) -> Reading | Problem:
    """Read a page as a stage would: always the same for the same page."""
    text = page.body.decode()
    if "خطأ" in text:
        return Problem(stage="extract", subject=page.source, reason="no report on it")
    span = Span(start=0, end=20, text=text[:20])
    return Reading(
        article=Article(source=page.source, title=text[:30], text=text),
        statements=(Statement(id="s1", kind="indirect", content=(span,)),),
    )


def make_pages(seed: int) -> Iterator[list[Page]]:
    chance = random.Random(seed)
    for batch in itertools.count():
        pages = []
        for n in range(chance.randint(1, 4)):
            name = f"{chance.randint(1, 40)}"  # several captures of one article
            words = " ".join(str(chance.random()) for _ in range(chance.choice((3, 300, 2000))))
            text = f"الخبر {seed}.{batch}.{n} {chance.choice(('خطأ', 'صح', 'صح'))} {words}"
            given = Given(id=name, crawled=f"2018-04-{chance.randint(1, 28):02}T10:00:00Z")
            pages.append(Page(source=name, container="fire", kind="text", body=text.encode(), given=given))
        yield pages


def catch_up(captures: Captures, store: Store) -> None:
    """Save what was captured and not saved when the last run was killed."""
    found = list(captures.iterate(after=store.reached()))
    store.save_readings([(capture, page, read_page(page)) for capture, page in found], STAGES)


def tell(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def add_for_ever(case: Path, seed: int) -> None:
    with lock_case(case):
        captures = Captures(case, write=True, roll=500_000)
        with Store(database_of(case), write=True) as store:
            catch_up(captures, store)
            tell("ready")
            for pages in make_pages(seed):
                now = dt.datetime.now(dt.UTC)
                kept = captures.append(pages, now)
                store.save_readings([(c, p, read_page(p)) for c, p in zip(kept, pages, strict=True)], STAGES)
                append_entries(journal_of(case), [Entry(kind=fingerprint(page), at=now) for page in pages])
                tell(" ".join(capture.id for capture in kept))


if __name__ == "__main__":
    try:
        add_for_ever(Path(sys.argv[1]), int(sys.argv[2]))
    except CaseError as error:
        sys.exit(str(error))
