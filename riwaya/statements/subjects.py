"""The source that stands before its verb: «الوزير قال إن», «المدير الذي أكد أن», «تصريحات مفادها أن»."""

from collections.abc import Container

from riwaya.statements.actors import end_thing
from riwaya.statements.adverbials import read_adverbial, skip_times
from riwaya.statements.authors import find_author
from riwaya.statements.cues import Cue, read_cue
from riwaya.statements.grammar import PRONOUNS, load_grammar
from riwaya.statements.heads import (
    Head,
    has_pronoun,
    is_auxiliary,
    is_finite,
    is_first_name,
    is_ordinary,
    is_pointing,
    is_preposition,
    names_person,
    read_head,
    read_subject_head,
    unjoin,
)
from riwaya.statements.hits import Scene
from riwaya.statements.inflections import Gender
from riwaya.statements.objects import cut_object
from riwaya.statements.onsets import is_nobody
from riwaya.statements.particles import is_that
from riwaya.statements.sentences import COMMAS, Draught
from riwaya.statements.sources import Source, trim_source
from riwaya.stems import is_definite
from riwaya.text import is_word, load_folded

_FEW = 2  # words before a verb inside other words that may be a name unheard of
_NEAR = 6  # tokens before a verb inside other words that are its subject, not a clause of their own
_MARKED = 4  # words in marks that may be a name
_SHORTEST = 6  # letters of a definite noun with a conjunction
_JOINED = ("ب", "ل")  # written on to a document that tells something
_VERBAL = ("ي", "و", "ف")  # as present verbs begin
_TIME = 3  # words of a time between a subject and its verb
_REACH = 14  # tokens of a subject
_OPENING = 24  # tokens of one that opens its sentence


def read_subject(scene: Scene, place: int) -> Source | None:
    """Give the noun phrase before the cue number `place` that is its subject, or None."""
    hit, draught = scene.hits[place], scene.draught
    words = load_grammar()
    if hit.cue.verb.group == "gist":
        return _last_head(draught, max(scene.sentence.first, hit.at - 12), hit.at, ("document",))
    if draught.forms[hit.at] == "القول" and draught.forms[hit.at - 1] == "الي":  # «دفع بعض المحللين إلى القول إن»
        return _last_head(draught, max(scene.sentence.first, hit.at - _NEAR), hit.at - 1, ("person", "body"))
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
        _in_marks(draught, scene.sentence.first, end)
        or _before_apposition(draught, scene.sentence.first, end)
        or _before_relative(draught, scene.sentence.first, end, hit.cue.gender)
    )
    if apposed is not None:
        return apposed
    while end > scene.sentence.first and (
        is_auxiliary(draught.forms[end - 1]) or draught.forms[end - 1] in words.negation
    ):
        end -= 1
    end = _end_before_time(draught, scene.sentence.first, end)
    if end > scene.sentence.first and draught.forms[end - 1] in words.whose:
        return _antecedent(draught, scene.sentence.first, end - 1)
    source = _opening_post(draught, scene.sentence.first, end) or _in_clause(scene, place, end)
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


def _in_marks(draught: Draught, floor: int, verb: int) -> Source | None:
    """«وكان "جيش الفتح" المؤلف من فصائل عدة | أعلن»: a name in marks that opens its sentence."""
    words, start = load_grammar(), floor
    while start < verb and draught.forms[start] in words.clause | words.been:
        start += 1
    quote = draught.quote_over(start)
    if quote is None or quote.first != start or quote.words > _NEAR or not quote.last < verb < quote.last + _REACH:
        return None
    if draught.forms[verb - 1] in words.whose:
        return None  # «"الجسر" أجرت اتصالا بسامي الحداد الذي | أكد»
    finite = (cue for form in draught.forms[quote.last + 1 : verb] if (cue := read_cue(form)) is not None)
    if any(cue.form != "participle" and not cue.suffix for cue in finite):
        return None
    return Source(start, quote.last + quote.closed)


