"""Two parties in one phrase, which no comma parts: «اتهمت دول غربية | نظام الرئيس», «اتهمت منظمة راصد | الجيش»."""

from riwaya.events.concord import ADJECTIVE, is_surname, is_told
from riwaya.events.lines import Line, bare, classes_of, is_actor, load_roles
from riwaya.events.phrases import Phrase, read_phrase
from riwaya.events.realms import is_rare
from riwaya.stems import is_definite

_NAMED = frozenset({"person", "organisation", "place", "actor"})


def split_phrase(line: Line, phrase: Phrase) -> tuple[Phrase, Phrase] | None:
    """Part two parties that no comma parts: «دول غربية | نظام الرئيس»; None where there is only one."""
    for i in range(phrase.head + 1, phrase.last):
        other = read_phrase(line, i) if _is_closed(line, i - 1, phrase.head) else None
        if other is None or other.last < phrase.last or other.kind not in _NAMED:
            continue
        if is_told(line.forms[i]) or is_surname(line, i):
            continue
        # «الرئيس المصري سليم حداد» is one
        if other.kind != "person" or bare(line.forms[phrase.head]) in load_roles("body"):
            return phrase._replace(last=i), other
    return None


def _is_closed(line: Line, i: int, head: int) -> bool:
    """True behind «غربية», «المارسونية», «مولر», and behind a rare word that is the name of a body."""
    form = line.forms[i]
    if i == head or classes_of(form):
        return False
    adjective = form.endswith(ADJECTIVE) and not is_actor(form) and is_definite(form) and is_definite(line.forms[i - 1])
    inside = any(
        first > head and last == i + 1 and kind == "person" for first, (last, kind, _) in line.mentions.items()
    )
    named = i == head + 1 and is_definite(line.forms[i + 1]) and not is_definite(form) and is_rare(form)
    return inside or adjective or is_told(form) or named
