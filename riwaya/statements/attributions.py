"""Statements that a cue opens: who says the words, through whom, and whether they are denied."""

from collections.abc import Sequence
from typing import NamedTuple

from riwaya.statements.actors import end_thing
from riwaya.statements.adverbials import is_medium, read_adverbial
from riwaya.statements.authors import find_author, find_issuer, is_talk
from riwaya.statements.carried import choose_carriers, cut_relay, read_carried, read_relays
from riwaya.statements.cues import Cue, read_cue
from riwaya.statements.doers import find_doer, find_own
from riwaya.statements.formulas import match_formula
from riwaya.statements.frames import Opening
from riwaya.statements.governors import find_carriers, find_governor, find_people, goes_with_last
from riwaya.statements.grammar import load_grammar, width_of_blessing, width_of_god
from riwaya.statements.heads import (
    SPEAKERS,
    has_pronoun,
    is_finite,
    is_mute,
    is_nisba,
    is_ordinary,
    is_owned,
    is_pointing,
    names_person,
    read_head,
)
from riwaya.statements.hits import Hit, Scene
from riwaya.statements.introductions import begins_post
from riwaya.statements.objects import cut_called, cut_object, drop_object, is_called_so, keep_subject
from riwaya.statements.quotes import SAYING
from riwaya.statements.sentences import COMMAS, Draught
from riwaya.statements.sources import Source, cut_told, is_issuing, is_that, is_unheard, read_gap, trim_source
from riwaya.statements.subjects import read_subject
from riwaya.stems import is_definite
from riwaya.text import fold, is_word

Range = tuple[int, int]
_SIDE = 3  # tokens of a country or a body before its verb: «إن الضفة | أبلغت السهل بأنه»
_RELATIVE = 2  # tokens of a relative and its verb: «جدول أعماله | الذي وزعته الوزارة»
_REACH = 14  # tokens of a subject between أن and its verb
_FAR = 8  # tokens from «أما» to the verb of whoever it names
_PRONOUNS = ("ه", "ها", "هم", "هما")
_MANY = ("هم", "هما")
_VERBAL = ("ي", "ت")  # as present verbs begin
_ALREADY = "قد"
_ON = "على"
_BARE = "ان"
_DID = "سبق"
_FOR = "ل"
_FEW = 3  # letters of «له», «لها»
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
    carriers, (first, last) = _read_carriers(draught, opening.gap)
    within = 1 + (draught.forms[first] in load_grammar().too) if group == "stand" else 0  # «جاء | أيضا في | البيان»
    gap = read_gap(draught, first + within, last)
    owned = hit.cue.form == "noun" and bool(hit.cue.suffix)  # «شدد الوزير على ثقته | الكبيرة في أن»
    source = None if owned else _after_verb(draught, hit, opening, drop_object(scene, place, gap.source))
    if gap.source is None and first < last and draught.forms[first].startswith("بال"):
        source = next(find_people(draught, first, last), None)
    if hit.level == "under" and "object" in hit.cue.takes:
        source = None if tells_of_himself(draught, hit) else _topic(scene, place) or source
    source = source and (_acts_on(scene, hit) or source)
    if source is not None and _is_named_before(scene, hit, source):
        source = None
    if _is_latter_before(draught, hit.at):
        source = Source(hit.at - 1, hit.at)
    source = _did_before(scene, hit) or (source and (_set_before(scene, hit, source) or source))
    source = _cut_complement(draught, hit.cue, source) or find_subject(scene, place)
    source = source if hit is scene.hits[place] else find_own(draught, scene.sentence, hit.at, hit.cue)
    if hit.at and draught.forms[hit.at - 1] in load_grammar().turn:
        source = None  # «لكنه وصف الاجتماع»: the pronoun speaks
    if group == "stand" and draught.forms[hit.at + 1] in load_grammar().therein:
        # «أصدر الاتحاد بيانا جاء فيه أن»: whoever issued it, «رسالة من | الوزير جاء فيها أن»
        source = find_author(draught, scene.sentence.first, hit.at, hit.cue._replace(gender="", number=""))
        source = source or find_issuer(draught, scene.sentence.first, hit.at)
    goes_on = source is None and (owned or goes_with_last(scene, place))
    if hit.cue.form == "participle" or goes_on:
        carriers = (*carriers, *find_carriers(scene, place))
        source = find_governor(scene, place)  # of «داعيا المخالفين إلى أن» whoever follows is spoken to
    source = source or find_doer(scene, place)
    if source is not None:
        source, relays = cut_relay(draught, source)
        carriers = (*carriers, *relays)
    source, through = _on_tongue(draught, opening.gap, source)
    carriers = carriers if group == "stand" else (*carriers, *through)
    recited = _read_god(draught, hit.cue, opening, first)
    source = recited or source
    blessed = recited is None and first < last and draught.forms[first] in load_grammar().prayed
    if blessed or (group == "ask" and _is_prayer(draught, content[0][0])) or _says_nobody(scene, hit, source):
        return None
    cue = (hit.at, hit.at + 1)
    because = (f"{group}:{opening.kind}",)
    word = (read_cue(draught.forms[opening.saying]) if opening.saying is not None else None) or hit.cue
    # «نفى الوزير الاتهام قائلا إن»: what follows is said
    carriers = tuple(dict.fromkeys(carriers))
    return Draft(content, cue, hit.cue, because, source, carriers, None, gap.venue, _is_denied(draught, hit, word))


