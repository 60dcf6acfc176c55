"""Linked data in the words of schema.org, as one JSON-LD 1.1 document.

Actors are `Person`, `Organization`, `Country` or `Place`; reports `NewsArticle`, with `isBasedOn` where it is known
which of two came from which; words in quotation marks `Quotation`; what was stated, over all the pages that tell it,
`Claim`, with its `appearance`s. Things go by URNs (`urn:x-riwaya:...`), since one address may have had several reports.
"""

import itertools
from collections.abc import Iterator
from pathlib import Path

from riwaya.export.naming import Node, Opened, join_content, name_thing, trim_node, write_published
from riwaya.export.whole import write_document
from riwaya.records import Actor, ActorKind, Claim, Kept, Said
from riwaya.store import Filter, Store

_KINDS: dict[ActorKind, str] = {
    "person": "Person",
    "organisation": "Organization",
    "group": "Organization",
    "agency": "Organization",
    "outlet": "Organization",
    "country": "Country",
    "place": "Place",
    "other": "Thing",
}


def write_linked(case: Opened, path: Path) -> None:
    """Write a case as one JSON-LD document, its things in one `@graph`."""
    write_document(path, '{"@context": "https://schema.org", "@graph": [', tell_things(case), "\n]}\n")


def tell_things(case: Opened) -> Iterator[Node]:
    """Give actors, articles, quotations and claims, each as one node without what is not known of it."""
    nodes = itertools.chain(
        (_tell_actor(actor) for actor, _ in case.actors()),
        (_tell_article(kept, case.store) for kept in case.articles()),
        (_tell_quotation(said) for said in case.statements() if said.statement.kind != "indirect"),
        (_tell_claim(claim) for claim in case.claims()),
    )
    return map(trim_node, nodes)


def _tell_actor(actor: Actor) -> Node:
    return {
        "@id": name_thing("actor", actor.id),
        "@type": _KINDS[actor.kind],
        "name": actor.name,
        "alternateName": [name for name in (actor.latin, *actor.forms) if name and name != actor.name],
        "sameAs": actor.wikidata and f"https://www.wikidata.org/entity/{actor.wikidata}",
    }


def _tell_article(kept: Kept, store: Store) -> Node:
    article = kept.article
    bases = (
        base
        for tie in store.retellings(Filter(article=kept.id))
        if (base := _find_base(tie.a, tie.b, tie.retelling.direction, kept.id))
    )
    return {
        "@id": name_thing("article", kept.id),
        "@type": "NewsArticle",
        "identifier": article.source,
        "url": article.url,
        "headline": article.title,
        "inLanguage": article.language,
        "datePublished": write_published(article.published),
        "author": article.byline and {"@type": "Person", "name": article.byline},
        "publisher": article.outlet and {"@type": "Organization", "name": article.outlet},
        "sourceOrganization": [{"@type": "Organization", "name": name} for name in article.credit],
        "isBasedOn": [{"@id": name_thing("article", base)} for base in bases],
        "articleBody": "\n\n".join(article.text[start:end] for start, end in article.paragraphs),
    }


def _find_base(a: str, b: str, direction: str | None, article: str) -> str | None:
    """Give the article that one comes from, by a retelling of the two; None where that is unknown or the other way."""
    pairs = {"a->b": (a, b), "b->a": (b, a)}
    base, retold = pairs[direction] if direction else (None, None)
    return base if retold == article else None


def _tell_quotation(said: Said) -> Node:
    statement, speaker = said.statement, said.statement.speaker
    return {
        "@id": name_thing("statement", said.article, statement.id),
        "@type": "Quotation",
        "text": join_content(statement.content),
        "spokenByCharacter": speaker and _tell_speaker(speaker.id, speaker.name),
        "isPartOf": {"@id": name_thing("article", said.article)},
    }


def _tell_claim(claim: Claim) -> Node:
    first = claim.versions[0]
    return {
        "@id": name_thing("claim", claim.id),
        "@type": "Claim",
        "text": join_content(first.content),
        "author": claim.speaker and _tell_speaker(claim.speaker.id, claim.speaker.name),
        "appearance": [{"@id": name_thing("article", v.article)} for v in claim.versions],
    }


def _tell_speaker(actor: str | None, name: str) -> Node:
    """Name whoever spoke: by the URN of the actor where that is known, else by name alone, and then of no type."""
    return {"@id": name_thing("actor", actor)} if actor else {"name": name}