def _before_apposition(draught: Draught, floor: int, verb: int) -> Source | None:
    """«ولكن أمينة بابي، والدة الفتاة، | قالت»: a subject that opens its sentence, with what two commas enclose."""
    forms, words = draught.forms, load_grammar()
    start = next((i + 1 for i in range(floor, min(floor + _NEAR, verb)) if forms[i] in words.that), floor)
    turns = (i for i in range(verb - 1, start, -1) if forms[i] in words.breaks and forms[i - 1] in COMMAS)
    start = next(turns, start)  # «معسكران متحاربان، لكن | سامي الحداد، مدير الأبحاث، يقول»
    while start < verb and forms[start] in words.clause | words.been | words.breaks:
        start += 1
    comma = next((i for i in range(start, min(start + _REACH, verb)) if forms[i] in COMMAS), None)
    if comma is None or verb - comma > 2 * _REACH or forms[verb - 1] not in COMMAS:
        return None
    if any(forms[i] in COMMAS or read_cue(forms[i]) for i in range(comma + 1, verb - 1)):
        return None
    relative = next((i for i in range(start + 1, comma) if forms[i] in words.whose), None)
    if comma == verb - 1 and relative is None:
        return None
    head = read_head(forms[start])
    speaks = head is not None and head.kind != "evidence" and head.number == "one"
    speaks = speaks or (start > floor and comma - start == _FEW and not any(map(_is_known, forms[start:comma])))
    speaks = speaks or (relative is not None and start in draught.begins)  # «الضفة التي تواجه أزمة، ترى أن»
    end = relative if comma == verb - 1 and relative is not None else verb  # «الدراسة التي نشرها المركز، كشفت»
    # «وكان المرصد، ومقره الضفة، قال», «الشرطة، من جانبها، ذكرت»
    aside = forms[comma + 1] in load_folded("ar", "roles_seats") or read_adverbial(draught, comma + 1) is not None
    end = comma if aside and comma < verb - 1 else end
    return trim_source(draught, start, end) if speaks or names_person(draught, start) else None


def _is_known(form: str) -> bool:
    """False for a word that may be in a name unheard of: «لكن ليال بهنام، من المؤسسة، تقول»."""
    return (
        is_definite(unjoin(form)) or read_head(form) is not None or form in load_grammar().before or has_pronoun(form)
    )


def _before_relative(draught: Draught, floor: int, verb: int, gender: Gender) -> Source | None:
    """«وداد التي كانت تروي قصتها إلى الطالبات | قالت»: a name that opens its sentence, with what is told of it."""
    forms, words = draught.forms, load_grammar()
    start = floor + (forms[floor] in words.clause)
    relative = next((i for i in range(start + 1, min(start + 4, verb)) if forms[i] in words.he | words.she), None)
    if relative is None or verb - relative > _REACH or (forms[relative] in words.she) != (gender == "f"):
        return None
    if read_head(forms[start]) is not None or is_definite(forms[start]) or not _may_open(forms[start]):
        return None
    stops = words.clause | words.whose | words.that | words.after | words.before
    between = any(form in words.that or form in COMMAS or form == ":" for form in forms[relative + 1 : verb])
    return None if between or forms[verb - 1] in stops else Source(start, relative)


def _opening_post(draught: Draught, floor: int, end: int) -> Source | None:
    """«المتحدثة باسم وزارة الري ليلى الحداد | قالت إن»: a post opens its sentence, and no clause stands between."""
    words = load_grammar()
    start = floor + (draught.forms[floor] in words.clause or draught.forms[floor] in words.topicalizer)
    head = read_head(draught.forms[start]) if _FEW < end - start < _OPENING else None
    post = head is not None and head.kind in ("person", "title")
    whole = post and not any(_ends_phrase(draught, i) for i in range(start + 1, end))
    return trim_source(draught, start, end) if whole else None


def _ends_phrase(draught: Draught, i: int) -> bool:
    """True for what stands inside no noun phrase: a verb, a comma, a relative, «وهو»."""
    form, words = draught.forms[i], load_grammar()
    if form in COMMAS or form == ":" or any(form in group for group in (words.whose, words.that, words.remark)):
        return True
    verb = is_finite(form) or _may_act(draught, i) or form in words.been or form in words.clause
    return verb and i not in draught.persons | draught.things and not is_first_name(form) and read_head(form) is None


