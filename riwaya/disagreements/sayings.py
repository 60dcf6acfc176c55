"""The quotations of an article, as facts: one saying that two accounts may give in different words."""

from collections.abc import Iterator, Sequence

from riwaya.disagreements.classes import Counted
from riwaya.disagreements.facts import Fact, find_when, make_value
from riwaya.disagreements.labels import label_fact
from riwaya.disagreements.sentences import Sentence, Telling, Word, add_root, find_sentence, read_words, tell
from riwaya.names import spelled_alike
from riwaya.records import Reading, Statement
from riwaya.text import find_words

_LEAST = 5  # words of a quotation; fewer are a name or a term
_SHORT = 3  # letters of a word that many names have
_OTHER = 1.0  # words of the shorter of two wordings that the longer does not have, as they are weighed
_OTHERS = 0.15  # the same, of all
_KNOWN = frozenset({"named", "role"})


def read_sayings(reading: Reading, place: int, sentences: Sequence[Sentence]) -> Iterator[Fact]:
    """Give the quotations of known speakers in a reading as facts, in text order."""
    when = find_when(reading)
    for statement in reading.statements:
        start, end = statement.content[0].start, statement.content[-1].end
        sentence = find_sentence(sentences, start)
        if sentence is None or not _is_quoted(statement) or statement.speaker is None:
            continue
        yield Fact(
            place=place,
            when=when,
            slot="quotation",
            counted=Counted("quotation", label_fact(sentence.language, "quotation", statement.speaker.name)),
            sentence=sentence,
            value=make_value(reading, start, end),
            context=_read_roots(statement, sentence.language),
        )


def _is_quoted(statement: Statement) -> bool:
    has_speaker = statement.speaker is not None and statement.speaker.how in _KNOWN
    return has_speaker and statement.kind == "direct" and sum(len(s.text.split()) for s in statement.content) >= _LEAST


def _read_roots(statement: Statement, language: str) -> Telling:
    """Give the telling words of a quotation, which two translators put in other forms: يملك نهرا, ملكا والأنهار."""
    words = [word for span in statement.content for word in read_words(span.text, language, span.start)]
    return tell(add_root(word, language) for word in words)


def is_one_wording(a: Fact, b: Fact) -> bool:
    """Tell whether two quotations differ in spelling alone, or by what one leaves out."""
    shorter, longer = sorted((a.context, b.context), key=lambda words: len(words.words))
    other = sum(word.weight for word in shorter.words if not _has_word(longer, word))
    return other < max(_OTHER, _OTHERS * shorter.weight)


def _has_word(telling: Telling, word: Word) -> bool:
    """Tell whether a word stands among others in some spelling: بوتين, بوتن."""
    return not word.stems.isdisjoint(telling.stems) or any(
        word.text[0] == its.text[0] and spelled_alike(word.text, its.text) for its in telling.words
    )


def is_one_speaker(a: str | None, b: str | None) -> bool:
    """Tell whether two names of speakers have a word in common that few names have."""
    shorter, longer = sorted((find_words(a or ""), find_words(b or "")), key=len)
    return any(len(word) > _SHORT and any(spelled_alike(word, its) for its in longer) for word in shorter)
