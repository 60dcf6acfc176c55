"""Where the source of a formula ends: «وبحسب مراقبين | باتت الحاجة», «وفق المرصد | واستهدفت», «الهيئة | إلى تعزيز»."""

from collections.abc import Collection, Sequence
from itertools import takewhile

from riwaya.statements.adverbials import read_adverbial
from riwaya.statements.carried import is_relay
from riwaya.statements.cues import is_issuing, read_cue
from riwaya.statements.grammar import load_grammar
from riwaya.statements.heads import (
    Head,
    has_pronoun,
    is_finite,
    is_first_name,
    is_nisba,
    is_ordinary,
    read_head,
    read_joined_head,
    unjoin,
)
from riwaya.statements.onsets import is_unheard
from riwaya.statements.sentences import COMMAS, MARKS, Draught
from riwaya.stems import is_definite
from riwaya.text import is_word, load_folded

_ENDS = (".", "!", "؟")
_TO = "الي"
_VAN = "فان"  # in «لويس فان غال», which folds to «فإن»
_ELATIVE = 4  # letters of «أكبر», which is also a name
_REACH = 60  # tokens of a sentence looked at
_HIDING = 3  # tokens of «طلب عدم كشف»
_LIST = 14  # tokens in which sources are listed
_CLAUSE = 3  # tokens that make a clause
_NAME = 5  # tokens in which a name and its stop stand


def end_formula(draught: Draught, formula: int, start: int, last: int, opened: Collection[int]) -> int:
    """A formula ends at a comma, a dash, at فإن, at a verb of speech or with the sentence."""
    forms, words = draught.forms, load_grammar()
    i = start
    depth = 0
    while i < last:
        form = forms[i]
        if i > start and i in draught.titles:
            i += 1
            continue
        depth = max(0, depth + (form == "(") - (form == ")"))
        quote = draught.quote_over(i)
        if quote is not None and i == quote.first:
            if quote.words > 6:
                return i
            i = quote.last + 1
            if quote.first == start and i < last and quote.closed and _opens_clause(forms[i]):
                return i  # «ووفقا لـ"الجسر" | انخفض الإنتاج»
            continue
        if not depth and _stops(draught, start, i) and not _is_apposed_next(draught, start, i):
            return last - 1 if _is_list(draught, i, last) else i
        if i > start and hides_name(forms, i):
            i += _HIDING
            continue
        if i in opened and forms[i - 1] in words.whose:  # «وفق سلمى الحداد | التي أوضحت أن»
            return i - 1
        if i > start and (_begins_clause(draught, i) or _is_over(draught, formula, start, i, opened)):
            return i
        i += 1
    return last


def _is_over(draught: Draught, formula: int, start: int, i: int, opened: Collection[int]) -> bool:
    """True where somebody acts or a new clause goes on; where he spoke may hold a verb, but none that tells."""
    ended = _acts_at(draught, start, i) or goes_on(draught, formula, start, i)
    return ended and (i in opened or not _is_in_venue(draught, formula, start, i))


def _acts_at(draught: Draught, start: int, i: int) -> bool:
    """«بحسب ما ذكرت الوكالة | يمكن», not «وثيقة اطلعت الجسر | عليها», «اللواء فضل حسن», «لشكوى تقدم بها»."""
    form, words = draught.forms[i], load_grammar()
    named = i in draught.persons or (form[0] == "ف" and i - 1 in draught.persons)  # «فريدريك | فيري»
    closed = form in words.closed and not any(map(is_relay, draught.forms[max(start, i - _CLAUSE) : i]))
    acts = (closed or (_acts(form) and not is_issuing(form))) and not named  # «سامي لو فاسور»
    told = draught.forms[i - 1] in words.been and draught.forms[i - 2] in words.whose  # «الذي كان | يتحدث للصحفيين»
    return acts and not told and draught.forms[i - 1] not in words.whose


def _acts(form: str) -> bool:
    """True for an attributing word that is no noun of a source: «إذاعة» is a station before it is a broadcast."""
    return read_cue(form) is not None and read_head(form) is None


