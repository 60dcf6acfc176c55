"""Who acts in a sentence without saying anything that was found: its subject, and whoever follows its verbs."""

import functools
from collections.abc import Container, Sequence

from riwaya.statements.adverbials import read_adverbial, short_width
from riwaya.statements.cues import Cue, read_cue
from riwaya.statements.grammar import BARE, load_grammar
from riwaya.statements.heads import (
    SPEAKERS,
    is_first_name,
    is_nisba,
    is_pointing,
    is_preposition,
    names_person,
    read_head,
    read_subject_head,
)
from riwaya.statements.introductions import end_body, end_phrase
from riwaya.statements.sentences import COMMAS, Draught, Sentence
from riwaya.stems import is_definite
from riwaya.text import is_word

Range = tuple[int, int]
_POST_MOST = 6  # tokens of a post before its name
_NAME_MOST = 3  # words of a name in marks
_COUNTED = 5  # tokens from «من» to the definite word of whoever is counted
_TURN = 6  # tokens from «لكن» to its verb
_TOLD = ("say", "ask")  # groups of verbs that papers are the subject of
_ADDRESS_MOST = 4  # words in marks of a paper that somebody speaks to


def find_actors(draught: Draught, sentence: Sentence, known: Container[str]) -> list[Range]:
    """Give whoever a sentence begins by, then whoever an attributing verb in it has right after it.

    «أقامت الأمانة حفلا، حيث رحب الأمين العام سامي الحداد بالحضور».
    """
    first = _find_asked(draught, sentence, known) or find_actor(draught, sentence, known)
    found = [first] if first else []
    for i in draught.marked("act", first[1] if first else sentence.first, sentence.last - 1):
        cue = read_cue(draught.forms[i])
        if cue is None:
            if (i + 1 in draught.people or i + 1 in draught.begins) and _is_she_verb(draught, sentence, i):
                found.append((i + 1, draught.people.get(i + 1) or end_thing(draught, i + 1)))
        elif (marked := _marked_after(draught, i, cue, known)) is not None:
            found.append(marked)
        elif i > sentence.first and draught.quoted[i] < 0:
            after = _after_verb(draught, sentence, i, cue, known)
            found += [after] if after else []
    return found


def _find_asked(draught: Draught, sentence: Sentence, known: Container[str]) -> Range | None:
    """«عند سؤال | سامي الحداد عن السد، قال»: who is asked answers, and no paper, which asks."""
    forms, i = draught.forms, sentence.first + 2
    opens = (
        i < sentence.last and forms[i - 1] in load_grammar().question and is_preposition(forms[i - 2].removeprefix("و"))
    )
    head = read_subject_head(forms, i) if opens else None
    if not opens or (head is not None and (head.kind == "medium" or head.number != "one")):
        return None
    return (i, end_thing(draught, i)) if i in draught.things else _actor_at(draught, sentence, i, known)


def _after_verb(draught: Draught, sentence: Sentence, i: int, cue: Cue, known: Container[str]) -> Range | None:
    """Whoever stands beside the attributing verb at token `i`: «، حيث رحب | الأمين العام سامي الحداد بالحضور»."""
    what = draught.forms[i - 1] in load_grammar().what  # «مما أعلنه | الرئيس»
    if cue.form != "past" or (cue.suffix and not what) or draught.forms[i - 1] in load_grammar().whose:
        return None
    if (named := _named_before(draught, i, known)) is not None:
        return named
    start = min(_after_address(draught, i + 1), sentence.last - 1)
    if read_adverbial(draught, start) is not None:  # «وأعلن الأحد الماضي عن خطة»
        return None
    head = read_head(draught.forms[start])
    person = head is not None and head.kind in ("person", "title") and head.number == "one"
    end = end_phrase(draught, sentence, start) if person or names_person(draught, start) else start
    fixed = head is not None and (head.definite or any(_is_personal(draught, k) for k in range(start + 1, end)))
    if end > start and (fixed or names_person(draught, start)):
        return _known_part(draught, start, end, known)
    told = cue.verb.group in ("say", "deny") or (cue.gender == "f" and start in draught.begins)  # «بدأت | تركيا هجوما»
    return _body_at(draught, sentence, start, cue) if start == i + 1 and told else None


