"""Who carried what whom said: «ونقلت الوكالة عن الوزير قوله», «ونقلت عنه الوكالة», «ونقل عن الوزير»."""

from collections.abc import Sequence
from typing import NamedTuple

from riwaya.statements.adverbials import is_medium, read_adverbial
from riwaya.statements.cues import Cue, is_issuing, read_cue
from riwaya.statements.grammar import load_grammar
from riwaya.statements.heads import has_pronoun, read_head, read_joined_head, unjoin
from riwaya.statements.sentences import Draught
from riwaya.statements.sources import Source, read_gap, trim_source
from riwaya.stems import is_definite
from riwaya.text import load_folded

Range = tuple[int, int]
_OBJECT = "ه"  # of «نقلته»
_OF_IT = frozenset(("منه", "منها"))
_TOLD_APART = (("document", False), ("evidence", False), ("evidence", True))  # kinds of papers, and whether known


class Carried(NamedTuple):
    """The speaker, None where a pronoun stands for him, and who carried his words."""

    speaker: Source | None
    carriers: tuple[Source, ...]
    pronoun: str = ""  # «عنه», «إليها»


def read_carried(draught: Draught, cue: Cue, gap: Range) -> Carried | None:
    """Read the words between a verb of carrying and the content it carries."""
    forms = draught.forms
    first, last = gap
    for i in range(first, last):
        if "ل" in cue.takes and forms[i][0] == "ل" and len(forms[i]) > 2 and i > first:  # «ونسبت الصحيفة لسامي القول»
            carrier = read_gap(draught, first, i).source
            speaker = read_gap(draught, i, last).source or trim_source(draught, i, last)
            return Carried(speaker._replace(joined=True), (carrier,) if carrier else ()) if speaker else None
        # «نقلت الوكالة على لسان الوزير قوله»
        tongue = forms[i] == "على" and i + 1 < len(forms) and forms[i + 1] in load_grammar().tongue
        if forms[i] == "عن" or forms[i] in cue.asks or tongue:  # not «وكالة د | ب أ»
            carrier = read_gap(draught, first, i).source if i > first else None
            speaker = read_gap(draught, i + 1 + tongue, last).source
            return Carried(*_through_another(draught, speaker, (carrier,) if carrier else ())) if speaker else None
        mouth = forms[i] == "على" and i + 1 < len(forms) and forms[i + 1] in load_grammar().mouth
        if mouth or forms[i] in ("عنه", "عنها", "عنهم", "عنهن", "اليه", "اليها", "اليهم"):
            carrier = read_gap(draught, i + 1 + mouth, last).source or (
                read_gap(draught, first, i).source if i > first else None
            )
            return Carried(None, (carrier,) if carrier else (), forms[i + mouth])
    return None


def _through_another(draught: Draught, told: Source, carriers: tuple[Source, ...]) -> tuple[Source, tuple[Source, ...]]:
    """«نقلت الوكالة عن صحيفة الجسر | عن مصدر أن»: a medium has it from another; the nearest to who spoke is first."""
    inner = next((i for i in range(told.first + 1, told.last - 1) if draught.forms[i] == "عن"), None)
    if inner is None or not is_medium(draught.forms[told.first]):
        return told, carriers
    return Source(inner + 1, told.last), (told._replace(last=inner), *carriers)


def read_echo(draught: Draught, first: int, last: int) -> Source | None:
    """Find who carried the statement before: «وذكرت الوكالة تصريح الوزير هذا»."""
    forms, words = draught.forms, load_grammar()
    cue = read_cue(forms[first]) if first < last else None
    if cue is None or cue.verb.group not in ("say", "carry") or first + 1 >= last or not is_medium(forms[first + 1]):
        return None
    told = next((i for i in range(first + 2, last) if forms[i] in words.told), None)
    back = told is not None and any(form in words.same for form in forms[told + 1 : told + 5])
    return trim_source(draught, first + 1, told) if told is not None and back else None


def part_carriers(draught: Draught, carrier: Source) -> tuple[Source, ...]:
    """«التلفزيون ووكالة الأنباء»: each medium by itself, without the و written on to it."""
    forms = draught.forms
    for i in range(carrier.first + 1, min(carrier.last, len(forms))):
        head = read_head(forms[i][1:]) if forms[i][0] == "و" and draught.quote_over(i) is None else None
        if head is not None and head.kind == "medium" and is_medium(unjoin(forms[carrier.first])):
            return carrier._replace(last=i), *part_carriers(draught, Source(i, carrier.last, joined=True))
    return (carrier,)


def is_relay(form: str) -> bool:
    """True for a verb that says who passed on what stands before it: «نشرته», «كشفت عنها»."""
    return form in load_folded("ar", "cues_relays")


