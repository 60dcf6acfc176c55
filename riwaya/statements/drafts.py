"""Candidate statements of one sentence, left to right: cue, source, content, before anybody is resolved."""

from collections.abc import Sequence

from riwaya.statements.adverbials import end_adverbial, is_medium, read_adverbial
from riwaya.statements.announcements import draft_announcement, draft_announcements
from riwaya.statements.attributions import Draft, draft_carried, draft_spoken
from riwaya.statements.carried import choose_carriers, is_data, read_echo
from riwaya.statements.carriers import tells_itself
from riwaya.statements.contents import read_content, takes_back
from riwaya.statements.coverage import opens_anew, reach, read_around, skip_so
from riwaya.statements.cues import read_announcing, read_cue
from riwaya.statements.doers import find_told
from riwaya.statements.formulas import Formula, find_formulas, match_formula, opens_joined, parts_clause
from riwaya.statements.fronted import tells_of_himself
from riwaya.statements.grammar import is_thus, load_grammar
from riwaya.statements.heads import is_finite, is_pointing, names_person, read_head, unjoin
from riwaya.statements.hits import Hit, Scene, find_hits
from riwaya.statements.nouns import find_owner, read_phrase
from riwaya.statements.objects import cut_object
from riwaya.statements.particles import is_that
from riwaya.statements.quotations import draft_fragment, draft_headline, draft_inverted, draft_quotation
from riwaya.statements.sentences import COMMAS, MARKS, Draught, Sentence
from riwaya.statements.sources import Source, read_gap, trim
from riwaya.statements.turns import governs, is_mine
from riwaya.statements.unsaid import is_evidence
from riwaya.statements.wholes import find_noun, read_whole
from riwaya.stems import is_definite
from riwaya.text import is_word

_LOOK = 12  # earlier drafts that may hold a cue; more never do
_FEW = 3  # words that make content behind a formula
_CARRIES = "formula carries"
_STOPS = ".-–"  # before a formula that is its own sentence
_TAIL = 8  # tokens behind a quotation to the page's remark
_WHOLE = 6  # words of a sentence that a formula behind it may tell
_SUBJECT = 8  # tokens from «إن» over a subject to its verb
_NESTED = ("say", "deny", "carry")
_OF_HIM = (*_NESTED, "hold", "call")


def read_drafts(draught: Draught, sentence: Sentence) -> tuple[list[Draft], list[Draft]]:
    """Give the candidate statements of a sentence, each after the one it stands inside; and its announcements."""
    hits = find_hits(draught, sentence)
    if hits and _is_silent(draught, sentence):  # «ويذكر أن الوزارة قالت»: what is told inside still counts
        hits = _tell_inside(draught, [hit for hit in hits if hit.at >= sentence.first + 3])
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
            drafts.append(draft._replace(carriers=(*draft.carriers, *_carried_before(scene, hit, draft))))
    while formula is not None:
        _apply_formula(scene, formula, drafts)
        formula = next(formulas)
    announced = draft_announcements(scene, drafts)
    return drafts or draft_headline(draught, sentence) or draft_quotation(draught, sentence), announced


def read_carrier(draught: Draught, sentence: Sentence) -> Source | None:
    """Who carried what was said before, where a sentence tells nothing else.

    «وذكرت الوكالة تصريح الوزير هذا», «... من الساحل. | بحسب ما أوردت وكالة الجسر.»
    """
    formula = _read_alone(draught, sentence)
    if formula is None or formula.source is None:
        return read_echo(draught, sentence.first, sentence.last)
    return formula.source if _is_medium(draught, formula.source) else None


def read_behind(draught: Draught, sentence: Sentence, before: Sentence) -> Draft | None:
    """Give the statement that one sentence is and that the next names a source for: «... قرب السد. | وفقا لرويترز.»"""
    formula = _read_alone(draught, sentence)
    content = trim(draught, before.first, before.last)
    if formula is None or formula.source is None or content is None or content[1] - content[0] < _WHOLE:
        return None
    if tuple(draught.forms[formula.first : formula.noun]) in load_grammar().through:
        return None  # «نقلا عن الجسر»: whose the page is
    cue = (formula.first, formula.noun)
    return Draft((content,), cue, formula.cue, ("formula", "the sentence before"), formula.source, formula.carriers)


