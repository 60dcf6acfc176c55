"""The ids of actors, written into what the single stages found."""

from collections.abc import Mapping

from msgspec.structs import replace

from riwaya.actors.families import Place
from riwaya.records import Carrier, Cast, Event, Mention, Party, Reading, Statement


def name_actors(reading: Reading, cast: Cast, ids: Mapping[Place, str]) -> Reading:
    """Give a reading with the ids of actors in its mentions, speakers, carriers and events; None where nobody can tell.

    `cast` is what `link_actors` gave for this reading, `ids` what `gather_actors` gave for it and others.
    """

    def name(place: int | None) -> str | None:
        return None if place is None else ids.get((cast.article, place))

    mentions = zip(reading.findings.mentions, cast.mentions, strict=True)
    events = zip(reading.findings.events, cast.parties, strict=True)
    told = zip(reading.told, cast.speakers, cast.carriers, strict=True)
    named = {s.id: _name_statement(s, name(speaker), [name(c) for c in row]) for s, speaker, row in told}
    findings = replace(
        reading.findings,
        mentions=tuple(_name_mention(mention, name(place)) for mention, place in mentions),
        events=tuple(_name_event(event, name(a), name(b), name(c)) for event, (a, b, c) in events),
        announcements=tuple(named[said.id] for said in reading.findings.announcements),
    )
    return replace(reading, statements=tuple(named[said.id] for said in reading.statements), findings=findings)


def _name_mention(mention: Mention, actor: str | None) -> Mention:
    return replace(mention, actor=actor)


def _name_statement(statement: Statement, speaker: str | None, carriers: list[str | None]) -> Statement:
    return replace(
        statement,
        speaker=replace(statement.speaker, id=speaker) if statement.speaker else None,
        carriers=tuple(_name_carrier(c, found) for c, found in zip(statement.carriers, carriers, strict=True)),
    )


def _name_carrier(carrier: Carrier, actor: str | None) -> Carrier:
    return replace(carrier, id=actor)


def _name_event(event: Event, actor: str | None, recipient: str | None, place: str | None) -> Event:
    return replace(
        event,
        actor=_name_party(event.actor, actor),
        recipient=_name_party(event.recipient, recipient),
        place=_name_party(event.place, place),
    )


def _name_party(party: Party | None, actor: str | None) -> Party | None:
    return replace(party, id=actor) if party is not None else None
