"""What stands between a cue and its content: the source, when and where it spoke, to whom."""

import functools
import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from msgspec import Struct

from riwaya.lexicon import load_list, load_table
from riwaya.statements.cues import read_cue
from riwaya.statements.grammar import fold_phrase, load_grammar
from riwaya.statements.heads import has_pronoun, is_first_name, names_person, read_head, unjoin
from riwaya.statements.sentences import COMMAS, Draught
from riwaya.stems import is_definite
from riwaya.text import fold, is_word, load_folded

Adverbial = Literal["venue", "time", "aside", "part", "short"]
_ADVERB = re.compile("م(?:ت...|ست...|.ت..|ن...)ا|ان..ا.ا|ا.ت.ا.ا|است..ا.ا|ت..ي.ا")  # «متحدثا», «انفتاحا», «استعدادا»
_MASDAR = re.compile("إ..ا.ا")  # as written: «إيمانا منها بأن»
_TANWIN = ("اً", "ًا")
_SHORTEST = 5  # letters of «بالنفي» and the like
_NAME_MOST = 4  # words in marks that may be a medium's name
_NISBA = ("ي", "يه")  # as the adjectives end that a venue ends with
_LONGEST = 40  # tokens in a source with its posts and appositions


class _Row(Struct, frozen=True, kw_only=True):
    phrase: str
    kind: Adverbial


class Source(NamedTuple):
    """A noun phrase as token indices, and whether لـ is written on to it: لوزارة."""

    first: int
    last: int
    joined: bool = False


class Gap(NamedTuple):
    """The source and the venue; either may be missing."""

    source: Source | None
    venue: tuple[int, int] | None


@functools.cache
def _adverbials(language: str) -> dict[str, list[tuple[tuple[str, ...], Adverbial]]]:
    table: dict[str, list[tuple[tuple[str, ...], Adverbial]]] = {}
    for row in load_table(language, "formulas_venue", _Row, "phrase"):
        words = tuple(fold_phrase(row.phrase).split())
        table.setdefault(words[0], []).append((words, row.kind))
    return table


@functools.cache
def _media(language: str) -> dict[str, list[tuple[str, ...]]]:
    names: dict[str, list[tuple[str, ...]]] = {}
    for name in load_list(language, "media"):
        words = tuple(fold(name).split())
        names.setdefault(words[0], []).append(words)
    return names


def read_adverbial(draught: Draught, i: int) -> Adverbial | None:
    """Tell whether token `i` begins a venue, a time or an aside: «في بيان», «أمس», «لرويترز», «ردا على»."""
    return _adverbial_at(draught, i)[0]


def _adverbial_at(draught: Draught, i: int) -> tuple[Adverbial | None, int]:
    """The adverbial that begins at token `i`, and how many words of it are known."""
    forms = draught.forms
    form = forms[i]
    for words, kind in _adverbials("ar").get(form, ()):
        if len(words) == 1 or tuple(forms[i : i + len(words)]) == words:
            if kind == "part" and not _is_timed(draught, i + 1):
                continue  # «صباح الأحد», not the man صباح
            return kind, len(words)
    if form.startswith("ل") and len(form) > 1 and _addresses_medium(forms, i):
        return "venue", 1
    quote = draught.quote_over(i + 1) if form == "ل" and i + 1 < len(forms) else None
    return ("venue", 1) if quote is not None and quote.first == i + 1 else (None, 0)


def _is_timed(draught: Draught, i: int) -> bool:
    """«صباح | الأحد», «مساء | في الخطاب»."""
    form = draught.forms[i] if i < len(draught.forms) else ""
    return form == "في" or form[:1].isdigit() or (bool(form) and read_adverbial(draught, i) is not None)


def short_width(draught: Draught, i: int) -> int:
    """How many words of an aside such as «من جانبه», «بدوره» stand at token `i`."""
    kind, known = _adverbial_at(draught, i)
    return known if kind == "short" else 0


def is_issuing(form: str, language: str = "ar") -> bool:
    """True for the verb between a document and who issued it: «بيان أصدرته الوزارة»."""
    return form in load_folded(language, "cues_issued")


def is_medium(form: str) -> bool:
    """True for a word that begins the name of a news medium, or says what kind of medium follows."""
    head = read_head(form)
    return form in _media("ar") or (head is not None and head.kind == "medium")


def _addresses_medium(forms: Sequence[str], i: int) -> bool:
    """«لرويترز», «للعربية», «لصحيفة»: said to a medium."""
    form = unjoin(forms[i]) if forms[i].startswith("لل") else forms[i][1:]
    head = read_head(form)
    if head is not None and head.kind == "medium":
        return True
    return any((form, *forms[i + 1 : i + len(words)]) == words for words in _media("ar").get(form, ()))