def _marked_after(draught: Draught, i: int, cue: Cue, known: Container[str]) -> Range | None:
    """«تحدث | "نصر الله" عن الحرب»: a known name in marks after a verb of speech or belief."""
    quote = draught.quote_over(i + 1)
    if quote is None or quote.first != i + 1 or not quote.closed or quote.words > _NAME_MOST:
        return None
    speaks = not cue.suffix and cue.form in ("past", "present")
    return (quote.first + 1, quote.last) if speaks and draught.forms[quote.last - 1] in known else None


def _is_she_verb(draught: Draught, sentence: Sentence, i: int) -> bool:
    """«أمهلت | الضفة السفير», «بعدما قررت | ليلى الحداد»: any other feminine past verb that opens a clause."""
    form, words = draught.forms[i], load_grammar()
    written = draught.span(i, i + 1).text
    past = form.endswith("ت") and not written.endswith("ات")  # «بدأت» folds to a plural
    present = i == sentence.first and form.startswith(("ت", "وت")) and i + 1 in draught.begins  # «وتعتمد | الضفة على»
    if not (past or present):
        return False
    opens = i == sentence.first or draught.forms[i - 1] in words.after | words.breaks  # not «وزارت | الضفة»
    free = i not in draught.things and i not in draught.persons and draught.quoted[i] < 0
    noun = read_head(form) is not None or (is_definite(form) and "أ" not in written)  # «وألغت» folds to an article
    main = form not in words.been or i == sentence.first  # «وبدأت | تركيا هجوما»
    return opens and free and not noun and main


def _body_at(draught: Draught, sentence: Sentence, i: int, cue: Cue) -> Range | None:
    """A body or a country right after its verb: «، وقالت الضفة», but «واتهمت الضفة» acts on it."""
    head = read_head(draught.forms[i])
    if i in draught.things and "whom" not in cue.takes:
        return i, end_thing(draught, i)
    end = end_body(draught, i, sentence.last) if head is not None and head.kind == "body" else i
    return (i, end) if end > i else None


def _named_before(draught: Draught, verb: int, known: Container[str]) -> Range | None:
    """«لكن الحداد | شكك», «لكن زعيم الحزب سامي الحداد | عبر عن شكه»: a known name between a new clause and its verb."""
    first, words = verb, load_grammar()
    while (
        first > 1
        and verb - first < _ADDRESS_MOST
        and (first - 1 in draught.persons or draught.forms[first - 1] in known)
    ):
        first -= 1
    if first == verb:
        return None
    opens = draught.forms[first - 1] in words.clause | words.breaks or draught.forms[first - 1] in COMMAS
    return (first, verb) if opens else _posted_before(draught, first, verb)


def _posted_before(draught: Draught, name: int, verb: int) -> Range | None:
    """The same with a post before the name, from the word that turns to it."""
    for i in range(name - 1, max(0, name - _POST_MOST), -1):
        head = read_head(draught.forms[i])
        if head is not None and head.kind == "person" and draught.forms[i - 1] in load_grammar().breaks:
            return i, verb
        if draught.forms[i] in COMMAS or is_preposition(draught.forms[i]):
            return None
    return None


def find_turn(draught: Draught, sentence: Sentence, first: int, known: Container[str]) -> Range | None:
    """Give who stands between «لكن» and a verb of speech with no content, behind token `first`."""
    for i in draught.marked("cue", first, sentence.last - 1):
        cue = read_cue(draught.forms[i]) if draught.quoted[i] < 0 else None
        if cue is None or cue.form != "past":
            continue
        named = _named_before(draught, i, known)
        # not «لكن الحداد قدم الكثير للنادي»
        if named is not None and cue.verb.group != "act" and draught.forms[named[0] - 1] in load_grammar().breaks:
            return named
        turned = not load_grammar().breaks.isdisjoint(draught.forms[max(first, i - _TURN) : i])
        if turned and not cue.suffix and i + 1 in draught.people:  # «ولكن في الوقت نفسه رفض | سامي الحداد، الذي»
            return i + 1, draught.people[i + 1]
    return None