def _as_written(draught: Draught, hit: Hit) -> Hit:
    """«حمل المتظاهرون لافتات | كتب عليها "..."»: the cue of those who carry it, and of nobody who was heard before."""
    form, behind = draught.forms[hit.at], draught.forms[hit.at + 1]
    if behind not in load_grammar().therein:
        return hit
    on = behind.startswith(fold(_ON)) and _ON not in hit.cue.takes
    passive = hit.cue.form == "past" and form == fold(hit.cue.verb.past) and hit.cue.verb.group == "say"
    many = any(before.endswith(_MANY_THINGS) for before in draught.forms[max(0, hit.at - 2) : hit.at])
    return hit._replace(cue=hit.cue._replace(number="many")) if on and passive and many else hit


def _says_nobody(scene: Scene, hit: Hit, source: Source | None) -> bool:
    """«يتوقع أن», «والذي وصف بأنه "ظالم"»: nobody is named, and nobody meant; or it is evidence that shows it."""
    draught, cue, group = scene.draught, hit.cue, hit.cue.verb.group
    if group == "hold" and _asks_or_is_passive(scene, hit) and not _is_held(draught, hit, source):
        return True
    if source is not None:
        return _is_anybody(draught, cue, source) or is_evidence(draught, source) or _is_deed(draught, hit, source)
    if group == "call":
        finite = cue.form in ("past", "present") and not cue.suffix
        return finite and draught.forms[hit.at + 1] in load_grammar().byth
    return group == "find" or (group == "hold" and not _is_held_by_last(draught, hit))


def _is_deed(draught: Draught, hit: Hit, source: Source) -> bool:
    """«أثبت اللاعب | أنه الأفضل», «برهن الفريق على | أنها قادرة»: what one shows of oneself.

    Not «توصل الباحث إلى أنه مفيد», «أثبت العلماء أنه يمكن»: a finding.
    """
    if hit.cue.verb.group != "find" or hit.opening is None or "الي" in hit.cue.takes:
        return False
    words, first = load_grammar(), hit.opening.first
    pronoun, predicate = draught.forms[first], draught.forms[first + 1 : first + 2]
    head = read_head(draught.forms[source.first])
    doer = head.kind in ("person", "title", "body") if head is not None else source.first in draught.things
    one = head is None or head.number == "one" or pronoun.endswith(_MANY)
    acts = any(form.startswith(_VERBAL) or is_finite(form) for form in predicate)
    own = (pronoun in words.that or pronoun in words.byth) and pronoun.endswith(_PRONOUNS) and one and not acts
    return own and (doer or names_person(draught, source.first))


def _is_held_by_last(draught: Draught, hit: Hit) -> bool:
    """«وتوقع أن», «متوقعا أن», «ثقته في أن», «وكان قد قدر أن», «كما وجدت أن»: whoever was heard last holds it."""
    cue, words = hit.cue, load_grammar()
    if cue.joined or cue.form == "participle" or (cue.form == "noun" and cue.suffix):
        return True
    before = draught.forms[hit.at - 1] if hit.at else ""
    return before in words.been or before in words.also or _goes_on(draught, hit.at)


