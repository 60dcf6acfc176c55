"""Candidate statements of one sentence, left to right: cue, source, content, before anybody is resolved."""

from collections.abc import Sequence
from typing import NamedTuple

from riwaya.statements.carried import read_carried, read_relays
from riwaya.statements.complements import read_complement
from riwaya.statements.contents import read_around, read_content, read_quoted, takes_back
from riwaya.statements.cues import Cue, read_cue
from riwaya.statements.formulas import Formula, find_formulas, match_formula
from riwaya.statements.frames import Opening
from riwaya.statements.grammar import load_grammar
from riwaya.statements.heads import is_first_name, names_person, read_head
from riwaya.statements.hits import Hit, Scene, find_hits
from riwaya.statements.sentences import COMMAS, Draught, Sentence
from riwaya.statements.sources import Source, is_medium, read_gap, trim
from riwaya.statements.subjects import cut_object, keep_subject, read_subject
from riwaya.text import is_word

Range = tuple[int, int]
_LOOK = 12  # earlier drafts that may hold a cue; more never do
_NESTED = ("say", "deny", "carry")
_SHORT = 3  # words in marks that say something by themselves


class Draft(NamedTuple):
    """A statement as its sentence gives it. Ranges are token indices."""

    content: tuple[Range, ...]
    cue: Range | None
    word: Cue | None
    because: tuple[str, ...]
    source: Source | None = None
    carriers: tuple[Source, ...] = ()
    outer: int | None = None  # the draft of the same sentence that this one stands inside
    venue: Range | None = None
    denied: bool = False
    joined: bool = False  # the content's first word has the verb's بـ written on to it: «هدد بفرض»


def read_drafts(draught: Draught, sentence: Sentence) -> list[Draft]:
    """Give the candidate statements of a sentence, each after the one it stands inside."""
    hits = find_hits(draught, sentence)
    if _is_silent(draught, sentence):  # «ويذكر أن الوزارة قالت»: what is told inside still counts
        hits = [hit for hit in hits if hit.at >= sentence.first + 3 and _is_told_inside(hit)]
    opened = {hit.at: hit.opening for hit in hits if hit.opening is not None}
    scene = Scene(draught, sentence, hits, find_formulas(draught, sentence, opened))
    drafts: list[Draft] = []
    formulas = iter([*scene.formulas, None])
    formula = next(formulas)
    for place, hit in enumerate(hits):
        while formula is not None and formula.last <= hit.at:
            _apply_formula(scene, formula, drafts)
            formula = next(formulas)
        inside = formula is not None and formula.first <= hit.at
        draft = None if inside else _read_hit(scene, place, drafts)
        if draft is not None:
            drafts.append(draft)
    while formula is not None:
        _apply_formula(scene, formula, drafts)
        formula = next(formulas)
    return drafts or _headline(draught, sentence) or _free_quotation(sentence)


def _is_silent(draught: Draught, sentence: Sentence) -> bool:
    """«يذكر أن», «ومن المقرر أن»: the page's own voice."""
    words = tuple(f for f in draught.forms[sentence.first : sentence.first + 4] if is_word(f))
    silent = load_grammar().silent
    return words[:2] in silent or words[:3] in silent


def _is_told_inside(hit: Hit) -> bool:
    """«يذكر أن الوزارة قالت إن», «يذكر أن الوزارة، ومقرها العاصمة، أعلنت أن»."""
    beside = hit.level == "beside" and hit.opening is not None and hit.cue.form == "past" and not hit.cue.joined
    return beside or hit.level in ("under", "which")


def _read_hit(scene: Scene, place: int, drafts: Sequence[Draft]) -> Draft | None:
    hit = scene.hits[place]
    recent = range(len(drafts) - 1, max(-1, len(drafts) - 1 - _LOOK), -1)
    for number in recent:
        cue = drafts[number].cue
        if cue is not None and cue[0] <= hit.at < drafts[number].content[0][0]:
            return None  # a cue in another's gap
    outer = next((n for n in recent if any(a <= hit.at < b for a, b in drafts[n].content)), None)
    if outer is not None and hit.level not in ("under", "which"):
        outer = None
    if hit.opening is None:
        return None if outer is not None else _inverted(scene, place, drafts) or _fragment(scene, place)
    if outer is not None and (hit.cue.verb.group not in _NESTED or hit.opening.kind != "that"):
        return None
    forms = scene.draught.forms
    content = read_content(scene, place, hit.opening)
    if not content:
        return None
    if forms[hit.at].removeprefix("و") in load_grammar().found:
        return None  # «حيث تبين أن»: the page's own finding, though it ends what was said before
    saying = read_cue(forms[hit.opening.saying]) if hit.opening.saying is not None else None
    told = saying is not None and saying.form == "noun" and "عن" in forms[slice(*hit.opening.gap)]
    first, last = hit.opening.gap
    learned = hit.cue.verb.group == "hold" and "من" in hit.cue.takes and "من" in forms[first + 1 : last]
    # «أوردت الوكالة عنه قوله», «علمت الصحيفة من مصدر أن»
    carried = hit.cue.verb.group == "carry" and not _tells_itself(forms, hit.opening)
    read = _carried if carried or told or learned else _spoken
    draft = read(scene, place, hit.opening, content)
    return None if draft is None or (outer is not None and draft.source is None) else draft._replace(outer=outer)


