"""Quote spans: an article a line, with its text and for each statement the words of source, cue and content.

The form that tools for finding quotations are trained and scored on. riwaya reads it back, as JSON Lines with texts.
Offsets are those of Python strings, end exclusive.
"""

from collections.abc import Iterator

from riwaya.export.naming import Opened, write_published
from riwaya.records import Statement


def tell_quotes(case: Opened) -> Iterator[dict[str, object]]:
    """Give each article of a case with its quotations; articles that quote nobody too."""
    for kept in case.articles():
        article = kept.article
        yield {
            "id": kept.id,
            "url": article.url,
            "outlet": article.outlet,
            "title": article.title,
            "language": article.language,
            "published": write_published(article.published),
            "text": article.text,
            "quotes": [_tell_statement(statement) for statement in case.statements_of(kept.id)],
        }


def _tell_statement(statement: Statement) -> dict[str, object]:
    return {
        "id": statement.id,
        "kind": statement.kind,
        "source": statement.source,
        "cue": statement.cue,
        "content": statement.content,
        "speaker": statement.speaker,
        "carriers": statement.carriers,
        "polarity": statement.polarity,
    }
