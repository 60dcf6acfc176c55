"""Countries that no table names: «سلطنة | عمان», and a word that the news hardly has."""

import functools

from riwaya.events.acts import read_word
from riwaya.events.lines import Line, classes_of
from riwaya.stems import is_definite, load_rarities, stem_variants
from riwaya.text import is_word, load_folded

_RARE = 7.0  # nats
_SHORTEST = 3  # letters of a word that no table knows


def is_realm(line: Line, i: int) -> bool:
    """True for «سلطنة», whose name follows."""
    return line.forms[i] in load_folded("ar", "events_realms")


def is_called(line: Line, at: int) -> bool:
    """True for «سلطنة | عمان»: the name of a realm behind its noun."""
    form = line.forms[at] if at < len(line.forms) else ""
    plain = is_word(form) and at not in line.timed and not classes_of(form) and not is_definite(form)
    return (
        is_realm(line, at - 1)
        and plain
        and not form.endswith("ت")
        and not any(r.form != "noun" for r in read_word(form))
    )


@functools.lru_cache(maxsize=1 << 16)
def is_strange(form: str) -> bool:
    """True for «سيلدافيا»: a word that the news hardly has."""
    known = load_rarities("ar")
    plain = len(form) > _SHORTEST and not form.endswith(("ه", "وا")) and not is_definite(form)
    return plain and not any(variant in known for variant in stem_variants(form))


@functools.lru_cache(maxsize=1 << 16)
def is_rare(form: str) -> bool:
    """True for «راصد»: a word that stands in one report of a thousand."""
    known = load_rarities("ar")
    return len(form) >= _SHORTEST and all(known.get(variant, _RARE) >= _RARE for variant in stem_variants(form))
