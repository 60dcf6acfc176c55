"""Whose act a participle goes with: «كتب سامي على صفحته | معلقا», «وانتقد الوزير الحرب، وفقا للوكالة، | قائلا»."""

from collections.abc import Iterator

from riwaya.statements.actors import is_paper_doing
from riwaya.statements.carried import Carried, read_carried
from riwaya.statements.complements import cut_governed
from riwaya.statements.cues import Cue
from riwaya.statements.grammar import load_grammar
from riwaya.statements.heads import (
    ends_name,
    has_pronoun,
    is_ordinary,
    is_pointing,
    is_preposition,
    names_person,
    read_definite_head,
    read_head,
)
from riwaya.statements.hits import Hit, Scene, is_of_thing
from riwaya.statements.objects import cut_object, drop_object, keep_subject
from riwaya.statements.onsets import is_unheard
from riwaya.statements.sentences import COMMAS, Draught
from riwaya.statements.sources import Source, read_gap
from riwaya.statements.subjects import read_subject
from riwaya.stems import is_definite


def _act_before(scene: Scene, place: int) -> Hit | None:
    """The cue before another in its sentence, not «وفقا لما نقلته الوكالة» nor «تصريح للوزير، قال فيه إن».

    «وشكك الوزير في الأرقام التي أعلنتها البلدية، | قائلا»: a participle behind a comma goes with the main verb.
    """
    forms, inside = scene.draught.forms, load_grammar().therein
    before = (h for h in reversed(scene.hits[:place]) if not any(f.first <= h.at < f.last for f in scene.formulas))
    acts = [h for h in before if h.level == "main" or not h.opening or forms[h.at + 1] not in inside]
    apart = scene.hits[place].cue.form == "participle" and forms[scene.hits[place].at - 1] in COMMAS
    main = next((h for h in acts if not is_of_thing(scene.draught, h.at, h.level)), None) if apart else None
    return main or next(iter(acts), None)


def _carried_before(scene: Scene, place: int) -> Carried | None:
    """«ونقلت الوكالة عن | الوزير تأكيده وصول السفينة، مشيرا إلى أن»: who told what, and who carried it."""
    before = scene.hits[place - 1 :: -1] if place else ()
    act = next((h for h in before if h.cue.form != "noun" or h.opening is not None), None)
    if act is None or act.opening is not None or act.cue.verb.group != "carry" or act.level == "under":
        return None
    nouns = (h.at for h in scene.hits[:place] if h.at > act.at and h.cue.form == "noun")
    return read_carried(scene.draught, act.cue, (act.at + 1, next(nouns, scene.hits[place].at)))


def _is_behind_thing(scene: Scene, hit: Hit) -> bool:
    """«لكن الضفة | استنكرت الاتهام وطالبت بالرد»: the first verb of a sentence that opens with a country or a body."""
    first, words = scene.sentence.first, load_grammar()
    opened = first + (scene.draught.forms[first] in words.clause)
    things = all(i in scene.draught.things for i in range(opened, hit.at))
    return hit is scene.hits[0] and opened < hit.at and things


def _cut_asked(draught: Draught, cue: Cue, source: Source | None) -> Source | None:
    """«وطالبت ابنة المدير | ، الجميع بالصمت», «كشفت الصحيفة | ، حقيقة الصور»: what it acts on behind a comma."""
    near = range(source.first + 1, source.last - 1) if source is not None else ()
    comma = next((i for i in near if draught.forms[i] in COMMAS), None)
    if source is None or comma is None or any(names_person(draught, i) for i in range(comma + 1, source.last)):
        return source
    thing = is_ordinary(draught.forms[comma + 1]) and read_head(draught.forms[comma + 1]) is None
    return source._replace(last=comma) if thing or cue.verb.group == "ask" else source


def goes_with_last(scene: Scene, place: int) -> bool:
    """«، فاتهمت الجبال السهول بالتأخير، وقالت إن»: a second verb that agrees with the first of its sentence."""
    hit, last = scene.hits[place], scene.hits[place - 1] if place else None
    agrees = last is not None and last.cue.is_like(hit.cue)
    goes_on = hit.cue.joined == "و" or (
        hit.cue.joined == "ف" and not hit.cue.suffix
    )  # «تحدث الوزير | فقال», not «فأجابه»
    return agrees and goes_on and hit.level == "beside"


