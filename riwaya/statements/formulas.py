"""Source formulas: «بحسب الوزارة، فإن ...», «...، على ما أفاد الناطق», «...، وفقا لما نقلته الوكالة»."""

import functools
from collections.abc import Collection, Mapping, Sequence
from typing import Literal, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from riwaya.lexicon import load_table
from riwaya.statements.adverbials import is_medium, read_adverbial
from riwaya.statements.carried import is_relay, keep_clause, read_carried, read_relays
from riwaya.statements.cues import Cue, is_issuing, read_after_what, read_cue
from riwaya.statements.extents import end_formula, goes_on, joins, opens_sentence
from riwaya.statements.frames import Opening
from riwaya.statements.grammar import fold_phrase, is_thus, load_grammar
from riwaya.statements.heads import (
    has_pronoun,
    is_finite,
    is_first_name,
    may_speak,
    names_person,
    read_head,
    read_joined_head,
)
from riwaya.statements.introductions import end_body
from riwaya.statements.measures import is_handed_out, is_measure, is_mute_measure, is_silent, is_told_in, is_yours
from riwaya.statements.onsets import is_nobody, is_unheard
from riwaya.statements.sentences import COMMAS, MARKS, Draught, Sentence
from riwaya.statements.sources import Source, cut_told, read_gap, trim_source
from riwaya.stems import is_definite
from riwaya.text import is_word, load_folded

_JOINED = "ل"  # a last word that is written on to what follows
_VERBAL = ("ي", "ت")  # as present verbs begin
_ACTS = ("ask", "act", "call")
_CLOSES = ".!؟-–—)"  # behind «حسبما أشار»
_SAID = {"ها": "قالت", "هم": "قالوا", "ه": "قال"}  # by the pronoun of whoever did
_OF_IT = ("بذلك", "اليه", "ذلك", "له")
_OF = "عن"
_BETWEEN = "بين"
_CLAUSE = 3  # tokens that make a clause
_NEAR = 4  # tokens in which it is said who handed a paper out


class _Row(Struct, frozen=True, kw_only=True):
    formula: str
    next: Literal["noun", "verb", "none", "marks"]


class Formula(NamedTuple):
    """A source formula as token indices: from `first` up to `last`; the source begins at `noun`."""

    first: int
    noun: int
    last: int
    source: Source | None  # None for «على حد تعبيره»
    cue: Cue | None
    carriers: tuple[Source, ...] = ()  # of «وفق ما نقلت الوكالة عن مصدر», which has also a source
    heard: Cue | None = None  # of «وفق ما نقلت عنها الوكالة»: its source carries, and she speaks

    def tell(self) -> tuple[Cue | None, Source | None, tuple[Source, ...]]:
        """The verb, the speaker and the carriers of what it ascribes by itself."""
        if self.heard is None or self.source is None:
            return self.cue, self.source, self.carriers
        return self.heard, None, (self.source,)


@functools.cache
def _formulas(language: str) -> dict[str, dict[str, list[tuple[tuple[str, ...], str]]]]:
    """The formulas by their first word and by the one behind it, "" where it is no other's: many begin with «على»."""
    table: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for row in load_table(language, "formulas", _Row, "formula"):
        words = tuple(fold_phrase(row.formula).split())
        table.setdefault(words[0], []).append((words, row.next))
    for rows in table.values():
        rows.sort(key=lambda row: (row[1] == "noun", -len(row[0])))
    return {first: _by_second(rows) for first, rows in table.items()}


def _by_second(rows: Sequence[tuple[tuple[str, ...], str]]) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    seconds = [words[1] if len(words) > 1 and words[1] != _JOINED else "" for words, _ in rows]
    behind = dict.fromkeys(("", *seconds))
    return {word: [row for row, second in zip(rows, seconds, strict=True) if second in ("", word)] for word in behind}


def find_formulas(draught: Draught, sentence: Sentence, opened: Mapping[int, Opening]) -> list[Formula]:
    """Give the formulas of a sentence that stand outside quotations and outside the gaps of its `opened` cues."""
    gaps = {i for opening in opened.values() for i in range(*opening.gap)}
    found: list[Formula] = []
    done = sentence.first
    for i in draught.marked("formula", sentence.first, sentence.last):
        begins = i >= done and draught.quoted[i] < 0 and i not in gaps
        formula = match_formula(draught, i, sentence.last, opened) if begins else None
        if formula is not None:
            found.append(formula)
            done = formula.last
    return found


