"""Who said what, through whom: from an article to its statements.

Direct, indirect and mixed speech by verb, participle, noun, formula, colon or marks; speakers resolved in the order
of the text; whoever carried a statement, outwards from its speaker.

It does not judge whether what was said is true, does not look into quotations for statements inside them, takes no
speaker from outside the article, and keeps what a bare verbal noun tells («أكد انتقال القوات») apart from statements.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from riwaya.records import Article, Carrier, Mention, Span, Speaker, Statement, StatementKind, Time
from riwaya.statements.ascriptions import tells_where
from riwaya.statements.attributions import Draft
from riwaya.statements.carried import part_carriers
from riwaya.statements.chains import chain
from riwaya.statements.complements import is_name
from riwaya.statements.drafts import read_behind, read_carrier, read_drafts, read_further
from riwaya.statements.grammar import load_grammar
from riwaya.statements.heads import has_pronoun, names_person, read_head
from riwaya.statements.marks import mark_words
from riwaya.statements.moments import read_moment
from riwaya.statements.particles import is_what
from riwaya.statements.runs import Reading, run_on
from riwaya.statements.sentences import Draught, Sentence, read_draught
from riwaya.statements.sources import Source
from riwaya.statements.spaced import find_spaced_statements
from riwaya.statements.speakers import Cast
from riwaya.statements.titles import mark_titles
from riwaya.stems import is_definite
from riwaya.text import is_word

__all__ = ["Sayings", "find_sayings", "find_statements"]


class Sayings(NamedTuple):
    """What an article has from others, in text order: `s1`, `s2`, ...; what verbs tell by a noun: `a1`, `a2`, ..."""

    statements: tuple[Statement, ...] = ()
    announcements: tuple[Statement, ...] = ()


def find_statements(
    article: Article, mentions: Iterable[Mention] = (), times: Sequence[Time] = ()
) -> tuple[Statement, ...]:
    """Give the statements of an article in text order, with ids `s1`, `s2`, ...

    Every span lies inside `article.paragraphs`. A speaker is None only where the page gives no source; one that it
    gives and that could not be resolved has `how` unresolved. `because` names the construction that was read.
    `mentions` are the article's names: they tell where a name that no list has begins, and where it ends. `times` are
    its times in text order: `said` is the one that stands beside the cue.

    >>> text = 'قال وزير المياه سامي الحداد إن السد "آمن تماما"، مضيفا أن الترميم انتهى.'
    >>> for said in find_statements(Article(source="1", text=text, paragraphs=((0, len(text)),))):
    ...     print(said.speaker.name, said.kind, said.content[0].text)
    سامي الحداد mixed السد "آمن تماما"
    سامي الحداد indirect الترميم انتهى
    """
    return find_sayings(article, mentions, times).statements


def find_sayings(article: Article, mentions: Iterable[Mention] = (), times: Sequence[Time] = ()) -> Sayings:
    """Give the statements of an article as `find_statements` does, and its announcements.

    >>> text = 'أعلن الجيش السنداري أمس استعادة مدينة الضفة، مضيفا أن الأهالي عادوا إليها.'
    >>> said = find_sayings(Article(source="1", text=text, paragraphs=((0, len(text)),)))
    >>> said.statements[0].content[0].text, said.announcements[0].content[0].text
    ('الأهالي عادوا إليها', 'استعادة مدينة الضفة')
    """
    if article.language not in (None, "ar"):
        return Sayings(find_spaced_statements(article, times, article.language))
    draught = mark_words(mark_titles(read_draught(article, mentions)))
    readings, announced = _read_sentences(draught)
    if not announced and not any(reading.drafts for reading in readings):
        return Sayings()  # one article in five: whoever acts in it need not be known
    cast = Cast(draught)
    cast.note_untitled([draft.source for reading in readings for draft in reading.drafts if draft.source is not None])
    found: list[Statement] = []
    heard: list[tuple[Sentence, Draft, Speaker | None]] = []  # what was announced, and by whom where it is not said
    late: list[tuple[Sentence, Draft]] = []  # those that whoever speaks in their sentence may make
    runs = -1  # the paragraph whose last words run on without marks
    for sentence, drafts, behind in readings:
        heard += [(*one, cast.hearing.last_heard(one[1].word)) for one in late]
        own = [(sentence, draft) for draft in announced.get(sentence.first, ())]
        late = [one for one in own if _is_late(*one)]
        heard += [(*one, cast.hearing.last_heard(one[1].word)) for one in own if one not in late]
        if behind:
            found += _tell(cast, sentence, drafts, times, found)
            continue
        carrier = read_carrier(draught, sentence, told=bool(drafts)) if found else None
        if carrier is not None:
            found[-1] = _carried_by(found[-1], cast, carrier)
        if not drafts:
            if runs != sentence.paragraph or not names_person(draught, sentence.first):
                cast.note_subject(sentence, alone=True)  # but not of «وقال: أحب هذا الفريق. سامي لاعب كبير»
            continue
        if found and drafts[0].because == ("free quotation",) and _is_unclosed_before(draught, sentence):
            found[-1] = _go_on(found[-1], draught, drafts[0])
            continue
        runs = sentence.paragraph if drafts[-1].because[0].endswith(":colon") else -1
        if drafts[0].source is None or drafts[0].because == ("formula",) or _is_paper(draught, drafts[0].source):
            speaks = drafts[0].because != ("formula",) or drafts[0].source is None
            cast.note_subject(sentence, before=_begin(drafts[0]) if speaks else None)
        _note_where(cast, sentence)
        found += _tell(cast, sentence, drafts, times, found)
        _note_others(cast, sentence, drafts)
    heard += [(*one, cast.hearing.last_heard(one[1].word)) for one in late]
    return Sayings(tuple(found), tuple(_announce(cast, times, heard)))


def _is_late(sentence: Sentence, draft: Draft) -> bool:
    """«ذكرت لندن أن ...، | متهمة روسيا بالهجوم»: behind other words of its sentence."""
    return draft.cue is not None and draft.cue[0] > sentence.first + 1


def _announce(
    cast: Cast, times: Sequence[Time], heard: Iterable[tuple[Sentence, Draft, Speaker | None]]
) -> Iterator[Statement]:
    """Make the announcements, once all has been told: whoever makes one is not heard by the statements."""
    number = 0
    for sentence, draft, last in heard:
        speaker = cast.resolve(draft.source, draft.word) if draft.source is not None else last
        if speaker is not None:
            number += 1
            statement = _statement(cast, draft, speaker, None, f"a{number}")
            said = read_moment(cast.draught, sentence, draft, times)
            yield msgspec.structs.replace(statement, said=said) if said else statement


def _read_sentences(draught: Draught) -> tuple[Sequence[Reading], Mapping[int, Sequence[Draft]]]:
    """Read each sentence in text order, before anybody is known; give announcements by their sentence's first token."""
    found: list[Reading] = []
    announced: dict[int, list[Draft]] = {}
    unsaid: Sentence | None = None  # the sentence before, where nobody says it
    before: Draft | None = None  # what the sentence before told last
    read = 0
    for sentence in draught.sentences:
        told, nouns = read_drafts(draught, sentence)
        if nouns:
            announced[sentence.first] = nouns
        drafts = [d for d in told if d.content[0][0] >= read or d.cue]
        read = max([read, *(d.content[-1][1] for d in drafts)])
        behind = read_behind(draught, sentence, unsaid) if unsaid is not None and not drafts else None
        if before is not None and not drafts:
            behind = behind or read_further(draught, sentence, before)
        unsaid = None if drafts or behind else sentence
        before = drafts[-1] if drafts else behind
        found.append(Reading(sentence, [behind] if behind else drafts, behind is not None))
    return run_on(draught, found), announced


