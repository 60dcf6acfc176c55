"""A copy of a case that may be taken while somebody writes to it."""

import shutil
from pathlib import Path

from riwaya.case import database_of, guard, journal_of
from riwaya.errors import CaseError
from riwaya.pipeline.removing import expect_case
from riwaya.store import Store


def back_up_case(case: Path, out: Path) -> None:
    """Copy a case to a new folder. Raises CaseError where there is no case, or where `out` is there already.

    The database goes first, as it stands at one moment; journal and captures only grow, so the copy of each holds at
    least what the database knows. What came in between is analysed by the copy's next `riwaya add`.
    """
    expect_case(case)
    if out.exists():
        raise CaseError(str(out), "it is there already", "name a folder that is not")
    with guard(out):
        (out / "captures").mkdir(parents=True)
        with Store(database_of(case)) as store:
            store.copy_to(database_of(out))
        if journal_of(case).exists():
            shutil.copyfile(journal_of(case), journal_of(out))
        for file in sorted((case / "captures").glob("*.warc.gz")):
            shutil.copyfile(file, out / "captures" / file.name)