def formula_openers(language: str) -> frozenset[str]:
    """Give the first words of formulas, also with a particle written on to them: «بحسب», «وبحسب»."""
    return frozenset(particle + form for form in _formulas(language) for particle in ("", "و", "ف"))


def opens_joined(form: str) -> bool:
    """True for a formula's first word with و written on to it: «وبحسب», not «وفقا»."""
    return form not in _formulas("ar") and form[1:] in _formulas("ar")


def match_formula(draught: Draught, i: int, last: int, opened: Collection[int]) -> Formula | None:
    """Read the formula that begins at token `i`, or None. `opened` are cues with content of their own."""
    forms = draught.forms
    form = forms[i]
    table = _formulas("ar")
    known = table.get(form) or (table.get(form[1:], {}) if form[:1] in "وف" else {})
    rows = known.get(forms[i + 1] if i + 1 < len(forms) else "") or known.get("")
    if not rows:
        return None
    if form in load_grammar().merely and not _names_source(draught, i + 1, last):
        return None  # «ليس المال | فحسب»
    if i and forms[i - 1].removeprefix("و") in load_grammar().negation:
        return None  # «على بعد كيلومترين، وليس كما ورد في المواقع»
    if form == "حسب" and "\u064f" in draught.span(i, i + 1).text:
        return None  # «حُسب خطأ»
    for words, following in rows:
        joined = words[-1] == _JOINED
        plain = words[:-1] if joined else words
        if tuple(forms[i + 1 : i + len(plain)]) != plain[1:]:
            continue
        noun = i + len(plain)
        if (noun >= last and following != "none") or (joined and not forms[noun].startswith("ل")):
            continue
        if following in ("none", "marks"):
            told = following == "none" or opens_marks(draught, noun)  # not «والخطأ في نظره كبير»
            return Formula(i, noun, noun, None, _own_cue(forms[noun - 1])) if told else None
        found = (
            _with_verb(draught, i, noun, last, opened)
            if following == "verb"
            else _with_noun(draught, i, noun, last, opened, joined=joined)
        )
        if found is not None:
            return found
    return None


def opens_marks(draught: Draught, i: int) -> bool:
    """True where a quotation opens: «المجلس في نظره | "نادي خطابة"»."""
    quote = draught.quote_over(i)
    return quote is not None and quote.first == i


def _names_source(draught: Draught, i: int, last: int) -> bool:
    """«وحسب | "الجسر"», «وحسب | المرصد», «وحسب | رويترز», «وحسب | الحداد»."""
    if i >= last:
        return False
    named = draught.quote_over(i) is not None or i in draught.begins | draught.persons
    return named or joins(draught.forms[i]) or is_medium(draught.forms[i])


def _with_verb(draught: Draught, i: int, verb: int, last: int, opened: Collection[int]) -> Formula | None:
    forms = draught.forms
    as_ = forms[i].endswith("كما")
    been = forms[verb] in load_grammar().been and verb + 1 < last
    verb += been
    cue = read_after_what(forms[verb])
    thus = is_thus(forms[i])
    behind = verb + 1 < last and may_speak(draught, verb + 1)
    if behind and (verb > i + 1 if thus else _tells(draught, verb, cue) and not as_):
        source = read_gap(draught, verb + 1, end_formula(draught, i, verb + 1, last, opened)).source
        return source and Formula(i, verb, source.last, source, None)  # «"..."، بهذه الكلمات | بدأ الشيخ حديثه»
    if cue is None and as_:
        return _turned(draught, i, verb, last)
    if cue is None or cue.joined or cue.form not in ("past", "present") or (cue.verb.group in _ACTS and not thus):
        return None
    if verb not in opened and not (as_ and been) and _is_dropped(draught, cue, i, verb, last):
        return Formula(i, verb, verb + 1, None, cue)
    if forms[i] in ("على", "مثلما") and (cue.verb.group in ("hold", "find") or cue.suffix or forms[verb] == _BETWEEN):
        return None  # «على ما يجده من دعم», «رفضت التعليق على ما ذكرته زميلتها», «حصل على ما بين خمسة وعشرة»
    if as_ and (been or verb in opened or not _is_as(forms, verb, cue, last)):
        return None
    start = _after_pronoun(forms, verb + 1, last)
    end = end_formula(draught, i, start, last, opened)
    carried = read_carried(draught, cue, (start, end)) if cue.verb.group == "carry" and not as_ else None
    if carried is not None and carried.speaker is not None:
        return Formula(i, verb, end, carried.speaker, cue, carried.carriers)
    source = cut_told(draught, read_gap(draught, start, end).source)
    passed = _passed_on(draught, end, last, opened)
    if source is not None and passed is not None:
        return Formula(i, verb, passed[1], passed[0], cue, (source,))
    if source is None or is_silent(forms[source.first]) or forms[source.first] in load_grammar().prayed:
        return None  # «حسب ما كتبه الله لنا»
    acts = forms[source.first] in load_grammar().halt | load_grammar().negation  # «كما أكدت عدم استهدافها»
    heard = _own_cue(forms[start - 1]) if cue.verb.group == "carry" and _is_of_whom(forms, verb + 1, start) else None
    also = as_ and (acts or _also(draught, i, source, last))
    return None if also else Formula(i, verb, end, source, cue, heard=heard)


