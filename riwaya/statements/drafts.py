"""Candidate statements of one sentence, left to right: cue, source, content, before anybody is resolved."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from riwaya.statements.carried import read_carried, read_relays
from riwaya.statements.cues import Cue, read_cue
from riwaya.statements.formulas import Formula, match_formula
from riwaya.statements.frames import Opening, find_opening
from riwaya.statements.grammar import load_grammar
from riwaya.statements.heads import is_first_name, read_head
from riwaya.statements.quotes import Quote
from riwaya.statements.sentences import COMMAS, Draught, Sentence
from riwaya.statements.sources import Gap, read_gap, trim
from riwaya.text import is_word

Range = tuple[int, int]
Level = Literal["main", "beside", "under", "which"]

_EVIDENCE = frozenset(("find",))


class Draft(NamedTuple):
    """A statement as its sentence gives it. Ranges are token indices."""

    content: tuple[Range, ...]
    cue: Range | None
    word: Cue | None
    source: Range | None = None
    carriers: tuple[Range, ...] = ()
    outer: int | None = None  # the draft of the same sentence that this one stands inside
    venue: Range | None = None
    denied: bool = False
    joined: bool = False  # the source is written together with a preposition: لوزارة
    because: tuple[str, ...] = ()


class _Hit(NamedTuple):
    """A cue outside quotation marks, with the content it opens and the place where it ends the content before it."""

    index: int
    cue: Cue
    opening: Opening | None
    level: Level
    cut: int | None


def read_drafts(draught: Draught, sentence: Sentence) -> list[Draft]:
    """Give the candidate statements of a sentence in text order."""
    hits = _find_hits(draught, sentence)
    if _is_silent(draught, sentence):  # «ويذكر أن الوزارة قالت»: what is told inside still counts
        hits = [hit for hit in hits if hit.index >= sentence.first + 3 and hit.level in ("under", "which")]
    gaps = [hit.opening.gap for hit in hits if hit.opening is not None]
    formulas = [
        f for f in _find_formulas(draught, sentence, hits) if not any(a <= f.first < b for a, b in gaps)
    ]
    drafts: list[Draft] = []
    spans: list[Range] = []
    for place, hit in enumerate(hits):
        if any(f.first <= hit.index < f.last for f in formulas):
            continue
        draft = _draft_hit(draught, sentence, hits, place, formulas, drafts)
        if draft is not None:
            drafts.append(draft)
    drafts = _apply_formulas(draught, sentence, hits, formulas, drafts)
    if not drafts:
        drafts = _free_quotation(sentence)
    del spans
    return sorted(drafts, key=lambda d: d.content[0])


def _is_silent(draught: Draught, sentence: Sentence) -> bool:
    """«يذكر أن», «ومن المقرر أن»: the page's own voice, unless marks show speech."""
    words = [f for f in draught.forms[sentence.first : sentence.first + 4] if is_word(f)]
    silent = load_grammar().silent
    return any(tuple(words[:n]) in silent for n in (2, 3))


def _find_hits(draught: Draught, sentence: Sentence) -> list[_Hit]:
    found: list[_Hit] = []
    forms = draught.forms
    skip = sentence.first
    for i in range(sentence.first, sentence.last):
        if i < skip:
            continue
        quote = draught.quote_over(i)
        if quote is not None:
            skip = quote.last + 1
            continue
        cue = read_cue(forms[i])
        if cue is None or cue.person == 1 or _is_passive(draught, i, cue):
            continue
        if cue.verb.group == "stand" and forms[i + 1 : i + 2] != ["في"]:
            cue = read_cue(forms[i][1:])  # «وردت كندا على القرار بأنها»
            if cue is None or cue.verb.group == "stand":
                continue
        if _is_other(draught, i, cue):
            continue
        if cue.form == "participle" and cue.gender == "f" and cue.number == "one" and not cue.joined:
            if is_word(forms[i - 1]) and i > sentence.first:  # «إجراءات مشددة» is an adjective
                continue
        opening = None if cue.verb.group == "act" else find_opening(draught, cue, i, sentence.last)
        found.append(_Hit(i, cue, opening, "main", None))
    return [_place(draught, sentence, hit, found) for hit in found]


def _is_passive(draught: Draught, i: int, cue: Cue) -> bool:
    """«أُبلغ بأن», «يدعى» have no speaker; «نُقل عن» has."""
    token = draught.tokens[i]
    if cue.form == "present" and cue.verb.present.endswith("ي") and draught.text[token.end - 1] == "ى":
        return True
    return cue.verb.group != "carry" and "\u064f" in draught.text[token.start + len(cue.joined) : token.start + 3]


