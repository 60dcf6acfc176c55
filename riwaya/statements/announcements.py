"""What a verb of speech tells by a noun: «أعلن الجيش | استعادة المدينة», «حذرت الوزارة من | نقص الدواء».

Annotators of one page take that for an event and no statement; but what one outlet tells with أن, another tells so.
"""

from collections.abc import Sequence

from msgspec import Struct

from riwaya.statements.adverbials import skip_times
from riwaya.statements.attributions import Draft, draft_spoken
from riwaya.statements.carried import is_relay
from riwaya.statements.cues import is_issuing, read_announcing, read_cue, read_noun
from riwaya.statements.frames import Opening
from riwaya.statements.grammar import load_grammar
from riwaya.statements.heads import (
    drop_pronoun,
    is_finite,
    is_mute,
    is_nisba,
    is_ordinary,
    is_owned,
    may_speak,
    read_head,
)
from riwaya.statements.hits import Hit, Scene
from riwaya.statements.objects import cut_object
from riwaya.statements.sentences import COMMAS, Draught
from riwaya.statements.sources import read_gap, trim
from riwaya.stems import is_definite
from riwaya.text import is_word, load_folded

_FEWEST = 3  # words that tell something: «أعلن | الحداد» may be the name of a man
_REACH = 24  # tokens from a verb to the preposition that it asks for
_NOTHING = "0"
_OBJECT = "object"
_JOINED = ("ب", "ل")  # prepositions that are written on to their noun
_SHORT = 3  # letters of the shortest noun with one
_WRITTEN_ON = "وفبلك"  # particles that a noun may begin with


class _Told(Struct, frozen=True):
    """Where the words begin that a noun heads, and whether their preposition is written on to them."""

    first: int
    joined: bool = False


def draft_announcements(scene: Scene, drafts: Sequence[Draft]) -> list[Draft]:
    """Give what the verbs of a sentence tell by a noun, where nothing else was read of them: `drafts`."""
    found: list[Draft] = []
    scene = _add_nouns(scene)
    for place, hit in enumerate(scene.hits):
        draft = draft_announcement(scene, place) if _is_free(scene, hit, (*drafts, *found)) else None
        found += [draft] if draft is not None else []
    return found


def draft_announcement(scene: Scene, place: int) -> Draft | None:
    """Give what the verb number `place` of a sentence tells by a noun, or None."""
    row = read_announcing(scene.hits[place].cue)
    return _draft(scene, place, row.takes) if row is not None else None


def _add_nouns(scene: Scene) -> Scene:
    """«بعد | إعلان الجيش مقتل أربعة جنود»: with the verbal nouns that stand right before whoever tells it."""
    draught, sentence = scene.draught, scene.sentence
    known = {hit.at for hit in scene.hits}
    nouns = [
        Hit(i, cue, None, "under", None)
        for i in draught.marked("cue", sentence.first, sentence.last - 2)
        if i not in known and draught.quoted[i] < 0
        if (cue := read_noun(draught.forms[i])) is not None and read_announcing(cue) is not None
        if may_speak(draught, i + 1)
    ]
    return scene._replace(hits=sorted((*scene.hits, *nouns), key=lambda hit: hit.at)) if nouns else scene


def _is_free(scene: Scene, hit: Hit, drafts: Sequence[Draft]) -> bool:
    """True for a verb that opens nothing, is not denied and stands in nothing that was said."""
    if hit.opening is not None or hit.cue.suffix:
        return False
    if hit.at and scene.draught.forms[hit.at - 1] in load_grammar().negation:
        return False  # «لم يعلن الجيش عدد القتلى»
    spans = ((min(d.cue[0] if d.cue else a, a), b) for d in drafts for a, b in d.content)
    return not any(first <= hit.at < last for first, last in spans)


def _draft(scene: Scene, place: int, takes: Sequence[str]) -> Draft | None:
    draught, hit = scene.draught, scene.hits[place]
    last = _limit(scene, place)
    told = _find_noun(scene, place, takes, last) if _may_tell(draught, hit, takes, last) else None
    content = trim(draught, told.first, _end(draught, told.first, last)) if told is not None else None
    if told is None or content is None or sum(map(is_word, draught.forms[slice(*content)])) < _FEWEST:
        return None
    end = told.first - (draught.forms[told.first - 1] in takes)
    end = next((i for i in range(hit.at + 1, end) if _is_manner(draught, i)), end)
    draft = draft_spoken(scene, place, Opening("that", told.first, (hit.at + 1, end), None), (content,))
    if draft is None or (draft.source is None and hit.level in ("under", "which") and not _is_pronouns(draught, hit)):
        return None
    return draft._replace(
        because=(f"{hit.cue.verb.group}:noun",), joined=told.joined, denied=hit.cue.verb.group == "deny"
    )


