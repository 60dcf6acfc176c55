"""What stands between a cue and its content: the source, when and where it spoke, to whom."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from riwaya.statements.adverbials import end_adverbial, is_medium, read_adverbial, skip_adverbials
from riwaya.statements.cues import read_cue
from riwaya.statements.grammar import load_grammar, width_of_god
from riwaya.statements.heads import (
    Head,
    drop_pronoun,
    has_pronoun,
    is_eponym,
    is_finite,
    is_first_name,
    is_mute,
    is_ordinary,
    names_person,
    read_definite_head,
    read_head,
    read_joined_head,
    unjoin,
)
from riwaya.statements.quotes import Quote
from riwaya.statements.sentences import COMMAS, Draught
from riwaya.stems import is_definite
from riwaya.text import is_word, load_folded

_ADVERB = re.compile("م(?:ت....?|ست...|.ت..|ن...)ا|ان..ا.ا|ا.ت.ا.ا|است..ا.ا|ت..ي.ا")  # «متحدثا», «انفتاحا», «استعدادا»
_DEED = re.compile("است.{1,2}ا.ه?|ا.ت.ا.|ان..ا.|ت..ي.ه?")  # «استحالة», «انسحاب», «تعيين»
_MASDAR = re.compile("إ..ا.ا")  # as written: «إيمانا منها بأن»
_PARTICLES = ("بال", "لل", "كال")  # written apart from words in marks
_FRENCH = "يه"  # as French names in -er and -ier end
_SHORT_OWN = 4  # letters of a short noun with its pronoun
_SHORTEST = 5  # letters of «بالنفي» and the like
_NAME_MOST = 4  # words in marks that may be a medium's name
_TITLE_MOST = 12  # words of a book's title
_TOLD = ("person", "title", "body")
_PAPERS = ("document", "evidence")
_SIGNS = frozenset("%٪")
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


def is_issuing(form: str, language: str = "ar") -> bool:
    """True for the verb between a document and who issued it: «بيان أصدرته الوزارة»."""
    return form in load_folded(language, "cues_issued")


def is_issuing_at(forms: Sequence[str], i: int) -> bool:
    """The same also for two words: «دراسة | قام بها المركز», «إفادات | أدلى بها الركاب»."""
    done = forms[i] in load_folded("ar", "cues_issued_by") and "".join(forms[i + 1 : i + 2]) in ("به", "بها")
    return done or is_issuing(forms[i])


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
        if kind == "venue" and venue is None:
            venue = (end, end_adverbial(draught, end, last))
        leaves = kind or (end > start and _leaves(draught, start, end, last))
        issued = kind == "venue" and end > start and is_issuing(draught.forms[end - 1])  # «بيان نشره على تويتر الوزير»
        if leaves and not issued and not (kind == "venue" and _holds_post(draught, start, end, last)):
            break
        end += 1
    source = trim_source(draught, start, end) if start < end and _may_open(draught, start) else None
    return Gap(source, trim(draught, *venue) if venue else None)


def _is_title(draught: Draught, start: int, quote: Quote) -> bool:
    """«شبكة "ان بي سي"», «مؤلف كتاب | "كيف ترفض مليار دولار"»: what something is called, which is not cut."""
    called = start < quote.first and draught.forms[quote.first - 1] in load_grammar().place
    return quote.words <= (_TITLE_MOST if called else _NAME_MOST)


def _is_called(draught: Draught, start: int, quote: Quote, last: int) -> bool:
    """The same for what a body is called, also at length before a name: «قوات "حماية السد من الغرباء" العقيد سامي»."""
    return _is_title(draught, start, quote) or any(i in draught.persons for i in range(quote.last, last))


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
    if i in draught.people or width_of_god(draught.forms, i):  # «علي محسن», however it is spelt; «سبحانه»
        return True
    if i in draught.begins and i + 1 in draught.titles:  # «سي إن إن», «أنصار الشريعة»
        return True
    if is_that(draught, i) or any(
        form in group for group in (small.been, small.before, small.whose, small.adverse, small.therein)
    ):
        return False  # of «ومن يقول غير ذلك» the last
    if is_first_name(form) or read_head(form) is not None or is_medium(form):
        return form != "الداعيه" or draught.forms[i + 1 : i + 2] != ["الي"]  # «الداعية إلى الاستيطان»
    cue = read_cue(form)
    if cue is not None and cue.joined and cue.form in ("past", "present"):
        return False  # «ليعلق فقال»
    if is_nobody(draught, i):
        return False
    adverb = cue is not None and cue.form == "participle" and not is_definite(form)
    adverb = adverb or form in small.asking
    verb = has_pronoun(draught.span(i, i + 1).text) and not is_definite(form)  # «، تخللته هتافات»
    verb = verb and not _is_french(draught, i)
    verb = verb or form in _PARTICLES  # «بالـ"كارثي"»
    plain = is_ordinary(form[1:]) and i not in draught.things  # «الذي يقول | بوضوح إن»
    manner = form[0] == "ب" and len(form) > _SHORTEST and (plain or form.startswith("بال"))
    return not (adverb or _is_accusative(draught, i) or verb or manner or _is_his(draught, i))


def _is_french(draught: Draught, i: int) -> bool:
    """«أوضح | روفييه أن»: a name that ends as if it were somebody's, right behind its verb, not «معاليه», «يعنيه»."""
    form = draught.forms[i]
    owned = drop_pronoun(form)
    common = is_ordinary(owned) or is_mute(owned) or is_finite(owned) or read_joined_head(owned) is not None
    said = i > 0 and read_cue(draught.forms[i - 1]) is not None
    return form.endswith(_FRENCH) and said and not (common or form[0] in "يتبل")


