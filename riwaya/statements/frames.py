"""Where the words of a source begin: after a complementiser, a colon or a quotation mark that a cue governs."""

import functools
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Literal, NamedTuple

from riwaya.statements.adverbials import read_adverbial
from riwaya.statements.cues import Cue, attributing_forms, read_cue, read_noun
from riwaya.statements.grammar import BARE, heads_name, load_grammar
from riwaya.statements.heads import (
    SPEAKERS,
    drop_pronoun,
    is_finite,
    is_first_name,
    is_pointing,
    names_person,
    read_head,
)
from riwaya.statements.particles import governs_particle, is_attested
from riwaya.statements.quotes import Quote
from riwaya.statements.sentences import COMMAS, MARKS, Draught
from riwaya.stems import is_definite
from riwaya.text import fold, is_word, load_folded

_REACH = 70  # tokens from a cue to its complementiser; titles and appositions fill up to about fifty
_THROUGH = ("carry", "stand")  # «نقلت الوكالة عن الوزير "..."», «جاء في البيان "..."»
_NOT = "لا"
_PLAIN = ("0", "ب")  # what a verb asks for that may also stand before marks alone
_WRITTEN = "بأن"  # written so it is no name: «اعترف سامي | بأن بوغبا»
_ASKED = 14  # tokens after a verb in which its preposition follows
_NOMINAL = 3  # letters of verbs that may also be nouns: «قدر», «حمل»
_FEW, _FAR = 4, 9  # words in marks that may be a name so many tokens from the cue
_CLEAR = 6  # tokens in marks that are hardly a name
_NAME_MOST = 12  # tokens in marks that are no name even after «منظمة»
_CLAUSE = 20  # tokens of a relative clause with words of its own
_SPOKEN = frozenset(("say", "deny", "carry", "stand"))  # groups that also govern a colon or marks


class Opening(NamedTuple):
    """Where content begins, and what stood between the cue and it."""

    kind: Literal["that", "colon", "quote"]
    first: int  # the first token of the content; an opening mark where it is quoted
    gap: tuple[int, int]  # the words between the cue and the complementiser: the source, its posts, the venue
    saying: int | None  # a second cue in the gap: «وأضاف ... قائلا»


def find_opening(draught: Draught, cue: Cue, index: int, last: int) -> Opening | None:
    """Find the content that the cue at token `index` opens before token `last`, or None."""
    spoken = cue.verb.group in _SPOKEN
    saying: int | None = None
    short: Opening | None = None  # a few quoted words, unless a complementiser follows
    taken = False  # «أعلنت عن هاتفها "..."»: marks after the verb's preposition are no speech
    for kind, j in _landmarks(draught, cue, index, last):
        if kind == "quote" and (spoken or saying or _is_text(draught, cue, index, j)) and _is_speech(draught, j, index):
            apart = draught.forms[j - 1] in COMMAS and _is_clear(
                draught, j
            )  # «وأضاف سامي الذي انتقل إلى النادي، "..."»
            named = taken and not saying and not apart
            here = None if named else Opening("quote", j, (index + 1, saying or j), saying)
            if here is None or _is_clear(draught, j):
                return short or here
            short = short or here
        elif kind == "quote" and not spoken and _is_held(draught, cue, j):
            short = short or Opening("quote", j, (index + 1, saying or j), saying)
        elif kind == "colon":
            called = cue.verb.group == "call" and draught.quote_over(j + 1) is not None  # «وصف ليلته: "لم أنم"»
            return _after_colon(draught.forms, j, index, last, saying) if spoken or saying or called else short
        elif kind == "whether":  # but «عند سؤاله عما إذا»: who was asked
            return Opening("that", j + 1, (index + 1, j), saying) if j + 1 < last and cue.form != "noun" else None
        elif kind == "asked" and _asks(cue, j, index):  # «تساءل | كيف يعبرون»: the word that asks is of the content
            first = j - (draught.forms[j - 1] in load_grammar().leading)
            return Opening("that", first, (index + 1, first), saying)
        elif kind == "that" and governs_particle(cue, draught, j, index, saying):
            return _after_particle(draught, j, index, last, saying)
        elif kind == "another":
            return short or (_behind_clause(draught, index, j, last) if spoken and saying is None else None)
        saying = saying or (j if kind == "saying" and spoken else None)
        venue = kind == "taken" and read_adverbial(draught, j) is not None  # «أكد في بيان | على موقعه "..."»
        taken = taken or (kind == "taken" and not venue and cue.verb.group not in _THROUGH)
    return short


