"""Where the accounts of a story differ: one fact, two or more values, who gives which.

In: the readings of a story, and the claims gathered from them. Out: disagreements, each with its values in order
of publication. A fact is known by what is counted and by the words of the sentences that count it. Values that may
both hold (27 and "more than 25"; 4.2 and 4.16 billion; a part and its whole) are no disagreement. Who is right it does
not say.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

from riwaya.disagreements.agreeing import agree
from riwaya.disagreements.contraries import find_contraries
from riwaya.disagreements.counts import read_counts
from riwaya.disagreements.days import read_days
from riwaya.disagreements.denials import read_denials
from riwaya.disagreements.facts import STORY, Fact
from riwaya.disagreements.grouping import join_facts, name_disagreements
from riwaya.disagreements.hours import read_hours
from riwaya.disagreements.inside import find_inside
from riwaya.disagreements.matching import match_facts
from riwaya.disagreements.names import read_names
from riwaya.disagreements.sayings import read_sayings
from riwaya.disagreements.sentences import Sentence, cut_sentences
from riwaya.records import Claim, Disagreement, Reading

__all__ = ["find_disagreements"]

_Reader = Callable[[Reading, int, Sequence[Sentence]], Iterator[Fact]]
_READERS: Sequence[_Reader] = (read_counts, read_days, read_hours, read_names, read_sayings)


def find_disagreements(
    readings: Sequence[Reading],
    claims: Iterable[Claim] = (),
    story: str | None = None,
) -> tuple[Disagreement, ...]:
    """Give the disagreements of a story, ordered by the first account of each; empty where all accounts bear.

    Values stand in order of publication, with the day of it in `when`; one of an account for each value. The result
    depends on the set of readings, not on their order. Bounds are those of `Quantity`, after UCDP's best, low and high.

    >>> from riwaya.records import Article, Findings
    >>> from riwaya.quantities import find_quantities
    >>> def told(source, text):
    ...     article = Article(source=source, text=text, paragraphs=((0, len(text)),))
    ...     return Reading(article=article, findings=Findings(quantities=find_quantities(article, ())))
    >>> one = told("a", "انهار جسر المشاة في حي الزهور وقتل 12 شخصا كانوا يعبرون إلى السوق القديم")
    >>> other = told("b", "انهار جسر المشاة في حي الزهور وقتل 15 شخصا كانوا يعبرون إلى السوق القديم")
    >>> [(found.kind, [value.best for value in found.values]) for found in find_disagreements([one, other])]
    [('conflict', [12, 15])]
    """
    ordered = sorted(readings, key=lambda reading: reading.rank)
    readers = _READERS if len(ordered) > 1 else _READERS[:1]  # inside one account only counts differ
    readers = (*readers, read_denials) if 1 < len(ordered) <= STORY else readers
    facts = [fact for place, reading in enumerate(ordered) for fact in _read_facts(reading, place, readers)]
    matches = match_facts(facts, claims)
    contraries = [*find_contraries(facts, matches), *find_inside(facts)]
    tied = [m for m in matches if agree(facts[m.a], facts[m.b])]
    groups = join_facts(facts, [*tied, *contraries], matches)
    opposed = {n for m in contraries for n in (m.a, m.b)}
    return tuple(
        disagreement
        for group in groups
        if not opposed.isdisjoint(group)
        for disagreement in name_disagreements(
            [facts[n] for n in group], [facts[n] for n in group if n in opposed], story
        )
    )


def _read_facts(reading: Reading, place: int, readers: Sequence[_Reader] = _READERS) -> Iterator[Fact]:
    sentences = cut_sentences(reading.article)
    for read in readers:
        yield from read(reading, place, sentences)
