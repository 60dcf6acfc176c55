"""The source that stands before its verb: «الوزير قال إن», «المدير الذي أكد أن», «تصريحات مفادها أن»."""

from riwaya.statements.adverbials import read_adverbial, skip_times
from riwaya.statements.antecedents import read_antecedent
from riwaya.statements.appositions import (
    read_before_apposition,
    read_before_relative,
    read_marked_opening,
    read_opening_post,
)
from riwaya.statements.authors import find_author
from riwaya.statements.clauses import bounds_clause, find_last_head, may_act, read_clause_subject
from riwaya.statements.cues import Cue
from riwaya.statements.grammar import load_grammar
from riwaya.statements.heads import Head, is_auxiliary, is_finite, is_preposition, read_head
from riwaya.statements.hits import Scene
from riwaya.statements.objects import cut_object
from riwaya.statements.sentences import COMMAS, Draught
from riwaya.statements.sources import Source
from riwaya.stems import is_definite
from riwaya.text import load_folded

_NEAR = 6  # tokens before a verb inside other words that are its subject, not a clause of their own
_JOINED = ("ب", "ل")  # written on to a document that tells something
_TIME = 3  # words of a time between a subject and its verb


def read_subject(scene: Scene, place: int) -> Source | None:
    """Give the noun phrase before the cue number `place` that is its subject, or None."""
    hit, draught = scene.hits[place], scene.draught
    words = load_grammar()
    if hit.cue.verb.group == "gist":
        return find_last_head(draught, max(scene.sentence.first, hit.at - 12), hit.at, ("document",))
    if draught.forms[hit.at] == "القول" and draught.forms[hit.at - 1] == "الي":  # «دفع بعض المحللين إلى القول إن»
        return find_last_head(draught, max(scene.sentence.first, hit.at - _NEAR), hit.at - 1, ("person", "body"))
    if hit.cue.form in ("participle", "noun") or hit.cue.joined:
        return None
    if draught.forms[hit.at + 1 : hit.at + 2] and draught.forms[hit.at + 1] in words.therein:
        # «نشر النادي تغريدة على موقع الجسر قال فيها»: whoever published it
        return find_author(draught, scene.sentence.first, hit.at, hit.cue)
    if hit.at and draught.forms[hit.at - 1] in words.what:
        return None  # «وعلق الحزب نشاطه بسبب ما وصفه بأنه», «بسبب ما قالت إنه»
    end = hit.at
    if (document := _document_before(draught, hit.at, hit.cue)) is not None:
        return document
    apposed = (
        read_marked_opening(draught, scene.sentence.first, end)
        or read_before_apposition(draught, scene.sentence.first, end)
        or read_before_relative(draught, scene.sentence.first, end, hit.cue.gender)
    )
    if apposed is not None:
        return apposed
    while end > scene.sentence.first and (
        is_auxiliary(draught.forms[end - 1]) or draught.forms[end - 1] in words.negation
    ):
        end -= 1
    end = _end_before_time(draught, scene.sentence.first, end)
    if end > scene.sentence.first and draught.forms[end - 1] in words.whose:
        return read_antecedent(draught, scene.sentence.first, end - 1)
    source = read_opening_post(draught, scene.sentence.first, end) or read_clause_subject(scene, place, end)
    return source and _without_object(scene, place, source)


def _end_before_time(draught: Draught, first: int, last: int) -> int:
    """«لكن الوزارة | أمس أعلنت أن»: where a subject ends that a time parts from its verb."""
    near = (i for i in range(max(first + 1, last - _TIME), last) if read_adverbial(draught, i) == "time")
    known = draught.persons | draught.things  # not «المشاركون في اجتماع | الجمعة»
    whole = (i for i in near if is_definite(draught.forms[i - 1]) or i - 1 in known)
    return next((i for i in whole if skip_times(draught, i, last) == last), last)