def _behind_clause(draught: Draught, index: int, j: int, last: int) -> Opening | None:
    """«وأضافت ردا على سؤال عن الجدول الذي | تقول الضفة إنها سلمته: "..."»: the colon is the outer verb's."""
    forms = draught.forms
    # not «عما قاله سامي الذي | أكد أنه باق، أجاب الوزير: "..."»
    ended = (i for i in range(j + 1, min(last, j + _CLAUSE)) if not is_word(forms[i]) or draught.cue(i) is not None)
    colon = next(ended, j) if forms[j - 1] in load_grammar().whose else j
    quote = draught.quote_over(colon + 1) if forms[colon] == ":" else None
    near = quote is not None and quote.first == colon + 1 and _is_clear(draught, colon + 1)
    return Opening("colon", colon + 1, (index + 1, j - 1), None) if near else None


def _is_text(draught: Draught, cue: Cue, index: int, j: int) -> bool:
    """«وتضمن | بيان لوزارة المياه "نطلب من الجميع الصبر"»: what stands in a paper, at some length."""
    told = fold(cue.verb.past) in load_folded("ar", "cues_texts") and COMMAS.isdisjoint(draught.forms[index:j])
    paper = read_head(draught.forms[index + 1]) if told and j - index < _FAR else None
    return paper is not None and paper.kind == "document" and paper.number == "one" and _is_clear(draught, j)


def _is_held(draught: Draught, cue: Cue, j: int) -> bool:
    """«ويرجح سامي الحداد، بعد فحصه، "أن القارب غرق"», «واعتبر الوزير، أمس، "ارتفاع الأسعار أمرا مؤقتا"»."""
    quote = draught.quote_over(j)
    if quote is None or "" not in cue.takes or cue.suffix:
        return False
    opens = quote.words > 1 and draught.forms[quote.first + 1] in load_grammar().that
    apart = cue.verb.group == "call" and draught.forms[j - 1] in COMMAS and quote.words >= _CLEAR
    return cue.verb.group in ("hold", "call") and cue.form != "noun" and (opens or apart)


def _asks(cue: Cue, j: int, index: int) -> bool:
    """«ويتساءل السكان | كيف انهار السد», «وتساءل | كيف», but «قد تتساءل | كيف» is said to the reader."""
    return cue.form == "past" or (cue.form != "noun" and (j > index + 1 or cue.joined != ""))


def _landmarks(draught: Draught, cue: Cue, index: int, last: int) -> Iterator[tuple[str, int]]:
    """What may decide between a cue and its content, outside parentheses and quotations."""
    forms, that = draught.forms, load_grammar().that
    depth, j, last = 0, index + 1, min(last, index + _REACH)
    while j < last:
        if forms[j] == "(" and draught.quoted[j] < 0:
            depth += not (j + 1 < last and forms[j + 1] in that)  # «وأضاف (إن اللجنة بدأت)»
        elif forms[j] == ")":
            depth = max(0, depth - 1)
        if draught.quoted[j] >= 0:
            if not depth:
                yield "quote", j
            j = draught.quotes[draught.quoted[j]].last
        elif not depth and _may_decide(forms[j], cue) and (forms[j] in that or not draught.is_named(j)):
            yield _landmark(draught, cue, index, j), j
        j += 1


def _may_decide(form: str, cue: Cue) -> bool:
    """False for the names and posts that fill most gaps: a quick look before the slow one."""
    known = form in _deciding("ar") or form in cue.takes
    return known or _is_counted(form) or restates(form, cue)


@functools.cache
def _deciding(language: str) -> frozenset[str]:
    return load_grammar(language).landmarks | attributing_forms(language)


def _is_counted(form: str) -> bool:
    """«وقالت اللجنة | إن300 شخص أوقفوا»: written together with a number."""
    return form.startswith(BARE) and form[2:].isdigit()


