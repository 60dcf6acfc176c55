"""Statements as W3C Web Annotations, with the chain that carried each in the terms of PROV-O.

One JSON-LD document: an AnnotationCollection with all annotations on its first page. The target of an annotation is
the statement's words on the page (TextQuoteSelector and TextPositionSelector; offsets count the characters of the text
that riwaya takes from the page). Its body is the statement: quoted from (`wasQuotedFrom`) or, where it is indirect,
derived from (`wasDerivedFrom`) the account of the carrier nearest to the page, and so on inwards to what the speaker
said, which is its `hadPrimarySource`.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from riwaya.export.naming import Node, Opened, join_content, name_thing
from riwaya.export.whole import write_document
from riwaya.records import Article, Span, Statement

_AROUND = 32  # characters of context before and behind the quoted words
_CONTEXT: list[object] = [
    "http://www.w3.org/ns/anno.jsonld",
    {
        "prov": "http://www.w3.org/ns/prov#",
        "wasQuotedFrom": {"@id": "prov:wasQuotedFrom"},
        "wasDerivedFrom": {"@id": "prov:wasDerivedFrom"},
        "hadPrimarySource": {"@id": "prov:hadPrimarySource"},
        "wasAttributedTo": {"@id": "prov:wasAttributedTo"},
    },
]
_OPENING = (
    f'{{"@context": {json.dumps(_CONTEXT)}, "id": "urn:x-riwaya:annotations", "type": "AnnotationCollection", '
    '"label": "Statements", "first": {"id": "urn:x-riwaya:annotations:1", "type": "AnnotationPage", '
    '"partOf": "urn:x-riwaya:annotations", "startIndex": 0, "items": ['
)


def write_annotations(case: Opened, path: Path) -> None:
    """Write every statement of a case as an annotation of its page."""
    write_document(path, _OPENING, tell_annotations(case), '\n]}, "total": {n}}\n')


def tell_annotations(case: Opened) -> Iterator[Node]:
    """Give an annotation for each statement, article by article."""
    for kept in case.articles():
        for statement in case.statements_of(kept.id):
            yield _tell_annotation(kept.id, kept.article, statement)


def _tell_annotation(name: str, article: Article, statement: Statement) -> Node:
    source = article.url or name_thing("article", name)
    targets = [_tell_target(source, article.text, span) for span in statement.content]
    return {
        "id": name_thing("annotation", name, statement.id),
        "type": "Annotation",
        "motivation": "describing",
        "body": _tell_body(name, article, statement),
        "target": targets[0] if len(targets) == 1 else targets,
    }


def _tell_target(source: str, text: str, span: Span) -> Node:
    return {
        "source": source,
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": span.text,
                "prefix": text[max(0, span.start - _AROUND) : span.start],
                "suffix": text[span.end : span.end + _AROUND],
            },
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
        ],
    }


def _tell_body(name: str, article: Article, statement: Statement) -> Node:
    urn = name_thing("statement", name, statement.id)
    body: Node = {
        "id": urn,
        "type": ["TextualBody", "prov:Entity"],
        "value": join_content(statement.content),
        "format": "text/plain",
        **({"language": article.language} if article.language else {}),
        **({"wasAttributedTo": _tell_agent(article.outlet)} if article.outlet else {}),
    }
    if statement.speaker is None and not statement.carriers:
        return body
    utterance = f"{urn}:said"
    nearest = _tell_accounts(urn, utterance, statement)
    relation = "wasDerivedFrom" if statement.kind == "indirect" else "wasQuotedFrom"
    return {**body, relation: nearest, "hadPrimarySource": {"id": utterance}}


def _tell_accounts(urn: str, utterance: str, statement: Statement) -> Node:
    """Give what the page rests on: the account of its nearest carrier, each derived from that of the one before it."""
    speaker = statement.speaker
    account: Node = {"id": utterance, "type": "prov:Entity"}
    if speaker:
        account["wasAttributedTo"] = _tell_agent(speaker.name, speaker.id)
    for number, carrier in enumerate(statement.carriers, 1):
        account = {
            "id": f"{urn}:carried:{number}",
            "type": "prov:Entity",
            "wasAttributedTo": _tell_agent(carrier.name, carrier.id),
            "wasDerivedFrom": account,
        }
    return account


def _tell_agent(name: str, actor: str | None = None) -> Node:
    named: Node = {"type": "prov:Agent", "name": name}
    return {"id": name_thing("actor", actor), **named} if actor else named
