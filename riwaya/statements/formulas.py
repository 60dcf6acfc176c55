"""Source formulas: «بحسب الوزارة، فإن ...», «...، على ما أفاد الناطق», «...، وفقا لما نقلته الوكالة»."""

import functools
from collections.abc import Collection, Mapping, Sequence
from itertools import takewhile
from typing import Literal, NamedTuple

from msgspec import Struct

from riwaya.lexicon import load_list, load_table
from riwaya.statements.adverbials import read_adverbial
from riwaya.statements.carried import is_relay, read_carried, read_relays
from riwaya.statements.cues import Cue, read_after_what, read_cue
from riwaya.statements.frames import Opening
from riwaya.statements.grammar import fold_phrase, is_thus, load_grammar
from riwaya.statements.heads import (
    Head,
    has_pronoun,
    is_finite,
    is_first_name,
    is_ordinary,
    read_head,
    read_joined_head,
    unjoin,
)
from riwaya.statements.introductions import end_body
from riwaya.statements.sentences import COMMAS, MARKS, Draught, Sentence
from riwaya.statements.sources import Source, cut_told, is_issuing, is_nobody, read_gap, trim_source
from riwaya.stems import is_definite
from riwaya.text import fold, is_word, load_folded

_VERBAL = ("ي", "ت")  # as present verbs begin
_ACTS = ("ask", "act", "call")
_ENDS = (".", "!", "؟")
_NISBA = ("ي", "يه")  # as the adjectives of a noun end: «مصدر قضائي»
_CLOSES = ".!؟-–—)"  # behind «حسبما أشار»
_TO, _ASKED = "الي", ("الي", "على", "عن")  # prepositions that a verb before the formula asks for
_ELATIVE = 4  # letters of «أكبر», which is also a name
_SAID = {"ها": "قالت", "هم": "قالوا", "ه": "قال"}  # by the pronoun of whoever did
_OF_IT = ("بذلك", "اليه", "ذلك", "له")
_REACH = 60  # tokens of a sentence looked at
_LIST = 14  # tokens in which sources are listed
_AFTER = "حسب"  # «بحسب», «وحسب»
_CLAUSE = 3  # tokens that make a clause
_NEAR = 4  # tokens in which it is said who handed a paper out


class _Row(Struct, frozen=True, kw_only=True):
    formula: str
    next: Literal["noun", "verb", "none"]


class Formula(NamedTuple):
    """A source formula as token indices: from `first` up to `last`; the source begins at `noun`."""

    first: int
    noun: int
    last: int
    source: Source | None  # None for «على حد تعبيره»
    cue: Cue | None
    carriers: tuple[Source, ...] = ()  # of «وفق ما نقلت الوكالة عن مصدر», which has also a source


@functools.cache
def _formulas(language: str) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    table: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for row in load_table(language, "formulas", _Row, "formula"):
        words = tuple(fold_phrase(row.formula).split())
        table.setdefault(words[0], []).append((words, row.next))
    for rows in table.values():
        rows.sort(key=lambda row: (row[1] == "noun", -len(row[0])))
    return table


@functools.cache
def _silent(language: str) -> frozenset[str]:
    words = map(fold, load_list(language, "formulas_silent"))
    return frozenset(form for word in words for form in (word, "ال" + word, "ل" + word, "لل" + word))


def find_formulas(draught: Draught, sentence: Sentence, opened: Mapping[int, Opening]) -> list[Formula]:
    """Give the formulas of a sentence that stand outside quotations and outside the gaps of its `opened` cues."""
    table, gaps = _formulas("ar"), {i for opening in opened.values() for i in range(*opening.gap)}
    found: list[Formula] = []
    i = sentence.first
    while i < sentence.last:
        if draught.quoted[i] >= 0:
            i = draught.quotes[draught.quoted[i]].last + 1
            continue
        form = draught.forms[i]
        begins = (form in table or form[1:] in table) and i not in gaps
        formula = match_formula(draught, i, sentence.last, opened) if begins else None
        if formula is not None:
            found.append(formula)
        i = formula.last if formula is not None else i + 1
    return found


