"""The media that an article rests on, where it names them, and how: told at first hand, or repeated."""

import functools
import re
from collections.abc import Iterator, Mapping, Sequence

from riwaya.gazetteer import list_countries
from riwaya.origins.resting import (
    ENDS,
    Found,
    Medium,
    Words,
    judge_medium,
    passes_on,
    strip_kind,
)
from riwaya.origins.roster import (
    Name,
    find_openings,
    is_doubtful,
    is_kind,
    is_other,
    known_media,
    media_kinds,
    name_media,
    name_outlet,
    spell_medium,
    strip_clitics,
    writes_on,
)
from riwaya.origins.spaced import find_spaced_media
from riwaya.records import Reading
from riwaya.text import Token, fold, is_word, load_folded, tokenize

_WORD = re.compile(r"\w+")
_MOST = 6  # words of a medium's name
_PARTICLE = 3  # letters of what is no name by itself
_BODIES = {"organisation", "other"}
_LATIN = "\u0250"  # the letters of English and French come before it
_FEMININE = "ه"  # an adjective of its kind: «صحيفة محلية»
_OPENS, _CLOSES = frozenset('«"“(['), frozenset('»"”)]')


def find_media(reading: Reading) -> tuple[Medium, ...]:
    """Give the media that stand in the paragraphs of an article, in text order: known ones and its own."""
    article = reading.article
    if not writes_on(language := article.language or "ar"):
        return find_spaced_media(reading, language)
    own = name_outlet(article)
    carriers = (c.name for s in reading.statements for c in s.carriers)
    named = name_media(*article.credit, *filter(_names_medium, carriers))
    if article.outlet:
        named.update(name_media(article.outlet))
    found: list[Medium] = []
    names = {m.start: m.end for m in reading.findings.mentions if m.type in _BODIES}
    openings = tuple({name[0] for name in named})
    for start, end in article.paragraphs:
        if not any(_may_begin(word) or word.endswith(openings) for word in _WORD.findall(article.text, start, end)):
            continue
        words = _read_words(article.text, start, end, names)
        found += _tell_sources(words, [judge_medium(words, one) for one in _scan(words, named)])
        found += (_make_own(words, at, article.outlet) for at in _find_reporters(words) if article.outlet)
    return tuple(one._replace(name=article.outlet or one.name) if one.name in own else one for one in found)


def _tell_sources(words: Words, found: Sequence[Medium]) -> Iterator[Medium]:
    """Give media with the source of those that pass on another's: on these nothing rests, but on their source."""
    for n, one in enumerate(found):
        is_source = n > 0 and passes_on(words, found[n - 1], one)
        behind = found[n + 1] if n + 1 < len(found) and passes_on(words, one, found[n + 1]) else None
        if behind:
            yield one._replace(told=False, rests=False, source=behind.name)
        else:
            yield one._replace(rests=True) if is_source else one


def _names_medium(carrier: str) -> bool:
    """Tell whether a carrier says that it is a medium: «صحيفة الرابية», but not «البرلماني سامي الحداد»."""
    words = [token.form for token in tokenize(carrier)]
    is_medium = len(words) > 1 and words[0] in media_kinds() and not _is_site(words[0], words[1:2])
    return is_medium and all(map(is_word, words)) and not _goes_between(words[1])


def _read_words(text: str, start: int, end: int, names: Mapping[int, int]) -> Words:
    return Words(text, [token for token in tokenize(text, start, end) if is_word(token.form)], names)


def _find_reporters(words: Words) -> Iterator[int]:
    """«أفاد مراسلنا»: the outlet's own, whose name it need not say."""
    return (at for at, token in enumerate(words.tokens) if token.form in _ours())


def _make_own(words: Words, at: int, outlet: str) -> Medium:
    return Medium(outlet, words.tokens[at].start, words.tokens[at].end, told=True)


# --- names --------------------------------------------------------------------------------------------------


def _scan(words: Words, named: Mapping[Name, str]) -> Iterator[Found]:
    openings = {name[0] for name in named}
    likely = [n for n, token in enumerate(words.tokens) if _may_open(token.form) or _opens(token.form, openings)]
    last = 0
    for at in likely:
        if at >= last and (one := _match(words, at, named, openings) or _read_kind(words, at)):
            yield one
            last = one.last


@functools.lru_cache(maxsize=1 << 14)
def _may_begin(word: str) -> bool:
    """Tell whether a word as it is written leads to a medium: no other words of a paragraph need be read."""
    form = fold(word)
    return _may_open(form) or form in _ours()


@functools.lru_cache(maxsize=1 << 14)
def _may_open(form: str) -> bool:
    """Tell whether a word may begin the name of a known medium, or is the kind of one."""
    return bool(find_openings(form)) or strip_kind(form) is not None


def _opens(form: str, openings: set[str]) -> bool:
    return bool(openings) and form.endswith(tuple(openings))


