"""Names without a post behind posts without a name: «قال المبعوث إن السد آمن. وقال سامي الحداد إن»."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from riwaya.statements.cues import read_cue
from riwaya.statements.grammar import load_grammar
from riwaya.statements.nouns import Phrase, read_phrase
from riwaya.statements.sentences import Draught
from riwaya.statements.sources import Source
from riwaya.text import load_folded

_FROM = "عن"


def find_untitled(draught: Draught, sources: Sequence[Source]) -> Iterator[tuple[Source, Phrase]]:
    """Give each name that a page tells of nobody before, with the nameless post that spoke last before it.

    Who comes into a report by his bare name was told of already: by his post, which the page gives to nobody else.
    """
    for before, name in pairwise(sources):
        if _is_new_name(draught, name):
            post = read_phrase(draught, before.first, before.last)
            if _is_nameless_post(draught, post) and _may_have(draught, post, name):
                yield name, post


def _is_nameless_post(draught: Draught, phrase: Phrase) -> bool:
    """«المبعوث الروسي», «عمدة الضفة», «قس أميركي»: one man, and nobody's name beside him; not «مصدر أمني»."""
    head = phrase.head
    if head is None or head.kind != "person" or head.number != "one" or head.some or phrase.name is not None:
        return False
    named = any(i in draught.persons for i in range(phrase.first, phrase.last))
    return not named and head.base not in load_folded("ar", "roles_sources")


def _is_new_name(draught: Draught, source: Source) -> bool:
    """«وقال | سامي الحداد إن»: two words or more, the first that the page has of him; not «سامي الحداد، وهو عامل»."""
    whole = draught.people.get(source.first, -1) >= source.last > source.first + 1
    described = not load_grammar().himself.isdisjoint(draught.forms[source.last : source.last + 2])
    known = draught.places.get(draught.forms[source.last - 1], ())
    return whole and not described and source.last - 1 in known[:1]  # a name may end with a mark


def _may_have(draught: Draught, post: Phrase, name: Source) -> bool:
    """True behind a verb of the post's gender, and for «ونقلت الوكالة عن | سامي الحداد قوله»."""
    before = draught.forms[name.first - 1] if name.first else ""
    verb = read_cue(before)
    if verb is None or post.head is None:
        return before == _FROM
    return verb.form in ("past", "present") and post.head.gender in ("", verb.gender)
