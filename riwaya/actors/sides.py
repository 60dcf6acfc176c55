"""Which country an actor speaks and acts for: a minister for his, a ministry, an army, «مصدر حكومي سنداري».

A rebel, a party, a company or a footballer of a country is not it. Countries that the table does not know go by the
place of the case that their adjective is made from: «الحكومة الترافينية» is ترافينيا.
"""

import functools
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from riwaya.actors.lands import NOWHERE, find_nationality, load_countries, stem_place
from riwaya.lexicon import load_list
from riwaya.records import Actor, Cast, Claimant, Reading
from riwaya.stems import stem_variants
from riwaya.text import find_words, fold

_HEAD = 6  # words of a name among which its nationality stands


def find_side(actor: Actor, places: Collection[str] = NOWHERE) -> str | None:
    """Give the country that an actor speaks or acts for, by its code; None where it is nobody's.

    `places` are stems of countries beside those of the table, which are given back in their place.

    >>> find_side(Actor(id="dmitry-peskov", name="دميتري بيسكوف", kind="person", country="RUS", roles=("GOV",)))
    'RUS'
    >>> find_side(Actor(id="x", name="القوات الروسية", kind="organisation"))
    'RUS'
    """
    if actor.country is None:
        return read_side(actor.name, places)
    is_own = actor.kind in {"country", "place"} or actor.id.endswith(f"-of-{actor.country}")
    return actor.country if is_own or not _roles().isdisjoint(actor.roles) else None


def read_side(name: str, places: Collection[str] = NOWHERE) -> str | None:
    """Give the country that a name or title alone stands for: «القوات الروسية», «وزير خارجية فرنسا», «الإسرائيليون».

    >>> read_side("مصدر حكومي روسي"), read_side("الفلسطينيون"), read_side("المنتخب الألماني")
    ('RUS', 'PSE', None)
    >>> read_side("وزير خارجية فرنسا"), read_side("المبعوث الأممي إلى سوريا")
    ('FRA', None)
    """
    return _read_owner(find_words(name)[:_HEAD], "names_official", places)


def read_people(name: str, places: Collection[str] = NOWHERE) -> str | None:
    """Give the country whose people or places a name means, to whom something is done: «أربعة شبان فلسطينيين».

    >>> read_people("أربعة شبان فلسطينيين"), read_people("14 مدنيا سوريا"), read_people("فريق برازيلي")
    ('PSE', 'SYR', None)
    """
    words = [word for word in find_words(name)[:_HEAD] if not word.isdigit()]
    side = _read_owner(words, "names_people", places)
    if side or len(words) < 2:
        return side
    # «أربعة» may stand before: then a noun of people follows, or they themselves, and not «[فريق] برازيلي»
    is_counted = words[1].endswith(("ون", "ين")) or not _load("names_people").isdisjoint(stem_variants(words[1]))
    return _read_owner(words[1:], "names_people", places) if is_counted else None


def _read_owner(words: Sequence[str], heads: str, places: Collection[str]) -> str | None:
    if not words:
        return None
    forms = stem_variants(words[0])
    if _load(heads).isdisjoint(forms):
        return _read_nation(words)
    is_within = not _load("names_within").isdisjoint(forms)
    for at in range(1, len(words)):
        nation = find_nationality(words[at : at + 2], places) or find_nationality([f"ال{words[at]}"], places)
        country = nation[0] if nation else _read_country(words[at], places)
        if country:
            return country
        if words[at] in _load("prepositions") and not (is_within and words[at] == "في"):
            return None
    return None


def find_country(written: str) -> Claimant | None:
    """Give a country of the table by its code or name, in Arabic or English; None for what is none.

    >>> find_country("RUS") == find_country("روسيا") == find_country("russia") == Claimant(id="RUS", name="روسيا")
    True
    """
    code = written if written in load_countries() else _named().get(fold(written))
    return Claimant(id=code, name=load_countries()[code].arabic[0]) if code else None


