"""Quoted words inside what a verb governs: «هدد بفرض عقوبات "غير مسبوقة" إذا فشلت المحادثات»."""

from typing import NamedTuple

from riwaya.statements.adverbials import read_adverbial, skip_adverbials, skip_times
from riwaya.statements.contents import opens_that
from riwaya.statements.cues import Cue, read_cue
from riwaya.statements.grammar import fold_phrase, heads_name, load_grammar
from riwaya.statements.heads import (
    has_pronoun,
    is_first_name,
    is_mute,
    is_nisba,
    is_ordinary,
    names_person,
    read_head,
    unjoin,
)
from riwaya.statements.hits import Hit
from riwaya.statements.inflections import Verb
from riwaya.statements.landmarks import restates
from riwaya.statements.quotes import SAYING, Quote
from riwaya.statements.sentences import COMMAS, Draught
from riwaya.statements.sources import Source, read_gap, trim
from riwaya.statements.wholes import end_complement, may_hang
from riwaya.stems import is_definite
from riwaya.text import fold, is_word, load_folded

Range = tuple[int, int]
_PLURAL = "ات"  # of acts, as «محاولات»; hardly any title opens so
_BOTH = 2  # words in marks of which the second judges the first
_OFTEN = 2  # times that a page marks what is a name
_JOINS = ("و", "او")
_NAME_MOST = 8  # words in marks that are no name even after «في»
_NAME_SHORT = 4  # words in marks that are a name where the mentions know one there
_FEW = 200  # places of a word looked at
_ABOUT = "عن"  # «كشفت عن هاتف جديد باسم "..."»: what is told of, not what is said
_JOINED = 4  # letters of a noun with بـ written on to it: «بفرض»
_WITH = "بال"
_OF = "من"
_REASON = 5  # tokens from «لأن» to the marks behind it
_SAYING = ("say", "deny", "ask", "hold", "call")
_FAR = 12  # tokens between a verb's preposition and the marks in its complement


class Complement(NamedTuple):
    """The words as token indices; `joined` where the بـ of the verb is written on to the first."""

    words: Range
    joined: bool = False


def read_complement(draught: Draught, hit: Hit, quote: Quote, last: int) -> Complement | None:
    """Give the quoted words, or all that the verb governs where they alone say little; None where they are a name."""
    if _names(draught, hit, quote):
        return None
    first = _beginning(draught, hit, quote)
    inner = trim(draught, quote.first + 1 + opens_that(draught, quote.first + 1), quote.last)
    if inner is None or quote.words < _least(draught, hit, quote, first) or _is_apart(draught, hit, quote, first):
        return None
    if first is None or hit.cue.verb.group not in ("say", "deny", "ask"):
        return Complement((inner[0], _end_joined(draught, quote, inner[1])))
    whole = trim(draught, first, end_complement(draught, quote, last))
    how = draught.forms[inner[0]] in load_grammar().inside  # «بتخلي الضفة عن السد "في شكل كامل ونهائي"»
    opens = first == quote.first
    if whole is None or (2 * quote.words >= whole[1] - whole[0] - opens and (opens or not how)):
        return Complement(inner)
    return Complement(whole, joined=first < quote.first and _has_joined(draught, hit.cue, first))


def read_reason(draught: Draught, hit: Hit, quote: Quote) -> Complement | None:
    """«دعا الناس إلى الصبر، لأن | العمل "يسير كما يجب"», «طالب بالإسراع، | "لأن البطء يضر بالناس"»: why he says so."""
    forms, reason = draught.forms, load_grammar().reason
    if hit.cue.verb.group not in _SAYING or hit.level not in ("main", "beside") or hit.cue.suffix:
        return None
    if quote.words < SAYING or hit.cue.form == "noun" or quote.first + 1 == quote.last:
        return None
    if forms[quote.first + 1] in reason:
        return Complement((quote.first + 1, quote.last))
    near = range(quote.first - 1, max(hit.at, quote.first - 1 - _REASON), -1)
    why = next((i for i in near if forms[i] in reason or not is_word(forms[i])), hit.at)
    if forms[why] not in reason:
        return None
    return Complement((quote.first + 1, quote.last) if why == quote.first - 1 else (why + 1, quote.last + quote.closed))


def _end_joined(draught: Draught, quote: Quote, end: int) -> int:
    """«وصف الاتفاق بـ"الفظيع" و"السخيف" |»: where the last of several quoted words ends."""
    following = draught.quote_over(quote.last + 2) if draught.forms[quote.last + 1 : quote.last + 2] == ["و"] else None
    if following is None or following.first != quote.last + 2 or following.words > SAYING:
        return end
    inner = trim(draught, following.first + 1, following.last)
    return _end_joined(draught, following, inner[1]) if inner else end