def find_governor(scene: Scene, place: int) -> Source | None:
    """«كتب سامي على صفحته معلقا», «أكد الوزير على أهمية السد، لافتا إلى أن»: whose act it goes with."""
    if (carried := _carried_before(scene, place)) is not None:
        return cut_object(scene.draught, carried.speaker)
    hit = _act_before(scene, place)
    if hit is None or hit.opening is not None or hit.cue.form not in ("past", "present"):
        return None
    if hit.level == "under" and not _is_behind_thing(scene, hit):
        return None
    draught, cue = scene.draught, scene.hits[place].cue
    if draught.forms[hit.at].startswith("ل") or (
        cue.form == "participle" and {cue.gender, hit.cue.gender} == {"m", "f"}
    ):
        return None  # «مشروع لتنقل الزوار، مشيرا إلى»
    told = (f.first for f in scene.formulas if hit.at < f.first < scene.hits[place].at)
    first = hit.at + 1 + is_pointing(draught.forms[hit.at + 1])  # «أكدت ذلك | والدتها وأفادت أن»
    gap = read_gap(draught, first, next(told, scene.hits[place].at))  # «وانتقد الوزير، | وفقا للوكالة، قائلا»
    before = scene.hits.index(hit)
    source = cut_governed(draught, hit.cue, keep_subject(draught, hit.cue, gap.source))
    source = cut_object(draught, drop_object(scene, before, _cut_asked(draught, hit.cue, source)))
    source = source or _before_which(scene, before, scene.hits[place])
    if source is None and goes_with_last(scene, before):  # «لكن الوزارة استنكرت الاتهام وطالبت الضفة بالهدوء، معتبرة»
        return find_governor(scene, before)
    if source is None:  # «ورحبت بالتفاهم المفوضة هند الكيلاني، قائلة»
        source = next(find_people(draught, hit.at + 1, scene.hits[place].at), None)
    named = hit.at > 0 and (hit.at - 1 in draught.things or hit.at - 1 in draught.persons)
    goes_on = hit.cue.form == cue.form or (cue.form == "participle" and source is None)
    if goes_on and (source is None or named) and (named or cue.form == "present"):
        # «غير أن سامي الحداد يشك في ذلك ويقول», «لكن الضفة نفت التهمة، واتهمت»
        source = read_subject(scene, before) or source
    if source is None:
        return None
    head = read_definite_head(draught.forms[source.first])
    speaks = head is not None and head.kind in ("person", "title", "body", "medium")
    # «واتهمت تقارير الضفة بالتأخير، وقدرت أن»
    paper = head is not None and head.kind == "document" and source.first == hit.at + 1 and hit.level != "which"
    alone = source.last - source.first == 1 and is_paper_doing(draught.forms, source.first)
    speaks = speaks or (paper and (alone or cue.form != "participle"))  # «وندد البيان بالهجوم، مشيرا إلى أن»
    known = names_person(draught, source.first) or source.first in draught.things  # «وانتقدت فرنسا التقرير قائلة»
    if head is None and not known and ends_name(draught, source.first):
        return source._replace(last=source.first + 1)  # «استعرض الحداد | الخطة، مؤكدا»
    known = known or _is_named_behind(draught, source) or _is_unlisted(draught, hit, source)
    known = known or draught.quote_over(source.first) is not None  # «ونفى "العمري" نشر الخبر، مؤكدا»
    return source if speaks or known else None


def _is_unlisted(draught: Draught, hit: Hit, source: Source) -> bool:
    """«وتحدثت | سوشي عن أولوياتها، وقالت»: one word unheard of between a verb of saying and its preposition."""
    alone = source.last - source.first == 1 and source.first == hit.at + 1 and hit.cue.verb.group == "say"
    governed = source.last < len(draught.forms) and is_preposition(draught.forms[source.last])
    own = has_pronoun(draught.span(*source[:2]).text)
    return alone and governed and not own and is_unheard(draught, source.first)


def _is_named_behind(draught: Draught, source: Source) -> bool:
    """«أكد الدولي السابق، | سامي الحداد، قدرة الفريق، مشيرا»: a name between commas behind what no list has."""
    inside = range(source.first + 1, source.last)
    named = any(i in draught.people and draught.forms[i - 1] in COMMAS for i in inside)
    return named and is_definite(draught.forms[source.first])


def _before_which(scene: Scene, place: int, second: Hit) -> Source | None:
    """«الوزراء | الذين طالبوا بالرد وأكدوا أن»; «ورفضت الضفة الدراسة، التي توصلت إلى ذلك، وقالت» goes on outside."""
    forms, first = scene.draught.forms, scene.hits[place]
    agrees = (first.cue.gender, first.cue.number) == (second.cue.gender, second.cue.number)
    agrees = agrees and first.cue.form == "past" and not first.cue.suffix
    source = read_subject(scene, place) if first.level == "which" and agrees else None
    if source is None or (forms[source.last] in COMMAS and forms[second.at - 1] in COMMAS):
        return None
    head = read_definite_head(forms[source.first])
    return None if head is not None and head.some else source  # «غالبية الحفر التي تحدث في الطريق»


def find_carriers(scene: Scene, place: int) -> Iterator[Source]:
    """«وانتقد الوزير، وفقا لما نقلته | الوكالة، الحرب قائلا»: who told of the act that a participle goes with."""
    if (carried := _carried_before(scene, place)) is not None:
        yield from carried.carriers
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
