"""The news media of the world by their names: what they are called, and who owned them on a day.

In: `agencies.tsv` and `media.txt` of the language, `bodies.tsv` and `owners.tsv` of the actors. A medium that two of
them name is one, whatever form each gives.
"""

import datetime as dt
import functools
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple
from urllib.parse import urlsplit

from msgspec import Struct

from riwaya.gazetteer import STATE, BodyRow, list_agencies, list_bodies
from riwaya.lexicon import load_list, load_table
from riwaya.names import skeleton, spelled_alike
from riwaya.records import Article
from riwaya.text import find_words, fold, load_folded

Name = tuple[str, ...]  # folded words

_MEDIA = {"agency", "outlet"}
_HEARD = 4  # letters, at least, of a word that may be spelled as it is heard
_SHORT = 3  # letters of a name that may as well be another word: وفا, ومع


class _Owned(Struct, frozen=True, kw_only=True, rename={"from_": "from"}):
    outlet: str
    owner: str
    from_: str = ""
    to: str = ""

    @property
    def line(self) -> tuple[str, str, str]:
        """What no two lines share."""
        return self.outlet, self.owner, self.from_


class _Clitic(Struct, frozen=True, kw_only=True):
    clitic: str
    told: Literal["yes", "no"]
    as_: str = ""


class Opening(NamedTuple):
    """A word with which the name of a known medium may begin, without what is written on to it."""

    form: str
    told: bool  # what is written on to it says that the medium was told: «لرويترز»


@functools.cache
def known_media() -> Mapping[Name, str]:
    """Give the names of agencies and other media, as folded words, each with the name that it is known by."""
    names: dict[Name, str] = {}
    for name, forms in _list_media():
        heads = [words for form in forms if (words := _cut(form))]
        known = next((names[words] for words in heads if words in names), name)
        for words in heads:
            names.setdefault(words, known)
    return names


@functools.cache
def latin_names() -> Mapping[str, str]:
    """Give the names of known media in Latin letters, by those that they are known by."""
    return {known_media()[words]: body.latin for body in _bodies().values() if (words := _cut(body.arabic))}


def _list_media() -> Iterator[tuple[str, tuple[str, ...]]]:
    for body in _bodies().values():
        yield body.arabic, (body.arabic, body.latin, *body.forms)
    for row in list_agencies("ar"):
        yield row.name, (row.name, *row.forms)
    for medium in load_list("ar", "media"):
        yield medium, (medium,)


def _cut(form: str) -> Name:
    """Give the words of a name. One that needs a country to be told from others, «الشروق (مصر)», names nobody alone."""
    return () if "(" in form or form in load_list("ar", "origins_never") else tuple(find_words(form))


def spell_medium(name: str) -> str | None:
    """Give the name by which a medium is known, however a page writes it; None for what is no known medium.

    >>> spell_medium("وكالة أنباء الصين الجديدة الرسمية (شينخوا)"), spell_medium("بلومبيرغ")
    ('شينخوا', 'بلومبرغ')
    """
    words = find_words(name)
    for first in range(len(words)):
        for last in range(len(words), first, -1):
            known = known_media().get(tuple(words[first:last]))
            if known is not None and not _hides(words, first, last):
                return known
    return _spell_alike(tuple(words))


def _hides(words: list[str], first: int, last: int) -> bool:
    """Tell whether a doubtful name is but a part of another: إس of «دي إن إي إس»."""
    is_whole = last == len(words) and (first == 0 or words[first - 1] in media_kinds())
    return not is_whole and is_doubtful(tuple(words[first:last]))


@functools.lru_cache(maxsize=1 << 12)
def is_other(name: str) -> bool:
    """Tell whether a name is that of a body which is no medium, or of a platform: «وكالة موديز», «موقع تويتر»."""
    return tuple(find_words(name)) in _others()


@functools.cache
def _others() -> frozenset[Name]:
    rows = (row for row in list_bodies() if row.kind not in _MEDIA)
    forms = [form for row in rows for form in (row.arabic, row.latin, *row.forms)]
    return frozenset(filter(None, map(_cut, (*forms, *load_list("ar", "origins_platforms")))))


@functools.lru_cache(maxsize=1 << 12)
def _spell_alike(words: Name) -> str | None:
    """«أنترفاكس», «بلومبيرغ»: a foreign name that the page writes as it hears it."""
    if any(len(word) < _HEARD for word in words):
        return None
    likely = _skeletons().get(tuple(skeleton(word) for word in words), [])
    alike = [name for name in likely if all(map(sounds_alike, words, name))]
    return known_media()[alike[0]] if alike else None


def sounds_alike(a: str, b: str) -> bool:
    """Tell whether two words of media's names may be spellings of one; a channel's number is no matter of spelling.

    >>> sounds_alike("بلومبيرغ", "بلومبرغ"), sounds_alike("2", "24")
    (True, False)
    """
    one, other = ("".join(filter(str.isdigit, word)) for word in (a, b))
    return one == other and spelled_alike(a, b)


@functools.cache
def _skeletons() -> Mapping[Name, list[Name]]:
    found: defaultdict[Name, list[Name]] = defaultdict(list)
    for name in known_media():
        if not is_doubtful(name):
            found[tuple(skeleton(word) for word in name)].append(name)
    return found


@functools.lru_cache(maxsize=1 << 12)
def is_doubtful(name: Name) -> bool:
    """Tell whether a name says too little alone: «العربية», «وفا». It needs its kind or marks of quotation."""
    is_short = len(name) == 1 and len(name[0]) <= _SHORT and not name[0].isascii()
    return is_short or name in _ambiguous() or (len(name) == 1 and _is_adjective(name[0]))