def _tells_itself(forms: Sequence[str], opening: Opening) -> bool:
    """«نقلت صحيفة الجسر أن», «نقلت المصادر أن»: whoever carries it names nobody behind."""
    first, last = opening.gap
    behind = any(form in ("عن", "عنه", "عنها", "عنهم") for form in forms[first:last])
    head = read_head(forms[first]) if first < last and last - first <= _SHORT else None
    told = head is not None or (first < last and is_medium(forms[first]))
    return opening.kind == "that" and opening.saying is None and told and not behind


def _spoken(scene: Scene, place: int, opening: Opening, content: tuple[Range, ...]) -> Draft | None:
    hit, draught = scene.hits[place], scene.draught
    group = hit.cue.verb.group
    first, last = opening.gap
    carriers = read_relays(draught, opening.gap)
    through = _through(draught, first, last)
    if through is not None:  # «ذكرت الوكالة نقلا عن مسؤول أن»
        carrier = read_gap(draught, first, through).source
        carriers = (*carriers, carrier) if carrier else carriers
        first = through + 2
    for i in range(first, last):  # «وقال، بحسب ما نقلت عنه الوكالة:»
        formula = match_formula(draught, i, last, ())
        if formula is not None and formula.source is not None:
            carriers, last = (*carriers, formula.source), i
            break
    gap = read_gap(draught, first + (group == "stand"), last)
    source = keep_subject(draught, hit.cue, gap.source)
    if group in ("call", "ask") or "object" in hit.cue.takes or opening.saying is not None:
        source = cut_object(draught, source)
    if hit.level == "under" and "object" in hit.cue.takes:
        source = _topic(scene, place) or source
    source = _cut_complement(draught, hit.cue, source) or _subject(scene, place)
    if hit.at and draught.forms[hit.at - 1] in load_grammar().turn:
        source = None  # «لكنه وصف الاجتماع»: the pronoun speaks
    if hit.cue.form == "participle":  # «داعيا المخالفين إلى أن»: whoever follows is spoken to
        source = _governor(scene, place)
    prayer = first < last and draught.forms[first] in load_grammar().prayed
    held = group == "hold" and (hit.cue.joined or hit.cue.form == "participle")
    nobody = group in ("find", "hold") and source is None and not held  # «يتوقع أن»
    nobody = nobody or (group == "hold" and _asks_or_is_passive(scene, hit))
    if prayer or nobody or (source is not None and _is_evidence(draught, source)):
        return None
    cue = (hit.at, hit.at + 1)
    because = (f"{group}:{opening.kind}",)
    word = (read_cue(draught.forms[opening.saying]) if opening.saying is not None else None) or hit.cue
    # «نفى الوزير الاتهام قائلا إن»: what follows is said
    carriers = tuple(dict.fromkeys(carriers))
    return Draft(content, cue, hit.cue, because, source, carriers, None, gap.venue, _is_denied(draught, hit, word))


def _topic(scene: Scene, place: int) -> Source | None:
    """«قال المتحدث إن الوزير سامي الحداد | أبلغ السفير أنه»: the subject before its verb, after إن."""
    source = read_subject(scene, place)
    head = read_head(scene.draught.forms[source.first]) if source is not None else None
    if source is None or source.last != scene.hits[place].at:
        return None
    person = head is not None and head.kind in ("person", "title") and head.number == "one"
    return source if person or names_person(scene.draught, source.first) else None


def _cut_complement(draught: Draught, cue: Cue, source: Source | None) -> Source | None:
    """«شدد الوزير | على ضرورة أن»: the source ends where the verb's own preposition stands."""
    if source is None or cue.form == "noun":
        return source
    head = read_head(draught.forms[source.first])
    first = source.first + 1 + (2 if head is not None and head.some else 0)  # «حذر عدد من الخبراء من أن»
    cut = next((i for i in range(first, source.last) if draught.forms[i] in cue.takes), None)
    return source if cut is None else source._replace(last=cut)