def _in_clause(scene: Scene, place: int, end: int) -> Source | None:
    """The subject between the clause's beginning and its verb."""
    draught, words = scene.draught, load_grammar()
    forms, start = draught.forms, end
    opened = [hit.opening.first for hit in scene.hits[max(0, place - 3) : place] if hit.opening]
    floor = max([scene.sentence.first, *(first for first in opened if first < end), end - _REACH])
    while start > floor and not _bounds(draught, start - 1):
        start -= 1
    was = (i + 2 for i in range(start, end - 2) if forms[i] in words.whose and forms[i + 1] in words.been)
    start = next((i for i in was if _is_known_party(draught, i)), start)
    clause = start
    while start < end and (
        is_auxiliary(forms[start]) or forms[start] in words.topicalizer or not is_word(forms[start])
    ):
        start += 1  # «أما | رئيس البعثة أكد أن»
    begun = any(form.removeprefix("و") in words.was for form in forms[clause:start]) and _is_plain(
        draught, start, scene.hits[place].at
    )
    pronoun = forms[end - 1][0] in "وف" and forms[end - 1] in words.himself
    none = start >= end or forms[end - 1] in words.so or pronoun
    if none or _opens_no_subject(forms[start]) or _opens_no_subject(forms[end - 1]):
        return None  # «رغم الخلاف فإنه يرى», «يرفض الأهالي الخطة فهم يرون», «وأثنى اللاعب على منافسه عندما قال»
    if start == end - _REACH:  # too far to be a subject: «... هجوما على منطقة تقول إنها»
        return None
    joined = _is_joined_subject(draught, start)
    named = start in draught.begins and start not in draught.joined  # «واشنطن»
    if forms[start][0] in "وف" and not _may_open(forms[start]) and not joined and not named:
        start += 1  # «ونشر النادي بيانا قال فيه»
    start += _is_verb_of_many(draught, start, end)
    find = scene.hits[place].cue.verb.group == "find" or is_pointing(forms[start].lstrip("وف"))
    acted = any(form.endswith("ت") and not form.endswith("ات") for form in forms[start + 1 : end])
    far = scene.hits[place].level == "under" and (acted or end - start > _NEAR) and not begun
    opens = start < end and (_may_open(forms[start]) or named or _is_joined_subject(draught, start))
    owned = opens and end - start > 1 and has_pronoun(draught.span(start, start + 1).text)  # «سبقها بتغريدة كتب فيها»
    opens = opens and not (owned and read_head(forms[start]) is None)
    opens = opens and not is_nobody(draught, start)
    unknown = opens and not (
        named or read_subject_head(forms, start) or is_first_name(forms[start]) or is_definite(forms[start])
    )
    far = far or (unknown and scene.hits[place].level == "under" and end - start > _FEW and not begun)
    far = far or (unknown and _may_act(draught, start))  # «وحين رأت ذلك ظنت أن»
    if find or far or not opens:
        kinds = ("person", "body", "medium", "document") if find else ("person", "body", "medium")
        return _last_head(draught, max(start, end - 6), end, kinds)
    for i in range(start, end):
        if forms[i] in words.been:  # «وكان ترامب قد وجه لومه فيما وصفه», «امرأة كانت والدتها قد قالت»
            start, end = (i + 1, end) if i + 1 < end and read_head(forms[i + 1]) is not None else (start, i)
            break
    head = read_head(forms[start])
    remark = start > 0 and forms[start - 1] in words.remark and end == start + 1 and is_ordinary(forms[start])
    if remark or (head is not None and head.kind == "document" and not head.definite and end == start + 1):
        return None  # «وهو قرار قال إنه», «وهي سلع قال إنها»
    source = trim_source(draught, start, end)
    return source and source._replace(joined=source.first == start and _is_joined_subject(draught, start))


def _is_joined_subject(draught: Draught, i: int) -> bool:
    """«والوزير يرى أن», «فالسنداريون يعتبرون أن»: a noun with a conjunction written on to it."""
    form = draught.forms[i]
    named = is_first_name(form) or i in draught.people or (i in draught.begins and i not in draught.joined)
    definite = len(form) > _SHORTEST and is_definite(form[1:])  # not «والده»
    definite = definite and not named and read_head(form) is None
    return form[0] in "وف" and (definite or read_head(form[1:]) is not None)


def _is_plain(draught: Draught, first: int, verb: int) -> bool:
    """«وكان | المتحدث باسم التحالف في السهل قد قال إن»: one noun phrase and no clause between كان and its verb."""
    forms, words = draught.forms, load_grammar()
    already = forms[verb - 1] == "قد"
    head = read_head(forms[first]) if first < verb else None
    known = head is not None or (first < verb and names_person(draught, first)) or already
    between = range(first + 1, verb - already)
    return known and not any(
        forms[i] in words.whose or forms[i] in words.that or (not already and _may_act(draught, i)) for i in between
    )