def _begins_clause(draught: Draught, i: int) -> bool:
    """True for و with no source: «وفق المرصد | واستهدفت», not «في | واشنطن»."""
    form, named = draught.forms[i], i in draught.begins and i not in draught.joined
    named = named or {i - 1, i} <= draught.persons  # «دانا | وارين»
    before = draught.forms[i - 1]  # «تقارير محلية | ودولية»
    named = named or (is_nisba(form) and is_nisba(before) and not is_definite(before))
    return form.startswith("و") and len(form) > _CLAUSE and not named and not joins(form) and not is_issuing(form)


def joins(form: str) -> bool:
    """True where و may join another source: «بحسب الوزير والناطق», «المرصد ومقره الضفة»."""
    if form in load_folded("ar", "roles_seats"):
        return True
    return is_definite(form) or read_head(form) is not None or read_head(form[1:]) is not None or is_first_name(form)


def _stops(draught: Draught, start: int, i: int) -> bool:
    """True for a comma, «فإن», a dash, and for a number: «خسروا بحسب التقديرات | 1500 مقاتل»."""
    form, words = draught.forms[i], load_grammar()
    named = i in draught.persons and draught.span(i, i + 1).text == _VAN
    if form in COMMAS or form in words.that or (form in words.so and not named):
        return True
    if form == "." and i + 1 < len(draught.forms) and _is_initial(draught.forms[i - 1]):
        return False
    if i > start and (form in ".؛:" or (form[0].isdigit() and i - start <= _CLAUSE)):
        return True
    return form in "-–—" and not draught.is_hyphened(i + 1)  # «- بحسب مصادر - باحتجاجات»


def _is_initial(form: str) -> bool:
    """«د | . سامي الحداد»."""
    return len(form) == 1 and form.isalpha()


def _is_in_venue(draught: Draught, formula: int, start: int, i: int) -> bool:
    """«..., حسبما قال الوزير في اتصال هاتفي | مع الجسر.», «... في بيان | نشرته الوكالة.»: where he said it goes on."""
    if draught.forms[i] in load_grammar().clause:
        return False  # «حسبما ذكر الوزير في بيان | بينما نفت الضفة أن»
    closes = not opens_sentence(draught, formula) and draught.forms[formula - 1] in COMMAS
    if not closes and (is_finite(draught.forms[i]) or _acts(draught.forms[i])):
        return False  # «بحسب الوزير في تصريح صحفي | يتوقع أن»
    return any(read_adverbial(draught, k) == "venue" for k in range(start + 1, i))


def _is_apposed_next(draught: Draught, start: int, comma: int) -> bool:
    """True where a comma stands inside a source, between who it is and what he is."""
    if draught.forms[comma] not in COMMAS or comma + 2 >= len(draught.forms):
        return False
    seat = draught.forms[comma + 1] in load_folded("ar", "roles_seats")  # «وبحسب المرصد | ، ومقره الضفة، فإن»
    return seat or _is_named_next(draught, start, comma) or _is_post_next(draught, start, comma)


def _is_named_next(draught: Draught, start: int, comma: int) -> bool:
    """«بحسب محامي الشركة | ، رونالد كوان، فإن», «المتحدث | ، العقيد سامي الحداد.»: the name of whoever has the post."""
    head, first = read_joined_head(draught.forms[start]), comma + 1  # «وفقا لمدير الشرطة | ، اللواء سامي الحداد،»
    while first < len(draught.forms) and first not in draught.people and _is_rank(draught.forms[first]):
        first += 1
    if first == len(draught.forms):
        return False
    end = draught.people.get(first, 0) or _end_untagged(draught, first)
    # a last word that the tagger left out
    closed = any(form in COMMAS or form in _ENDS for form in draught.forms[end : end + 2])
    return head is not None and head.kind == "person" and head.number == "one" and end > 0 and closed