def _read_god(draught: Draught, cue: Cue, opening: Opening, first: int) -> Source | None:
    """«في قوله | سبحانه: ...», «قال | الله تعالى: ...», but «دعا الله تعالى أن»: the pronoun is nobody heard before.

    Nor is he whom a blessing stands for.
    """
    told = cue.verb.group == "say" and opening.kind != "that" and first < opening.gap[1]
    width = width_of_god(draught.forms, first) if told else 0
    start = next((i for i in range(*opening.gap) if is_word(draught.forms[i])), first)
    blessed = width_of_blessing(draught.forms, start) if cue.verb.group == "say" else 0
    if blessed and start + blessed <= opening.gap[1]:  # «قال | عليه الصلاة والسلام: ...»
        return Source(start, start + blessed)
    return Source(first, first + width) if width else None


def _read_carriers(draught: Draught, gap: Range) -> tuple[tuple[Source, ...], Range]:
    """Who passed the words on, and what of the gap is left: «ذكرت الوكالة نقلا عن | مسؤول أن»."""
    carriers = read_relays(draught, gap)
    first, last = gap
    through = _through(draught, first, last)
    if through is not None:
        carrier = read_gap(draught, first, through).source
        carriers = (*carriers, carrier) if carrier else carriers
        first = through + 2
    for i in draught.marked("formula", first, last):  # «وقال، بحسب ما نقلت عنه الوكالة:»
        formula = match_formula(draught, i, last, ())
        if formula is not None and formula.source is not None:
            # «بينت الشركة على لسان مديرها أن»: he carries nothing
            tongue = draught.forms[formula.noun - 1] in load_grammar().tongue
            named = () if tongue else choose_carriers(draught, formula.source, formula.carriers)
            return tuple(dict.fromkeys((*carriers, *named))), (first, i)
    return carriers, (first, last)


def _on_tongue(draught: Draught, gap: Range, source: Source | None) -> tuple[Source | None, tuple[Source, ...]]:
    """«وكان المنشور قد ذكر على لسان | الحداد أنه»: he speaks, through it; not «وبينت الشركة على لسان مديرها»."""
    at = next((i for i in range(*gap) if draught.forms[i] in load_grammar().tongue), None)
    speaker = read_gap(draught, at + 1, gap[1]).source if at is not None else None
    if source is None or speaker is None:
        return source, ()
    head = read_head(draught.forms[source.first])
    paper = is_talk(draught.forms[source.first]) or (head is not None and head.kind == "medium")
    return (speaker, (source,)) if paper else (source, ())


def draft_carried(scene: Scene, place: int, opening: Opening, content: tuple[Range, ...]) -> Draft | None:
    """Give the statement of a cue whose subject passes on another's words: «نقلت الوكالة عن الوزير قوله إن»."""
    hit, forms = scene.hits[place], scene.draught.forms
    carried = read_carried(scene.draught, hit.cue, opening.gap)
    if carried is None:
        return None
    at = hit.at if opening.saying is None else opening.saying
    word = hit.cue if opening.saying is None else read_cue(forms[at]) or hit.cue
    carriers = carried.carriers or _carrier_before(scene, place)
    denied = _is_denied(scene.draught, hit, word)
    if carried.pronoun:  # «ونقلت عنه الوكالة»: the verb is not his
        word = word._replace(gender="f" if carried.pronoun.endswith("ا") else "m")
        word = word._replace(number="many" if carried.pronoun.endswith("هم") else "one")
    finite = not carriers and hit.cue.form != "participle"
    speaks = not carriers and not finite  # «قال الاتحاد إن ...، ناقلا عن الطبيب قوله»
    dropped = finite and hit.cue.gender == "f"  # «وأكدت الصحيفة ذلك، ونقلت عن خبراء قولهم»: no passive
    goes_on = not carriers and hit.cue.gender == "m" and hit.cue.joined == "و" and not carried.pronoun
    hints = {"carrier dropped": dropped, "paper dropped": goes_on, "carrier speaks": speaks}
    because = (f"carry:{opening.kind}", *(hint for hint, holds in hints.items() if holds))
    return Draft(content, (at, at + 1), word, because, carried.speaker, carriers, denied=denied)


def _carrier_before(scene: Scene, place: int) -> tuple[Source, ...]:
    """«أما وكالة الجسر فنقلت عن مسؤول قوله», «لكن صحيفة الجسر نقلت عن مصدر أن»: who carries stands before the verb.

    Anybody may behind «كان»: «وكان الاتحاد قد نقل عن الطبيب قوله».
    """
    forms, first, at = scene.draught.forms, scene.sentence.first, scene.hits[place].at
    opens = forms[first] in load_grammar().topicalizer and at - first < _FAR
    was = forms[first].removeprefix("و") in load_grammar().was and forms[at - 1] == _ALREADY
    source = trim_source(scene.draught, first + 1, at) if opens else find_subject(scene, place)
    return (source,) if source is not None and (was or is_medium(forms[source.first])) else ()


