"""What a verb acts on, told from the subject before it: «وصف السفير | الاتفاق بأنه», «اتهموا | الصحيفة»."""

from riwaya.statements.cues import Cue, read_cue
from riwaya.statements.edges import is_acted_on, is_quality
from riwaya.statements.grammar import load_grammar
from riwaya.statements.heads import (
    Head,
    has_pronoun,
    is_first_name,
    is_mute,
    is_nisba,
    is_ordinary,
    is_pointing,
    names_person,
    read_head,
)
from riwaya.statements.hits import Scene
from riwaya.statements.introductions import end_body
from riwaya.statements.onsets import is_unheard
from riwaya.statements.sentences import COMMAS, MARKS, Draught
from riwaya.statements.sources import Source, trim_source
from riwaya.stems import is_definite
from riwaya.text import is_word, load_folded

_PHRASE = 2  # words of a noun with its adjective
_PARTICLE = 3  # letters of a short word that begins like a particle


def keep_subject(draught: Draught, cue: Cue, source: Source | None) -> Source | None:
    """Give the noun phrase after a verb where it agrees with it: «اتهموا | الصحيفة», «أبلغ | الوزارة» act on theirs."""
    form = draught.forms[source.first] if source is not None else ""
    person = read_head(form[1:]) is not None or is_first_name(form[1:])
    addressed = form.startswith("ل") and person and read_head(form) is None and not is_first_name(form)
    addressed = addressed and source is not None and source.first not in draught.people  # «قال | لبيب إن»
    if form.startswith("لل") or addressed or (source is not None and _is_joined_noun(draught, source.first)):
        return None  # «قال | للجادة إن», «قالت | لإحدى الصحف», «قال | لسامي إن»
    if source is None or cue.form not in ("past", "present") or cue.suffix:
        return source  # «ونعته الناطقة باسم اللجنة»: the pronoun is acted on
    if cue.number != "one":
        return None  # a verb before its subject is singular
    head, first = read_head(draught.forms[source.first]), draught.span(source.first, source.first + 1).text
    place = head is None and source.first in draught.things and cue.gender == "m" and "object" in cue.takes
    if place and first.startswith("ال") and first.endswith("ة"):
        return None  # «ويصف | الضفة بأنها»
    many = first.startswith("ال") and first.endswith("يين") and source.first not in draught.persons
    if head is None and many and "object" in cue.takes:
        return None  # «ودعا | الهولنديين إلى المشاركة»
    if _is_accusative(draught, cue, source, head) or _is_he(draught, cue, source, head):
        return None
    acts = _acts(cue)
    if head is None or head.some or head.kind not in ("person", "body", "medium"):
        return source
    if head.number != "one":
        thing = head.kind != "person" and "object" in cue.takes
        return None if thing and cue.gender == "m" and head.gender == "f" else source
    after = draught.span(source.first + 1, source.first + 2).text if source.last > source.first + 1 else ""
    united = head.kind == "body" and head.definite and after.startswith("ال") and after.endswith("ة")  # «الأمم المتحدة»
    man = head.gender == "m" and not united and acts and not first.endswith("ات")
    woman = ((head.gender == "f" and first.endswith("ة")) or united) and acts
    return None if (cue.gender == "m" and woman) or (cue.gender == "f" and man) else source


def _acts(cue: Cue) -> bool:
    """«وشكر | سفارة بلاده، مضيفا»."""
    return "object" in cue.takes or cue.verb.group == "act"


def _is_accusative(draught: Draught, cue: Cue, source: Source, head: Head | None) -> bool:
    """«وحذر | المتظاهرين بأنهم», «قال لزملائه | المقربين إنه», but «يؤكد | العاملين», a slip: many in no nominative."""
    first = draught.span(source.first, source.first + 1).text
    many = head is not None and (head.kind, head.number) == ("person", "many")
    many = many and first.startswith("ال") and first.endswith("ين") and source.first not in draught.persons
    beside = read_cue(draught.forms[source.first - 1]) is not None
    return many and (_acts(cue) or "whom" in cue.takes or not beside)


def _is_he(draught: Draught, cue: Cue, source: Source, head: Head | None) -> bool:
    """«ودعت | المجتمع الدولي إلى»: a masculine noun with its adjective, behind a feminine verb."""
    if head is not None or cue.gender != "f" or not _acts(cue) or source.last - source.first < _PHRASE:
        return False
    first, second = (draught.span(i, i + 1).text for i in (source.first, source.first + 1))
    named = not {source.first, source.first + 1}.isdisjoint(draught.persons | draught.things)
    described = first.startswith("ال") and second.startswith("ال") and second.endswith("ي")
    return described and not named and not first.endswith(("ة", "ا", "ى", "ات", "اء"))


