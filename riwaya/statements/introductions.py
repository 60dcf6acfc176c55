"""Who is named in running text without saying anything: posts with their names, bodies in full."""

import functools
from collections.abc import Iterator, Sequence

from riwaya.statements.adverbials import read_adverbial
from riwaya.statements.cues import read_cue
from riwaya.statements.grammar import load_grammar
from riwaya.statements.heads import (
    Head,
    is_finite,
    is_nisba,
    is_ordinary,
    is_preposition,
    is_title,
    joined_forms,
    names_person,
    read_definite_head,
    read_head,
    read_joined_head,
)
from riwaya.statements.nouns import Phrase, is_principal, read_phrase
from riwaya.statements.posts import begins_noun
from riwaya.statements.sentences import COMMAS, Draught, Sentence
from riwaya.stems import is_definite
from riwaya.text import is_word, load_folded

Range = tuple[int, int]
_POST_REACH = 24  # tokens of a post and its name
_MARKS = frozenset(':().!؟«»“”"')
_FEW = 20  # places of a word looked at; a page that has more is a list
_ADJECTIVE = ("ي", "يه", "ه")  # as adjectives that belong to a name end, folded
_FIELDS = ("يه", "ات", "ان")  # as the words end that say what a body is for: «للتنمية», «للصناعات», «للطيران»
_BODY_REACH = 7  # tokens of a body's name
_NAME_REACH = 4  # tokens of a name before its post
_TRADE = 4  # letters of «صحفي»; «ولي» has fewer
_JOINED = "وبل"
_GOVERNED = ("ب", "ل")  # prepositions written on to a post


def find_introductions(draught: Draught, sentence: Sentence) -> list[Phrase]:
    """Give the posts and titles of a sentence that come with a name."""
    found: list[Phrase] = []
    done = sentence.first
    for i in draught.marked("post", sentence.first, sentence.last):
        form = draught.forms[i]
        head = read_definite_head(form)
        # «سامي الحداد | ووزير المياه», «لقاء | بوزير المياه نادر الصباغ»
        joined = head is None and (i - 1 in draught.persons or is_governed_post(form))
        head = read_head(form[1:]) if joined else head
        if head is None or i < done or _describes_thing(draught.forms, i):
            continue
        if i + 1 < sentence.last and read_cue(form) is not None and _is_post(draught.forms[i + 1]):
            continue  # «طالب | نائب رئيس اللجنة»
        end = end_phrase(draught, sentence, i)
        if is_principal(draught, i, end):
            end = next((draught.people[k] for k in range(i, end) if k in draught.people), end)
            found.append(Phrase(i, end, None, (i, end), head))  # «المتحدث باسم | الرئيس سامي الحداد»
            continue
        phrase = read_phrase(draught, i, end) if _may_be_named(draught, i, end, head) else None
        name = phrase.name if phrase is not None else None
        sure = name is not None and _is_sure(draught, name)
        # another may stand behind the name: «وليد الكيلاني بدفع | رئيس الحكومة سامي الحداد»
        behind = name[1] if name is not None and sure else end
        behind = end if behind < end and _is_post(draught.forms[behind]) else behind
        before = _name_before(draught, sentence.first, i) if head.kind == "person" and not sure and not joined else None
        if before is not None:
            found.append(Phrase(before[0], end, before, (i, end), head))
        elif phrase is not None and name is not None and (head.kind == "title" or sure):
            found.append(phrase._replace(last=behind, head=phrase.head or head))
        elif _is_source_told(draught.forms, i, head):
            found.append(Phrase(i, end, None, (i, end), head))
        done = behind if sure else end
    return found


@functools.cache
def post_openers(language: str) -> frozenset[str]:
    """Give the posts and titles of one or two people, also with a particle: «سامي الحداد | ووزير المياه», «لوزير»."""
    peers = (particle + form for form in load_folded(language, "events_peers") for particle in _JOINED)
    return frozenset(filter(_opens_post, (*joined_forms(_is_held, language), *peers)))


def _is_held(head: Head) -> bool:
    return head.kind in ("person", "title") and head.number != "many"


def begins_post(form: str) -> bool:
    """True for the post or title of one or two people, also with a particle written on to it."""
    return form in post_openers("ar")


def _opens_post(form: str) -> bool:
    head = read_definite_head(form)
    return _is_held(head) if head is not None else (form[0] == "و" and _is_post(form[1:])) or is_governed_post(form)