def _is_apart(draught: Draught, hit: Hit, quote: Quote, first: int | None) -> bool:
    """True where the marks are no words of this cue.

    «قدم الفنان "ليلة النهر"»: an act governs what was said by its preposition alone.
    «أفادت "الجسر" أمس بوصول»: a name in marks, who says it.
    «أطلقت الحملة التي تستهدف "الأنصار"»: a clause of the page's stands between.
    """
    if first is None and hit.cue.verb.group == "act":
        called = read_cue(draught.forms[quote.first - 1])  # «نددت بما سمته "إجراء أحاديا"»
        return (called is None or called.verb.group != "call") and not _is_condemned(draught, hit, quote)
    if first == quote.first:
        return False
    if first is None and _has_begun(draught, hit, quote):
        return True
    if (
        draught.forms[quote.first - 1] in load_grammar().before
        and draught.forms[quote.first - 2] in load_grammar().closed
    ):
        return True  # «بأربع تهم إضافة إلى "نشر وثائق مزورة"»
    few = quote.words < _NAME_MOST and hit.cue.verb.group != "call"
    if few and quote.first == hit.at + 1 and quote.last + 1 < len(draught.forms):
        return is_word(draught.forms[quote.last + 1]) or draught.forms[quote.last + 1] in COMMAS
    between = draught.forms[hit.at + 1 : quote.first]
    words = load_grammar()
    return few and any(form in words.whose or form in words.clause for form in between)


def _is_condemned(draught: Draught, hit: Hit, quote: Quote) -> bool:
    """«أدانت الضفة | "الانتهاك الصارخ لسيادتها"», «أشاد سامي الحداد أيضا | "بما قدمه الأهالي"»: how the object is put.

    It stands right behind the verb or its subject; not «دان الهجوم "بأقصى درجات الحزم"», which is how he did so.
    """
    acts = hit.cue.is_listed("cues_condemned") and hit.cue.form != "noun"
    said = quote.words > SAYING or (acts and _weighs(draught, quote))
    return acts and said and _opens_object(draught, hit.cue, quote) and _is_next(draught, hit, quote)


def _weighs(draught: Draught, quote: Quote) -> bool:
    """«أدانت الضفة | "الأعمال العنيفة" في السهل»: two or three words that judge, not «رفض "الدوري الممتاز"», a name."""
    first, last = quote.first + 1, quote.last
    judged = quote.words > 1 and is_definite(draught.forms[first]) and is_definite(unjoin(draught.forms[first + 1]))
    return judged and is_ordinary(draught.forms[first].removeprefix("ال")) and not is_name(draught, first, last)


def _opens_object(draught: Draught, cue: Cue, quote: Quote) -> bool:
    """«"بما قدمه الأهالي"» where the verb asks for بـ, else «"الانتهاك"», «"اقتحام السوق"», not «"بأشد العبارات"»."""
    form, following = draught.forms[quote.first + 1 : quote.first + 3]
    acts = quote.words > _NAME_MOST or is_definite(form) or form.endswith(_PLURAL) or form in load_grammar().halt
    # «"اقتحام | السوق"»: somebody's act, not «"ليلة | على النهر"»
    acts = acts or (is_definite(following) and form not in load_grammar().before and form[0] not in "بلك")
    return form.startswith("ب") if "ب" in cue.takes else acts


def _is_next(draught: Draught, hit: Hit, quote: Quote) -> bool:
    """True where nothing but the subject, a time or an adverb stands between the verb and the marks."""
    first = hit.at + 1 + (draught.forms[hit.at + 1] in load_grammar().therein)  # «بيانا ندد فيه | "بالعدوان"»
    if draught.forms[quote.first - 1] in load_grammar().before:
        return False  # «انتقد تكليف الوزير بـ| "مهام سرية"»
    if hit.cue.form == "participle":  # «، مشيدا في هذه المناسبة | "بالجهود الكبيرة"»
        return skip_adverbials(draught, first, quote.first)[0] == quote.first
    if first == quote.first:
        return True
    known = read_head(draught.forms[first]) is not None or names_person(draught, first) or first in draught.begins
    source = read_gap(draught, first, quote.first).source if known else None  # not «انتقد | صعود»
    behind = skip_times(draught, source.last, quote.first) if source is not None else first
    return source is not None and skip_adverbials(draught, behind, quote.first)[0] == quote.first


def _has_begun(draught: Draught, hit: Hit, quote: Quote) -> bool:
    """«اعترف بأربع تهم، إضافة إلى "نشر وثائق مزورة"»: what it governs stands before the comma."""
    between = range(hit.at + 1, quote.first)
    comma = next((i for i in between if draught.forms[i] in COMMAS), None)
    return comma is not None and any(_has_joined(draught, hit.cue, i) for i in range(hit.at + 1, comma))