def _governor(scene: Scene, place: int) -> Source | None:
    """«كتب سامي على صفحته معلقا», «أكد الوزير على أهمية السد، لافتا إلى أن»: whose act it goes with."""
    hit = scene.hits[place - 1] if place else None
    if hit is None or hit.opening is not None or hit.cue.form not in ("past", "present") or hit.level == "which":
        return None
    draught = scene.draught
    gap = read_gap(draught, hit.at + 1, scene.hits[place].at)
    source = cut_object(draught, keep_subject(draught, hit.cue, gap.source))
    head = read_head(draught.forms[source.first]) if source is not None else None
    speaks = head is not None and head.kind in ("person", "title", "body", "medium")
    return source if source is not None and (speaks or names_person(draught, source.first)) else None


def _asks_or_is_passive(scene: Scene, hit: Hit) -> bool:
    """«هل تتوقع أن ...؟» asks somebody, «، ويتوقع أن» says that one expects."""
    forms, last = scene.draught.forms, scene.sentence.last
    passive = tuple(forms[hit.at : hit.at + 2]) in load_grammar().silent
    return hit.cue.form == "present" and (passive or forms[last - 1] == "؟")


def _subject(scene: Scene, place: int) -> Source | None:
    """The source before its verb; «الاتفاق الذي اعتبره» is what he spoke of."""
    hit = scene.hits[place]
    return None if hit.level == "which" and hit.cue.suffix else read_subject(scene, place)


def _carried(scene: Scene, place: int, opening: Opening, content: tuple[Range, ...]) -> Draft | None:
    hit, forms = scene.hits[place], scene.draught.forms
    carried = read_carried(scene.draught, hit.cue, opening.gap)
    if carried is None:
        return None
    at = hit.at if opening.saying is None else opening.saying
    word = hit.cue if opening.saying is None else read_cue(forms[at]) or hit.cue
    denied = _is_denied(scene.draught, hit, word)
    because = (f"carry:{opening.kind}",)
    return Draft(content, (at, at + 1), word, because, carried.speaker, carried.carriers, denied=denied)


def _through(draught: Draught, first: int, last: int) -> int | None:
    forms = draught.forms
    return next((i for i in range(first, last - 1) if forms[i] == "نقلا" and forms[i + 1] == "عن"), None)


def _is_evidence(draught: Draught, source: Source) -> bool:
    """«أظهرت لقطات أن»: pictures say nothing."""
    head = read_head(draught.forms[source.first])
    return head is not None and head.kind == "evidence"


def _is_denied(draught: Draught, hit: Hit, word: Cue) -> bool:
    """«نفى أن», «لم يقل إن», not «لم ينف أن»; in his own words it is said, whatever the verb: «نفى: "لم أوقع"»."""
    if hit.opening is None or hit.opening.kind != "that":
        return False
    before = draught.forms[hit.at - 1] if hit.at else ""
    negated = before in load_grammar().negation and hit.cue.form != "participle"
    return negated != (word.verb.group == "deny")


def _inverted(scene: Scene, place: int, drafts: Sequence[Draft]) -> Draft | None:
    """«"..."، قال المدرب. "..."»: the cue follows the words."""
    hit, draught, sentence = scene.hits[place], scene.draught, scene.sentence
    if hit.cue.verb.group not in ("say", "deny") or hit.cue.form in ("participle", "noun") or hit.cue.joined:
        return None
    quote = next((q for q in reversed(sentence.quotes) if q.last < hit.at), None)
    if quote is None or quote.words < _SHORT or (drafts and drafts[-1].content[-1][1] > quote.first):
        return None
    if sum(is_word(form) for form in draught.forms[quote.last + 1 : hit.at]) > 2:  # «"..." هذا ما قاله»
        return None
    last = scene.hits[place + 1].at if place + 1 < len(scene.hits) else sentence.last
    gap = read_gap(draught, hit.at + 1, last)
    content = read_quoted(draught, quote)[:1]
    end = gap.source.last + 1 if gap.source else hit.at + 1
    following = next((q for q in sentence.quotes if end <= q.first <= end + 1), None) or draught.quote_over(
        sentence.last
    )
    near = following is not None and following.first in (end, end + 1, sentence.last)
    if near and following is not None and not _apart(draught, hit.at, following.first):
        content += read_quoted(draught, following)
    if not content:
        return None
    return Draft(content, (hit.at, hit.at + 1), hit.cue, ("inverted",), gap.source, venue=gap.venue)


def _apart(draught: Draught, a: int, b: int) -> bool:
    return "\n" in draught.text[draught.tokens[a].start : draught.tokens[b].start]


