"""Who is named or acts in running text without saying anything: posts with their names, subjects of sentences."""

from collections.abc import Container

from riwaya.statements.cues import read_cue
from riwaya.statements.grammar import load_grammar
from riwaya.statements.heads import (
    is_definite,
    is_first_name,
    is_preposition,
    names_person,
    read_head,
    read_joined_head,
    unjoin,
)
from riwaya.statements.nouns import Phrase, read_phrase
from riwaya.statements.sentences import COMMAS, Draught, Sentence
from riwaya.statements.sources import read_adverbial, short_width
from riwaya.text import is_word

Range = tuple[int, int]
_POST_REACH = 16  # tokens of a post and its name
_MARKS = frozenset(':().!؟«»“”"')
_FEW = 20  # places of a word looked at; a page that has more is a list
_ADJECTIVE = ("ي", "يه", "ه")  # as adjectives that belong to a name end, folded
_BODY_REACH = 7  # tokens of a body's name
_NAME_REACH = 4  # tokens of a name before its post


def find_introductions(draught: Draught, sentence: Sentence) -> list[Phrase]:
    """Give the posts and titles of a sentence that come with a name."""
    found: list[Phrase] = []
    i = sentence.first
    while i < sentence.last:
        form = draught.forms[i]
        head = read_head(form) or read_head(unjoin(form))
        joined = head is None and form[0] == "و" and i - 1 in draught.persons and _is_post(form[1:])
        head = read_head(form[1:]) if joined else head
        if head is None or head.kind not in ("person", "title") or head.number == "many":
            i += 1
            continue
        end = _phrase_end(draught, sentence, i)
        phrase = read_phrase(draught, i, end)
        sure = phrase.name is not None and _is_sure(draught, phrase.name)
        before = _name_before(draught, sentence.first, i) if head.kind == "person" and not sure and not joined else None
        if before is not None:
            found.append(Phrase(before[0], end, before, (i, end), head))
        elif phrase.name is not None and (head.kind == "title" or sure):
            found.append(phrase)
        i = end
    return found


def find_bodies(draught: Draught, sentence: Sentence) -> list[Phrase]:
    """Give the bodies and media that a sentence names in full: «وزارة الري السورية», «صحيفة "الميناء"»."""
    found: list[Phrase] = []
    i = sentence.first
    while i < sentence.last:
        head = read_joined_head(draught.forms[i]) if draught.quote_over(i) is None else None
        end = i + 1
        if head is not None and head.kind in ("body", "medium") and head.number == "one" and not head.definite:
            end = end_body(draught, i, sentence.last)
            if end > i + 1:
                found.append(Phrase(i, end, None, (i, end), head))
        i = max(end, i + 1)
    return found


def end_body(draught: Draught, first: int, last: int) -> int:
    """Give where a body's full name ends, `first` where it has none: «هيئة رقابة الأسواق المحلية | أمس».

    It goes through the first definite word and the adjectives after it.
    """
    forms, definite = draught.forms, False
    end = first + 1
    while end < last and end in draught.things and end < first + _BODY_REACH:
        end += 1
    if end > first + 1 and not is_definite(forms[first + 1]):  # «صحيفة نيويورك تايمز»
        return end
    for i in range(first + 1, min(last, first + _BODY_REACH)):
        form, quote = forms[i], draught.quote_over(i)
        if quote is not None:
            return quote.last + quote.closed if not definite and i == first + 1 and quote.words <= _NAME_REACH else i
        if not is_word(form) or is_preposition(form) or read_cue(form) or read_adverbial(draught, i) or form[0] == "و":
            return i if definite else first
        if form.startswith("لل") and not definite:  # «شركة للبيع بالتجزئة» is any
            return first
        if definite and not (is_definite(form) and (form.endswith(_ADJECTIVE) or _is_purpose(form))):
            return i
        definite = definite or is_definite(form)
    return first