def tells_itself(forms: Sequence[str], cue: Cue, opening: Opening) -> bool:
    """«نقلت صحيفة الجسر أن», «نقلت المصادر أن»: whoever carries it names nobody behind."""
    first, last = opening.gap
    # «ونسب الموقع | إلى مصادر أن»
    behind = any(form in ("عن", "عنه", "عنها", "عنهم") or form in cue.takes for form in forms[first:last])
    # «نقل شهود عيان ومصدر أمني أن», not «تنقل الركاب؛ ومن العادة أن»
    near = last - first <= SAYING or cue.form == "past"
    head = read_head(forms[first]) if first < last and near else None
    medium = first < last and is_medium(forms[first]) and forms[first] not in load_grammar().that
    told = head is not None or medium
    if opening.kind != "that":  # «ونقلت وكالة الجسر: "..."», not «ونقلت وكالة الجسر أقوال سامي: "..."»
        told = medium and not any(map(_is_talk, forms[first + 1 : last]))
    return opening.saying is None and told and not behind


def _is_talk(form: str) -> bool:
    """«أقوال», «تصريحا», «على لسان», «أن»: what a medium passes on, so that somebody else said it."""
    common = (is_ordinary(form) or is_mute(form)) and not is_definite(form)
    return common or form in load_grammar().before | load_grammar().that


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


def _is_named_before(scene: Scene, hit: Hit, behind: Source) -> bool:
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


def _set_before(scene: Scene, hit: Hit, behind: Source) -> Source | None:
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


def _did_before(scene: Scene, hit: Hit) -> Source | None:
    """«وسبق | للوزير أن حذر الضفة من أن»: of whom it is said that he did so before."""
    draught, at = scene.draught, hit.at
    forms, first = draught.forms, max(scene.sentence.first, hit.at - _REACH)
    if at <= first or forms[at - 1] != _BARE:
        return None
    start = next((i + 1 for i in range(at - 2, first - 1, -1) if forms[i].removeprefix("و") == _DID), at)
    whose = start < at - 1 and forms[start].startswith(_FOR) and len(forms[start]) > _FEW  # not «له», «لهم»
    plain = whose and not any(map(is_finite, forms[start : at - 1]))
    source = trim_source(draught, start, at - 1) if plain else None
    return source and source._replace(joined=True)


def _is_side(draught: Draught, i: int) -> bool:
    head = read_head(draught.forms[i])
    return i in draught.begins or (head is not None and head.kind in ("body", "medium"))


def _opens_clause(form: str) -> bool:
    words = load_grammar()
    return (form in words.that and not form.endswith(_PRONOUNS)) or form in words.breaks - words.turn


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


def tells_of_himself(draught: Draught, hit: Hit) -> bool:
    """«أشار سامي الحداد إلى أنه | حذر الرئيس من أن»: the pronoun speaks, and whoever stands behind is spoken to."""
    at, words = hit.at, load_grammar()
    while at > 1 and draught.forms[at - 1] in words.been:
        at -= 1
    held = draught.forms[at - 1] if at else ""
    return hit.level == "under" and (held in words.that or held in words.byth) and held.endswith(_PRONOUNS)


def _topic(scene: Scene, place: int) -> Source | None:
    """«قال المتحدث إن الوزير سامي الحداد | أبلغ السفير أنه»: the subject before its verb, after إن."""
    source = read_subject(scene, place)
    head = read_head(scene.draught.forms[source.first]) if source is not None else None
    if source is None or source.last != scene.hits[place].at:
        return None
    person = head is not None and head.kind in ("person", "title") and head.number == "one"
    side = source.first in scene.draught.things and source.last - source.first < _SIDE
    return source if person or side or names_person(scene.draught, source.first) else None


def _acts_on(scene: Scene, hit: Hit) -> Source | None:
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
    if start == end or not apart or forms[start] in small or forms[start - 1].endswith(_PRONOUNS):
        return None
    if read_adverbial(draught, start) is not None:
        return None
    phrase = (i for i in range(start, end) if i not in draught.persons and i not in draught.things)
    if any(forms[i] in words.whose or is_finite(forms[i]) for i in phrase):
        return None
    return trim_source(draught, start, commas[0] if commas else end)


