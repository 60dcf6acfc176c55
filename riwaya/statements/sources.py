"""What stands between a cue and its content: the source, when and where it spoke, to whom."""

from typing import NamedTuple

from riwaya.statements.adverbials import Adverbial, end_venue, find_venue, is_medium, read_adverbial, skip_adverbials
from riwaya.statements.breaks import breaks_off
from riwaya.statements.cues import is_issuing
from riwaya.statements.grammar import load_grammar
from riwaya.statements.heads import (
    Head,
    is_preposition,
    is_title,
    names_person,
    read_head,
    read_joined_head,
    unjoin,
)
from riwaya.statements.onsets import may_open
from riwaya.statements.quotes import Quote
from riwaya.statements.sentences import COMMAS, Draught
from riwaya.stems import is_definite
from riwaya.text import is_word, load_folded

_NAME_MOST = 4  # words in marks that may be a medium's name
_TITLE_MOST = 12  # words of a book's title
_DESCRIBED = 3  # words of a document with its adjectives
_SIGNS = frozenset("%٪")
_WITHIN = 6  # tokens from what stands in a post to the name behind it
_LONGEST = 40  # tokens in a source with its posts and appositions


class Source(NamedTuple):
    """A noun phrase as token indices, and whether لـ is written on to it: لوزارة."""

    first: int
    last: int
    joined: bool = False


class Gap(NamedTuple):
    """The source and the venue; either may be missing."""

    source: Source | None
    venue: tuple[int, int] | None


def read_gap(draught: Draught, first: int, last: int) -> Gap:
    """Tell source and venue apart in `tokens[first:last]`."""
    start, venue = skip_adverbials(draught, first, last)
    end = start
    while end < last and end - start < _LONGEST:
        quote = draught.quote_over(end)
        title = quote is not None and quote.closed and quote.first < end <= quote.last
        title = title and quote is not None and _is_title(draught, start, quote)  # «شبكة "ان بي سي"»
        if title or (end > start and end in draught.titles):
            end += 1
            continue
        if quote is not None and quote.first == end > start and not _is_called(draught, start, quote, last):
            break  # «أدان الرئيس | "بأكبر قدر ممكن من الحزم" الهجوم»
        kind = read_adverbial(draught, end) if end > start else None
        kind = None if kind == "venue" and _is_its_maker(draught, start, end) else kind
        held = kind is not None and _holds_post(draught, start, end, last, kind)
        if kind == "venue" and venue is None and not held:
            venue = (end, end_venue(draught, end, last))
        leaves = kind or (end > start and breaks_off(draught, start, end, last))
        issued = kind == "venue" and end > start and is_issuing(draught.forms[end - 1])  # «بيان نشره على تويتر الوزير»
        if leaves and not issued and not held:
            break
        end += 1
    source = trim_source(draught, start, end) if start < end and may_open(draught, start) else None
    venue = venue or (find_venue(draught, end, last) if source is not None else None)
    return Gap(source, trim(draught, *venue) if venue else None)


def _is_its_maker(draught: Draught, start: int, i: int) -> bool:
    """«بحسب تقرير مفصل | لصحيفة الجسر»: whose the document is, and not whom it was told."""
    forms, head = draught.forms, read_joined_head(draught.forms[start])
    near = forms[i][0] == "ل" and i - start <= _DESCRIBED and head is not None and not head.definite
    made = near and head is not None and head.base in load_folded("ar", "roles_reports")
    return made and not any(is_definite(form) or is_preposition(form) for form in forms[start + 1 : i])


def _is_title(draught: Draught, start: int, quote: Quote) -> bool:
    """«شبكة "ان بي سي"», «مؤلف كتاب | "كيف ترفض مليار دولار"»: what something is called, which is not cut."""
    called = start < quote.first and draught.forms[quote.first - 1] in load_grammar().place
    return quote.words <= (_TITLE_MOST if called else _NAME_MOST)


def _is_called(draught: Draught, start: int, quote: Quote, last: int) -> bool:
    """The same for what a body is called, also at length before a name: «قوات "حماية السد من الغرباء" العقيد سامي»."""
    return _is_title(draught, start, quote) or any(i in draught.persons for i in range(quote.last, last))


def _holds_post(draught: Draught, start: int, i: int, last: int, kind: Adverbial) -> bool:
    """«المدير العام | لصحيفة الجسر، الأستاذ سامي الحداد»: what stands in a post whose holder is named behind it."""
    head = read_head(draught.forms[start])
    if head is None or head.kind != "person" or head.some or any(k in draught.persons for k in range(start, i)):
        return False
    return (kind == "venue" and _is_at_medium(draught, i, last)) or _is_held_by_last(draught, i, last)