def read_further(draught: Draught, sentence: Sentence, before: Draft) -> Draft | None:
    """What a sentence adds by «وأن» to the words that ended the one before: «أكد أن السد آمن. | وأن الماء كاف»."""
    forms, first, words = draught.forms, sentence.first, load_grammar()
    told = ":" in before.because[0] or before.because[0] == "further"
    told = told and not sentence.opens and not any(map(is_word, forms[before.content[-1][1] : first]))
    if not told or not forms[first].startswith("و") or forms[first][1:] not in words.that or first + 1 == sentence.last:
        return None
    bare, following = forms[first] == "وان", forms[first + 1]
    if bare and (
        following[0] in "يت" or is_finite(following) or following in words.jussive | words.been | words.prayed
    ):
        return None  # «وأن يلهمنا الصبر», «وإن كان ذلك صحيحا»
    content = trim(draught, first + bare, sentence.last)
    return Draft((content,), None, None, ("further",)) if content and content[1] - content[0] > _FEW else None


def _read_alone(draught: Draught, sentence: Sentence) -> Formula | None:
    """A formula that is all of its sentence: «وذلك حسب مكتب الإحصاء الأربعاء», not «وبحسب الوكالة ستجري الانتخابات»."""
    first, words = sentence.first, load_grammar()
    while first < sentence.last and draught.forms[first] in _STOPS:
        first += 1
    first += first < sentence.last and draught.forms[first] in words.after & words.remark
    opens = first < sentence.last and not opens_joined(draught.forms[first])
    formula = match_formula(draught, first, sentence.last, ()) if opens else None
    if formula is None:
        return None
    rest = next((i for i in range(formula.last, sentence.last) if is_word(draught.forms[i])), sentence.last)
    timed = rest < sentence.last and read_adverbial(draught, rest) is not None
    ended = end_adverbial(draught, rest, sentence.last) if timed else rest
    return None if any(map(is_word, draught.forms[ended : sentence.last])) else formula


def _is_silent(draught: Draught, sentence: Sentence) -> bool:
    """«يذكر أن», «ومن المقرر أن»: the page's own voice."""
    silent, that = load_grammar().silent, load_grammar().that
    first = (f for f in draught.forms[sentence.first : sentence.first + 4] if is_word(f))
    words = tuple("ان" if f in that else f for f in first)  # «ويذكر أنه»
    return words[:2] in silent or words[:3] in silent


def _tell_inside(draught: Draught, hits: Sequence[Hit]) -> list[Hit]:
    """«يذكر أن الوزارة قالت إن», «يذكر أن الوزارة، ومقرها العاصمة، أعلنت أن», «، وحذر الوزير، مؤكدا أن».

    Of the present «، ويعتقد محللون أن», not «ومن المقرر أن يعلن الوزير».
    """
    told: list[Hit] = []
    for hit in hits:
        governed = hit.cue.form == "participle" and told != [] and told[-1].level == "beside"
        holds = hit.cue.form == "present" and draught.forms[hit.at - 1] not in load_grammar().that
        beside = hit.level == "beside" and (hit.cue.form == "past" or governed or holds)
        if beside or hit.level in ("under", "which"):
            told.append(hit)
    return told