def _after_verb(draught: Draught, hit: Hit, opening: Opening, source: Source | None) -> Source | None:
    """The subject that follows its verb, without what the verb acts on."""
    source, group = cut_told(draught, keep_subject(draught, hit.cue, source)), hit.cue.verb.group
    that = draught.forms[opening.first - 1 : opening.first + 1]
    if source is None or (is_called(hit) and load_grammar().that.isdisjoint(that)):
        return None  # but «الذي تعتبر | الضفة أنه ضروري»
    byth = that[-1] in load_grammar().byth
    head = read_head(draught.forms[source.first])
    body = head is not None and head.kind == "body" and head.gender == hit.cue.gender == "f"
    called = group == "call" and byth and not hit.cue.suffix and not body
    length = source.last - source.first
    if called and length == 1:
        return None  # «ووصف الاتفاق بأنه»: one noun is what he calls so, but «واعتبرت الوزارة بأنه»
    described = length == 2 and head is not None and is_nisba(draught.forms[source.last - 1])
    if called and described and "" not in hit.cue.takes:
        return None  # «ووصف الجيش المصري بأنه قوي»: the one noun phrase is what he calls so
    if called and is_called_so(draught, hit.cue, source):
        return None
    known = head is not None or names_person(draught, source.first) or source.first in draught.things
    if group == "call" and not known and is_ordinary(draught.forms[source.first]):
        return None  # «كما وصف نقل السفارة بأنه»
    plain = group == "call" and draught.forms[opening.first - 1] == "ان"  # «اعتبر ممثل لجنة الري سامي الحداد أن»
    acts = not plain and (group in ("call", "ask") or "object" in hit.cue.takes or opening.saying is not None)
    source = cut_object(draught, source) if acts or (length > 1 and _owns(draught, source)) else source
    return cut_called(draught, hit.cue, source)


def is_called(hit: Hit) -> bool:
    """«الضفة التي وصفت | العملية بأنها»: in a relative clause, without a pronoun, what follows is called so."""
    return hit.level == "which" and hit.cue.verb.group == "call" and not hit.cue.suffix


def _owns(draught: Draught, source: Source) -> bool:
    """«جددت وزارة الري استعدادها، إيمانا بأن», «أكد وزير العدل ثقته الكاملة بأن»: behind no preposition."""
    forms, head, last = draught.forms, read_head(draught.forms[source.first]), source.last - 1
    body = head is not None and head.kind == "body" and not is_definite(forms[last])  # not «المياه»
    things = (i for i in range(source.first + 1, source.last) if _is_thing(draught, i))
    own = next(things, last if body and has_pronoun(draught.span(last, last + 1).text) else None)
    return own is not None and load_grammar().before.isdisjoint(forms[source.first : own + 1])


def _is_thing(draught: Draught, i: int) -> bool:
    """True for what belongs to whoever is named in full before it: «الوزير | ثقته», not «مدير | مكتبه»."""
    realm = read_head(draught.forms[i - 2]) if i > 1 else None
    named = realm is not None and realm.kind == "body" and is_unheard(draught, i - 1)  # «سلطنة مرسانة | استعدادها»
    whole = named or is_definite(draught.forms[i - 1]) or i - 1 in draught.persons
    return whole and draught.forms[i][0] not in "ولبف" and is_owned(draught.span(i, i + 1).text)


def _cut_complement(draught: Draught, cue: Cue, source: Source | None) -> Source | None:
    """«شدد الوزير | على ضرورة أن»: the source ends where the verb's own preposition stands."""
    if source is None or cue.form == "noun":
        return source
    head = read_head(draught.forms[source.first])
    forms, first = draught.forms, source.first + 1
    # «حذر عدد من الخبراء من أن», «رد أحد المشرفين على السد», but «أعرب بعض الخبراء | عن قلقهم من أن»
    asked = draught.forms[first + 1 : first + 2] == [fold(cue.verb.takes[0])]
    first += 2 if head is not None and head.some and not asked else 0
    takes = cue.takes - load_grammar().within  # «يرى باحثون | في الضفة أن»
    # not «47 من الأكاديميين»
    cuts = (i for i in range(first, source.last) if forms[i] in takes and not forms[i - 1].isdigit())
    cut = next(cuts, None)
    return source if cut is None else source._replace(last=cut)


