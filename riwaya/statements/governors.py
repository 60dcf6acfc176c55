"""Whose act a participle goes with: «كتب سامي على صفحته | معلقا», «وانتقد الوزير الحرب، وفقا للوكالة، | قائلا»."""

from collections.abc import Iterator

from riwaya.statements.complements import cut_governed
from riwaya.statements.heads import is_preposition, names_person, read_head
from riwaya.statements.hits import Hit, Scene
from riwaya.statements.objects import cut_object, keep_subject
from riwaya.statements.sentences import Draught
from riwaya.statements.sources import Source, read_gap
from riwaya.statements.subjects import read_subject


def _act_before(scene: Scene, place: int) -> Hit | None:
    """The cue before another in its sentence, not «وفقا لما نقلته الوكالة»."""
    before = (h for h in reversed(scene.hits[:place]) if not any(f.first <= h.at < f.last for f in scene.formulas))
    return next(before, None)


def find_governor(scene: Scene, place: int) -> Source | None:
    """«كتب سامي على صفحته معلقا», «أكد الوزير على أهمية السد، لافتا إلى أن»: whose act it goes with."""
    hit = _act_before(scene, place)
    if hit is None or hit.opening is not None or hit.cue.form not in ("past", "present") or hit.level == "under":
        return None
    draught, cue = scene.draught, scene.hits[place].cue
    if draught.forms[hit.at].startswith("ل") or (
        cue.form == "participle" and {cue.gender, hit.cue.gender} == {"m", "f"}
    ):
        return None  # «مشروع لتنقل الزوار، مشيرا إلى»
    told = (f.first for f in scene.formulas if hit.at < f.first < scene.hits[place].at)
    gap = read_gap(draught, hit.at + 1, next(told, scene.hits[place].at))  # «وانتقد الوزير، | وفقا للوكالة، قائلا»
    source = cut_object(draught, cut_governed(draught, hit.cue, keep_subject(draught, hit.cue, gap.source)))
    if source is None:  # «ورحبت بالتفاهم المفوضة هند الكيلاني، قائلة»
        source = next(find_people(draught, hit.at + 1, scene.hits[place].at), None)
    named = hit.at > 0 and (hit.at - 1 in draught.things or hit.at - 1 in draught.persons)
    if hit.cue.form == cue.form and (source is None or named) and (named or cue.form == "present"):
        # «غير أن سامي الحداد يشك في ذلك ويقول», «لكن الضفة نفت التهمة، واتهمت»
        source = read_subject(scene, scene.hits.index(hit)) or source
    head = read_head(draught.forms[source.first]) if source is not None else None
    speaks = head is not None and head.kind in ("person", "title", "body", "medium")
    if source is None:
        return None
    known = names_person(draught, source.first) or source.first in draught.things  # «وانتقدت فرنسا التقرير قائلة»
    known = known or draught.quote_over(source.first) is not None  # «ونفى "العمري" نشر الخبر، مؤكدا»
    return source if speaks or known else None


def find_carriers(scene: Scene, place: int) -> Iterator[Source]:
    """«وانتقد الوزير، وفقا لما نقلته | الوكالة، الحرب قائلا»: who told of the act that a participle goes with."""
    act = _act_before(scene, place)
    if act is None or act.opening is not None:
        return
    for formula in scene.formulas:
        source = formula.source if formula.first < scene.hits[place].at else None
        head = read_head(scene.draught.forms[source.first]) if source is not None else None
        if source is not None and head is not None and head.kind == "medium":
            yield source


def find_people(draught: Draught, first: int, last: int) -> Iterator[Source]:
    """«ورحبت بالتفاهم | المفوضة هند الكيلاني، قائلة»: people between two tokens, by their names or their posts."""
    for i in range(first, last):
        head = read_head(draught.forms[i])
        post = head is not None and head.kind == "person" and head.definite and i == first + 1
        if post and any(k in draught.people for k in range(i, last)):  # not «بالمواقف المشرفة للقيادة»
            yield read_gap(draught, i, last).source or Source(i, i + 1)
        elif i in draught.people and not is_preposition(draught.forms[i - 1]):
            yield Source(i, draught.people[i])
