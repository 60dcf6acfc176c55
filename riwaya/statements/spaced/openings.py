"""What stands between a cue and its content, and with what that opens: "that", marks, a colon, a bare clause."""

from typing import Literal, NamedTuple

from riwaya.statements.spaced.grammar import match
from riwaya.statements.spaced.scenes import COMMAS, Hit, Range, Scene
from riwaya.statements.spaced.sources import is_pronoun
from riwaya.text import is_word

_REACH = 14  # tokens between a cue and its "that": told the Security Council in New York on Monday that
_CLAUSE = 14  # tokens in which a bare clause must show its verb
_SHORT = 3  # tokens of the shortest clause


class Opening(NamedTuple):
    """Where content begins, how, and what stood before it: to whom or in what it was said."""

    kind: Literal["that", "quote", "colon", "bare"]
    at: int
    venue: Range | None


def read_opening(scene: Scene, hit: Hit) -> Opening | None:
    """Give the opening of the content behind a cue; None where no content follows."""
    at, venue = skip_beside(scene, hit)
    end = _find_mark(scene, at)
    if end is not None and (scene.does(end, "that") or scene.form(end) == ":" or _marks(scene, end)):
        reach = venue or ((at, end) if end > at and hit.verb.group == "tell" else None)
        return _open_at(scene, hit, end, reach)
    return Opening("bare", at, venue) if _is_bare(scene, hit, at) else None


def _open_at(scene: Scene, hit: Hit, end: int, venue: Range | None) -> Opening | None:
    if scene.does(end, "that") and hit.participle and scene.does(hit.at + 1, "infinitive"):
        return None  # adding to fears that
    if scene.does(end, "that"):
        return Opening("that", end + 1, venue) if "that" in hit.verb.takes else None
    if scene.form(end) == ":":
        return Opening("colon", end + 1, venue)
    return Opening("quote", end, venue) if "quote" in hit.verb.takes else None


def _marks(scene: Scene, i: int) -> bool:
    quote = scene.draught.quote_over(i)
    return quote is not None and quote.first == i


def _find_mark(scene: Scene, at: int) -> int | None:
    """Give the "that", colon or marks that open, with nothing but a phrase before them."""
    for i in range(at, min(scene.last, at + _REACH)):
        if scene.does(i, "that") or scene.form(i) == ":" or _marks(scene, i):
            return i if i == at or _is_phrase(scene, at, i) else None
        if scene.form(i) in COMMAS and not _marks(scene, i + 1):
            return None
    return None


def _is_phrase(scene: Scene, first: int, last: int) -> bool:
    """Tell «reporters in Paris», before "that", from a clause of its own."""
    clause = any(
        scene.does(i, "auxiliary") or is_pronoun(scene, i) or scene.does(i, "stop") for i in range(first, last)
    )
    opens = scene.does(first, "preposition") or not _marks(scene, last) or scene.does(first, "adverb")
    return not clause and (opens or last - first <= _SHORT)


def skip_beside(scene: Scene, hit: Hit) -> tuple[int, Range | None]:
    """Go over the addressee, the time and the place of speaking: «told AFP on Monday», «said in a statement»."""
    at = hit.at + 1
    venue: Range | None = None
    if hit.verb.group == "tell":
        end = _skip_addressee(scene, at)
        venue, at = ((at, end) if scene.is_capital(end - 1) and end > at else None), end
    while at < scene.last:
        behind = match(scene.grammar.venues, scene.draught.forms, at)
        if behind > at:
            end = _skip_names(scene, behind + 1) if scene.does(behind, "preposition") else behind
            end = end if end > behind + 1 else behind
            venue, at = venue or (at, end), end
        elif at in scene.timed:
            at = scene.timed[at]
        elif scene.does(at, "adverb") or (scene.does(at, "preposition") and at + 1 in scene.timed):
            at += 1
        elif scene.does(at, "preposition") and (end := _skip_names(scene, at + 1)) > at + 1:
            at = end  # in Ankara
        else:
            break
    return at, venue


def _skip_names(scene: Scene, at: int) -> int:
    first = at
    while scene.does(at, "definite") or scene.does(at, "indefinite"):
        at += 1
    named = at
    while scene.is_capital(at) and not is_pronoun(scene, at):
        at += 1
    return at if at > named else first


def _skip_addressee(scene: Scene, at: int) -> int:
    """Go over whom somebody told: reporters, the council, AFP, his followers."""
    if (end := _skip_names(scene, at)) > at:
        while end < scene.last and is_word(scene.form(end)) and scene.form(end) in scene.grammar.roles:
            end += 1  # Al Arabiya television, Interfax news agency
        return end
    start = at
    while scene.does(at, "definite") or scene.does(at, "indefinite"):
        at += 1
    if at == start:
        return at + 1
    while at < scene.last and is_word(scene.form(at)) and not _begins(scene, at):
        at += 1
        if scene.form(at - 1) in scene.grammar.roles or at - start > _SHORT:
            break
    return at


def _begins(scene: Scene, i: int) -> bool:
    parts = ("definite", "indefinite", "opener", "that", "preposition", "stop")
    return any(scene.does(i, part) for part in parts) or is_pronoun(scene, i) or i in scene.timed


def _is_bare(scene: Scene, hit: Hit, at: int) -> bool:
    """Tell «said it would» from «said nothing», «confirmed the meeting»: a clause shows its verb."""
    if "bare" not in hit.verb.takes or at + _SHORT > scene.last or not is_word(scene.form(at)):
        return False
    barred = ("preposition", "empty", "stop", "join", "negation", "auxiliary")
    if any(scene.does(at, part) for part in barred):
        return False
    if is_pronoun(scene, at) or scene.does(at, "opener"):
        return True
    if hit.verb.group == "deny":
        return False  # denied accusations of fraud
    ends = (i for i in range(at, scene.last) if scene.form(i) in COMMAS and not scene.does(i + 1, "relative"))
    end = next(ends, scene.last)
    return has_verb(scene, at + 1, min(end, at + _CLAUSE))


def has_verb(scene: Scene, first: int, last: int) -> bool:
    """Tell whether a verb stands among tokens, outside of marks."""
    return any(_is_verb(scene, i) for i in range(first, last) if not scene.is_quoted(i))


def _is_verb(scene: Scene, i: int) -> bool:
    form = scene.form(i)
    if scene.is_possessive(i):
        return False
    past = len(form) > _SHORT and form.endswith("ed")
    return (
        scene.does(i, "auxiliary")
        or scene.does(i, "skip")
        or form in scene.grammar.verbs
        or form in scene.grammar.pasts
        or past
    )