def _is_latter_before(draught: Draught, verb: int) -> bool:
    """«لكن الأخير | اتهم الضفة بأنها», but «الدراسات الأخيرة | تقول»."""
    words, forms = load_grammar(), draught.forms
    if verb < 2 or forms[verb - 1] not in words.latter:
        return False
    return forms[verb - 2] in COMMAS or forms[verb - 2] in words.breaks | words.that | words.clause


def _asks_or_is_passive(scene: Scene, hit: Hit) -> bool:
    """«هل تتوقع أن ...؟» asks somebody, «، ويتوقع أن» says that one expects."""
    forms, last = scene.draught.forms, scene.sentence.last
    passive = tuple(forms[hit.at : hit.at + 2]) in load_grammar().silent and not _goes_on(scene.draught, hit.at)
    # «ويرى المدرب أن المباراة صعبة، ويتوقع أن»
    before = (h for h in scene.hits if h.at < hit.at and h.opening is not None and h.cue.verb.group == "hold")
    passive = passive and not (hit.cue.joined and any(h.cue[1:4] == hit.cue[1:4] for h in before))
    return hit.cue.form == "present" and (passive or forms[last - 1] == "؟")


def _goes_on(draught: Draught, i: int) -> bool:
    """«ورغم الخلاف فإنه | يرى أن», «لكنه | يعتقد أن», «كما أنه | يرى أن», «وهو | يرى أن»: a pronoun holds it."""
    forms, words = draught.forms, load_grammar()
    if i > 1 and forms[i - 1] in words.himself:
        return not is_word(forms[i - 2])
    if i < 2 or not forms[i - 1].endswith(_PRONOUNS):
        return False
    return forms[i - 1] in words.so | words.turn or (
        forms[i - 1] in words.that and forms[i - 2] in words.adverse | words.also
    )


def _is_held(draught: Draught, hit: Hit, source: Source | None) -> bool:
    """«أن الجيش | يعتقد أن المسلحين فروا»: whoever may, right before; not «الحريق يعتقد أنه», «المدرسة يتوقع أن»."""
    if source is None or hit.level != "under" or draught.forms[hit.at + 1 : hit.at + 2] != [_BARE]:
        return False
    end = next((i for i in range(hit.at, source.first, -1) if draught.forms[i - 1] not in load_grammar().been), hit.at)
    head = read_head(draught.forms[source.first])
    if source.last != end or head is None:
        feminine = source.first in draught.begins and hit.cue.gender == "f"
        return source.last == end and (feminine or source.first in draught.people)
    person = head.kind in ("person", "title")
    alike = (head.gender, head.number) == (hit.cue.gender, hit.cue.number)
    return alike if person or head.number == "one" else hit.cue.gender == "f" and head.kind in SPEAKERS


def _through(draught: Draught, first: int, last: int) -> int | None:
    forms, through = draught.forms, load_grammar().through
    return next((i for i in range(first, last - 1) if tuple(forms[i : i + 2]) in through), None)


def _is_prayer(draught: Draught, first: int) -> bool:
    """«داعيا للجميع أن | يتقبل الله طاعاتهم», but «طالب الناس بأن | يتقوا الله»."""
    return draught.forms[first + 1] in load_grammar().prayed and not draught.forms[first].endswith("وا")


def _is_anybody(draught: Draught, cue: Cue, source: Source) -> bool:
    """«وقد يقول | قائل إن», «ويسأل | سائل»: whoever may say so."""
    return source.last - source.first == 1 and draught.forms[source.first] == fold(cue.verb.participle)


def is_evidence(draught: Draught, source: Source) -> bool:
    """«أظهرت لقطات أن»: pictures say nothing, but «جدول وزعه الوسطاء», «وقالت هذه | اللجنة إن»."""
    head = read_head(draught.forms[source.first])
    if is_pointing(draught.forms[source.first]) and source.last - source.first > 1:
        head = read_head(draught.forms[source.first + 1]) or head
    told = any(is_issuing(form) for form in draught.forms[source.first + 1 : source.last + _RELATIVE])
    return head is not None and head.kind == "evidence" and not told


def _is_denied(draught: Draught, hit: Hit, word: Cue) -> bool:
    """«نفى أن», «لم يقل إن», not «لم ينف أن»; in his own words it is said, whatever the verb: «نفى: "لم أوقع"»."""
    if hit.opening is None or hit.opening.kind != "that":
        return False
    before = draught.forms[hit.at - 1] if hit.at else ""
    negated = before in load_grammar().negation and hit.cue.form != "participle" and hit.opening.saying is None
    return negated != (word.verb.group == "deny")
