"""Articles by the names that people and programs know them by."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec
from msgspec import Struct

from riwaya.store import Store


def name_outlets(store: Store) -> dict[str, str]:
    """Give for every article, by its id, the outlet that a person knows it by; its source where none is known."""
    return {kept.id: kept.article.outlet or kept.article.source for kept in store.articles()}


def name_sources(records: Iterable[Struct], store: Store) -> Iterator[dict[str, Any]]:
    """Give records as plain data in which every article goes by its source, as programs know it, and not by its id."""
    sources = store.sources()
    for record in records:
        yield _rename(msgspec.to_builtins(record), sources)


def _rename(value: Any, sources: Mapping[str, str]) -> Any:
    if isinstance(value, list | tuple):
        return [_rename(item, sources) for item in value]
    if not isinstance(value, dict):
        return value
    named = {key: _rename(item, sources) for key, item in value.items()}
    if isinstance(named.get("article"), str):
        named["article"] = sources.get(named["article"], named["article"])
    if isinstance(named.get("articles"), list):
        named["articles"] = [sources.get(name, name) for name in named["articles"]]
    return named
