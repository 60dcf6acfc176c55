"""What a disagreement is called: what is counted, of whom, and where or in what, in words of its accounts.

«عدد القتلى في انفجار العبارة», «كلفة الجسر الجديد», «عمر سامي الحداد».
"""

import functools
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from riwaya.disagreements.facts import Fact, number_of
from riwaya.disagreements.labels import label_fact
from riwaya.disagreements.sentences import Word, look_before, look_behind
from riwaya.stems import stem_variants
from riwaya.text import fold, load_folded

_LEAD = 7  # words before a value that say what it is of
_NAMED = 5  # words of a heading beside what is counted, but for those that must follow
_FULL = 2  # words of a name, at least
_FAR = 0.1  # what a word between a phrase and its number takes from what the phrase tells
_ARTICLES = ("ال", "لل", "بال", "كال")
_OWNED = ("ته", "ها", "هم")
_JOINED = ("ب", "ل")  # prepositions written on to their noun: «بحي الزهور»
_WRITTEN_ON = ("ال", "ف", "ل")
_MARKS = re.compile("[\u064b-\u0652]")

_Run = tuple[Word, ...]


def name_fact(facts: Sequence[Fact]) -> str:
    """Name a fact, of which these are the accounts, in order: in the words that most of them have in common."""
    first = facts[0]
    if first.slot in {"quotation", "denial"}:
        return first.counted.name
    if first.slot == "age":
        return _join(first.counted.name, _name_owner(facts))
    if first.slot == "name":
        return _join(first.counted.name, first.value.value)
    is_shared = _share(facts)
    within = functools.partial(_find_within, is_shared=is_shared)
    leads = functools.partial(_find_leads, is_shared=is_shared)
    if first.slot == "count" and not first.counted.is_measure:
        return _join(_name_counted(facts), _choose(facts, within) or _name_place(facts))
    lead = _choose(facts, leads)
    if lead and first.slot == "money" and fold(lead.split()[0]) in load_folded(first.sentence.language, "facts_sums"):
        return lead  # «كلفة السد»
    return _join(first.counted.name, lead or _choose(facts, within) or _name_place(facts))


