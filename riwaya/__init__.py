"""riwaya (رواية): who said what, through whom, and how many independent origins stand behind it.

For programs and notebooks. What these verbs give are the records of `riwaya.records`; what they raise, the errors of
`riwaya.errors`. Loading riwaya costs nothing until the first of them is called.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from riwaya.records import Problem, Reading
    from riwaya.store import Store

__all__ = ["open_case", "read", "read_text"]
__version__ = "0.1.0"


def read(*inputs: str, workers: int = 0) -> "Iterator[Reading | Problem]":
    """Read files, folders, archives, feeds and addresses, as `riwaya read` does, and keep nothing.

    Gives in their order what was found on each page, a Problem in the place of one that cannot be read. `workers`
    above 0 reads in so many processes; a script that asks for them needs `if __name__ == "__main__":`.
    """
    from riwaya.pipeline import read_pages
    from riwaya.sources import open_pages

    for _, found in read_pages(open_pages(inputs), workers=workers):
        yield found


def read_text(text: str, *, published: str | None = None, outlet: str | None = None) -> "Reading":
    """Read one report given as plain text; its title may stand in the first line. `published` is ISO 8601.

    Raises ExtractionError where there is no report in it.

    >>> reading = read_text("قال وزير النقل السنداري هاشم الراوي إن المعبر سيعمل من الصباح حتى الغروب.")
    >>> [(said.speaker.name, said.content[0].text) for said in reading.statements]
    [('هاشم الراوي', 'المعبر سيعمل من الصباح حتى الغروب')]
    """
    from riwaya.pipeline import read_page
    from riwaya.records import Given, Page

    given = Given(published=published, outlet=outlet)
    return read_page(Page(source="text", kind="text", body=text.encode(), charset="utf-8", given=given))


def open_case(folder: "str | Path" = "case") -> "Store":
    """Open the case in a folder for asking, in a `with` block. Raises CaseError where there is none.

    Its questions give records in a stable order: `articles()`, `statements(speaker="...")`, `retellings()`,
    `stories()`, `claims()`, `disagreements()`, `actors()`, `events()`, `search("...")`. It shows one moment until it
    is closed.
    """
    from pathlib import Path

    from riwaya.query import open_store

    return open_store(Path(folder))
