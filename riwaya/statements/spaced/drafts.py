"""Candidate statements of one sentence, left to right: cue, source and content, before anybody is resolved."""

from typing import NamedTuple

from riwaya.statements.quotes import Quote
from riwaya.statements.spaced.grammar import match
from riwaya.statements.spaced.openings import Opening, has_verb, read_opening, skip_beside
from riwaya.statements.spaced.scenes import COMMAS, Hit, Range, Scene, find_hits
from riwaya.statements.spaced.sources import Source, read_left, read_right
from riwaya.text import is_word

_AS = 14  # tokens between "quoted" and "as saying"
_NAME = 3  # words in marks that may be a name
_SHORT = 2  # words that are no clause
_CLAUSE = 4  # words that are one though no verb is known in them


class Draft(NamedTuple):
    """A statement as its sentence shows it. A source of None is whoever spoke before."""

    content: tuple[Range, ...]
    cue: Range | None
    source: Range | None
    because: tuple[str, ...]
    denied: bool = False
    carriers: tuple[Range, ...] = ()
    venue: Range | None = None
    subject: Range | None = None  # of a cue without content: who an adding behind it means


def read_drafts(scene: Scene) -> list[Draft]:
    """Give the candidate statements of a sentence in order."""
    drafts: list[Draft] = []
    hits = find_hits(scene)
    opened = _read_formula(scene, hits)
    drafts += [opened] if opened else []
    subject: Range | None = None
    for place, hit in enumerate(hits):
        if any(a <= hit.at < b for draft in drafts for a, b in draft.content):
            continue
        draft = _read_hit(scene, hits, place, drafts, subject)
        if draft is None:
            continue
        subject = draft.subject or draft.source or subject
        if draft.content:
            drafts.append(draft)
        elif draft.carriers and drafts:  # reported, citing a source
            drafts[-1] = drafts[-1]._replace(source=draft.carriers[0], carriers=_kept(drafts[-1].source))
        elif drafts and draft.subject and _follows(scene, drafts[-1], draft.subject):  # he would go, Reuters reported
            drafts[-1] = drafts[-1]._replace(carriers=(*drafts[-1].carriers, draft.subject))
    tail = _read_tail(scene)
    if tail and drafts and drafts[-1].cue != tail.cue:
        drafts[-1] = drafts[-1]._replace(carriers=(*drafts[-1].carriers, *_kept(tail.source)))
    elif tail and not drafts:
        drafts.append(tail)
    return drafts or _read_free(scene)


def _follows(scene: Scene, draft: Draft, subject: Range) -> bool:
    between = range(draft.content[-1][1], subject[0])
    return draft.content[-1][1] <= subject[0] and not any(is_word(scene.form(i)) for i in between)


def _kept(source: Range | None) -> tuple[Range, ...]:
    return (source,) if source else ()


def _read_hit(scene: Scene, hits: list[Hit], place: int, drafts: list[Draft], subject: Range | None) -> Draft | None:
    hit = hits[place]
    if hit.verb.group == "cite":
        cited = read_right(scene, hit.at + 1)
        return Draft((), None, None, ("cite",), carriers=(cited.words,)) if cited and hit.participle else None
    if hit.verb.group == "quote":
        return _read_quoted(scene, hit, drafts)
    if hit.participle:
        return _read_spoken(scene, hits, place, drafts, None, subject) if _stands_apart(scene, hit.at) else None
    source = read_left(scene, hit.at)
    quoted = _quote_before(scene, hit.at) is not None
    dropped = scene.does(_back(scene, hit.at) - 1, "join")  # confirmed the meeting but said
    if source is None and quoted and not dropped:
        source = read_right(scene, hit.at + 1)
    if source is None and not quoted and not dropped:
        return None
    return _read_spoken(scene, hits, place, drafts, source, subject)


def _read_spoken(
    scene: Scene, hits: list[Hit], place: int, drafts: list[Draft], source: Source | None, subject: Range | None
) -> Draft | None:
    """Read the content of a cue: behind it, else before it, else the words in marks in its complement."""
    hit = hits[place]
    inverted = source is not None and source.start > hit.at
    begin, end = hit.at, hit.at + 1
    if source is not None:
        begin, end = (hit.at, source.words[1]) if inverted else (source.start, hit.at + 1)
    who = source.words if source else subject
    before = () if hit.participle else _read_before(scene, begin, drafts)
    opening = None if inverted else read_opening(scene, hit)
    draft = Draft((), (hit.at, hit.at + 1), who, (f"{hit.verb.verb}:{opening.kind if opening else 'before'}",))
    if opening and not (before and opening.kind == "bare"):
        content = _read_forward(scene, hits, place, opening)
        whole = hit.verb.group == "deny" and bool(content) and not scene.is_quoted(content[0][0])
        if content:
            quoted = bool(before) and scene.is_quoted(before[0][0])
            content = before + content if opening.kind == "quote" and quoted else content
            return draft._replace(content=content, denied=whole, venue=opening.venue)
    behind, venue = skip_beside(scene, hit)
    told = bool(before) and (scene.is_quoted(before[0][0]) or _closes(scene, max(end, behind)))
    if told and hit.verb.group in ("say", "tell", "deny"):
        return draft._replace(content=before, venue=None if inverted else venue)
    if fragment := _read_fragment(scene, hits, place):
        return draft._replace(content=fragment, because=(f"{hit.verb.verb}:fragment",))
    return Draft((), None, None, (), subject=who) if source else None


