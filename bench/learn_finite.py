"""Learn which words of Arabic news are verbs in the past or in the present.

    python bench/learn_finite.py NEWS.jsonl.gz ... > words

Each file has one JSON object a line with "text". A word is such a verb that stands in at least 15 places, in at least
five and in three of a hundred of them behind a word that asks for a verb («قد», «لم», «سوف») or a relative, hardly ever
behind a preposition, and hardly ever with the article. First names, nouns that head a source (`roles.tsv`) and words
that stand in names are left out; so is a word with a conjunction written on to it, and the future of a known present.
"""

import sys
from collections import Counter
from pathlib import Path

from riwaya.statements.heads import is_first_name, read_head
from riwaya.stems import is_definite
from riwaya.text import is_word, tokenize
from statements import read_texts

_PLACES, _BEHIND = 15, 5  # that a word must have in all, and behind a word that asks for a verb
_SHARE, _NOUN = 0.03, 0.05  # of its places at least behind such a word, and at most behind a preposition
_DEFINITE = 0.02  # of its places at most as many with the article
_MOST = 6000  # characters of an article that are read
_ASKS = frozenset(
    ("قد", "وقد", "فقد", "لقد", "ولقد", "لم", "ولم", "لن", "ولن", "سوف", "الذي", "التي", "الذين", "والذي", "والتي")
)
_GOVERNS = frozenset(
    ("في", "من", "الي", "على", "عن", "بين", "كل", "هذا", "هذه", "ذلك", "بعد", "قبل", "اي", "غير", "دون")
)


def main() -> None:
    """Print the words in order."""
    places, asked, governed = Counter[str](), Counter[str](), Counter[str]()
    for path in map(Path, sys.argv[1:]):
        for text in read_texts(path):
            before = ""
            for token in tokenize(text[:_MOST]):
                written = text[token.start : token.end]
                form = "على" if written == "على" else token.form
                places[form] += 1
                asked[form] += before in _ASKS
                governed[form] += before in _GOVERNS
                before = form
    known = {
        word
        for word, count in places.items()
        if count >= _PLACES
        and asked[word] >= max(_BEHIND, _SHARE * count, governed[word] + 1)
        and governed[word] <= _NOUN * count
        and places["ال" + word] <= _DEFINITE * count
        and _may_be(word)
    }
    joined = {w for w in known if (w[0] in "وف" and w[1:] in places) or (w[:2] in ("ست", "سي") and w[1:] in known)}
    print("\n".join(sorted(known - joined)))


def _may_be(word: str) -> bool:
    plain = len(word) > 2 and word.isalpha() and not word.isascii() and is_word(word)
    return plain and not is_definite(word) and not is_first_name(word) and read_head(word) is None


if __name__ == "__main__":
    main()