def _is_unclosed_before(draught: Draught, sentence: Sentence) -> bool:
    """True where a paragraph opens with the mark of a quotation that nobody closed in the one before."""
    number, forms = draught.quoted[sentence.first], draught.forms
    if not sentence.opens or number < 1:
        return False
    before = draught.quotes[number - 1]
    return not before.closed and before.last == sentence.first and forms[before.first] == forms[sentence.first]


def _go_on(statement: Statement, draught: Draught, draft: Draft) -> Statement:
    """«قالت: “الباب مفتوح. | “نحن هنا”»: a quotation over several paragraphs is one statement."""
    content = (*statement.content, *(draught.span(*span) for span in draft.content))
    return msgspec.structs.replace(statement, content=content, because=(*statement.because, "next paragraph"))


def _note_where(cast: Cast, sentence: Sentence) -> None:
    """«جاء ذلك في بيان، | وذكر: "..."», not «خلال كلمته», «في البيان الختامي»: the document of whoever was heard."""
    what = sentence.first + 3
    told = tells_where(cast.draught, sentence.first, sentence.last) and what < sentence.last
    if told and not has_pronoun(cast.draught.span(what, what + 1).text) and not is_definite(cast.draught.forms[what]):
        cast.note_document((what - 1, sentence.last))


def _is_paper(draught: Draught, source: Source) -> bool:
    """«ثمنت الحركة في بيان دور الحكومة، وقال | البيان»: whoever acts issued it."""
    head = read_head(draught.forms[source.first]) if source.last - source.first == 1 else None
    return head is not None and head.kind == "document" and head.definite and head.number == "one"