def _is_other(draught: Draught, i: int, cue: Cue) -> bool:
    """Told apart by spelling only: أعتقد from اعتقد, «تغريدة» from his tweeting."""
    token, text = draught.tokens[i], draught.text
    if cue.form == "past" and cue.verb.past[0] == "ا" and text[token.start + len(cue.joined)] == "أ":
        return True
    return cue.suffix == "ه" and text[token.end - 1] == "ة"


def _place(draught: Draught, sentence: Sentence, hit: _Hit, hits: Sequence[_Hit]) -> _Hit:
    """Tell on which level of the sentence a cue stands, and where what came before it ends."""
    forms, words = draught.forms, load_grammar()
    i, first = hit.index, sentence.first
    start = i
    while start - 1 >= first and forms[start - 1] in words.been | words.negation:
        start -= 1
    before = forms[start - 1] if start > first else ""
    if start == first or not before or (start == first + 1 and before in words.clause):
        return hit._replace(level="main", cut=start)
    if before in words.whose:
        cut = start - 1
        return hit._replace(level="which", cut=cut - 1 if forms[cut - 1] in COMMAS else None)
    if hit.cue.form == "participle":
        return hit._replace(level="beside", cut=start)
    if hit.cue.joined or (forms[start][0] == "و" and start < i) or before in words.clause:
        return hit._replace(level="beside", cut=start - (before in words.clause))
    if before in COMMAS or before in '.:-–—)»"”':
        return hit._replace(level="beside", cut=start)
    return hit._replace(level="under", cut=None)


def _find_formulas(draught: Draught, sentence: Sentence, hits: Sequence[_Hit]) -> list[Formula]:
    opened = {hit.index for hit in hits if hit.opening is not None}
    found: list[Formula] = []
    i = sentence.first
    while i < sentence.last:
        quote = draught.quote_over(i)
        if quote is not None:
            i = quote.last + 1
            continue
        formula = match_formula(draught, i, sentence.last, opened)
        if formula is not None:
            found.append(formula)
            i = formula.last
        else:
            i += 1
    return found


def _draft_hit(
    draught: Draught,
    sentence: Sentence,
    hits: Sequence[_Hit],
    place: int,
    formulas: Sequence[Formula],
    drafts: Sequence[Draft],
) -> Draft | None:
    hit = hits[place]
    outer = _outer(hit, drafts)
    if hit.cue.form == "noun" and any(d.cue and d.cue[0] <= hit.index < d.content[0][0] for d in drafts):
        return None
    if any(d.cue and d.cue[1] <= hit.index < d.content[0][0] for d in drafts):
        return None  # a cue inside another's gap
    if outer is not None and hit.level != "under" and hit.level != "which":
        outer = None
    if hit.opening is None:
        if outer is not None:
            return None
        return _inverted(draught, sentence, hit, hits, place, drafts) or _fragment(draught, sentence, hit, hits, place)
    if outer is not None and (hit.cue.verb.group not in ("say", "deny", "carry") or hit.opening.kind != "that"):
        return None
    return _opened(draught, sentence, hits, place, formulas, outer)


def _outer(hit: _Hit, drafts: Sequence[Draft]) -> int | None:
    for number in range(len(drafts) - 1, -1, -1):
        if any(a <= hit.index < b for a, b in drafts[number].content):
            return number
    return None


def _opened(
    draught: Draught,
    sentence: Sentence,
    hits: Sequence[_Hit],
    place: int,
    formulas: Sequence[Formula],
    outer: int | None,
) -> Draft | None:
    hit = hits[place]
    opening = hit.opening
    assert opening is not None  # noqa: S101
    content = _content(draught, sentence, hits, place, formulas, opening)
    if not content:
        return None
    denied = _is_denied(draught, hit)
    cue = (hit.index, hit.index + 1)
    rule = f"{hit.cue.verb.group}:{opening.kind}"
    if hit.cue.verb.group == "carry":
        carried = read_carried(draught, hit.index, hit.cue, opening.gap)
        if carried is None:
            return None
        word = hit.cue
        if opening.saying:
            cue = (opening.saying, opening.saying + 1)
            word = read_cue(draught.forms[opening.saying]) or word
        return Draft(content, cue, word, carried.speaker, carried.carriers, outer, None, denied, because=(rule,))
    start = opening.gap[0] + (hit.cue.verb.group == "stand")
    gap = read_gap(draught, start, opening.gap[1])
    carriers = read_relays(draught, opening.gap)
    through = _through(draught, opening.gap)
    if through is not None:
        carrier = read_gap(draught, opening.gap[0], through).source
        carriers = (*carriers, carrier) if carrier else carriers
        gap = read_gap(draught, through + 2, opening.gap[1])
    source = gap.source or _before(draught, sentence, hit, hits)
    if source is None and outer is not None:
        return None
    if hit.cue.form == "participle":
        source = None  # «داعيا المخالفين إلى أن»: whoever follows is spoken to
    if hit.cue.verb.group == "ask" and any(f in load_grammar().prayed for f in draught.forms[slice(*opening.gap)]):
        return None
    if hit.cue.verb.group in ("find", "hold") and hit.level == "main" and source is None and not hit.cue.joined:
        return None
    if source is not None and _is_evidence(draught, source):
        return None
    return Draft(content, cue, hit.cue, source, carriers, outer, gap.venue, denied, because=(rule,))