def opens_joined(form: str) -> bool:
    """True for a formula's first word with و written on to it: «وبحسب», not «وفقا»."""
    return form not in _formulas("ar") and form[1:] in _formulas("ar")


def match_formula(draught: Draught, i: int, last: int, opened: Collection[int]) -> Formula | None:
    """Read the formula that begins at token `i`, or None. `opened` are cues with content of their own."""
    forms = draught.forms
    form = forms[i]
    table = _formulas("ar")
    if form in load_grammar().merely and (i + 1 >= last or not (draught.quote_over(i + 1) or _joins(forms[i + 1]))):
        return None
    if i and forms[i - 1].removeprefix("و") in load_grammar().negation:
        return None  # «على بعد كيلومترين، وليس كما ورد في المواقع»
    if form == "حسب" and "\u064f" in draught.span(i, i + 1).text:
        return None  # «حُسب خطأ»
    rows = table.get(form) or (table.get(form[1:]) if form[:1] in "وف" else None)
    for words, following in rows or ():
        joined = words[-1] == "ل"
        plain = words[:-1] if joined else words
        if tuple(forms[i + 1 : i + len(plain)]) != plain[1:]:
            continue
        noun = i + len(plain)
        if (noun >= last and following != "none") or (joined and not forms[noun].startswith("ل")):
            continue
        if following == "none":
            return Formula(i, noun, noun, None, _own_cue(forms[noun - 1]))
        found = (
            _with_verb(draught, i, noun, last, opened)
            if following == "verb"
            else _with_noun(draught, i, noun, last, opened, joined=joined)
        )
        if found is not None:
            return found
    return None


def _with_verb(draught: Draught, i: int, verb: int, last: int, opened: Collection[int]) -> Formula | None:
    forms = draught.forms
    as_ = forms[i].endswith("كما")
    been = forms[verb] in load_grammar().been and verb + 1 < last
    verb += been
    cue = read_after_what(forms[verb])
    thus = is_thus(forms[i])
    if _speaks(draught, verb + 1, last) and (verb > i + 1 if thus else _tells(draught, verb, cue) and not as_):
        source = read_gap(draught, verb + 1, _clause_end(draught, i, verb + 1, last, opened)).source
        return source and Formula(i, verb, source.last, source, None)  # «"..."، بهذه الكلمات | بدأ الشيخ حديثه»
    if cue is None or cue.joined or cue.form not in ("past", "present") or (cue.verb.group in _ACTS and not thus):
        return None
    if verb not in opened and not (as_ and been) and _is_dropped(draught, cue, i, verb, last):
        return Formula(i, verb, verb + 1, None, cue)
    if forms[i] in ("على", "مثلما") and (cue.verb.group in ("hold", "find") or cue.suffix):
        return None  # «على ما يجده من دعم», «رفضت التعليق على ما ذكرته زميلتها»
    if as_ and (been or verb in opened or not _is_as(forms, verb, cue, last)):
        return None
    start = _after_pronoun(forms, verb + 1, last)
    end = _clause_end(draught, i, start, last, opened)
    carried = read_carried(draught, cue, (start, end)) if cue.verb.group == "carry" and not as_ else None
    if carried is not None and carried.speaker is not None:
        return Formula(i, verb, end, carried.speaker, cue, carried.carriers)
    source = cut_told(draught, read_gap(draught, start, end).source)
    passed = _passed_on(draught, end, last, opened)
    if source is not None and passed is not None:
        return Formula(i, verb, passed[1], passed[0], cue, (source,))
    if source is None or forms[source.first] in _silent("ar") or forms[source.first] in load_grammar().prayed:
        return None  # «حسب ما كتبه الله لنا»
    acts = forms[source.first] in load_grammar().halt | load_grammar().negation  # «كما أكدت عدم استهدافها»
    return None if as_ and (acts or _also(draught, i, source, last)) else Formula(i, verb, end, source, cue)