def _is_purpose(form: str) -> bool:
    """«الهيئة العامة للطيران», but not «قالت الهيئة للصحفيين»."""
    head = read_joined_head(form)
    return form.startswith("لل") and (head is None or head.kind not in ("person", "title", "medium"))


def _name_before(draught: Draught, floor: int, post: int) -> Range | None:
    """«نادر الصباغ، مدير الميناء»: the name that a post stands after."""
    forms = draught.forms
    last = post - (forms[post - 1] in COMMAS or forms[post - 1] in _MARKS)
    for i in range(last - 1, max(floor, last - _NAME_REACH) - 1, -1):
        small = is_preposition(forms[i]) or forms[i] in load_grammar().that | load_grammar().been
        if not is_word(forms[i]) or small or read_cue(forms[i]):
            return None
        if names_person(draught, i) and last - i > 1 and not names_person(draught, i - 1):
            return i, last
    return None


def _is_sure(draught: Draught, name: Range) -> bool:
    """True for a first name, or a last word that speaks elsewhere: «الرئيس الأميركي زار» has no name."""
    last = draught.forms[name[1] - 1]
    spoke = (read_cue(draught.forms[p - 1]) for p in draught.places[last][:_FEW] if p > 0 and p != name[1] - 1)
    return names_person(draught, name[0]) or any(cue is not None for cue in spoke)


def _phrase_end(draught: Draught, sentence: Sentence, first: int) -> int:
    """A post with its name ends where anything else begins; «الشيخ المعارض، سلطان بن سعد» goes on over the comma."""
    forms, words = draught.forms, load_grammar()
    last = min(sentence.last, first + _POST_REACH)
    stops = (words.that, words.byth, words.whose, words.been, words.clause, words.negation, words.so)
    end = first + 1
    while end < last:
        form = forms[end]
        if form in COMMAS and not (end + 1 < last and (names_person(draught, end + 1) or _is_apposed(draught, end))):
            break
        if any(form in group for group in stops) or (form in _MARKS and not (form == "." and len(forms[end - 1]) == 1)):
            break  # «رئيس المنتدى د. فؤاد»
        if read_cue(form) is not None or read_adverbial(draught, end) is not None:
            break
        if form[0] == "و" and end - 1 in draught.persons and _is_post(form[1:]):
            break  # «الرئيس سامي الحداد | ورئيس الوزراء نادر الصباغ»
        end += 1
    return end


def _is_post(form: str) -> bool:
    head = read_head(form)
    return head is not None and head.kind == "person" and head.number == "one"


def _is_apposed(draught: Draught, comma: int) -> bool:
    """«المدير التنفيذي للنادي، بيرت سولم، عن»: between two commas two to four words that may be a name."""
    forms = draught.forms
    for i in range(comma + 1, min(comma + 6, len(forms))):
        form = forms[i]
        if form in COMMAS:
            return i > comma + 2
        if not is_word(form) or is_definite(form) or is_preposition(form) or read_head(form) or read_cue(form):
            return False
    return False


def find_actors(draught: Draught, sentence: Sentence, known: Container[str]) -> list[Range]:
    """Give whoever a sentence begins by, then whoever an attributing verb in it has right after it.

    «أقامت الأمانة حفلا، حيث رحب الأمين العام سامي الحداد بالحضور».
    """
    first = find_actor(draught, sentence, known)
    found = [first] if first else []
    for i in range(first[1] if first else sentence.first + 1, sentence.last - 1):
        if draught.quote_over(i) is not None or (cue := read_cue(draught.forms[i])) is None or cue.form != "past":
            continue
        if draught.forms[i - 1] in load_grammar().whose or cue.suffix:
            continue
        start = min(_after_address(draught, i + 1), sentence.last - 1)
        head = read_head(draught.forms[start])
        person = head is not None and head.kind in ("person", "title") and head.number == "one"
        end = _phrase_end(draught, sentence, start) if person or names_person(draught, start) else start
        fixed = head is not None and (head.definite or any(_is_personal(draught, k) for k in range(start + 1, end)))
        if end > start and (fixed or names_person(draught, start)):
            found.append(_known_part(draught, start, end, known))
        elif head is not None and head.kind == "body" and cue.verb.group in ("say", "deny") and start == i + 1:
            end = end_body(draught, start, sentence.last)
            found += [(start, end)] if end > start else []
    return found