def _through(draught: Draught, gap: Range) -> int | None:
    forms = draught.forms
    for i in range(gap[0], gap[1] - 1):
        if forms[i] == "نقلا" and forms[i + 1] == "عن":
            return i
    return None


def _is_evidence(draught: Draught, source: Range) -> bool:
    head = read_head(draught.forms[source[0]])
    return head is not None and head.kind == "evidence"


def _is_denied(draught: Draught, hit: _Hit) -> bool:
    negated = hit.index > 0 and draught.forms[hit.index - 1] in load_grammar().negation and hit.cue.form != "participle"
    return negated != (hit.cue.verb.group == "deny")


def _before(draught: Draught, sentence: Sentence, hit: _Hit, hits: Sequence[_Hit]) -> Range | None:
    """The subject that stands before its verb: «الوزير قال إن», «المدير الذي أكد أن»."""
    if hit.cue.verb.group == "gist":
        return _told_in(draught, sentence, hit.index)
    if hit.cue.form in ("participle", "noun") or hit.cue.joined:
        return None
    forms, words = draught.forms, load_grammar()
    end = hit.index
    while end > sentence.first and forms[end - 1] in words.been | words.negation:
        end -= 1
    which = end > sentence.first and forms[end - 1] in words.whose
    if which:
        end -= 1
        while end > sentence.first and not is_word(forms[end - 1]):
            end -= 1
        return _antecedent(draught, sentence, end)
    start = end
    floor = max([sentence.first, *(h.opening.first for h in hits if h.opening and h.index < hit.index)])
    stops = COMMAS | words.clause | words.that | {".", ":"}
    while start > floor and forms[start - 1] not in stops and end - start < 14:
        start -= 1
    while start < end and (forms[start] in words.been or not is_word(forms[start])):
        start += 1
    if hit.cue.verb.group == "find" or (start < end and forms[start] in words.before):
        return _nearest(draught, start, end)
    for i in range(start, end):
        if forms[i] in words.been:  # «وكان ترامب قد وجه لومه فيما وصفه»
            end = i
            break
    return trim(draught, start, end) if start < end else None


def _told_in(draught: Draught, sentence: Sentence, end: int) -> Range | None:
    """«تصريحات سابقة للوزير مفادها أن»: the document before its gist."""
    for i in range(end - 1, max(sentence.first, end - 12) - 1, -1):
        head = read_head(draught.forms[i])
        if head is not None and head.kind == "document":
            return i, end
    return None


def _nearest(draught: Draught, first: int, last: int) -> Range | None:
    """«بعد أيام من بيانات رسمية أظهرت»: the last noun that can head a source, with what follows it."""
    for i in range(last - 1, max(first, last - 6) - 1, -1):
        head = read_head(draught.forms[i])
        if head is not None and head.kind != "evidence":
            return i, last
    return None


def _antecedent(draught: Draught, sentence: Sentence, end: int) -> Range | None:
    """The noun phrase before a relative: from the farthest word within reach that can head a source."""
    floor = max(sentence.first, end - 12)
    for i in range(floor, end):
        head = read_head(draught.forms[i])
        if (head and head.kind != "evidence") or is_first_name(draught.forms[i]):
            return trim(draught, i, end)
    return None


def _content(
    draught: Draught,
    sentence: Sentence,
    hits: Sequence[_Hit],
    place: int,
    formulas: Sequence[Formula],
    opening: Opening,
) -> tuple[Range, ...]:
    first = opening.first
    quote = draught.quote_over(first)
    if quote is not None and first == quote.first and opening.kind != "that":
        return _quoted(draught, sentence, quote)
    last = _end(draught, sentence, hits, place, formulas, first)
    found = trim(draught, first, last)
    if found is None:
        return ()
    whole = draught.quote_over(found[0])
    if whole is not None and found == (whole.first, whole.last + 1):
        return _quoted(draught, sentence, whole)
    if found[1] - found[0] < 2:
        return ()
    return (found,)


