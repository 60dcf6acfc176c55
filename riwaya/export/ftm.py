"""FollowTheMoney entities in JSON Lines, for Aleph and OpenAleph, in the names and codes of its schemata.

Actors are `Person`, `Organization`, `PublicBody` (a state that acts) or `LegalEntity` (of unknown kind); reports
`Article`; names in them `Mention`, one for each that an article has; statements `Note`s on their speakers; events
`Event`. What proves a note or an event is its article.
"""

import functools
from collections.abc import Iterator, Mapping

from msgspec import Struct

from riwaya.export.naming import Opened, join_content, write_begin, write_end, write_published
from riwaya.lexicon import load_table
from riwaya.records import Actor, ActorKind, Event, Kept, Mention, MentionType, Reading, Statement

Entity = dict[str, object]
Properties = dict[str, list[str | None]]

_SCHEMATA: Mapping[ActorKind, str | None] = {
    "person": "Person",
    "organisation": "Organization",
    "group": "Organization",
    "agency": "Organization",
    "outlet": "Organization",
    "country": "PublicBody",
    "place": None,  # no entity: named in the events and articles that have it
    "other": "LegalEntity",
}
_MENTIONED: Mapping[MentionType, str] = {"person": "Person", "organisation": "Organization"}
_TITLE = 80  # characters of a statement that its note is called by


class _Country(Struct, frozen=True, kw_only=True):
    iso3: str
    iso2: str


class _Language(Struct, frozen=True, kw_only=True):
    iso1: str
    iso3: str


def tell_entities(case: Opened) -> Iterator[Entity]:
    """Give actors first, then each article with the mentions, notes and events that stand in it."""
    schemata: dict[str, str] = {}
    for actor, _ in case.actors():
        if schema := _SCHEMATA[actor.kind]:
            schemata[actor.id] = schema
            yield _tell_actor(actor, schema)
    for kept in case.articles():
        reading = case.store.reading(kept.id)
        yield _tell_article(kept, reading)
        yield from _tell_mentions(kept, reading.findings.mentions, schemata)
        for statement in case.statements_of(kept.id):
            yield _tell_note(kept, statement, schemata)
        for event in reading.findings.events:
            yield _tell_event(kept, event, schemata)


def _tell_actor(actor: Actor, schema: str) -> Entity:
    properties: Properties = {
        "name": [actor.name],
        "alias": [name for name in (actor.latin, *actor.forms) if name != actor.name],
        "country": [_countries().get(actor.country or "")],
        "wikidataId": [actor.wikidata],
    }
    return _make_entity(schema, _name_actor(actor.id), properties)


def _tell_article(kept: Kept, reading: Reading) -> Entity:
    article = kept.article
    published = write_published(article.published)
    properties: Properties = {
        "fileName": [article.source],
        "title": [article.title],
        "name": [article.title or article.source],
        "author": [article.byline],
        "publisher": [article.outlet],
        "publishedAt": [published and published[:10]],
        "language": [_languages().get(article.language or "")],
        "sourceUrl": [article.url],
        "bodyText": ["\n\n".join(article.text[start:end] for start, end in article.paragraphs)],
        "locationMentioned": [*(m.text for m in reading.findings.mentions if m.type == "place")],
    }
    return _make_entity("Article", _name_article(kept), properties)


def _tell_mentions(kept: Kept, mentions: tuple[Mention, ...], schemata: Mapping[str, str]) -> Iterator[Entity]:
    """Give one mention for each actor of an article, or each name of an unknown one, with its written forms."""
    called: dict[tuple[str | None, str], list[str]] = {}
    for mention in mentions:
        actor = mention.actor if mention.actor in schemata else None
        if schema := schemata[actor] if actor else _MENTIONED.get(mention.type):
            called.setdefault((actor or mention.text, schema), []).append(mention.text)
    for number, ((key, schema), names) in enumerate(called.items(), 1):
        properties: Properties = {
            "document": [_name_article(kept)],
            "name": [*names],
            "detectedSchema": [schema],
            "resolved": [_name_actor(key) if key in schemata else None],
        }
        yield _make_entity("Mention", f"{_name_article(kept)}-m{number}", properties)


def _tell_note(kept: Kept, statement: Statement, schemata: Mapping[str, str]) -> Entity:
    words, speaker = join_content(statement.content), statement.speaker
    chain = [speaker.name] if speaker else []
    chain += [carrier.name for carrier in statement.carriers]
    properties: Properties = {
        "name": [f"{' → '.join(chain)}: {words[:_TITLE]}" if chain else words[:_TITLE]],
        "description": [words],
        "entity": [_name_actor(speaker.id) if speaker and speaker.id in schemata else None],
        "publisher": [kept.article.outlet],
        "sourceUrl": [kept.article.url],
        "proof": [_name_article(kept)],
    }
    return _make_entity("Note", f"{_name_article(kept)}-{statement.id}", properties)


def _tell_event(kept: Kept, event: Event, schemata: Mapping[str, str]) -> Entity:
    parties = [party for party in (event.actor, event.recipient) if party]
    named = " → ".join(party.name for party in parties)
    properties: Properties = {
        "name": [f"{event.type}: {named}" if named else event.type],
        "summary": [event.trigger.text],
        "description": [event.status],
        "startDate": [write_begin(event.date, kept.article.published)],
        "endDate": [write_end(event.date)],
        "location": [event.place.name if event.place else None],
        "involved": [_name_actor(party.id) for party in parties if party.id in schemata],
        "publisher": [kept.article.outlet],
        "sourceUrl": [kept.article.url],
        "proof": [_name_article(kept)],
    }
    return _make_entity("Event", f"{_name_article(kept)}-{event.id}", properties)


def _make_entity(schema: str, name: str, properties: Properties) -> Entity:
    """Give an entity without what is not known of it, each value once."""
    told = {key: list(dict.fromkeys(value.strip() for value in values if value)) for key, values in properties.items()}
    return {"id": name, "schema": schema, "properties": {key: values for key, values in told.items() if values}}


def _name_article(kept: Kept) -> str:
    return f"riwaya-{kept.id}"


def _name_actor(actor: str | None) -> str:
    return f"riwaya-actor-{actor}"


@functools.cache
def _countries() -> dict[str, str]:
    return {row.iso3: row.iso2.lower() for row in load_table("codes", "countries", _Country, "iso3")}


@functools.cache
def _languages() -> dict[str, str]:
    return {row.iso1: row.iso3 for row in load_table("codes", "languages", _Language, "iso1")}