def _landmark(draught: Draught, cue: Cue, index: int, j: int) -> str:
    forms, words = draught.forms, load_grammar()
    form = forms[j]
    if form == ":" and not _in_clock(forms, j):
        hidden = not words.unnamed.isdisjoint(forms[max(0, j - _FEW) : j])  # «طالبا عدم كشف اسمه: "..."»
        named = heads_name(forms, j) and draught.quote_over(j + 1) is not None and not hidden
        # «تحت عنوان: "المياه والسلام"»
        return "" if named else "another" if _is_list(draught, j) else "colon"
    if form == "اذا" and forms[j - 1] == "ما" and words.whether & cue.takes:  # «تساءل ما إذا كان»
        return "whether"
    if form in cue.takes or form in words.asking:
        return _taken(form, cue)
    if form in words.saying and cue.form == "participle" and _is_answered(forms, index, j):
        return "another"
    carried = cue.verb.group == "carry" and (_is_noun_cue(form) or _tells_news(forms, j))
    if form in words.saying or carried or restates(form, cue):
        return "saying" if cue.verb.group in _SPOKEN else "another"
    if j == index + 1 and cue.verb.group == "say" and _is_said(form):  # «ومضى يقول»
        return "saying"
    if forms[j - 1] == "الي" and "الي" in cue.takes and _is_told_by(draught, j):
        return "another"
    named = (
        draught.is_hyphened(j)
        or (j in draught.persons and draught.span(j, j + 1).text != _WRITTEN)
        or (form == BARE and j + 1 < len(forms) and forms[j + 1] in COMMAS | words.prayed)
    )
    if (form in words.that or form in words.byth or _is_counted(form)) and not named:  # «تشون سو أن، في مستهل اللقاء»
        return "another" if forms[j - 1] in words.adverse else "that"
    if form in words.found or (forms[j - 1] in COMMAS and (form in words.breaks or form in words.so)):
        return "another"
    return "another" if j > index + 1 and _starts_another(draught, j, index) else ""


def _taken(form: str, cue: Cue) -> str:
    """«تساءل | عما إذا», «تساءل | كيف», «أعلن | عن»."""
    words = load_grammar()
    if form in words.asking:
        return "asked" if words.whether & cue.takes else "taken" if form in cue.takes else ""
    return "whether" if form in words.whether else "taken"


def restates(form: str, cue: Cue) -> bool:
    """«وجدد سامي الحداد | التأكيد على أن»: a noun of speech that a verb of saying again acts on."""
    # not «من المنتظر أن يجدد الوزير التأكيد»
    again = cue.form != "present" and _says_again(cue.verb.past)
    return again and is_definite(form) and read_noun(form.removeprefix("ال")) is not None


@functools.cache
def _says_again(past: str) -> bool:
    return fold(past) in load_folded("ar", "cues_again")


def _is_list(draught: Draught, j: int) -> bool:
    """«استبعدوا ثلاثة لاعبين وهم: سامي ونادر», «كل من: سامي ونادر»: a list in no marks was not said."""
    forms, words = draught.forms, load_grammar()
    counted = forms[j - 1].removeprefix("و") in words.himself | words.among or forms[j - 2 : j] == ["كل", "من"]
    opens = j + 1 < len(forms) and forms[j + 1] in words.that  # «وقالوا لاثنين منهم: إنهما»
    return counted and not opens and draught.quote_over(j + 1) is None


def _is_answered(forms: Sequence[str], index: int, j: int) -> bool:
    """«متوعدا بعقوبات، وهو ما رد عليه الوزير | قائلا»: a verb between a participle and «قائلا», whose it is."""
    between = (read_cue(form) for form in forms[index + 1 : j])
    return any(cue is not None and cue.form == "past" and cue.verb.group in _SPOKEN for cue in between)


def _after_colon(forms: Sequence[str], j: int, index: int, last: int, saying: int | None) -> Opening | None:
    start = j + 1 + (forms[j + 1 : j + 2] == [BARE])  # «وأضاف: إن المشروع»
    # «قال: إن «القوى السوداء» تنشر معلومات»: marks around a name
    named = start > j + 1 and forms[start : start + 1] != [] and forms[start] in MARKS
    kind: Literal["that", "colon"] = "that" if named else "colon"
    return Opening(kind, start, (index + 1, saying or j), saying) if start < last else None