def _is_personal(draught: Draught, i: int) -> bool:
    head = read_head(draught.forms[i])
    return i in draught.people or (head is not None and head.kind == "title")


def _after_address(draught: Draught, i: int) -> int:
    """«كشف لـ«الجسر» | رئيس البلدية»: where whoever speaks is named after the paper he speaks to."""
    quote = draught.quote_over(i + (draught.forms[i] == "ل"))
    return quote.last + quote.closed if quote is not None and quote.words <= _ADDRESS_MOST else i


def _after_paper(draught: Draught, i: int) -> int:
    """«كشف «للجسر» | رئيس البلدية عن», «كشف لـ«الجسر» | رئيس البلدية عن»."""
    forms = draught.forms[i : i + 2]
    return _after_address(draught, i) if forms[:1] == ["ل"] or (len(forms) > 1 and forms[1].startswith("لل")) else i


def find_actor(draught: Draught, sentence: Sentence, known: Container[str]) -> Range | None:
    """Give whoever a sentence begins by: «استقبل الرئيس ...», «الرئيس ... استقبل»."""
    start = _begin(draught, sentence)
    told = start + 1 + _is_that(draught, start)
    for i in (start, _after_paper(draught, told)):
        if i >= sentence.last or draught.quote_over(i) is not None:
            return None
        head = read_head(draught.forms[i])
        verbal = i == start and read_cue(draught.forms[i]) is not None
        if verbal and head is not None and not head.definite:
            continue  # «كما طالب أن», which may be a student
        if (found := _actor_at(draught, sentence, i, known)) is not None:
            turned = (
                i > start and draught.forms[start - 1] in load_grammar().topicalizer
            )  # «أما علوية | عز الدين، التي»
            return (found[0] - turned, found[1])
        if not verbal and _opens_nobody(draught, i):  # «عبر» may be a verb
            return None
    return None


def _is_that(draught: Draught, verb: int) -> bool:
    """«أوضح ذلك | اللواء سامي الحداد معربا عن», «صرح بذلك | المدير»."""
    behind = draught.forms[verb + 1 : verb + 2]
    told = bool(behind) and is_pointing(behind[0].removeprefix("ب"))
    return told and read_cue(draught.forms[verb]) is not None


def _begin(draught: Draught, sentence: Sentence) -> int:
    """Where the sentence's verb or subject stands: behind its dateline, small words and what is set before them."""
    forms, words, start = draught.forms, load_grammar(), _after_dateline(draught, sentence)
    while start < sentence.last and (not is_word(forms[start]) or forms[start] in _small_words("ar")):
        start += 1
    start = _after_that(draught, start, sentence.first)
    that = next((i for i in range(start, min(start + 4, sentence.last)) if forms[i] in words.that), None)
    if that is not None and tuple(forms[start : start + 2]) in words.silent:
        start = that + 1  # «ويشار إلى أن ناشطين تناقلوا»
    while start < sentence.last and (width := short_width(draught, start)):
        start += width + (forms[start + width : start + width + 1] == ["،"])  # «من جانبه، ثمن اللواء»
    while start < sentence.last and (forms[start] in words.been or forms[start] in words.negation):  # «ومع ذلك ليس»
        start += 1
    form = forms[start] if start < sentence.last else ""
    if form in words.having and start + 1 in draught.people:
        return start + 1  # «ليس لدى | ريفالدي أي مخاوف»
    bare = form.removeprefix("و")  # «وعندما وقع الحادث كانت الضحية», «وفي السياق ذاته، أطلع المدير الصحفيين على»
    opens = (is_preposition(form) or is_preposition(bare) or bare in words.after) and start not in draught.people
    if not opens or read_cue(form) is not None:
        return start
    near = range(start, min(start + 14, sentence.last))  # «وخلال الندوة، تحدث», «ووقت الحادث كانت الضحية»
    start = next((i + 1 for i in near if forms[i] in COMMAS or forms[i] in words.been), start)
    denied = start < sentence.last and forms[start] in words.negation and forms[start - 1] in COMMAS
    return start + denied  # «ومنذ وصوله، لم | يتوقف الوزير عن»