def _read_hit(scene: Scene, place: int, drafts: Sequence[Draft]) -> Draft | None:
    hit = scene.hits[place]
    recent = range(len(drafts) - 1, max(-1, len(drafts) - 1 - _LOOK), -1)
    if any(_is_in_gap(drafts[number], hit) for number in recent):
        return None
    outer = around = next((n for n in recent if any(a <= hit.at < b for a, b in drafts[n].content)), None)
    if outer is not None and is_mine(scene.draught, hit):
        return None
    if outer is not None and hit.level not in ("under", "which"):
        outer = None
    if hit.opening is None:
        return None if outer is not None else draft_inverted(scene, place, drafts) or draft_fragment(scene, place)
    if outer is not None and (hit.opening.kind == "quote" or not _nests(scene, hit)):
        return None
    forms = scene.draught.forms
    if hit.level == "under" and forms[hit.at - 1] == "لن":
        return None  # «قال محاميه إنه | لن يقر بأنه مذنب»
    content = read_content(scene, place, hit.opening)
    if not content:
        return None
    if forms[hit.at].removeprefix("و") in load_grammar().found:
        return None  # «حيث تبين أن»: the page's own finding, though it ends what was said before
    saying = read_cue(forms[hit.opening.saying]) if hit.opening.saying is not None else None
    told = saying is not None and saying.form == "noun" and "عن" in forms[slice(*hit.opening.gap)]
    # of «وعلق سامي على ما صدر عن الوزارة | بقوله» he who commented
    told = told and not (hit.opening.saying is not None and forms[hit.opening.saying].startswith("ب"))
    first, last = hit.opening.gap
    learned = hit.cue.verb.group == "hold" and "من" in hit.cue.takes and "من" in forms[first + 1 : last]
    # «أوردت الوكالة عنه قوله», «علمت الصحيفة من مصدر أن»
    itself = tells_itself(forms, hit.cue, hit.opening) or _is_told_before(scene, hit)
    carried = hit.cue.verb.group == "carry" and not itself
    read = draft_carried if carried or told or learned else draft_spoken
    draft = read(scene, place, hit.opening, content)
    draft = draft and _with_noun(scene, place, draft)
    if draft is None or draft.source is not None:
        return draft and draft._replace(outer=outer)
    return _of_himself(scene, hit, draft) if outer is not None else _told_of(scene, hit, draft, around, drafts)


def _with_noun(scene: Scene, place: int, draft: Draft) -> Draft:
    """«أكد الوزير | وقوف بلاده "مع الحق أينما كان"»: the words in marks hang on a noun that the verb governs."""
    hit, quote = scene.hits[place], scene.draught.quote_over(draft.content[0][0])
    if hit.opening is None or hit.opening.kind != "quote" or hit.opening.saying is not None or quote is None:
        return draft
    source = cut_object(scene.draught, draft.source)
    whole = read_whole(scene, place, quote, source)
    rest = (span for span in draft.content if whole is not None and span[0] > whole[1])
    return draft._replace(content=(whole, *rest), source=source) if whole is not None else draft


def _nests(scene: Scene, hit: Hit) -> bool:
    """«إن الوزير قال إن», «إن الرئيس | يعتقد أن»: of a belief he who holds it stands right before, behind إن."""
    draught, at, words = scene.draught, hit.at, load_grammar()
    if draught.forms[at - 1] in words.he | words.she and at - 2 in draught.persons:
        return hit.cue.verb.group in _OF_HIM  # «إن النيابة تتعاون مع سامي الحداد الذي | يرى أن»
    if hit.cue.verb.group != "hold" and not (hit.cue.verb.group == "call" and "" in hit.cue.takes):
        return hit.cue.verb.group in _NESTED
    while draught.forms[at - 1] in words.been:  # «أن المحققين كانوا يعتقدون»
        at -= 1
    opens = (i + 1 for i in range(at - 1, max(scene.sentence.first, at - _SUBJECT), -1) if is_that(draught, i))
    first = next(opens, at)
    plain = hit.opening is not None and hit.opening.first <= hit.at + _FEW
    plain = plain and first < at and words.whose.isdisjoint(draught.forms[first:at])
    known = read_head(draught.forms[first]) is not None or first in draught.begins
    return plain and (known or names_person(draught, first))


def _is_told_before(scene: Scene, hit: Hit) -> bool:
    """«أن وسائل إعلام | نقلت أمس أن»: a medium before the verb, and nobody behind it."""
    first, last = hit.opening.gap if hit.opening is not None else (0, 0)
    told = hit.opening is not None and hit.opening.kind == "that" and hit.opening.saying is None
    timed = first == last or read_adverbial(scene.draught, first) is not None
    behind = any(form.startswith("عن") or form in hit.cue.takes for form in scene.draught.forms[first:last])
    return told and hit.level == "under" and timed and not behind