def _document_before(draught: Draught, verb: int, cue: Cue) -> Source | None:
    """«تلقى الوزير | رسالة صوتية تقول إن», «لكن | تقارير محلية أفادت بأن»: an indefinite document, and its own verb."""
    for i in range(verb - 1, max(verb - 4, 0), -1):
        form = draught.forms[i]
        if form in COMMAS and i == verb - 1:
            continue  # «وسط دراسات سابقة، | أشارت إلى أن»
        head = read_head(form) or read_head(form.removesuffix("ا"))
        joined = head is None and form[0] in _JOINED  # «بتقارير», «لدراسات»
        head = read_head(form[1:]) if joined else head
        if head is not None and head.kind == "document":
            end = verb - (draught.forms[verb - 1] in COMMAS)
            return Source(i, end, joined) if _tells(draught, head, i, verb, cue) else None
        if is_definite(form) or not (draught.has_ta(i) or form.endswith(("ي", "يا"))):
            return None
    return None


def _tells(draught: Draught, head: Head, paper: int, verb: int, cue: Cue) -> bool:
    """«رغم معلومات | أفادت بأن», but not «نشرت بيانات | أكدت أن», «عرضت وثائق | قالت إنها سرية».

    Those others say, and of «لديها معلومات | تشير إلى أن» whoever has them.
    """
    many = head.number == "many" or head.base.endswith("ات")
    apart = draught.forms[verb - 1] in COMMAS
    if not many:
        # «هناك دراسة سابقة | أوضحت أن», not «في بيان | أكد أن»
        finds = head.base in load_folded("ar", "roles_findings")
        itself = cue.form == "present" or (finds and not cue.suffix)
        return itself and not head.definite and head.gender == cue.gender and (finds or not apart)
    before, after = draught.forms[paper - 1], "".join(draught.forms[verb + 1 : verb + 2])
    issued = before.removeprefix("و") in load_folded("ar", "cues_issues") or before.startswith(
        tuple(load_grammar().having)
    )
    returned = after in load_grammar().that and after.endswith("ها") and not is_preposition(before)
    return cue.gender == "f" and cue.number == "one" and not (head.definite or cue.suffix or issued or returned)


def _is_told_of(scene: Scene, place: int, source: Source) -> bool:
    """«فرضت الوزارة عقوبات على | شركات قالت إنها مولت الحرب»: what an indefinite noun's clause says of it."""
    draught, at = scene.draught, scene.hits[place].at
    head = read_head(draught.forms[source.first])
    if head is None or head.definite or head.kind not in ("body", "person"):
        return False
    if source.last - source.first > 1 and {head.gender, scene.hits[place].cue.gender} != {"m", "f"}:
        return False  # «هجوم نفذه | شاب سنداري قالت إنه قتل»
    return _is_returned_to(scene, at, source)


def _is_returned_to(scene: Scene, at: int, source: Source) -> bool:
    """True where a noun inside its clause stands right before a verb with «إنها»: what it tells of, and no subject."""
    draught, behind = scene.draught, scene.draught.forms[at + 1 : at + 2]
    inside = source.first > scene.sentence.first and not bounds_clause(draught, source.first - 1)
    returns = bool(behind) and behind[0] in load_grammar().that and len(behind[0]) > 2
    return inside and returns and source.last == at


def _without_object(scene: Scene, place: int, source: Source) -> Source | None:
    """«نشرت | الوزارة صورا قالت إنها»: the subject of the verb before, without the noun whose clause it is.

    None where nothing but that noun is left.
    """
    draught = scene.draught
    if _is_told_of(scene, place, source):
        return None
    known = read_head(draught.forms[source.first]) is not None and source.first > 0
    known = known and (may_act(draught, source.first - 1) or is_finite(draught.forms[source.first - 1]))
    inside = known and _is_returned_to(scene, scene.hits[place].at, source)
    return cut_object(draught, source) if inside else source
