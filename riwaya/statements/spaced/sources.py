"""Who stands beside a cue: the noun phrase before it (X said), behind it (said X), or behind a formula."""

from typing import NamedTuple

from riwaya.statements.spaced.scenes import COMMAS, Range, Scene
from riwaya.text import is_word

_LONGEST = 25  # tokens of a source
_BREAKS = COMMAS | frozenset(":–—-()[]")


class Source(NamedTuple):
    """The words of a source, and where it begins with all that stands before it and belongs to it."""

    words: Range
    start: int


def read_left(scene: Scene, at: int) -> Source | None:
    """Give the subject that ends before a cue: «The lawyer, Hanan Tawfik, also said»; None where it has none."""
    end = _skip_back(scene, at)
    if scene.form(end - 1) in COMMAS:
        return _read_apposed(scene, end - 1)
    return _read_phrase(scene, end)


def _skip_back(scene: Scene, end: int) -> int:
    """Go back over what may stand between a subject and its verb: also, later, had, on Monday."""
    while end > scene.first:
        i = end - 1
        is_beside = scene.does(i, "adverb") or scene.does(i, "skip") or scene.is_possessive(i)
        if not (is_beside or i in scene.timed or (scene.does(i, "preposition") and i + 1 in scene.timed)):
            break
        end = i
    return end


def _read_apposed(scene: Scene, comma: int) -> Source | None:
    """Read «X, who scored twice, said»: the phrase before the comma before."""
    for i in range(comma - 1, max(scene.first, comma - _LONGEST), -1):
        if scene.is_quoted(i):
            return None
        if scene.form(i) in COMMAS:
            return _read_phrase(scene, i)
    return None


def _read_phrase(scene: Scene, end: int) -> Source | None:
    """Give the noun phrase that ends at a token."""
    first = end
    while first > max(scene.first, end - _LONGEST) and not _stops(scene, first - 1, end):
        first -= 1
    start = first
    first = _skip_lead(scene, first, end)
    if first >= end or not scene.words(first, end) or _is_clause(scene, first, end):
        return None
    return Source((first, end), start)


def _stops(scene: Scene, i: int, end: int) -> bool:
    if scene.is_quoted(i) or scene.form(i) in _BREAKS or not (is_word(scene.form(i)) or scene.form(i) in "'’.&"):
        return not _is_inside_word(scene, i)
    if scene.does(i, "join"):
        return not (scene.is_capital(i - 1) and scene.is_capital(i + 1) and i + 1 < end)
    return scene.does(i, "stop")


def _is_inside_word(scene: Scene, i: int) -> bool:
    """Tell the hyphen of «vice-president» and the stop of «U.N.»."""
    tokens = scene.draught.tokens
    if scene.form(i) not in ("-", ".") or i <= scene.first or tokens[i - 1].end != tokens[i].start:
        return False
    return scene.form(i + 1) != "" and (tokens[i + 1].start == tokens[i].end or len(scene.form(i - 1)) == 1)


def _skip_lead(scene: Scene, first: int, end: int) -> int:
    """Leave off «On Monday», «In Ankara», «Meanwhile» before the subject."""
    while first < end:
        dated = scene.does(first, "preposition") and (first + 1 in scene.timed or first + 1 == end)
        if first in scene.timed:
            first = scene.timed[first]
        elif dated or scene.does(first, "adverb") or scene.does(first, "join") or not is_word(scene.form(first)):
            first += 1
        elif scene.does(first, "preposition"):
            later = (i for i in range(first + 2, end) if scene.does(i, "definite") or scene.does(i, "indefinite"))
            first = next(later, end)
        else:
            break
    return first


def _is_clause(scene: Scene, first: int, end: int) -> bool:
    """Tell a clause from a phrase by its verb: «The talks have failed»."""
    if end - first == 1 and is_pronoun(scene, first):
        return False
    is_subject = is_pronoun(scene, first) or scene.does(first, "opener")
    is_subject = is_subject or any(_is_cue(scene, i) for i in range(first, end))
    return is_subject or any(scene.does(i, "auxiliary") and not scene.is_possessive(i) for i in range(first, end))


def _is_cue(scene: Scene, i: int) -> bool:
    form = scene.form(i)
    return form in scene.grammar.verbs and form not in scene.grammar.roles and not scene.is_capital(i)


def is_pronoun(scene: Scene, i: int) -> bool:
    """Tell he, she, it, they."""
    return any(scene.does(i, word) for word in ("he", "she", "it", "they"))


def read_right(scene: Scene, at: int) -> Source | None:
    """Give the phrase that begins behind a cue: «said Paul Keane, a professor», «according to the monitor»."""
    i = at
    while i < min(scene.last, at + _LONGEST) and not _ends(scene, i, at):
        i += 1
    if i == at or not scene.words(at, i) or is_pronoun(scene, at) or _is_clause(scene, at, i):
        return None
    return Source((at, i), at)


def _ends(scene: Scene, i: int, at: int) -> bool:
    if scene.is_quoted(i) or i in scene.timed or scene.does(i, "stop"):
        return True
    if not is_word(scene.form(i)):
        return scene.form(i) not in "'’&" and not _is_inside_word(scene, i)
    if scene.does(i, "join"):
        return not (scene.is_capital(i - 1) and scene.is_capital(i + 1))
    is_outer = scene.does(i, "preposition") and not scene.does(i, "within")
    named = all(scene.is_capital(k) for k in range(at, i))
    return is_outer and (named or i + 1 in scene.timed)