def _is_adjective(word: str) -> bool:
    """Tell whether a name may as well be what is said of another word: «الرياضية», «العمل الرياضي»."""
    return word.startswith("ال") and len(word) > len("الراية") and word.endswith(("ي", "يه"))


@functools.cache
def _ambiguous() -> frozenset[Name]:
    """Give names of more than one, and forms that only a credit line may use: «الفرنسية»."""
    names = {tuple(find_words(name)) for name in load_list("actors", "ambiguous")}
    sure = {words for body in _bodies().values() for f in (body.arabic, *body.forms) if (words := _cut(f))}
    names |= {words for words in known_media() if len(words) == 1 and words[0].startswith("ال") and words not in sure}
    return frozenset(names)


@functools.lru_cache(maxsize=1 << 14)
def find_openings(form: str) -> tuple[Opening, ...]:
    """Give the words, taken out of one, with which the name of a known medium may begin."""
    return tuple(opening for opening in strip_clitics(form) if opening.form in _openings())


@functools.cache
def _openings() -> frozenset[str]:
    return frozenset(name[0] for name in known_media())


@functools.lru_cache(maxsize=1 << 14)
def strip_clitics(form: str) -> tuple[Opening, ...]:
    """Give a word as it stands and without what may be written on to it: «لرويترز», «للجزيرة»."""
    rows = load_table("ar", "origins_clitics", _Clitic, "clitic")
    bare = [
        Opening(row.as_ + form[len(row.clitic) :], row.told == "yes")
        for row in rows
        if form.startswith(row.clitic) and len(form) > len(row.clitic) + 1
    ]
    return (Opening(form, told=False), *bare)


@functools.cache
def writes_on(language: str) -> bool:
    """Tell whether a language writes particles on to the word behind them: «لرويترز»."""
    return bool(load_table(language, "origins_clitics", _Clitic, "clitic"))


# --- who is who ---------------------------------------------------------------------------------------------


def name_outlet(article: Article) -> frozenset[str]:
    """Give the names by which an article's own outlet may be known, by its name or by the address of its page.

    More than one where several outlets share a name, الوطن; none where it is not known.
    """
    host = urlsplit(article.url or "").hostname or ""
    labels = [label.replace("-", "") for label in host.split(".")]
    labels.append("".join(find_words(article.outlet or "")))
    exact = next((known for label in labels if (known := _outlets().get(label))), None)
    return exact or _outlets_by_sound().get(skeleton(labels[-1]) if labels[-1] else "", frozenset())


@functools.cache
def _outlets() -> Mapping[str, frozenset[str]]:
    """Give names of outlets by what pages and addresses call them: «skynewsarabia»."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for body in _bodies().values():
        name = known_media().get(_cut(body.arabic), body.arabic)
        for form in (body.key, body.latin, body.arabic):
            found["".join(find_words(form.replace("-", " ")))].add(name)
    return {form: frozenset(names) for form, names in found.items()}


@functools.cache
def _outlets_by_sound() -> Mapping[str, frozenset[str]]:
    """Give the same by how they are heard, for «aleqtisadiya» and Al-Eqtisadiah; of one sound only."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for form, names in _outlets().items():
        if len(form) > _HEARD:
            found[skeleton(form)] |= names
    return {sound: frozenset(names) for sound, names in found.items() if len(names) == 1}


@functools.lru_cache(maxsize=1 << 14)
def find_voice(name: str, day: dt.date | None) -> str:
    """Give whose voice a medium was on a day: the publisher that owned it, else its own name.

    >>> find_voice("الحدث", dt.date(2018, 4, 14)) == find_voice("قناة العربية", dt.date(2018, 4, 14))
    True
    """
    key = _keys().get(tuple(find_words(name))) or _keys().get(tuple(find_words(spell_medium(name) or "")))
    rows = [row for row in load_table("actors", "owners", _Owned, "line") if row.outlet == key]
    owner = next((row.owner for row in rows if _held(row, day)), None)
    # two media of one state are two that heard
    return name if owner is None or owner.startswith(STATE) or owner in _rulers() else owner


def _held(row: _Owned, day: dt.date | None) -> bool:
    """Tell whether a medium had this owner on a day; a day that is not known is any that is not over."""
    if day is None:
        return not row.to
    return row.from_ <= day.isoformat() and (not row.to or day.isoformat()[: len(row.to)] <= row.to)


@functools.cache
def _keys() -> Mapping[Name, str]:
    found: dict[Name, str] = {}
    for body in _bodies().values():
        for form in (body.arabic, body.latin, *body.forms):
            found.setdefault(tuple(find_words(form)), body.key)
    return found


@functools.cache
def _rulers() -> frozenset[str]:
    """Give the owners that are no publishers: parties, armed groups, states within states."""
    rows = list_bodies()
    return frozenset(row.key for row in rows if row.kind in {"group", "party", "country-body"})


@functools.cache
def _bodies() -> Mapping[str, BodyRow]:
    return {row.key: row for row in list_bodies() if row.kind in _MEDIA}


@functools.cache
def media_kinds() -> frozenset[str]:
    """Give what a medium is called before its name, folded."""
    return frozenset(map(fold, (*load_list("ar", "media_kinds"), *load_list("ar", "origins_kinds"))))


def is_kind(form: str) -> bool:
    """True for what a medium is called by, a nation's too: «صحيفة», «تلفزيون»."""
    return form in media_kinds() or form in load_folded("ar", "media_public")


def name_media(*media: str) -> dict[Name, str]:
    """Give the words by which each medium may be named: all, or all but its kind: «قناة الجادة», «الجادة»."""
    names: dict[Name, str] = {}
    for medium in media:
        words = tuple(find_words(medium))
        for name in (words, words[1:] if words[:1] and words[0] in media_kinds() else ()):
            if name:
                names.setdefault(name, medium)
    return names
