"""What a formula covers: «بحسب البلدية | عاد الهدوء», «| عاد الهدوء، بحسب البلدية»."""

from collections.abc import Sequence
from itertools import takewhile

from riwaya.statements.adverbials import read_adverbial
from riwaya.statements.cues import read_cue
from riwaya.statements.extents import hides_name
from riwaya.statements.formulas import Formula, opens_joined, opens_marks, parts_clause
from riwaya.statements.grammar import BARE, load_grammar
from riwaya.statements.heads import is_finite
from riwaya.statements.hits import Scene
from riwaya.statements.sentences import COMMAS, Draught
from riwaya.statements.sources import trim
from riwaya.statements.turns import takes_over
from riwaya.text import load_folded

Range = tuple[int, int]
_CLAUSE = 12  # tokens before a formula that need nothing after it
_FEW = 3  # tokens that a clause behind «لكن» has at least
_OWN = 6  # tokens of the page's own opening: «ومن الجدير بالذكر أن»
_DASHES = frozenset("-–—")
_FAR_SO = 15  # tokens from a formula's comma to فإن


def read_around(scene: Scene, formula: Formula, floor: int) -> tuple[Range, ...]:
    """The content of a formula that opens, parts or closes its sentence; `floor` is where earlier content ended."""
    draught, last = scene.draught, reach(scene, formula)
    start = skip_so(draught.forms, formula.last, last)
    before, after = _before(scene, formula, floor), trim(draught, start, last)
    if before and after and opens_anew(scene, formula):
        before = None
    elif before and after:
        before, after = _choose(draught, formula, before, after, so=_opens_so(draught.forms, start))
    elif before and formula.source is None:
        before = _after_but(draught, *before)
    elif after and before is None:
        after = _behind_relative(draught.forms, *after)
    inner = (_unmarked(draught, *s) for s in (before, after) if s)
    spans = tuple((a, b) for a, b in inner if a < b)  # nothing may stand between marks
    return spans if sum(b - a for a, b in spans) > 2 else ()


def _behind_relative(forms: Sequence[str], first: int, last: int) -> Range:
    """«وبحسب اللائحة، | التي نشرت أمس، يحمل المتهمان جوازين»: what is told stands behind the source's own clause."""
    words = load_grammar()
    if forms[first] not in words.whose or forms[first - 1] not in COMMAS:
        return first, last
    on = words.whose | words.clause | words.before
    ends = (i + 1 for i in range(first, last - _FEW) if forms[i] in COMMAS)
    start = next((i for i in ends if not forms[i].startswith("و") and forms[i] not in on), None)
    return (first, last) if start is None else (skip_so(forms, start, last), last)


def reach(scene: Scene, formula: Formula) -> int:
    """Where the content behind a formula must end: at the next act of speaking, or at the next formula."""
    last = scene.sentence.last
    for hit in scene.hits:
        behind = hit.at >= formula.last and hit.cut is not None and hit.cut > formula.last
        if behind and takes_over(scene.draught, hit, None):
            last = min(last, hit.cut or last)
            break
    return min([last, *(other.first for other in scene.formulas if other.first > formula.last)])


def opens_anew(scene: Scene, formula: Formula) -> bool:
    """«انتهت الجولة، | ووفق خبراء فإن على الحكم أن يعتذر»: with و behind a comma, and a clause behind it."""
    forms, words = scene.draught.forms, load_grammar()
    if formula.source is None or not opens_joined(forms[formula.first]) or forms[formula.first - 1] not in COMMAS:
        return False
    last = reach(scene, formula)
    start = skip_so(forms, formula.last, last)
    so = start > formula.last and (forms[start - 1] in words.so or forms[start - 1] in words.that)
    return last - start > _FEW and (so or is_finite(forms[start]) or forms[start] in words.so)


def _before(scene: Scene, formula: Formula, floor: int) -> Range | None:
    """What stands before a formula."""
    draught, words = scene.draught, load_grammar()
    first, last = max(floor, _after_dateline(scene), _after_own(scene)), before_formula(draught.forms, formula)
    if formula.source is None and opens_marks(draught, formula.last):  # «وسخر من المجلس، | فهو في نظره "نادي خطابة"»
        first = next((i + 1 for i in range(last - 1, first, -1) if draught.forms[i] in COMMAS), first)
    before = trim(draught, first, last)
    if before is None or before[1] - before[0] == 1:
        return None  # «و»
    # «وفيما | لم يصب أحد بحسب الشرطة، تضررت المباني»
    meanwhile = draught.forms[before[0]] in words.meanwhile and before[1] - before[0] > 2
    return (before[0] + 1, before[1]) if meanwhile and not parts_clause(draught, formula) else before


def before_formula(forms: Sequence[str], formula: Formula) -> int:
    """«انتهت الحملة، | وذلك وفق الوزارة»: where the words before a formula end."""
    return formula.first - (forms[formula.first - 1] in load_grammar().after & load_grammar().remark)


