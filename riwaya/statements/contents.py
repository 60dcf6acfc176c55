"""How far content reaches: to the end of its quotation or sentence, or to where another voice takes over."""

from collections.abc import Iterator, Sequence

from riwaya.statements.adverbials import read_adverbial
from riwaya.statements.coverage import before_formula
from riwaya.statements.cues import Cue, read_cue
from riwaya.statements.formulas import Formula
from riwaya.statements.frames import Opening
from riwaya.statements.grammar import BARE, NOTS, heads_name, load_grammar
from riwaya.statements.heads import is_finite, is_ordinary, read_head
from riwaya.statements.hits import Hit, Scene
from riwaya.statements.overflows import end_clause
from riwaya.statements.quotes import MARKS, SAYING, Quote
from riwaya.statements.returns import keeps_back, names_again
from riwaya.statements.sentences import COMMAS, Draught
from riwaya.statements.sources import trim
from riwaya.statements.turns import takes_over
from riwaya.text import is_word

Range = tuple[int, int]
_SUKUN = "\u0652"  # on the last letter of «إِنْ», which is if
_PARTICIPLE = 5  # letters of one with its ending
_STOPS = frozenset(".؟!؛:")
_BETWEEN = 5  # tokens between two quotations of one cue: «"...". وإنه: "..."»
_SUBJECT = 6  # tokens of a subject before its relative clause
_CLAIM = 3  # words in marks that are a claim, not a name with more to follow
_PRESENT = ("ي", "ت", "ن", "ل", "س")  # how a verb begins that goes on with the words: «لكنه يعد ضربة»


def read_content(scene: Scene, place: int, opening: Opening) -> tuple[Range, ...]:
    """Give the content that the cue number `place` of a sentence opens; empty where nothing is left of it."""
    draught = scene.draught
    quote = draught.quote_over(opening.first)
    if quote is not None and opening.first == quote.first and opening.kind != "that":
        return _with_rest(scene, place, quote, read_quoted(draught, quote))
    found = _unled(draught, trim(draught, opening.first, _end(scene, place, opening.first)))
    if found is None:
        return ()
    last = draught.quote_over(found[1] - 1)
    beyond = draught.reaches.get(last.first, ()) if last is not None else ()
    if draught.forms[found[1] - 1] == ")" and "(" not in draught.forms[slice(*found)]:  # «وأضاف (إن اللجنة بدأت)»
        found = (found[0], found[1] - 1)
    whole = draught.quote_over(found[0])
    if whole is not None and found == (whole.first, whole.last + 1):
        return read_quoted(draught, whole)
    if whole is not None and not whole.closed and whole.first == found[0] and found[1] <= whole.last:
        found = (found[0] + 1, found[1])  # «أن "السد آمن», which nobody closed
    return (found, *_trimmed(draught, beyond)) if found[1] - found[0] > 1 else ()


def _with_rest(scene: Scene, place: int, quote: Quote, spans: tuple[Range, ...]) -> tuple[Range, ...]:
    """«قال: | "لن نقبل أي تدخل" في شؤوننا»: one quotation, and the words outside it that end its clause."""
    behind, cue = quote.last + 1, scene.hits[place].cue
    if len(spans) != 1 or cue.verb.group != "say" or behind >= scene.sentence.last:
        return spans
    own = "object" in cue.takes and scene.draught.forms[behind][0] in cue.takes
    if own or any(formula.first == behind for formula in scene.formulas):
        return spans  # «متهما الضفة، "التي هدمت السد"، | بإهماله»
    end = end_clause(scene.draught, quote, _end(scene, place, quote.last))
    return ((quote.first, end),) if end > behind else spans


def _unled(draught: Draught, found: Range | None) -> Range | None:
    """«ستعود | من دون أن يحدد», «سيتدربون | لكن دون أن»: content without the word that leads to what follows."""
    while found is not None and found[1] < len(draught.forms) and is_word(draught.forms[found[1]]):
        last = found[1] - 1
        if not _leads(draught.forms[last]) or last in draught.persons:
            break
        found = trim(draught, found[0], last)
    return found


def _leads(form: str) -> bool:
    words = load_grammar()
    return form in words.breaks or form in (words.remark if form in words.after else words.before)


