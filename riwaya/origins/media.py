"""The media that an article rests on, where it names them, and how: told at first hand, or repeated."""

import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from riwaya.lexicon import load_list
from riwaya.origins.roster import (
    Name,
    Opening,
    find_openings,
    is_doubtful,
    is_other,
    known_media,
    media_kinds,
    name_media,
    name_outlet,
    spell_medium,
    strip_clitics,
)
from riwaya.records import Reading
from riwaya.text import Token, fold, is_word, tokenize

_WORD = re.compile(r"\w+")
_MOST = 6  # words of a medium's name
_LEADS = 3  # words that may say that it was told: «لموفد قناة»
_NEAR = 2  # words between what a medium does and its name: «نقلت عنه قناة»
_FAR = 8  # words between a talk and the medium that it was had with
_SENTENCE = 14  # words back to whoever told it something
_BODIES = {"organisation", "other"}
_LATIN = "\u0250"  # the letters of English and French come before it
_ENDS = frozenset(".!?؟…")
_OPENS, _CLOSES = '«"“([', '»"”)]'
_THAT = frozenset({"ان", "بان", "انه", "انها"})


class Medium(NamedTuple):
    """A medium where an article names it."""

    name: str  # as the roster has it, else as the page writes it; the outlet's own is as the article gives it
    start: int  # of the words that lead to it, «لوكالة ضفاف»
    end: int
    told: bool  # it heard it itself: «قال لوكالة ضفاف»
    rests: bool = True  # something rests on it; else it is only a subject: «مقر قناة الجادة»


class _Found(NamedTuple):
    """A name among the words of a paragraph, from word `at` up to word `last`."""

    name: str
    at: int
    last: int
    told: bool


class _Words(NamedTuple):
    """The words of a paragraph, in the text of its article."""

    text: str
    tokens: Sequence[Token]
    names: Mapping[int, int]  # where names of bodies begin, and where they end

    def before(self, at: int) -> str:
        """Give the marks between a word and the one before it, «: "»."""
        return self.text[self.tokens[at - 1].end if at else max(self.tokens[0].start - 1, 0) : self.tokens[at].start]

    def behind(self, at: int) -> str:
        """Give the marks between a word and the one behind it."""
        last = self.tokens[at + 1].start if at + 1 < len(self.tokens) else self.tokens[at].end + 2
        return self.text[self.tokens[at].end : last].strip()


def find_media(reading: Reading) -> tuple[Medium, ...]:
    """Give the media that stand in the paragraphs of an article, in text order: known ones and its own."""
    article = reading.article
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
        found += (_judge(words, one) for one in _scan(words, named))
        found += (_make_own(words, at, article.outlet) for at in _find_reporters(words) if article.outlet)
    return tuple(one._replace(name=article.outlet or one.name) if one.name in own else one for one in found)


def _names_medium(carrier: str) -> bool:
    """Tell whether a carrier says that it is a medium: «صحيفة الرابية», but not «البرلماني سامي الحداد»."""
    words = [token.form for token in tokenize(carrier)]
    return len(words) > 1 and words[0] in media_kinds() and all(map(is_word, words)) and not _goes_between(words[1])


def _read_words(text: str, start: int, end: int, names: Mapping[int, int]) -> _Words:
    return _Words(text, [token for token in tokenize(text, start, end) if is_word(token.form)], names)


def _find_reporters(words: _Words) -> Iterator[int]:
    """«أفاد مراسلنا»: the outlet's own, whose name it need not say."""
    return (at for at, token in enumerate(words.tokens) if token.form in _ours())


def _make_own(words: _Words, at: int, outlet: str) -> Medium:
    return Medium(outlet, words.tokens[at].start, words.tokens[at].end, told=True)


# --- names --------------------------------------------------------------------------------------------------


def _scan(words: _Words, named: Mapping[Name, str]) -> Iterator[_Found]:
    openings = {name[0] for name in named}
    likely = [n for n, token in enumerate(words.tokens) if _may_open(token.form) or _opens(token.form, openings)]
    last = 0
    for at in likely:
        if at >= last and (one := _match(words, at, named, openings) or _read_kind(words, at)):
            yield one
            last = one.last


@functools.lru_cache(maxsize=1 << 16)
def _may_begin(word: str) -> bool:
    """Tell whether a word as it is written leads to a medium: no other words of a paragraph need be read."""
    form = fold(word)
    return _may_open(form) or form in _ours()


@functools.lru_cache(maxsize=1 << 16)
def _may_open(form: str) -> bool:
    """Tell whether a word may begin the name of a known medium, or is the kind of one."""
    return bool(find_openings(form)) or _strip_kind(form) is not None