def _end_untagged(draught: Draught, first: int) -> int:
    """Where a name ends that nobody tagged, behind a post and with nothing after it; 0 where none stands there."""
    forms, before = draught.forms, load_grammar().before
    end = next((i for i in range(first, min(first + _NAME, len(forms))) if forms[i] in _ENDS), 0)
    heard = is_first_name(forms[first]) or is_unheard(draught, first)
    plain = heard and all(is_word(form) and form not in before and not is_ordinary(form) for form in forms[first:end])
    return end if end - first > 1 and plain else 0


def _is_rank(form: str) -> bool:
    """«، | العقيد الركن سامي الحداد»."""
    head = read_head(form)
    return form.removeprefix("ال") in load_grammar().rank or (head is not None and head.kind in ("person", "title"))


def _is_post_next(draught: Draught, start: int, comma: int) -> bool:
    """«بحسب سامي الحداد | ، مدير الميناء.», «سامي الحداد | ، كبير الباحثين في المعهد، فإن»: what somebody named is."""
    head, forms = read_head(draught.forms[comma + 1]), draught.forms
    if head is None or (head.kind, head.number, head.some) != ("person", "one", ""):
        return False
    joined = forms[start][0] == "ل" and is_first_name(forms[start][1:])  # «وفقا لسامي الحداد | ، مدير»
    if not joined and comma - 1 not in draught.persons:
        return False
    apart = (i for i in range(comma + 1, min(comma + _LIST, len(forms))) if forms[i] in COMMAS or forms[i] in _ENDS)
    end = next(apart, None)
    return end is not None and not any(
        is_finite(form) or _acts(form) or form in MARKS for form in forms[comma + 1 : end]
    )


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


def hides_name(forms: Sequence[str], i: int) -> bool:
    """«بحسب مصدر | طلب عدم كشف هويته», «مصادر، | رفضت الكشف عن أسمائها»: who it was, and nothing that he said."""
    if forms[i].startswith("و") or load_grammar().unnamed.isdisjoint(forms[i + 1 : i + 3]):
        return False
    return is_finite(forms[i]) or read_cue(forms[i]) is not None


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
    inside = not opens_sentence(draught, formula) and is_word(forms[formula - 1])
    return inside and (_is_direction(draught, i) or (_is_complete(draught, noun, i) and _leaves_noun(draught, noun, i)))


def _is_direction(draught: Draught, i: int) -> bool:
    """«سيدعو بحسب مسؤولين | إلى عقد مؤتمر», but «المبعوث إلى المنطقة», «الموفد إلى الضفة»."""
    if draught.forms[i] != _TO or i + 1 >= len(draught.forms):
        return False
    following = draught.forms[i + 1]
    return is_word(following) and not is_definite(following) and i + 1 not in draught.things


def _is_unbounded(draught: Draught, formula: int, i: int) -> bool:
    """«لكن بحسب وسائل إعلام أميركية | شوهدت طائرات في المطار.»: a sentence that opens so has no other verb."""
    forms, words = draught.forms, load_grammar()
    opens = opens_sentence(draught, formula) or forms[formula - 1] in words.breaks
    rest = takewhile(lambda form: form not in _ENDS, forms[i : i + _REACH])
    return opens and not any(form in COMMAS or form in words.so or is_relay(form) for form in rest)


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
    if form in load_grammar().asked:
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
    if form == _TO or not is_word(following):
        return form == _TO
    paper = heads != [] and heads[0].kind in ("document", "evidence")
    known = is_definite(following) or following in load_grammar().tongue or has_pronoun(draught.span(i + 1, i + 2).text)
    return not (paper or known)


def _may_name(draught: Draught, i: int) -> bool:
    """«الرئيس التنفيذي | أكبر الحداد», «العميد | ثائر»: the name of whoever has a post, that nobody tagged."""
    form = draught.forms[i]
    elative = form.startswith("ا") and len(form) == _ELATIVE
    return elative or not is_ordinary(form) or is_first_name(form) or i + 1 in draught.persons or not draught.persons


def opens_sentence(draught: Draught, i: int) -> bool:
    """True where token `i` stands right behind a stop, or is the first of its paragraph."""
    before = draught.tokens[i - 1].end if i else 0
    return i == 0 or draught.forms[i - 1] in ".؟!" or "\n" in draught.text[before : draught.tokens[i].start]