def _is_pronouns(draught: Draught, hit: Hit) -> bool:
    """«وهي | تتهم السهل بالإهمال»."""
    return hit.at > 0 and draught.forms[hit.at - 1].removeprefix("و") in load_grammar().himself


def _may_tell(draught: Draught, hit: Hit, takes: Sequence[str], last: int) -> bool:
    """False where no noun that is told can begin: a quick look before the slow one."""
    near = draught.forms[hit.at + 1 : min(last, hit.at + _REACH)]
    if _NOTHING in takes or _OBJECT in takes:
        return len(near) > _FEWEST
    return any(form in takes or (form[0] in takes and form[0] in _JOINED) for form in near)


def _limit(scene: Scene, place: int) -> int:
    """Where another verb or a formula takes over."""
    at = scene.hits[place].at
    verbs = [hit for hit in scene.hits[place + 1 :] if hit.cue.form != "noun"]
    cuts = (hit.at if hit.cut is None else hit.cut for hit in verbs if hit.cut is not None or hit.opening is not None)
    formulas = (formula.first for formula in scene.formulas if formula.first > at)
    return min([scene.sentence.last, *(cut for cut in cuts if cut > at), *formulas])


def _find_noun(scene: Scene, place: int, takes: Sequence[str], last: int) -> _Told | None:
    draught, hit = scene.draught, scene.hits[place]
    if _OBJECT in takes:
        return _find_object(draught, hit, _end_subject(draught, hit, _JOINED[:1], last), last)
    start = _end_subject(draught, hit, takes, last)
    asked = [form for form in takes if form != _NOTHING]
    i, reach = start, min(last - 1, hit.at + _REACH)
    while i < reach:
        form = draught.forms[i]
        if form in asked and draught.quoted[i] < 0:
            return _Told(i + 1) if _heads_words(draught, i + 1, asked=True) else None
        if form[0] in asked and _is_joined_noun(draught, i):
            return _Told(i, joined=True)
        if _is_clause(draught, i):
            return None
        after = _skip_aside(draught, i, last)
        if after == i and _NOTHING in takes:
            beside = i == start > hit.at + 1 and draught.has_ta(i) and form[0] not in _WRITTEN_ON
            return _Told(i) if _heads_words(draught, i, asked=beside) else None
        i = max(after, i + 1)
    return None


def _is_clause(draught: Draught, i: int) -> bool:
    """«كما يشير نص | يعود إلى عصر قديم»: behind another verb its own preposition stands."""
    form, words = draught.forms[i], load_grammar()
    return form in words.that or form in words.clause or form in words.whose or is_finite(form)


def _end_subject(draught: Draught, hit: Hit, takes: Sequence[str], last: int) -> int:
    """The token behind whoever stands right behind the verb and tells it; the one behind the verb where nobody does."""
    if hit.cue.form == "participle":
        return hit.at + 1
    near = range(hit.at + 2, min(last, hit.at + _REACH))
    end = next((i for i in near if _ends_subject(draught, i, takes)), near.stop)
    source = read_gap(draught, hit.at + 1, end).source
    if source is None:
        return hit.at + 1
    return (cut_object(draught, source) or source).last if may_speak(draught, source.first) else hit.at + 1


def _ends_subject(draught: Draught, i: int, takes: Sequence[str]) -> bool:
    form = draught.forms[i]
    return form in takes or form[0] in takes or form == "(" or _is_manner(draught, i)


def _find_object(draught: Draught, hit: Hit, start: int, last: int) -> _Told | None:
    """«اتهمت الوزارة | الشركة بالإهمال»: of whom it is told stands first."""
    first = _skip_asides(draught, start, last)
    if start > hit.at + 1 and first < last and draught.forms[first][0] == "ب" and first not in draught.begins:
        return _Told(_skip_asides(draught, hit.at + 1, last))  # «كانت الضفة قد اتهمت | السهل بالإهمال»
    known = first > hit.at + 1 or hit.cue.form == "participle" or first in draught.begins
    if first >= last - 1 or not known or not is_word(draught.forms[first]):
        return None
    behind = draught.forms[first + 1 : min(last, first + _REACH)]
    told = any(form[0] == "ب" and len(form) > _SHORT for form in behind)
    return _Told(first) if told else None


