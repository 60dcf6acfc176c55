"""Whose words a statement is: where anybody may have heard them, whoever speaks is their origin."""

import functools
from collections.abc import Iterator

from riwaya.gazetteer import STATE, load_demonyms
from riwaya.origins.accounts import Account, is_person, language_of, quote
from riwaya.origins.counting import Near, Trace
from riwaya.origins.places import find_place, is_open_place, is_said_openly
from riwaya.origins.roster import media_kinds, strip_clitics
from riwaya.records import Speaker, Statement
from riwaya.text import find_words, load_folded

_VENUE = 4  # words of a venue that may say so: «في ختام مؤتمر صحفي»
_PUBLIC = {"organisation", "place"}
_NAMED = {"role": {"person"}, "pronoun": {"person", "organisation", "place"}}  # what names a speaker who is called so
_BEFORE = 9  # words before a name that may hold its bearer's post: «الأمين العام لمجلس دول الحوض سامي الحداد»
_AFTER = 2  # words behind it: «الحداد، الأمين العام»


def trace_speakers(account: Account) -> list[Trace]:
    """Give whose public words an article that names no medium tells most of."""
    told = [trace for said in account.reading.statements for trace in public_words(account, said)]
    names = [trace.name for trace in told]
    return sorted(told, key=lambda trace: -names.count(trace.name))[:1]


def public_words(account: Account, said: Statement) -> list[Trace]:
    """Give the speaker, where the words are public: a body's, an official's, or said in what anybody can read."""
    speaker, source = said.speaker, said.source or said.cue
    if speaker is None or source is None or speaker.how == "unresolved":
        return []
    evidence = (quote(account, "text", source.start, source.end),)
    unnamed = is_unnamed(account, speaker)
    if is_published(account, said) or (_is_paper(account, said) and not unnamed):
        return [Trace(speaker.name, "quotation", evidence, Near.FAR if unnamed else Near.PUBLISHED)]
    is_open = not unnamed and (_is_body(account, said) or _holds_post(account, speaker.name))
    return [Trace(speaker.name, "quotation", evidence)] if is_open else []


def is_unnamed(account: Account, speaker: Speaker) -> bool:
    """Tell whether nobody knows who spoke: «مصدر عسكري», but not «متحدث باسم الجيش», for whom the army stands."""
    language = language_of(account)
    return _is_nobody(speaker.name, language) or (
        speaker.how == "anonymous" and not is_spokesman(speaker.name, language)
    )


@functools.lru_cache(maxsize=1 << 12)
def _is_nobody(name: str, language: str) -> bool:
    """Tell whether a name is nobody's: «وسائل الإعلام المرسانية», «مصدر في الوزارة», «التقرير» and no word of whose."""
    words = find_words(name)
    first = {form for word in words[:1] for form in (word, word.removeprefix("ال"))}
    is_bare = len(words) == 1 and words[0] in load_folded(language, "origins_documents")
    return is_bare or not load_folded(language, "origins_nobody").isdisjoint(first)


def is_spokesman(name: str, language: str = "ar") -> bool:
    """Tell whether somebody is called by nothing but that he speaks for others: «المتحدث باسم الجيش»."""
    return not load_folded(language, "origins_spokesmen").isdisjoint(find_words(name)[:1])


def trace_name(account: Account, statement: str) -> list[Trace]:
    """Give whoever makes a statement by name, for where no page says who heard him."""
    said = account.reading.find_told(statement)
    source = said.source or said.cue
    if said.speaker is None or source is None or not _is_named(account, said.speaker):
        return []
    return [Trace(said.speaker.name, "quotation", (quote(account, "text", source.start, source.end),))]


def _is_named(account: Account, speaker: Speaker) -> bool:
    """Tell whether a speaker goes by a name; «وأضاف أن», «المخرجة» is of somebody whom the page may name elsewhere."""
    if _is_nobody(speaker.name, language_of(account)):
        return False
    if _is_group(speaker, account):
        return True
    if speaker.how in {"pronoun", "role"}:
        others = (s.speaker for s in account.reading.statements if s.speaker)
        # «أمين المتحف سامي الحداد», «وأضافت» of a country or a woman whom the page names where she does not speak
        told = {m.text for m in account.reading.findings.mentions if m.type in _NAMED[speaker.how]}
        return speaker.name in told or any(other.how == "named" and other.name == speaker.name for other in others)
    return speaker.how == "named"


def _is_group(speaker: Speaker, account: Account) -> bool:
    """Tell whether many speak who go by their country, «مسؤولون لبنانيون»; who «مسؤول لبناني» is, nobody knows."""
    words = find_words(speaker.name)
    is_many = not load_folded(language_of(account), "origins_groups").isdisjoint(words[:1])
    lands = (word.removeprefix("ال") for word in words[1:] if not word.endswith("ات"))  # «مجريات التحقيق»
    return is_many and not load_demonyms().keys().isdisjoint(lands)


