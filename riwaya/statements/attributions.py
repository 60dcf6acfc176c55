"""Statements that a cue opens: who says the words, through whom, and whether they are denied."""

from typing import NamedTuple

from msgspec.structs import replace

from riwaya.statements.adverbials import find_beside, find_fronted
from riwaya.statements.authors import find_therein
from riwaya.statements.carried import cut_relay, read_carried
from riwaya.statements.carriers import on_tongue, read_carriers
from riwaya.statements.cues import Cue, read_cue
from riwaya.statements.doers import find_doer, find_own
from riwaya.statements.frames import Opening
from riwaya.statements.fronted import (
    acts_on,
    carrier_before,
    did_before,
    find_subject,
    is_latter_before,
    is_named_before,
    set_before,
    tells_of_himself,
    topic,
)
from riwaya.statements.governors import find_carriers, find_governor, find_people, goes_with_last
from riwaya.statements.grammar import load_grammar
from riwaya.statements.hits import Hit, Scene
from riwaya.statements.inflections import Gender
from riwaya.statements.objects import drop_object
from riwaya.statements.recited import read_god
from riwaya.statements.sayers import after_verb, cut_complement, cut_noun
from riwaya.statements.sentences import Draught
from riwaya.statements.sources import Source, read_gap, trim
from riwaya.statements.unsaid import is_prayer, says_nobody
from riwaya.text import fold

Range = tuple[int, int]
_ON = "على"
_MANY_THINGS = "ات"  # of «لافتات», «لافتات بيضاء»


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


def draft_spoken(scene: Scene, place: int, opening: Opening, content: tuple[Range, ...]) -> Draft | None:
    """Give the statement of a cue whose speaker stands beside it; None for prayers, evidence and what nobody says."""
    hit, draught = _as_written(scene.draught, scene.hits[place]), scene.draught
    group = hit.cue.verb.group
    carriers, (first, last) = read_carriers(draught, opening.gap)
    within = 1 + (draught.forms[first] in load_grammar().too) if group == "stand" else 0  # «جاء | أيضا في | البيان»
    gap = read_gap(draught, first + within, last)
    owned = hit.cue.form == "noun" and bool(hit.cue.suffix)  # «شدد الوزير على ثقته | الكبيرة في أن»
    source = None if owned else after_verb(draught, hit, opening, drop_object(scene, place, gap.source))
    if gap.source is None and first < last and draught.forms[first].startswith("بال"):
        source = next(find_people(draught, first, last), None)
    if hit.level == "under" and "object" in hit.cue.takes:
        source = None if tells_of_himself(draught, hit) else topic(scene, place) or source
    source = source and (acts_on(scene, hit) or source)
    if source is not None and is_named_before(scene, hit, source):
        source = None
    if is_latter_before(draught, hit.at):
        source = Source(hit.at - 1, hit.at)
    source = did_before(scene, hit) or (source and (set_before(scene, hit, source) or source))
    source = cut_complement(draught, hit.cue, source) or find_subject(scene, place)
    source = source if hit is scene.hits[place] else find_own(draught, scene.sentence, hit.at, hit.cue)
    if hit.at and draught.forms[hit.at - 1] in load_grammar().turn:
        source = None  # «لكنه وصف الاجتماع»: the pronoun speaks
    if draught.forms[hit.at + 1] in load_grammar().therein:
        source = find_therein(draught, scene.sentence.first, hit.at, hit.cue, source)
    goes_on = source is None and (owned or goes_with_last(scene, place))
    if hit.cue.form == "participle" or goes_on:
        carriers = (*carriers, *find_carriers(scene, place))
        source = find_governor(scene, place)  # of «داعيا المخالفين إلى أن» whoever follows is spoken to
    source = source or find_doer(scene, place)
    if source is not None:
        source, relays = cut_relay(draught, cut_noun(draught, source))
        carriers = (*carriers, *relays)
    source, through = on_tongue(draught, opening.gap, source)
    carriers = carriers if group == "stand" else (*carriers, *through)
    recited = read_god(draught, hit.cue, opening, first)
    source = recited or source
    blessed = recited is None and first < last and draught.forms[first] in load_grammar().prayed
    if blessed or (group == "ask" and is_prayer(draught, content[0][0])) or says_nobody(scene, hit, source):
        return None
    cue = (hit.at, hit.at + 1)
    because = (f"{group}:{opening.kind}",)
    word = (read_cue(draught.forms[opening.saying]) if opening.saying is not None else None) or hit.cue
    # «نفى الوزير الاتهام قائلا إن»: what follows is said
    carriers = tuple(dict.fromkeys(carriers))
    venue = gap.venue or _find_venue(scene, place)
    return Draft(content, cue, hit.cue, because, source, carriers, None, venue, _is_denied(draught, hit, word))