def _has_joined(draught: Draught, cue: Cue, i: int) -> bool:
    """True for «بفرض» after a verb that asks for بـ, not for a word that begins so: «بيان»."""
    forms, form = draught.forms, draught.forms[i]
    written_on = form[:1] == "ب" and len(form) >= _JOINED and "ب" in cue.takes
    # «المتحدث باسم العائلة», «طالب بالحوار باعتباره "الحل"»
    written_on = written_on and form not in load_grammar().behalf and form[1:] not in load_grammar().own
    other = forms[i - 1] in load_grammar().before or read_head(form) is not None or is_first_name(form)
    return written_on and not other and read_adverbial(draught, i) is None


def cut_governed(draught: Draught, cue: Cue, source: Source | None) -> Source | None:
    """«تعهد النادي | بحرمان كل مشجع»: the subject without what the verb governs by the بـ written on to it."""
    if source is None:
        return None
    inside = range(source.first + 1, source.last)
    forms, persons = draught.forms, draught.persons  # «طارق بركات» has no بـ
    governed = (
        i
        for i in inside
        if (
            _has_joined(draught, cue, i)
            and i not in persons
            and (_is_common(forms[i]) or not is_first_name(forms[i - 1]))
        )
        or restates(forms[i], cue)  # «وجدد سامي الحداد | التأكيد على "حق العودة"»
    )
    return source._replace(last=next(governed, source.last))


def _is_common(form: str) -> bool:
    """«رحب نادر جابر | بالاتفاق»: بـ and a common word with its article, which no name goes on with."""
    return form.startswith(_WITH) and is_ordinary(form.removeprefix(_WITH))


def _least(draught: Draught, hit: Hit, quote: Quote, first: int | None) -> int:
    """How many quoted words make a statement."""
    verb = hit.cue.verb
    if verb.group == "call":
        return 1
    if first is None and verb.group == "act" and _is_condemned(draught, hit, quote):
        return _BOTH
    if first is None and may_hang(hit, quote):
        return SAYING if is_name(draught, quote.first + 1, quote.last) else quote.words
    goes_on = quote.last + 1 < len(draught.forms) and is_word(draught.forms[quote.last + 1])
    if first is not None and goes_on and _is_weighed(draught, verb, quote):
        return 1
    if first is None or verb.group in ("act", "hold"):
        return SAYING
    promised = verb.takes[0] == "ب" or verb.group == "ask"
    if promised and first == quote.first and goes_on:  # «طالب بـ"دعم" الحلفاء للخطة»
        return 1
    if promised and not is_name(draught, quote.first + 1, quote.last):
        return 1 + (first == quote.first)
    return SAYING - (first == quote.first)


def _is_weighed(draught: Draught, verb: Verb, quote: Quote) -> bool:
    """«حذر الوزير من "العواقب" على السد»: no name in the marks, behind the preposition that the verb asks for."""
    form = draught.forms[quote.first + 1]
    first = quote.first + 1
    owned = has_pronoun(draught.span(first, first + 1).text) and first not in draught.things | draught.persons
    common = is_definite(form) or is_ordinary(form) or is_mute(form) or owned  # «أعرب عن "استغرابه" للبيان»
    governed = draught.forms[quote.first - 1] == fold_phrase(verb.takes[0])
    weighed = common and governed and fold(verb.past) in load_folded("ar", "cues_weighed")
    return weighed and not is_name(draught, quote.first + 1, quote.last)


def _beginning(draught: Draught, hit: Hit, quote: Quote) -> int | None:
    """Where the complement begins: after the preposition that the verb asks for, or with the بـ written on to it."""
    forms, takes = draught.forms, hit.cue.takes
    for i in range(quote.first, max(hit.at, quote.first - _FAR), -1):
        if i < quote.first and (forms[i] in COMMAS or forms[i] in ".:"):  # «تعهد الرئيس، أمس، اتخاذ إجراءات "قوية"»
            bare = hit.cue.verb.takes[0] == "ب" and forms[i] in COMMAS and i + 1 < quote.first
            bare = bare and not _names_somebody(forms[i + 1]) and not _has_begun(draught, hit, quote)
            return i + 1 if bare else None
        if i - 1 > hit.at and forms[i - 1] in takes and forms[i - 1]:
            return i if forms[i - 1] != _ABOUT or i == quote.first else None
        if hit.at < i < quote.first and draught.quoted[i] < 0 and _has_joined(draught, hit.cue, i):
            return i  # not «أعلنت دار النشر "| بيرسون" بيع "الجسر"»
        if i == quote.first < quote.last - 1 and hit.cue.verb.takes[0] == "ب" and _has_joined(draught, hit.cue, i + 1):
            return i  # «مطالبا | "بالقبض الفوري" على الجناة»
    return None


