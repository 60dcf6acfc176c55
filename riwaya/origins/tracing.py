"""Where one article, or one version of a claim, says that it comes from."""

import functools
import re

from riwaya.lexicon import load_list
from riwaya.origins.accounts import Account, is_person, language_of, quote
from riwaya.origins.counting import Near, Trace, is_same_name
from riwaya.origins.places import find_place, find_sentence
from riwaya.origins.resting import Medium
from riwaya.origins.roster import is_doubtful, is_other, known_media, media_kinds, name_media, name_outlet, spell_medium
from riwaya.origins.spaced import spell_spaced
from riwaya.origins.speaking import in_public, is_published, is_unnamed, public_words
from riwaya.records import Article, Evidence, EvidenceField, Span, Statement
from riwaya.text import find_words, fold, load_folded

_PARTS = re.compile(r"\s*[-–—ـ:()،,{}]\s*|\sمن\s")  # of a byline: «طارق السعدي (دار الجسر)», «طارق السعدي من دار الجسر»
_ANSWER = 9  # words before a medium in which somebody answers it
_ENDS = ".!؟?\n"
_VERB = 24  # letters before a medium in which its verb stands
_AND = "و"


def trace_media(account: Account) -> list[Trace]:
    """Give the media that an article rests on: those it credits, and its own outlet where it was told something."""
    ways = (trace_credits, _named, _first_hand, _reporters)
    found = [trace for way in ways for trace in way(account)]
    return [trace for n, trace in enumerate(found) if not any(is_same_name(trace.name, t.name) for t in found[:n])]


def trace_version(account: Account, statement: str) -> list[Trace]:
    """Give where one statement of an article comes from, by the words nearest to it.

    That is the medium that was told it, whoever gave it out, the medium that carries it or speaks, one in its sentence,
    the one medium that the page says heard the speaker at all, whoever speaks in public, the agency that the page
    credits, the outlet's own reporter; else nothing.
    """
    said = account.reading.find_told(statement)
    ways = (
        *(_told_here, _published, _carried, _speaks_itself, _rests_here, _told_elsewhere),
        *(public_words, _credited, _reported),
    )
    found = next((found for way in ways if (found := way(account, said))), [])
    return [_follow(account, said, trace) for trace in found]


def _follow(account: Account, said: Statement, trace: Trace) -> Trace:
    """Give where a medium has it from, if the sentence says so: «صحيفة الرابية، التي نقلت عن ضفاف»."""
    here = _media_here(account, said)
    source = next((m.source for m in here if m.source and is_same_name(m.name, trace.name)), None)
    return next((_from_medium(account, m) for m in here if m.name == source), trace)


# --- media --------------------------------------------------------------------------------------------------


def trace_credits(account: Account) -> list[Trace]:
    """Give the media that a page credits as a whole, but its own outlet."""
    article = account.reading.article
    own = name_outlet(article)
    named = [(_spell(account, name) or name, name) for name in article.credit]
    return [
        Trace(name, "credit", (_locate(account, written, name),))
        for name, written in named
        if name not in own and not (article.outlet and is_same_name(name, article.outlet))
    ]


def _named(account: Account) -> list[Trace]:
    """Give the media that the text rests something on, but its own outlet."""
    outlet = account.reading.article.outlet
    return [_from_medium(account, m) for m in account.media if m.rests and m.name != outlet]


def _first_hand(account: Account) -> list[Trace]:
    """Give the outlet itself where its page says that it was told something, or saw it."""
    outlet = account.reading.article.outlet
    own = [m for m in account.media if m.told and outlet and m.name == outlet]
    return [_from_medium(account, own[0])] if own else []


def _reporters(account: Account) -> list[Trace]:
    """Give the outlet itself where its byline names somebody who was there or asked."""
    article = account.reading.article
    if not article.outlet or not article.byline or not _names_reporter(article):
        return []
    whole = Evidence(article=article.source, field="byline", start=0, end=len(article.byline), text=article.byline)
    return [Trace(article.outlet, "own reporting", (whole,))]


def _names_reporter(article: Article) -> bool:
    """Tell whether a byline names a correspondent: by his work, or by a place beside him, «دار الجسر - طارق السعدي».

    Beside a medium it must be a person's name: «د ب أ - تل السوسن» names nobody.
    """
    byline, language = article.byline or "", article.language or "ar"
    desks, given = load_folded(language, "origins_desks"), load_folded(language, "names_given")
    if not _reporting(language).isdisjoint(find_words(byline)):
        return True
    parts = [part for part in map(find_words, _PARTS.split(byline)) if not desks.issuperset(part)]
    media = known_media().keys() | name_media(article.outlet or "", *article.credit).keys()
    own = {tuple(find_words(name)) for name in (article.outlet, *name_outlet(article)) if name}
    others = [
        part
        for part in parts
        if tuple(part) not in media
        and spell_medium(" ".join(part)) is None
        and not any(tuple(part[: len(name)]) == name for name in own)  # «لندن: «الشرق الأوسط أونلاين»»
    ]
    names = [part for part in others if len(part) > 1 and desks.isdisjoint(part)]
    is_alone = len(others) == len(parts)
    return len(parts) > 1 and any(is_alone or part[0] in given for part in names)


