"""What a verb acts on, told from the subject before it: «وصف السفير | الاتفاق بأنه», «اتهموا | الصحيفة»."""

import functools
import re
from collections.abc import Sequence

from riwaya.statements.cues import Cue, read_cue
from riwaya.statements.grammar import load_grammar
from riwaya.statements.heads import (
    Head,
    begins_name,
    ends_name,
    has_pronoun,
    is_first_name,
    is_mute,
    is_nisba,
    is_ordinary,
    is_owned,
    is_pointing,
    names_person,
    read_head,
    read_joined_head,
)
from riwaya.statements.hits import Scene
from riwaya.statements.introductions import end_body
from riwaya.statements.sentences import COMMAS, MARKS, Draught
from riwaya.statements.sources import Source, is_told, trim_source
from riwaya.stems import is_definite
from riwaya.text import is_word, load_folded

_DEED = re.compile("الت..ي.|الا.ت.ا.|الات.ا.|الان..ا.|الاست..ا.")  # «التعليق», «الاعتداء», «الاتفاق», «الانسحاب»
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
    return form[0] in "بلك" and len(form) > _PARTICLE and is_ordinary(form[1:]) and not known


def drop_object(scene: Scene, place: int, source: Source | None) -> Source | None:
    """«أكدت الوزارة أن ...، وحذرت الضفة من أن»: None for a body acted on by whoever went before in the sentence."""
    hit, draught = scene.hits[place], scene.draught
    if source is None or place == 0 or "whom" not in hit.cue.takes or hit.cue.joined != "و":
        return source
    last, head = scene.hits[place - 1].cue, read_head(draught.forms[source.first])
    agrees = last.form in ("past", "present") and last[1:4] == hit.cue[1:4]
    own = has_pronoun(draught.span(source.first, source.first + 1).text)  # «واتهمت | جارتها باختلاق»
    body = not names_person(draught, source.first) and (head is None or head.kind == "body" or own)
    whole = cut_object(draught, source) == source  # not «واتهمت الضفة | السهل بـ»
    return None if agrees and body and whole else source


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
        if _is_acted_on(draught, head, first, i):
            return source._replace(last=i)
    return source


def _cut_told_of(draught: Draught, source: Source | None) -> Source | None:
    """«واتهمت تقارير دولية | الجماعات المسلحة بـ»: papers with an adjective are nobody's in a construct."""
    end = source.first + 1 if source is not None else 0
    while source is not None and end < source.last and _is_adjective(draught.forms[end]):
        end += 1
    told = source is not None and source.first + 1 < end < source.last and is_definite(draught.forms[end])
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
    first, last = source.first, source.last
    takes = cue.verb.group == "call" and "" not in cue.takes and not cue.suffix
    if not takes or draught.forms[last : last + 1] == [] or draught.forms[last] not in load_grammar().byth:
        return False
    head = read_head(draught.forms[first])
    body = head is not None and head.kind in ("body", "medium") and end_body(draught, first, last + 1) == last
    thing = first in draught.begins and all(
        i in draught.things and i not in draught.begins for i in range(first + 1, last)
    )
    people = [i for i in range(first, last) if i in draught.people]
    man = len(people) == 1 and draught.people[people[0]] == last and COMMAS.isdisjoint(draught.forms[first:last])
    return (body or thing or man) and cut_object(draught, source) == source


def cut_called(draught: Draught, cue: Cue, source: Source | None) -> Source | None:
    """«وصفت حركة النسيم | القرار السنداري بأنه», «وصف مسؤولون | هذه الضربات بأنها»: who calls it so.

    A verb that takes nothing but an object before «بأنه» has one there; its noun is definite, behind a whole phrase.
    """
    takes = cue.verb.group == "call" and "" not in cue.takes and not cue.suffix
    if source is None or not takes or draught.forms[source.last : source.last + 1] == []:
        return source
    forms, first, noun = draught.forms, source.first, source.last - 1
    if forms[source.last] not in load_grammar().byth:
        return source
    while noun > first and forms[noun].endswith(_qualities("ar")) and is_definite(forms[noun - 1]):
        noun -= 1  # «القرار | السنداري»
    named = draught.persons | draught.things
    plain = is_definite(forms[noun]) and noun not in named and not forms[noun].endswith(_qualities("ar"))
    beside = noun - 2 >= first and is_definite(forms[noun - 1]) and noun - 1 not in named
    if beside and (noun - 2 in named or forms[noun - 2] in MARKS | COMMAS):
        noun -= 1  # «سامي الحداد | الاتفاق الجديد»
    pointed = is_pointing(forms[noun - 1])
    whole = pointed or is_definite(forms[noun - 1]) or noun - 1 in named or forms[noun - 1] in MARKS | COMMAS
    end = noun - pointed
    return trim_source(draught, first, end) if plain and whole and end > first else source