def _is_of_whom(forms: Sequence[str], first: int, last: int) -> bool:
    """«بحسب ما نقلت | عنها الوكالة», «وفق ما نقلته | على لسانه الوكالة»: whose the words are that it passes on."""
    return any(form.startswith(_OF) or form in load_grammar().mouth for form in forms[first:last])


def _turned(draught: Draught, formula: int, name: int, last: int) -> Formula | None:
    """«، كما الحداد قالت ،»: the order of words in pages that a machine translated, between commas."""
    forms = draught.forms
    verb = next((i for i in range(name + 1, min(name + _NEAR, last)) if read_cue(forms[i]) is not None), last)
    ended = verb + 1 < last and forms[verb + 1] in COMMAS and forms[formula - 1] in COMMAS
    known = all(names_person(draught, i) or is_unheard(draught, i) for i in range(name, verb))
    cue = read_cue(forms[verb]) if ended and known else None
    said = cue is not None and cue.form == "past" and cue.verb.group == "say" and not cue.suffix and not cue.joined
    return Formula(formula, verb, verb + 1, Source(name, verb), cue) if said else None


def _is_as(forms: Sequence[str], verb: int, cue: Cue, last: int) -> bool:
    """«كما قال الوزير» attributes; «كما شدد على الحق» goes on, and «هل بدأ العمل كما يقول الوزير؟» asks."""
    known = cue.is_listed("formulas_as") and not forms[verb].startswith("س")
    return known and forms[last - 1] not in "؟?"


def _is_dropped(draught: Draught, cue: Cue, formula: int, verb: int, last: int) -> bool:
    """«..., حسبما أشار.», «كما تقول.»: whoever was heard last, not «كما يقولون», which is anybody, nor «كما يجب»."""
    forms, after = draught.forms, verb + 1
    ended = after >= last or forms[after] in COMMAS or forms[after] in _CLOSES
    anybody = cue.number == "many" and forms[formula].endswith("كما")
    inside = not opens_sentence(draught, formula) and not cue.suffix and cue.verb.group == "say"
    return ended and inside and not anybody and read_cue(forms[verb]) is not None


def _own_cue(form: str) -> Cue | None:
    """The verb that agrees with a pronoun: «على حد تعبيرها» is she said."""
    # of «بعض الأحزاب» too it is «بحسب رأيها»
    said = next((cue for end, cue in _SAID.items() if form.endswith(end)), None)
    cue = read_cue(said) if said else None
    return replace(cue, number="") if cue is not None and cue.gender == "f" else cue


def _after_pronoun(forms: Sequence[str], i: int, last: int) -> int:
    """«وفق ما صرح به | الوزير», «وفقا لما نقلته على لسانه | الوكالة»: behind what stands for words or whose."""
    if i + 1 < last and forms[i] == "على" and forms[i + 1] in load_grammar().mouth:
        return i + 2
    return i + (i < last and (forms[i] in load_grammar().therein or forms[i] in _OF_IT))


def _passed_on(draught: Draught, end: int, last: int, opened: Collection[int]) -> tuple[Source, int] | None:
    """«وفقا لما نقلته الوكالة | نقلا عن المتحدث»: who spoke, and where the formula ends."""
    if tuple(draught.forms[end : end + 2]) not in load_grammar().through:
        return None
    whole = end_formula(draught, end, end + 2, last, opened)
    speaker = read_gap(draught, end + 2, whole).source
    return (speaker, whole) if speaker is not None else None