def _join(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def _share(facts: Sequence[Fact]) -> Callable[[Word], bool]:
    """Give what tells whether a word stands in most of the accounts: one's word for an event is no heading."""
    met = Counter(stem for fact in facts for stem in {*fact.context.stems, *fact.sentence.telling.stems})
    return lambda word: 2 * max(met[stem] for stem in word.stems) > len(facts)


# --- what is counted ------------------------------------------------------------------------------------------


def _name_counted(facts: Sequence[Fact]) -> str:
    """Name what is counted: «عدد القتلى», of some «عدد القتلى من الأطفال», of things «عدد الصواريخ» or «كم متطوعا»."""
    counted, language = facts[0].counted, facts[0].sentence.language
    nouns = [(number_of(fact), noun) for fact in facts if (noun := _find_noun(fact))]
    plural = next((_define(noun, language) for number, noun in nouns if _is_plural(number, language)), None)
    if counted.is_class:
        name = label_fact(language, "count", counted.name)
        is_some = (
            plural and " " in counted.kind and not _partial(language).isdisjoint(stem_variants(fold(plural), language))
        )
        return label_fact(language, "some", name, plural) if is_some and plural else name
    if plural or not nouns:
        return label_fact(language, "count", plural or counted.name)
    return label_fact(language, "how many", _accuse(nouns[0][1], language))


def _find_noun(fact: Fact) -> str:
    """Give the noun that stands with a number as it is written, without its vowels: «71» has none."""
    last = _MARKS.sub("", fact.value.value.split()[-1])
    return last if fact.value.value.split()[1:] and _MARKS.sub("", fact.counted.name) == last else ""


def _is_plural(number: float, language: str) -> bool:
    """Tell whether what is counted stands in the plural: in Arabic behind three to ten."""
    return language != "ar" or int(number) % 100 in range(3, 11)


def _define(noun: str, language: str) -> str:
    return noun if language != "ar" or noun.startswith("ال") else f"ال{noun}"


def _accuse(noun: str, language: str) -> str:
    """Give a noun as it stands behind كم: يهوديا, نقطة."""
    is_so = language != "ar" or noun.endswith(("ا", "ة", "ى", "ء", "ين", "ون", "ات"))
    return noun if is_so else f"{noun}ا"


@functools.cache
def _partial(language: str) -> frozenset[str]:
    return load_folded(language, "facts_partial")


def _name_owner(facts: Sequence[Fact]) -> str:
    """Give the name of whose age it is, without what else stands before it: الرئيس السنداري."""
    words = min((fact.near.words for fact in facts), key=lambda its: (len(its) < _FULL, len(its)))
    is_told = len(words) > _FULL and words[0].text.startswith("ال")
    return " ".join(word.text for word in words[is_told:])


# --- where, or in what ----------------------------------------------------------------------------------------


def _choose(facts: Sequence[Fact], find: Callable[[Fact], Iterator[_Run]]) -> str:
    """Give the run that tells most and stands near its value, of the earlier account where two are alike."""
    runs = [(_tell(run, fact), run) for fact in facts for run in find(fact)]
    best = max(runs, key=lambda found: found[0], default=(0.0, ()))[1]
    return " ".join(_MARKS.sub("", word.text) for word in best)


def _tell(run: _Run, fact: Fact) -> float:
    value = fact.value.span
    between = sum(
        run[-1].end <= word.start < value.start or value.end <= word.start < run[0].start
        for word in fact.sentence.words
    )
    is_sum = fact.slot == "money" and fold(run[0].text) in load_folded(fact.sentence.language, "facts_sums")
    return sum(word.weight for word in run) - _FAR * between + is_sum * _NAMED


def _find_within(fact: Fact, is_shared: Callable[[Word], bool]) -> Iterator[_Run]:
    """Give the runs that say in what or where: «في انفجار العبارة», and «في زلزال ميرات» of «ضحايا زلزال ميرات»."""
    words, language = fact.sentence.words, fact.sentence.language
    turns = load_folded(language, "facts_contrasts")
    for n, word in enumerate(words[:-2]):
        if fold(words[n + 1].text) in turns:
            continue  # «في حين تحدثت الشرطة»
        is_toll = fold(word.text) in load_folded(language, "facts_tolls")
        if is_toll or fold(word.text) in load_folded(language, "facts_within"):
            is_own = not is_toll and not is_shared(words[n + 1]) and not _is_definite(words[n + 1].text)
            first = n + 1 + is_own  # one account's word: في مجزرة ميرات
            run = _extend(fact, words[first:], words[first - 1].end, is_shared)
            is_whole = not is_toll or (len(run) > 1 and not run[0].text.startswith("ل"))  # حصيلة جديدة, ضحايا للقصف
            if any(map(is_shared, run)) and is_whole:
                lead = word._replace(text=label_fact(language, "in", "").strip(), weight=0.0) if is_toll else word
                yield (lead, *run)


def _find_leads(fact: Fact, is_shared: Callable[[Word], bool]) -> Iterator[_Run]:
    """Give the runs that stand before a value, or behind it where nothing does: «كلفة الجسر الجديد»."""
    words, value = fact.sentence.words, fact.value.span
    near = look_before(words, value.start, _LEAD) or look_behind(words, value.end, _LEAD)
    for n, word in enumerate(near):
        if word.weight and is_shared(word) and (run := _extend(fact, near[n:], None, is_shared)):
            yield run


def _extend(fact: Fact, words: Sequence[Word], end: int | None, is_shared: Callable[[Word], bool]) -> _Run:
    """Give the words of one phrase from the first on: up to a stop, a number, or what few accounts have.

    A noun that this would part from its genitive keeps it: حي الزهور.
    """
    language, run = fact.sentence.language, list[Word]()
    for word in words:
        is_idle = fold(word.text) in _inside(language)
        is_told = is_shared(word) and not (run and _is_whole(run))
        is_wanted = is_idle or is_told or (run and _is_due(run[-1], word, language))
        if (
            not is_wanted
            or not _goes_on(fact, word, end)
            or (run and not is_idle and _is_stranger(run[-1], word, language))
        ):
            break
        run.append(word)
        end = word.end
    while run and fold(run[-1].text) in _inside(language):
        run.pop()
    return tuple(run)


def _bare(text: str) -> set[str]:
    """Give a word with and without what is written on to it: «فأصيب», «لضحايا»."""
    form = fold(text)
    return {form, *(form.removeprefix(prefix) for prefix in _WRITTEN_ON)}


def _is_whole(run: Sequence[Word]) -> bool:
    """Tell whether a phrase is long enough: a noun that asks for another is no end of it, «في خليج»."""
    return len(run) >= (_NAMED if _is_definite(run[-1].text) else _LEAD)


def _goes_on(fact: Fact, word: Word, end: int | None) -> bool:
    """Tell whether a word may stand in a heading, behind one that ends at `end`."""
    value, language = fact.value.span, fact.sentence.language
    is_own = word.start < value.end and value.start < word.end
    is_apart = end is not None and word.start > end + 1  # a comma, a quotation mark
    is_idle = not word.weight and fold(word.text) not in _inside(language)
    is_untold = word.text[0].isdecimal() or not load_folded(language, "facts_untold").isdisjoint(_bare(word.text))
    return not (is_own or is_apart or is_idle or is_untold or (language == "ar" and word.text.startswith("و")))


def _is_due(before: Word, word: Word, language: str) -> bool:
    """Tell whether a word must follow for a phrase to be whole: «في حي» asks for «الزهور»."""
    return language == "ar" and word.text.startswith("ال") and bool(before.weight) and not _is_definite(before.text)


def _is_stranger(before: Word, word: Word, language: str) -> bool:
    """Tell whether a word is no part of the phrase of the one before: «الاتفاق | إنشاء», «حكومته | شملت»."""
    return language == "ar" and _is_definite(before.text) and not word.text.startswith((*_ARTICLES, *_JOINED))


def _is_definite(text: str) -> bool:
    return text.startswith(_ARTICLES) or text.endswith(_OWNED)


def _name_place(facts: Sequence[Fact]) -> str:
    """Give the place that most of the accounts name, with the word for in."""
    met = Counter(stem for fact in facts for stem in {stem for place in fact.places for stem in place})
    language = facts[0].sentence.language
    named = (
        (fact, word) for fact in facts for word in fact.sentence.words if any(word.stems <= its for its in fact.places)
    )
    found = (word for _, word in named if 2 * max(met[stem] for stem in word.stems) > len(facts))
    place = next(found, None)
    return label_fact(language, "in", place.text) if place else ""


@functools.cache
def _inside(language: str) -> frozenset[str]:
    """Give the words without a meaning of their own that may stand in a heading."""
    return load_folded(language, "facts_inside") | load_folded(language, "facts_within")
