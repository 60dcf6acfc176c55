"""One story as a self-contained HTML file, to send to somebody who has no riwaya."""

from pathlib import Path

from riwaya.errors import InputError
from riwaya.export.naming import Opened
from riwaya.query import find_story
from riwaya.web.dossier import write_dossier as draw_dossier


def write_dossier(case: Opened, path: Path) -> None:
    """Write the story that is wanted, else the one with the most pages. Raises InputError where there is none."""
    story = find_story(case.store, case.story) if case.story else None
    largest = story or max(case.stories(), key=lambda s: len(s.articles), default=None)
    if largest is None:
        raise InputError(str(case.folder), "no story in this case", "add pages with `riwaya add`")
    path.write_text(draw_dossier(case.store, largest.id), "utf-8")