def _match(words: Words, at: int, named: Mapping[Name, str], openings: set[str]) -> Found | None:
    """Match the longest name that begins with a word: one that the article itself gives, else a known one."""
    form = words.tokens[at].form
    own = [o for o in strip_clitics(form) if o.form in openings] if _opens(form, openings) else []
    for opening in dict.fromkeys((*own, *find_openings(form))):
        rest = tuple(token.form for token in words.tokens[at + 1 : at + _MOST])
        for length in range(len(rest) + 1, 0, -1):
            name = (opening.form, *rest[: length - 1])
            known = named.get(name) or known_media().get(name)
            if known and (not is_doubtful(name) or _is_marked(words, at, at + length)):
                return Found(spell_medium(known) or known, at, at + length, opening.told)
    return None


def _is_marked(words: Words, at: int, last: int) -> bool:
    """Tell whether a name stands in marks of quotation or behind its kind: «(وفا)», «قناة العربية»."""
    is_quoted = (
        not _describes(words, at) and words.before(at).rstrip()[-1:] in _OPENS and words.behind(last - 1)[:1] in _CLOSES
    )
    leads = [token.form for token in words.tokens[max(at - 1, 0) : at]]
    kinds = [kind.form for lead in leads if (kind := strip_kind(lead))]
    if any(_is_site(kind, [words.tokens[at].form]) for kind in kinds):  # «موقع الاتحاد» is no paper
        return False
    return is_quoted or any(map(_leads, leads))


def _describes(words: Words, at: int) -> bool:
    """«رئيس الجمهورية (الفرنسية)»: what an editor adds to a definite noun of its gender is no credit."""
    form, noun = words.tokens[at].form, words.tokens[at - 1].form if at else ""
    beside = words.before(at).strip() in _OPENS and noun.startswith("ال")
    return beside and form.startswith("ال") and form.endswith(_FEMININE) and noun.endswith(_FEMININE)


def _leads(form: str) -> bool:
    """True for what stands before the name of a medium alone: «قناة», «مراسل»."""
    told, reporters = load_folded("ar", "origins_told"), load_folded("ar", "origins_reporters")
    return strip_kind(form) is not None or (form in told and form in reporters)


def _read_kind(words: Words, at: int) -> Found | None:
    """Read the name behind a kind of medium: quoted, in Latin letters, or a nation's: «وكالة الأنباء التشيكية»."""
    kind = strip_kind(words.tokens[at].form)
    if kind is None or _is_site(kind.form, [token.form for token in words.tokens[at + 1 : at + 2]]):
        return None
    i = at + 1
    while (
        i < len(words.tokens) and i - at < _MOST and not words.before(i).strip() and _goes_between(words.tokens[i].form)
    ):
        i += 1
    told = kind.told
    if i < len(words.tokens) and (last := _read_marked(words, i)):
        name = _name(words, i, last)
        return None if is_other(name) else Found(name, at, last, told)
    if last := _read_spelled(words, i) or _read_qualified(words, at, kind.form):
        first = i if last > i else at + 1
        name = _name(words, first, last)
        return None if is_other(name) else Found(name, at, last, told)
    adjectives = [
        token.form for token in words.tokens[at + 1 : i] if token.form not in load_folded("ar", "origins_between")
    ]
    is_public = kind.form in load_folded("ar", "media_public")
    if is_public and at and words.tokens[at - 1].form in load_folded("ar", "origins_plurals"):
        return None
    if adjectives and (is_public or words.tokens[at + 1].form in _agency()):
        shown = " ".join((words.tokens[at].form, *adjectives))
        return Found(spell_medium(shown) or _write(words, at, i), at, i, told)
    if is_public and i > at + 1:  # «التلفزيون الرسمي»: whose, the story says
        return Found(words.text[words.tokens[at].start : words.tokens[i - 1].end], at, i, told)
    if last := _read_nation(words, at, kind.form):
        return Found(_write(words, at, last), at, last, told)
    return _read_mention(words, at, i, told=told)


def _is_site(kind: str, behind: list[str]) -> bool:
    """Tell whether a kind of medium is but where a body speaks: «موقع وزارة المياه»."""
    return kind in load_folded("ar", "origins_sites") and not load_folded("ar", "origins_bodies").isdisjoint(behind)


def _read_nation(words: Words, at: int, kind: str) -> int:
    """Give the end of a broadcaster that goes by its country, «راديو لبنان»; 0 where none begins here."""
    is_broadcaster = kind in load_folded("ar", "origins_broadcasters")
    behind = [token.form for token in words.tokens[at + 1 : at + 2]]
    is_nation = not _nations().isdisjoint(behind) and not words.before(at + 1).strip()
    return at + 2 if is_broadcaster and is_nation else 0


@functools.cache
def _nations() -> frozenset[str]:
    return frozenset(fold(name) for row in list_countries() for name in row.arabic)


