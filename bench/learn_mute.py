"""Learn which common words of Arabic news nobody who speaks goes by.

    python bench/learn_mute.py NEWS.jsonl.gz ... > words

Each file has one JSON object a line with "text". A word is mute that stands in at least 40 articles, is tagged as a
name in at most one of fifty of its places, heads no source (`roles.tsv`), and follows a plain verb of saying whose
words come next («قال ... إن») at most once in 200 of its articles. First names, nationalities, and people in the plural
are left out; so is a word with a particle written on to it where the rest is a word.
"""

import sys
from collections import Counter
from itertools import islice
from pathlib import Path

from riwaya.mentions import find_mentions
from riwaya.statements.cues import read_cue
from riwaya.statements.heads import is_first_name, read_joined_head
from riwaya.stems import is_definite
from riwaya.text import Token, is_word, tokenize
from statements import make_article, read_texts

_ARTICLES = 40  # that a word must stand in
_SPEAKS = 200  # of so many articles with it at most one may have it speak
_SHARE = 0.02  # of its places that may be in a name
_MOST = 6000  # characters of an article that are read
_TAGGED = 3  # of so many articles one is tagged
_NEAR = 15  # tokens from a verb to what is said
_VERBS = ("قال", "أضاف", "أوضح", "أفاد", "صرح", "تابع", "أشار")  # that hardly take an object
_THAT = ("ان", "انه", "انها", "انهم", "بان", "بانه", "بانها", ":", '"', "«", "“")
_PEOPLE = ("ي", "يه", "ون", "ين")  # as nationalities and people in the plural end


def main() -> None:
    """Print the words in order."""
    places, named, articles, speaks = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    for path in map(Path, sys.argv[1:]):
        for number, text in enumerate(read_texts(path)):
            tokens = tokenize(text[:_MOST])
            articles.update({token.form for token in tokens})
            speaks.update(_speaking(tokens))
            if number % _TAGGED == 0:
                spans = [(s.start, s.end) for s in find_mentions(make_article("news", text[:_MOST]))]
                inside = {i for first, last in spans for i in range(first, last)}
                places.update(token.form for token in tokens)
                named.update(token.form for token in tokens if token.start in inside)
    common = {word for word, count in articles.items() if count >= _ARTICLES}
    mute = {
        word
        for word in common
        if _may_be(word, common) and named[word] <= _SHARE * places[word] and speaks[word] * _SPEAKS <= articles[word]
    }
    print("\n".join(sorted(mute)))


def _speaking(tokens: list[Token]) -> set[str]:
    found = set()
    for i, token in enumerate(tokens[:-1]):
        cue = read_cue(token.form)
        if cue is not None and cue.verb.past in _VERBS and cue.form in ("past", "present"):
            following = [after.form for after in islice(tokens, i + 2, i + 2 + _NEAR)]
            if not set(_THAT).isdisjoint(following):
                found.add(tokens[i + 1].form)
    return found


def _may_be(word: str, common: set[str]) -> bool:
    if len(word) < 3 or not word.isalpha() or word.isascii() or not is_word(word):
        return False
    if is_first_name(word) or read_joined_head(word) is not None or word.endswith(("ون", "يين")):
        return False
    definite = is_definite(word) or word.startswith(("لل", "بال", "وال", "فال"))
    joined = word.startswith("لل") or (word[0] in "وفلك" and word[1:] in common)
    return not joined and not (definite and word.endswith(_PEOPLE))


if __name__ == "__main__":
    main()
