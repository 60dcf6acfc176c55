"""Who says it, right behind the verb: «أكد وزير العدل | ثقته بأن», «شدد الوزير | على أن», not «وصف | الاتفاق بأنه»."""

from riwaya.statements.cues import Cue
from riwaya.statements.frames import Opening
from riwaya.statements.grammar import BARE, load_grammar
from riwaya.statements.heads import (
    has_pronoun,
    is_nisba,
    is_ordinary,
    is_owned,
    names_person,
    read_head,
)
from riwaya.statements.hits import Hit
from riwaya.statements.objects import cut_called, cut_object, is_called_so, keep_subject
from riwaya.statements.onsets import is_unheard
from riwaya.statements.posts import begins_noun
from riwaya.statements.sentences import COMMAS, Draught
from riwaya.statements.sources import Source, cut_told
from riwaya.stems import is_definite
from riwaya.text import fold, is_word

_THINGS = ("document", "evidence")
_JOINED = "وفبلك"  # written on to «بوزارة», «وأخرى»


def after_verb(draught: Draught, hit: Hit, opening: Opening, source: Source | None) -> Source | None:
    """The subject that follows its verb, without what the verb acts on."""
    source, group = cut_told(draught, keep_subject(draught, hit.cue, source)), hit.cue.verb.group
    that = draught.forms[opening.first - 1 : opening.first + 1]
    if source is None or (is_called(hit) and load_grammar().that.isdisjoint(that)):
        return None  # but «الذي تعتبر | الضفة أنه ضروري»
    byth = that[-1] in load_grammar().byth
    head = read_head(draught.forms[source.first])
    body = head is not None and head.kind == "body" and head.gender == hit.cue.gender == "f"
    called = group == "call" and byth and not hit.cue.suffix and not body
    length = source.last - source.first
    if called and length == 1:
        return None  # «ووصف الاتفاق بأنه»: one noun is what he calls so, but «واعتبرت الوزارة بأنه»
    described = length == 2 and head is not None and is_nisba(draught.forms[source.last - 1])
    if called and described and "" not in hit.cue.takes:
        return None  # «ووصف الجيش المصري بأنه قوي»: the one noun phrase is what he calls so
    if called and is_called_so(draught, hit.cue, source):
        return None
    known = head is not None or names_person(draught, source.first) or source.first in draught.things
    if group == "call" and not known and is_ordinary(draught.forms[source.first]):
        return None  # «كما وصف نقل السفارة بأنه»
    plain = group == "call" and draught.forms[opening.first - 1] == BARE  # «اعتبر ممثل لجنة الري سامي الحداد أن»
    acts = not plain and (group in ("call", "ask") or "object" in hit.cue.takes or opening.saying is not None)
    source = cut_object(draught, source) if acts or (length > 1 and _owns(draught, source)) else source
    return cut_called(draught, hit.cue, source)


def is_called(hit: Hit) -> bool:
    """«الضفة التي وصفت | العملية بأنها»: in a relative clause, without a pronoun, what follows is called so."""
    return hit.level == "which" and hit.cue.verb.group == "call" and not hit.cue.suffix


def _owns(draught: Draught, source: Source) -> bool:
    """«جددت وزارة الري استعدادها، إيمانا بأن», «أكد وزير العدل ثقته الكاملة بأن»: behind no preposition."""
    forms, head, last = draught.forms, read_head(draught.forms[source.first]), source.last - 1
    body = head is not None and head.kind == "body" and not is_definite(forms[last])  # not «المياه»
    things = (i for i in range(source.first + 1, source.last) if _is_thing(draught, i))
    own = next(things, last if body and has_pronoun(draught.span(last, last + 1).text) else None)
    return own is not None and load_grammar().before.isdisjoint(forms[source.first : own + 1])


def _is_thing(draught: Draught, i: int) -> bool:
    """True for what belongs to whoever is named in full before it: «الوزير | ثقته», not «مدير | مكتبه»."""
    realm = read_head(draught.forms[i - 2]) if i > 1 else None
    named = realm is not None and realm.kind == "body" and is_unheard(draught, i - 1)  # «سلطنة مرسانة | استعدادها»
    whole = named or is_definite(draught.forms[i - 1]) or i - 1 in draught.persons
    return whole and draught.forms[i][0] not in "ولبف" and is_owned(draught.span(i, i + 1).text)


def cut_complement(draught: Draught, cue: Cue, source: Source | None) -> Source | None:
    """«شدد الوزير | على ضرورة أن»: the source ends where the verb's own preposition stands."""
    if source is None or cue.form == "noun":
        return source
    head = read_head(draught.forms[source.first])
    forms, first = draught.forms, source.first + 1
    # «حذر عدد من الخبراء من أن», «رد أحد المشرفين على السد», but «أعرب بعض الخبراء | عن قلقهم من أن»
    asked = draught.forms[first + 1 : first + 2] == [fold(cue.verb.takes[0])]
    first += 2 if head is not None and head.some and not asked else 0
    takes = cue.takes - load_grammar().within  # «يرى باحثون | في الضفة أن»
    # not «47 من الأكاديميين»
    cuts = (i for i in range(first, source.last) if forms[i] in takes and not forms[i - 1].isdigit())
    cut = next(cuts, None)
    return source if cut is None else source._replace(last=cut)


def cut_noun(draught: Draught, source: Source) -> Source:
    """«نفى البيت الأبيض | مزاعم بأن», «ردد المتظاهرون | هتافات», «مستشار للرئيس | زار الجسر»: a definite source ends.

    Not before a man who is named behind it, «الفريق أول سامي الحداد», nor behind a comma.
    """
    forms, words, head = draught.forms, load_grammar(), read_head(draught.forms[source.first])
    if (head is not None and head.kind in _THINGS) or names_person(draught, source.first):
        return source  # «دراسة السوق | نشرت أمس», «عبد الله | رقيب»
    for i in range(source.first + 1, source.last):
        if forms[i] in COMMAS or forms[i] in words.whose or draught.quoted[i] >= 0 or not is_word(forms[i]):
            return source
        if begins_noun(draught, i):
            named = any(k in draught.people for k in range(i, source.last))
            return source if named else source._replace(last=i)
    return source
