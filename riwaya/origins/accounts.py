"""An article as its origins are sought: what it says, and the media that it names."""

from typing import NamedTuple

from riwaya.origins.resting import Medium
from riwaya.records import Evidence, EvidenceField, Reading


class Account(NamedTuple):
    """A reading with the media that it names."""

    reading: Reading
    media: tuple[Medium, ...]


def quote(account: Account, field: EvidenceField, start: int, end: int) -> Evidence:
    """Give words of an article's text as evidence."""
    article = account.reading.article
    return Evidence(article=article.source, field=field, start=start, end=end, text=article.text[start:end])


def is_person(account: Account, name: str) -> bool:
    """Tell whether the article names a person so."""
    return any(m.type == "person" and m.text in name for m in account.reading.findings.mentions)


def language_of(account: Account) -> str:
    """Give the language of the article, Arabic where none is told."""
    return account.reading.article.language or "ar"
