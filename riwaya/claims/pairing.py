"""Which two statements may be one claim: alike in their words, or standing in one passage of two accounts."""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, combinations

from riwaya.claims.comparing import (
    COUNTS,
    Comparison,
    Overlap,
    Wording,
    compare,
    is_same_actor,
    may_share,
    overlap,
    share_numbers,
    share_roots,
)
from riwaya.claims.speakers import may_be_one_name, may_be_one_speaker
from riwaya.records import Extent, Retelling, Statement
from riwaya.text import find_words

_COMMON = 60  # statements of a story that share a stem: beyond, it leads to no pair by itself
_DAYS = 4  # between two accounts of one saying; a year's later repetition is another statement
_ALIKE = 0.5  # of the words of both, where nothing else speaks for it
_SAME_SPEAKER = 0.46  # the same, where both pages name one actor
_THROUGH = 0.25  # the same, where a third version is like both
_PART = 0.6  # of the shorter's words, there
_WITHIN = 0.85  # of the shorter's words, where it is a cut of the longer
_ALIGNED = 0.3  # of the words of both, where the two stand in one passage
_LEAST = 3  # words in common; fewer only where they are nearly all there is
_TOLL = 0.15  # of the words of both, as to their roots, there
_COUNT = 0.36  # the same, for one number of one actor
_DAY = 1  # between two accounts of one toll, or two translations of one saying
_ROOTS = 0.5  # of the words of both, as to their roots
_RENDERED = (0.35, 0.42)  # of the words of both, and of the shorter's, where these are quotations of one day
_FRAGMENT = (2, 0.6)  # words between quotation marks that both have, and their share of all between these marks
_MARKED = re.compile(r"[«“\"]([^»”\"]+)[»”\"]")
_MOST = 0.5  # of the shorter's words, where one actor says both
_OF_ONE_DAY = (3, 0.6, 0.3)  # words in common, their share of the shorter's and of both, where a person says both then
_LIKEST = (
    0.33,
    0.1,
    0.54,
)  # of both's words, as to roots; by how much it leads all others of the pages; together
_HELD = 0.95  # of a quotation's words, where all of them stand in another
_VERBATIM = 0.9
_NEAR = 0.75  # of the words of both, where a body and its spokesman say it
_SPOKEN = (6, 0.8, 0.4)  # words in common, and as in `_OF_ONE_DAY`, where most of the shorter is in the longer
_MANY = 5  # words in common, there
_CALLED = (4, 0.42)  # words in common, and of both, where two names may be one's
# Words in common, their share of the shorter's and of both, where an article tells it twice: by one label, by one actor
_TWICE = (((1, 0.0, 0.65),), ((1, 0.0, 0.55), (4, 0.7, 0.4)))
_CUT = 20  # letters that one must have to be told again inside the other
_TITLE = 0.5  # what a headline counts for beside the same words in the report

Places = tuple[int, int]  # of two wordings, the one of the earlier account first
Pair = tuple[float, int, int]  # how alike they are, and their places


def pair_wordings(wordings: Sequence[Wording], retellings: Iterable[Retelling]) -> tuple[list[Pair], list[Places]]:
    """Give the pairs that may be one claim, by their places in `wordings`, each with how alike they are.

    Beside them those that share rare words and are not alike enough by themselves.
    """
    aligned = set(_pair_aligned(wordings, retellings))
    candidates = aligned | set(_pair_likely(wordings))
    scored = [(_score(wordings[a], wordings[b], is_aligned=(a, b) in aligned), a, b) for a, b in candidates]
    found = [pair for pair in scored if pair[0] > 0]
    rest = [(a, b) for score, a, b in scored if score == 0]
    return found + list(_pair_likest(wordings, rest)), rest


def pair_twice(wordings: Sequence[Wording]) -> list[Pair]:
    """Give the pairs that one article tells twice, as its lead and its body do, each with how alike they are."""
    of_article: defaultdict[str, list[int]] = defaultdict(list)
    for n, wording in enumerate(wordings):
        of_article[wording.article].append(n)
    pairs = chain.from_iterable(combinations(own, 2) for own in of_article.values())
    scored = ((_score_twice(wordings[a], wordings[b]), a, b) for a, b in pairs)
    return [pair for pair in scored if pair[0] > 0]