def opens_that(draught: Draught, i: int) -> bool:
    """«اعتبر "| أن القرار ظالم"», but «قال: "| إن كان هذا صحيحا فهو خطير"», «"| إن لم يعد», «(إِنْ تصبروا تظفروا)»."""
    forms, words = draught.forms, load_grammar()
    if forms[i : i + 1] != [BARE] or i + 1 == len(forms) or _SUKUN in draught.span(i, i + 1).text:
        return False
    following = forms[i + 1]
    verb = is_finite(following) and not following.startswith(("ت", "ي", "س"))
    return not (verb or following in words.jussive or following in words.supposed)


def _trimmed(draught: Draught, spans: Sequence[Range]) -> Iterator[Range]:
    return (inner for span in spans if (inner := trim(draught, *span)))


def read_quoted(draught: Draught, quote: Quote) -> tuple[Range, ...]:
    """A quotation, and those that follow it with nothing but stops between: «"نعم". "ونحن مستعدون"»."""
    spans: list[Range] = []
    current: Quote | None = quote
    while current is not None:
        opened = current.first + 1
        mark = draught.forms[current.first]
        again = draught.forms[opened : opened + 1] == [mark] and mark not in draught.forms[opened + 1 : current.last]
        opened += again  # «""نعم"», but «""الجسر" ستبقى مفتوحة"»
        opened += not spans and opens_that(draught, opened)
        inner = trim(draught, opened, current.last)
        if inner:
            spans += (inner, *_trimmed(draught, draught.reaches.get(current.first, ())))
        current = _following(draught, current)
    return tuple(spans)


def _following(draught: Draught, quote: Quote) -> Quote | None:
    """The next quotation of the same paragraph, where only stops, و or «وإنه:», «كما أن» stand between."""
    forms, tokens, that = draught.forms, draught.tokens, load_grammar().that
    start = quote.last + quote.closed
    for i in range(start, min(start + _BETWEEN, len(forms))):
        if "\n" in draught.text[tokens[quote.first].start : tokens[i].start][-3:]:
            return None
        other = draught.quote_over(i)
        if other is not None and other.first == i:
            return other if other.first > quote.last else None
        also = forms[i] in load_grammar().also and forms[i + 1 : i + 2] != [] and forms[i + 1] in that
        again = forms[i].startswith("و") and forms[i][1:] in that
        behind = forms[i] in that and forms[i - 1] in load_grammar().also
        if is_word(forms[i]) and forms[i] != "و" and not (also or again or behind):
            return _joined(draught, quote)
    return None


def _joined(draught: Draught, quote: Quote) -> Quote | None:
    """«وتابع "أنا قلق جدا" | حيث "شهدنا تصعيدا"»: the next words in marks, which few words join to these.

    Not «وقال "نعم". وبحسب المصدر "..."», «"..."، مما أثار "ذعرا واسعا"», «"..." ضمن "الحملة الكبرى"».
    """
    forms, start, words = draught.forms, quote.last + quote.closed, load_grammar()
    end = next((i for i in range(start, min(start + _BETWEEN, len(forms))) if draught.quote_over(i)), start)
    other = draught.quote_over(end)
    if other is None or end == start or draught.marked("formula", start, end) or heads_name(forms, end):
        return None
    apart = words.remark - words.after | _STOPS
    told = forms[end - 1] in words.inside or any(form in apart or read_cue(form) for form in forms[start:end])
    return None if told or min(quote.words, other.words) < SAYING or other.first != end else other


def _end(scene: Scene, place: int, first: int) -> int:
    last, hit = scene.sentence.last, scene.hits[place]
    saying = hit.opening.saying if hit.opening is not None else None
    said = (read_cue(scene.draught.forms[saying]) if saying is not None else None) or hit.cue  # «نقلت الوكالة قوله»
    for other in scene.hits[place + 1 :]:
        outer = hit.level == "under" and other.cue.form == "participle"  # «أن الدراسات أشارت إلى أن ...، مضيفا»
        if other.cut is None or other.cut <= first or _is_inserted(scene.draught, other, first, last):
            continue
        acts = _acts_after(scene.draught, other, said) and _is_subjunctive(scene.draught, first)
        acts = acts or (not outer and _strays(scene, place, other))
        if acts or takes_over(scene.draught, other, None if outer else said):
            last = min(last, other.cut)
            break
    for formula in scene.formulas:
        if formula.first > first + 1 and not _parts_subject(scene, first, formula):  # not «أنه | وفقا للوزارة»
            last = min(last, before_formula(scene.draught.forms, formula))
            break
    last = _clause_end(scene, place, first, last)
    return _despite_end(scene, hit, first, last)


