"""Learn which words of Arabic news are never part of a name.

    python bench/learn_ordinary.py NEWS.jsonl.gz ... > words

Each file has one JSON object a line with "text". A word is ordinary that stands in at least 15 articles, in five more
with an article or a pronoun written on to it (a footballer whom the tagger never knows has neither), and is tagged as a
name in at most one of fifty of its places. First names are left out; so is a word with a conjunction where the same
without one is ordinary.
"""

import sys
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from riwaya.mentions import find_mentions
from riwaya.statements.heads import is_first_name
from riwaya.stems import is_definite
from riwaya.text import is_word, tokenize
from statements import make_article, read_texts

_ARTICLES = 15  # that a word must stand in
_DEFINITE = 5  # that the same with an article must stand in
_SHARE = 0.02  # of its places that may be in a name
_MOST = 6000  # characters of an article that are read
_EVERY = 3  # of so many articles one is read


def main() -> None:
    """Print the words in order."""
    places, named, articles = Counter[str](), Counter[str](), Counter[str]()
    for text in _texts(sys.argv[1:]):
        spans = iter([*find_mentions(make_article("news", text)), None])
        span = next(spans)
        words = [token for token in tokenize(text) if is_word(token.form)]
        articles.update({token.form for token in words})
        for token in words:
            while span is not None and span.end <= token.start:
                span = next(spans)
            places[token.form] += 1
            named[token.form] += span is not None and span.start <= token.start
    known = {
        word
        for word, count in articles.items()
        if count >= _ARTICLES
        and max(articles["ال" + word], articles[word + "ها"], articles[word[:-1] + "ته"]) >= _DEFINITE
        and named[word] <= _SHARE * places[word]
        and _may_be(word)
    }
    print("\n".join(sorted(w for w in known if not (w[0] in "وف" and w[1:] in known))))


def _may_be(word: str) -> bool:
    fixed = is_definite(word) or word.startswith(("فال", "كال"))
    return len(word) > 2 and word.isalpha() and not word.isascii() and not fixed and not is_first_name(word)


def _texts(paths: list[str]) -> Iterator[str]:
    for path in map(Path, paths):
        for text in islice(read_texts(path), 0, None, _EVERY):
            if text[:_MOST].strip():
                yield text[:_MOST]


if __name__ == "__main__":
    main()