def is_governed_post(form: str) -> bool:
    """«لقاء | بوزير المياه», «أعد | لرئيس الوفد»: an indefinite post with a preposition written on to it."""
    if form[0] in _JOINED and form[1:] in load_folded("ar", "events_peers"):
        return True  # «الحداد | ونظيره المرساني نادر الصباغ»
    head = read_head(form[1:]) if form[0] in _GOVERNED and read_definite_head(form) is None else None
    one = head is not None and (head.kind, head.number) == ("person", "one") and not (head.some or head.generic)
    return one and head is not None and (head.gender != "f" or form[0] != "ب")  # not «بمساعدة»


def _describes_thing(forms: Sequence[str], i: int) -> bool:
    """«المؤتمر | الصحفي بين», «في مؤتمر | صحفي مع رئيس الوفد»: an adjective of a thing, spelled like a trade."""
    head = read_head(forms[i]) if i and is_nisba(forms[i]) and len(forms[i]) >= _TRADE else None
    if head is None or head.kind != "person":
        return False
    thing = forms[i - 1].removeprefix("ب")
    before = read_definite_head(forms[i - 1]) or read_head(thing)
    if before is not None:
        return before.kind not in ("person", "title") and before.definite == head.definite
    plain = is_ordinary(thing) and read_cue(thing) is None and not (is_finite(thing) or is_preposition(thing))
    return plain and not is_definite(thing) and not head.definite


def _is_source_told(forms: Sequence[str], i: int, head: Head) -> bool:
    """«علمت "الجسر" من | مصدر أمني مسؤول أن», who may go on: «وأضاف المصدر»."""
    return forms[i - 1] == "من" and not head.definite and head.base in load_folded("ar", "roles_sources")


def find_bodies(draught: Draught, sentence: Sentence) -> list[Phrase]:
    """Give the bodies and media that a sentence names in full: «وزارة الري السورية», «صحيفة "الميناء"»."""
    found: list[Phrase] = []
    done = sentence.first
    for i in draught.marked("body", sentence.first, sentence.last):
        head = read_joined_head(draught.forms[i])
        if head is None or (head.definite and not _is_for(draught.forms, i)):
            continue
        end = end_body(draught, i, sentence.last) if i >= done and draught.quoted[i] < 0 else i
        if end > i + 1:
            found.append(Phrase(i, end, None, (i, end), head))
            done = end
    return found


def find_described_bodies(draught: Draught, sentence: Sentence) -> Iterator[Phrase]:
    """Give the definite bodies with an adjective, which may stand for a name: «البنك الدولي»."""
    for i in draught.marked("body", sentence.first, sentence.last - 1):
        head = read_definite_head(draught.forms[i])
        known = head is not None and head.kind == "body" and head.definite and head.number == "one"
        form = draught.forms[i + 1]
        called = known and is_definite(form) and form.endswith(_ADJECTIVE) and form not in load_grammar().whose
        if called and draught.quoted[i] < 0:
            end = max(end_body(draught, i, sentence.last), i + 2)
            whom = (k for k in range(i + 2, end) if draught.forms[k].startswith("لل") and not _is_for(draught.forms, i))
            end = next(whom, end)  # «البنك الدولي | للعام الماضي»
            yield Phrase(i, end, None, (i, end), head)


def body_openers(language: str) -> frozenset[str]:
    """Give the nouns of one body or medium, also with a particle written on to them: «وزارة», «للصحيفة»."""
    return frozenset(filter(_begins_body, joined_forms(_is_body, language)))


def _is_body(head: Head) -> bool:
    return head.kind in ("body", "medium") and head.number == "one"


def _begins_body(form: str) -> bool:
    head = read_joined_head(form)
    return head is not None and _is_body(head)


def _is_for(forms: Sequence[str], i: int) -> bool:
    """«المعهد الدولي | للتنمية الإدارية»: a definite noun is a whole name where it says what the body is for."""
    after = forms[i + 1 : i + 3]
    called = len(after) > 1 and is_definite(after[0]) and after[0].endswith(_ADJECTIVE) and _is_purpose(after[1])
    # not «الحزب الموالي للحكومة», «البنك الدولي للعام الماضي»
    return called and after[1].endswith(_FIELDS) and read_joined_head(after[1]) is None