def _tells(draught: Draught, verb: int, cue: Cue | None) -> bool:
    """True in «وفق ما | صححته وزارة الصحة»: a past verb with what it told written on to it."""
    form = draught.forms[verb]
    past = has_pronoun(form) and form[0] not in "يتن" and not is_definite(form)
    return cue is None and past and draught.forms[verb + 1] not in load_grammar().prayed


def _also(draught: Draught, i: int, source: Source, last: int) -> bool:
    """True for «كما حذر الوزير من الحرب», «كما أبدى استعداده»: another act, not «كما قال الوزير»."""
    forms, words = draught.forms, load_grammar()
    end = source.last
    opens = opens_sentence(draught, i)
    medium = is_medium(forms[source.first]) or forms[source.first] in MARKS
    alone = opens and medium and not any(map(is_word, forms[end:last]))  # «السد آمن. كما نقلت "الجسر".»
    if opens and not alone and not any(form in words.so for form in forms[end : end + 2]):
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
        or (is_measure(draught, noun) and not is_told_in(draught, i, noun, last))
        or is_yours(forms[noun : noun + 2])
        or forms[noun] in load_grammar().that | load_grammar().before
        or (_names_nobody(draught, noun, joined=joined) and not is_handed_out(forms, noun, last))
        or forms[noun] in ("ما", "لما")
    ):
        return None
    if not is_word(forms[noun]) and draught.quote_over(noun) is None:
        return None
    end = end_formula(draught, i, noun, last, opened)
    heads = opens_sentence(draught, i) or forms[i - 1] in load_grammar().whose  # «التي بحسب الجسر | تجري مباحثات»
    end = _name_end(draught, noun, end) if heads else end
    gap = read_gap(draught, noun, end)
    addressed = joined and gap.venue is not None and gap.venue[0] == noun  # «وفقا لموقع "الجسر"» tells it nothing
    source = (None if addressed else gap.source) or trim_source(draught, noun, end)
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
    whole = end_formula(draught, i, end + 1, last, opened) if passed else end
    relays = read_relays(draught, (noun, whole))
    if forms[noun].endswith("نا") and alone and read_head(forms[noun]) is None and noun not in draught.things:
        return None  # «حسب استطاعتنا»
    source = keep_clause(draught, source, whole)
    return Formula(i, noun, whole, source._replace(joined=joined), None, relays)


def _names_nobody(draught: Draught, i: int, *, joined: bool) -> bool:
    """«حسب | الحالة», «وفقا | للحالة»: a common word, with no name in marks behind it."""
    common = is_mute_measure(draught, i) if joined else is_nobody(draught, i)
    return common and not _end_marked(draught, i, len(draught.forms))


def _name_end(draught: Draught, noun: int, end: int) -> int:
    """«ووفقا للهيئة العليا للانتخابات | تنافس ألف مرشح»: no comma, but a verb after the whole name."""
    single = noun in draught.begins and noun + 1 not in draught.things - draught.begins
    named = draught.people.get(noun, 0) or _end_marked(draught, noun, end)
    named = named or (noun + 1 if single else end_body(draught, noun, end))
    if not noun < named < end - _CLAUSE or named in draught.things:
        return end
    form = draught.forms[named]
    present = form.startswith(_VERBAL) and not form.startswith(("ال", "لل")) and is_word(form)
    return named if present or is_finite(form) or form in load_folded("ar", "cues_bare_openers") else end


def _end_marked(draught: Draught, noun: int, last: int) -> int:
    """Where a name in marks ends behind its noun: «موقع "الجسر" الضفاوي |», «وكالة أنباء "الجسر" |»; 0 without one."""
    quotes = (draught.quote_over(i) for i in (noun + 1, noun + 2))
    quote = next((q for q in quotes if q is not None and q.closed and noun < q.first), None)
    if quote is None or quote.words > _NEAR or quote.last + 1 >= last:
        return 0
    return quote.last + 1 + is_definite(draught.forms[quote.last + 1])


def parts_clause(draught: Draught, formula: Formula) -> bool:
    """True where one clause stands on both sides: «الأمر الذي سيؤدي | بحسب الهيئة | إلى تعزيز السوق»."""
    if formula.source is None or formula.last >= len(draught.forms):
        return False
    inside = not opens_sentence(draught, formula.first) and is_word(draught.forms[formula.first - 1])
    return inside and goes_on(draught, formula.first, formula.source.first, formula.last)