def is_public(account: Account, statement: str) -> bool:
    """Tell whether a statement is a body's, or stands in what its speaker published: «استطلاع نشره معهد «دلتا»»."""
    said = account.reading.find_told(statement)
    documents = load_folded(language_of(account), "origins_documents")
    is_document = said.source is not None and not documents.isdisjoint(find_words(said.source.text))
    return is_document or _is_body(account, said)


def is_published(account: Account, said: Statement) -> bool:
    """Tell whether somebody gave a statement out: «قال في بيان», «أضاف البيان»; whose «وثيقة» is, nobody says."""
    documents = load_folded(language_of(account), "origins_documents")
    is_nobodys = said.speaker is not None and not documents.isdisjoint(find_words(said.speaker.name)[:1])
    told = () if is_nobodys else _go_back(account, said)
    return any(in_public(account, one) or _is_paper(account, one) for one in told)


def _go_back(account: Account, said: Statement) -> Iterator[Statement]:
    """Give a statement and those of its speaker that it goes on with: «قال في بيان ... وأضاف», «مشيرا إلى»."""
    yield said
    if said.speaker is None or not media_kinds().isdisjoint(find_words(said.speaker.name)[:1]):
        return  # «أوردت الصحيفة في تقرير»
    name, start = said.speaker.name, said.content[0].start
    own = [s for s in account.reading.statements if s.speaker and s.speaker.name == name]
    before = [s for s in own if s.content[0].start < start]
    for earlier in sorted(before, key=lambda s: s.content[0].start, reverse=True):
        if said.speaker is None or said.speaker.how != "pronoun" or said.venue is not None or said.carriers:
            return
        said = earlier
        yield said


def in_public(account: Account, said: Statement) -> bool:
    """Tell whether a statement was made where anybody hears or reads it: «في بيان», «في مؤتمر صحفي»."""
    place = find_place(account, said)
    if place is not None and is_open_place(account, place):
        return not any(m.told and place[0] <= m.start < place[1] for m in account.media)
    documents, venues = (load_folded(language_of(account), f"origins_{name}") for name in ("documents", "venues"))
    words = find_words(said.venue.text)[:_VENUE] if said.venue else []
    is_open = any(word in documents or word in venues for word in words) or is_said_openly(account, said)
    return is_open and not _is_addressed(account, said)


def _is_addressed(account: Account, said: Statement) -> bool:
    """Tell whether what somebody gave out went to one medium: «في رسالة إلى ضفاف», «في بيان لضفاف»."""
    start, end = (said.venue.start, said.venue.end) if said.venue else (0, 0)
    told = (
        find_words(account.reading.article.text[m.start : m.end])[0]
        for m in account.media
        if m.told and start <= m.start < end
    )
    return any(word in load_folded("ar", "origins_to") or any(o.told for o in strip_clitics(word)) for word in told)


def _is_paper(account: Account, said: Statement) -> bool:
    """Tell whether a paper speaks that was given out, or somebody in one: «جدول وزعه الوسطاء», «الوزير في شريط»."""
    documents, where = (load_folded(language_of(account), f"origins_{name}") for name in ("documents", "where"))
    words = find_words(said.source.text) if said.source else []
    return any(word in documents and (n == 0 or words[n - 1] in where) for n, word in enumerate(words))


def _is_body(account: Account, said: Statement) -> bool:
    """Tell whether a body or a country speaks: «تقول الحكومة», «أعلنت دائرة المياه»."""
    if said.speaker is None or said.source is None:
        return False
    source, name = said.source, said.speaker.name
    names = [m for m in account.reading.findings.mentions if m.type in _PUBLIC]
    bodies = load_folded(language_of(account), "origins_bodies")
    is_bare = not bodies.isdisjoint(find_words(name)) and not is_person(account, name)
    return (
        is_bare
        or (said.speaker.id or "").startswith(STATE)
        or _is_place_of_report(account, name)
        or any(source.start <= m.start < source.end and m.text in name for m in names)
        or any(m.type == "organisation" and m.text == name for m in names)  # «وأضافت» of one that is named before
    )


def _is_place_of_report(account: Account, name: str) -> bool:
    """Tell whether a name stands first in the dateline, «لورميتسا (ضفاف)»: where it speaks, a capital does."""
    dateline, words = account.reading.article.dateline, find_words(name)
    return dateline is not None and bool(words) and find_words(dateline.text)[: len(words)] == words


def _holds_post(account: Account, name: str) -> bool:
    """Tell whether a title or post stands beside some mention of a name: «وزير الطاقة والمياه داميان فوريل»."""
    posts = _posts(language_of(account))
    text, last = account.reading.article.text, name.rpartition(" ")[2]
    at = text.find(last) if last else -1
    while at >= 0:
        before = find_words(text[max(0, text.rfind("\n", 0, at), at - 80) : at])[-_BEFORE:]
        behind = find_words(text[at : at + 40])[1 : _AFTER + 1]
        if not posts.isdisjoint((*before, *behind)):
            return True
        at = text.find(last, at + len(last))
    return not posts.isdisjoint(find_words(name))


@functools.cache
def _posts(language: str) -> frozenset[str]:
    posts = load_folded(language, "origins_posts")
    return posts | {f"ال{post}" for post in posts}
