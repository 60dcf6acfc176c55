"""Who stands before the verb of a cue: «أما الضفة، | فرأت أن», «إلا أن | سامي الحداد أكد», «وسبق | للوزير أن حذر»."""

from riwaya.statements.actors import end_thing
from riwaya.statements.adverbials import is_medium, read_adverbial
from riwaya.statements.cues import Cue
from riwaya.statements.grammar import BARE, PRONOUNS, load_grammar
from riwaya.statements.heads import SPEAKERS, has_pronoun, is_finite, names_person, read_head
from riwaya.statements.hits import Hit, Scene
from riwaya.statements.introductions import begins_post
from riwaya.statements.particles import is_that
from riwaya.statements.sentences import COMMAS, Draught
from riwaya.statements.sources import Source, trim_source
from riwaya.statements.subjects import read_subject
from riwaya.stems import is_definite

_SIDE = 3  # tokens of a country or a body before its verb: «إن الضفة | أبلغت السهل بأنه»
_REACH = 14  # tokens of a subject between أن and its verb
_FAR = 8  # tokens from «أما» to the verb of whoever it names
_ALREADY = "قد"
_DID = "سبق"
_FOR = "ل"
_FEW = 3  # letters of «له», «لها»


def find_subject(scene: Scene, place: int) -> Source | None:
    """The source before its verb; «الاتفاق الذي اعتبره» is what he spoke of."""
    hit = scene.hits[place]
    turned = _turned_to(scene, hit)
    if turned is not None or hit.level != "which":
        return turned or read_subject(scene, place)
    if scene.draught.forms[hit.at + 1] in load_grammar().therein:  # «تصريحات | سامي الحداد التي قال فيها إن»
        return read_subject(scene, place)
    if _agrees_not(hit.cue, scene.draught.forms[hit.at - 1]):
        return None
    told = next((formula.source for formula in scene.formulas if formula.last == hit.at - 1), None)
    spoken_of = hit.cue.suffix and not _is_another(hit.cue, scene.draught.forms[hit.at - 1])
    source = None if spoken_of else read_subject(scene, place)  # «وفق سلمى الحداد التي أوضحت أن»
    head = read_head(scene.draught.forms[source.first]) if source is not None else None
    thing = head is not None and head.number == "one" and hit.cue.number == "many"  # «البلدة التي قالوا إنها»
    return told or (None if thing else source)


def _turned_to(scene: Scene, hit: Hit) -> Source | None:
    """«أما الضفة، | فرأت أن», «أما "سامي الحداد" | فيقول», «أما الدراسة | فقد أظهرت أن»: whom a sentence turns to."""
    first, draught = scene.sentence.first, scene.draught
    turns = hit.cue.joined == "ف" or (hit.at > 0 and draught.forms[hit.at - 1] in load_grammar().then)
    turns = turns and read_adverbial(draught, first + 1) is None  # «أما اليوم فقد أثبت غير مهندس أن»
    far = not turns or hit.at - first > 2 * _FAR or draught.forms[first] not in load_grammar().topicalizer
    ends = (i for i in range(first + 1, hit.at) if draught.forms[i] in load_grammar().whose)
    return None if far else trim_source(draught, first + 1, next(ends, hit.at - (not hit.cue.joined)))


def _agrees_not(cue: Cue, relative: str) -> bool:
    """«النجمة التي قال إنها», «القرار الذي قالت إنه»: a relative that stands for what was spoken of."""
    words = load_grammar()
    return (relative in words.she and cue.gender == "m") or (relative in words.he and cue.gender == "f")


def _is_another(cue: Cue, relative: str) -> bool:
    """«المدير الذي أخبرها بأن»: the pronoun on the verb is somebody else than the relative."""
    words = load_grammar()
    return (relative in words.he and cue.suffix != "ه") or (relative in words.she and cue.suffix != "ها")


def carrier_before(scene: Scene, place: int) -> tuple[Source, ...]:
    """«أما وكالة الجسر فنقلت عن مسؤول قوله», «لكن صحيفة الجسر نقلت عن مصدر أن»: who carries stands before the verb.

    Anybody may behind «كان»: «وكان الاتحاد قد نقل عن الطبيب قوله».
    """
    forms, first, at = scene.draught.forms, scene.sentence.first, scene.hits[place].at
    opens = forms[first] in load_grammar().topicalizer and at - first < _FAR
    was = forms[first].removeprefix("و") in load_grammar().was and forms[at - 1] == _ALREADY
    source = trim_source(scene.draught, first + 1, at) if opens else find_subject(scene, place)
    return (source,) if source is not None and (was or is_medium(forms[source.first])) else ()


def is_named_before(scene: Scene, hit: Hit, behind: Source) -> bool:
    """True where who speaks stands before the verb, and whoever stands behind it does not.

    «الحداد | أشار في رده على أسئلة البنائين إلى أن», «وكان المدير قد | قال بعدما التقى موظفين من الشركة إن». Right
    behind a verb that acts on somebody too: «وكانت الضفة قد | أبلغت السهل أن».
    """
    draught, first = scene.draught, scene.sentence.first
    if behind.first == hit.at + 1 and "object" not in hit.cue.takes:
        return False
    was = draught.forms[first].removeprefix("و") in load_grammar().was and first + 1 < hit.at - 1
    named = draught.people.get(first) == hit.at and behind.first > hit.at + 1
    return named or (was and draught.forms[hit.at - 1].endswith(_ALREADY))


def is_latter_before(draught: Draught, verb: int) -> bool:
    """«لكن الأخير | اتهم الضفة بأنها», but «الدراسات الأخيرة | تقول»."""
    words, forms = load_grammar(), draught.forms
    if verb < 2 or forms[verb - 1] not in words.latter:
        return False
    return forms[verb - 2] in COMMAS or forms[verb - 2] in words.breaks | words.that | words.clause


