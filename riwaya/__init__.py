"""riwaya (رواية): who said what, through whom, and how many independent origins stand behind it.

For programs and notebooks. What these verbs give are the records of `riwaya.records`, which show themselves in a
notebook; what they raise, the errors of `riwaya.errors`. Loading riwaya costs nothing until one of them is called.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator
    from pathlib import Path

    from riwaya.notebook import Case
    from riwaya.records import Problem, Reading

__all__ = ["add", "open_case", "read", "read_text"]
__version__ = "0.1.0"


def read(*inputs: "str | os.PathLike[str]", workers: int = 0) -> "Iterator[Reading | Problem]":
    """Read files, folders, archives, feeds and addresses, as `riwaya read` does, and keep nothing.

    Gives in their order what was found on each page, a Problem in the place of one that cannot be read. `workers`
    above 0 reads in so many processes; a script that asks for them needs `if __name__ == "__main__":`. Raises
    InputError where an input is no path and no address, such as a list of them.

    >>> [problem.reason for problem in read("no-such-page.html")]
    ['is not there']
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


def add(*inputs: "str | os.PathLike[str]", case: "str | Path" = "case", workers: int = 0) -> "tuple[Problem, ...]":
    """Take files, folders, archives, feeds and addresses into a case, as `riwaya add` does.

    A case that is not there is made; what it holds already changes nothing. Gives what could not be done. `workers`
    and InputError as in `read`. Raises CaseError where the case cannot be written, BusyError while somebody else
    writes to it.
    """
    import datetime as dt
    from pathlib import Path

    from riwaya.pipeline import add_pages
    from riwaya.records import Problem
    from riwaya.sources import open_pages

    steps = add_pages(Path(case), open_pages(inputs), now=lambda: dt.datetime.now(dt.UTC), workers=workers)
    return tuple(step for step in steps if isinstance(step, Problem))


def open_case(case: "str | Path" = "case") -> "Case":
    """Open the case in a folder for asking, in a `with` block. Raises CaseError where there is none.

    Its questions are `stories`, `claims`, `disagreements`, `articles`, `statements`, `retellings`, `events`,
    `occurrences`, `positions`, `actors`, `problems` and `search`; each answer is walked through, shows itself in a
    notebook, and turns into a data frame by `to_pandas()` or `to_polars()`. It shows one moment until it is closed.

    >>> import tempfile
    >>> from pathlib import Path
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     page = Path(folder, "gate.txt")
    ...     _ = page.write_text("قال وزير النقل السنداري هاشم الراوي إن المعبر سيعمل من الصباح حتى الغروب.", "utf-8")
    ...     problems = add(str(page), case=Path(folder, "case"))
    ...     with open_case(Path(folder, "case")) as case:
    ...         for said in case.statements(speaker="الراوي"):
    ...             print(said.statement.speaker.name, "→", said.statement.content[0].text)
    هاشم الراوي → المعبر سيعمل من الصباح حتى الغروب
    """
    from pathlib import Path

    from riwaya.notebook import Case

    return Case(Path(case))