def read_gap(draught: Draught, first: int, last: int) -> Gap:
    """Tell source and venue apart in `tokens[first:last]`."""
    start, venue = _skip_adverbials(draught, first, last)
    end = start
    while end < last and end - start < _LONGEST:
        quote = draught.quote_over(end)
        if quote is not None and quote.closed and quote.first < end <= quote.last and quote.words <= _NAME_MOST:
            end += 1  # «شبكة "ان بي سي"»
            continue
        kind = read_adverbial(draught, end) if end > start else None
        if kind == "venue" and venue is None:
            venue = (end, _adverbial_end(draught, end, last))
        leaves = kind or (end > start and _leaves(draught, start, end, last))
        issued = kind == "venue" and end > start and is_issuing(draught.forms[end - 1])  # «بيان نشره على تويتر الوزير»
        if leaves and not issued and not (kind == "venue" and _holds_post(draught, start, end, last)):
            break
        end += 1
    source = trim_source(draught, start, end) if start < end and _may_open(draught, start) else None
    return Gap(source, trim(draught, *venue) if venue else None)


def _holds_post(draught: Draught, start: int, venue: int, last: int) -> bool:
    """«المدير العام | لصحيفة الجسر، الأستاذ سامي الحداد»: a post at a medium, whose holder is named behind it."""
    head, forms = read_head(draught.forms[start]), draught.forms
    if head is None or head.kind != "person" or any(i in draught.persons for i in range(start, venue)):
        return False
    if forms[venue] == "في" and venue + 1 < last and is_medium(forms[venue + 1]):  # «المذيع | في إذاعة الجسر سامي»
        return any(names_person(draught, i) for i in range(venue + 2, last))
    if forms[venue][0] != "ل":
        return False
    comma = next((i for i in range(venue + 1, last - 1) if forms[i] in COMMAS), None)
    return comma is not None and any(names_person(draught, i) for i in range(comma + 1, min(comma + 3, last)))


def _may_open(draught: Draught, i: int) -> bool:
    """False where no source begins: «وصفت ما جرى بأنه», «الذي أقيم», «بالنفي», «موضحا», «أبدى انفتاحا»."""
    form, small = draught.forms[i], load_grammar()
    if i in draught.people:  # «علي محسن», however it is spelt
        return True
    if any(form in group for group in (small.been, small.before, small.that, small.whose, small.adverse)):
        return False  # of «ومن يقول غير ذلك» the last
    if is_first_name(form) or read_head(form) is not None or form in _media("ar"):
        return True
    cue = read_cue(form)
    if cue is not None and cue.joined and cue.form in ("past", "present"):
        return False  # «ليعلق فقال»
    adverb = cue is not None and cue.form == "participle" and not is_definite(form)
    text = draught.span(i, i + 1).text
    accusative = text.endswith(_TANWIN) or _ADVERB.fullmatch(form) is not None or _MASDAR.fullmatch(text) is not None
    verb = has_pronoun(text) and not is_definite(form)  # «، تخللته هتافات»
    return not (adverb or accusative or verb or (form.startswith("بال") and len(form) > _SHORTEST))


def trim(draught: Draught, first: int, last: int) -> tuple[int, int] | None:
    """Take punctuation off both ends; marks and parentheses stay where their partner does."""
    forms = draught.forms
    while first < last and not is_word(forms[first]) and forms[first] not in '(«“"':
        first += 1
    while last > first and not is_word(forms[last - 1]) and forms[last - 1] not in ')»”"':
        last -= 1
    return (first, last) if first < last else None


def trim_source(draught: Draught, first: int, last: int) -> Source | None:
    """Make a source of a stretch without the punctuation around it."""
    found = trim(draught, first, last)
    while found and found[1] - found[0] > 1 and _dangles(draught, found[1] - 1):
        found = trim(draught, found[0], found[1] - 1)  # «الكرملين بـ»
    return Source(*found) if found else None


def _dangles(draught: Draught, i: int) -> bool:
    """True for a preposition with nothing after it, not for the man علي."""
    return draught.forms[i] in load_grammar().before and i not in draught.persons


def _skip_adverbials(draught: Draught, first: int, last: int) -> tuple[int, tuple[int, int] | None]:
    """«وقال في مؤتمر صحفي ببرلين، الوزير»: begin at الوزير."""
    venue: tuple[int, int] | None = None
    i = first
    while i < last:
        nothing = not is_word(draught.forms[i]) and draught.quote_over(i) is None
        if nothing or draught.forms[i] in load_grammar().therein:  # «قال فيه الوزير»
            i += 1
            continue
        kind = read_adverbial(draught, i)
        if kind is None:
            break
        end = _adverbial_end(draught, i, last)
        if kind == "venue" and venue is None:
            venue = (i, end)
        i = end
    return i, venue


def _adverbial_end(draught: Draught, i: int, last: int) -> int:
    """An adverbial ends at a comma, or where somebody who may speak is named: «للصحافيين الناطق باسم ...»."""
    forms = draught.forms
    kind, known = _adverbial_at(draught, i)
    end = i + max(known, 1)
    while kind != "short" and end < last and forms[end] not in COMMAS:
        quote = draught.quote_over(end)
        begun = end > i + 1 or kind == "time"  # «نقلت أمس | وكالة الجسر»
        if kind == "venue" and end in draught.people and forms[end - 1].endswith(_NISBA):
            break  # «وقال في المؤتمر الصحفي | سامي الحداد إن»
        if kind == "time" and (end in draught.people or _is_named_with_al(draught, end)):
            break  # «قال يوم الجمعة | سامي الحداد محامي الدفاع إن»
        speaks = _may_speak(forms, end, kind) and not _is_governed(draught, i + known, end)
        if quote is None and begun and (speaks or read_adverbial(draught, end)):
            break
        end = end + 1 if quote is None else min(last, quote.last + 1)
    return end