def _quoted(draught: Draught, sentence: Sentence, quote: Quote) -> tuple[Range, ...]:
    """A quotation, and those that follow it with nothing but stops between: «"نعم". "ونحن مستعدون"»."""
    spans: list[Range] = []
    last = quote.first - 1
    for other in draught.quotes:
        if other.first < quote.first:
            continue
        between = draught.forms[last + 1 : other.first]
        if other is not quote and (len(between) > 2 or any(is_word(f) and f != "و" for f in between)):
            break
        if other.first >= len(draught.forms) or (other is not quote and not _same_paragraph(draught, last, other.first)):
            break
        inner = trim(draught, other.first + 1, other.last)
        if inner:
            spans.append(inner)
        last = other.last
    return tuple(spans)


def _same_paragraph(draught: Draught, a: int, b: int) -> bool:
    if a >= len(draught.tokens) or b >= len(draught.tokens):
        return False
    return "\n" not in draught.text[draught.tokens[a].start : draught.tokens[b].start]


def _end(
    draught: Draught,
    sentence: Sentence,
    hits: Sequence[_Hit],
    place: int,
    formulas: Sequence[Formula],
    first: int,
) -> int:
    """Content runs to the end of the sentence, or to where another voice or the page takes over."""
    last = sentence.last
    for hit in hits[place + 1 :]:
        if hit.index < first or hit.cut is None or hit.cut <= first:
            continue
        if _takes_over(draught, hit, hits[place].cue.gender):
            last = min(last, hit.cut)
            break
    for formula in formulas:
        if first < formula.first < last and formula.closes:
            last = formula.first
    return _clause_end(draught, hits[place], first, last)


def _clause_end(draught: Draught, hit: _Hit, first: int, last: int) -> int:
    """Cut where the page takes over inside the sentence.

    «الذي وصفه محللون بأنه تاريخي، بعد أيام»: a relative clause ends with its comma, as «بينما قال ...، إلا أن» does.
    «تقول إنها محايدة، لكنها أيدت»: the page sets an act against the words.
    """
    forms, words = draught.forms, load_grammar()
    enclosed = (hit.level == "which" and hit.cut is not None) or (hit.level == "main" and forms[hit.index - 1] in words.clause)
    i = first + 1
    while i < last - 1:
        quote = draught.quote_over(i)
        if quote is not None:
            i = quote.last + 1
            continue
        if forms[i] in COMMAS:
            following = forms[i + 1]
            if enclosed and not following.startswith("و"):
                return i
            if following in words.turn and not forms[min(i + 2, last - 1)].startswith(("ي", "ت", "ن", "ل", "س")):
                return i
        i += 1
    return last


def _takes_over(draught: Draught, hit: _Hit, gender: str) -> bool:
    """True where a cue ends the content before it; «معربة عن» after a man's words goes on with them."""
    if hit.level == "which":
        return hit.opening is not None
    if hit.cue.form == "participle" and hit.cue.gender != gender and gender and hit.cue.number == "one":
        return False
    if hit.opening is not None:
        silent = hit.cue.verb.group in ("find", "hold") and hit.opening.gap[0] >= hit.opening.gap[1]
        return not silent or hit.cue.form == "participle"
    before = draught.forms[(hit.cut or 0) - 1]
    return hit.cue.form == "participle" and before in COMMAS and hit.cue.gender == gender


def _inverted(
    draught: Draught, sentence: Sentence, hit: _Hit, hits: Sequence[_Hit], place: int, drafts: Sequence[Draft]
) -> Draft | None:
    """«"..."، قال المدرب. "..."»: the cue follows the words."""
    if hit.cue.verb.group not in ("say", "deny") or not sentence.quotes or hit.cue.form in ("participle", "noun"):
        return None
    quote = next((q for q in reversed(sentence.quotes) if q.last < hit.index), None)
    if quote is None or quote.words < 3 or any(d.content[-1][1] > quote.first for d in drafts):
        return None
    between = [f for f in draught.forms[quote.last + 1 : hit.index] if is_word(f)]
    if len(between) > 2 or hit.cue.joined:
        return None
    last = hits[place + 1].index if place + 1 < len(hits) else sentence.last
    gap = read_gap(draught, hit.index + 1, last)
    content = [trim(draught, quote.first + 1, quote.last)]
    following = draught.quote_over(sentence.last) if sentence.last < len(draught.forms) else None
    if (
        following is not None
        and following.first == sentence.last
        and _same_paragraph(draught, hit.index, following.first)
    ):
        content.append(trim(draught, following.first + 1, following.last))
    spans = tuple(c for c in content if c)
    if not spans:
        return None
    return Draft(spans, (hit.index, hit.index + 1), hit.cue, gap.source, venue=gap.venue, because=("inverted",))


