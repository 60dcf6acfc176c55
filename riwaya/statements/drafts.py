"""Candidate statements of one sentence, left to right: cue, source, content, before anybody is resolved."""

from collections.abc import Sequence

from riwaya.statements.adverbials import end_adverbial, read_adverbial
from riwaya.statements.announcements import draft_announcements
from riwaya.statements.ascriptions import apply_formula, carried_before
from riwaya.statements.attributions import Draft, draft_carried, draft_spoken
from riwaya.statements.carried import names_medium, read_echo
from riwaya.statements.carriers import tells_itself
from riwaya.statements.contents import read_content
from riwaya.statements.cues import read_cue
from riwaya.statements.doers import find_told
from riwaya.statements.formulas import Formula, find_formulas, match_formula, opens_joined
from riwaya.statements.fronted import tells_of_himself
from riwaya.statements.grammar import load_grammar
from riwaya.statements.heads import is_finite, names_person, read_head
from riwaya.statements.hits import Hit, Scene, find_hits
from riwaya.statements.objects import cut_object
from riwaya.statements.particles import is_that
from riwaya.statements.passed import read_passed_talk, read_where
from riwaya.statements.quotations import draft_fragment, draft_headline, draft_inverted, draft_quotation
from riwaya.statements.sentences import MARKS, Draught, Sentence
from riwaya.statements.sources import Source, trim
from riwaya.statements.turns import is_mine
from riwaya.statements.wholes import read_whole
from riwaya.text import is_word

_LOOK = 12  # earlier drafts that a cue may stand in; more never do
_FEW = 3  # words that go on from the sentence before, and tokens from a belief to its content
_STOPS = ".-–"  # before a formula that is its own sentence
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
            apply_formula(scene, formula, drafts)
            formula = next(formulas)
        inside = formula is not None and formula.first <= hit.at
        draft = None if inside else _read_hit(scene, place, drafts)
        if draft is not None:
            passed = draft.carriers or read_passed_talk(scene, hit)
            passed = passed or (read_where(draught, sentence.first, hit.at) if not drafts else ())
            drafts.append(draft._replace(carriers=(*passed, *carried_before(scene, hit, draft))))
    while formula is not None:
        apply_formula(scene, formula, drafts)
        formula = next(formulas)
    announced = draft_announcements(scene, drafts)
    return drafts or draft_headline(draught, sentence) or draft_quotation(draught, sentence), announced


def read_carrier(draught: Draught, sentence: Sentence, *, told: bool) -> Source | None:
    """Who carried what was said before, where a sentence tells just that; `told` where it tells something besides.

    «وذكرت الوكالة تصريح الوزير هذا», «... من الساحل. | بحسب ما أوردت وكالة الجسر.», «جاء ذلك وفقا لما نقلته الجسر».
    """
    relays = read_where(draught, sentence.first, sentence.last)
    if relays or told:
        return relays[-1] if relays else None
    formula = _read_alone(draught, sentence)
    if formula is None or formula.source is None:
        return read_echo(draught, sentence.first, sentence.last)
    carrier = formula.carriers[-1] if formula.carriers else formula.source
    named = formula.cue is not None or draught.forms[carrier.first] in MARKS  # «كما نقلت "الجسر"», «وفق ما أعلن المدير»
    return carrier if named or names_medium(draught, carrier) else None


def read_behind(draught: Draught, sentence: Sentence, before: Sentence) -> Draft | None:
    """Give the statement that one sentence is and that the next names a source for: «... قرب السد. | وفقا لرويترز.»"""
    formula = _read_alone(draught, sentence)
    content = trim(draught, before.first, before.last)
    if formula is None or formula.source is None or content is None or content[1] - content[0] < _WHOLE:
        return None
    if tuple(draught.forms[formula.first : formula.noun]) in load_grammar().through:
        return None  # «نقلا عن الجسر»: whose the page is
    cue = (formula.first, formula.noun)
    word, source, carriers = formula.tell()
    return Draft((content,), cue, word, ("formula", "the sentence before"), source, carriers)


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
    if forms[hit.at][hit.cue.joined != "" :] in load_grammar().found:
        return None  # «حيث تبين أن», «فتبين أن»: the page's own finding, though it ends what was said before
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
    behind = any(form.startswith("عن") or form in hit.cue.asks for form in scene.draught.forms[first:last])
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