def _names_somebody(form: str) -> bool:
    return is_definite(form) or read_head(form) is not None or is_first_name(form)


def _names(draught: Draught, hit: Hit, quote: Quote) -> bool:
    """«شركة "..."», «برنامج التطعيم "..."», «المدير، "..."», «في "..."»: marks around a name."""
    forms, words = draught.forms, load_grammar()
    before = forms[quote.first - 1]
    if before == _OF and hit.cue.verb.group == "ask" and quote.words < SAYING:
        return True  # «طلب الوزير من "الجسر" تأجيل الموعد»
    if hit.cue.verb.takes[0] == "ب" and quote.words > _NAME_SHORT and _has_joined(draught, hit.cue, quote.first + 1):
        return False  # «يطالب القرار | "بوصول المساعدات إلى السهل"»
    if forms[quote.first - 2] in words.named and before == "ب":
        return True  # «أقر ما يسمى بـ"قاضي الأحوال"»
    if before in words.inside and before not in hit.cue.takes:
        return quote.words < _NAME_MOST
    named = quote.first - 1 in draught.things or quote.first + 1 in draught.things
    named = named and quote.words <= _NAME_SHORT and hit.cue.verb.group != "call"
    head = read_head(before)  # «مدرب "الأخضر"»
    owned = head is not None and head.kind == "person" and head.number == "one" and not head.definite
    named = named or (owned and quote.words <= _NAME_SHORT)
    apart = before in COMMAS and (quote.words > _NAME_SHORT or _is_condemned(draught, hit, quote))
    if apart and _is_next(draught, hit, quote):
        return False  # «وطالبت الوزارة، في بيان على موقعها، | "جميع الشركات بدفع الرسوم"»
    return before in COMMAS or named or (before != "ل" and heads_name(forms, quote.first))


def is_name(draught: Draught, first: int, last: int) -> bool:
    """True for words in marks that are no quotation: «روس نفط», or any few that the page also writes elsewhere."""
    size, forms = last - first, draught.forms
    small = load_grammar()
    long = forms[first - 2] in small.place and forms[first - 2] not in small.charge
    if size > (_NAME_MOST if long else _NAME_SHORT) or size < 1:
        return False  # «باسم "دوري الأمير سامي بن سالم"» is a name, «بتهمة "نشر أخبار كاذبة عن السد"» none
    if forms[first - 2] != "ل" and heads_name(forms, first - 1):
        return True
    words = list(forms[first:last])
    if all(is_first_name(form.removeprefix("و")) for form in words if is_word(form)):
        return True  # «نجليه "سامي، ونادر"»
    # «"في أي لحظة"», «لديه "أدلة"», «"ثمناً باهظا"»
    plain = words[0] in small.before or all(map(is_ordinary, words))
    plain = plain or any(map(draught.has_tanwin, range(first, last)))
    known = all(i in draught.things or i in draught.persons for i in range(first, last))
    guessed = size == 1 and first in draught.others and is_definite(words[0])  # marks alone make «"التقزز"» a work
    kind = words[0] in small.place and is_nisba(words[-1]) and not is_definite(words[-1])
    known = known and not guessed and not kind  # «تعتبر الحزب "منظمة إرهابية"»
    if _is_labelled(words) or (known and not plain):
        return True
    if size > 2 and words[0] in small.place:  # «ينتمون إلى "جماعة أنصار النهر"»
        return True
    if forms[first - 2] in _JOINS and _is_name_before(draught, first - 3):
        return True
    places = [i for i in draught.places[words[0]][:_FEW] if list(forms[i : i + size]) == words]
    often = len(places) > _OFTEN or any(draught.quote_over(i) is None for i in places)
    return often and not plain


def _is_labelled(words: list[str]) -> bool:
    """«45.999.54», «الملقب "ش أ أ"», «الطائرة "AGM-158"», «الهاتف "نوت 8"», «سرعة "4 جي"»."""
    if all(len(form) == 1 or form.isdigit() for form in words):
        return True
    if words[-1].isdigit() or any(form.isascii() for form in words if form.isalpha()):
        return True
    letters = load_folded("ar", "origins_letters") - load_grammar().before
    spelled = [form in letters for form in words if form.isalpha()]  # but not «"أي شيء"»
    return all(spelled) or (len(spelled) > 1 and all(spelled[:2]))


def _is_name_before(draught: Draught, i: int) -> bool:
    """«ائتلاف "سائرون" و| "النصر"»: a name like the one before it."""
    quote = draught.quote_over(i)
    return quote is not None and quote.closed and quote.last == i and is_name(draught, quote.first + 1, quote.last)
