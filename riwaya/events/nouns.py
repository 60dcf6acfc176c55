"""Who acts and who undergoes in an act told by a noun: «غارات إسرائيلية», «زيارة الوزير», «شن الجيش هجوما»."""

from riwaya.events.acts import Reading, read_word
from riwaya.events.lines import Line, bare, classes_of, is_definite, load_demonyms
from riwaya.events.parties import Parties, acts, find_after, find_before, find_main, find_recipient, read_object
from riwaya.events.phrases import Phrase, read_phrase

_BACK, _AHEAD = 14, 7  # tokens to the verb that carries a noun, and to one in a clause behind it
_ADJECTIVES = 3
_CLOSED = ("ال", "لل")
_VIOLENT = frozenset({"ASSAULT", "PROTEST", "COERCE"})


def read_noun(line: Line, at: int, reading: Reading, subject: Phrase | None) -> Parties:
    """Give the parties of a noun at a token. `subject`: whoever acted last in the sentence."""
    act = reading.act
    if act is None:
        return Parties()
    if act.of == "subject":
        doer = find_before(line, at, reading) or subject or find_main(line, at, reading)
        return Parties(doer, find_recipient(line, at + 1, act.takes, None))
    peoples, after = _read_adjectives(line, at, reading)
    own = _read_genitive(line, at, reading) if not peoples and after == at + 1 else None
    carried = _find_carrier(line, at, act.type)
    doer, target = carried or (peoples[0] if peoples else None), peoples[1] if len(peoples) > 1 else None
    if own is not None and act.of == "actor":
        doer = own if acts(own) else doer
        target = own if own.kind == "thing" else target
    elif own is not None:
        object_ = read_object(line, own.last) if acts(own) else None
        doer, target = (own, object_) if object_ and acts(object_) else (doer, own)
    if reading.suffix and act.of == "actor":
        doer = doer or subject or find_main(line, at, reading)
    recipient = target or find_recipient(line, own.last if own else after, act.takes, None)
    doer = doer or _find_bearer(line, at)
    return Parties(doer, recipient if recipient is None or doer is None or recipient.head != doer.head else None)


def _read_adjectives(line: Line, at: int, reading: Reading) -> tuple[list[Phrase], int]:
    """Give the peoples among the adjectives of a noun, and the token behind them: «غارات جوية إسرائيلية»."""
    peoples: list[Phrase] = []
    definite = reading.front.endswith(_CLOSED)
    i = at + 1
    while i < min(at + 1 + _ADJECTIVES, len(line.forms)) and i not in line.mentions:
        form = line.forms[i]
        people = bare(form) in load_demonyms()
        if (not people and not form.endswith(("ي", "يه"))) or is_definite(form) != definite or classes_of(form):
            break
        if people:
            peoples.append(Phrase(i, i + 1, 0, i, "actor"))
        i += 1
    return peoples, i


def _read_genitive(line: Line, at: int, reading: Reading) -> Phrase | None:
    """Give who stands in the genitive: «زيارة | الوزير»; a noun with an article, a pronoun or an ending has none."""
    if reading.suffix or reading.front.endswith(_CLOSED) or line.forms[at].endswith("ا"):
        return None
    own = read_phrase(line, at + 1)
    if own is None or own.first != at + 1:
        return None
    counted = own.head > own.first and reading.act is not None and reading.act.of == "recipient"
    return own if own.kind != "other" or counted else None


def _find_carrier(line: Line, at: int, kind: str) -> Phrase | None:
    """Give the subject of the verb that carries the noun of an act: «شن الجيش غارات», «أعلن الوزير استقالته»."""
    for i in range(at - 1, max(-1, at - _BACK), -1):
        form = line.forms[i]
        if form in "؛:." or "that" in classes_of(form) or "whose" in classes_of(form):
            return None
        light = next((r for r in read_word(form) if r.act is None and not r.suffix), None)
        if light is None:
            continue
        if kind in _VIOLENT and "tells" in classes_of(form):
            return None  # «أعلنت الشرطة مقتل»: she only tells it
        after = find_after(line, i, light)
        if after is not None and after.last <= at and acts(after):
            return after
        return find_before(line, i, light) if after is None or after.last > at or not acts(after) else None
    return None


def _find_bearer(line: Line, at: int) -> Phrase | None:
    """Give the subject in a clause behind the noun: «غارة نفذتها طائرات», «مظاهرة نظمها حزب»."""
    for i in range(at + 1, min(at + _AHEAD, len(line.forms))):
        verb = next((r for r in read_word(line.forms[i]) if r.suffix and r.form in ("past", "present")), None)
        if verb is not None:
            after = find_after(line, i, verb)
            return after if acts(after) else None
        if line.forms[i] in "،؛:.":
            return None
    return None