def _may_act(draught: Draught, i: int) -> bool:
    """True for a word that may be another verb before a cue: «وكانت الوزارة | فرضت عقوبات على شركات قالت إنها»."""
    form = draught.forms[i]
    cue = read_cue(form)
    finite = cue is not None and cue.form in ("past", "present") and read_head(form) is None
    finite = finite or (form.endswith("ت") and not form.endswith("ات"))
    return finite and i not in draught.persons and i not in draught.things and not is_first_name(form)


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
    inside = source.first > scene.sentence.first and not _bounds(draught, source.first - 1)
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
    known = known and (_may_act(draught, source.first - 1) or is_finite(draught.forms[source.first - 1]))
    inside = known and _is_returned_to(scene, scene.hits[place].at, source)
    return cut_object(draught, source) if inside else source


def _is_known_party(draught: Draught, i: int) -> bool:
    """«إدارة الرئيس الذي كان | الحداد يأمل أن»."""
    return read_head(draught.forms[i]) is not None or i in draught.people or i in draught.begins


def _is_verb_of_many(draught: Draught, i: int, end: int) -> bool:
    """«نشر | ناشطون تسجيلا قالوا إنه»: a plural in the nominative behind a bare word."""
    form = draught.forms[i]
    following = read_head(draught.forms[i + 1]) if i + 1 < end else None
    bare = read_head(form) is None and not is_definite(form) and not names_person(draught, i)
    many = following is not None and following.kind == "person" and draught.forms[i + 1].endswith("ون")
    return bare and many and form not in load_grammar().before


def _opens_no_subject(form: str) -> bool:
    """«وعن الموسم المقبل قال», «بعدما قالت», «والذي قال», «وفي التفاصيل أكد»."""
    words = load_grammar()
    joined = form[0] == "و" and form[1:] in words.before
    return joined or form in words.topic | words.whose or form in words.after - words.before


def _may_open(form: str) -> bool:
    """True where a subject may begin with this word: not a preposition, not a verb before its own subject."""
    if form in load_grammar().before or form.startswith("لل"):
        return False  # «رفعت سلمى دعوى، | للحصول على تعويض عن أضرار قالت إنها»
    return read_head(form) is not None or is_first_name(form) or is_definite(form) or not form.startswith(_VERBAL)


def _bounds(draught: Draught, i: int) -> bool:
    form, words = draught.forms[i], load_grammar()
    if form == "." and draught.is_hyphened(i - 1):  # «شركة المرافق (إي.دي.إف) قالت»
        return False
    clause = any(form in group for group in (words.clause, words.because, words.so))
    return clause or form in COMMAS or form in ".:" or is_that(draught, i)  # «ونقلت الوكالة بأن | الوزير ذكر إن»


def _antecedent(draught: Draught, floor: int, end: int) -> Source | None:
    """The noun phrase before a relative: from the farthest word within reach that can head a source."""
    grammar = load_grammar()
    start = max(floor, end - _REACH)
    last = end - (draught.forms[end - 1] in COMMAS)
    named = next((i for i in range(start, end) if draught.people.get(i) == last), None)
    if named is None and draught.forms[end] in grammar.he | grammar.she:
        named = _posted(draught, start, last)
    if named is not None:  # «ومنهم سامي الحداد الذي», «تصريحات سامي الحداد، الذي»
        return Source(named, last, joined=named not in draught.people)
    for i in range(end - 1, start, -1):
        if draught.forms[i] in grammar.before and draught.forms[i] not in grammar.within:  # «رد من شركة النسيم، التي»
            start = i + 1
            break
        if read_adverbial(draught, i) == "time":  # «أقرت الهيئة | الخميس | نتائج الدراسة التي»
            start = i + 1
            break
        if draught.forms[i] in grammar.remark:  # «أجهزة الدولة وهو ما يرفضه السبسي الذي»
            return None
    if draught.forms[end] == "الذين" and is_definite(draught.forms[end - 1]):  # «مزاعم الجمهوريين الذين يدعون أن»
        near = (i for i in range(end - 2, start - 1, -1) if _are_people(draught.forms[i]))
        first = next(near, end - 1)  # «اجتماع | وزراء الخارجية العرب الذين»
        return Source(first, end, joined=draught.forms[first].startswith("بال"))
    for i in range(start, end):
        head = read_head(draught.forms[i])
        if (head and head.kind != "evidence") or is_first_name(draught.forms[i]):
            return trim_source(draught, _met(draught, i, end), end)
    return _marked_before(draught, start, end) or _land_before(draught, start, end)