def _parts_subject(scene: Scene, first: int, formula: Formula) -> bool:
    """«إن العدد، | بحسب الهيئة، بلغ مئة»: between two commas, behind a subject whose verb is still to come."""
    forms, end = scene.draught.forms, formula.first - 1
    enclosed = forms[end] in COMMAS and formula.last + 1 < scene.sentence.last and forms[formula.last] in COMMAS
    alone = end - first <= _SUBJECT and not any(form in COMMAS or is_finite(form) for form in forms[first:end])
    return enclosed and alone and _is_verb(scene.draught, formula.last + 1)


def _is_inserted(draught: Draught, other: Hit, first: int, last: int) -> bool:
    """«إلى أن موكله، الذي | أكد أنه بريء، استهدف»: a clause between the subject and its verb takes no word."""
    forms, cut = draught.forms, other.cut
    if other.level != "which" or cut is None or cut - first > _SUBJECT or forms[cut] not in COMMAS:
        return False
    comma = next((i for i in range(other.at + 1, last - 1) if forms[i] in COMMAS), None)
    if comma is None or any(map(is_finite, forms[first:cut])):
        return False
    return _is_verb(draught, comma + 1) or draught.quote_over(comma + 1) is not None  # «، | "ليس منتجا محليا"»


def _is_verb(draught: Draught, i: int) -> bool:
    form, cue = draught.forms[i], read_cue(draught.forms[i])
    said = cue is not None and cue.form in ("past", "present") and not cue.joined
    known = is_finite(form) or said or form in load_grammar().negation | load_grammar().been
    return known and not form.startswith("و")


def _clause_end(scene: Scene, place: int, first: int, last: int) -> int:
    """Cut where the page takes over inside the sentence.

    «الذي وصفه محللون بأنه تاريخي، بعد أيام»: a relative clause ends with its comma, as «بينما قال ...، إلا أن» does.
    «تقول إنها محايدة، لكنها أيدت»: the page sets an act against the words.
    """
    draught, hit, words = scene.draught, scene.hits[place], load_grammar()
    forms = draught.forms
    relative = hit.level == "which" and hit.cut is not None
    # but of «فيما قال المدير إن ..., خاصة» the verb is the sentence's own
    enclosed = relative or (
        hit.level == "main" and forms[hit.at - 1] in words.meanwhile & (words.breaks | words.adverse)
    )
    of_noun = hit.cue.form == "noun" and not hit.cue.suffix and forms[hit.at] not in words.saying
    # «أيدت ادعاءات موسكو بأن الغرب تدخل، وتستمر في دعمها»
    called = hit.cue.verb.group == "call" and hit.cue.suffix != "" and forms[hit.at - 1] in words.what
    epithet = hit.cue.verb.group == "call" and forms[first] in words.byth
    i = first + 1
    while i < last - 1:
        inner = hit.level == "under"
        if takes_back(draught, i, inner=inner) or _is_stray(draught, i) or keeps_back(draught, hit, i):
            return i
        quote = draught.quote_over(i)
        if quote is not None:
            i = quote.last + 1
            turns = epithet and quote.closed and i < last and _turns(forms[i])  # «بأنه "آمن" | ولكنه وعد»
            ended = turns or _says_all(draught, hit, quote, first, last) or _acts(draught, hit, i, last)
            if ended and not _quotes_on(draught, i, last):
                return i
            continue
        if epithet and forms[i] in words.turn:
            return i  # «بأنه ملفق | لكنه وافق على الصلح»
        if called and (forms[i] in COMMAS or read_adverbial(draught, i) == "aside"):
            return i  # «وقصف ما وصفه بأنه هدف عسكري | ردا على الهجوم»
        if forms[i] in COMMAS:
            following = forms[i + 1]
            acted = following in words.turn and _is_act(hit, forms[first], forms[min(i + 2, last - 1)])
            breaks = following in words.breaks or (
                following in words.adverse and i + 2 < last and forms[i + 2] in words.that
            )
            wished = breaks and _is_wish(hit.cue) and _is_subjunctive(draught, first)
            remarked = hit.level == "which" and following in words.remark & words.been  # «الذي أكد أنه آمن، مما جعل»
            acted = acted or (epithet and _turns(following))
            ended = acted or wished or of_noun or remarked or names_again(scene, place, i)
            ended = ended or (enclosed and not _trails(following, relative=relative))
            if ended and not _quotes_on(draught, i, last):
                return i
        i += 1
    return last