def _after_particle(draught: Draught, j: int, index: int, last: int, saying: int | None) -> Opening | None:
    """Content begins after a bare أن, and with أنه, whose pronoun belongs to it."""
    forms = draught.forms
    bare = len(forms[j]) == 2 or forms[j] == "بان"
    if bare and j + 1 >= last:
        return None
    named = j - 1 in draught.persons  # «وذكر أحمد علي بأنه»
    end = j - 1 if forms[j - 1] in load_grammar().before and not named else j
    end -= end < j and end > index + 1 and is_pointing(forms[end - 1])  # «وأرجعت البلدية | ذلك إلى أن»
    return Opening("that", j + bare, (index + 1, saying or max(end, index + 1)), saying)


def _starts_another(draught: Draught, j: int, index: int) -> bool:
    """True where another cue takes over; a relative clause inside the gap does not: «الذي أعلن أمس استقالته»."""
    cue = draught.cue(j)
    if cue is None or cue.person == 1 or cue.form == "noun":
        return False
    forms, words = draught.forms, load_grammar()
    therein = j + 1 < len(forms) and forms[j + 1] in words.therein
    if therein and j + 2 < len(forms) and (forms[j + 2] in words.that or forms[j + 2] in ':"«“'):
        return True  # «بتعليق قال فيه: "..."»
    if forms[j - 1] in words.whose and cue.verb.group in ("say", "hold") and not cue.suffix:
        own = takewhile(lambda form: form not in COMMAS, forms[j + 1 : j + _FAR])
        that = next((form for form in own if form in words.that), "")
        # «الحرب التي يقول المرصد إنها», but «الوزير الذي يقول إن», «المحلل الذي يتابع السوق للصحيفة، إنها»
        return len(that) > len(BARE)
    if any(word in words.whose for word in forms[max(index + 1, j - 3) : j]) or is_preposition(forms, j, cue):
        return False
    if j > index + 1 and not cue.joined and not words.unnamed.isdisjoint(forms[j + 1 : j + 3]):
        return False  # «قال مسؤول، طلب عدم ذكر اسمه، إن»
    meanwhile = cue.form == "present" and forms[j - 1][0] == "و" and forms[j - 1][1:] in words.himself
    if meanwhile or forms[j - 1] in words.kunya or tuple(forms[j : j + 2]) in words.through:
        return False  # «وقال سامي وهو يشير إلى الباب: "..."», «موفق أبو طالب», «قالت الصحيفة، نقلا عن مصدر، إن»
    if _is_called(draught, j) or (forms[j - 1] in words.what and cue.verb.group != "call"):
        return False  # «مسؤول في الشرطة، يدعى غاري», «وأوضحت الوزارة، وفقا لما ذكرت الوكالة، أن»
    if therein:
        return False  # «في خطاب أعلن فيه خطة»
    nearer = forms[j - 1] not in words.negation and _says_nearer(cue, forms, j)
    if cue.form == "participle" or nearer:  # but «تسعة من كل 10 مجيبين»
        return not forms[j - 1].isdigit() and forms[j - 1] not in words.halt and not is_attested(forms, j)
    behind = forms[j - 1]
    then = behind in words.been and behind.startswith("و")  # «أعلنت البلدة مشروعا، وقد ذكر الوزير أن»
    turned = any(form in words.clause for form in forms[max(index + 1, j - 3) : j])  # «لكن الناطق رأى»
    return bool(cue.joined) or behind in COMMAS or turned or then


def _is_called(draught: Draught, j: int) -> bool:
    """«مسؤول، يدعى غاري», but «، وتدعي السندار أنه»: the last letter alone tells who is called from who claims."""
    return draught.forms[j] in load_grammar().named and draught.text[draught.tokens[j].end - 1] != "ي"