def _is_as(forms: Sequence[str], verb: int, cue: Cue, last: int) -> bool:
    """«كما قال الوزير» attributes; «كما شدد على الحق» goes on, and «هل بدأ العمل كما يقول الوزير؟» asks."""
    known = fold(cue.verb.past) in load_folded("ar", "formulas_as") and not forms[verb].startswith("س")
    return known and forms[last - 1] not in "؟?"


def _is_dropped(draught: Draught, cue: Cue, formula: int, verb: int, last: int) -> bool:
    """«..., حسبما أشار.», «كما تقول.»: whoever was heard last, not «كما يقولون», which is anybody, nor «كما يجب»."""
    forms, after = draught.forms, verb + 1
    ended = after >= last or forms[after] in COMMAS or forms[after] in _CLOSES
    anybody = cue.number == "many" and forms[formula].endswith("كما")
    inside = not _opens_sentence(forms, formula) and not cue.suffix and cue.verb.group == "say"
    return ended and inside and not anybody and read_cue(forms[verb]) is not None


def _own_cue(form: str) -> Cue | None:
    """The verb that agrees with a pronoun: «على حد تعبيرها» is she said."""
    # of «بعض الأحزاب» too it is «بحسب رأيها»
    said = next((cue for end, cue in _SAID.items() if form.endswith(end)), None)
    cue = read_cue(said) if said else None
    return cue._replace(number="") if cue is not None and cue.gender == "f" else cue


def _after_pronoun(forms: Sequence[str], i: int, last: int) -> int:
    """«وفق ما صرح به | الوزير», «وفقا لما نقلته على لسانه | الوكالة»: behind what stands for words or whose."""
    if i + 1 < last and forms[i] == "على" and forms[i + 1] in load_grammar().mouth:
        return i + 2
    return i + (i < last and (forms[i] in load_grammar().therein or forms[i] in _OF_IT))


def _passed_on(draught: Draught, end: int, last: int, opened: Collection[int]) -> tuple[Source, int] | None:
    """«وفقا لما نقلته الوكالة | نقلا عن المتحدث»: who spoke, and where the formula ends."""
    if tuple(draught.forms[end : end + 2]) not in load_grammar().through:
        return None
    whole = _clause_end(draught, end, end + 2, last, opened)
    speaker = read_gap(draught, end + 2, whole).source
    return (speaker, whole) if speaker is not None else None


def _tells(draught: Draught, verb: int, cue: Cue | None) -> bool:
    """True in «وفق ما | صححته وزارة الصحة»: a past verb with what it told written on to it."""
    form = draught.forms[verb]
    past = has_pronoun(form) and form[0] not in "يتن" and not is_definite(form)
    return cue is None and past and draught.forms[verb + 1] not in load_grammar().prayed


def _speaks(draught: Draught, i: int, last: int) -> bool:
    """True where whoever may speak begins at token `i`."""
    head = read_head(draught.forms[i]) if i < last else None
    known = head is not None and head.kind in ("person", "title", "body", "medium")
    return known or i in draught.people or i in draught.begins


def _also(draught: Draught, i: int, source: Source, last: int) -> bool:
    """True for «كما حذر الوزير من الحرب», «كما أبدى استعداده»: another act, not «كما قال الوزير»."""
    forms, words = draught.forms, load_grammar()
    end = source.last
    opens = _opens_sentence(forms, i)
    if opens and not any(form in words.so for form in forms[end : end + 2]):
        return True  # «كما شرح لهما العملية، ثم»
    after = forms[end] if end < last else "."
    goes_on = is_word(after) and after not in words.whose and read_adverbial(draught, end) is None
    goes_on = goes_on and "و" + after not in words.remark  # «والسبب، كما يشير سامي، هو»
    inside = range(source.first + 1, min(end + 1, last))
    governed = any(forms[k] in words.before - words.within and not _is_one_of(forms, k) for k in inside)
    owned = read_head(forms[source.first]) is None and has_pronoun(draught.span(source.first, source.first + 1).text)
    told = (k for k in range(source.first, end) if forms[k].startswith("ب") and forms[k] not in words.before)
    by = any(not is_first_name(forms[k]) and read_head(forms[k]) is None and k not in draught.things for k in told)
    return governed or owned or by or goes_on