def _is_acted_on(draught: Draught, head: Head | None, first: int, i: int) -> bool:
    """True where token `i` no longer belongs to the subject that begins at `first`."""
    forms, before = draught.forms, load_grammar().before
    form, last = forms[i], forms[i - 1]
    ranked = head is not None and head.kind in ("person", "title") and i == first + 1
    purpose = head is not None and head.kind == "body" and _is_purpose(draught, first, i)
    if purpose or _is_inside(draught, first, i) or (ranked and ends_name(draught, i)):
        return False  # «اعتبر العميد | الحداد الجبهة», where سامي الحداد is known
    other = _is_another(draught, first, i) or is_told(draught, head, first, i) or _is_behind_marks(draught, first, i)
    other = other or _are_told(forms, i) or _is_behind_plural(forms, head, first, i)
    other = other or (head is None and i == first + 1 and _is_behind_unlisted(draught, i))
    other = other or (head is not None and head.kind == "body" and _is_behind_body(draught, head, first, i))
    if form in load_grammar().halt or other:  # «طالب سامي | جميع الأطراف بأن»
        return True
    if i == first + 1 and head is not None and last.endswith("ون") and (told := _behind_many(draught, i)) is not None:
        return told
    if head is not None and head.kind == "body" and is_definite(last) and not is_definite(form):
        joined = form[0] in "وبل" and not is_ordinary(form)
        return not joined and i not in draught.things  # «رفض حزب النهر | مطلب الوزير», «أطلقت الحكومة | برنامج»
    written = draught.span(i, i + 1).text
    # «وصف الوزير | تلك التصريحات», but «كشف وزير | المياه»
    pointing = is_pointing(form) or (has_pronoun(written) and not (i == first + 1 and is_definite(form)))
    complete = is_definite(last) or i - 1 in draught.persons or is_first_name(last)
    pointing = pointing or (complete and is_owned(written))  # «وزير العدل | ثقته», «وأكد عباس | حرصه»
    governs = form in before and form not in load_grammar().within  # «أعرب الوزير | عن»
    thing = _is_thing(draught, head, i) or (head is not None and _is_deed(draught, head, first, i))
    if pointing or governs or _is_complement(draught, i) or thing:
        return True
    if not is_definite(form):
        own = read_head(form)  # «الخارجية السورية | مجلس الأمن»
        follows = (is_definite(last) and i > first + 1) or i - 1 in draught.things  # «إريتريا | مجلس الأمن»
        return own is not None and own.kind == "body" and follows
    if head is not None and head.kind == "body" and not any(map(is_definite, forms[first:i])):
        return False  # «وزارة خارجية البحرين»
    own = read_head(last)
    nisba = i > first + 1 and is_nisba(last) and last not in before
    nisba = nisba and not (head is not None and head.kind == "body" and last[0] == "و")  # «هيئة الموانئ وحماية | السفن»
    nisba = nisba and not (own is not None and own.number == "many")  # «كبير مهندسي | الوفد»
    man = head is not None and (head.gender, head.number) == ("m", "one")
    nisba = nisba and not (man and last.endswith("يه") and not is_definite(last))  # «وزير خارجية | الضفة»
    if i - 1 in draught.persons and i + 1 not in draught.persons and last.endswith("ي"):
        return not form.endswith("ي")  # «الزائرة تهاني العصيمي»
    if not is_definite(last):  # «وصف مصدر دبلوماسي تركي | الاتهامات», but «العمدة سامي الحداد»
        return nisba and not (is_first_name(last) and not forms[i - 2].endswith("ي"))
    plain = head is not None and _is_whole(draught, head, first) and not form.endswith(_qualities("ar"))
    return plain and (i == first + 1 or nisba)  # «وصف السفير | الاتفاق», «حذر المسؤول الإيراني | الدول»


def _are_told(forms: Sequence[str], i: int) -> bool:
    """«أبلغ مسؤولون في القصر | الصحفيين»: people in the accusative behind a definite word that is not theirs."""
    own, last = read_head(forms[i]), forms[i - 1]
    many = own is not None and own.kind == "person" and own.number == "many" and own.definite
    return many and forms[i].endswith("ين") and is_definite(last) and not last.endswith(("ين", "ات"))