def _is_his(draught: Draught, i: int) -> bool:
    """«أعلن | عفوه عن الحارس», «تابع | مدحه»: a noun of three letters with somebody's pronoun, and no name."""
    form, named = draught.forms[i], i in draught.things or i in draught.persons
    own = len(form) == _SHORT_OWN and draught.span(i, i + 1).text.endswith("ه")
    return own and not named and not is_definite(form) and form not in load_grammar().honour


def is_nobody(draught: Draught, i: int) -> bool:
    """True for a common word that begins no source: «لخص | الموضوع قائلا», not «أعلن | أولي هونيس»."""
    form = draught.forms[i]
    noun = form[:-1] if form.endswith("ا") and not is_finite(form[:-1]) else form  # «سرد | قصصا من حياته قائلا»
    common = is_mute(form) or is_mute(noun)
    return common and i not in draught.things | draught.persons and not is_unheard(draught, i + 1)


def is_unheard(draught: Draught, i: int) -> bool:
    """True for a word that makes a name of a common one before it: «أعلن أولي | هونيس»."""
    form, small = draught.forms[i] if i < len(draught.forms) else ".", load_grammar()
    common = is_mute(form) or is_ordinary(form) or form in small.before | small.that | small.whose
    common = common or form[:1].isdigit()  # «أقر ميزانية 2018»
    return is_word(form) and not common and not is_definite(form) and read_head(form) is None and read_cue(form) is None


def _is_accusative(draught: Draught, i: int) -> bool:
    """True for an adverb as it is written: «شكراً», «متحدثا», «إيمانا منها بأن»."""
    text = draught.span(i, i + 1).text
    pattern = _ADVERB.fullmatch(draught.forms[i]) or _MASDAR.fullmatch(text)
    return draught.has_tanwin(i) or pattern is not None


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