def _is_one_of(forms: Sequence[str], i: int) -> bool:
    """«كما ذكرت صحافية | من الوكالة», «كما قال عدد | من السكان»: whose somebody is."""
    head = read_head(forms[i - 1])
    return forms[i] == "من" and head is not None and not head.definite and (head.kind == "person" or head.some != "")


def _with_noun(
    draught: Draught, i: int, noun: int, last: int, opened: Collection[int], *, joined: bool
) -> Formula | None:
    forms = draught.forms
    if forms[noun] == "ل" and joined:
        noun += 1
        joined = False
    if noun < last and forms[noun] in load_grammar().prayed:  # «وفق الله الجميع»
        return None
    if noun < last and forms[noun] in load_grammar().own:
        return Formula(i, noun, noun + 1, None, _own_cue(forms[noun]))
    if (
        noun >= last
        or (forms[noun] in _silent("ar") and not _is_told_in(forms, i, noun, last))
        or forms[noun] in load_grammar().that | load_grammar().before
        or (is_nobody(draught, noun) and not _is_handed_out(forms, noun, last))
        or forms[noun] in ("ما", "لما")
    ):
        return None
    if not is_word(forms[noun]) and draught.quote_over(noun) is None:
        return None
    end = _clause_end(draught, i, noun, last, opened)
    heads = _opens_sentence(forms, i) or forms[i - 1] in load_grammar().whose  # «التي بحسب الجسر | تجري مباحثات»
    end = _name_end(draught, noun, end) if heads else end
    gap = read_gap(draught, noun, end)
    source = gap.source or trim_source(draught, noun, end)
    alone = source is not None and source.last - source.first == 1
    owned = has_pronoun(draught.span(noun, noun + 1).text) and noun not in draught.persons
    plain = noun not in draught.things and not is_first_name(forms[noun])
    if owned and plain and read_joined_head(forms[noun]) is None and read_head(forms[noun][1:]) is None:
        return None  # «وفق جهوده», «بحسب أهميتها الدينية»
    if source is None or source.first != noun or any(c.isdigit() for c in forms[noun]):
        return None
    relay = next((k for k in range(noun + 1, source.last) if is_relay(forms[k]) and not is_issuing(forms[k])), None)
    source = source if relay is None else source._replace(last=relay)  # «وثيقة من صفحتين | اطلعت الجسر عليها»
    passed = end < last and is_relay(forms[end])  # «وفقا لوثيقة لوزارة المياه | كشفت عنها الصحيفة»
    relays = read_relays(draught, (noun, _clause_end(draught, i, end + 1, last, opened) if passed else end))
    if forms[noun].endswith("نا") and alone and read_head(forms[noun]) is None and noun not in draught.things:
        return None  # «حسب استطاعتنا»
    return Formula(i, noun, end, source._replace(joined=joined), None, relays)


def _is_told_in(forms: Sequence[str], formula: int, noun: int, last: int) -> bool:
    """«بحسب القرار الاتهامي», «حسب قرار القاضي», but «وفقا لقرار المجلس», which is a measure."""
    ruling = forms[formula].endswith(_AFTER) and forms[noun] in load_folded("ar", "formulas_rulings")
    return ruling or _is_handed_out(forms, noun, last)


def _is_handed_out(forms: Sequence[str], noun: int, last: int) -> bool:
    """«بحسب جدول | وزعه الوسطاء», «وفق جدول أعماله الذي | وزعته الخارجية»."""
    return any(is_relay(form) and len(form) > _CLAUSE for form in forms[noun + 1 : min(noun + _NEAR, last)])