def _is_behind_plural(forms: Sequence[str], head: Head | None, first: int, i: int) -> bool:
    """«حقوقيون بارزون | المجتمع الدولي»: a definite noun behind an indefinite plural in the nominative."""
    many = i == first + 2 and all(form.endswith("ون") and not is_definite(form) for form in forms[first:i])
    return head is not None and many and forms[i].startswith("ال")


def _is_behind_unlisted(draught: Draught, i: int) -> bool:
    """«نفى دورال | الاتهامات», «وصف الدوري | الاتهامات»: a common noun behind one word that is none."""
    form, last = draught.forms[i], draught.forms[i - 1]
    common = is_definite(form) and is_ordinary(form[2:]) and not is_nisba(form)
    plain = is_mute(last) or is_ordinary(last.removeprefix("ال")) or read_head(form) is not None
    return common and not plain and i - 1 not in draught.things and i not in draught.persons | draught.things


def _is_behind_body(draught: Draught, head: Head, first: int, i: int) -> bool:
    """«أدانت وزارة الري السندارية | الهجوم»: a common noun behind a body's whole name that is no adjective of it."""
    form = draught.forms[i]
    agrees = form.endswith("ه") if head.gender == "f" else not form.endswith(("ه", "ات"))
    agrees = agrees or form.endswith(_qualities("ar"))
    common = is_definite(form) and not agrees and is_ordinary(form.removeprefix("ال"))
    return common and is_definite(draught.forms[i - 1]) and end_body(draught, first, i + 1) == i > first + 1


def _is_purpose(draught: Draught, first: int, i: int) -> bool:
    """«المؤسسة الوطنية | للنفط», «الشبكة السورية | لحقوق الإنسان»: what a body is for, not what it calls for."""
    form, forms = draught.forms[i], draught.forms
    named = i == first + 2 and form[0] == "ل" and is_definite(forms[first]) and is_definite(forms[i - 1])
    named = named and read_joined_head(form) is None  # not «الحزب الموالي للحكومة»
    return named and (i in draught.things or not _DEED.fullmatch("ال" + form.removeprefix("لل").removeprefix("ل")))


def _is_deed(draught: Draught, head: Head, first: int, i: int) -> bool:
    """«رفض متحدث باسم مكتب الرئاسة | التعليق», «وصف علماء الفلك | الأمر»: a noun of doing is no adjective of a post."""
    form = draught.forms[i]
    known = i in draught.things or i in draught.persons or read_head(form) is not None
    if known or i < first + 2 or not is_definite(draught.forms[i - 1]):
        return False
    described = is_nisba(draught.forms[i - 1])  # «وسائل الإعلام السندارية | الأمر»
    plain = is_mute(form) and i + 1 not in draught.people  # «السنداري | آلان بيتر»
    plain = plain and not form.endswith((*_qualities("ar"), "ين"))
    many = plain and ((head.number == "many" and i == first + 2) or (described and i == first + 3))
    return (head.kind == "person" and _DEED.fullmatch(form) is not None) or (many and head.kind in ("person", "medium"))


def _is_behind_marks(draught: Draught, first: int, i: int) -> bool:
    """«وصفت صحيفة "الجسر" | مدينة الضفة بأنها»: behind a name in marks no noun goes on."""
    form, quote = draught.forms[i], draught.quote_over(i - 1)
    ended = quote is not None and (quote.first, quote.last) == (first + 1, i - 1)
    return (i == first + 1 and _is_praised(draught, first)) or (
        ended and is_word(form) and not is_definite(form) and form not in load_grammar().before
    )


def _is_praised(draught: Draught, first: int) -> bool:
    """«وأكدت الوزارة | "نجاح" الضربات»: common words in marks behind a definite noun are no name."""
    quote = draught.quote_over(first + 1) if first + 2 < len(draught.forms) else None
    opens = quote is not None and quote.first == first + 1 and is_definite(draught.forms[first])
    return opens and is_ordinary(draught.forms[first + 2])


def _is_whole(draught: Draught, head: Head, first: int) -> bool:
    """True for a noun after which another is no part of its phrase: «السفير», «صحيفة "الميناء" السندارية»."""
    marked = head.kind == "medium" and draught.forms[first + 1] in MARKS
    return head.kind != "title" and (head.definite or marked)