def _is_joined_noun(draught: Draught, i: int) -> bool:
    """«قالت | لسنوات إنها», «صنفته | كجزء من», «يصرخ | بشكل متكرر»: a common noun with a particle written on to it."""
    form = draught.forms[i]
    known = i in draught.people or i in draught.things or is_first_name(form) or read_head(form) is not None
    foreign = form[0] == "ب" and not is_mute(form[1:]) and is_unheard(draught, i + 1)  # «قال | باول شتورم»
    foreign = foreign and draught.forms[i + 1][0] != "ب"  # not «اعترف باول | بتراجع»
    return form[0] in "بلك" and len(form) > _PARTICLE and is_ordinary(form[1:]) and not (known or foreign)


def drop_object(scene: Scene, place: int, source: Source | None) -> Source | None:
    """«أكدت الوزارة أن ...، وحذرت الضفة من أن»: None for a body acted on by whoever went before in the sentence.

    Also for «، واتهم | زعيم المعارضة بـ»: of a verb that never stands without an object the one noun phrase is it.
    """
    hit, draught = scene.hits[place], scene.draught
    if source is not None and "whom" in hit.cue.takes and _is_whoever(draught, source):
        return None
    if source is not None and is_only_object(draught, hit.cue, source):
        # «رفض سامي الخطة واتهم | زعيم المعارضة بـ», but of «اتهمت الناطقة سلمى الحداد | العمري بـ» a name may be two
        goes_on = hit.at > scene.sentence.first and hit.cue.joined == "و"
        return None if goes_on or _is_thing(draught, source) else source
    if source is None or place == 0 or "whom" not in hit.cue.takes or hit.cue.joined != "و":
        return source
    last, head = scene.hits[place - 1].cue, read_head(draught.forms[source.first])
    agrees = last.form in ("past", "present") and last.is_like(hit.cue)
    own = has_pronoun(draught.span(source.first, source.first + 1).text)  # «واتهمت | جارتها باختلاق»
    body = not names_person(draught, source.first) and (head is None or head.kind == "body" or own)
    whole = cut_object(draught, source) == source  # not «واتهمت الضفة | السهل بـ»
    return None if agrees and body and whole else source


def _is_whoever(draught: Draught, source: Source) -> bool:
    """«وتحذر الوزارة | كل من يقترب من السد بأن»: whoever may act so, not «كل من الوزير ونادر الصباغ»."""
    first, forms, end = source.first, draught.forms, min(source.first + 2, len(draught.forms) - 1)
    verb = forms[end][0] in "يت" and read_head(forms[end]) is None
    return forms[first : first + 2] == ["كل", "من"] and verb and end not in draught.persons | draught.things


def cut_object(draught: Draught, source: Source | None) -> Source | None:
    """«وصف السفير | الاتفاق بأنه», «أعرب الوزير | عن استعداده»: the subject without what it acts on."""
    forms = draught.forms
    if source is not None and (is_pointing(forms[source.first]) or is_blamed(draught, source)):
        return None
    head = read_head(forms[source.first]) if source is not None else None
    if source is None or (head is not None and head.kind == "document" and not is_definite(forms[source.first])):
        return _cut_told_of(draught, source)
    if any(i in draught.people and forms[i - 1] in COMMAS for i in range(source.first + 1, source.last)):
        return source  # «غرد المستشار بالديوان، سامي الحداد، حول الخطة قائلا»
    quote = draught.quote_over(source.first)
    if quote is not None and quote.first == source.first and quote.last + 1 < source.last:
        after = forms[quote.last + 1]  # «ونفى "الحداد" | نشر الخبر»
        if is_word(after) and not is_definite(after) and read_head(after) is None:
            return source._replace(last=quote.last + 1)
    # «عدد من السكان», but «انتقد آخرون | الصورة»
    first, some = source.first, 2 if head is not None and head.some and not forms[source.first].endswith("ون") else 0
    # «أحد الوزراء | الأعذار», but «أحد النقاد الفنيين»
    some = min(some, source.last - first - 1)
    inner = read_head(forms[first + 1]) if some > 1 and is_definite(forms[first + 2]) else None
    if inner is not None and inner.kind == "person" and not forms[first + 2].endswith("ين"):
        head, first, some = inner, first + 1, 0
    for i in range(first + 1 + some, source.last):
        if is_acted_on(draught, head, first, i):
            return source._replace(last=i)
    return source


def _cut_told_of(draught: Draught, source: Source | None) -> Source | None:
    """«واتهمت تقارير دولية | الجماعات المسلحة بـ»: papers with an adjective are nobody's in a construct."""
    end = source.first + 1 if source is not None else 0
    while source is not None and end < source.last and _is_adjective(draught.forms[end]):
        end += 1
    told = source is not None and source.first + 1 < end < source.last and is_definite(draught.forms[end])
    told = told and not draught.forms[end].startswith("لل")  # «تقارير دولية | للهيئة»
    return source._replace(last=end) if source is not None and told else source