def _of_himself(scene: Scene, hit: Hit, draft: Draft) -> Draft | None:
    """«قال إنه | أبلغ السفير بأن»: who tells of it speaks; None where nobody does."""
    spoken_to = hit.opening is not None and hit.opening.gap[0] < hit.opening.gap[1]
    return draft if "object" in hit.cue.takes and spoken_to and tells_of_himself(scene.draught, hit) else None


def _told_of(scene: Scene, hit: Hit, draft: Draft, around: int | None, drafts: Sequence[Draft]) -> Draft:
    """«وذكرت القناة أن المجلس عبر عن تضامنه | وقال إنه»: the subject of what is told goes on."""
    if around is None:
        return draft
    source = find_told(scene.draught, drafts[around].content[0][0], hit, drafts[around].word)
    return draft if source is None else draft._replace(source=source, outer=around)


def _is_in_gap(draft: Draft, hit: Hit) -> bool:
    """True for a cue between another and its content, or one whose «قوله» another has taken."""
    if draft.cue is None:
        return False
    taken = hit.opening is not None and hit.opening.saying == draft.cue[0]
    return taken or draft.cue[0] <= hit.at < draft.content[0][0]  # «نقلت الوكالة عن سامي، الذي اختتم زيارته، قوله إن»


def _carried_before(scene: Scene, hit: Hit, draft: Draft) -> tuple[Source, ...]:
    """«وحسب الوكالة، كتب الوزير أن»: who stands in a formula that opens the sentence carries what its verb opens."""
    draught = scene.draught
    opening = next((f for f in scene.formulas if f.first <= scene.sentence.first + 1 and f.last <= hit.at), None)
    if opening is None or opening.source is None:
        return ()
    owner = find_owner(draught, read_phrase(draught, *opening.source[:2]))
    if opening.last == hit.at and owner is not None:  # «وحسب بيان للوزارة | أكد المدير أن»
        return (Source(*owner[0], joined=owner[1]),)
    marked = draught.forms[opening.source.first] in MARKS  # «وبحسب "الجسر"، فقد أوضح»
    tells = marked or _is_medium(draught, opening.source)
    tells = tells or (draft.source is not None and names_person(draught, opening.source.first))
    return (opening.source,) if tells and _is_next(scene, opening, hit) else ()


def _apply_formula(scene: Scene, formula: Formula, drafts: list[Draft]) -> None:
    """A formula carries the statement it closes; elsewhere it attributes what stands around it."""
    recent = range(0) if opens_anew(scene, formula) else range(len(drafts) - 1, max(-1, len(drafts) - 1 - _LOOK), -1)
    for number in recent:
        draft = drafts[number]
        near = draft.content[-1][1] + 3 if draft.because[0] != "fragment" else formula.first
        end = draft.content[-1][1]
        if draft.because[0] == "inverted" and draft.source is not None:  # «"..."، قال شهود، | بحسب الوكالة»
            near = max(near, draft.source.last + 2)
        near = max(near, formula.first * (_is_tail(scene.draught, end) or _reaches_over_act(scene, draft, formula)))
        if draft.content[-1][1] <= formula.first <= near:
            named = choose_carriers(scene.draught, formula.source, formula.carriers)
            number, draft = (
                _outermost(drafts, number) if any(_is_medium(scene.draught, one) for one in named) else (number, draft)
            )
            if named:
                because = (*draft.because, _CARRIES)
                content = _go_on_behind(scene, formula, draft.content)
                drafts[number] = draft._replace(content=content, carriers=(*draft.carriers, *named), because=because)
            return
    opened = next((n for n, draft in enumerate(drafts) if 0 <= formula.first - draft.content[0][0] <= 1), None)
    if opened is not None:
        drafts[opened] = _told_by(scene, formula, drafts[opened])
        return
    if _carry_inside(scene, formula, drafts):
        return
    spoken = _spoken_before(scene, formula)
    if spoken is not None or _is_taken(scene, formula):
        _add_spoken(drafts, spoken)
        return
    ends = (d.content[-1][1] for d in drafts[-_LOOK:] if d.content[-1][1] <= formula.first)
    content = read_around(scene, formula, _past_mark(scene.draught, max(ends, default=scene.sentence.first)))
    seen = formula.source is not None and is_evidence(scene.draught, formula.source)  # «وفقا لما أظهره مقطع»
    # «وجاء النفي على لسان الوزارة» says nothing
    seen = seen or scene.draught.forms[formula.noun - 1] in load_grammar().tongue
    content = content[tells_where(scene.draught, *content[0]) :] if content else ()
    if content and not seen:
        cue, source = (formula.first, formula.noun), formula.source
        if is_thus(scene.draught.forms[formula.first]):
            # «"..."، بهذه الكلمات بدأت السيدة | حديثها لـ"الجسر"»
            content, source = content[:1], cut_object(scene.draught, source) or source
        drafts.append(Draft(content, cue, formula.cue, ("formula",), source, formula.carriers))