def _marked_before(draught: Draught, floor: int, relative: int) -> Source | None:
    """«دعم القضاء موقف | "النسيم" التي تؤكد أن الشكل فريد»; of «لعبة "النسيم" التي قالت إنها آمنة» another says it."""
    forms, that = draught.forms, load_grammar().that
    last = relative - (forms[relative - 1] in COMMAS)
    quote = draught.quote_over(last - 1)
    if quote is None or not quote.closed or quote.last != last - 1 or quote.first < floor or quote.words > _MARKED:
        return None
    told = next((form for form in forms[relative + 1 : relative + _NEAR + _TIME] if form in that), "")
    name = forms[quote.first + 1]  # not «يذكر "بالاتفاق" الذي ينص على أن»
    plain = name.startswith("بال") or is_ordinary(name.removeprefix("ال"))
    return Source(quote.first, last) if told and not (plain or told.endswith(PRONOUNS)) else None


def _land_before(draught: Draught, floor: int, relative: int) -> Source | None:
    """«بالتعاون مع | الضفة التي تنفي أن لها دورا»; of «الضفة التي قالت إنها آمنة» somebody else may have said it."""
    forms, that = draught.forms, load_grammar().that
    last = relative - (forms[relative - 1] in COMMAS)
    first = next((i for i in range(last - 1, floor - 1, -1) if i in draught.begins), last)
    whole = first < last and end_thing(draught, first) == last and forms[relative] in load_grammar().she
    returns = any(form in that and form.endswith(PRONOUNS) for form in forms[relative + 2 : relative + 4])
    return Source(first, last, first in draught.joined) if whole and not returns else None


def _are_people(form: str) -> bool:
    head = read_head(form)
    return head is not None and (head.kind, head.number) == ("person", "many")


def _met(draught: Draught, first: int, end: int) -> int:
    """«والتقى الوفد | الرئيس سامي الحداد الذي أكد أن»: behind a body a definite post is another."""
    head = read_head(draught.forms[first])
    if head is None or head.kind != "body" or not head.definite:
        return first
    own = read_head(draught.forms[first + 1]) if first + 2 < end else None
    person = own is not None and own.kind in ("person", "title") and own.definite  # not «الحزب الحاكم الذي»
    return first + (person and names_person(draught, first + 2))


def _posted(draught: Draught, first: int, last: int) -> int | None:
    """«اتصالا | بسامي الحداد مدير الميناء الذي أكد أن»: where a name begins that stands before its post."""
    forms = draught.forms
    for i in range(last - 1, first, -1):
        head = read_head(forms[i])
        if forms[i] in COMMAS or forms[i] in load_grammar().before or read_cue(forms[i]) is not None:
            return None
        if head is not None and head.kind == "person" and head.number == "one" and not head.definite:
            near = range(i - 1, max(first, i - _NEAR), -1)
            start = next((k for k in near if k in draught.people or _is_joined(draught, k)), None)
            whole = start is not None and draught.people.get(start, i) == i
            return start if whole else None
    return None


def _is_joined(draught: Draught, i: int) -> bool:
    """True for a first name with a preposition written on to it: «بسامي», «لسامي»."""
    form = draught.forms[i]
    return form[0] in "بل" and is_first_name(form[1:]) and not is_first_name(form)


def _end_before_act(draught: Draught, first: int, last: int) -> int:
    """«الوزارة السندارية | بعثت بمذكرة تقترح أن», but «الدراسة التي نشرت»."""
    forms, whose = draught.forms, load_grammar().whose
    acts = (k for k in range(first + 2, last) if forms[k].endswith("ت") and is_finite(forms[k]))
    return next((k for k in acts if forms[k - 1] not in whose), last)


def _last_head(draught: Draught, first: int, last: int, kinds: Container[str]) -> Source | None:
    """«بعد أيام من بيانات رسمية أظهرت»: the last noun that can head a source, with what follows it."""
    for i in range(last - 1, first - 1, -1):
        head = read_head(draught.forms[i])
        if head is not None and head.kind in kinds and draught.forms[i] not in load_grammar().before:
            # not «أمام أكوام», which folds to a preacher
            return trim_source(draught, i, _end_before_act(draught, i, last))
    return None