def _fragment(draught: Draught, sentence: Sentence, hit: _Hit, hits: Sequence[_Hit], place: int) -> Draft | None:
    """Quoted words in the complement of a cue: «واصفا القرار بـ"المجحف"»."""
    if hit.level not in ("main", "beside", "which") or hit.cue.form == "noun" or hit.cue.verb.group in ("find", "stand", "carry"):
        return None
    last = sentence.last
    for other in hits[place + 1 :]:
        if other.cut is not None and other.index > hit.index:
            last = min(last, other.cut)
            break
    least = 1 if hit.cue.verb.group == "call" else 3
    words = load_grammar()
    for quote in sentence.quotes:
        if hit.index < quote.first < last and quote.words >= least:
            if draught.forms[quote.first - 1] in words.place - {"ل"} or draught.forms[quote.first - 1] in COMMAS:
                continue
            inner = trim(draught, quote.first + 1, quote.last)
            gap = read_gap(draught, hit.index + 1, quote.first)
            if inner is None:
                continue
            source = None if hit.cue.form == "participle" else gap.source
            if hit.cue.form != "participle" and not hit.cue.joined:
                source = source or _before(draught, sentence, hit, hits)
            return Draft((inner,), (hit.index, hit.index + 1), hit.cue, source, because=("fragment",))
    return None


def _apply_formulas(
    draught: Draught,
    sentence: Sentence,
    hits: Sequence[_Hit],
    formulas: Sequence[Formula],
    drafts: list[Draft],
) -> list[Draft]:
    for formula in formulas:
        holder = _held_by(formula, drafts)
        if holder is not None:
            drafts[holder] = drafts[holder]._replace(
                carriers=(*drafts[holder].carriers, formula.source),
                because=(*drafts[holder].because, "formula carries"),
            )
            continue
        content = _around(draught, sentence, hits, formula, drafts)
        if content:
            drafts.append(
                Draft(
                    content,
                    (formula.first, formula.noun),
                    formula.cue,
                    formula.source,
                    joined=formula.joined,
                    because=("formula",),
                )
            )
    return drafts


def _held_by(formula: Formula, drafts: Sequence[Draft]) -> int | None:
    """The statement that a formula closes: the one whose content ends where it begins."""
    for number in range(len(drafts) - 1, -1, -1):
        content = drafts[number].content
        if content[-1][1] <= formula.first <= content[-1][1] + 3:
            return number
    return None


def _around(
    draught: Draught, sentence: Sentence, hits: Sequence[_Hit], formula: Formula, drafts: Sequence[Draft]
) -> tuple[Range, ...]:
    """The content of a formula that opens, parts or closes its sentence."""
    last = sentence.last
    for hit in hits:
        if hit.index >= formula.last and hit.cut is not None and hit.cut > formula.last and _takes_over(draught, hit, ""):
            last = min(last, hit.cut)
            break
    floor = max([sentence.first, *(d.content[-1][1] for d in drafts if d.content[-1][1] <= formula.first)])
    before = trim(draught, floor, formula.first)
    after = trim(draught, _after_so(draught, formula.last), last)
    if before and before[1] - before[0] <= 1:
        before = None
    spans = tuple(s for s in (before, after) if s and s[1] > s[0])
    if sum(b - a for a, b in spans) < 3:
        return ()
    return spans


def _after_so(draught: Draught, i: int) -> int:
    """«بحسب الوزارة، فإن عدد»: content begins at عدد."""
    forms = draught.forms
    while i < len(forms) and not is_word(forms[i]) and draught.quote_over(i) is None:
        i += 1
    return i + 1 if i < len(forms) and forms[i] in ("فان", "ان") else i


def _free_quotation(sentence: Sentence) -> list[Draft]:
    """A sentence that is nothing but a quotation continues whoever spoke before."""
    if len(sentence.quotes) != 1:
        return []
    quote = sentence.quotes[0]
    if quote.words < 5 or quote.words < 0.8 * (sentence.last - sentence.first - 2) or quote.first > sentence.first + 1:
        return []
    return [Draft(((quote.first + 1, quote.last),), None, None, because=("free quotation",))]


__all__ = ["Draft", "Gap", "read_drafts"]
