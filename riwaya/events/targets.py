"""Whom a protest is against, and what a bomb or a missile was meant for: read from the words around the act."""

from collections.abc import Iterator

from riwaya.events.acts import read_word
from riwaya.events.lines import Line, classes_of, is_actor
from riwaya.events.phrases import Phrase, name_strange, read_phrase
from riwaya.events.subjects import acts
from riwaya.text import is_word

_AHEAD, _NEAR = 32, 14  # tokens between an act and the words that oppose, and the house before which it stands
_WITHIN = 8  # tokens between «منددين» and a party: «بقرار منح الرئيس»
_OPPOSING = frozenset({"ACCUSE", "REJECT", "REQUEST"})
_BREAKS = frozenset("؛.")
_JOINED = ("ل", "ب", "و")
_STRIKING = frozenset({"explosives", "firearms", "suicide-attack", "aerial", "heavy-weapons", ""})


def find_opposed(line: Line, at: int, actor: Phrase | None) -> Phrase | None:
    """Give whom a protest is against: behind «ضد», «احتجاجا على», «مطالبين», else whose house it stands before.

    `at`: the token of the protest. `actor`: who protests, and so is not opposed.
    """
    for i in range(at + 1, min(at + _AHEAD, len(line.forms) - 1)):
        if line.forms[i] in _BREAKS:
            break
        if _opposes(line.forms[i]):
            found = next((p for p in _walk(line, i + 1) if acts(p) and not _is_crowd(line, p, actor)), None)
            if found is not None:
                return found
    return _find_house(line, at)


def find_struck(line: Line, at: int, mode: str) -> Phrase | None:
    """Give what an attack without a victim was meant for: «انفجرت قنبلة أمام مقر الحزب», «صواريخ على البلدة»."""
    if mode not in _STRIKING:
        return None
    for i in range(at + 1, min(at + _NEAR, len(line.forms) - 1)):
        classes = classes_of(line.forms[i])
        if line.forms[i] in _BREAKS or classes & {"opens", "that"}:
            return None
        phrase = read_phrase(line, i + 1) if "aims" in classes else None
        if phrase is None or phrase.last <= phrase.first:
            continue
        if phrase.kind in ("thing", "actor", "organisation") or (phrase.kind == "place" and "place" not in classes):
            return phrase
    return None


def find_threatened(line: Line, at: int) -> Phrase | None:
    """Give whom an act that is threatened would befall: «هددت بطرد | السفير», «تهديدات بمهاجمة | المدينة»."""
    for i in range(at + 1, min(at + _NEAR, len(line.forms) - 1)):
        if not is_word(line.forms[i]) or classes_of(line.forms[i]) & {"opens", "that"}:
            return None
        if any(r.act and r.act.of == "recipient" and r.front == "ب" for r in read_word(line.forms[i])):
            phrase = read_phrase(line, i + 1)
            phrase = name_strange(line, phrase) if phrase else None
            return phrase if acts(phrase) or (phrase and phrase.kind == "thing") else None
    return None


def _opposes(form: str) -> bool:
    return "against" in classes_of(form) or any(r.act and r.act.type in _OPPOSING for r in read_word(form))


def _is_crowd(line: Line, phrase: Phrase, actor: Phrase | None) -> bool:
    """True for who protests themselves: «مطالب المتظاهرين»."""
    own = actor is not None and line.forms[actor.head] == line.forms[phrase.head]
    return own or "protester" in classes_of(line.forms[phrase.head])


def _walk(line: Line, start: int) -> Iterator[Phrase]:
    """Give the phrases of the next few words, inside a quotation too: «هتافات منها «يسقط الرئيس»»."""
    for i in range(start, min(start + _WITHIN, len(line.forms))):
        form = line.forms[i]
        if form in _BREAKS or any(r.act and r.act.type == "RETREAT" for r in read_word(form)):
            return  # «مطالبين بالإفراج عن | ناشط»: he is not opposed
        if not is_word(form) or i in line.timed:
            continue
        phrase = read_phrase(line, i) or (read_phrase(line, i, 1) if form.startswith(_JOINED) else None)
        if phrase is not None and phrase.last > phrase.first:
            yield phrase


def _find_house(line: Line, at: int) -> Phrase | None:
    """Give whose house a protest stands before or goes to: «أمام مقر الحزب», «نحو السفارة»."""
    for i in range(at + 1, min(at + _NEAR, len(line.forms) - 1)):
        classes = classes_of(line.forms[i])
        if line.forms[i] in _BREAKS:
            return None
        if "house" in classes:
            phrase = read_phrase(line, i if is_actor(line.forms[i]) else i + 1)
        else:
            phrase = read_phrase(line, i + 1) if "before" in classes else None
        if acts(phrase):
            return phrase
    return None