def _choose(
    draught: Draught, formula: Formula, before: Range, after: Range, *, so: bool
) -> tuple[Range | None, Range | None]:
    """What a formula attributes of the words on both sides of it."""
    forms, words = draught.forms, load_grammar()
    # «الشركة التي بحسب الجسر | تجري مباحثات», «لأنه بحسبه | لا يشمل», «ستنتهي الزيارة، لكن وفق الجسر، | يبقى الوزير»
    relative = forms[formula.first - 1] in words.whose | words.because | words.breaks | words.turn
    if relative or _is_fronted(draught, formula, before, after[0]):
        return None, after
    if parts_clause(draught, formula):
        return before, after
    if forms[before[0] - 1] in words.meanwhile:
        return before, None
    if forms[after[0]] in words.clause | words.whose:  # «..., بحسب الوزارة، لكن الأسعار»
        quoted = forms[after[0]] in words.breaks and any(draught.quoted[i] >= 0 for i in range(*after))
        return before, after if quoted else None  # «..., كما جاء في التقرير، لكن القرار "لم يطبق"»
    timed = after[1] - after[0] < 4 and read_adverbial(draught, after[0]) is not None
    if timed or hides_name(forms, after[0]):
        return before, None  # «..., بحسب الوزارة، الجمعة», «..., بحسب مصدر، طلب حجب اسمه»
    if before[1] - before[0] >= _CLAUSE:  # «..., بحسب الوزارة، وهو رقم كبير»
        return (None, after) if so else (before, None)
    return before, after


def _is_fronted(draught: Draught, formula: Formula, before: Range, behind: int) -> bool:
    """«وخلال عرض الكتاب، وفقا للقناة، | تحدث الوزير عن الحرب»: when it was stands before, and no clause."""
    forms, words = draught.forms, load_grammar()
    opens = forms[before[0]].removeprefix("و") in words.before | words.after
    enclosed = forms[formula.first - 1] in COMMAS and forms[formula.last] in COMMAS
    told = takewhile(lambda form: form not in words.whose, forms[slice(*before)])
    acts = is_finite(forms[behind]) or read_cue(forms[behind]) is not None
    return opens and enclosed and acts and not any(is_finite(form) or form in words.been for form in told)


def _after_but(draught: Draught, first: int, last: int) -> Range:
    """«تنتظر ضمانات، لكنها | لم تحصل عليها بعد كما تقول»: the clause in which a pronoun speaks."""
    breaks = load_grammar().breaks
    buts = (i for i in range(last - 1, first, -1) if draught.forms[i] in breaks and draught.forms[i - 1] in COMMAS)
    but = next((i for i in buts if draught.quoted[i] < 0), None)
    return (but + 1, last) if but is not None and last - but > _FEW else (first, last)


def _unmarked(draught: Draught, first: int, last: int) -> Range:
    """«بتعبير الكاتب، | «كان هذا حدثا»»: a span that is one quotation, without its marks."""
    quote = draught.quote_over(first)
    whole = quote is not None and quote.closed and quote.first == first and quote.last == last - 1
    return (first + 1, last - 1) if whole else (first, last)


def _after_dateline(scene: Scene) -> int:
    """Where the news begins: «أم الحور (وكالة الضفة) – قال».

    The brackets hold the agency.
    """
    forms, sentence = scene.draught.forms, scene.sentence
    end = min(sentence.first + _CLAUSE, sentence.last - 1)
    for i in range(sentence.first, end if sentence.opens else sentence.first):
        if forms[i] == ")" and set(forms[i + 1]) <= _DASHES:
            return i + 2
    return sentence.first


def _after_own(scene: Scene) -> int:
    """Where the news begins behind the page's own opening: «يذكر أن | المنتخب تأهل، وفقا للموقع»."""
    draught, sentence = scene.draught, scene.sentence
    opening = range(sentence.first, min(sentence.first + _OWN, sentence.last))
    that = next((i for i in opening if draught.forms[i] in load_grammar().that), sentence.first)
    aside = load_folded("ar", "cues_aside")
    if not any(form.removeprefix("و") in aside for form in draught.forms[sentence.first : that]):
        return sentence.first
    return that + (len(draught.forms[that]) == len(BARE))


def _opens_so(forms: Sequence[str], start: int) -> bool:
    return forms[start - 1] in load_grammar().so or (forms[start] in load_grammar().so and forms[start] != "فقد")


def skip_so(forms: Sequence[str], i: int, last: int) -> int:
    """«بحسب الوزارة، فإن عدد»: content begins at عدد."""
    words = load_grammar()
    while i < last and forms[i] in COMMAS:
        i += 1
    i = _later_so(forms, i, last)
    if i + 1 < last and read_cue(forms[i]) is not None and forms[i + 1] in words.therein:
        i = next((j for j in range(i, last) if forms[j] in words.so), i)  # «وفقا لوثيقة، كشفت عنها ...، فإن»
    return i + 1 if i < last and ((forms[i] in words.so and len(forms[i]) == 3) or forms[i] == BARE) else i


def _later_so(forms: Sequence[str], first: int, last: int) -> int:
    """«بحسب طالب للقناة، عبر الهاتف، فإن»: the formula reaches to فإن, unless a clause has opened before."""
    so, that = load_grammar().so, load_grammar().that
    for i in range(first, min(first + _FAR_SO, last)):
        if forms[i] in that:
            return first
        if forms[i] in so and (forms[i] != "فقد" or forms[i - 1] in COMMAS):
            return i
    return first
