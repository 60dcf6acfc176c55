"""Whose equal somebody is: «وزير الري الضفاوي سامي الحداد ونظيره المرساني | نادر الصباغ» has the other's post."""

import functools

from riwaya.gazetteer import load_sides
from riwaya.statements.heads import Head, read_head, unjoin
from riwaya.statements.nouns import Phrase
from riwaya.statements.parties import bare_words
from riwaya.statements.roll import Roll
from riwaya.statements.sentences import Draught
from riwaya.stems import is_definite
from riwaya.text import load_folded

_REACH = 60  # tokens back to whoever has the post
_POST = 5  # words of a post without a name
_LAND = 2  # words of a land's name


def is_peer(head: Head) -> bool:
    """True of «نظيره», which folds to نظيرة, and of «نظيرته»."""
    return head.number == "one" and f"{head.base}ه" in load_folded("ar", "events_peers")


def note_counterpart(draught: Draught, roll: Roll, place: int, peer: Phrase) -> None:
    """Let «نظيره المرساني نادر الصباغ» be «وزير الري المرساني», after the post of whoever he is the equal of."""
    own = bare_words(draught.forms[slice(*peer.post)]) - {peer.head.base} if peer.post and peer.head else frozenset()
    for i in range(peer.first - 1, max(-1, peer.first - 1 - _REACH), -1):
        held = _post_at(draught, roll, i)
        if held is not None and own:
            head, words = held
            she = read_head(f"{head.base}ه") if roll.parties[place].gender == "f" else None  # «الرئيسة»
            roll.note_office(place, she or head, (words - _nations() - own) | own | ({she.base} if she else set()))
            return


def _post_at(draught: Draught, roll: Roll, i: int) -> tuple[Head, frozenset[str]] | None:
    """The post of whoever is named at token `i`, or one that stands there without a name: «الرئيس الضفاوي»."""
    if i in draught.people:
        name = i, draught.people[i]
        known = roll.find(Phrase(*name, name, None, None), joined=False)
        party = roll.parties[known] if known is not None else None
        held = party is not None and party.head is not None and party.head.kind == "person" and not is_peer(party.head)
        return (party.head, party.post - bare_words(party.words)) if held and party and party.head else None
    head = read_head(unjoin(draught.forms[i])) if i not in draught.persons else None
    if head is None or head.kind != "person" or head.number != "one" or head.some or is_peer(head):
        return None
    end = i + 1
    while end < i + _POST and is_definite(draught.forms[end]):
        end += 1
    fixed = head.definite or end > i + 1
    return (head._replace(definite=True), bare_words(draught.forms[i:end])) if fixed else None


@functools.cache
def _nations() -> frozenset[str]:
    """The words of lands and their adjectives, bare: «السنداري», «سندارة»."""
    names = (name for names in load_sides().values() for name in names if len(name) <= _LAND)
    return frozenset(word for name in names if read_head(name[0]) is None for word in bare_words(name))