def _opens(form: str, openings: set[str]) -> bool:
    return bool(openings) and form.endswith(tuple(openings))


def _match(words: _Words, at: int, named: Mapping[Name, str], openings: set[str]) -> _Found | None:
    """Match the longest name that begins with a word: one that the article itself gives, else a known one."""
    form = words.tokens[at].form
    own = [o for o in strip_clitics(form) if o.form in openings] if _opens(form, openings) else []
    for opening in dict.fromkeys((*own, *find_openings(form))):
        rest = tuple(token.form for token in words.tokens[at + 1 : at + _MOST])
        for length in range(len(rest) + 1, 0, -1):
            name = (opening.form, *rest[: length - 1])
            known = named.get(name) or known_media().get(name)
            if known and (not is_doubtful(name) or _is_marked(words, at, at + length)):
                return _Found(spell_medium(known) or known, at, at + length, opening.told)
    return None


def _is_marked(words: _Words, at: int, last: int) -> bool:
    """Tell whether a name stands in marks of quotation or behind its kind: «(وفا)», «قناة العربية»."""
    is_quoted = (
        words.before(at).rstrip()[-1:] in _OPENS
        and words.before(at).strip() != ""
        and words.behind(last - 1)[:1] in _CLOSES
    )
    leads = [token.form for token in words.tokens[max(at - 1, 0) : at]]
    return (is_quoted and words.behind(last - 1) != "") or any(map(_leads, leads))


def _leads(form: str) -> bool:
    """True for what stands before the name of a medium alone: «قناة», «مراسل»."""
    return _strip_kind(form) is not None or form in _load("told") & _load("reporters")


def _read_kind(words: _Words, at: int) -> _Found | None:
    """Read the name behind a kind of medium: quoted, in Latin letters, or a nation's: «وكالة الأنباء التشيكية»."""
    kind = _strip_kind(words.tokens[at].form)
    if kind is None:
        return None
    i = at + 1
    while (
        i < len(words.tokens) and i - at < _MOST and not words.before(i).strip() and _goes_between(words.tokens[i].form)
    ):
        i += 1
    told = kind.told
    if i < len(words.tokens) and (last := _read_marked(words, i)):
        name = _name(words, i, last)
        return None if is_other(name) else _Found(name, at, last, told)
    adjectives = [token.form for token in words.tokens[at + 1 : i] if token.form not in _between()]
    is_public = kind.form in _public()
    if adjectives and (is_public or words.tokens[at + 1].form in _agency()):
        shown = " ".join((words.tokens[at].form, *adjectives))
        return _Found(spell_medium(shown) or _write(words, at, i), at, i, told)
    if is_public and i > at + 1:  # «التلفزيون الرسمي»: whose, the story says
        return _Found(words.text[words.tokens[at].start : words.tokens[i - 1].end], at, i, told)
    return _read_mention(words, at, i, told=told)


def _read_mention(words: _Words, at: int, i: int, *, told: bool) -> _Found | None:
    """«صحيفة الرابية»: a name that no list has and no mark sets off, where the reader of names found one."""
    if i >= len(words.tokens) or i > at + 1 or words.before(i).strip():
        return None
    last = next(
        (
            n + 1
            for n in range(i, min(i + _MOST, len(words.tokens)))
            if words.tokens[n].end == words.names.get(words.tokens[i].start)
        ),
        0,
    )
    name = words.text[words.tokens[i].start : words.tokens[last - 1].end] if last else ""
    return None if not last or is_other(name) else _Found(spell_medium(name) or name, at, last, told)


def _read_marked(words: _Words, i: int) -> int:
    """Give the end of a name in marks, «"تي أف 1"», or in Latin letters; 0 where none begins here."""
    tokens = words.tokens
    if words.before(i).rstrip()[-1:] in _OPENS and words.before(i).strip():
        ends = (n + 1 for n in range(i, min(i + _MOST, len(tokens))) if set(words.behind(n)) & set(_CLOSES))
        return next(ends, 0)
    last = i
    while last < len(tokens) and tokens[last].form < _LATIN and (last == i or not words.before(last).strip()):
        last += 1
    return last if last > i and tokens[i].form.isalpha() else 0


def _name(words: _Words, first: int, last: int) -> str:
    written = words.text[words.tokens[first].start : words.tokens[last - 1].end]
    return spell_medium(written) or written


def _write(words: _Words, first: int, last: int) -> str:
    """Write a nation's medium without what all of them are: «التلفزيون السنداري الرسمي»."""
    kept = [
        token
        for n, token in enumerate(words.tokens[first:last])
        if n == 0 or token.form in _agency() or token.form not in _between()
    ]
    shown = [words.text[token.start : token.end] for token in kept]
    opening = next((o for o in strip_clitics(kept[0].form) if o.form in media_kinds() | _public()), None)
    return " ".join([shown[0][len(kept[0].form) - len(opening.form) :] if opening else shown[0], *shown[1:]])