def _stands_apart(scene: Scene, at: int) -> bool:
    """Tell a participle behind a comma or marks from «a man saying prayers»."""
    return at == scene.first or scene.form(at - 1) in COMMAS or scene.is_quoted(at - 1)


def _back(scene: Scene, at: int) -> int:
    while scene.does(at - 1, "adverb") or scene.does(at - 1, "skip"):
        at -= 1
    return at


def _quote_before(scene: Scene, at: int) -> Quote | None:
    """Give the quotation that ends at a token, a comma between them or not."""
    i = at - 1
    while scene.form(i) in COMMAS and not scene.is_quoted(i):
        i -= 1
    quote = scene.draught.quote_over(i) if i >= scene.first else None
    return quote if quote and quote.last == i else None


def _closes(scene: Scene, at: int) -> bool:
    """Tell «..., the minister said in Paris.», where nothing is left to be said."""
    if at >= scene.last or at in scene.timed or not is_word(scene.form(at)):
        return True
    return scene.does(at, "preposition") or scene.does(at, "stop")


def _read_before(scene: Scene, begin: int, drafts: list[Draft]) -> tuple[Range, ...]:
    """Give the content before its cue: «"...," X said», «The road is closed, X said»."""
    first = max([scene.first, *(b for draft in drafts for _, b in draft.content)])
    first = max([first, *(draft.cue[1] for draft in drafts if draft.cue and draft.cue[1] <= begin)])
    quote = _quote_before(scene, begin)
    if quote is not None and quote.first >= first:
        rest = scene.words(first, quote.first)
        if not rest or scene.form(quote.first - 1) in ":,":
            return _inside(scene, quote)
        return ((first, quote.last + 1),)
    if scene.form(begin - 1) not in COMMAS or drafts:
        return ()
    last = begin - 1
    if scene.does(first, "preposition") and not has_verb(scene, first, last):
        return ()  # In a statement, the bank said
    is_clause = has_verb(scene, first, last) or scene.words(first, last) > _CLAUSE  # The next step, he hopes, is
    return ((first, last),) if is_clause and scene.words(first, last) > _SHORT else ()


def _inside(scene: Scene, quote: Quote) -> tuple[Range, ...]:
    first, last = quote.first + 1, min(quote.last, scene.last)
    while last > first and scene.form(last - 1) in COMMAS:
        last -= 1
    return ((first, last),) if last > first else ()


def _read_forward(scene: Scene, hits: list[Hit], place: int, opening: Opening) -> tuple[Range, ...]:
    """Give the content behind its opening, up to the next cue that stands beside it."""
    at = opening.at
    while scene.form(at) in COMMAS:
        at += 1
    quote = scene.draught.quote_over(at)
    last = _find_end(scene, hits, place, at)
    if quote and quote.first == at and (opening.kind in ("quote", "colon") or quote.last + 1 >= last):
        return _inside(scene, quote)
    while last > at and not is_word(scene.form(last - 1)) and not scene.is_quoted(last - 1):
        last -= 1
    return ((at, last),) if scene.words(at, last) > 1 else ()


def _find_end(scene: Scene, hits: list[Hit], place: int, at: int) -> int:
    last = scene.last
    while last > at and not is_word(scene.form(last - 1)) and not scene.is_quoted(last - 1):
        last -= 1
    for hit in hits[place + 1 :]:
        if hit.at > at and (cut := _find_cut(scene, hit, at)) is not None:
            return min(cut, last)
    for i in range(at + 1, last):
        if match(scene.grammar.formulas, scene.draught.forms, i) > i and _stands_apart(scene, i):
            return i - (scene.form(i - 1) in COMMAS)
    return last