def _find_venue(scene: Scene, place: int) -> Range | None:
    """«| في تصريح للجسر، قال الوزير», «أشاد به | في تغريدة قائلا»: where it was said, before the verb that tells it."""
    draught, at, first = scene.draught, scene.hits[place].at, scene.sentence.first
    venue = find_fronted(draught, first, at) if place == 0 else None
    told = draught.forms[at] in load_grammar().saying
    venue = venue or (find_beside(draught, first + 1, at) if told else None)
    return trim(draught, *venue) if venue is not None else None


def _as_written(draught: Draught, hit: Hit) -> Hit:
    """«حمل المتظاهرون لافتات | كتب عليها "..."»: the cue of those who carry it, and of nobody who was heard before."""
    form, behind = draught.forms[hit.at], draught.forms[hit.at + 1]
    if behind not in load_grammar().therein:
        return hit
    on = behind.startswith(fold(_ON)) and _ON not in hit.cue.takes
    passive = hit.cue.form == "past" and form == fold(hit.cue.verb.past) and hit.cue.verb.group == "say"
    many = any(before.endswith(_MANY_THINGS) for before in draught.forms[max(0, hit.at - 2) : hit.at])
    return hit._replace(cue=replace(hit.cue, number="many")) if on and passive and many else hit


def draft_carried(scene: Scene, place: int, opening: Opening, content: tuple[Range, ...]) -> Draft | None:
    """Give the statement of a cue whose subject passes on another's words: «نقلت الوكالة عن الوزير قوله إن»."""
    hit, forms = scene.hits[place], scene.draught.forms
    carried = read_carried(scene.draught, hit.cue, opening.gap)
    if carried is None:
        return None
    at = hit.at if opening.saying is None else opening.saying
    word = hit.cue if opening.saying is None else read_cue(forms[at]) or hit.cue
    carriers = carried.carriers or carrier_before(scene, place)
    denied = _is_denied(scene.draught, hit, word)
    if carried.pronoun:  # «ونقلت عنه الوكالة»: the verb is not his
        gender: Gender = "f" if carried.pronoun.endswith("ا") else "m"
        word = replace(word, gender=gender, number="many" if carried.pronoun.endswith("هم") else "one")
    finite = not carriers and hit.cue.form != "participle"
    speaks = not carriers and not finite  # «قال الاتحاد إن ...، ناقلا عن الطبيب قوله»
    dropped = finite and hit.cue.gender == "f"  # «وأكدت الصحيفة ذلك، ونقلت عن خبراء قولهم»: no passive
    goes_on = not carriers and hit.cue.gender == "m" and hit.cue.joined == "و" and not carried.pronoun
    hints = {"carrier dropped": dropped, "paper dropped": goes_on, "carrier speaks": speaks}
    because = (f"carry:{opening.kind}", *(hint for hint, holds in hints.items() if holds))
    return Draft(content, (at, at + 1), word, because, carried.speaker, carriers, denied=denied)


def _is_denied(draught: Draught, hit: Hit, word: Cue) -> bool:
    """«نفى أن», «لم يقل إن», not «لم ينف أن»; in his own words it is said, whatever the verb: «نفى: "لم أوقع"»."""
    if hit.opening is None or hit.opening.kind != "that":
        return False
    before = draught.forms[hit.at - 1] if hit.at else ""
    negated = before in load_grammar().negation and hit.cue.form != "participle" and hit.opening.saying is None
    return negated != (word.verb.group == "deny")