def _opens_sentence(forms: Sequence[str], i: int) -> bool:
    return i == 0 or forms[i - 1] in ".؟!"


def _name_end(draught: Draught, noun: int, end: int) -> int:
    """«ووفقا للهيئة العليا للانتخابات | تنافس ألف مرشح»: no comma, but a verb after the whole name."""
    single = noun in draught.begins and noun + 1 not in draught.things - draught.begins
    named = draught.people.get(noun, 0) or (noun + 1 if single else end_body(draught, noun, end))
    if not noun < named < end - _CLAUSE or named in draught.things:
        return end
    form = draught.forms[named]
    return named if form.startswith(_VERBAL) and not form.startswith(("ال", "لل")) and is_word(form) else end


def _acts(form: str) -> bool:
    """True for an attributing word that is no noun of a source: «إذاعة» is a station before it is a broadcast."""
    return read_cue(form) is not None and read_head(form) is None


def _begins_clause(draught: Draught, i: int) -> bool:
    """True for و with no source: «وفق المرصد | واستهدفت», not «في | واشنطن»."""
    form, named = draught.forms[i], i in draught.begins and i not in draught.joined
    return form.startswith("و") and len(form) > _CLAUSE and not named and not _joins(form) and not is_issuing(form)


def _joins(form: str) -> bool:
    """True where و may join another source: «بحسب الوزير والناطق»."""
    return is_definite(form) or read_head(form) is not None or read_head(form[1:]) is not None or is_first_name(form)


def _stops(draught: Draught, start: int, i: int) -> bool:
    """True for a comma, «فإن», a dash, and for a number: «خسروا بحسب التقديرات | 1500 مقاتل»."""
    form, words = draught.forms[i], load_grammar()
    if form in COMMAS or form in words.so or form in words.that:
        return True
    if i > start and (form in ".؛:" or (form[0].isdigit() and i - start <= _CLAUSE)):
        return True
    return form in "-–—" and not draught.is_hyphened(i + 1)  # «- بحسب مصادر - باحتجاجات»


def _is_named_next(draught: Draught, start: int, comma: int) -> bool:
    """«بحسب محامي الشركة | ، رونالد كوان، فإن», «المتحدث | ، العقيد سامي الحداد.»: the name of whoever has the post."""
    head, first = read_head(draught.forms[start]), comma + 1
    rank = read_head(draught.forms[first]) if first < len(draught.forms) else None
    first += rank is not None and rank.kind in ("person", "title")
    end = draught.people.get(first, 0)
    # a last word that the tagger left out
    closed = any(form in COMMAS or form in _ENDS for form in draught.forms[end : end + 2])
    return head is not None and head.kind == "person" and head.number == "one" and end > 0 and closed


def goes_on(draught: Draught, formula: int, noun: int, i: int) -> bool:
    """True where the clause around a formula goes on at token `i`, behind the source that begins at token `noun`.

    «وبحسب مراقبين | باتت الحاجة ملحة», «سيؤدي بحسب الهيئة | إلى تعزيز السوق», «يعتبر بحسب الوزارة | ممولا للحزب».
    """
    forms = draught.forms
    if i in draught.persons or i in draught.things or not is_word(forms[i]) or is_issuing(forms[i]):
        return False
    if not load_grammar().whose.isdisjoint(forms[noun:i]) or read_adverbial(draught, i) is not None:
        return False  # «بحسب المصدر الذي طلب حجب اسمه لأنه لم يخول»
    small = load_grammar().negation | load_grammar().been
    if is_finite(forms[i + 1 if forms[i] in small and i + 1 < len(forms) else i]):  # «بحسب مصدر فرنسي | لم يقتل أحد»
        return _is_complete(draught, noun, i) or _agrees_not(draught, noun, i) or _is_unbounded(draught, formula, i)
    inside = not _opens_sentence(forms, formula) and is_word(forms[formula - 1])
    return inside and _is_complete(draught, noun, i) and _leaves_noun(draught, noun, i)