def read_relays(draught: Draught, gap: Range) -> tuple[Source, ...]:
    """Find who passed a venue on: «في بيان نشره موقع الحكومة», «في مذكرة اطلعت عليها الوكالة»."""
    forms = draught.forms
    for i in range(gap[0], gap[1] - 1):
        # «في بيان أصدرته السبت | ونشرته وكالة الأنباء»
        part = _passes_part(forms, i)
        if not (part or is_relay(forms[i].removeprefix("و"))) or forms[i - 1] in load_folded("ar", "cues_own"):
            continue
        start = i + 1 + part
        while start < gap[1] and forms[start] in load_grammar().before | load_grammar().therein | _OF_IT:
            start += 1
        copy = next((k for k in range(start, gap[1]) if forms[k] in load_folded("ar", "cues_copies")), gap[1])
        source = read_gap(draught, start, copy).source  # «تلقت وكالة الجسر | نسخة منه»
        own = source is not None and has_pronoun(draught.span(source.first, source.first + 1).text)
        if source is not None and is_medium(forms[source.first]) and not own:  # not «نشره في موقعه»
            return (source,)
        # «في بيان نشرته "الجسر"», not «اطلعت "الجسر" عليه»: the page itself
        quote = draught.quote_over(start) if has_pronoun(forms[i]) else None
        if quote is not None and quote.first == start:
            return (Source(start, min(quote.last + 1, len(forms))),)
    return ()


def _passes_part(forms: Sequence[str], i: int) -> bool:
    """«بيان | نقلت مقتطفات منه وكالة الجسر», «رسالة | نشرت نصها صحيفة الجسر», «مسؤول | نقلت أقواله صحيفة الجسر»."""
    return forms[i + 1] in load_folded("ar", "cues_excerpts") and is_relay(forms[i].removeprefix("و") + _OBJECT)


def _is_published(form: str) -> bool:
    """True in «استطلاع | نشره المعهد», whose it is."""
    return has_pronoun(form) or is_issuing(form)


def cut_relay(draught: Draught, source: Source) -> tuple[Source, tuple[Source, ...]]:
    """«وذكر بيان | نشرته وكالة الجسر أن»: a document without who passed it on, and who did."""
    head = read_head(draught.forms[source.first])
    if head is None or head.kind != "document":
        return source, ()
    relays = read_relays(draught, source[:2])
    passed = (i for i in range(source.first + 1, source.last) if is_relay(draught.forms[i]))
    passed = (i for i in passed if relays or not _is_published(draught.forms[i]))
    return source._replace(last=next(passed, source.last)), relays


def keep_clause(draught: Draught, source: Source, last: int) -> Source:
    """«نسخة | حصلت عليها "الجسر"», «جدول أعماله | الذي وزعته الوزارة»: a paper of nobody's, with what tells it apart.

    What was issued in «بيان أصدرته الوزارة» is hers, and «الوثيقة التي نشرتها الجسر» is known.
    """
    forms, at = draught.forms, source.last
    head = read_joined_head(forms[source.first])
    if head is None or at + 1 >= last or (head.kind, head.definite) not in _TOLD_APART:
        return source
    at += head.kind == "evidence" and forms[at] in load_grammar().whose
    owned = any(is_definite(unjoin(form)) for form in forms[source.first + 1 : source.last])
    if owned or not is_relay(forms[at]):
        return source  # «وثيقة للوزارة | كشفت عنها الجسر»
    last += last < len(forms) and forms[last] in load_grammar().therein  # «تقرير اطلعت "الجسر" | عليه»
    plain = (i for i in range(at + 1, last) if draught.quote_over(i) is None)  # not «"الجسر اليوم"»
    end = next((i for i in plain if read_adverbial(draught, i) in ("time", "part")), last)
    return trim_source(draught, source.first, end) or source


def choose_carriers(draught: Draught, source: Source | None, relays: tuple[Source, ...]) -> tuple[Source, ...]:
    """Give who carries what a formula tells: who passed its document on, else whoever it names.

    «بحسب ما جاء في تغريدة», «وفق بيان أصدرته»: a man's own words carry nothing.
    """
    if relays or source is None:
        return relays
    return () if is_data(draught, source) or _is_own_talk(draught, source) else (source,)


def names_medium(draught: Draught, source: Source) -> bool:
    """«الوكالة», and with the لـ of a formula written on to it: «وفقا | لوكالة الجسر», «وفقا | للصحيفة»."""
    form = draught.forms[source.first]
    return is_medium(form) or (source.joined and (is_medium(unjoin(form)) or is_medium(form[1:])))


def is_data(draught: Draught, source: Source) -> bool:
    """«بحسب إحصاءات رسمية», «وفق تصريحاته»: figures and a man's own words carry nothing."""
    head = read_joined_head(draught.forms[source.first])
    own = has_pronoun(draught.span(source.first, source.first + 1).text)
    many = head is not None and (head.number == "many" or head.base.endswith("ات"))
    found = head is not None and head.base in load_folded("ar", "roles_figures")
    return head is not None and (head.kind == "evidence" or (head.kind == "document" and (own or many or found)))


def _is_own_talk(draught: Draught, source: Source) -> bool:
    """«تصريح» that nobody else is named for, «بيان أصدرته»."""
    last = source.last - 1
    if last == source.first:
        return unjoin(draught.forms[last]).removeprefix("ال") in load_folded("ar", "cues_talks")
    return is_issuing(draught.forms[last]) and has_pronoun(draught.span(last, source.last).text)
