"""The edge of a subject behind its verb, where what the verb acts on begins: «وصف السفير | الاتفاق بأنه»."""

import functools
import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from riwaya.gazetteer import load_demonyms, load_sides
from riwaya.statements.grammar import load_grammar
from riwaya.statements.heads import (
    Head,
    begins_name,
    drop_pronoun,
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
from riwaya.statements.introductions import end_body
from riwaya.statements.sentences import MARKS, Draught
from riwaya.statements.sources import is_told
from riwaya.stems import is_definite
from riwaya.text import is_word, load_folded

_PARTIES = ("person", "body", "medium")
_NAMED = 12  # tokens of posts before a name
_DEED = re.compile("الت..ي.|الا.ت.ا.|الات.ا.|الان..ا.|الاست..ا.")  # «التعليق», «الاعتداء», «الاتفاق», «الانسحاب»


class _Spot(NamedTuple):
    """Token `i` behind a subject that begins at token `first`, with what is known of its head."""

    draught: Draught
    head: Head | None
    first: int
    i: int

    @property
    def form(self) -> str:
        return self.draught.forms[self.i]

    @property
    def last(self) -> str:
        """The form before it."""
        return self.draught.forms[self.i - 1]

    @property
    def is_second(self) -> bool:
        """Whether but one word stands before it."""
        return self.i == self.first + 1

    @property
    def is_body(self) -> bool:
        """Whether the subject is a body."""
        return self.head is not None and self.head.kind == "body"


def is_acted_on(draught: Draught, head: Head | None, first: int, i: int) -> bool:
    """True where token `i` no longer belongs to the subject that begins at `first`: the first verdict counts."""
    spot = _Spot(draught, head, first, i)
    return next((verdict for decide in _VERDICTS if (verdict := decide(spot)) is not None), False)


def is_quality(form: str) -> bool:
    """True for a form that ends as adjectives of lands and fields do."""
    return form.endswith(_qualities("ar"))


def _goes_on(spot: _Spot) -> bool | None:
    """«اعتبر العميد | الحداد الجبهة», where سامي الحداد is known, «المؤسسة الوطنية | للنفط»: still the subject."""
    draught, head, first, i = spot
    ranked = head is not None and head.kind in ("person", "title") and spot.is_second
    purpose = spot.is_body and _is_purpose(draught, first, i)
    return False if purpose or _is_inside(draught, first, i) or (ranked and ends_name(draught, i)) else None


def _is_others(spot: _Spot) -> bool | None:
    """«طالب سامي | جميع الأطراف بأن», «ويتهم المعارضون | "الحداد" بأنه»: somebody or something else begins."""
    draught, head, first, i = spot
    other = (
        spot.form in load_grammar().halt
        or _is_another(draught, first, i)
        or is_told(draught, head, first, i)
        or _is_behind_marks(draught, first, i)
        or _are_told(draught, i)
        or _is_behind_plural(draught.forms, head, first, i)
        or (head is None and spot.is_second and _is_behind_unlisted(draught, i))
        or (head is not None and spot.is_body and _is_behind_body(draught, head, first, i))
    )
    return True if other else None


def _is_side(spot: _Spot) -> bool | None:
    """«اتهم الرئيس الأمريكي | إيران», «حذر رئيسها | الولايات المتحدة»: a known side behind a whole noun phrase."""
    draught, _, first, i = spot
    names = load_sides().get(spot.form)
    if names is None or i in draught.people or i in draught.joined or (i in draught.things and i not in draught.begins):
        return None
    known = i in draught.begins or not is_ordinary(spot.form)  # not «تقدم», «فتح»
    if not known or not any(tuple(draught.forms[i : i + len(name)]) == name for name in names):
        return None
    owned = spot.is_second and has_pronoun(draught.span(first, i).text)
    called = spot.last in load_folded("ar", "names_states")  # «سلطنة | عمان»
    whole = is_definite(spot.last) or i - 1 in draught.persons or i - 1 in draught.things or owned
    # «الرئيس الأمريكي | السعودية», «الحكومة السندارية | السعودية», but «وزارة الخارجية السعودية»
    ended = owned or (not spot.is_second and spot.last.removeprefix("ال") in load_demonyms())
    return True if whole and not called and (ended or not is_quality(spot.form)) else None


def _is_behind_nominative(spot: _Spot) -> bool | None:
    """«حض ناشطون | وسائل الإعلام», «ردد المشاركون | هتافات»: no noun goes on behind ـون. None: the rest decides."""
    if spot.head is None or not spot.is_second or not spot.last.endswith("ون"):
        return None
    told, form = read_head(spot.form), spot.form
    other = is_definite(form) or (told is not None and told.kind in ("body", "medium"))
    if is_definite(spot.last):
        particle = form in load_grammar().before
        return None if other else is_word(form) and not particle and spot.i not in spot.draught.persons
    return other


def _is_behind_named_body(spot: _Spot) -> bool | None:
    """«رفض حزب النهر | مطلب الوزير», «أطلقت الحكومة | برنامج»: an indefinite noun behind a definite body."""
    if not spot.is_body or not is_definite(spot.last) or is_definite(spot.form):
        return None
    if spot.i in spot.draught.begins and not spot.is_second and read_head(spot.form) is not None:
        return None  # «دعت الحكومة السندارية | منظمة حظر السلاح إلى», not «شرطة العاصمة ضفاف»
    joined = spot.form[0] in "وبل" and not is_ordinary(spot.form)
    return not joined and spot.i not in spot.draught.things


def _opens_object(spot: _Spot) -> bool | None:
    """«وصف الوزير | تلك التصريحات», «أعرب الوزير | عن», but «كشف وزير | المياه»."""
    draught, head, first, i = spot
    form, last, words, written = spot.form, spot.last, load_grammar(), draught.span(i, i + 1).text
    of_it = spot.is_second and (is_definite(form) or _is_office(draught, i))
    pointing = is_pointing(form) or (has_pronoun(written) and not of_it)
    complete = is_definite(last) or i - 1 in draught.persons or is_first_name(last)
    own = complete and is_owned(written)  # «وزير العدل | ثقته», «وأكد عباس | حرصه»
    governs = form in words.before and form not in words.within
    noun = (is_definite(form) or is_ordinary(form)) and not is_quality(form)
    told = noun and _is_office(draught, i - 1) and i not in draught.persons  # «وزير خارجيتها | الطلب»
    told = told and form.removeprefix("ال") not in load_folded("ar", "roles_former")
    if pointing or own or governs or told or _is_complement(draught, i) or _is_thing(draught, head, i):
        return True
    return True if head is not None and _is_deed(draught, head, first, i) else None


def _is_office(draught: Draught, i: int) -> bool:
    """«وزارة | خارجيتها», «وزير | داخليته»: a body that stands for its ministry, and whose it is."""
    if not has_pronoun(draught.span(i, i + 1).text):
        return False
    stem = drop_pronoun(draught.forms[i])
    head = read_head("ال" + (stem[:-1] + "ه" if stem.endswith("ت") else stem))
    return head is not None and head.kind == "body"


def _is_indefinite(spot: _Spot) -> bool | None:
    """«الخارجية السورية | مجلس الأمن», «إريتريا | مجلس الأمن»: of what has no article only a body begins anew."""
    if is_definite(spot.form):
        return None
    own = read_head(spot.form)
    follows = (is_definite(spot.last) and not spot.is_second) or spot.i - 1 in spot.draught.things
    return own is not None and own.kind == "body" and follows


def _is_second_party(spot: _Spot) -> bool | None:
    """«حذر محامي الدفاع | أعضاء المحكمة», «أبلغ ترامب | وزير الدفاع»: behind a whole phrase another begins.

    Behind a full name a post is the man's own («حذر سامي الحداد مدير الميناء من أن»), and so are posts before a name.
    """
    draught, head, _, i = spot
    own, last = read_head(spot.form), read_head(spot.last)
    if own is None or own.definite or own.some or own.kind not in _PARTIES or is_first_name(spot.form):
        return None
    following = draught.forms[i + 1] if i + 1 < len(draught.forms) else ""
    if not (is_definite(following) or i + 1 in draught.begins) or (last is not None and last.kind == "title"):
        return None
    if i - 1 in draught.persons and last is None:
        return True if own.kind != "person" or own.number == "many" or spot.is_second else None
    whole = head is not None and is_definite(spot.last) and (not spot.is_second or head.definite)
    man = own.kind == "person" and own.number == "one"  # «رئيس النادي الأهلي | مساعد الحدادي», a name
    named = man and (is_nisba(following) or any(k in draught.people for k in range(i, i + _NAMED)))
    return True if whole and not named else None


def _is_of_body(spot: _Spot) -> bool | None:
    """«وزارة خارجية | البحرين»: the first definite noun behind a body is of its name."""
    return False if spot.is_body and not any(map(is_definite, spot.draught.forms[spot.first : spot.i])) else None


def _is_behind_surname(spot: _Spot) -> bool | None:
    """«الزائرة تهاني | العصيمي»: behind the last known word of a name in ـي another in ـي goes on with it."""
    persons = spot.draught.persons
    known = spot.i - 1 in persons and spot.i + 1 not in persons
    return not spot.form.endswith("ي") if known and spot.last.endswith("ي") else None


def _is_behind_phrase(spot: _Spot) -> bool:
    """«وصف السفير | الاتفاق», «حذر المسؤول الإيراني | الدول»: a definite noun behind a whole noun phrase."""
    described = _is_described(spot)
    if not is_definite(spot.last):  # «وصف مصدر دبلوماسي تركي | الاتهامات», but «العمدة سامي الحداد»
        return described and not (is_first_name(spot.last) and not spot.draught.forms[spot.i - 2].endswith("ي"))
    plain = spot.head is not None and _is_whole(spot.draught, spot.head, spot.first) and not is_quality(spot.form)
    return plain and (spot.is_second or described)


def _is_described(spot: _Spot) -> bool:
    """True behind an adjective that ends a noun phrase; not «هيئة الموانئ وحماية | السفن», «كبير مهندسي | الوفد»."""
    last, own, head = spot.last, read_head(spot.last), spot.head
    if spot.is_second or not is_nisba(last) or last in load_grammar().before:
        return False
    if (spot.is_body and last[0] == "و") or (own is not None and own.number == "many"):
        return False
    man = head is not None and (head.gender, head.number) == ("m", "one")
    return not (man and last.endswith("يه") and not is_definite(last))  # «وزير خارجية | الضفة»


_VERDICTS: Sequence[Callable[[_Spot], bool | None]] = (
    _is_side,
    _goes_on,
    _is_others,
    _is_behind_nominative,
    _is_behind_named_body,
    _opens_object,
    _is_second_party,
    _is_indefinite,
    _is_of_body,
    _is_behind_surname,
    _is_behind_phrase,
)


def _are_told(draught: Draught, i: int) -> bool:
    """«أبلغ مسؤولون في القصر | الصحفيين»: people in the accusative behind a name or a definite word."""
    forms = draught.forms
    own, last = read_head(forms[i]), forms[i - 1]
    many = own is not None and own.kind == "person" and own.number == "many" and own.definite
    whole = (is_definite(last) and not last.endswith(("ين", "ات"))) or i - 1 in draught.persons
    return many and forms[i].endswith("ين") and whole


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
    agrees = agrees or is_quality(form)
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
    plain = plain and not (is_quality(form) or form.endswith("ين"))
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
    named, land = i - 1 in draught.persons, draught.forms[i - 1].removeprefix("ال") in load_demonyms()
    if own is not None and own.kind == "body" and own.definite and (named or (land and i > first + 1)):
        return True  # «حذر وزير الخارجية السنداري | الحكومة», «أبلغ سامي الحداد | الشركة»
    if head is None and {first, i} <= draught.begins and i - 1 in draught.things and i not in draught.joined:
        return True  # «فاتهمت بريطانيا | روسيا»
    if i in draught.people and any(draught.people.get(k) == i for k in range(first, i)):
        return True  # «اتهم سامي الحداد | نادر الصباغ بـ»
    # «اتهم الحداد | الصباغ بـ», tagged as one man
    return i == first + 1 and i in draught.persons and ends_name(draught, first)


@functools.cache
def _qualities(language: str) -> tuple[str, ...]:
    return tuple(load_folded(language, "roles_qualities"))
