"""The invented story that riwaya shows itself on: its pages, with what someone who saved them would know."""

from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import msgspec
from msgspec import Struct

from riwaya.records import Page, Problem
from riwaya.sources import open_pages


class Saved(Struct, frozen=True, kw_only=True):
    """A page of the story as it was saved: under which name, from where, when."""

    file: str
    url: str | None = None
    outlet: str | None = None
    crawled: str | None = None


def demo_pages() -> Iterator[Page | Problem]:
    """Give the pages of the demo story, as a browser would have saved them."""
    with resources.as_file(resources.files("riwaya") / "demo") as folder:
        for saved in msgspec.json.decode((folder / "pages.json").read_bytes(), type=list[Saved]):
            for page in open_pages([str(folder / "pages" / saved.file)]):
                yield _tell(page, saved) if isinstance(page, Page) else page


def _tell(page: Page, saved: Saved) -> Page:
    """Add what was known when the page was saved, and name it as everyone would, wherever riwaya is installed."""
    known = {"url": page.given.url or saved.url, "crawled": page.given.crawled or saved.crawled}
    given = msgspec.structs.replace(page.given, **known, outlet=page.given.outlet or saved.outlet)
    name = page.source if page.container else saved.file
    container = Path(saved.file).name if page.container else None
    return msgspec.structs.replace(page, source=name, container=container, given=given)