def _is_governed(draught: Draught, known: int, i: int) -> bool:
    """«في رده على أسئلة | الطلاب», «أمام مجلس | النواب», but «في بيان | الوزير», «على صفحته | الوزير»."""
    form, small = draught.forms[i - 1], load_grammar()
    inside = i - 2 >= known and draught.forms[i - 2] in small.before and form not in small.before
    plain = inside and is_word(form) and not is_definite(form) and not form.endswith(_NISBA)
    body = read_head(form)
    if body is not None and body.kind == "body" and not body.definite and i - 1 > known:
        return True  # «خلال جلسة مجلس | الوزراء»
    return plain and i - 1 not in draught.things and not has_pronoun(draught.span(i - 1, i).text)


def _is_named_with_al(draught: Draught, i: int) -> bool:
    """«الحبيب» حاجي, which the tagger may leave out."""
    return is_definite(draught.forms[i]) and is_first_name(draught.forms[i]) and i + 1 in draught.people


def _may_speak(forms: Sequence[str], i: int, kind: Adverbial | None) -> bool:
    head = read_head(forms[i])
    if head is None or forms[i - 1] in load_grammar().before:
        return False
    if kind == "venue" and is_definite(forms[i - 1]) and is_definite(forms[i]) and forms[i].endswith("ي"):
        return False  # «في المؤتمر الصحافي | عقب المباراة»
    if head.kind in ("person", "title"):
        return head.definite or not head.base.endswith("ي")  # «في مؤتمر صحفي» names nobody
    return kind == "time" and head.kind in ("body", "medium", "document")


def _leaves(draught: Draught, start: int, i: int, last: int) -> bool:
    """True where token `i` no longer belongs to the source: a relative clause, an act, a new clause."""
    forms, words = draught.forms, load_grammar()
    form = forms[i]
    if draught.is_hyphened(i) or (i + 1 < last and draught.is_hyphened(i + 1)):  # «مون جاي-إن»
        return False
    if form in words.named:  # «مزارع يدعى نادر»
        return False
    if (i > start and _is_own_talk(draught, i)) or (form[0] == "ل" and _is_addressed(draught, start, i)):
        return True
    if form in words.whose or form in words.that or form in words.clause or form in words.been:
        return True
    if draught.text[draught.tokens[i].start : draught.tokens[i].end].endswith(_TANWIN):  # «زوجها | متحفظاً على»
        return True
    kunya = i > start and forms[i - 1] in words.kunya
    if form in words.negation or (i > start and (form in words.save or form in words.therein)):
        return True  # «مصدر | لم تفصح عن اسمه», «ولم يدرك العلماء | إلا مؤخرا أن», «ولفت الوزير | النظر إلى»
    if is_verb(draught, i) and not is_first_name(form) and not kunya:
        return True  # «مسؤول في الوزارة | طلب ألا يذكر اسمه»
    if form in COMMAS or form in "-–—":
        after = i + 1
        if after >= last:
            return True
        cue = read_cue(forms[after])
        quote = draught.quote_over(after)
        return (
            (quote is not None and quote.words > 2)
            or forms[after] in words.whose
            or forms[after] in words.clause
            or (cue is not None and cue.form == "participle")
            or read_adverbial(draught, after) is not None
        )
    return False


def is_verb(draught: Draught, i: int) -> bool:
    """True for a verb of attribution, not for «اللواء | فضل حسن», «قائد | القوة», which folds to «ألقوه»."""
    form = draught.forms[i]
    cue, head = read_cue(form), read_head(form)
    if cue is None or i in draught.persons:
        return False
    adverb = cue.form == "participle" and form.endswith("ا")  # «قال مصدر في المدينة | متهما الشرطة إن»
    return adverb or (cue.form in ("past", "present") and (head is None or not head.definite))


def _is_own_talk(draught: Draught, i: int) -> bool:
    """«وتابع المدير | حديثه: "..."», but «دراسة حديثة»."""
    bare = draught.forms[i].removesuffix("ها").removesuffix("ه")
    return bare in load_grammar().told and has_pronoun(draught.span(i, i + 1).text)


def _is_addressed(draught: Draught, start: int, i: int) -> bool:
    """«قال سامي | لصديقه»: after a name, لـ with a person is whom he spoke to; «المستشار الإعلامي لرئيس» is a post."""
    forms = draught.forms
    head = read_head(unjoin(forms[i])) or read_head(forms[i][1:])
    named = is_first_name(forms[i - 1]) or i - 1 in draught.persons
    named = named or (i == start + 1 and read_head(forms[start]) is None)  # «قال حقي | لشخص»
    return head is not None and head.kind in ("person", "title") and named