def is_preposition(forms: Sequence[str], i: int, cue: Cue) -> bool:
    """«قال الوزير، عبر حسابه، إن», but not «عبر عن قلقه»: the verb would ask for its own preposition."""
    words = load_grammar()
    if forms[i].removeprefix("و") not in words.before:
        return False
    if forms[i + 1 : i + 2] and drop_pronoun(forms[i + 1]) in words.channel:
        return True  # «في مؤتمر عبر الهاتف ردا على سؤال عن»
    # of «عبر موقعه: "نعتذر | عن التأخير"» it belongs to another, of «عبر المصدر "| عن إدانته"» to the verb
    reach = range(i + 1, min(i + _ASKED, len(forms)))
    ended = (j for j in reach if forms[j] in words.that or (j - 2 > i and _opens_speech(forms, j - 2)))
    following = forms[i + 1 : next(ended, reach.stop)]
    return bool(cue.asks) and cue.asks.isdisjoint(following)


def _opens_speech(forms: Sequence[str], j: int) -> bool:
    """True for a colon, and for a mark with no other near it: «عبر موقعه | "نعتذر عن التأخير"», not «عبر "سامي" عن»."""
    alone = MARKS.isdisjoint(forms[max(0, j - _FEW) : j]) and MARKS.isdisjoint(forms[j + 1 : j + _FEW])
    return forms[j] == ":" or (forms[j] in MARKS and alone)


def is_nobodys_own(forms: Sequence[str], i: int, cue: Cue) -> bool:
    """«رجلان يشتبه | في انتمائهما», «يشتبه | بأنه»: nobody stands between such a verb and what it asks for."""
    if forms[i].lstrip("و") not in load_folded("ar", "cues_passive"):
        return False
    words = load_grammar()
    return not words.that.union(words.byth, cue.verb.takes).isdisjoint(forms[i + 1 : i + 2])


def _says_nearer(cue: Cue, forms: Sequence[str], j: int) -> bool:
    """«عرضت القناة صورا قالت إنها حديثة», «رد على خطوات تخشى الحكومة أن»: content is that of the nearer verb."""
    if cue.verb.group not in ("say", "hold", "deny") or is_first_name(forms[j]) or is_nobodys_own(forms, j, cue):
        return False
    if cue.form == "present":  # but «وهو من بين من يتوقعون»
        return len(forms[j]) > _NOMINAL and forms[j - 1] not in load_grammar().before
    words, after = load_grammar(), forms[j + 1 : j + 2]
    alone = forms[j - 1] not in words.before and not words.before.intersection(after)
    return cue.form == "past" and cue.verb.group == "say" and not cue.suffix and alone


def _is_noun_cue(form: str) -> bool:
    """«نقلت عنه الوكالة تأكيده أن»."""
    cue = read_cue(form)
    return cue is not None and cue.form == "noun"


def _tells_news(forms: Sequence[str], j: int) -> bool:
    """«نقلت الوكالة عن سامي الحداد معلومات تفيد بأن»."""
    head = read_head(forms[j - 1])
    return head is not None and head.kind == "document" and _is_said(forms[j])


def _is_told_by(draught: Draught, j: int) -> bool:
    """«مشيرا إلى | إعلان سامي الحداد أنه»: a noun of speech whose speaker stands right behind it."""
    if j + 1 == len(draught.forms):
        return False
    head = read_head(draught.forms[j + 1])
    speaks = (head is not None and head.kind in SPEAKERS) or names_person(draught, j + 1)
    return read_noun(draught.forms[j]) is not None and (speaks or j + 1 in draught.things)


def _is_said(form: str) -> bool:
    cue = read_cue(form)
    return cue is not None and cue.form == "present" and cue.verb.group == "say" and not cue.joined


def _in_clock(forms: Sequence[str], j: int) -> bool:
    return forms[j - 1].isdigit() and j + 1 < len(forms) and forms[j + 1].isdigit()