def _goes_between(form: str) -> bool:
    """Tell whether a word may stand between a kind and a name: «الأنباء», «الإلكتروني», «السنداري»."""
    is_adjective = form.startswith("ال") and len(form) > 5 and form.endswith(("ي", "يه"))
    return is_adjective or form in _between() or _strip_kind(form) is not None


# --- what rests on them -------------------------------------------------------------------------------------


def _judge(words: _Words, one: _Found) -> Medium:
    """Say whether a medium was told something, and whether anything rests on it."""
    lead, is_told = _read_lead(words.tokens, one.at)
    told = (is_told or one.told or _tells(words.tokens[one.at].form)) and _is_spoken(words, lead, one.last)
    span = words.tokens[lead].start, words.tokens[one.last - 1].end
    return Medium(one.name, *span, told, told or _rests(words, lead, one))


def _read_lead(tokens: Sequence[Token], at: int) -> tuple[int, bool]:
    """Say where the words begin that lead to a medium's name, and whether they say that it heard something itself."""
    first = at
    while first and at - first < _LEADS and not _tells(tokens[first].form):
        if _strip_kind(tokens[first - 1].form) is None and not _tells(tokens[first - 1].form):
            break
        first -= 1
    return first, first < at and _tells(tokens[first].form)


def _is_spoken(words: _Words, lead: int, last: int) -> bool:
    back = _sentence_before(words, lead, _SENTENCE)
    near = [token.form for token in words.tokens[lead : min(last + _NEAR, len(words.tokens))]]
    return any(_bare(form) & _load("speech") for form in (*back, *near))


def _rests(words: _Words, lead: int, one: _Found) -> bool:
    before = _sentence_before(words, lead, _FAR)
    if before[-1:] and _bare(before[-1]) & _load("subjects"):
        return False
    near = before[-_NEAR - 1 :]
    if _THAT.isdisjoint(near) and any(_bare(form) & (_load("tells") | _load("rests")) for form in near):
        return True
    if any(_bare(form) & _load("talks") for form in before):
        return True
    return _is_bracketed(words, one) or _tells_itself(words, one.last)


def _tells_itself(words: _Words, last: int) -> bool:
    """«وكانت قناة الجادة قد ذكرت»; a verb with و begins something else."""
    for n in range(last, min(last + _NEAR + 1, len(words.tokens))):
        if set(words.before(n).strip()) & _ENDS:
            return False
        if words.tokens[n].form in _load("tells"):
            return True
    return False


def _is_bracketed(words: _Words, one: _Found) -> bool:
    """«انتهى الاجتماع. (ضفاف)»: nothing but a name in brackets."""
    return words.before(one.at).strip().endswith("(") and words.behind(one.last - 1).startswith(")")


def _sentence_before(words: _Words, at: int, most: int) -> list[str]:
    """Give the words of a sentence before one, at most so many."""
    first = at
    while first and at - first < most and not set(words.before(first).strip()) & _ENDS:
        first -= 1
    return [token.form for token in words.tokens[first:at]]


@functools.lru_cache(maxsize=1 << 14)
def _bare(form: str) -> frozenset[str]:
    return frozenset({form, form[1:] if form[:1] in "وفب" else form, re.sub("^(?:و?ال|لل)", "", form)})


@functools.lru_cache(maxsize=1 << 14)
def _strip_kind(form: str) -> Opening | None:
    """Give the kind of medium that a word is, and whether what is written on to it says that it was told."""
    return next((o for o in strip_clitics(form) if o.form in media_kinds() or o.form in _public()), None)


@functools.lru_cache(maxsize=1 << 14)
def _tells(form: str) -> bool:
    """True for what says that a medium was told: «مع», «لمراسل», «لوكالة»."""
    return form in _load("told") or any(o.told and o.form in media_kinds() | _public() for o in strip_clitics(form))


@functools.cache
def _load(name: str) -> frozenset[str]:
    return frozenset(map(fold, load_list("ar", f"origins_{name}")))


@functools.cache
def _between() -> frozenset[str]:
    return _load("between")


@functools.cache
def _agency() -> frozenset[str]:
    """Give the words that make a nation's medium of وكالة: «وكالة الأنباء»."""
    return frozenset(form for form in _between() if form.endswith(fold("أنباء")))


@functools.cache
def _public() -> frozenset[str]:
    return frozenset(map(fold, load_list("ar", "media_public")))


@functools.cache
def _ours() -> frozenset[str]:
    return frozenset(word for word in _load("reporters") if word.endswith("نا"))
