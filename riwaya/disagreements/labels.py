"""What facts are called, in the language of their page: قيمة, amount."""

import functools
from collections.abc import Mapping

from msgspec import Struct

from riwaya.lexicon import load_table


class _Label(Struct, frozen=True):
    key: str
    label: str


def label_fact(language: str, key: str, *names: str) -> str:
    """Give what a kind of fact is called; `names` stand where the label has room for them. In other languages: the key.

    >>> label_fact("ar", "quotation", "سامي الحداد"), label_fact("en", "age")
    ('عبارة سامي الحداد', 'age')
    """
    return _labels(language).get(key, " ".join((key, *("{}" for _ in names)))).format(*names)


@functools.cache
def _labels(language: str) -> Mapping[str, str]:
    return {row.key: row.label for row in load_table(language, "facts_labels", _Label, "key")}