def _is_speech(draught: Draught, j: int, index: int) -> bool:
    """True where a quotation in the gap is what was said, not a name: «سكاي سبورتس»."""
    forms, words, quote = draught.forms, load_grammar(), draught.quote_over(j)
    before = forms[j - 1]
    if quote is None or before in words.before | words.whose | words.that | words.byth:
        return False  # «بسبب ما وصفه بأنه "أجواء خانقة"»: another verb's
    if quote.words <= _FEW and _tells_by_formula(draught, j):
        return False
    if before in words.saying and quote.words > 1 and read_cue(before) is not None:
        return True  # «شكرها قائلا "أنا آسف" وغادر»; whose «بالقول» is stands further off
    title = read_head(forms[quote.first + 1]) if quote.last > quote.first + 1 else None
    if title is not None and title.kind == "title" and j > index + 1 and quote.words < _CLEAR:
        return False  # «وقال المتحدث "الدكتور سامي الحداد": إن»
    if heads_name(forms, j):
        return quote.words >= (_NAME_MOST if before in words.place else _CLEAR)  # «حزب الوطن "سنعود إلى ..."»
    if quote.words > 1 and forms[quote.first + 1] in words.that:  # «قال نائب المدير، "إنها صورة رمزية"»
        return True
    if _is_clause(draught, quote) and _is_told(draught, j, index):
        return True
    following = forms[quote.last + 1] if quote.last + 1 < len(forms) else ""
    goes_on = following in words.before or (title is None and _goes_on(following))
    if j == index + 1 and quote.words >= _FEW and (goes_on or _says_bare(draught, index, quote)):
        return True  # «وتابع "لن نكرر هذا أبدا" في إشارة إلى», «مؤكدا "لن نكرر هذا أبدا" وحذر الجميع»
    ended = quote.last + 1 >= len(forms) or not is_word(forms[quote.last + 1])
    ended = ended or (
        following == "و" and draught.quote_over(quote.last + 2) is not None
    )  # «عليها "لا للسد" و"نعم للماء"»
    ended = ended or (title is None and j - index > 1 and _attributes(following))  # «"نعم للسد" مشيرة إلى»
    least = _FEW if j - index > _FAR else 2  # «قضت المحكمة بتعويض الفتاة المسلمة "سلمى الحداد"»
    return quote.words >= _CLEAR or (ended and quote.words >= least and before not in COMMAS)


def _tells_by_formula(draught: Draught, j: int) -> bool:
    """«أكد المدير سلامة السد، وفق ما أوردت | "الجسر أف أم"»: marks around who told, not «كما قال | "لن أعود"»."""
    forms, words = draught.forms, load_grammar()
    cue = read_cue(forms[j - 1])
    first = j - 2 - (forms[j - 2] in words.what)
    opens = first >= 0 and len(draught.marked("formula", first, first + 1)) > 0
    return opens and cue is not None and not cue.joined and forms[first].removeprefix("و") not in words.also


def _says_bare(draught: Draught, index: int, quote: Quote) -> bool:
    """«وقال | "لا أحد يعارض هذا أبدا" بوجه الخطة»: no name, where no أن follows."""
    cue, that = read_cue(draught.forms[index]), load_grammar().that
    said = cue is not None and fold(cue.verb.past) in load_folded("ar", "cues_bare")
    return said and that.isdisjoint(draught.forms[quote.last : quote.last + _FAR])


def _is_clause(draught: Draught, quote: Quote) -> bool:
    """«"لن نغادر"», «"يجب أن يتوقف العنف"»: what begins so is no name, but «"لا ليغا"»."""
    form = "".join(draught.forms[quote.first + 1 : quote.first + 2])
    cue = read_cue(form)
    opens = form in load_folded("ar", "cues_bare_openers") or is_finite(form) or (cue is not None and cue.person == 1)
    return opens and quote.words > 1 + (form == _NOT) and quote.first + 1 not in draught.persons


def _is_told(draught: Draught, j: int, index: int) -> bool:
    """«وقال | "..."», «وصرح سامي | "..."», «وقالت في بيان، | "..."», but «تعهدت بإجراءات | "تضمن الشفافية"»."""
    cue, named = read_cue(draught.forms[index]), draught.persons | draught.things
    said = cue is not None and cue.verb.group == "say" and cue.verb.takes[0] in _PLAIN and not cue.suffix
    return said and (j == index + 1 or draught.forms[j - 1] in COMMAS or j - 1 in named)


def _goes_on(form: str) -> bool:
    """True for a word that begins what comes after a quotation, so that no name is in the marks before it."""
    return _attributes(form) or form in load_grammar().clause


def _attributes(form: str) -> bool:
    """«مشيرة», «وأضاف»: what goes on with another statement."""
    cue = read_cue(form)
    return cue is not None and (cue.form == "participle" or (cue.joined != "" and cue.form != "noun"))


def _is_clear(draught: Draught, j: int) -> bool:
    quote = draught.quote_over(j)
    return quote is not None and quote.words >= _CLEAR