def _read_mention(words: Words, at: int, i: int, *, told: bool) -> Found | None:
    """«صحيفة الرابية»: a name that no list has and no mark sets off, where the reader of names found one or all."""
    if i >= len(words.tokens) or i > at + 1 or words.before(i).strip():
        return None
    kind = words.tokens[at]
    starts = (
        *range(kind.start, kind.end),
        words.tokens[i].start,
    )  # of «لراديو الرابية» the reader may take «راديو الرابية»
    ends = {words.names.get(start) for start in starts}
    last = next((n + 1 for n in range(i, min(i + _MOST, len(words.tokens))) if words.tokens[n].end in ends), 0)
    name = words.text[words.tokens[i].start : words.tokens[last - 1].end] if last else ""
    is_part = len(name) <= _PARTICLE  # «صحيفة ذي إندبندنت»
    return (
        None
        if not last or is_part or is_other(name) or _is_office(kind, name)
        else Found(spell_medium(name) or name, at, last, told)
    )


def _is_office(kind: Token, name: str) -> bool:
    """Tell whether what a kind may be of other things too is for something else than news: «وكالة الأمن النهري»."""
    opening = strip_kind(kind.form)
    is_paper = opening is not None and opening.form in load_folded("ar", "origins_papers")
    return not is_paper and " " in name and name.startswith("ال")


def _read_marked(words: Words, i: int) -> int:
    """Give the end of a name in marks, «"تي أف 1"», or in Latin letters; 0 where none begins here."""
    tokens = words.tokens
    if words.before(i).rstrip()[-1:] in _OPENS:
        near = range(i, min(i + _MOST, len(tokens)))
        closed = next((n + 1 for n in near if not _CLOSES.isdisjoint(words.behind(n))), 0)
        return closed or next((n + 1 for n in near if set(words.behind(n)) & ENDS), 0)
    last = i
    while last < len(tokens) and tokens[last].form < _LATIN and (last == i or not words.before(last).strip()):
        last += 1
    return last if last > i and tokens[i].form.isalpha() else 0


def _read_spelled(words: Words, i: int) -> int:
    """Give the end of a name that is spelled letter by letter, «شبكة سي تي في»; 0 where none begins here."""
    last = i
    while last < len(words.tokens) and words.tokens[last].form in load_folded("ar", "origins_letters"):
        if last > i and words.before(last).strip():
            break
        last += 1
    that = last > i + 2 and words.tokens[last - 1].form in load_folded("ar", "origins_that")
    is_known = tuple(token.form for token in words.tokens[i:last]) in known_media()  # whose last letter is «إن»
    last -= that and not is_known  # «قال لشبكة سي تي | إن الطريق مغلق»
    return last if last > i + 1 else 0


def _read_qualified(words: Words, at: int, kind: str) -> int:
    """Give the end of the one bare word behind a kind that an adjective makes a name: «صحيفة صدى الموالية للحكومة»."""
    if at + 2 >= len(words.tokens) or words.before(at + 1).strip() or words.before(at + 2).strip():
        return 0
    name, quality = words.tokens[at + 1].form, words.tokens[at + 2].form
    is_bare = (
        not _goes_between(name) and not name.endswith(_FEMININE) and name not in load_folded("ar", "origins_letters")
    )
    is_paper = kind in load_folded("ar", "origins_papers") and _goes_between(quality) and quality.startswith("ال")
    return at + 2 if is_bare and (quality in load_folded("ar", "origins_qualities") or is_paper) else 0


def _name(words: Words, first: int, last: int) -> str:
    written = words.text[words.tokens[first].start : words.tokens[last - 1].end]
    return spell_medium(written) or written


def _write(words: Words, first: int, last: int) -> str:
    """Write a nation's medium without what all of them are: «التلفزيون السنداري الرسمي»."""
    kept = [
        token
        for n, token in enumerate(words.tokens[first:last])
        if n == 0 or token.form in _agency() or token.form not in load_folded("ar", "origins_between")
    ]
    shown = [words.text[token.start : token.end] for token in kept]
    opening = next((o for o in strip_clitics(kept[0].form) if is_kind(o.form)), None)
    return " ".join([shown[0][len(kept[0].form) - len(opening.form) :] if opening else shown[0], *shown[1:]])


def _goes_between(form: str) -> bool:
    """Tell whether a word may stand between a kind and a name: «الأنباء», «الإلكتروني», «السنداري»."""
    is_adjective = form.startswith("ال") and len(form) > 5 and form.endswith(("ي", "يه"))
    return is_adjective or form in load_folded("ar", "origins_between") or strip_kind(form) is not None


@functools.cache
def _agency() -> frozenset[str]:
    """Give the words that make a nation's medium of وكالة: «وكالة الأنباء»."""
    return frozenset(form for form in load_folded("ar", "origins_between") if form.endswith(fold("أنباء")))


@functools.cache
def _ours() -> frozenset[str]:
    return frozenset(word for word in load_folded("ar", "origins_reporters") if word.endswith("نا"))