def _score_twice(a: Wording, b: Wording) -> float:
    if a.stems.isdisjoint(b.stems) or not may_be_one_speaker(a.statement.speaker, b.statement.speaker, a.language):
        return 0.0
    rules = _TWICE[is_same_actor(a, b)]
    if not may_share(a, b, min(of_both for _, _, of_both in rules)):
        return 0.0
    common = overlap(a, b)
    is_told = any(
        common.shared >= least and common.of_shorter >= of_shorter and common.of_both >= of_both
        for least, of_shorter, of_both in rules
    )
    return common.of_both if is_told and not compare(a, b, common).differs else 0.0


def _score(a: Wording, b: Wording, *, is_aligned: bool) -> float:
    if a.language != b.language:
        return 1.0 if is_aligned and _is_rendered(a, b, compare(a, b, overlap(a, b))) else 0.0
    if not is_aligned and days_apart(a, b) > _DAYS and not may_share(a, b, _VERBATIM):
        return 0.0
    common = overlap(a, b)
    if _is_too_little(common) and not (_may_be_rendered(a, b) or _may_be_held(a, b, common)):
        return 0.0
    found = compare(a, b, common)
    is_cut = found.is_cut and min(len(a.plain), len(b.plain)) >= _CUT
    title = _TITLE if a.in_title or b.in_title else 1
    if not found.differs and _is_one_quotation(a, b, found):
        return share_roots(a, b)
    is_toll, is_held = _is_one_toll(a, b, found), _may_be_held(a, b, common)
    if found.differs or (found.shared < _LEAST and found.of_both < _VERBATIM and not (is_cut or is_toll or is_held)):
        return 0.0
    # One sentence in two accounts has one speaker, however a translation spells his name: هيلينا كوفاكس, إيلينا كوفاتش.
    # Two bodies are two: governments say the same of one event, «حق الشعب في دولته المستقلة».
    are_two = a.is_body and b.is_body and a.actor and b.actor and not found.may_speak
    other = _VERBATIM if are_two else _ALIKE
    if is_aligned and found.of_both >= (_ALIGNED if found.one_speaker else other):
        return 1 + found.of_both * title
    if is_toll or _is_verbatim(a, b, found):
        return found.of_both
    if not is_one_voice(found) or (days_apart(a, b) > _DAYS and found.of_both < _VERBATIM):
        return 0.0
    if (
        is_cut
        or found.of_both >= (_SAME_SPEAKER if found.same_actor else _ALIKE)
        or (found.of_shorter >= _WITHIN and found.shared > _LEAST)
    ):
        return found.of_both * title
    is_said = is_held or _is_one_saying(a, b, found) or _is_one_fragment(a, b, found) or _is_of_one_day(a, b, found)
    return found.of_both if is_said else 0.0


def _pair_likest(wordings: Sequence[Wording], pairs: Iterable[tuple[int, int]]) -> Iterator[Pair]:
    """Pair what one person says on one day in other words, where nothing else on either page is nearly as like it.

    «صدئت السلاسل التي رفعوا بها البوابة» and «البوابة مرفوعة بسلاسل صدئت»: of a speech each page tells several
    sentences, which share as many words as two renderings of one do, but then they share them with others as well.
    """
    least, lead, together = _LIKEST
    of_article: defaultdict[str, list[Wording]] = defaultdict(list)
    for wording in wordings:
        of_article[wording.article].append(wording)
    for n, m in pairs:
        a, b = wordings[n], wordings[m]
        if not (a.is_person and b.is_person and is_same_actor(a, b) and days_apart(a, b) <= _DAY):
            continue
        common = share_roots(a, b)
        if common < least or compare(a, b, overlap(a, b)).differs:
            continue
        others = chain(
            (share_roots(a, other) for other in of_article[b.article] if other is not b and not other.in_title),
            (share_roots(other, b) for other in of_article[a.article] if other is not a and not other.in_title),
        )
        apart = common - max(others, default=0.0)
        if apart >= lead and common + apart >= together:
            yield common, n, m


