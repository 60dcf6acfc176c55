#!/usr/bin/env python3
"""Let everybody whom the tables name say one sentence, in several frames; print how many are heard by whole names.

usage: sources.py [--misses]

No page is read: a fault here is of a name and a frame alone, such as a last name that is also a verb. With `--misses`
each source that is not heard, or by a part of its name only, is listed with what was heard.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence

from riwaya.actors.bodies import load_bodies
from riwaya.actors.lands import load_countries
from riwaya.gazetteer import list_persons
from riwaya.pipeline import read_page
from riwaya.records import Page
from riwaya.text import find_words

_SAID = "إن الجسر مفتوح أمام الناس منذ الصباح."
_FRAMES = {
    "person": (
        "قال {} " + _SAID,
        "وقال مدير الميناء، {}، " + _SAID,
        "وأوضح رئيس البلدية {} أن الجسر مفتوح أمام الناس.",
    ),
    # of either gender: one that is heard is enough
    "body": ("وقال {} " + _SAID, "وقالت {} " + _SAID),
    "country": ("وأعلنت {} أن الجسر مفتوح أمام الناس.", "وأعلن {} أن الجسر مفتوح أمام الناس."),
}
_ANY = frozenset(("body", "country"))


def list_sources() -> Iterator[tuple[str, str]]:
    """Give each source of the tables with its kind; outlets are left out, whose names are words of the language."""
    yield from (("person", row.arabic) for row in list_persons())
    yield from (("body", row.arabic) for row in load_bodies().values() if row.kind != "outlet")
    yield from (("country", row.arabic[0]) for row in load_countries().values())


def hear(text: str) -> Sequence[str]:
    """Give who says something in a text."""
    page = Page(source="made", kind="text", body=text.encode(), charset="utf-8")
    return [statement.speaker.name if statement.speaker else "" for statement in read_page(page).statements]


def main() -> None:
    if set(sys.argv[1:]) - {"--misses"}:
        sys.exit(__doc__)
    told, whole = Counter[str](), Counter[str]()
    for kind, name in list_sources():
        heard = [hear(frame.format(name)) for frame in _FRAMES[kind]]
        found = [len(names) == 1 and set(find_words(name)) <= set(find_words(names[0])) for names in heard]
        told[kind] += 1
        whole[kind] += any(found) if kind in _ANY else all(found)
        if "--misses" in sys.argv and not (any(found) if kind in _ANY else all(found)):
            print(f"{kind}\t{name}\t{heard}")
    print(json.dumps({kind: {"told": told[kind], "heard whole": whole[kind]} for kind in told}))


if __name__ == "__main__":
    main()