def _fragment(scene: Scene, place: int) -> Draft | None:
    """Quoted words in the complement of a cue: «واصفا القرار بـ"المجحف"», «تعهد باتخاذ إجراءات "قوية"»."""
    hit, draught = scene.hits[place], scene.draught
    group = hit.cue.verb.group
    if hit.level == "under" or hit.cue.form == "noun" or group in ("find", "stand", "carry"):
        return None
    following = draught.forms[hit.at + 1] if hit.at + 1 < scene.sentence.last else ""
    if draught.forms[hit.at].startswith("ل") or following in load_grammar().therein:  # «ليقضي», «قانون تدافع عنه»
        return None
    if group == "call" and hit.cue.form == "present" and not hit.cue.suffix:  # «تعتبر الأكبر» has nobody who says so
        return None
    rest = range(place + 1, len(scene.hits))
    last = next((cut for n in rest if (cut := scene.hits[n].cut) is not None), scene.sentence.last)
    last = min([last, *(scene.hits[n].at for n in rest if scene.hits[n].opening is not None)])
    for quote in scene.sentence.quotes:
        content = read_complement(draught, hit, quote, last) if hit.at < quote.first < last else None
        if content is not None:
            gap = read_gap(draught, hit.at + 1, min(quote.first, content.words[0]))
            source = cut_object(draught, gap.source)
            source = source or _subject(scene, place)
            source = None if hit.cue.form == "participle" else source
            cue = (hit.at, hit.at + 1)
            return Draft((content.words,), cue, hit.cue, ("fragment",), source, joined=content.joined)
    return None


def _apply_formula(scene: Scene, formula: Formula, drafts: list[Draft]) -> None:
    """A formula carries the statement it closes; elsewhere it attributes what stands around it."""
    for number in range(len(drafts) - 1, max(-1, len(drafts) - 1 - _LOOK), -1):
        draft = drafts[number]
        near = draft.content[-1][1] + 3 if draft.because[0] != "fragment" else formula.first
        near = max(near, formula.first * _is_tail(scene.draught, draft.content[-1][1]))
        if draft.content[-1][1] <= formula.first <= near:
            if formula.source is not None:
                because = (*draft.because, "formula carries")
                drafts[number] = draft._replace(carriers=(*draft.carriers, formula.source), because=because)
            return
    ends = (d.content[-1][1] for d in drafts[-_LOOK:] if d.content[-1][1] <= formula.first)
    content = read_around(scene, formula, max(ends, default=scene.sentence.first))
    seen = formula.source is not None and _is_evidence(scene.draught, formula.source)  # «وفقا لما أظهره مقطع»
    if content and not seen:
        drafts.append(Draft(content, (formula.first, formula.noun), formula.cue, ("formula",), formula.source))


def _is_tail(draught: Draught, end: int) -> bool:
    """«إن الحظر سيرفع، دون أن يحدد موعدا، بحسب الوكالة»: the formula reaches over the page's remark."""
    behind = end + (end < len(draught.forms) and draught.forms[end] in COMMAS)
    return behind < len(draught.forms) and takes_back(draught, behind)


def _headline(draught: Draught, sentence: Sentence) -> list[Draft]:
    """«مدير المطار: الرحلات عادت»: whoever stands before the colon at a paragraph's beginning."""
    forms = draught.forms
    colon = next((i for i in range(sentence.first, min(sentence.first + 9, sentence.last)) if forms[i] == ":"), None)
    if colon is None or not sentence.opens or colon + 4 > sentence.last:
        return []
    source = trim(draught, sentence.first, colon)
    head = read_head(forms[source[0]]) if source else None
    speaks = head is not None and (head.kind == "person" or head.kind == "title") and head.number != "many"
    named = source is not None and is_first_name(forms[source[0]]) and len(draught.places[forms[source[1] - 1]]) > 1
    if source is None or not (speaks or named) or any(form in "-–—/" for form in forms[slice(*source)]):
        return []  # «سالم عواد - الخبر: وقعت» is a byline
    quote = draught.quote_over(colon + 1)
    inner = trim(draught, colon + 1, sentence.last)
    content = read_quoted(draught, quote) if quote and quote.first == colon + 1 else (inner,) if inner else ()
    return [Draft(content, None, None, ("headline",), Source(*source))] if content else []


def _free_quotation(sentence: Sentence) -> list[Draft]:
    """A sentence that is nothing but a quotation continues whoever spoke before."""
    if len(sentence.quotes) != 1:
        return []
    quote = sentence.quotes[0]
    whole = quote.words >= 0.8 * (sentence.last - sentence.first - 2) and quote.first <= sentence.first + 1
    return (
        [Draft(((quote.first + 1, quote.last),), None, None, ("free quotation",))] if whole and quote.words > 4 else []
    )