def _is_personal(draught: Draught, i: int) -> bool:
    head = read_head(draught.forms[i])
    return i in draught.people or (head is not None and head.kind == "title")


def _after_address(draught: Draught, i: int) -> int:
    """«كشف لـ«الجسر» | رئيس البلدية»: where whoever speaks is named after the paper he speaks to."""
    quote = draught.quote_over(i + (draught.forms[i] == "ل"))
    return quote.last + quote.closed if quote is not None and quote.words <= _NAME_REACH else i


def find_actor(draught: Draught, sentence: Sentence, known: Container[str]) -> Range | None:
    """Give whoever a sentence begins by: «استقبل الرئيس ...», «الرئيس ... استقبل»."""
    forms, words = draught.forms, load_grammar()
    start = _after_dateline(draught, sentence)
    while start < sentence.last and (
        not is_word(forms[start]) or forms[start] in words.clause | words.been | words.negation
    ):
        start += 1
    while start < sentence.last and (width := short_width(draught, start)):
        start += width + (forms[start + width : start + width + 1] == ["،"])  # «من جانبه، ثمن اللواء»
    if start < sentence.last and is_preposition(forms[start]) and read_cue(forms[start]) is None:
        near = range(start, min(start + 14, sentence.last))  # «وخلال الندوة، تحدث», «ووقت الحادث كانت الضحية»
        start = next((i + 1 for i in near if forms[i] in COMMAS or forms[i] in words.been), start)
    for i in (start, start + 1):
        if i >= sentence.last or draught.quote_over(i) is not None:
            return None
        head = read_head(forms[i])
        if i == start and head is not None and not head.definite and read_cue(forms[i]) is not None:
            continue  # «كما طالب أن», which may be a student
        acts = head is not None and head.kind in ("person", "title", "body", "medium")
        if head is not None and head.kind in ("body", "medium") and (end := end_body(draught, i, sentence.last)) > i:
            return i, end
        if acts or names_person(draught, i) or forms[i] in known:
            return _known_part(draught, i, _phrase_end(draught, sentence, i), known)
        if i == start and read_cue(forms[i]) is not None:
            continue  # «عبر» may be a verb
        if is_preposition(forms[i]) or (is_definite(forms[i]) and draught.text[draught.tokens[i].start] == "ا"):
            return None  # «ألقى» begins like an article once folded
    return None


def _known_part(draught: Draught, first: int, last: int, known: Container[str]) -> Range:
    """«أشار ظريف | القمة»: a known name ends where it is last known."""
    named = _named_end(draught, first, last)
    if named is not None:
        return first, named
    alone = first + 1 >= last or is_definite(draught.forms[first + 1]) or is_preposition(draught.forms[first + 1])
    for i in range(first, last):
        if draught.forms[i] in known and (i > first or alone or not is_first_name(draught.forms[i])):
            return first, i + 1
        after = draught.forms[i]
        if after == ".":
            continue  # «رئيس المنتدى د. فؤاد»
        if i > first and is_preposition(after) and not is_first_name(after):
            return first, i
        if i > first + 1 and not (
            is_first_name(draught.forms[i - 1]) or is_definite(after) or is_first_name(after) or read_head(after)
        ):
            return first, i  # «استقبل الرئيس البرتغالي | وفدا»
    return first, last


def _named_end(draught: Draught, first: int, last: int) -> int | None:
    """«المدير الفني لباريس سان جرمان أوناي إيميري | جام غضبه»: where the name that mentions know after a post ends."""
    for i in range(first, last):
        if i in draught.people:
            return draught.people[i]
        form = draught.forms[i]
        goes_on = is_definite(form) or i in draught.things or form[0] in "لب"
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