def _is_at_medium(draught: Draught, venue: int, last: int) -> bool:
    """«المدير العام | لصحيفة الجسر، الأستاذ سامي الحداد», «المذيع | في إذاعة الجسر سامي»: at a medium."""
    forms = draught.forms
    if forms[venue] == "في" and venue + 1 < last and is_medium(forms[venue + 1]):
        return any(names_person(draught, i) for i in range(venue + 2, last))
    if forms[venue][0] != "ل":
        return False
    comma = next((i for i in range(venue + 1, last - 1) if forms[i] in COMMAS), last)
    # «المدير التنفيذي | لـ "الجسر" في الشرق الأستاذ سامي الحداد», «مدير | وكالة الجسر سامي الحداد»
    behind = (i for i in range(venue + 2, comma) if names_person(draught, i))
    called = any(is_title(forms[i - 1]) or draught.people.get(i, i) > i + 1 for i in behind)
    return called or any(names_person(draught, i) for i in range(comma + 1, min(comma + 3, last)))


def _is_held_by_last(draught: Draught, i: int, last: int) -> bool:
    """«النائب العلمي | للبرنامج نادر الصباغ», «رئيس الوزراء | آنذاك سامي الحداد»: a whole name ends the phrase."""
    forms, people = draught.forms, draught.people
    end = next((k + 1 for k in range(last - 1, i, -1) if is_word(forms[k])), last)
    name = next((k for k in range(i + 1, min(i + _WITHIN, end)) if people.get(k, k) == end > k + 1), None)
    if name is None or forms[i + 1] in load_folded("ar", "cues_talks"):
        return False
    before = forms[name - 1]
    closed = name == i + 1 or is_definite(unjoin(before)) or before in COMMAS or name - 1 in draught.things
    # not «في مؤتمر مع الوزير سامي الحداد», «بحضور محافظ الضفة سامي الحداد»
    others = any(is_preposition(form) and form != "في" for form in forms[i + 1 : name])
    others = others or any(_is_post(form.lstrip("بل")) for form in forms[i : name - 1])
    return closed and not others


def _is_post(form: str) -> bool:
    head = read_head(form)
    return head is not None and head.kind == "person"


def trim(draught: Draught, first: int, last: int) -> tuple[int, int] | None:
    """Take punctuation off both ends; marks and parentheses stay where their partner does."""
    forms = draught.forms
    while first < last and not is_word(forms[first]) and forms[first] not in '(«“"':
        first += 1
    while last > first and not is_word(forms[last - 1]) and not _is_partner(draught, last - 1):
        last -= 1
    return (first, last) if first < last else None


def _is_partner(draught: Draught, i: int) -> bool:
    """True for a closing bracket, for a closing mark that somebody opened, and for the sign of «70%»."""
    form = draught.forms[i]
    return form in _SIGNS or form == ")" or (form in '»”"' and draught.quoted[i] >= 0)


def trim_source(draught: Draught, first: int, last: int) -> Source | None:
    """Make a source of a stretch without the punctuation around it."""
    found = trim(draught, first, last)
    while found and found[1] - found[0] > 1 and _dangles(draught, found[1] - 1):
        found = trim(draught, found[0], found[1] - 1)  # «الكرملين بـ»
    return Source(*found) if found else None


def _dangles(draught: Draught, i: int) -> bool:
    """True for a preposition with nothing after it, not for the man علي."""
    return draught.forms[i] in load_grammar().before and i not in draught.persons


def cut_told(draught: Draught, source: Source | None) -> Source | None:
    """«أفاد مصدر قضائي | وكالة الجسر أن»: the subject without the medium that he told."""
    head = read_head(draught.forms[source.first]) if source is not None else None
    if source is None or head is None or head.number != "one" or head.some:
        return source
    nouns = ((i, read_head(draught.forms[i])) for i in range(source.first + 2, source.last))
    media = (i for i, noun in nouns if noun is not None and noun.kind == "medium")
    told = next((i for i in media if is_told(draught, head, source.first, i)), None)
    return source if told is None else source._replace(last=told)


def is_told(draught: Draught, head: Head | None, first: int, i: int) -> bool:
    """«أبلغ دبلوماسي أوروبي | رويترز أن»: the medium that a person told."""
    described = i > first + 1 and draught.forms[i - 1].endswith(("ي", "يه", ")"))
    last = draught.forms[i - 1]  # not «الباحثون في | دورية», «بي | بي سي»
    described = described and last not in load_grammar().before and not is_medium(last)
    person = head is not None and head.kind == "person"
    return person and is_medium(draught.forms[i]) and (described or i - 1 in draught.persons)
