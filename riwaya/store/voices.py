"""Whom a person asks for: an actor by its id or by any way in which the case's pages write it, else words of a name."""

import re
import sqlite3
from collections import defaultdict

from msgspec import Struct

from riwaya.text import fold

# Letters that a page may write in another way, and what LIKE reads as something else: each stands for any letter.
_LOOSE = re.compile("[اهويكةىأإآؤئ0-9٠-٩۰-۹%_]")
_LONGEST = 1000  # letters of a name: SQLite refuses to look for a page's length
_CALLED = """
    SELECT actor, forms FROM figures WHERE forms LIKE :like
    UNION SELECT id, name FROM actors WHERE id = :written OR name LIKE :like
"""


class Voices(Struct, frozen=True):
    """Whose statements are meant."""

    actors: frozenset[str]  # ids
    words: str | None = None  # folded; who has them in his name is meant too. None where the actors are all

    def have(self, actor: str | None, name: str) -> bool:
        """Tell whether a speaker of this id and name is meant."""
        return actor in self.actors or (self.words is not None and self.words in fold(name))


def find_voices(db: sqlite3.Connection, written: str) -> Voices:
    """Give whose statements somebody asks for.

    An id, or a name as a page writes it in full, means that actor under all its names: «ترمب», «ترامب» and
    `donald-trump` are one question. Anything else is words of a name.
    """
    words = fold(written).strip()[:_LONGEST]
    called: defaultdict[str, set[str]] = defaultdict(set)
    for actor, forms in db.execute(_CALLED, {"written": written, "like": f"%{_LOOSE.sub('_', words)}%"}):
        called[actor].update(map(fold, forms.split("\n")))
    if written in called:
        return Voices(frozenset({written}))
    if exact := frozenset(actor for actor, forms in called.items() if words in forms):
        return Voices(exact)
    return Voices(frozenset(actor for actor, forms in called.items() if any(words in form for form in forms)), words)