def _is_too_little(common: Overlap) -> bool:
    """Tell whether two statements share so little that no rule joins them, unless they are translations of one."""
    is_little = common.shared < _LEAST and common.of_both < _VERBATIM
    return not common.is_cut and (is_little or (common.of_both < _THROUGH and common.of_shorter < _WITHIN))


def _may_be_rendered(a: Wording, b: Wording) -> bool:
    return (_are_direct(a, b) and is_same_actor(a, b)) or share_numbers(a, b) >= COUNTS


def _may_be_held(a: Wording, b: Wording, common: Overlap) -> bool:
    """Tell whether a quotation of one actor and day has its words in what another page lets him say: «يوم عيد»."""
    shorter = min(a, b, key=lambda wording: wording.weight)
    is_whole = common.of_shorter >= _HELD and common.shared >= _FRAGMENT[0] and shorter.statement.kind != "indirect"
    return is_whole and is_same_actor(a, b) and days_apart(a, b) <= _DAY


def _is_one_toll(a: Wording, b: Wording, found: Comparison) -> bool:
    """Tell whether two counts that go together are told twice: مقتل تسعة وإصابة 16, خلّف 9 قتلى و16 جريحا.

    Of one actor one number will do, in sentences that share more.
    """
    if not found.may_speak or days_apart(a, b) > _DAY:
        return False
    is_toll = found.numbers >= COUNTS and share_roots(a, b) >= _TOLL
    return is_toll or (found.same_actor and found.numbers > 0 and found.of_both >= _COUNT)


def _is_rendered(a: Wording, b: Wording, found: Comparison) -> bool:
    """Tell whether one sentence of a translation has the numbers of another: what was said is in two languages.

    Words cannot tell: it takes a number in common, one kind of quotation and one speaker.
    """
    return not found.differs and found.one_speaker and found.numbers > 0 and a.statement.kind == b.statement.kind


def _is_verbatim(a: Wording, b: Wording, found: Comparison) -> bool:
    """Tell whether two pages have one sentence, whose speaker one of them spells in another way or does not name."""
    if found.of_both < _VERBATIM or found.shared < _MANY or days_apart(a, b) > _DAYS:
        return False
    one, other = a.statement.speaker, b.statement.speaker
    is_told = any(speaker is not None and speaker.how != "named" for speaker in (one, other))
    return is_told or (one is not None and other is not None and may_be_one_name(one.name, other.name, a.language))


def _is_one_saying(a: Wording, b: Wording, found: Comparison) -> bool:
    """Tell whether one actor says the same on one day: most of the shorter's words are in the longer."""
    is_near = found.same_actor and days_apart(a, b) <= _DAY and found.shared > _MANY
    return is_near and found.of_shorter >= _MOST and found.of_both >= _THROUGH


def _is_of_one_day(a: Wording, b: Wording, found: Comparison) -> bool:
    """Tell whether one person says the same on one day, longer and shorter; of a day's events a body says as much."""
    if not (found.same_actor and a.is_person and b.is_person and a.day is not None and a.day == b.day):
        return False
    least, of_shorter, of_both = _OF_ONE_DAY
    return found.shared >= least and found.of_shorter >= of_shorter and found.of_both >= of_both


def _is_one_fragment(a: Wording, b: Wording, found: Comparison) -> bool:
    """Tell whether one actor says on one day what two pages tell in their words but for some: «من المرجح جدا»."""
    is_near = found.same_actor and days_apart(a, b) <= _DAY and found.of_both >= _THROUGH
    if not is_near or {a.statement.kind, b.statement.kind} != {"mixed"}:
        return False
    pieces = ((one, other) for one in _quoted(a.statement) for other in _quoted(b.statement))
    return any(len(one & other) >= max(_FRAGMENT[0], _FRAGMENT[1] * len(one | other)) for one, other in pieces)


