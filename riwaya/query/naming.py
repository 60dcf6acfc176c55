"""Articles by the names that people and programs know them by."""

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import msgspec
from msgspec import Struct

from riwaya.query.articles import Row
from riwaya.records import Reading
from riwaya.store import Store


def name_outlets(store: Store) -> dict[str, str]:
    """Give for every article, by its id, the outlet that a person knows it by; its source where none is known."""
    return {kept.id: kept.article.outlet or kept.article.source for kept in store.articles()}


def name_sources(records: Iterable[Struct | Mapping[str, Any]], store: Store) -> Iterator[dict[str, Any]]:
    """Give records as plain data in which every article goes by its source, as programs know it, and not by its id."""
    name = functools.cache(store.source)
    for record in records:
        yield _rename(msgspec.to_builtins(record), name)


def flatten(reading: Reading, **more: object) -> dict[str, object]:
    """Give a reading in the shape that programs read: the article's own fields, and what was found beside them."""
    return {
        **more,
        **msgspec.structs.asdict(reading.article),
        "statements": reading.statements,
        **msgspec.structs.asdict(reading.findings),
        "problems": reading.problems,
    }


def tell_row(row: Row) -> dict[str, object]:
    """Give an article of a list in the shape that programs read: all but its text."""
    fields = msgspec.structs.asdict(row.article)
    told = {name: value for name, value in fields.items() if name not in {"text", "paragraphs"}}
    return {"id": row.id, "versions": row.versions, "quoted": row.quoted, **told}


def _rename(value: Any, name: Callable[[str], str | None]) -> Any:
    if isinstance(value, list | tuple):
        return [_rename(item, name) for item in value]
    if not isinstance(value, dict):
        return value
    named = {key: _rename(item, name) for key, item in value.items()}
    if isinstance(named.get("article"), str):
        named["article"] = name(named["article"]) or named["article"]
    if isinstance(named.get("acts"), list):
        parts = (act.partition(":") for act in named["acts"])  # an occurrence's id begins with an article's
        named["acts"] = [f"{name(article) or article}:{event}" for article, _, event in parts]
    if isinstance(named.get("articles"), list):
        named["articles"] = [name(article) or article for article in named["articles"]]
    return named
