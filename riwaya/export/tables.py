"""Every table of a case as flat rows, streamed: what CSV and Parquet hold."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from msgspec import Struct

from riwaya.export import rows
from riwaya.export.naming import Opened, join_content
from riwaya.records import Carrier, Interval, Party


class Table(NamedTuple):
    """A table: the record whose fields are its columns, and what gives its rows."""

    row: type[Struct]
    tell: Callable[[Opened], Iterator[Struct]]


def tell_articles(case: Opened) -> Iterator[rows.ArticleRow]:
    """Give the articles in order of publication."""
    for kept in case.store.articles():
        article, published = kept.article, kept.article.published
        yield rows.ArticleRow(
            id=kept.id,
            source=article.source,
            url=article.url,
            outlet=article.outlet,
            title=article.title,
            language=article.language,
            published=published.date.isoformat() if published else None,
            time=published.time if published else None,
            precision=published.precision if published else None,
            basis=published.basis if published else None,
            byline=article.byline,
            credit=_join(article.credit),
            story=case.store.stories_of([kept.id]).get(kept.id),
            text=article.text,
        )


def tell_statements(case: Opened) -> Iterator[rows.StatementRow]:
    """Give who said what."""
    for said in case.store.statements():
        statement = said.statement
        speaker, (first, last) = statement.speaker, _write_days(statement.said)
        yield rows.StatementRow(
            article=said.article,
            statement=statement.id,
            kind=statement.kind,
            polarity=statement.polarity,
            speaker=speaker.name if speaker else None,
            speaker_id=speaker.id if speaker else None,
            how=speaker.how if speaker else None,
            carriers=_join_carriers(statement.carriers),
            cue=statement.cue.text if statement.cue else None,
            content=join_content(statement.content),
            start=statement.content[0].start,
            end=statement.content[-1].end,
            venue=statement.venue.text if statement.venue else None,
            said_from=first,
            said_to=last,
        )


def tell_mentions(case: Opened) -> Iterator[rows.MentionRow]:
    """Give the names in the articles."""
    for kept in case.store.articles():
        for m in case.store.findings(kept.id).mentions:
            yield rows.MentionRow(article=kept.id, start=m.start, end=m.end, text=m.text, type=m.type, actor=m.actor)


def tell_times(case: Opened) -> Iterator[rows.TimeRow]:
    """Give the words for days and stretches of time."""
    for kept in case.store.articles():
        for t in case.store.findings(kept.id).times:
            yield rows.TimeRow(
                article=kept.id,
                start=t.start,
                end=t.end,
                text=t.text,
                first=_iso(t.from_),
                last=_iso(t.to),
                precision=t.precision,
            )


def tell_quantities(case: Opened) -> Iterator[rows.QuantityRow]:
    """Give the numbers with what they count."""
    for kept in case.store.articles():
        for q in case.store.findings(kept.id).quantities:
            yield rows.QuantityRow(
                article=kept.id,
                start=q.start,
                end=q.end,
                text=q.text,
                low=q.low,
                best=q.best,
                high=q.high,
                unit=q.unit,
                of=q.of.text if q.of else None,
            )


def tell_events(case: Opened) -> Iterator[rows.EventRow]:
    """Give who did what to whom."""
    for name, event in case.store.events():
        (actor, actor_id), (recipient, recipient_id), (place, place_id) = map(
            _split, (event.actor, event.recipient, event.place)
        )
        first, last = _write_days(event.date)
        yield rows.EventRow(
            article=name,
            event=event.id,
            type=event.type,
            mode=event.mode,
            context=_join(event.context),
            cameo=event.cameo,
            status=event.status,
            statement=event.statement,
            trigger=event.trigger.text,
            start=event.trigger.start,
            end=event.trigger.end,
            actor=actor,
            actor_id=actor_id,
            recipient=recipient,
            recipient_id=recipient_id,
            place=place,
            place_id=place_id,
            first=first,
            last=last,
        )


def tell_retellings(case: Opened) -> Iterator[rows.RetellingRow]:
    """Give who repeats whom."""
    for tie in case.store.retellings():
        found = tie.retelling
        yield rows.RetellingRow(
            a=tie.a,
            b=tie.b,
            kind=found.kind,
            direction=found.direction,
            coverage_a=found.coverage.a,
            coverage_b=found.coverage.b,
            passages=len(found.passages),
            because=_join(found.because),
        )


def tell_stories(case: Opened) -> Iterator[rows.StoryRow]:
    """Give the stories, the latest first."""
    for story in case.store.stories():
        yield rows.StoryRow(
            id=story.id,
            title=story.title,
            first=_iso(story.from_),
            last=_iso(story.to),
            articles=len(story.articles),
            outlets=story.outlets,
            named=story.origins.named,
            untraced=story.origins.untraced,
            at_most=story.origins.at_most,
        )


def tell_origins(case: Opened) -> Iterator[rows.OriginRow]:
    """Give the origins of each story."""
    for story in case.store.stories():
        for origin in story.origins.list:
            articles = " | ".join(origin.articles)
            yield rows.OriginRow(story=story.id, name=origin.name, basis=origin.basis, articles=articles)


def tell_claims(case: Opened) -> Iterator[rows.ClaimRow]:
    """Give the versions of each claim."""
    for claim in case.store.claims():
        for version in claim.versions:
            yield rows.ClaimRow(
                claim=claim.id,
                story=claim.story,
                speaker=claim.speaker.name if claim.speaker else None,
                speaker_id=claim.speaker.id if claim.speaker else None,
                article=version.article,
                statement=version.statement,
                content=join_content(version.content),
                carriers=_join_carriers(version.carriers),
                named=claim.origins.named,
                untraced=claim.origins.untraced,
                at_most=claim.origins.at_most,
            )


def tell_disagreements(case: Opened) -> Iterator[rows.ValueRow]:
    """Give the values of each fact on which accounts differ."""
    for number, found in enumerate(case.store.disagreements(), 1):
        for value in found.values:
            yield rows.ValueRow(
                fact=number,
                story=found.story,
                about=found.about,
                slot=found.slot,
                kind=found.kind,
                value=value.value,
                low=value.low,
                best=value.best,
                high=value.high,
                unit=value.unit,
                article=value.article,
                start=value.span.start,
                end=value.span.end,
                speaker=value.speaker,
                carriers=_join(value.carriers),
                when=value.when,
            )


def tell_actors(case: Opened) -> Iterator[rows.ActorRow]:
    """Give who is in the case, the most mentioned first."""
    for actor, articles in case.store.actors():
        yield rows.ActorRow(
            id=actor.id,
            name=actor.name,
            latin=actor.latin,
            kind=actor.kind,
            country=actor.country,
            roles=_join(actor.roles),
            forms=_join(actor.forms),
            wikidata=actor.wikidata,
            articles=articles,
        )


TABLES: Mapping[str, Table] = {
    "articles": Table(rows.ArticleRow, tell_articles),
    "statements": Table(rows.StatementRow, tell_statements),
    "mentions": Table(rows.MentionRow, tell_mentions),
    "times": Table(rows.TimeRow, tell_times),
    "quantities": Table(rows.QuantityRow, tell_quantities),
    "events": Table(rows.EventRow, tell_events),
    "retellings": Table(rows.RetellingRow, tell_retellings),
    "stories": Table(rows.StoryRow, tell_stories),
    "origins": Table(rows.OriginRow, tell_origins),
    "claims": Table(rows.ClaimRow, tell_claims),
    "disagreements": Table(rows.ValueRow, tell_disagreements),
    "actors": Table(rows.ActorRow, tell_actors),
}


def _join(items: Iterable[str]) -> str | None:
    return " | ".join(items) or None


def _join_carriers(carriers: tuple[Carrier, ...]) -> str | None:
    return _join(carrier.name for carrier in carriers)


def _write_days(days: Interval | None) -> tuple[str | None, str | None]:
    return (_iso(days.from_), _iso(days.to)) if days else (None, None)


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _split(party: Party | None) -> tuple[str | None, str | None]:
    return (party.name, party.id) if party else (None, None)