def end_body(draught: Draught, first: int, last: int) -> int:
    """Give where a body's full name ends, `first` where it has none: «هيئة رقابة الأسواق المحلية | أمس».

    It goes through the first definite word and the adjectives after it.
    """
    forms, definite = draught.forms, False
    end = first + 1
    while end < last and end in draught.things and end < first + _BODY_REACH:
        end += 1
    if end > first + 1 and not is_definite(forms[first + 1]):  # «صحيفة نيويورك تايمز»
        return end + _wants_noun(draught, end, last)
    for i in range(first + 1, min(last, first + _BODY_REACH)):
        form, quote = forms[i], draught.quote_over(i)
        if quote is not None:
            named = not definite and i <= first + 2 and quote.words <= _NAME_REACH  # «وكالة أنباء "الجسر"»
            return quote.last + quote.closed if named else i
        told = is_preposition(form) or read_cue(form) or read_adverbial(draught, i) or form in load_grammar().whose
        if _is_inside(draught, i, last, definite=definite):
            continue
        if not is_word(form) or told or form[0] == "و":
            return i if definite else first
        if definite and _is_of_another(form):
            return max(i, end_body(draught, i, last))  # «الأمانة العامة | لهيئة الموانئ»
        if form.startswith("لل") and not definite:  # «شركة للبيع بالتجزئة» is any
            return first
        named = i in draught.things and (i not in draught.begins or not definite)  # «شرطة ولاية ميشيغان | قالت»
        named = named and read_head(form) is None and not is_ordinary(form)  # «محكمة بلجيكية | شركة الجسر»
        quality = is_definite(form) and (form.endswith(_ADJECTIVE) or _is_purpose(form) or _is_dual(forms, i))
        if definite and not named and not quality:
            return i + 2 if _is_aim(forms, i, last) else i
        definite = definite or named or is_definite(form)
    return first


def _is_inside(draught: Draught, i: int, last: int, *, definite: bool) -> bool:
    """«وزارة الموارد البشرية | والتنمية الاجتماعية»: what no name ends before."""
    form, following = draught.forms[i], draught.forms[i + 1] if i + 1 < last else ""
    paired = definite and form.startswith("وال") and read_head(form[1:]) is None and i not in draught.things
    return paired and is_definite(following) and following.endswith(_ADJECTIVE)


def _is_purpose(form: str) -> bool:
    """«الهيئة العامة للطيران», but not «قالت الهيئة للصحفيين»."""
    head = read_joined_head(form)
    return form.startswith("لل") and (head is None or head.kind not in ("person", "title", "medium"))


def _is_of_another(form: str) -> bool:
    """«الأمانة العامة | لهيئة الموانئ»: the body whose part this one is, with لـ written on to it."""
    head = read_head(form[1:]) if form[0] == "ل" and read_head(form) is None else None
    return head is not None and _is_body(head) and head.kind == "body" and not head.definite


def _is_dual(forms: Sequence[str], i: int) -> bool:
    """«سفارة خادم الحرمين | الشريفين»."""
    return forms[i].endswith("ين") and forms[i - 1].endswith("ين") and is_definite(forms[i - 1])


def _is_aim(forms: Sequence[str], i: int, last: int) -> bool:
    """«الشبكة السورية | لحقوق الإنسان», but not «دعت الهيئة السورية لوقف القتال»."""
    form, said = forms[i], i + 1 < last and is_definite(forms[i + 1])
    return said and form[0] == "ل" and form[1:] in load_folded("ar", "bodies_aims")


def _wants_noun(draught: Draught, i: int, last: int) -> bool:
    """«مجلس بلدية | الضفة», «منظمة حماية | المستهلك»: a known name that was cut before what it stands beside."""
    if i >= last or not is_word(draught.forms[i]):
        return False
    form, head, before = draught.forms[i], read_head(draught.forms[i]), read_head(draught.forms[i - 1])
    open_ = before is not None and before.kind == "body" and not before.definite
    plain = is_ordinary(draught.forms[i - 1]) and not is_definite(draught.forms[i - 1]) and is_definite(form)
    told = is_preposition(form) or read_cue(form) or read_adverbial(draught, i) or form in _stops("ar")
    return (open_ or plain) and head is None and not told


def _name_before(draught: Draught, floor: int, post: int) -> Range | None:
    """«نادر الصباغ، مدير الميناء»: the name that a post stands after."""
    forms = draught.forms
    last = post - (forms[post - 1] in COMMAS or forms[post - 1] in _MARKS)
    tagged = next((i for i in range(last, floor, -1) if i - 1 not in draught.persons), floor)
    for i in range(last - 1, max(floor, min(tagged, last - _NAME_REACH)) - 1, -1):
        small = is_preposition(forms[i]) or forms[i] in load_grammar().that or forms[i] in load_grammar().been
        if not draught.is_hyphened(i + 1) and (not is_word(forms[i]) or small or read_cue(forms[i])):
            return None  # but «كيم جونغ-أون زعيم الشمال»
        inner = i in draught.persons and i not in draught.people  # «فيصل بن خالد بن | عبدالعزيز»
        if names_person(draught, i) and last - i > 1 and not names_person(draught, i - 1) and not inner:
            return i, last
    return None