def _after_that(draught: Draught, start: int, first: int) -> int:
    """«إلا أن | المرصد أعلن إصابته», «وسبق أن | نفت الضفة التهمة»: behind أن of small words, not «إن العالم»."""
    forms, words = draught.forms, load_grammar()
    at = start + (start < len(forms) and forms[start] in words.adverse)
    bare = first < at < len(forms) and forms[at] == BARE
    return at + 1 if bare else start


@functools.cache
def _small_words(language: str) -> frozenset[str]:
    words = load_grammar(language)
    return words.clause.union(words.been, words.negation)


def _actor_at(draught: Draught, sentence: Sentence, i: int, known: Container[str]) -> Range | None:
    """Whoever is named at token `i`, if anybody."""
    if not (i in draught.people or draught.forms[i] in known) and read_adverbial(draught, i) is not None:
        return None  # «وقال | أمام اللجنة», «وقال | لبي بي سي»
    forms, head = draught.forms, read_subject_head(draught.forms, i)
    acts = head is not None and head.kind in SPEAKERS
    if head is not None and head.kind in ("body", "medium") and (end := end_body(draught, i, sentence.last)) > i:
        return i, end
    if acts and forms[i - 1] in load_grammar().been and _is_verbal(draught, i + 1):
        return i, i + 1  # «كانت الضحية تعمل»
    named = i + 1 < len(forms) and names_person(draught, i + 1)
    if forms[i] in load_grammar().ranked and not named and not _is_told(forms[i - 1]):
        return None  # «وجاء الحكم بعد جلسات», «وفاز الفريق»: no man, without his name
    verbal = i > sentence.first and (forms[i - 1] in load_grammar().been or read_cue(forms[i - 1]) is not None)
    if verbal and i in draught.things:
        return i, end_thing(draught, i)  # «وتنفي الضفة استهداف», «وكانت الضفة شددت»
    if verbal and is_paper_doing(forms, i):
        return i, i + 1
    if acts or names_person(draught, i) or forms[i] in known:
        return _known_part(draught, i, end_phrase(draught, sentence, i), known)
    return None


def is_paper_doing(forms: Sequence[str], i: int) -> bool:
    """«ندد | البيان», «دعا | التقرير», not «رفض البيان», «نفى التقارير»: one paper behind what papers do."""
    head, cue = read_head(forms[i]), read_cue(forms[i - 1])
    if cue is None or cue.form not in ("past", "present") or cue.suffix:
        return False
    paper = head is not None and head.kind == "document" and head.number == "one" and is_definite(forms[i])
    return paper and (cue.verb.group in _TOLD or "ب" in cue.verb.takes)


def _is_told(form: str) -> bool:
    """«وأكد | الحكم صحة الهدف»."""
    cue = read_cue(form)
    return cue is not None and cue.verb.group in ("say", "deny")


def _is_verbal(draught: Draught, i: int) -> bool:
    """True for a word that begins as present verbs do and begins no known name."""
    form = draught.forms[i] if i < len(draught.forms) else ""
    return form[:1] in ("ي", "ت") and not names_person(draught, i)


def end_thing(draught: Draught, i: int) -> int:
    """Give the token after the name of a place or a body that begins at token `i`."""
    head, end = read_head(draught.forms[i]), i + 1
    while end in draught.things and end not in draught.begins:
        end += 1
    alone = end == i + 1 and head is not None and head.kind == "body" and not head.definite
    return end + (alone and end < len(draught.forms) and is_word(draught.forms[end]))  # «سلطنة | مرسانة»