def _is_medium(draught: Draught, source: Source) -> bool:
    """«الوكالة», and with the لـ of a formula written on to it: «وفقا | لوكالة الجسر», «وفقا | للصحيفة»."""
    form = draught.forms[source.first]
    return is_medium(form) or (source.joined and (is_medium(unjoin(form)) or is_medium(form[1:])))


def _outermost(drafts: Sequence[Draft], number: int) -> tuple[int, Draft]:
    """«قال المدير | إن الخبراء يرون أن السد آمن، وفق الوكالة»: what ends with it and holds it all."""
    draft = drafts[number]
    while draft.outer is not None and drafts[draft.outer].content[-1][1] == draft.content[-1][1]:
        number, draft = draft.outer, drafts[draft.outer]
    return number, draft


def _add_spoken(drafts: list[Draft], spoken: Draft | None) -> None:
    """Add what a verb told, or who carried it where that is known: «أكد، بحسب الوكالة، على | "أهمية السد"»."""
    known = next((n for n, draft in enumerate(drafts) if spoken is not None and draft.cue == spoken.cue), None)
    if spoken is not None and known is not None:
        drafts[known] = drafts[known]._replace(carriers=spoken.carriers)
    elif spoken is not None:
        drafts.append(spoken)


def _carry_inside(scene: Scene, formula: Formula, drafts: list[Draft]) -> bool:
    """«قال إن العدد، | بحسب الهيئة، بلغ مئة»: whoever stands in a formula inside content carries it."""
    spans = ((n, span) for n, draft in enumerate(drafts) for span in draft.content)
    around = next((n for n, (first, last) in spans if first < formula.first and formula.last < last), None)
    if around is None:
        return False
    if formula.source is not None and not is_data(scene.draught, formula.source):
        carriers = (*drafts[around].carriers, *(formula.carriers or (formula.source,)))
        drafts[around] = drafts[around]._replace(carriers=carriers)
    return True


def _past_mark(draught: Draught, end: int) -> int:
    """«ألغى سفره "لإدارة الأزمة" | ، قبل أن يعدل عن ذلك، حسب القناة»: behind the mark that closes a quotation."""
    quote = draught.quote_over(end)
    return end + (quote is not None and quote.closed and quote.last == end)


def tells_where(draught: Draught, first: int, last: int) -> bool:
    """«جاء ذلك | في بيان القمة، وفقا للوكالة»: where the words before were said; not «جاءت هذه الغارات بعد هدنة»."""
    cue = read_cue(draught.forms[first])
    stands = cue is not None and cue.verb.group == "stand" and cue.form == "past" and first + 2 < last
    return stands and is_pointing(draught.forms[first + 1]) and draught.forms[first + 2] in load_grammar().before


def _told_by(scene: Scene, formula: Formula, draft: Draft) -> Draft:
    """«ذكرت الوكالة أنه | وفقا للوزارة ستفتح المدارس»: the agency carries what the ministry says."""
    last = draft.content[0][1]
    behind = trim(scene.draught, skip_so(scene.draught.forms, formula.last, last), last)
    data = formula.source is None or is_data(scene.draught, formula.source)
    if data or behind is None or behind[1] - behind[0] < _FEW or draft.cue is None:
        return draft
    carriers = (*formula.carriers, *([draft.source] if draft.source is not None else []), *draft.carriers)
    cue = (formula.first, formula.noun)
    content = (behind, *draft.content[1:])
    return Draft(content, cue, formula.cue, ("formula",), formula.source, carriers, draft.outer)