def _leaves(draught: Draught, start: int, i: int, last: int) -> bool:
    """True where token `i` no longer belongs to the source: a relative clause, an act, a new clause."""
    forms, words = draught.forms, load_grammar()
    form = forms[i]
    if draught.is_hyphened(i) or (i + 1 < last and draught.is_hyphened(i + 1)):  # «مون جاي-إن»
        return False
    if form in words.named or (i > start and _is_of_this(draught, i)):  # «مزارع يدعى نادر»
        return False
    if (i > start and _is_own_talk(draught, i)) or (form[0] == "ل" and _is_addressed(draught, start, i)):
        return True
    # «مسؤول | طالبا عدم كشف اسمه», «مصدر، | شريطة عدم ذكر هويته»
    hides = i > start and i + 1 < last and is_word(form) and forms[i + 1] in words.unnamed
    pointed = i > start and form[0] == "ل" and not is_definite(forms[i - 1])  # «مسؤولين | لهذه السياسة»
    pointed = pointed and form[1:] in load_folded("ar", "roles_pointing")
    hides = (
        hides
        or pointed
        or _is_verbs_own(draught, start, i)
        or (i > start and (is_future(form) or _is_predicate(forms, i)))
        or (i > start and _is_made(draught, start, i))
    )
    if hides or form in words.whose or is_that(draught, i) or form in words.clause or form in words.been:
        return True
    aged = "(" in forms[start:i] and ")" not in forms[start:i]  # «محامو الصباغ (44 | عاماً)»
    if (draught.has_tanwin(i) and not aged) or (i > start and _is_manner(draught, i)):  # «زوجها | متحفظاً على»
        return True
    kunya = i > start and forms[i - 1] in words.kunya
    aside = form in words.therein and i + 1 not in draught.people  # «محامي الدفاع عنها سامي»
    aside = aside and not is_issuing_at(forms, i - 1)
    aside = aside or form in words.save or form in load_folded("ar", "roles_seats")
    if form in words.negation or (i > start and aside):
        return True  # «مصدر | لم تفصح عن اسمه», «ولم يدرك العلماء | إلا مؤخرا أن», «ولفت الوزير | النظر إلى»
    governed = i > start and (forms[i - 1] in words.within or forms[i - 1] == "من")  # «أكثر من | نصف السكان»
    if is_verb(draught, i) and not (is_first_name(form) or kunya or governed):
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
            or forms[after] in load_folded("ar", "roles_seats")
            or (after + 1 < last and forms[after + 1] in words.byth)  # «زعيم الحزب، | المعروف بأنه»
            or _is_relation(draught, start, after)
            or _is_inside(draught, after, last)
            or (cue is not None and cue.form == "participle")
            or read_adverbial(draught, after) is not None
            or _MASDAR.fullmatch(draught.span(after, after + 1).text) is not None
        )
    return False


def _is_verbs_own(draught: Draught, start: int, i: int) -> bool:
    """«تعهد الحداد | بالرد», «قال سامي الحداد | للجماهير»: what the verb governs, behind a whole name."""
    form = draught.forms[i]
    joined = form.startswith(("ب", "لل")) and len(form) >= _SHORTEST
    if i in draught.persons or i in draught.things or not joined:
        return False
    head, noun = read_definite_head(form if form.startswith("لل") else form[1:]), form[1:].removeprefix("ال")
    act = head is None and (is_ordinary(noun) or is_mute("ال" + noun) or _DEED.fullmatch(noun) is not None)
    told = i - 1 in draught.persons or (head is not None and head.kind in _TOLD)
    return (told if form[0] == "ل" else act) and _is_name_alone(draught, start, i)


def _is_name_alone(draught: Draught, start: int, end: int) -> bool:
    """True where a name ends before token `end` and nothing is called after it: «سامي», «الوزير سامي الحداد»."""
    forms = draught.forms
    head = read_joined_head(forms[start])
    if head is not None and not (head.definite or is_first_name(forms[start])):
        return False
    if end == start + 1:
        return head is None and not is_ordinary(forms[start]) and is_word(forms[start]) and not forms[start].isdigit()
    name = next((k for k in range(end - 1, start - 1, -1) if draught.people.get(k, k) >= end), None)
    if name is None or name == start:
        return name == start
    # not «مؤسسة الأمير سامي الحداد | للعلوم»
    whole = is_definite(unjoin(forms[name - 1])) or forms[name - 1] in COMMAS or name - 1 in draught.things
    return whole and not is_eponym(forms, start, name)


def is_that(draught: Draught, i: int) -> bool:
    """True for إن and بأن with their pronouns, not for «بان» in a man's name, which folds to the same."""
    words, form = load_grammar(), draught.forms[i]
    return form in words.that or (form in words.byth and i not in draught.persons)


def is_future(form: str) -> bool:
    """«بحسب متابعين | ستفرض معادلة»."""
    return form[0] == "س" and form[1:2] in ("ي", "ت", "ن") and is_mute(form[1:]) and not is_first_name(form)


def _is_predicate(forms: Sequence[str], i: int) -> bool:
    """«بحسب الخزانة السندارية | ممولا رئيسيا»: in the accusative, behind a definite word."""
    form = forms[i]
    person = read_head(form[:-1]) if form.endswith("ا") and read_head(form) is None else None
    return person is not None and person.kind == "person" and not person.definite and is_definite(forms[i - 1])