def _is_adjective(form: str) -> bool:
    return is_nisba(form) and not is_definite(form) and form not in load_grammar().before  # «رسالة | إلى»


def is_blamed(draught: Draught, source: Source) -> bool:
    """«وحملت | دمشق المسؤولية»: whom somebody blames stands right before the blame, and is not who blames."""
    behind = draught.forms[source.first + 1 : source.first + 2]
    return bool(behind) and behind[0] in load_folded("ar", "cues_blame")


def is_called_so(draught: Draught, cue: Cue, source: Source) -> bool:
    """«ووصف | حزب النهر بأنه», «ووصف | الوزير سامي الحداد بأنه»: whom a verb calls something, alone before «بأنه».

    A name ends the one noun phrase that stands there; «اعتبر الوزير بأنه» may do without an object.
    """
    return _calls_so(draught, cue, source.last) and _is_one(draught, source)


def _is_one(draught: Draught, source: Source) -> bool:
    """True for one body, one place or one man with his post, with nothing that a verb acts on behind."""
    first, last = source.first, source.last
    head = read_head(draught.forms[first])
    body = head is not None and head.kind in ("body", "medium") and end_body(draught, first, last + 1) == last
    thing = first in draught.begins and all(
        i in draught.things and i not in draught.begins for i in range(first + 1, last)
    )
    people = [i for i in range(first, last) if i in draught.people]
    man = len(people) == 1 and draught.people[people[0]] == last and COMMAS.isdisjoint(draught.forms[first:last])
    return (body or thing or man) and cut_object(draught, source) == source


def is_only_object(draught: Draught, cue: Cue, source: Source) -> bool:
    """«اتهم | زعيم المعارضة بـ»: one noun phrase up to what the verb asks for, and none more."""
    acts = cue.is_listed("cues_objects") and cue.form in ("past", "present")
    if not acts or cue.suffix:
        return False
    first, last, forms = source.first, source.last, draught.forms
    head = read_head(forms[first])
    held = head is not None and head.kind == "person" and head.number == "one" and not head.some
    whole = held and is_definite(forms[first if last == first + 1 else first + 1])  # «الوزير», «زعيم | المعارضة»
    ends = [draught.people[i] for i in range(first + 1, last) if i in draught.people]
    post = whole and (ends == [last] or last - first <= _PHRASE)
    governed = last < len(forms) and (forms[last] in cue.takes or forms[last][0] == "ب")
    if not governed or not draught.begins.isdisjoint(range(first + 1, last)):  # «واتهمت المنظمة | الضفة بـ»
        return False
    return post or ((first in draught.people or _is_thing(draught, source)) and _is_one(draught, source))


def _is_thing(draught: Draught, source: Source) -> bool:
    head = read_head(draught.forms[source.first])
    return source.first in draught.begins or (head is not None and head.kind in ("body", "medium"))


def cut_called(draught: Draught, cue: Cue, source: Source | None) -> Source | None:
    """«وصفت حركة النسيم | القرار السنداري بأنه», «وصف مسؤولون | هذه الضربات بأنها»: who calls it so.

    A verb that takes nothing but an object before «بأنه» has one there; its noun is definite, behind a whole phrase.
    """
    if source is None or not _calls_so(draught, cue, source.last):
        return source
    forms, first, noun = draught.forms, source.first, source.last - 1
    while noun > first and is_quality(forms[noun]) and is_definite(forms[noun - 1]):
        noun -= 1  # «القرار | السنداري»
    if _is_named(draught, noun) or not is_definite(forms[noun]) or is_quality(forms[noun]):
        return source
    if noun - 2 >= first and not _is_named(draught, noun - 1) and is_definite(forms[noun - 1]):
        noun -= _is_named(draught, noun - 2) or forms[noun - 2] in MARKS | COMMAS  # «سامي الحداد | الاتفاق الجديد»
    pointed = is_pointing(forms[noun - 1])
    whole = is_definite(forms[noun - 1]) or _is_named(draught, noun - 1) or forms[noun - 1] in MARKS | COMMAS
    end = noun - pointed
    return trim_source(draught, first, end) if (pointed or whole) and end > first else source


def _calls_so(draught: Draught, cue: Cue, end: int) -> bool:
    """True for a verb that takes nothing but an object, where «بأنه» stands at token `end`."""
    takes = cue.verb.group == "call" and "" not in cue.takes and not cue.suffix
    return takes and end < len(draught.forms) and draught.forms[end] in load_grammar().byth


def _is_named(draught: Draught, i: int) -> bool:
    return i in draught.persons or i in draught.things
