"""The media that an article rests on, in a language whose words stand apart: told the Herald, according to Reuters.

In: a reading. Out: the media that it names, as `media.py` gives them for Arabic. A medium is known by the roster, by
the page's own credits, or by the last word of its name (Gazette, News Agency). What leads to it says whether it heard
something itself or something merely rests on it; a name alone rests on nothing. All words are data of the language.
"""

import functools
from collections.abc import Iterator, Mapping, Sequence

from riwaya.gazetteer import list_agencies
from riwaya.lexicon import load_list
from riwaya.origins.resting import ENDS, Medium
from riwaya.origins.roster import Name, known_media, latin_names, name_media, name_outlet, spell_medium, writes_on
from riwaya.records import Reading
from riwaya.text import Token, find_words, is_word, load_folded, tokenize

_MOST = 6  # words of a medium's name
_FAR = 8  # words between a talk and the medium that it was had with


def find_spaced_media(reading: Reading, language: str) -> tuple[Medium, ...]:
    """Give the media that stand in the paragraphs of an article, in text order; none where the language has no words.

    >>> from riwaya.records import Article
    >>> text = "The dam is safe, the minister told the Alden Herald. Reuters reported that it was full."
    >>> article = Article(source="a", text=text, language="en", paragraphs=((0, len(text)),))
    >>> [(medium.name, medium.told) for medium in find_spaced_media(Reading(article=article), "en")]
    [('Alden Herald', True), ('رويترز', False)]
    """
    article = reading.article
    if not load_folded(language, "origins_told"):
        return ()
    own = name_outlet(article)
    carriers = [c.name for s in reading.statements for c in s.carriers if _names_medium(c.name, language)]
    names = {**name_media(*article.credit, *carriers, *filter(None, [article.outlet])), **_known(language)}
    found: list[Medium] = []
    for start, end in article.paragraphs:
        found += _find(article.text, tokenize(article.text, start, end), names, language)
    return tuple(one._replace(name=article.outlet or one.name) if one.name in own else one for one in found)


def spell_spaced(name: str, language: str) -> str | None:
    """Give the name by which the roster knows a medium of a language whose words stand apart; None for any other.

    >>> spell_spaced("Associated Press", "en") == spell_spaced("AP", "en")
    True
    """
    return None if writes_on(language) else _known(language).get(tuple(find_words(name)))


def write_medium(name: str, language: str) -> str:
    """Give the name of a known medium as a language writes it, any other as it is.

    >>> write_medium("رويترز", "en"), write_medium("رويترز", "ar")
    ('Reuters', 'رويترز')
    """
    return _written(language).get(name, name)


def _names_medium(name: str, language: str) -> bool:
    words = tuple(find_words(name))
    return words in _known(language) or _ends_in(words, _phrases(language, "heads"))


def _find(text: str, tokens: Sequence[Token], names: Mapping[Name, str], language: str) -> Iterator[Medium]:
    at = 0
    while at < len(tokens):
        last = _match(text, tokens, at, names, language)
        if last:
            yield _judge(text, tokens, at, last, names, language)
        at = max(last, at + 1)


def _match(text: str, tokens: Sequence[Token], at: int, names: Mapping[Name, str], language: str) -> int:
    """Give the end of the name of a medium that begins at a word with a capital; 0 where none does."""
    if not text[tokens[at].start].isupper():
        return 0
    last = at
    while last < min(at + _MOST, len(tokens)) and text[tokens[last].start].isupper():
        last += 1
    forms = tuple(token.form for token in tokens[at:last])
    if forms[0] in load_folded(language, "origins_between") and forms not in names:
        return 0  # The Island Gazette begins with Island
    is_named = last > at + 1 and _ends_in(forms, _phrases(language, "heads"))
    return last if forms in names or is_named else 0  # The National is no paper in The National Guard


def _judge(text: str, tokens: Sequence[Token], at: int, last: int, names: Mapping[Name, str], language: str) -> Medium:
    """Say whether a medium was told something, and whether anything rests on it."""
    forms = tuple(token.form for token in tokens[at:last])
    written = text[tokens[at].start : tokens[last - 1].end]
    before = _words_before(tokens, at, language)
    told = _ends_in(before, _phrases(language, "told")) or (
        _ends_in(before, _phrases(language, "links")) and not load_folded(language, "origins_talks").isdisjoint(before)
    )
    rests = told or _ends_in(before, _phrases(language, "rests")) or _tells(tokens, last, language)
    is_bracketed = [t.form for t in (*tokens[max(at - 1, 0) : at], *tokens[last : last + 1])] == ["(", ")"]
    name = names.get(forms) or spell_medium(written) or written
    return Medium(name, tokens[at].start, tokens[last - 1].end, told, rests or is_bracketed)


def _words_before(tokens: Sequence[Token], at: int, language: str) -> list[str]:
    """Give the words of the sentence before a name, without what stands between: the state-run."""
    first = at
    while first and at - first < _FAR and tokens[first - 1].form not in ENDS:
        first -= 1
    forms = [token.form for token in tokens[first:at] if is_word(token.form)]
    while forms and forms[-1] in load_folded(language, "origins_between"):
        forms.pop()
    return forms


def _ends_in(forms: Sequence[str], phrases: Sequence[list[str]]) -> bool:
    return any(list(forms[-len(phrase) :]) == phrase for phrase in phrases)


def _tells(tokens: Sequence[Token], last: int, language: str) -> bool:
    """Tell whether a medium tells something itself: Reuters reported; the Herald newspaper said."""
    behind = [token.form for token in tokens[last : last + 3]]
    while behind and behind[0] in load_folded(language, "origins_between"):
        behind.pop(0)
    return bool(behind) and behind[0] in load_folded(language, "origins_tells")


@functools.cache
def _known(language: str) -> Mapping[Name, str]:
    """Give the media of the roster in Latin letters, and the agencies of the language, by the roster's names."""
    idle = frozenset((word,) for word in load_list(language, "function_words"))  # AS, ON: As the sea rose
    latin = {words: name for words, name in known_media().items() if all(map(str.isascii, words))}
    known = {words: name for words, name in latin.items() if words not in idle}
    for row in list_agencies(language):
        heads = [tuple(find_words(form)) for form in (row.name, *row.forms)]
        name = next((known[words] for words in heads if words in known), row.name)
        known |= {words: known.get(words, name) for words in heads}
    return known


@functools.cache
def _written(language: str) -> Mapping[str, str]:
    if writes_on(language):
        return {}
    rows = list_agencies(language)
    return {**latin_names(), **{_known(language)[tuple(find_words(row.name))]: row.name for row in rows}}


@functools.cache
def _phrases(language: str, name: str) -> tuple[list[str], ...]:
    return tuple(find_words(phrase) for phrase in load_list(language, f"origins_{name}"))
