"""What the pages say in the language of whoever reads them, and how they write numbers."""

import functools
import re
from typing import Literal, NamedTuple

from msgspec import Struct

from riwaya.actors.lands import load_countries
from riwaya.lexicon import load_table

Tongue = Literal["en", "ar", "ar-u-nu-arab"]  # BCP 47: the last is Arabic with its own digits

_ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


class _Word(Struct, frozen=True, kw_only=True):
    key: str
    en: str
    ar: str


class _Reason(Struct, frozen=True, kw_only=True):
    en: str
    ar: str


class _Office(Struct, frozen=True, kw_only=True):
    office: str
    arabic: tuple[str, ...] = ()
    latin: tuple[str, ...] = ()


class Manner(NamedTuple):
    """How a page speaks: its language, the side it begins on, its digits."""

    tongue: Tongue

    @property
    def language(self) -> str:
        """The language alone, "ar" or "en"."""
        return self.tongue[:2]

    @property
    def direction(self) -> str:
        """Where a line begins: "rtl" or "ltr"."""
        return "rtl" if self.language == "ar" else "ltr"

    def say(self, key: str) -> str:
        """Give the words of a key of `words.tsv`. Raises KeyError for one that is not there."""
        word = _words()[key]
        return word.ar if self.language == "ar" else word.en

    def country(self, code: str) -> str:
        """Name a country by its ISO 3166 alpha-3 code; the code itself where there is no such country.

        >>> Manner("ar").country("TUN"), Manner("en").country("TUN")
        ('تونس', 'Tunisia')
        """
        row = load_countries().get(code)
        return code if row is None else row.arabic[0] if self.language == "ar" else row.latin

    def office(self, name: str) -> str:
        """Name an office; what it is called in the records where the table does not know it.

        >>> Manner("ar").office("foreign-minister")
        'وزير الخارجية'
        """
        row = _offices().get(name)
        names = (row.arabic if self.language == "ar" else row.latin) if row else ()
        return names[0] if names else name.replace("-", " ")

    def reason(self, why: str) -> str:
        """Say why two reports are a retelling, which the records say in English.

        >>> Manner("ar").reason("both credit رويترز"), Manner("en").reason("near verbatim")
        ('كلاهما ينسب إلى رويترز', 'near verbatim')
        """
        if self.language == "ar":
            for pattern, written in _reasons():
                if found := pattern.fullmatch(why):
                    return written.format(*found.groups())
        return why

    def number(self, value: object) -> str:
        """Write a number, or a text with numbers in it, in this manner's digits.

        >>> Manner("ar-u-nu-arab").number("2025-02-09"), Manner("en").number(1200)
        ('٢٠٢٥-٠٢-٠٩', '1,200')
        """
        text = f"{value:,.12g}" if isinstance(value, int | float) else str(value)
        return text.translate(_ARABIC_DIGITS) if self.tongue == "ar-u-nu-arab" else text


@functools.cache
def _words() -> dict[str, _Word]:
    return {word.key: word for word in load_table("web", "words", _Word, "key")}


@functools.cache
def _reasons() -> tuple[tuple[re.Pattern[str], str], ...]:
    rows = load_table("web", "reasons", _Reason, "en")
    return tuple((re.compile(re.escape(row.en).replace(r"\{\}", "(.+)"), re.DOTALL), row.ar) for row in rows)


@functools.cache
def _offices() -> dict[str, _Office]:
    return {row.office: row for row in load_table("actors", "office_names", _Office, "office")}
