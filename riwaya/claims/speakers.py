"""Whether the speakers of two statements may be one, by what their pages call them."""

import functools

from riwaya.gazetteer import STATE, find_countries, load_demonyms
from riwaya.lexicon import languages
from riwaya.names import skeleton, spelled_alike
from riwaya.records import Speaker
from riwaya.stems import pick_stem, stem_variants
from riwaya.text import find_words, load_folded

_VAGUE = {"anonymous", "unresolved", "pronoun"}
_DESCRIBED = {"anonymous", "named", "role"}


def may_be_one_speaker(a: Speaker | None, b: Speaker | None, language: str) -> bool:
    """Tell whether two pages may mean one speaker: one actor, one name in two spellings, or one of them unnamed.

    >>> haddad, salem = (Speaker(name=name, how="named") for name in ("سامي الحداد", "سالم الحداد"))
    >>> may_be_one_speaker(haddad, Speaker(name="الحداد", how="named"), "ar"), may_be_one_speaker(haddad, salem, "ar")
    (True, False)
    """
    if a is None or b is None or a.how in _VAGUE or b.how in _VAGUE:
        return True
    if a.id and b.id and a.id.removeprefix(STATE) == b.id.removeprefix(STATE):
        return True
    return not (_is_settled(a) and _is_settled(b)) and may_be_one_name(a.name, b.name, language)


def are_of_two_countries(a: Speaker | None, b: Speaker | None) -> bool:
    """«مسؤولان أميركيان» are not «سوريا وروسيا»: an unnamed official of one country, and whoever is of others."""
    if a is None or b is None or "anonymous" not in (a.how, b.how) or not {a.how, b.how} <= _DESCRIBED:
        return False
    one, other = find_countries(a.name), find_countries(b.name)
    return bool(one and other) and one.isdisjoint(other)


def _is_settled(speaker: Speaker) -> bool:
    """Tell whether the table of actors has a speaker: two whom it has are two, whatever they share of a name.

    Others go by the article that named them first; nobody says that «معهد الأرصاد» is not «معهد الأرصاد السنداري».
    """
    return speaker.id is not None and "." not in speaker.id


@functools.lru_cache(maxsize=1 << 14)
def may_be_one_name(a: str, b: str, language: str) -> bool:
    """Tell whether all words of the shorter name are spellings of some of the longer: يانغر, أليكس يانجر.

    What two pages join to one noun by other prepositions is the same: «مصادر الشرطة», «مصادر بالشرطة».

    >>> may_be_one_name("مصدر في وزارة الموانئ", "مصدر بوزارة الموانئ", "ar")
    True
    >>> may_be_one_name("الشرطة", "مصدر بالشرطة", "ar")
    False
    """
    shorter, longer = sorted((find_words(a), find_words(b)), key=len)
    if not (shorter and longer and spelled_alike(shorter[0], longer[0])):
        return all(any(spelled_alike(word, other) for other in longer) for word in shorter)
    joined = {stem for word in longer for stem in stem_variants(word, language)}
    return all(
        word in load_folded(language, "prepositions")
        or not joined.isdisjoint(stem_variants(word, language))
        or any(spelled_alike(word, other) for other in longer)
        for word in shorter
    )


def share_noun(a: Speaker | None, b: Speaker | None, language: str) -> bool:
    """Tell whether two bodies, one of which the table does not have, go by a noun in common: one may be the other.

    «مؤسسة ديلتا للحفر», «مؤسسة الطاقة السندارية ديلتا»; a country in common makes no two of its bodies one.
    """
    if a is None or b is None or (_is_settled(a) and _is_settled(b)):
        return False
    one, other = (_list_nouns(speaker.name, language) for speaker in (a, b))
    return not one.isdisjoint(other)


@functools.lru_cache(maxsize=1 << 14)
def _list_nouns(name: str, language: str) -> frozenset[str]:
    """Give the stems of a body's name, but of countries; none for a man whom nothing else tells from one."""
    words = find_words(name)
    if not words or words[0] in load_folded(language, "names_given"):
        return frozenset()
    return frozenset(pick_stem(word, language) for word in words if word.removeprefix("ال") not in load_demonyms())


def share_consonants(a: Speaker | None, b: Speaker | None) -> bool:
    """Tell whether two persons not both in the table may be one by the consonants: سعيد الحداد, سعد حداد."""
    if a is None or b is None or (_is_settled(a) and _is_settled(b)):
        return False
    shorter, longer = sorted(({skeleton(word) for word in find_words(speaker.name)} for speaker in (a, b)), key=len)
    return len(shorter) > 1 and shorter <= longer


def is_vaguer_label(a: str, b: str, language: str) -> bool:
    """Tell whether one name of a body is a vaguer label of the other: «الشرطة», «شرطة الثغر»."""
    names = ({pick_stem(word, language) for word in find_words(name)} for name in (a, b))
    shorter, longer = sorted(names, key=len)
    return shorter <= longer


def is_voice_of_medium(speaker: Speaker) -> bool:
    """Tell whether a paper or an agency is named as the speaker of what it tells: «صحيفة الرابية», «الصحيفة»."""
    return not _media_kinds().isdisjoint(word.removeprefix("ال") for word in find_words(speaker.name)[:1])


@functools.cache
def _media_kinds() -> frozenset[str]:
    return frozenset(word for code in languages() for word in load_folded(code, "media_kinds"))