def _is_joined_noun(draught: Draught, i: int) -> bool:
    """«أفادت | بهبوط», «دعا | لتطبيق»: no name that begins so, no speaker, and not how it was told: «بشكل قاطع»."""
    form = draught.forms[i]
    if form[0] not in _JOINED or len(form) <= _SHORT or draught.quoted[i] >= 0 or _is_manner(draught, i):
        return False
    if form[0] == "ل" and not (is_ordinary(form[1:]) or is_mute(form[1:])):
        return False  # «لديهم»
    named = draught.is_named(i) or i in draught.begins
    return not named and not is_ordinary(form) and read_head(form) is None and read_head(form[1:]) is None


def _is_manner(draught: Draught, i: int) -> bool:
    """«بشكل قاطع», «بصورة رسمية»: with a quality behind it that has no article."""
    form, behind = draught.forms[i], draught.forms[i + 1] if i + 1 < len(draught.forms) else "."
    return form[0] == "ب" and form[1:] in load_folded("ar", "cues_manners") and not is_definite(behind)


def _skip_asides(draught: Draught, i: int, last: int) -> int:
    while i < last and (after := _skip_aside(draught, i, last)) > i:
        i = after
    return i


def _skip_aside(draught: Draught, i: int, last: int) -> int:
    """Behind when, where or how it was told: «أعلن الجيش | الاثنين | في بيان | خروج المسلحين», «تنفي | بشكل قاطع»."""
    forms = draught.forms
    after = skip_times(draught, i, last)
    if after > i or forms[i] in COMMAS or forms[i] in load_grammar().therein:
        return max(after, i + 1)
    if forms[i] == "(" and ")" in forms[i:last]:
        return forms.index(")", i) + 1  # «محمود عباس | (83 عاما) | نيته»
    if _is_manner(draught, i):
        return i + 2
    if draught.has_tanwin(i) and forms[i - 1] not in load_grammar().before and forms[i].endswith("ا"):
        return i + 1  # «تنفي | نفيا قاطعا | ضلوعها», «أعلن | رسميا»
    if forms[i] not in load_grammar().before:
        return i
    i += 2
    while i < last and _goes_on(draught, i):
        i += 1
    return i


def _goes_on(draught: Draught, i: int) -> bool:
    """«في ولاية | الضفة الشرقية», «في بيان | بثه التلفزيون الرسمي»."""
    form = draught.forms[i]
    named = draught.is_named(i) or i in draught.things
    return is_definite(form) or is_nisba(form) or named or is_relay(form) or is_issuing(form)


def _heads_words(draught: Draught, i: int, *, asked: bool = False) -> bool:
    """True for a noun that may head what is told, and is no quality of whoever tells it.

    Behind the preposition that a verb asks for any noun may, `asked`.
    """
    form, words = draught.forms[i], load_grammar()
    small = words.before | words.that | words.byth | words.been | words.clause | words.despite | words.whether
    if form in words.every:
        return True  # «تنفي | أي دور في الهجوم», «نفى | كل ما تردد»
    if form in small or form in words.whose or is_nisba(form) or is_finite(form) or draught.quoted[i] >= 0:
        return False
    if not asked and _is_phrase(form):
        return False
    head, cue = read_head(form), read_cue(form)
    known = is_ordinary(form) or is_mute(form) or is_mute(form.removeprefix("ال"))
    known = known or asked or is_owned(draught.span(i, i + 1).text)  # «تنكر | ضلوعها»
    speaks = head is not None and head.kind not in ("document", "evidence")
    return known and not speaks and (cue is None or cue.form != "participle") and not draught.is_named(i)


def _is_phrase(form: str) -> bool:
    """«أعلن النادي بموقعه | عن», «بالتزامن مع»: a preposition is written on to a noun; «بيع», «بالغ» begin so."""
    noun = form.removeprefix(_JOINED[0])
    return noun != form and (is_definite(noun) or is_ordinary(drop_pronoun(noun)) or is_mute(noun))


def _end(draught: Draught, first: int, last: int) -> int:
    """It goes on to a comma or to another clause."""
    words, end = load_grammar(), first + 1
    stops = COMMAS | words.clause | words.after | words.that
    while end < last and draught.forms[end] not in stops:
        quote = draught.quote_over(end)
        end = quote.last + 1 if quote is not None and quote.first == end else end + 1
    end = min(end, last)
    while end > first and draught.forms[end - 1] in words.before:
        end -= 1  # «القلق من | أن»
    return end
