"""Who said what in a language whose words stand apart: from an article to its statements, by the tables of its pack.

Order and punctuation carry here what endings and particles carry in Arabic: a cue stands behind its subject and before
"that", marks or a clause; or behind what was said, before or behind its subject.
"""

from bisect import bisect_right
from collections.abc import Sequence

import msgspec

from riwaya.records import Article, Carrier, Interval, Span, Statement, StatementKind, Time
from riwaya.statements.spaced.drafts import Draft, read_drafts
from riwaya.statements.spaced.grammar import load_grammar
from riwaya.statements.spaced.scenes import Range, Scene, cut_scenes
from riwaya.statements.spaced.speakers import Cast
from riwaya.text import is_word

__all__ = ["find_spaced_statements"]


def find_spaced_statements(article: Article, times: Sequence[Time], language: str) -> tuple[Statement, ...]:
    """Give the statements of an article in text order; none where the language has no verbs that attribute.

    >>> text = '"The dam is safe," Water Minister Sami Haddad said on Monday, adding that repairs were over.'
    >>> article = Article(source="1", text=text, language="en", paragraphs=((0, len(text)),))
    >>> for said in find_spaced_statements(article, (), "en"):
    ...     print(said.speaker.name, said.kind, said.content[0].text)
    Sami Haddad direct The dam is safe
    Sami Haddad indirect repairs were over
    """
    grammar = load_grammar(language)
    if grammar is None:
        return ()
    cast, found = Cast(), list[Statement]()
    before: Scene | None = None
    for scene in cut_scenes(article, grammar, times):
        drafts = read_drafts(scene)
        cast.introduce(scene)
        for draft in drafts:
            if draft.cue is None and found and before is not None and _goes_on(found[-1], before, scene):
                content = tuple(_span(scene, words) for words in draft.content)
                found[-1] = msgspec.structs.replace(found[-1], content=(*found[-1].content, *content))
            elif draft.cue is not None or found:
                found.append(_make(scene, cast, draft, f"s{len(found) + 1}", times))
        before = scene
    return tuple(found)


def _goes_on(said: Statement, before: Scene, scene: Scene) -> bool:
    """«"..." X said. "..."»: quotations that only the cue breaks are one statement."""
    start = before.draught.tokens[before.first].start
    same = before.paragraph == scene.paragraph and said.kind == "direct" and said.content[-1].start >= start
    return same and said.cue is not None and said.cue.start > said.content[0].start


def _make(scene: Scene, cast: Cast, draft: Draft, id_: str, times: Sequence[Time]) -> Statement:
    passed = [(cast.resolve(scene, words).name, _span(scene, words)) for words in draft.carriers]
    speaker = cast.resolve(scene, draft.source) if draft.source else cast.resolve_dropped()
    return Statement(
        id=id_,
        kind=_kind(scene, draft.content),
        content=tuple(_span(scene, words) for words in draft.content),
        cue=_span(scene, draft.cue) if draft.cue else None,
        source=_span(scene, draft.source) if draft.source else None,
        speaker=speaker,
        carriers=tuple(Carrier(name=name, span=span) for name, span in passed),
        venue=_span(scene, draft.venue) if draft.venue else None,
        said=_find_moment(scene, draft, times),
        polarity="denied" if draft.denied else "asserted",
        because=draft.because,
    )


def _span(scene: Scene, words: Range) -> Span:
    return scene.draught.span(*words)


def _find_moment(scene: Scene, draft: Draft, times: Sequence[Time]) -> Interval | None:
    """Give the time that stands right behind the cue or its «on»."""
    if draft.cue is None:
        return None
    at = draft.cue[1] + scene.does(draft.cue[1], "preposition")
    if at not in scene.timed:
        return None
    start = scene.draught.tokens[at].start
    time = times[bisect_right(times, start, key=lambda time: time.start) - 1]
    return Interval(from_=time.from_, to=time.to, precision=time.precision) if time.from_ or time.to else None


def _kind(scene: Scene, content: Sequence[Range]) -> StatementKind:
    """By the marks alone."""
    tokens = [i for first, last in content for i in range(first, last) if is_word(scene.draught.forms[i])]
    inside = sum(scene.is_quoted(i) for i in tokens)
    return "direct" if inside == len(tokens) else "mixed" if inside else "indirect"