def _note_others(cast: Cast, sentence: Sentence, drafts: Sequence[Draft]) -> None:
    """Let whoever else acts in a sentence be heard, now that its words have their speakers."""
    source, cue = drafts[0].source, drafts[0].cue
    behind = len(drafts) == 1 and source is not None and cue is not None and source.last <= cue[0]
    if behind and source and cue and cast.draught.forms[cue[0] - 1] in load_grammar().whose:
        cast.note_main(sentence, source.first)  # «شكر سامي الأمير، الذي | شدد على أن»
    if cue is not None and is_what(cast.draught.forms, cue[0]):
        cast.note_main(sentence, cue[0])  # «نفى سامي ما | ذكره الأمير من أن»
    cast.note_turn(sentence, drafts[-1].content[0][0])


def _begin(draft: Draft) -> int:
    """Where whoever acts stands before a statement: «ونقلت رويترز عنه», who passes it on, does not say it."""
    first = draft.cue[0] if draft.cue else draft.content[0][0]
    return min([first, *(carrier.first - 2 for carrier in draft.carriers)])


def _tell(
    cast: Cast, sentence: Sentence, drafts: Sequence[Draft], times: Sequence[Time], before: Sequence[Statement]
) -> list[Statement]:
    """Make the statements of a sentence's drafts, each with its speaker and when it was said."""
    draught, told, kept = cast.draught, list[Statement](), list[Draft]()
    for draft in drafts:
        speaker = _speaker(cast, draft)
        unsaid = speaker.how == "unresolved" and draft.because[0] in ("ask:that", "hold:that")
        if draft.venue is not None and not unsaid:
            cast.note_document(draft.venue)
        if draft.outer is not None:
            cast.hearing.return_word()  # «أن الدراسات أشارت إلى أن ...، مضيفا»: whoever tells it goes on
        if unsaid:
            continue  # «تتمنى أن تعود»: a wish of nobody's
        cast.note_carrier(draft.carriers[-1] if draft.carriers else None)
        outer = told[draft.outer] if draft.outer is not None and draft.outer < len(told) else None
        statement = _statement(cast, draft, speaker, outer, f"s{len(before) + len(told) + 1}")
        said = read_moment(draught, sentence, draft, times)
        told.append(msgspec.structs.replace(statement, said=said) if said else statement)
        kept.append(draft)
    return chain(kept, told, before)


def _speaker(cast: Cast, draft: Draft) -> Speaker:
    if draft.source is not None:
        return cast.resolve(draft.source, draft.word)
    also = draft.cue is not None and cast.draught.forms[draft.cue[0] - 1] in load_grammar().also
    word = draft.word
    if (
        word is not None and word.verb.group == "stand"
    ):  # «نعت الوزارة الراحل في بيان | جاء فيه»: the verb is the paper's
        word = msgspec.structs.replace(word, gender="", number="")
    return cast.hearing.resolve_dropped(word, draft.content[0][0], also=also)