def _read_nation(words: Sequence[str]) -> str | None:
    """«الإسرائيليون»; and an adjective alone, which is what a noun that nobody needs leaves: «[القوات] الأميركية»."""
    nation = find_nationality(words[:2]) or find_nationality([f"ال{words[0]}"])
    is_whole = nation is not None and (nation[1] == len(words) or words[0].endswith(("ون", "ين")))
    return nation[0] if nation and is_whole else None


def _read_country(word: str, places: Collection[str]) -> str | None:
    return _named().get(word) or (stem if (stem := stem_place(word)) in places else None)


def tell_sides(readings: Iterable[Reading], known: Mapping[str, Actor], casts: Iterable[Cast]) -> dict[str, Claimant]:
    """Give the countries that those heard or named in readings speak for, by ids, or by a speaker's name without one.

    `known` are actors by their ids, `casts` those of the same articles: they say what posts a page gives whom.
    """
    readings = list(readings)
    lands = _list_places(readings)
    posts = _list_posts(readings, casts)
    found: dict[str, Claimant] = {}
    for reading in readings:
        for statement in reading.statements:
            speaker = statement.speaker
            if speaker is None or (key := speaker.id or speaker.name) in found:
                continue
            actor = known.get(key) or Actor(id=key, name=speaker.name, kind="other")
            written = read_side(statement.source.text, lands) if statement.source else None
            side = find_side(actor, lands) or written or _choose(posts[key], lands)
            if side:
                found[key] = find_country(side) or lands[side]
    for name, actor in known.items():
        if name not in found and (country := find_country(find_side(actor) or "")):
            found[name] = country
    return found


def find_places(actors: Iterable[Actor]) -> dict[str, Claimant]:
    """Give the places among actors that no table has, by what their adjectives are made from: `~ترافين` is ترافينيا."""
    own = (
        actor for actor in actors if actor.kind == "place" and not actor.country and len(find_words(actor.name)) == 1
    )
    named = sorted(((actor.id, actor.name) for actor in own), reverse=True)
    return {stem_place(find_words(name)[0]): Claimant(id=actor, name=name) for actor, name in named}


def _list_places(readings: Iterable[Reading]) -> dict[str, Claimant]:
    """Give the places that pages name by what their adjectives are made from, the one with the least id first."""
    named = ((m.text, m.actor) for r in readings for m in r.findings.mentions if m.type == "place" and m.actor)
    places = sorted({(actor, text) for text, actor in named if len(find_words(text)) == 1}, reverse=True)
    return {stem_place(find_words(text)[0]): Claimant(id=actor, name=text) for actor, text in places}


def _list_posts(readings: Iterable[Reading], casts: Iterable[Cast]) -> Mapping[str, Counter[str]]:
    """Give the countries whose posts pages give to whom: «president ~ترافين», «spokesman army-of-RUS»."""
    heard = {reading.article.source: reading.statements for reading in readings}
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for cast in casts:
        for statement, place in zip(heard.get(cast.article, ()), cast.speakers, strict=False):
            if place is not None and statement.speaker and statement.speaker.id:
                owners = {post.rpartition(" ")[2].rpartition("-of-")[2] for post in cast.figures[place].posts}
                found[statement.speaker.id].update(owners)
    return found


def _choose(owners: Counter[str], lands: Collection[str]) -> str | None:
    ranked = sorted(owners, key=lambda owner: (-owners[owner], owner))
    return next((owner for owner in ranked if owner in load_countries() or owner in lands), None)


@functools.cache
def _roles() -> frozenset[str]:
    return frozenset(load_list("plover", "state_roles"))


@functools.cache
def _load(name: str) -> frozenset[str]:
    return frozenset(fold(word) for word in load_list("ar", name))


@functools.cache
def _named() -> Mapping[str, str]:
    return {fold(name): code for code, row in load_countries().items() for name in (*row.arabic, row.latin)}