def _turns(form: str) -> bool:
    """«وصف الحفل بأنه ناجح، | وحضره الوزير», «بأنه "آمن"، | لكن المهندسين»: the page goes on behind an epithet."""
    words = load_grammar()
    past = form.startswith("و") and is_finite(form[1:]) and (form[1] not in _PRESENT or form.endswith("ت"))
    past = past and form[1:] not in words.was  # «بأنها عالمة وكانت تعمل»
    return past or form in words.turn | words.breaks or form.removeprefix("و") in words.breaks


def _is_act(hit: Hit, opens: str, form: str) -> bool:
    """«قال إن السد آمن، لكنه | اتهم المقاول»: the speaker's act; «لكنه سيرمم», «لكنه قديم» are of what he spoke about.

    «وتقول البلدية إنها محايدة، لكنها | أغلقت المقر»: what it claims of itself, and what it did.
    """
    cue, words = read_cue(form), load_grammar()
    claims = hit.cue.form == "present" and opens in words.that and len(opens) > len(BARE)
    did = claims and not form.startswith(_PRESENT) and form not in words.before | words.been
    return did or (cue is not None and cue.form == "past")


def _is_wish(cue: Cue) -> bool:
    """«وتعهد بأن لا تنهار العملة، | لكن الأسعار ارتفعت»: no fact follows a wish by «لكن»."""
    return cue.verb.group == "ask" or cue.verb.takes[0] in ("ب", "على")


def _is_subjunctive(draught: Draught, first: int) -> bool:
    """True behind أن with a verb: «نفى أن | تكون», «تعهد بأن | لا تنهار», «| بألا تنهار»."""
    forms = draught.forms
    verb = first + (forms[first] in ("لا", *NOTS))
    named = verb in draught.things or verb in draught.persons or is_ordinary(forms[verb])
    known = named or read_head(forms[verb]) is not None
    led = forms[first] in NOTS or forms[first - 1] in ("ان", "بان")
    return led and forms[verb][0] in "يت" and not known


def _acts_after(draught: Draught, other: Hit, said: Cue) -> bool:
    """«نفت أن تكون أطلقت النار، | وألقت بالشبهة على غيرها»: no past verb goes on with a subjunctive."""
    agrees = other.cue.is_like(said) and other.cue.form == "past"
    return agrees and other.cue.joined == "و" and draught.forms[other.at - 1] in COMMAS


def _strays(scene: Scene, place: int, other: Hit) -> bool:
    """«قالت مصادر إن العملية مستمرة، | مشيرا إلى أن», with no «قال» between that would agree: loose grammar."""
    cue, that = other.cue, other.opening is not None and other.opening.kind == "that"
    told = other.level == "beside" and cue.form == "participle" and cue.number == "one" and not cue.joined
    between = scene.hits[place + 1 : scene.hits.index(other)]
    agrees = any(hit.cue.gender == cue.gender for hit in between)
    return told and that and not agrees and scene.draught.forms[other.at - 1] in COMMAS


def _trails(form: str, *, relative: bool) -> bool:
    """True for a word that goes on with the same clause: «فيما ذكرت الوزارة أن العدد بلغ ألفا، بانخفاض عشرة»."""
    words = load_grammar()
    if relative:
        return form.startswith("و")
    joined = form.startswith(("و", "ب", "ل")) and form not in words.negation
    return joined or form in words.before | words.clause | words.whose