def _from_medium(account: Account, medium: Medium) -> Trace:
    article = account.reading.article
    is_own = article.outlet is not None and medium.name == article.outlet
    words = quote(account, "text", medium.start, medium.end)
    near = Near.TOLD if medium.told else Near.CARRIED
    return Trace(medium.name, "own reporting" if is_own else "credit", (words,), near)


def _told_here(account: Account, said: Statement) -> list[Trace]:
    if in_public(account, said):  # «في بيان تلقت الرابية نسخة منه»: others have it as well
        return []
    here = [m for m in _media_here(account, said) if m.told]
    return [_from_medium(account, m) for m in here if not _is_quoted(said, m)]


def _media_here(account: Account, said: Statement) -> list[Medium]:
    """Give the media in a statement's sentence, and in the one behind it that says where it was made."""
    extents = (find_sentence(account, said), find_place(account, said) or (0, 0))
    return [m for m in account.media if any(start <= m.start < end for start, end in extents)]


def _published(account: Account, said: Statement) -> list[Trace]:
    """Give whoever gave a statement out, whoever carries it: «قال الجيش في بيان بثه التلفزيون»."""
    if said.speaker is None or not is_published(account, said):
        return []
    is_medium = _spell(account, said.speaker.name) is not None or bool(_speaks_itself(account, said))
    return [] if is_medium else public_words(account, said)


def _carried(account: Account, said: Statement) -> list[Trace]:
    """Give the first medium that carries a statement, from the speaker on: it heard him."""
    named = name_media(*account.reading.article.credit)
    for carrier in said.carriers:
        words = tuple(find_words(carrier.name))
        if (
            name := _know(account, carrier.name)
            or named.get(words)
            or _find_behind(account, carrier.name, carrier.span)
        ):
            span = quote(account, "text", carrier.span.start, carrier.span.end)
            return [Trace(name, "credit", (span,), _near(account, said))]
    return []


def _near(account: Account, said: Statement) -> Near:
    """Say how near a medium stands that gives a statement: one that gives what somebody unnamed says was told it."""
    return Near.TOLD if said.speaker is not None and is_unnamed(account, said.speaker) else Near.CARRIED


def _find_behind(account: Account, name: str, span: Span) -> str | None:
    """Give the medium that words mean which say only its kind: «الوكالة» is the last one named; «صحيفة الرابية»."""
    words = find_words(name)
    if not words or words[0].removeprefix("ال") not in media_kinds():
        return None
    inside = [m.name for m in account.media if m.start < span.end and span.start < m.end]
    before = [m.name for m in account.media if m.rests and m.start < span.start]
    is_bare = len(words) == 1
    if inside or is_bare:
        return next(iter(inside), None) or (before[-1] if before else None)
    if words[0].startswith("ال"):  # «الموقع الرسمي للاتحاد» is its own
        return None
    named = sorted(m.name for m in account.media if set(find_words(m.name)) <= set(words))
    agency, news = map(fold, load_list("ar", "origins_initials"))
    is_office = words[0] == agency and not any(word.endswith(news) for word in words)
    if not named and (is_office or is_other(" ".join(words[1:]))):  # «وكالة الفضاء», «موقع فيسبوك»
        return None
    return named[0] if named else name


def _speaks_itself(account: Account, said: Statement) -> list[Trace]:
    """«وذكرت «الرابية» أن السد آمن»: the speaker is the medium."""
    if said.speaker is None or said.source is None:
        return []
    words = tuple(find_words(said.speaker.name))
    has_kind = len(words) > 1 and words[0] in media_kinds()  # «وقالت الوكالة», which the page named before
    known = _know(account, said.speaker.name) if has_kind or words in known_media() else None
    name = known or _find_behind(account, said.speaker.name, said.source)
    span = quote(account, "text", said.source.start, said.source.end)
    return [Trace(name, "credit", (span,), Near.TOLD)] if name else []


def _rests_here(account: Account, said: Statement) -> list[Trace]:
    """Give the one medium on which the statement's sentence rests: «أضاف الوزير، بحسب «الرابية»، أن السد آمن»."""
    text = account.reading.article.text
    own = account.reading.article.outlet
    named = (m for m in _media_here(account, said) if m.rests and m.name != own and not _goes_on(text, said, m))
    named = (m for m in named if not _is_quoted(said, m) and not _is_answered(account, m))
    here = {m.name: m for m in named if text[m.start - 1 : m.start] != "("}  # a dateline credits the whole page
    found = [_from_medium(account, m) for m in here.values()] if len(here) == 1 else []
    return [trace._replace(near=max(trace.near, _near(account, said))) for trace in found]


