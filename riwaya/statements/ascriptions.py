"""What a source formula ascribes, and to whom: «| بحسب البلدية عاد الهدوء», «قال سامي إنه عاد، | بحسب الوكالة»."""

from collections.abc import Sequence

from riwaya.statements.announcements import draft_announcement
from riwaya.statements.attributions import Draft
from riwaya.statements.carried import choose_carriers, is_data, names_medium
from riwaya.statements.contents import takes_back
from riwaya.statements.coverage import opens_anew, reach, read_around, skip_so
from riwaya.statements.cues import read_announcing, read_cue
from riwaya.statements.formulas import Formula, parts_clause
from riwaya.statements.grammar import is_thus, load_grammar
from riwaya.statements.heads import is_pointing, names_person
from riwaya.statements.hits import Hit, Scene
from riwaya.statements.nouns import find_owner, read_phrase
from riwaya.statements.objects import cut_object
from riwaya.statements.sentences import COMMAS, MARKS, Draught
from riwaya.statements.sources import Source, read_gap, trim
from riwaya.statements.turns import governs
from riwaya.statements.unsaid import is_evidence
from riwaya.statements.wholes import find_noun
from riwaya.stems import is_definite
from riwaya.text import is_word

_LOOK = 12  # earlier drafts that a formula may close; more never do
_FEW = 3  # words that make content behind a formula
_CARRIES = "formula carries"
_TAIL = 8  # tokens behind a quotation to the page's remark


def apply_formula(scene: Scene, formula: Formula, drafts: list[Draft]) -> None:
    """A formula carries the statement it closes; elsewhere it attributes what stands around it."""
    recent = range(0) if opens_anew(scene, formula) else range(len(drafts) - 1, max(-1, len(drafts) - 1 - _LOOK), -1)
    for number in (n for n in recent if not _is_epithet(scene.draught, drafts[n])):
        draft = drafts[number]
        near = draft.content[-1][1] + 3 if draft.because[0] != "fragment" else formula.first
        end = draft.content[-1][1]
        if draft.because[0] == "inverted" and draft.source is not None:  # «"..."، قال شهود، | بحسب الوكالة»
            near = max(near, draft.source.last + 2)
        near = max(near, formula.first * (_is_tail(scene.draught, end) or _reaches_over_act(scene, draft, formula)))
        if draft.content[-1][1] <= formula.first <= near:
            named = choose_carriers(scene.draught, formula.source, formula.carriers)
            number, draft = (
                _outermost(drafts, number)
                if any(names_medium(scene.draught, one) for one in named)
                else (number, draft)
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
    told = (d for d in drafts[-_LOOK:] if not _is_epithet(scene.draught, d))
    ends = (d.content[-1][1] for d in told if d.content[-1][1] <= formula.first)
    content = read_around(scene, formula, _past_mark(scene.draught, max(ends, default=scene.sentence.first)))
    seen = formula.source is not None and is_evidence(scene.draught, formula.source)  # «وفقا لما أظهره مقطع»
    # «وجاء النفي على لسان الوزارة» says nothing
    seen = seen or scene.draught.forms[formula.noun - 1] in load_grammar().tongue
    content = content[tells_where(scene.draught, *content[0]) :] if content else ()
    if content and not seen:
        cue, (word, source, carriers) = (formula.first, formula.noun), formula.tell()
        if is_thus(scene.draught.forms[formula.first]):
            # «"..."، بهذه الكلمات بدأت السيدة | حديثها لـ"الجسر"»
            content, source = content[:1], cut_object(scene.draught, source) or source
        drafts.append(Draft(content, cue, word, ("formula",), source, carriers))


def _is_epithet(draught: Draught, draft: Draft) -> bool:
    """«الاتفاق الذي وصفه سامي بـ| "الفظيع"، سيبقى، على ما قال الوزير»: what only describes a word of the sentence."""
    describes = draft.because[0] == "fragment" and draft.word is not None and draft.word.verb.group == "call"
    small = load_grammar()
    return describes and draft.cue is not None and draught.forms[draft.cue[0] - 1] in small.whose | small.what


def carried_before(scene: Scene, hit: Hit, draft: Draft) -> tuple[Source, ...]:
    """«وحسب الوكالة، كتب الوزير أن»: who stands in a formula that opens the sentence carries what its verb opens."""
    draught = scene.draught
    opening = next((f for f in scene.formulas if f.first <= scene.sentence.first + 1 and f.last <= hit.at), None)
    if opening is None or opening.source is None:
        return ()
    owner = find_owner(draught, read_phrase(draught, *opening.source[:2]))
    if opening.last == hit.at and owner is not None:  # «وحسب بيان للوزارة | أكد المدير أن»
        return (Source(*owner[0], joined=owner[1]),)
    marked = draught.forms[opening.source.first] in MARKS  # «وبحسب "الجسر"، فقد أوضح»
    tells = marked or names_medium(draught, opening.source)
    tells = tells or (draft.source is not None and names_person(draught, opening.source.first))
    return (opening.source,) if tells and _is_next(scene, opening, hit) else ()


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
    if medium is None or not names_medium(draught, medium) or hit is None:
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