def _find_cut(scene: Scene, hit: Hit, at: int) -> int | None:
    """Give where a later cue ends what was said before it: «..., adding that», «..., but Z denied that»."""
    if hit.participle:
        return hit.at - (scene.form(hit.at - 1) in COMMAS) if _stands_apart(scene, hit.at) else None
    source = read_left(scene, hit.at)
    start = source.start if source else _back(scene, hit.at)
    parted = scene.form(start - 1) == ";"
    if source is not None and scene.form(start - 1) in COMMAS and (parted or _ends_there(scene, hit)):
        return start - 1  # he would go, Reuters reported
    if not scene.does(start - 1, "join") or start - 1 <= at:
        return None
    if source is not None and scene.form(start - 2) not in COMMAS:
        return None  # said the mayor and the council announced
    return start - 1 - (scene.form(start - 2) in COMMAS)


def _ends_there(scene: Scene, hit: Hit) -> bool:
    behind = skip_beside(scene, hit)[0] if hit.verb.group != "tell" else hit.at
    return not any(is_word(scene.form(i)) for i in range(behind, scene.last))


def _read_fragment(scene: Scene, hits: list[Hit], place: int) -> tuple[Range, ...]:
    """Give quoted words in the complement of a cue: called it "a farce"."""
    hit = hits[place]
    last = next((other.at for other in hits[place + 1 :]), scene.last)
    i = hit.at + 1
    while i < last:
        quote = scene.draught.quote_over(i)
        if quote is not None:
            named = quote.words <= _NAME and hit.verb.group == "say"
            return () if named else _inside(scene, quote)
        if scene.form(i) in COMMAS and hit.verb.group != "call":
            return ()
        i += 1
    return ()


def _read_quoted(scene: Scene, hit: Hit, drafts: list[Draft]) -> Draft | None:
    """Read «the agency quoted X as saying that», «"...," X was quoted by the agency as saying»."""
    limit = range(hit.at + 1, min(scene.last, hit.at + _AS))
    saying = next((i for i in limit if scene.form(i) in scene.grammar.participles), None)
    if saying is None or saying < hit.at + 2:
        return None
    verb = Hit(saying, scene.grammar.participles[scene.form(saying)], participle=True)
    left = read_left(scene, _skip_be(scene, hit.at))
    agent = next((i for i in range(hit.at + 1, saying - 2) if scene.does(i, "agent")), None)
    passive = scene.does(hit.at - 1, "be")
    if passive:
        source, carrier = left, Source((agent + 1, saying - 1), agent) if agent else None
    elif saying == hit.at + 2:
        return None  # «the agency quoted as saying» quotes nobody
    else:
        source, carrier = Source((hit.at + 1, saying - 1), hit.at), left
    opening = read_opening(scene, verb)
    content = _read_forward(scene, [verb], 0, opening) if opening else ()
    content = content or _read_before(scene, left.start if left else hit.at, drafts)
    if not content or source is None:
        return None
    carriers = (carrier.words,) if carrier else ()
    return Draft(content, (hit.at, hit.at + 1), source.words, ("quote",), carriers=carriers)


def _skip_be(scene: Scene, at: int) -> int:
    while scene.does(at - 1, "be") or scene.does(at - 1, "skip"):
        at -= 1
    return at


def _read_formula(scene: Scene, hits: list[Hit]) -> Draft | None:
    """Read «According to the monitor, the road is closed»."""
    behind = match(scene.grammar.formulas, scene.draught.forms, scene.first)
    if behind == scene.first:
        return None
    source = read_right(scene, behind)
    if source is None or scene.form(source.words[1]) not in COMMAS:
        return None
    content = _read_forward(scene, hits, -1, Opening("that", source.words[1] + 1, None))
    return Draft(content, (scene.first, behind), source.words, ("formula",)) if content else None


def _read_tail(scene: Scene) -> Draft | None:
    """Read «The road is closed, according to the monitor»; what was said already it carries."""
    for i in range(scene.first + 1, scene.last):
        behind = match(scene.grammar.formulas, scene.draught.forms, i)
        if behind == i or scene.is_quoted(i):
            continue
        source = read_right(scene, behind)
        last = i - (scene.form(i - 1) in COMMAS)
        if source is None:
            return None
        first = scene.first
        quote = _quote_before(scene, i)
        content = _inside(scene, quote) if quote and quote.first == first else ((first, last),)
        return Draft(content, (i, behind), source.words, ("formula",)) if scene.words(first, last) > _SHORT else None
    return None


def _read_free(scene: Scene) -> list[Draft]:
    """Read a sentence that is nothing but a quotation: it goes on with whoever spoke."""
    quote = scene.draught.quote_over(scene.first)
    if quote is None or quote.first != scene.first or quote.last + 2 < scene.last:
        return []
    content = _inside(scene, quote)
    return [Draft(content, None, None, ("free quotation",))] if content else []
