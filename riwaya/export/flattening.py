"""Records as flat rows, for spreadsheets and data frames: one function for each table, from records to rows."""

import datetime as dt
from collections.abc import Iterable, Iterator

from riwaya.export import rows
from riwaya.export.naming import join_content
from riwaya.records import (
    Actor,
    Carrier,
    Claim,
    Disagreement,
    Event,
    Hit,
    Interval,
    Kept,
    Mention,
    Occurrence,
    Party,
    Position,
    Problem,
    Quantity,
    Said,
    Story,
    Tie,
    Time,
)


def flatten_articles(found: Iterable[tuple[Kept, str | None]]) -> Iterator[rows.ArticleRow]:
    """Give articles, each with the id of its story."""
    for kept, story in found:
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
            story=story,
            text=article.text,
        )


def flatten_statements(found: Iterable[Said]) -> Iterator[rows.StatementRow]:
    """Give who said what."""
    for said in found:
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


def flatten_mentions(found: Iterable[tuple[str, Mention]]) -> Iterator[rows.MentionRow]:
    """Give the names in the articles."""
    for name, m in found:
        yield rows.MentionRow(article=name, start=m.start, end=m.end, text=m.text, type=m.type, actor=m.actor)


def flatten_times(found: Iterable[tuple[str, Time]]) -> Iterator[rows.TimeRow]:
    """Give the words for days and stretches of time."""
    for name, t in found:
        yield rows.TimeRow(
            article=name,
            start=t.start,
            end=t.end,
            text=t.text,
            first=_iso(t.from_),
            last=_iso(t.to),
            precision=t.precision,
        )


def flatten_quantities(found: Iterable[tuple[str, Quantity]]) -> Iterator[rows.QuantityRow]:
    """Give the numbers with what they count."""
    for name, q in found:
        yield rows.QuantityRow(
            article=name,
            start=q.start,
            end=q.end,
            text=q.text,
            low=q.low,
            best=q.best,
            high=q.high,
            unit=q.unit,
            of=q.of.text if q.of else None,
        )


def flatten_events(found: Iterable[tuple[str, Event]]) -> Iterator[rows.EventRow]:
    """Give who did what to whom."""
    for name, event in found:
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


def flatten_retellings(ties: Iterable[Tie]) -> Iterator[rows.RetellingRow]:
    """Give who repeats whom."""
    for tie in ties:
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


def flatten_stories(found: Iterable[Story]) -> Iterator[rows.StoryRow]:
    """Give the stories, the latest first."""
    for story in found:
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


def flatten_origins(found: Iterable[Story]) -> Iterator[rows.OriginRow]:
    """Give the origins of each story."""
    for story in found:
        for origin in story.origins.list:
            articles = " | ".join(origin.articles)
            yield rows.OriginRow(story=story.id, name=origin.name, basis=origin.basis, articles=articles)


def flatten_claims(found: Iterable[Claim]) -> Iterator[rows.ClaimRow]:
    """Give the versions of each claim."""
    for claim in found:
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


def flatten_disagreements(disagreements: Iterable[Disagreement]) -> Iterator[rows.ValueRow]:
    """Give the values of each fact on which accounts differ."""
    for number, found in enumerate(disagreements, 1):
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


def flatten_actors(found: Iterable[tuple[Actor, int]]) -> Iterator[rows.ActorRow]:
    """Give who is in the case, the most mentioned first."""
    for actor, articles in found:
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


def flatten_occurrences(found: Iterable[Occurrence]) -> Iterator[rows.OccurrenceRow]:
    """Give each act once, however many articles tell it."""
    for one in found:
        first, last = _write_days(one.date)
        yield rows.OccurrenceRow(
            id=one.id,
            story=one.story,
            type=one.type,
            mode=one.mode,
            status=one.status,
            actor=one.actor.name if one.actor else None,
            actor_id=one.actor.id if one.actor else None,
            recipient=one.recipient.name if one.recipient else None,
            recipient_id=one.recipient.id if one.recipient else None,
            place=one.place.name if one.place else None,
            place_id=one.place.id if one.place else None,
            first=first,
            last=last,
            reports=len(one.reports),
            articles=_join(dict.fromkeys(report.article for report in one.reports)),
            events=_join(f"{report.article}:{report.event}" for report in one.reports),
        )


def flatten_positions(found: Iterable[Position]) -> Iterator[rows.StanceRow]:
    """Give the stances of each position in order of time."""
    for position in found:
        for stance in position.stances:
            yield rows.StanceRow(
                position=position.id,
                actor=position.actor.name,
                actor_id=position.actor.id,
                issue=position.issue,
                toward=_join(claimant.name for claimant in position.toward),
                date=_iso(stance.date),
                speaker=stance.speaker.name if stance.speaker else None,
                stance=stance.stance,
                condition=stance.condition.text if stance.condition else None,
                shift=stance.shift,
                content=join_content(stance.content),
                article=stance.article,
                statement=stance.statement,
            )


def flatten_hits(found: Iterable[Hit]) -> Iterator[rows.HitRow]:
    """Give the places that answer a search."""
    for hit in found:
        yield rows.HitRow(
            article=hit.article,
            source=hit.source,
            statement=hit.statement,
            field=hit.field,
            start=hit.snippet.start,
            end=hit.snippet.end,
            text=hit.snippet.text,
        )


def flatten_problems(found: Iterable[Problem]) -> Iterator[rows.ProblemRow]:
    """Give what could not be done."""
    for problem in found:
        yield rows.ProblemRow(stage=problem.stage, subject=problem.subject, reason=problem.reason)


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