def set_before(scene: Scene, hit: Hit, behind: Source) -> Source | None:
    """«إلا أن | سامي الحداد أكد تفاؤل النادي، قائلا», «المحامي سامي الحداد أضاف عقب لقائه الوزير أن».

    Whoever a clause opens by, right before its verb: what stands behind is acted on, or belongs to something else.
    """
    draught, words, end = scene.draught, load_grammar(), hit.at
    forms, first = draught.forms, scene.sentence.first
    own = has_pronoun(draught.span(hit.at + 1, hit.at + 2).text)  # «سامي الحداد قالت | زوجته إن»
    if own or hit.cue.form not in ("past", "present") or hit.cue.joined or hit.cue.suffix or hit.level == "which":
        return None
    while end > first and forms[end - 1] in words.been:
        end -= 1
    opens = (i for i in range(end - 1, max(first, end - _FAR) - 1, -1) if i == first or _opens_clause(forms[i - 1]))
    start = next(opens, None)
    if start is None or (behind.first == hit.at + 1 and begins_post(forms[behind.first]) and _is_side(draught, start)):
        return None  # «نادي الجسر أعلن | رئيس النادي أن»
    return Source(start, end) if _is_whole_subject(draught, start, end, hit.cue) else None


def _is_side(draught: Draught, i: int) -> bool:
    head = read_head(draught.forms[i])
    return i in draught.begins or (head is not None and head.kind in ("body", "medium"))


def _opens_clause(form: str) -> bool:
    words = load_grammar()
    return (form in words.that and not form.endswith(PRONOUNS)) or form in words.breaks - words.turn


def _is_whole_subject(draught: Draught, start: int, end: int, cue: Cue) -> bool:
    """A name, or a post or a body with all that belongs to it, in the gender and number of the verb."""
    forms, head = draught.forms, read_head(draught.forms[start])
    if draught.people.get(start) == end:
        return True
    if start in draught.begins and start not in draught.joined:
        return end_thing(draught, start) == end and cue.number == "one"
    if head is None or head.kind not in SPEAKERS or head.some or (cue.number, cue.gender) != (head.number, head.gender):
        return False
    name = next((i for i in range(start + 1, end) if draught.people.get(i) == end), end)
    whole = head.definite or is_definite(forms[start + 1])  # «وزير | المياه سامي الحداد»
    return whole and all(map(is_definite, forms[start + 1 : name]))


def did_before(scene: Scene, hit: Hit) -> Source | None:
    """«وسبق | للوزير أن حذر الضفة من أن»: of whom it is said that he did so before."""
    draught, at = scene.draught, hit.at
    forms, first = draught.forms, max(scene.sentence.first, hit.at - _REACH)
    if at <= first or forms[at - 1] != BARE:
        return None
    start = next((i + 1 for i in range(at - 2, first - 1, -1) if forms[i].removeprefix("و") == _DID), at)
    whose = start < at - 1 and forms[start].startswith(_FOR) and len(forms[start]) > _FEW  # not «له», «لهم»
    plain = whose and not any(map(is_finite, forms[start : at - 1]))
    source = trim_source(draught, start, at - 1) if plain else None
    return source and source._replace(joined=True)


def tells_of_himself(draught: Draught, hit: Hit) -> bool:
    """«أشار سامي الحداد إلى أنه | حذر الرئيس من أن»: the pronoun speaks, and whoever stands behind is spoken to."""
    at, words = hit.at, load_grammar()
    while at > 1 and draught.forms[at - 1] in words.been:
        at -= 1
    held = draught.forms[at - 1] if at else ""
    return hit.level == "under" and (held in words.that or held in words.byth) and held.endswith(PRONOUNS)


def topic(scene: Scene, place: int) -> Source | None:
    """«قال المتحدث إن الوزير سامي الحداد | أبلغ السفير أنه»: the subject before its verb, after إن."""
    source = read_subject(scene, place)
    head = read_head(scene.draught.forms[source.first]) if source is not None else None
    if source is None or source.last != scene.hits[place].at:
        return None
    person = head is not None and head.kind in ("person", "title") and head.number == "one"
    side = source.first in scene.draught.things and source.last - source.first < _SIDE
    return source if person or side or names_person(scene.draught, source.first) else None


def acts_on(scene: Scene, hit: Hit) -> Source | None:
    """«أن مسؤولا كبيرا في الوزارة | أبلغ الجسر أن», «لكن مستشارها، سامي الحداد، | أبلغ السفير أن».

    Of a verb that acts on whoever stands behind it: all between the opening of its clause and it.
    """
    draught, words, end = scene.draught, load_grammar(), hit.at
    forms, first = draught.forms, max(scene.sentence.first, hit.at - _REACH)
    if "object" not in hit.cue.takes or hit.cue.joined or hit.cue.suffix or hit.level == "which":
        return None
    while end > first and forms[end - 1] in words.been:
        end -= 1
    opens = (i + 1 for i in range(end - 1, first - 1, -1) if is_that(draught, i) or _opens_clause(forms[i]))
    start = next(opens, end)
    commas = [i for i in range(start, end) if forms[i] in COMMAS]
    apart = commas == [] or (len(commas) > 1 and commas[-1] == end - 1)
    small = words.before | words.after | words.what | words.himself
    if start == end or not apart or forms[start] in small or forms[start - 1].endswith(PRONOUNS):
        return None
    if read_adverbial(draught, start) is not None:
        return None
    phrase = (i for i in range(start, end) if i not in draught.persons and i not in draught.things)
    if any(forms[i] in words.whose or is_finite(forms[i]) for i in phrase):
        return None
    return trim_source(draught, start, commas[0] if commas else end)