def _spoken_before(scene: Scene, formula: Formula) -> Draft | None:
    """«أعلنت الشرطة توقيف رجلين، | بحسب وكالة الجسر»: the medium carries what the verb before it says by a noun."""
    draught, medium, hit = scene.draught, formula.source, _last_act(scene, formula.first)
    if medium is None or not _is_medium(draught, medium) or hit is None:
        return None
    if hit.cue.form not in ("past", "present"):
        return None
    return _spoken_shortly(scene, formula, hit, medium) or _spoken_at_length(scene, formula, hit, medium)


def _spoken_shortly(scene: Scene, formula: Formula, hit: Hit, medium: Source) -> Draft | None:
    draught = scene.draught
    gap = read_gap(draught, hit.at + 1, formula.first)
    if gap.source is None or hit.cue.verb.group not in ("say", "deny"):
        return None
    source, venue = cut_object(draught, gap.source) or gap.source, None
    content = _announced(scene, formula, hit, source)
    if content is None:
        source, venue, content = gap.source, gap.venue, _announced_behind(scene, formula, hit, gap.source)
    if content is None:
        return None
    cue, because = (hit.at, hit.at + 1), (f"{hit.cue.verb.group}:noun", _CARRIES)
    denied = hit.cue.verb.group == "deny"
    return Draft((content,), cue, hit.cue, because, source, (medium,), venue=venue, denied=denied)


def _spoken_at_length(scene: Scene, formula: Formula, hit: Hit, medium: Source) -> Draft | None:
    """«وكانت مصادر أعلنت عن | مقتل الزعيم، بعد أن مرض، حسبما نقلت عنها الوكالة»: up to the formula."""
    draught, last = scene.draught, scene.draught.forms[hit.at - 1] if hit.at else ""
    behind = hit.level == "beside" and (is_word(last) or last in COMMAS)  # «خسر السهل قضيته وطالب بتعويض»
    tells = hit.cue.verb.group != "act" and not behind and _closes(scene, formula)
    told = draft_announcement(scene, scene.hits.index(hit)) if tells else None
    content = trim(draught, told.content[0][0], formula.first) if told is not None else None
    if told is None or told.source is None or content is None:
        return None
    first = content[0]
    adjective = is_definite(draught.forms[first]) and draught.has_ta(first)  # «الحكومة | المدعومة من»
    within = range(told.source.first + 1, told.source.last)
    counted = any(draught.forms[i][0].isdigit() or draught.quoted[i] >= 0 for i in within)
    if counted or adjective:  # «مصادر طبية سقوط 18 قتيلا | شرق المدينة», «الضفة "منكوبة" بعد الفيضان | الناتج عن المطر»
        return None
    return told._replace(content=(content,), carriers=(*told.carriers, medium), because=(*told.because, _CARRIES))


def _last_act(scene: Scene, last: int) -> Hit | None:
    """The sentence's last verb of speech before token `last`, where nothing is said with أن from there on.

    «عين سبعة وزراء | جدد»: what only looks like one stands under it, but not «وكانت المصادر | أعلنت عن مقتل رجلين».
    """
    was = scene.draught.forms[scene.sentence.first].removeprefix("و") in load_grammar().was
    for hit in reversed([hit for hit in scene.hits if hit.at < last]):
        if hit.opening is not None:
            return None
        if hit.level in ("main", "beside") or was:
            return hit
    return None


def _announced(scene: Scene, formula: Formula, hit: Hit, source: Source) -> tuple[int, int] | None:
    """«أعلنت الشرطة | توقيف رجلين، بحسب وكالة الجسر»: a noun behind who says it; the formula ends the sentence."""
    draught = scene.draught
    first = find_noun(scene, scene.hits.index(hit), source, formula.first)
    content = trim(draught, first, formula.first) if first is not None else None
    closes = _closes(scene, formula)
    return content if content is not None and closes and content[1] - content[0] > 1 else None


