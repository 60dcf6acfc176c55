"""Where a source breaks off: «مسؤول | لم تفصح عن اسمه», «قال سامي | لصديقه», «تعهد الحداد | بالرد»."""

import re
from collections.abc import Sequence

from riwaya.statements.adverbials import read_adverbial
from riwaya.statements.cues import is_issuing, is_issuing_at, read_cue
from riwaya.statements.grammar import load_grammar
from riwaya.statements.heads import (
    has_pronoun,
    is_eponym,
    is_first_name,
    is_mute,
    is_ordinary,
    read_definite_head,
    read_head,
    read_joined_head,
    unjoin,
)
from riwaya.statements.onsets import ADVERB, MASDAR
from riwaya.statements.particles import is_that
from riwaya.statements.sentences import COMMAS, Draught
from riwaya.stems import is_definite
from riwaya.text import is_word, load_folded

_DEED = re.compile("است.{1,2}ا.ه?|ا.ت.ا.|ان..ا.|ت..ي.ه?")  # «استحالة», «انسحاب», «تعيين»
_SHORTEST = 5  # letters of «بالرد», «وبشدة»
_DID = "وا"  # as many who did something end: «التقوا»
_TOLD = ("person", "title", "body")
_PAPERS = ("document", "evidence")


def breaks_off(draught: Draught, start: int, i: int, last: int) -> bool:
    """True where token `i` no longer belongs to the source: a relative clause, an act, a new clause."""
    forms, words = draught.forms, load_grammar()
    form = forms[i]
    if draught.is_hyphened(i) or (i + 1 < last and draught.is_hyphened(i + 1)):  # «تشون سو-إن»
        return False
    if form in words.named or (i > start and _is_of_this(draught, i)):  # «مزارع يدعى نادر»
        return False
    if (i > start and _is_own_talk(draught, i)) or (form[0] == "ل" and _is_addressed(draught, start, i)):
        return True
    # «مسؤول | طالبا عدم كشف اسمه», «مصدر، | شريطة عدم ذكر هويته»
    # «نقلته "الجسر" | على لسانه»
    hides = i > start and i + 1 < last and is_word(form) and forms[i + 1] in words.unnamed | words.mouth
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
    # not «الحكومة المعترف | بها دوليا»
    held = form in words.by_it and i > start + 1 and is_definite(forms[i - 1]) and read_head(forms[i - 1]) is None
    aside = aside and not is_issuing_at(forms, i - 1) and not held
    aside = aside or form in words.save or form in load_folded("ar", "roles_seats")
    if form in words.negation or (i > start and aside):
        return True  # «مصدر | لم تفصح عن اسمه», «ولم يدرك العلماء | إلا مؤخرا أن», «ولفت الوزير | النظر إلى»
    governed = i > start and (forms[i - 1] in words.within or forms[i - 1] == "من")  # «أكثر من | نصف السكان»
    if _is_verb(draught, i) and not (is_first_name(form) or kunya or governed):
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
            or _acts(draught, after)
            or _is_inside(draught, after, last)
            or (cue is not None and cue.form == "participle")
            or read_adverbial(draught, after) is not None
            or MASDAR.fullmatch(draught.span(after, after + 1).text) is not None
        )
    return False


def _acts(draught: Draught, i: int) -> bool:
    """«مسؤولون في الميناء، | التقوا الوزير سامي الحداد، إن»: what they did, and no other name of them."""
    return i not in draught.people and draught.forms[i].endswith(_DID) and len(draught.forms[i]) >= _SHORTEST


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


def _is_verb(draught: Draught, i: int) -> bool:
    """True for a verb of attribution, not for «اللواء | فضل حسن», «قائد | القوة», which folds to «ألقوه»."""
    form = draught.forms[i]
    cue, head = draught.cue(i), read_head(form)
    if i in draught.persons or i in draught.things or form in load_folded("ar", "roles_shares"):
        return False  # «نحو | نصف الآباء»
    if cue is None:
        return ADVERB.fullmatch(form) is not None and not is_first_name(form)  # «قال سامي | متحدثا إلى الصحافة»
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
