"""One sentence as it is read: where its cues stand, what is quoted, and which tokens are of a time."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from riwaya.records import Article, Time
from riwaya.statements.sentences import COMMAS, Draught, read_draught
from riwaya.statements.spaced.grammar import Grammar, Verb
from riwaya.text import is_word

Range = tuple[int, int]


class Hit(NamedTuple):
    """A cue at a token: its verb, and whether it is the participle (adding that)."""

    at: int
    verb: Verb
    participle: bool


class Scene(NamedTuple):
    """A sentence between tokens `first` and `last`."""

    draught: Draught
    grammar: Grammar
    timed: dict[int, int]  # token in a time -> the token behind that time
    first: int
    last: int
    paragraph: int

    def form(self, i: int) -> str:
        """Give the form of a token inside the sentence, "" outside."""
        return self.draught.forms[i] if self.first <= i < self.last else ""

    def does(self, i: int, part: str) -> bool:
        """Tell what a word of the sentence does, as `cues_grammar.tsv` names it."""
        return self.grammar.is_a(self.form(i), part)

    def is_capital(self, i: int) -> bool:
        """Tell a word with a capital, and a particle behind one: the bin of Mohammed bin Salman."""
        if not self.first <= i < self.last:
            return False
        if self.draught.text[self.draught.tokens[i].start].isupper():
            return True
        return self.draught.forms[i] in self.grammar.particles and self.is_capital(i - 1)

    def is_quoted(self, i: int) -> bool:
        """Tell what stands in marks, and the marks."""
        return self.draught.quote_over(i) is not None

    def is_possessive(self, i: int) -> bool:
        """Tell the s of Levin's, and its apostrophe."""
        return self.form(i) in _APOSTROPHES or (self.does(i, "possessive") and self.form(i - 1) in _APOSTROPHES)

    def words(self, first: int, last: int) -> int:
        """Count the words among tokens."""
        return sum(map(is_word, self.draught.forms[first:last]))


_APOSTROPHES = frozenset("'’")


def cut_scenes(article: Article, grammar: Grammar, times: Sequence[Time]) -> list[Scene]:
    """Give the sentences of an article; the stop of «Dr.» ends none."""
    draught = read_draught(article)
    timed = _locate(draught, times)
    scenes: list[Scene] = []
    body = article.dateline.end if article.dateline else 0  # PORT ALDEN (AP) —
    for sentence in draught.sentences:
        before = scenes[-1] if scenes and not sentence.opens else None
        if before is not None and _is_abbreviated(draught, grammar, before.last):
            scenes[-1] = before._replace(last=sentence.last)
        else:
            first = bisect_left(draught.tokens, body, sentence.first, sentence.last, key=lambda token: token.start)
            while first < sentence.last and not is_word(draught.forms[first]) and first > sentence.first:
                first += 1
            scenes.append(Scene(draught, grammar, timed, first, sentence.last, sentence.paragraph))
    return scenes


def _is_abbreviated(draught: Draught, grammar: Grammar, end: int) -> bool:
    form = draught.forms[end - 2] if end >= 2 and draught.forms[end - 1] == "." else ""
    return form in grammar.abbreviations and draught.tokens[end - 2].end == draught.tokens[end - 1].start


def _locate(draught: Draught, times: Sequence[Time]) -> dict[int, int]:
    """Give the tokens that stand in times of the text, with the token behind each."""
    timed: dict[int, int] = {}
    for time in times:
        if time.precision == "duration":
            continue
        first = bisect_left(draught.tokens, time.start, key=lambda token: token.start)
        last = bisect_left(draught.tokens, time.end, first, key=lambda token: token.start)
        timed |= dict.fromkeys(range(first, last), last)
    return timed


def find_hits(scene: Scene) -> list[Hit]:
    """Give the cues outside of quotations, in order: not «to say», «is said to», «did not say», «the report»."""
    hits: list[Hit] = []
    grammar, forms = scene.grammar, scene.draught.forms
    for i in range(scene.first, scene.last):
        verb = grammar.verbs.get(forms[i]) or grammar.participles.get(forms[i])
        if verb is None or scene.is_quoted(i):
            continue
        before = range(max(scene.first, i - 3), i)
        if scene.does(i - 1, "infinitive") or any(scene.does(k, "negation") for k in before):
            continue
        passive = scene.does(i - 1, "be") or (scene.does(i - 1, "adverb") and scene.does(i - 2, "be"))
        if passive and verb.group != "quote":
            continue
        if scene.does(i - 1, "definite") or scene.does(i - 1, "indefinite"):
            continue  # the report said
        hits.append(Hit(i, verb, forms[i] not in grammar.verbs))
    return hits


__all__ = ["COMMAS", "Hit", "Range", "Scene", "cut_scenes", "find_hits"]