def _is_unbounded(draught: Draught, formula: int, i: int) -> bool:
    """«لكن بحسب وسائل إعلام أميركية | شوهدت طائرات في المطار.»: a sentence that opens so has no other verb."""
    forms, words = draught.forms, load_grammar()
    opens = _opens_sentence(forms, formula) or forms[formula - 1] in words.breaks
    rest = takewhile(lambda form: form not in _ENDS, forms[i : i + _REACH])
    return opens and not any(form in COMMAS or form in words.so or is_relay(form) for form in rest)


def parts_clause(draught: Draught, formula: Formula) -> bool:
    """True where one clause stands on both sides: «الأمر الذي سيؤدي | بحسب الهيئة | إلى تعزيز السوق»."""
    if formula.source is None or formula.last >= len(draught.forms):
        return False
    inside = not _opens_sentence(draught.forms, formula.first) and is_word(draught.forms[formula.first - 1])
    return inside and goes_on(draught, formula.first, formula.source.first, formula.last)


def _is_complete(draught: Draught, noun: int, i: int) -> bool:
    """True where a noun phrase may end before token `i`: «الهيئة |», «محكمة العدل |», «سامي الحداد |», «"الجسر" |»."""
    form, head = draught.forms[i - 1], read_head(draught.forms[noun])
    told = form.startswith("لل") or not load_grammar().before.isdisjoint(draught.forms[noun:i])
    if told and head is not None and head.kind == "document" and not head.definite:
        return False  # «استطلاع جديد للرأي | نشر الاثنين», «فقرات من خطابه | نشرت أمس»
    named = i - 1 in draught.persons or i - 1 in draught.things
    owned = has_pronoun(draught.span(i - 1, i).text)  # «جيش بلادها |»
    return named or owned or is_definite(unjoin(form)) or form in MARKS or form == ")"


def _agrees_not(draught: Draught, noun: int, i: int) -> bool:
    """«بحسب مراقبين | باتت الحاجة», but «بحسب مصدر | رفض كشف اسمه», «مصادر | تحدثت إليها الجسر»: no relative clause."""
    source, form = draught.forms[noun], draught.forms[i]
    head = read_head(source) or read_head(source[1:])
    if form.endswith(("وا", "ون")) or (head is not None and head.kind != "person"):
        return False
    many = source.endswith(("ون", "ين")) if head is None else head.number == "many"
    woman = form.startswith(("ت", "ست")) or form.endswith("ت")
    return (many and i == noun + 1) or (head is not None and head.gender == "m" and woman)


def _leaves_noun(draught: Draught, noun: int, i: int) -> bool:
    """True for what belongs to no complete noun before it: «الهيئة | إلى تعزيز», «المصدر | ممولا رئيسيا»."""
    form, following = draught.forms[i], draught.forms[min(i + 1, len(draught.forms) - 1)]
    heads = [head for f in draught.forms[noun:i] if (head := read_joined_head(f)) is not None]
    person = any(head.kind in ("person", "title") for head in heads) and i - 1 not in draught.persons
    if form in _ASKED:
        return not person and _is_asked(draught, heads, i)
    head = read_head(form)
    if is_word(following) and (form in load_grammar().halt or (head is not None and head.some)):
        return True  # «استهدفته بحسب السلطات | إحدى الغارات»
    if is_definite(unjoin(form)) or form in load_grammar().before or (person and _may_name(draught, i)):
        return False
    if form[0] in "وبلكف" and not is_ordinary(form):  # «قضى بحسب الوكالة | بتعيين سامي»
        return form[0] == "ب" and not person and is_ordinary(form[1:]) and not draught.forms[i - 1].startswith("الم")
    accusative = form.endswith("ا") and following.endswith("ا")
    return accusative or (is_ordinary(form) and (head is None or form.endswith("ا")))


