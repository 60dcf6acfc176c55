"""Whether the next word still belongs to a noun phrase: an adjective of its noun, a genitive, the rest of a name."""

from riwaya.events.acts import read_word
from riwaya.events.lines import Line, bare, classes_of, is_actor
from riwaya.gazetteer import load_demonyms
from riwaya.stems import is_definite
from riwaya.text import load_folded

STOPPING = frozenset(
    {"prep", "that", "opens", "whose", "not", "coming", "been", "time", "if", "so", "among", "pronoun"}
)
ADJECTIVE = ("ي", "يه", "يين", "يون", "يتين")
_MARKED = ("ي", "ه", "ين", "ون", "ات", "يا")
_PLURAL = ("ون", "ان")
_SERVANT = "عبد"


def is_ordinary(form: str) -> bool:
    """True for «القرار», «العقوبات»: a noun that is part of no name, and heads no party either."""
    return bare(form) in load_folded("ar", "words_ordinary")


def is_told(form: str) -> bool:
    """True for «الروسي», «السابق»: an adjective that ends like a noun."""
    return bare(form) in load_demonyms() or bare(form) in load_folded("ar", "events_adjectives")


def is_tag(line: Line, at: int) -> bool:
    """True for the name behind a hash: «#كوريا_الشمالية»."""
    return at in line.mentions or "_" in line.forms[at]


def is_surname(line: Line, at: int) -> bool:
    """True for «عبد الملك | الحوثي»: a lone word of origin behind a name that is no country's and no common noun."""
    form = line.forms[at]
    alone = at not in line.timed and (at not in line.mentions or line.mentions[at][0] == at + 1)
    if line.forms[max(0, at - 2)] == _SERVANT and form.startswith("ال") and alone:
        return True  # «عبد الملك | الحوثي»: what it begins is half a name
    own = form.startswith("ال") and form.endswith("ي") and alone and not classes_of(form)
    return own and bare(form) not in load_demonyms() and not is_ordinary(form) and not is_told(form)


def _concords(noun: str, adjective: str) -> bool:
    """False for «المتظاهرون | الطرق», «الشرطة | المحتج»: a plural in ون and a noun in ة have adjectives like them."""
    if not adjective.endswith(_MARKED) and bare(adjective) not in load_folded("ar", "events_adjectives"):
        return False  # «السكان | الالتزام»
    if bare(noun) in load_folded("ar", "events_men") and adjective.endswith("ه"):
        return False  # «الوزير | الصحافة»
    if noun.endswith("ون"):
        return adjective.endswith("ون")
    return not (noun.endswith("ه") and is_definite(noun)) or adjective.endswith(("ه", "ي"))


def goes_on(line: Line, at: int, *, closed: bool) -> bool:
    """True where the word still belongs to the phrase before it."""
    form, before = line.forms[at], line.forms[at - 1]
    if classes_of(form) & STOPPING or (form.startswith("و") and form not in load_folded("ar", "whole_front")):
        return False
    if form.startswith(("لل", "بال")):
        return False
    if closed:
        # «استقبل الرئيس | الوزير»
        new = not is_told(form) and is_actor(form) and is_definite(before)
        if bare(form) in load_folded("ar", "events_honours"):
            return at + 1 in line.mentions  # «وزير خارجية البلاد الشيخ سليم»
        return is_definite(form) and not new and _concords(before, form)
    if is_definite(form):
        return not _is_plural(before)
    if bare(form) in load_demonyms() or (form.endswith(ADJECTIVE) and not is_actor(form)):
        return True
    if form.endswith("ا") or _is_plural(before) or any(r.form in ("past", "present") for r in read_word(form)):
        return form.endswith(("ون", "ين")) and _is_plural(before)
    after = line.forms[at + 1] if at + 1 < len(line.forms) else ""
    return is_actor(form) or is_definite(after) or at + 1 in line.mentions


def _is_plural(form: str) -> bool:
    """True for «مسلحون», «جنديان», which have no genitive behind them; not for «بيان»."""
    return form.endswith(_PLURAL) and bare(form) not in load_folded("ar", "whole_end")