def end_counted(draught: Draught, first: int, last: int) -> int:
    """«عدد من زوار المعرض | عن», «مجموعة من الخبراء | في»: where those end whom a number of people stands before."""
    forms, head = draught.forms, read_head(draught.forms[first])
    end = first + 1
    if head is None or not head.some or forms[first].endswith("ون") or forms[end : end + 1] != ["من"]:
        return end  # «آخرون من»
    counted = read_head(forms[end + 1]) if end + 1 < last else None
    if head.definite and (counted is None or counted.kind != "person"):
        return end  # «وقلل البعض | من النتائج», but «الكثير من اللاجئين»
    inner = range(end + 1, min(end + _COUNTED, last))  # «من | أهالي قرية | الجسر»
    ends = (i for i in inner if is_definite(forms[i]) or not is_word(forms[i]) or is_preposition(forms[i]))
    whole = next(ends, last)
    end = whole if whole < last and is_definite(forms[whole]) else min(end + 2, last)
    while end < last and is_definite(forms[end]) and read_adverbial(draught, end) is None:
        end += 1
    return end


def _opens_nobody(draught: Draught, i: int) -> bool:
    """True for a preposition and for a thing; «ألقى» begins like an article once folded."""
    form = draught.forms[i]
    return is_preposition(form) or (is_definite(form) and draught.text[draught.tokens[i].start] == "ا")


def _known_part(draught: Draught, first: int, last: int, known: Container[str]) -> Range:
    """«أشار ظريف | القمة»: a known name ends where it is last known."""
    named, counted = _named_end(draught, first, last), end_counted(draught, first, last)
    if named is not None or counted > first + 1:
        return first, named or counted
    alone = first + 1 >= last or is_definite(draught.forms[first + 1]) or is_preposition(draught.forms[first + 1])
    for i in range(first, last):
        if draught.forms[i] in known and (i > first or alone or not is_first_name(draught.forms[i])):
            return first, i + 1
        after = draught.forms[i]
        if after == ".":
            continue  # «رئيس المنتدى د. فؤاد»
        if i > first and is_preposition(after) and not is_first_name(after) and after not in load_grammar().behalf:
            return first, i
        own = read_head(draught.forms[i - 1])
        goes_on = own is not None and own.kind == "body" and not own.definite  # «مجلس بلدية | الضفة»
        goes_on = goes_on or is_definite(after) or is_first_name(after) or read_head(after) is not None
        goes_on = goes_on or (after[0] == "و" and is_nisba(after) and is_nisba(draught.forms[i - 1]))  # «سنية | وشيعية»
        if i > first + 1 and not (goes_on or is_first_name(draught.forms[i - 1])):
            return first, i  # «استقبل الرئيس البرتغالي | وفدا»
    return first, last


def _named_end(draught: Draught, first: int, last: int) -> int | None:
    """«المدير الفني لنادي القناديل ماتيو ريفالدي | جام غضبه»: where the name that mentions know after a post ends."""
    placed = False
    for i in range(first, last):
        form = draught.forms[i]
        if i in draught.people:
            return draught.people[i]
        if placed and is_first_name(form) and i + 1 < last:
            return i + 1 + is_definite(draught.forms[i + 1])
        placed = placed or is_preposition(form)
        goes_on = is_definite(form) or i in draught.things or form[0] in "لب"
        goes_on = goes_on or (is_preposition(form) and i + 1 in draught.things)  # «السفير السعودي في عمان | عيد الثقفي»
        if i > first and not goes_on and not (form in COMMAS and i + 1 in draught.people):
            return None
    return None


def _after_dateline(draught: Draught, sentence: Sentence) -> int:
    """«لندن (وكالات) -- أعلن»: begin at أعلن."""
    for i in range(sentence.first, min(sentence.first + 14, sentence.last) if sentence.paragraph < 3 else 0):
        if draught.forms[i] in "-–—" and i > sentence.first:
            return i + 1
        if read_cue(draught.forms[i]) is not None:
            break  # «أكد رئيس تنفيذي - طلب ألا يذكر اسمه -»
    return sentence.first