def _closes(scene: Scene, formula: Formula) -> bool:
    return not any(map(is_word, scene.draught.forms[formula.last : scene.sentence.last]))


def _announced_behind(scene: Scene, formula: Formula, hit: Hit, source: Source) -> tuple[int, int] | None:
    """«وذكرت اللجنة، بحسب ما نقلت الوكالة، | اكتشاف حقل»: the formula stands between who says it and the noun."""
    draught, small = scene.draught, load_grammar()
    behind = trim(draught, formula.last, reach(scene, formula))
    if formula.first - 1 > source.last or hit.cue.suffix or behind is None or behind[1] - behind[0] <= _FEW:
        return None
    opens, form = draught.forms[formula.last] in COMMAS, draught.forms[behind[0]]
    if opens and form in hit.cue.takes and read_announcing(hit.cue) is not None:
        return behind[0] + 1, behind[1]  # «وأشار الوزير، بحسب الوكالة، إلى | احتمال الفيضان»
    return behind if opens and form not in small.before | small.clause else None


def _go_on_behind(scene: Scene, formula: Formula, content: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
    """«قال إن السوق ستتوسع بحسب الهيئة | إلى خمس مدن»: content goes on behind a formula that parts its clause."""
    if content[-1][1] != formula.first or not parts_clause(scene.draught, formula):
        return content
    behind = read_around(scene, formula, formula.first)
    return (*content, *behind)


def _is_taken(scene: Scene, formula: Formula) -> bool:
    """«وحسب بيان للوزارة | أكد المدير أن»: a verb right behind the formula, with content and a speaker of its own."""
    heads = formula.first <= scene.sentence.first + 1
    told = (h for h in scene.hits if h.at >= formula.last and h.opening is not None)
    acts = scene.hits and scene.hits[0].level == "main" and scene.hits[0].opening is None
    # «وانتقد الوزير، وفقا للوكالة، الحرب قائلا»: what he said is told by it
    inside = acts and scene.hits[0].at < formula.first and any(h.cue.form == "participle" for h in told)
    next_ = (h for h in scene.hits if h.opening is not None and _is_next(scene, formula, h))
    # not «وحسب الناطق، | يتوقع أن تهطل الأمطار»
    held = any(tuple(scene.draught.forms[h.at : h.at + 2]) not in load_grammar().silent for h in next_)
    return inside or (heads and held)


def _is_next(scene: Scene, formula: Formula, hit: Hit) -> bool:
    """«وبحسب الوكالة، فقد | أوضح الناطق أن»: nothing but small words between a formula and a verb."""
    between, small = scene.draught.forms[formula.last : hit.at], load_grammar()
    return formula.last <= hit.at and all(f in COMMAS or f in small.been or f in small.so for f in between)


def _reaches_over_act(scene: Scene, draft: Draft, formula: Formula) -> bool:
    """«قال إن السد آمن، | مشيرا إلى ضرورة ترميمه، وفق الوكالة»: it reaches over the speaker's next act."""
    end, forms = draft.content[-1][1], scene.draught.forms
    hit = next((hit for hit in scene.hits if end <= hit.at < formula.first), None)
    if hit is None or hit.opening is not None or any(map(is_word, forms[end : hit.at])):
        return False
    return hit.cue.form == "participle" or governs(hit.cue, forms[hit.at + 1])


def _is_tail(draught: Draught, end: int) -> bool:
    """«إن الحظر سيرفع، دون أن يحدد موعدا، بحسب الوكالة»: the formula reaches over the page's remark."""
    behind = end + (end < len(draught.forms) and draught.forms[end] in COMMAS)
    if behind < len(draught.forms) and takes_back(draught, behind):
        return True
    # «"الطريق آمن" للجميع، وذلك في تصريحات أدلى بها، بحسب الوكالة»
    near = range(end + 1, min(end + _TAIL, len(draught.forms)))
    return any(draught.forms[i - 1] in COMMAS and takes_back(draught, i) for i in near)