def _quoted(statement: Statement) -> list[frozenset[str]]:
    """Give the words of each piece between quotation marks."""
    return [frozenset(find_words(piece)) for span in statement.content for piece in _MARKED.findall(span.text)]


def _is_one_quotation(a: Wording, b: Wording, found: Comparison) -> bool:
    """Tell whether two quotations of one actor and day are translations of one: they share words, or roots."""
    if not (_are_direct(a, b) and found.same_actor and days_apart(a, b) <= _DAY):
        return False
    is_rendered = found.shared >= _MANY and found.of_both >= _RENDERED[0] and found.of_shorter >= _RENDERED[1]
    return is_rendered or share_roots(a, b) >= _ROOTS


def _are_direct(a: Wording, b: Wording) -> bool:
    return a.statement.kind == b.statement.kind == "direct"


def is_one_voice(found: Comparison) -> bool:
    """Tell whether two statements may be one speaker's, or a body's and its spokesman's in nearly the same words.

    Names that only have a noun in common take words that would do for one speaker.
    """
    least, of_both = _CALLED
    is_called = found.may_be_called and found.shared >= least and found.of_both >= of_both
    is_held = found.shared >= _SPOKEN[0] and found.of_shorter >= _SPOKEN[1] and found.of_both >= _SPOKEN[2]
    is_near = found.of_both >= _NEAR and found.shared >= _MANY
    return found.one_speaker or is_called or (found.may_speak and (is_near or (is_held and not found.by_medium)))


def may_stand_together(a: Wording, b: Wording) -> bool:
    """Tell whether two statements that are not alike may be one claim through a third that is like both."""
    common = overlap(a, b)
    if common.of_both < _THROUGH and common.of_shorter < _PART:
        return False
    found = compare(a, b, common)
    return not found.differs and is_one_voice(found)


def may_agree(a: Wording, b: Wording) -> bool:
    """Tell whether nothing keeps two statements apart, whatever words they share."""
    found = compare(a, b, overlap(a, b))
    return found.one_speaker and not found.differs


def are_twins(a: Wording, b: Wording) -> bool:
    """Tell whether two statements are one word for word; two bodies may use one phrase: «ثوابتنا تجاه القضية»."""
    return overlap(a, b).of_both >= _VERBATIM and not (a.is_body and b.is_body and a.actor != b.actor)


def days_apart(a: Wording, b: Wording) -> int:
    """Give the days between two accounts, 0 where one has none."""
    return abs(a.day - b.day) if a.day is not None and b.day is not None else 0


def _pair_likely(wordings: Sequence[Wording]) -> Iterator[tuple[int, int]]:
    """Pair statements of different articles that share two stems which few of the story's statements have."""
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for n, wording in enumerate(wordings):
        for stem in wording.keys:
            holders[stem].append(n)
    for n, wording in enumerate(wordings):
        groups = (holders[stem] for stem in wording.keys)
        met = Counter(chain.from_iterable(g[bisect_right(g, n) :] for g in groups if len(g) <= _COMMON))
        for m, count in met.items():
            if count > 1 and wordings[m].article != wording.article:
                yield n, m


def _pair_aligned(wordings: Sequence[Wording], retellings: Iterable[Retelling]) -> Iterator[tuple[int, int]]:
    """Pair statements that stand in the two sides of one passage."""
    of_article: defaultdict[str, list[int]] = defaultdict(list)
    for n, wording in enumerate(wordings):
        of_article[wording.article].append(n)
    for retelling in retellings:
        for passage in retelling.passages:
            ones = [n for n in of_article[retelling.a] if _meets(wordings[n].statement, passage.a)]
            others = [n for n in of_article[retelling.b] if _meets(wordings[n].statement, passage.b)]
            yield from ((min(a, b), max(a, b)) for a in ones for b in others)


def _meets(statement: Statement, extent: Extent) -> bool:
    return any(span.start < extent.end and extent.start < span.end for span in statement.content)