def _is_made(draught: Draught, start: int, i: int) -> bool:
    """«استطلاع للرأي | نشر أمس», «تقرير مؤسسة النقد | الصادر أمس»: what was done with it, but «صدر عن الوزارة»."""
    forms = draught.forms
    his = is_issuing_at(forms, i) and not is_issuing(forms[i])  # «تصريحات | أدلى بها لصحيفة الجسر»
    his = his and (i + 2 >= len(forms) or not is_word(forms[i + 2]) or read_adverbial(draught, i + 2) is not None)
    if not his and (forms[i] not in load_folded("ar", "cues_made") or forms[i + 1 : i + 2] == ["عن"]):
        return False
    head = read_joined_head(forms[start])
    return head is not None and head.kind in _PAPERS and (is_definite(forms[i]) or not head.definite)


def _is_inside(draught: Draught, i: int, last: int) -> bool:
    """«ويعتقد العلماء، | في دراسات سابقة، أن», but «مدير المعهد، في الضفة، سامي الحداد»."""
    return draught.forms[i] in load_grammar().within and not any(k in draught.people for k in range(i, last))


def _is_relation(draught: Draught, start: int, i: int) -> bool:
    """«وكالة الجسر، | التابعة للحركة، إن»; a man's name may still follow: «مدير المعهد، التابع للوزارة، سامي»."""
    if draught.forms[i] not in load_folded("ar", "roles_relations"):
        return False
    head = read_head(draught.forms[start])
    return head is None or head.kind != "person"


def _is_manner(draught: Draught, i: int) -> bool:
    """«استنكرت المملكة | وبشدة تصريحات الوزير»: how it was said, and no second source."""
    form = draught.forms[i]
    noun = form.startswith("وب") and len(form) >= _SHORTEST and form.endswith("ه")
    return (
        noun
        and i not in draught.persons | draught.things
        and not is_first_name(form[1:])
        and read_head(form[1:]) is None
    )


def _is_of_this(draught: Draught, i: int) -> bool:
    """«مخرج | هذا الفيلم سامي الحداد»: whose he is, and no new clause."""
    head, after = read_joined_head(draught.forms[i - 1]), draught.forms[i + 1 : i + 2]
    pointing = draught.forms[i] in load_folded("ar", "roles_pointing") and any(map(is_definite, after))
    return pointing and head is not None and head.kind == "person" and not head.definite


def is_verb(draught: Draught, i: int) -> bool:
    """True for a verb of attribution, not for «اللواء | فضل حسن», «قائد | القوة», which folds to «ألقوه»."""
    form = draught.forms[i]
    cue, head = draught.cue(i), read_head(form)
    if i in draught.persons or i in draught.things or form in load_folded("ar", "roles_shares"):
        return False  # «نحو | نصف الآباء»
    if cue is None:
        return _ADVERB.fullmatch(form) is not None and not is_first_name(form)  # «قال سامي | متحدثا إلى الصحافة»
    adverb = cue.form == "participle" and form.endswith("ا")  # «قال مصدر في المدينة | متهما الشرطة إن»
    return adverb or (cue.form in ("past", "present") and (head is None or not head.definite))


def _is_own_talk(draught: Draught, i: int) -> bool:
    """«وتابع المدير | حديثه: "..."», but «دراسة حديثة»."""
    bare = draught.forms[i].removesuffix("ها").removesuffix("ه")
    return bare in load_grammar().told and has_pronoun(draught.span(i, i + 1).text)


def _is_addressed(draught: Draught, start: int, i: int) -> bool:
    """«قال سامي | لصديقه»: after a name, لـ with a person is whom he spoke to; «المستشار الإعلامي لرئيس» is a post."""
    forms = draught.forms
    if read_head(forms[i]) is not None:
        return False  # «أفضل | لاعب في العالم»
    head = read_head(unjoin(forms[i])) or read_head(forms[i][1:])
    named = is_first_name(forms[i - 1]) or i - 1 in draught.persons
    named = named or (i == start + 1 and read_head(forms[start]) is None)  # «قال حقي | لشخص»
    return head is not None and head.kind in ("person", "title") and named


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