def _statement(cast: Cast, draft: Draft, speaker: Speaker, outer: Statement | None, id_: str) -> Statement:
    draught = cast.draught
    carriers = [
        Carrier(name=cast.references.name_in_full(c), span=_source_span(draught, c))
        for named in draft.carriers
        for c in part_carriers(draught, named)
        if cast.references.name_issuer(c) != speaker.name or not speaker.name  # «قالت الوزارة إن ...، وفق البيان»
    ]
    # «لافتا إلى أن الدراسات تشير إلى أن»: his verb stands for him
    told = outer and (outer.source or outer.cue)
    if outer is not None and outer.speaker is not None and outer.speaker.name not in ("", speaker.name) and told:
        carriers.append(Carrier(name=outer.speaker.name, span=told))
        carriers += outer.carriers
    source = _source_span(draught, draft.source) if draft.source else None
    carriers = [c for c in carriers if not _is_himself(c, speaker.name, source)]
    return Statement(
        id=id_,
        kind=_kind(draught, draft),
        content=tuple(_content_span(draught, *c, joined=draft.joined) for c in draft.content),
        cue=draught.span(*draft.cue) if draft.cue else None,
        source=_source_span(draught, draft.source) if draft.source else None,
        speaker=speaker,
        carriers=tuple(carriers),
        venue=_venue_span(draught, *draft.venue) if draft.venue else None,
        polarity="denied" if draft.denied else "asserted",
        because=draft.because,
    )


def _is_himself(carrier: Carrier, speaker: str, source: Span | None) -> bool:
    """«أجابت ليلى الحداد: "نعم"، كما تقول الحداد»: nobody carries his own words; but «بيان أذاعته | إذاعة الجسر»."""
    inside = source is not None and source.start < carrier.span.start < source.end
    return carrier.name == speaker or (speaker.endswith(f" {carrier.name}") and not inside)


def _carried_by(statement: Statement, cast: Cast, carrier: Source) -> Statement:
    named = Carrier(name=cast.references.name_in_full(carrier), span=_source_span(cast.draught, carrier))
    because = (*statement.because, "carried by the next sentence")
    return msgspec.structs.replace(statement, carriers=(*statement.carriers, named), because=because)


def _source_span(draught: Draught, source: Source) -> Span:
    """The source's words without the لـ written on to them."""
    span = draught.span(source.first, source.last)
    return Span(start=span.start + 1, end=span.end, text=span.text[1:]) if source.joined else span


def _venue_span(draught: Draught, first: int, last: int) -> Span:
    """The venue's words without the و written on to them: «وفي بيان»."""
    span = draught.span(first, last)
    joined = draught.forms[first][0] == "و" and draught.forms[first][1:] in load_grammar().before
    return Span(start=span.start + 1, end=span.end, text=span.text[1:]) if joined else span


def _content_span(draught: Draught, first: int, last: int, *, joined: bool) -> Span:
    """The content's words; the بـ of بأنه is the verb's, the pronoun is the content's."""
    span = draught.span(first, last)
    if joined or draught.forms[first] in load_grammar().byth:
        return Span(start=span.start + 1, end=span.end, text=span.text[1:])
    return span


def _kind(draught: Draught, draft: Draft) -> StatementKind:
    """By the marks alone; a name in marks is no quotation, and the أنه before one or و between two does not count."""
    inside = outside = 0
    that, byth = load_grammar().that, load_grammar().byth
    for first, last in draft.content:
        if max(draught.quoted[first:last], default=-1) < 0:  # no marks, as in most
            words = draught.forms[first + (draught.forms[first] in that | byth) : last]
            outside += any(is_word(form) and form != "و" for form in words)
            continue
        i = first
        while i < last:
            quote = draught.quote_over(i)
            if quote is None:
                opens = i == first and draught.forms[i] in that | byth
                outside += is_word(draught.forms[i]) and draught.forms[i] != "و" and not opens
                i += 1
                continue
            end = (
                last if quote.last < i else min(last, quote.last)
            )  # behind it stands what goes on in the next paragraph
            words = draught.forms[max(i, quote.first) : end]
            # «حذر من "عواقب وخيمة" على السد»: what was read for its marks is no name
            said = draft.because[0] == "fragment" and quote.first == first
            inside += sum(map(is_word, words)) * (said or not is_name(draught, quote.first + 1, quote.last))
            i = max(end, quote.last) + 1
    if not outside:
        return "direct"
    return "mixed" if inside else "indirect"