def _is_quoted(said: Statement, medium: Medium) -> bool:
    """Tell whether a speaker names a medium himself: «قال: «نقلت الرابية أخبارا كاذبة»»."""
    return said.kind == "direct" and any(span.start <= medium.start < span.end for span in said.content)


def _is_answered(account: Account, medium: Medium) -> bool:
    """Tell whether somebody answers what a medium had: «ردا على تقرير نشرته الرابية», «سؤال بشأن مقال في الرابية»."""
    text = account.reading.article.text
    before = text[max(text.rfind(mark, 0, medium.start) for mark in _ENDS) + 1 : medium.start]
    answers = load_folded(language_of(account), "origins_answers")
    return not medium.told and not answers.isdisjoint(find_words(before)[-_ANSWER:])


def _goes_on(text: str, said: Statement, medium: Medium) -> bool:
    """Tell whether a medium begins something else behind a statement: «... ، ونقلت «الرابية» عن مسؤولين قولهم»."""
    behind = medium.start - said.content[-1].end
    before = find_words(text[max(medium.start - _VERB, 0) : medium.start])[-1:]
    return behind > 0 and any(
        word.startswith(_AND) and word[1:] in load_folded("ar", "origins_tells") for word in before
    )


def _told_elsewhere(account: Account, said: Statement) -> list[Trace]:
    """Give the medium that heard this speaker in the article's other statements: one interview, told in many.

    What a body said before is not from it: «قالت الشرطة» comes from everywhere, and one detail from an agency. What
    an agency carries of one who speaks to all, a minister, tells only whence that is and what goes on from it.
    """
    if said.speaker is None or in_public(account, said) or _published(account, said):
        return []
    others = [s for s in account.reading.statements if s.speaker and s.speaker.name == said.speaker.name]
    if not is_person(account, said.speaker.name):
        others = [s for s in others if s.content[0].start <= said.content[0].start]
    carried = _go_on(account, said) if public_words(account, said) else others
    heard = [trace for other in others for trace in _told_here(account, other)]
    heard += [trace for other in carried for trace in _carried(account, other)]
    return heard[:1] if len({trace.name for trace in heard}) == 1 else []


def _go_on(account: Account, said: Statement) -> list[Statement]:
    """Give what a statement goes on from: «ونقلت ضفاف عن الوزير قوله ... وأضاف الوزير», «مشيرا إلى»."""
    found = []
    further = load_folded(language_of(account), "cues_further")
    told = [s for s in account.reading.statements if s.content[0].start < said.content[0].start]
    for before in reversed(told):
        words = find_words(said.cue.text) if said.cue else []
        is_going = (said.speaker and said.speaker.how == "pronoun") or any(w.lstrip(_AND) in further for w in words)
        if not is_going or not (before.speaker and said.speaker and before.speaker.name == said.speaker.name):
            break
        found.append(before)
        said = before
    return found


def _credited(account: Account, _: Statement) -> list[Trace]:
    return trace_credits(account)


def _reported(account: Account, _: Statement) -> list[Trace]:
    """Give the outlet itself where its reporter was there; what one man told it says nothing of what others say."""
    return _reporters(account)


def _locate(account: Account, credit: str, name: str) -> Evidence:
    """Give the words of a page that credit a medium: in its text, its byline, else the credit itself."""
    article = account.reading.article
    for medium in account.media:
        if medium.name in (credit, name):
            return quote(account, "text", medium.start, medium.end)
    places: tuple[tuple[EvidenceField, str], ...] = (("text", article.text), ("byline", article.byline or ""))
    for field, text in places:
        if found := re.search(rf"\b{re.escape(credit)}\b", text):
            start, end = found.span()
            return Evidence(article=article.source, field=field, start=start, end=end, text=credit)
    return Evidence(article=article.source, field="credit", start=0, end=len(credit), text=credit)


def _know(account: Account, name: str) -> str | None:
    """Give the known medium that a name is; «البيان» alone is a paper only where the page names the paper elsewhere."""
    known = _spell(account, name)
    if known is None or not is_doubtful(tuple(find_words(name))):
        return known
    named = {m.name for m in account.media} | {_spell(account, credit) for credit in account.reading.article.credit}
    return known if known in named else None


def _spell(account: Account, name: str) -> str | None:
    return spell_spaced(name, language_of(account)) or spell_medium(name)


@functools.cache
def _reporting(language: str) -> frozenset[str]:
    return frozenset(word for entry in load_list(language, "origins_reporters") for word in find_words(entry))