def _despite_end(scene: Scene, hit: Hit, first: int, last: int) -> int:
    """«ورغم تأكيده أن المخزون كاف، إلا أنه أقر بنقص»: content ends before the page's own but."""
    forms, words = scene.draught.forms, load_grammar()
    before = forms[scene.sentence.first : hit.at]
    meanwhile = before[1:3] == ["الوقت", "الذي"]  # «ففي الوقت الذي يرى الخبراء أن الاتفاق جيد، إلا أنهم»
    if not meanwhile and not any(form in words.despite for form in before):
        return last
    but = (
        i
        for i in range(first + 1, last - 1)
        if forms[i] in words.so or (forms[i] == "الا" and forms[i + 1] in words.that)
    )
    return next(but, last)


def _is_stray(draught: Draught, i: int) -> bool:
    """«وقال: لن نرضى بذلك"»: a closing mark that nobody opened ends what was said."""
    stray = draught.forms[i] in MARKS and draught.quoted[i] < 0
    return stray and not any(map(is_word, draught.forms[i + 1 : i + 2]))


def takes_back(draught: Draught, i: int, *, inner: bool = False) -> bool:
    """True where the page, or behind `inner` words whoever told of them, speaks again: «ستعود دون أن يحدد موعدا»."""
    forms, known = draught.forms, load_grammar().tails.get(draught.forms[i])
    if known is None:
        return False
    led = forms[i - 1] in load_grammar().leading  # «سيرحل، من | دون تحديد موعد»
    return any(
        tuple(forms[i : i + len(tail.words)]) == tail.words
        and not (tail.marked and is_word(forms[i - 1 - led]))
        and (inner or not tail.inner)
        for tail in (*known.get("", ()), *known.get(forms[i + 1] if i + 1 < len(forms) else "", ()))
    )


def _acts(draught: Draught, hit: Hit, comma: int, last: int) -> bool:
    """True where an accusative participle goes on with the speaker: «إن القرار "باطل"، متجنبة ذكر الأسماء»."""
    forms, ending = draught.forms, {"f": "ه", "m": "ا"}.get(hit.cue.gender)
    if comma < last and draught.has_tanwin(comma):
        return hit.cue.gender == "m"  # «إن ذلك يؤدي إلى "غضب" طارحاً مثالا»
    if ending is None or comma + 1 >= last or forms[comma] not in COMMAS:
        return False
    following = forms[comma + 1]
    return following.startswith("م") and following.endswith(ending) and len(following) >= _PARTICIPLE


def _quotes_on(draught: Draught, comma: int, last: int) -> bool:
    """«إن "الاتفاق جيد"، | لكن "له عيوب كثيرة"», «يرحلون، | مما "يثبت صحة قراره"»: his words go on at once."""
    forms = draught.forms
    if forms[comma] not in COMMAS:
        return False
    for i in range(comma + 1, min(comma + _BETWEEN, last)):
        quote = draught.quote_over(i)
        if quote is not None:
            return quote.first == i > comma + 1 and quote.words >= SAYING
        if not is_word(forms[i]) or _tells(forms[i]):
            return False
    return False


def _tells(form: str) -> bool:
    cue = read_cue(form)
    return cue is not None and cue.form != "noun"


def _says_all(draught: Draught, hit: Hit, quote: Quote, first: int, last: int) -> bool:
    """True where content opens with a quotation and the page goes on after it: «بأنه "سابقة خطيرة"، بعد يوم من»."""
    forms, words = draught.forms, load_grammar()
    opens = quote.first == first or (quote.first == first + 1 and forms[first] in words.that | words.byth)
    comma = quote.last + 1
    if not opens or not quote.closed or comma + 1 >= last or quote.words < (hit.cue.verb.group != "call") * _CLAIM:
        return False
    following = forms[comma + 1] if forms[comma] in COMMAS else forms[comma]
    if following == forms[comma] in words.whose:  # «أنه "لن يحضر افتتاح المعرض الجديد" | الذي يقام غدا»
        return quote.words > _CLAIM and any(map(is_finite, forms[quote.first + 1 : quote.first + _BETWEEN]))
    ends = not following.startswith("و") or following in words.breaks  # «بأنه "أسوأ قرار"، ولكن»
    behind = forms[comma + 2] if comma + 2 < last else ""
    if following in words.turn:  # «بأنه "آمن"، لكنه سيرمم»
        ends = not behind.startswith(_PRESENT) and behind not in words.before
    ends = ends and following not in words.because and behind not in words.among
    return following in words.remark or (forms[comma] in COMMAS and ends)
