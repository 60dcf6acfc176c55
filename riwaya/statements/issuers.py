"""Who issued a document, by the words about it: «الدراسة | التي أجرتها جامعة الضفة», «بيان للوزارة ... وذكر البيان»."""

from collections.abc import Container

from riwaya.statements.adverbials import is_medium
from riwaya.statements.carried import is_relay
from riwaya.statements.cues import is_issuing
from riwaya.statements.grammar import load_grammar
from riwaya.statements.heads import read_head
from riwaya.statements.introductions import end_body
from riwaya.statements.nouns import Phrase, find_owner
from riwaya.statements.sentences import MARKS, Draught
from riwaya.statements.sources import Source, read_gap
from riwaya.text import load_folded

_FEW = 20  # places of a word looked at; a page that has more is a list
_REACH = 12  # tokens of a document and who issued it

Issuer = tuple[tuple[int, int], bool]  # the tokens that name it, and whether a preposition is written on to the first


def find_behind(draught: Draught, phrase: Phrase, known: Container[str]) -> Issuer | None:
    """«وأكدت الدراسة | التي أجرتها جامعة الضفة أن»: who issued it, in the clause behind.

    `known` are the documents, by their nouns, of which the page has said already whose they are.
    """
    forms, start = draught.forms, phrase.last + 2
    if start >= len(forms) or forms[start - 2] not in load_grammar().whose or not is_issuing(forms[start - 1]):
        return None
    from_ = forms[start] in ("عن", "من")  # «التقرير الذي صدر | عن مؤسسة الضفة», but «الكتاب الذي صدر حديثا»
    if (is_relay(forms[start - 1]) and _is_passed_on(draught, phrase, start, known)) or (
        from_ == forms[start - 1].endswith(("ه", "ها"))
    ):
        return None
    start += from_
    last = min(start + _REACH, len(forms))
    end = end_body(draught, start, last)
    source = Source(start, end) if end > start + 1 else read_gap(draught, start, last).source
    return ((source.first, source.last), False) if source is not None else None


def find_before(draught: Draught, phrase: Phrase) -> Issuer | None:
    """«بيان | للوزارة ... وذكر البيان»: who issued it, where the page named it last before."""
    base = phrase.head.base if phrase.head is not None else ""
    before = [i for i in draught.places.get(base, ())[:_FEW] if i < phrase.first]
    if not before or draught.forms[before[-1] + 1] in MARKS:  # «مؤلف كتاب "سامي"، وذكر الكتاب»
        return None
    first, last = before[-1], min(before[-1] + _REACH, phrase.first, len(draught.forms))
    owner = find_owner(draught, Phrase(first, last, None, None, read_head(draught.forms[first])))
    if owner is None:
        return None
    (first, last), joined = owner
    end = end_body(draught, first, last)
    return ((first, end), joined) if end > first + 1 else None


def _is_passed_on(draught: Draught, phrase: Phrase, medium: int, known: Container[str]) -> bool:
    """«البيان الذي نشرته | وكالة الجسر», «الدراسة التي نشرها | المركز»: whoever put it out did not make it.

    Nor did the press office in «بيان للجيش ... البيان الذي نشره | مركز الإعلام».
    """
    base = phrase.head.base if phrase.head is not None else ""
    is_study = base in load_folded("ar", "roles_findings")
    return is_study or is_medium(draught.forms[medium]) or base in known or find_before(draught, phrase) is not None