def _behind_many(draught: Draught, i: int) -> bool | None:
    """«حض ناشطون | وسائل الإعلام», «ردد المشاركون | هتافات»: no noun goes on behind ـون. None: the rest decides."""
    form, many = draught.forms[i], is_definite(draught.forms[i - 1])
    told = read_head(form)
    other = is_definite(form) or (told is not None and told.kind in ("body", "medium"))
    if many:
        return None if other else is_word(form) and form not in load_grammar().before and i not in draught.persons
    return other


def _is_thing(draught: Draught, head: Head | None, i: int) -> bool:
    """«نفى زوج المعلمة | زيارة المدير», «أعلنت وزارة التجارة | بدء العمل»: behind a complete subject."""
    form, last = draught.forms[i], draught.forms[i - 1]
    definite = is_definite(last) and head is not None and (head.kind != "document" or head.definite)
    person = i - 1 in draught.persons
    alone = head is None and (i - 1 in draught.things or is_definite(last))  # «واعتبر الكعبي | تحرير الميناء»
    complete = definite or person or alone
    land = i - 1 in draught.things and head is None and i not in draught.things and not is_nisba(form)
    form = form.removeprefix("ال") if person or land else form  # «انتقدت سلمى | التركيز», «أدانت الضفة | الهجوم»
    small = load_grammar().before | load_grammar().adverse
    own = read_head(form)  # «يرى الرئيس السنداري | نتائج القمة»
    plain = is_ordinary(form) and form not in small and (own is None or own.kind in ("document", "evidence"))
    return complete and plain and i not in draught.persons


def _is_inside(draught: Draught, first: int, i: int) -> bool:
    """True inside one name: «الأمم المتحدة», «وصف الرئيس سامي الحداد، اختطاف», «صحيفة "أوليه"»."""
    head, quote = read_head(draught.forms[first]), draught.quote_over(i)
    named = quote is not None and quote.first == first + 1 and not _is_praised(draught, first)
    if head is not None and head.kind in ("body", "medium") and named:
        return True
    person = i in draught.persons and i - 1 in draught.persons and i not in draught.people and i > first + 1
    person = person or (draught.people.get(first, 0) > i and not ends_name(draught, first))
    return person or (i in draught.things and i - 1 in draught.things and i not in draught.begins)


def _is_complement(draught: Draught, i: int) -> bool:
    """«رفعت الممثلة القديمة | دعوى»: an indefinite noun after a definite adjective, that no name can be."""
    form, last = draught.forms[i], draught.forms[i - 1]
    if not draught.persons or not is_definite(last) or not last.endswith("ه") or is_definite(form) or not is_word(form):
        return False  # without mentions any such word may begin a name
    known = i in draught.people or begins_name(draught.forms, i) or read_head(form) is not None
    after = draught.forms[i + 1] if i + 1 < len(draught.forms) else ""
    before = load_grammar().before
    named = is_word(after) and not after.endswith("يه") and after not in before  # «الباحثة الشابة شتيفان سيلكه»
    return not known and not named and form[0] not in "وبل" and form not in before


def _is_another(draught: Draught, first: int, i: int) -> bool:
    """True where token `i` begins the name or the title of a second man."""
    own, head = read_head(draught.forms[i]), read_head(draught.forms[first])
    if own is not None and own.kind == "title" and own.definite and i - 1 in draught.persons:
        return True  # «وصف سامي الحداد | السيد نادر بأنه»
    marked = i + 1 if draught.forms[i] in MARKS and i + 1 < len(draught.forms) else i
    if is_definite(draught.forms[i - 1]) and draught.forms[i - 1].endswith("ون") and names_person(draught, marked):
        return True  # «ويتهم المعارضون | "الحداد" بأنه»
    bodies = own is not None and head is not None and own.kind == "body" and head.kind in ("body", "medium")
    behind = is_definite(draught.forms[i - 1]) or draught.forms[i - 1] in MARKS
    if bodies and own is not None and own.definite and i > first + 1 and behind:
        return True  # «اتهمت وسائل الإعلام | الاتحاد المحلي», «اتهمت صحيفة "الميناء" | الحكومة»
    if head is None and {first, i} <= draught.begins and i - 1 in draught.things and i not in draught.joined:
        return True  # «فاتهمت بريطانيا | روسيا»
    if i in draught.people and any(draught.people.get(k) == i for k in range(first, i)):
        return True  # «اتهم سامي الحداد | نادر الصباغ بـ»
    # «اتهم الحداد | الصباغ بـ», tagged as one man
    return i == first + 1 and i in draught.persons and ends_name(draught, first)


@functools.cache
def _qualities(language: str) -> tuple[str, ...]:
    return tuple(load_folded(language, "roles_qualities"))
