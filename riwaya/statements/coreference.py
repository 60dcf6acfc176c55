"""What tells that a later phrase means a party or somebody else: its nouns, its kin, its counsel, a shorter post."""

import functools
from collections.abc import Iterator

from msgspec import Struct

from riwaya.gazetteer import load_sides
from riwaya.lexicon import load_table
from riwaya.statements.grammar import load_grammar
from riwaya.statements.heads import Head, is_first_name, read_head
from riwaya.statements.nouns import Phrase
from riwaya.statements.parties import Party, bare_words
from riwaya.statements.sentences import COMMAS, Draught
from riwaya.stems import is_definite
from riwaya.text import fold, load_folded

_SHORT = 3  # words of «المدرب الألماني الشاب»
_REALM = 2  # words of «محافظ الضفة», one fewer than «محافظ مدينة الضفة»
_SON = ("بن", "ابن")
_MARKS = '«»“”"'


class _Epithet(Struct, frozen=True, kw_only=True):
    epithet: str
    name: str


@functools.cache
def load_epithets(language: str) -> dict[str, frozenset[str]]:
    """The words of a name by an epithet for it: «المنظمة الدولية» for the United Nations."""
    rows = load_table(language, "parties_called", _Epithet, "epithet")
    return {fold(row.epithet): bare_words(fold(row.name).split()) for row in rows}


@functools.cache
def _bare(language: str, name: str) -> frozenset[str]:
    return bare_words(load_folded(language, name))


def find_bases(draught: Draught, phrase: Phrase, party: Party) -> Iterator[str]:
    """The nouns by which a post may be called later; «مساعد المدير ومبعوث المنظمة» has two."""
    if party.head is not None:
        yield party.head.base
    if party.head is not None and party.head.some == "one" and phrase.last - phrase.first > 1:
        counted = read_head(draught.forms[phrase.first + 1])  # «أحد الشهود ... وأضاف الشاهد»
        if counted is not None and counted.kind == "person":
            yield counted.base
    # «الأمير ناصر | رئيس الوزراء», «الشيخ سامي آل عمر، | وزير المياه», «نائب الوزير، | السفير حمدي سند»
    for beside in _beside(draught, phrase):
        own = read_head(draught.forms[beside])
        if own is not None and own.kind == "person" and own.number == "one":
            yield own.base
    for form in draught.forms[phrase.name[1] : phrase.last] if phrase.name else ():
        also = read_head(form[1:]) if form[0] == "و" else None  # «سامي الحداد، عضو المجلس | ومدير الميناء»
        if also is not None and (also.kind, also.number) == ("person", "one"):
            yield also.base
    before = ""
    for form in draught.forms[slice(*phrase.post)] if phrase.post and phrase.name else ():
        follows = is_definite(before) and not before.startswith(("لل", "بال"))  # «وزير التخطيط رئيس الوفد»
        head = read_head(form[1:]) if form[0] == "و" else read_head(form) if follows else None
        before = form
        if head is not None and head.kind == "person" and head.number == "one":
            yield head.base


def _beside(draught: Draught, phrase: Phrase) -> Iterator[int]:
    """What stands beside a name in its phrase: behind it, and behind a comma before it; not «زوج | المخرجة سامي»."""
    if phrase.name is not None:
        first, behind = phrase.name
        behind += behind < phrase.last and draught.forms[behind] in COMMAS
        apposed = first - 2 > phrase.first and draught.forms[first - 2] in COMMAS
        yield from (i for i in (first - apposed, behind) if i != first and i < phrase.last)


def is_kin(words: frozenset[str], first: str, party: Party) -> bool:
    """«سلمان» is not «محمد بن سلمان», nor «سامي الحداد» his daughter «ليلى سامي الحداد»."""
    if len(words) > 1:
        daughter = fold(party.name.partition(" ")[0])
        women, parts = load_folded("ar", "names_women"), load_grammar().part  # «أبو يوسف» is «ليلى أبو يوسف»
        return daughter in women and first not in women | parts and is_first_name(first)
    names = party.name.split()
    if len(names) == len(_SON) and fold(names[0]) in load_grammar().kunya:
        return first == fold(names[1])  # «جواد» is not «أبو جواد»
    return len(names) > len(_SON) and names[-2] in _SON and first == fold(names[-1])


def is_owner(party: Party, head: Head, words: frozenset[str]) -> bool:
    """«والدة الحداد», «محامي الناشط سامي الحداد» is not Sami, whose name they have in them."""
    kin = load_folded("ar", "roles_kin") | load_folded("ar", "roles_counsel")
    other = party.head is None or party.head.base != head.base  # but «نجل الحداد» may be «نادر الحداد، نجل سامي»
    return party.is_named and other and head.base in kin and not party.words.isdisjoint(words)


def is_inside(head: Head, party: Party) -> bool:
    """«الأمم المتحدة» is not «المفوضية السامية للأمم المتحدة»: a body named inside another's name."""
    return f" لل{head.base}" in fold(party.name)


def is_woman(party: Party) -> bool:
    """«المخرجة ليلى الحداد», who is not «المخرج»; but «النائب ليلى الحداد» may be."""
    return party.head is not None and party.head.gender == "f" and party.gender == "f"


def is_near_post(words: frozenset[str], post: frozenset[str]) -> bool:
    """True where all but one word fit, or two of a post that says no more: «رئيس اتحاد الضفة | لكرة القدم»."""
    return (len(words & post) > _SHORT and len(words - post) < 2) or (post < words and len(post) >= _SHORT)


def is_shorter_post(party: Party, words: frozenset[str]) -> bool:
    """«مدير مرصد الضفة لحقوق الإنسان» is «مدير المرصد سامي الحداد»: of a body that is named by its noun alone."""
    post = party.post - bare_words(party.words)
    heads = (read_head(word) for word in post)
    body = any(head is not None and head.kind == "body" for head in heads)
    return body and len(post) > 1 and post < words


def is_former(words: frozenset[str]) -> bool:
    """True for the words of a post that somebody had before: «رئيس الحكومة الأسبق»."""
    return not _bare("ar", "roles_former").isdisjoint(words)


def drop_epithets(words: frozenset[str]) -> frozenset[str]:
    """«الرئيس الجمهوري» is the president, «محافظ مدينة الضفة» is «محافظ الضفة»."""
    plain = words - _bare("ar", "roles_epithets")
    return plain - _bare("ar", "roles_realms") if len(words) > _REALM else plain


def end_before_place(draught: Draught, phrase: Phrase) -> int:
    """«الوزير الإيراني | من البرازيل»: where the place of speaking begins behind a post of more than a word."""
    forms, things = draught.forms, draught.things
    places = (i for i in range(phrase.first + 2, phrase.last - 1) if forms[i] == "من" and i + 1 in things)
    source = phrase.head is not None and phrase.head.base in load_folded("ar", "roles_sources")
    if source and forms[phrase.first + 1 : phrase.first + 2] == ["من"]:  # «المصدر | من الضفة»
        return phrase.first + 1
    return next(places, phrase.last)


def is_bare_name(draught: Draught, party: Party) -> bool:
    """True for a name that is no man's and no land's and has no noun: «النسيم»."""
    words = tuple(fold(word.strip(_MARKS)) for word in party.name.split())
    forms, people = draught.forms, draught.people
    if party.head is not None or not words or is_first_name(words[0]) or words in load_sides().get(words[0], ()):
        return False
    return not any(forms[i] == words[0] or forms[people[i] - 1] == words[-1] for i in people)