def _is_sure(draught: Draught, name: Range) -> bool:
    """True for a first name, or a last word that speaks elsewhere: «الرئيس الأميركي زار» has no name."""
    return names_person(draught, name[0]) or _speaks_elsewhere(draught, name[1] - 1)


def _may_be_named(draught: Draught, first: int, last: int, head: Head) -> bool:
    """False where no word of a post's phrase begins or ends a name that is sure: most posts stand without a name."""
    behind = range(first + 1, last)
    named = head.kind == "title" or any(names_person(draught, i) for i in range(first, last))
    return named or any(_speaks_elsewhere(draught, i) for i in behind)


def _speaks_elsewhere(draught: Draught, i: int) -> bool:
    places = draught.places[draught.forms[i]][:_FEW]
    return len(places) > 1 and any(p > 0 and p != i and read_cue(draught.forms[p - 1]) is not None for p in places)


def end_phrase(draught: Draught, sentence: Sentence, first: int) -> int:
    """A post with its name ends where anything else begins; «الشيخ المعارض، سلطان بن سعد» goes on over the comma."""
    forms, stops = draught.forms, _stops("ar")
    last = min(sentence.last, first + _POST_REACH)
    end = first + 1
    while end < last:
        form = forms[end]
        if draught.quoted[end] >= 0 and end < (named := _end_marked(draught, end)) < last:
            end = named
            continue
        if form in COMMAS and not (end + 1 < last and (names_person(draught, end + 1) or _is_apposed(draught, end))):
            break
        if form in stops or (form in _MARKS and not (form == "." and len(forms[end - 1]) == 1)):
            break  # «رئيس المنتدى د. فؤاد»
        acts = read_cue(form) is not None and end not in draught.persons  # not «اللواء فضل حسن», «قائد القوة»
        head = read_head(form) if acts else None
        if (acts and (head is None or not head.definite)) or read_adverbial(draught, end) is not None:
            break
        if form[0] == "و" and end - 1 in draught.persons and _is_post(form[1:]):
            break  # «الرئيس سامي الحداد | ورئيس الوزراء نادر الصباغ»
        if end + 1 < last and begins_post(draught.forms[end + 1]) and begins_noun(draught, end):
            break  # «رفضت مسؤولة في الضفة | تصريحات الوزير سامي الحداد»
        if form.lstrip(_JOINED) in load_folded("ar", "events_peers"):
            break  # «التقى الوزير سامي الحداد | نظيره نادر الصباغ»
        end += 1
    return end


def _end_marked(draught: Draught, i: int) -> int:
    """«القيادي في | "حركة النسيم" سامي الحداد»: behind a body in marks between a post and its name, else the token."""
    quote = draught.quote_over(i)
    if quote is None or quote.first != i or not quote.closed or quote.words > _NAME_REACH:
        return i
    behind = quote.last + 1
    return behind if behind < len(draught.forms) and names_person(draught, behind) else i


@functools.cache
def _stops(language: str) -> frozenset[str]:
    words = load_grammar(language)
    return words.that.union(words.byth, words.whose, words.been, words.clause, words.negation, words.so)


def _is_post(form: str) -> bool:
    head = read_head(form)
    return head is not None and head.kind == "person" and head.number == "one"


def _is_apposed(draught: Draught, comma: int) -> bool:
    """«المدير التنفيذي للنادي، بيرت سولم، عن»: between two commas two to four words that may be a name.

    Or a title with a known name, «مستشار الأمن القومي، الجنرال بيرت سولم», «ولي العهد، الأمير سامي بن نادر».
    """
    forms = draught.forms
    if comma + 2 < len(forms) and is_title(forms[comma + 1]) and names_person(draught, comma + 2):
        return True
    for i in range(comma + 1, min(comma + 6, len(forms))):
        form = forms[i]
        if form in COMMAS:
            return i > comma + 2
        if not is_word(form) or is_definite(form) or is_preposition(form) or read_head(form) or read_cue(form):
            return False
    return False