def _is_asked(draught: Draught, heads: Sequence[Head], i: int) -> bool:
    """True for a preposition that a verb before the formula asks for, not «الحركة على صفحتها», «تقرير عن السد»."""
    form, following = draught.forms[i], draught.forms[i + 1] if i + 1 < len(draught.forms) else "."
    if form == _TO:
        return True
    paper = heads != [] and heads[0].kind in ("document", "evidence")
    known = is_definite(following) or following in load_grammar().tongue or has_pronoun(draught.span(i + 1, i + 2).text)
    return is_word(following) and not (paper or known)


def _may_name(draught: Draught, i: int) -> bool:
    """«الرئيس التنفيذي | أكبر الحداد», «العميد | ثائر».: the name of whoever has a post, that nobody tagged."""
    form = draught.forms[i]
    elative = form.startswith("ا") and len(form) == _ELATIVE
    return elative or not is_ordinary(form) or is_first_name(form) or i + 1 in draught.persons or not draught.persons


def _is_list(draught: Draught, comma: int, last: int) -> bool:
    """«حسبما أعلنت الضفة | ، السهل، والجبال.», «وفقا لنشطاء |، وفرق الإنقاذ، ومصادر طبية.»: all of them are sources."""
    forms = draught.forms
    if forms[comma] not in COMMAS or forms[last - 1] != "." or last - comma > _LIST:
        return False
    starts = [i + 1 for i in range(comma, last - 1) if forms[i] in COMMAS]
    heads = [read_joined_head(forms[i]) for i in starts]
    speak = all(
        i in draught.begins or (head is not None and head.kind in ("person", "body", "medium"))
        for i, head in zip(starts, heads, strict=True)
    )
    acts = any(is_finite(form) or _acts(form) for form in forms[comma:last])
    return speak and forms[starts[-1]].startswith("و") and not acts


def _opens_clause(form: str) -> bool:
    """False for what goes on with a name in marks: «"المرصد السوري" لحقوق الإنسان», «"العمري" مدير الميناء»."""
    goes_on = is_definite(form) or form.startswith(("ل", "ب", "و")) or read_head(form) is not None
    return is_word(form) and not goes_on and form not in load_grammar().before


def _clause_end(draught: Draught, formula: int, start: int, last: int, opened: Collection[int]) -> int:
    """A formula ends at a comma, a dash, at فإن, at a verb of speech or with the sentence."""
    forms, words = draught.forms, load_grammar()
    i = start
    depth = 0
    while i < last:
        form = forms[i]
        depth = max(0, depth + (form == "(") - (form == ")"))
        quote = draught.quote_over(i)
        if quote is not None and i == quote.first:
            if quote.words > 6:
                return i
            i = quote.last + 1
            if quote.first == start and i < last and quote.closed and _opens_clause(forms[i]):
                return i  # «ووفقا لـ"الجسر" | انخفض الإنتاج»
            continue
        if not depth and _stops(draught, start, i) and not _is_named_next(draught, start, i):
            return last - 1 if _is_list(draught, i, last) else i
        if i in opened and forms[i - 1] in words.whose:  # «وفق سلمى الحداد | التي أوضحت أن»
            return i - 1
        named = form[0] == "ف" and i - 1 in draught.persons  # «فريدريك | فيري»
        closed = form in words.closed and not any(map(is_relay, forms[max(start, i - _CLAUSE) : i]))
        acts = closed or (_acts(form) and not named and i not in draught.persons and not is_issuing(form))
        # not «وثيقة اطلعت الجسر | عليها», «اللواء فضل حسن», «لشكوى تقدم بها»
        if i > start and forms[i - 1] not in words.whose and acts:
            return i  # «بحسب ما ذكرت الوكالة | يمكن»
        if i > start and _begins_clause(draught, i):
            return i  # «وفق المرصد | واستهدفت», not «بحسب جدول وزعه الوسطاء»
        if i > start and goes_on(draught, formula, start, i):
            return i
        i += 1
    return last
