"""Where reports entered: how many independent origins may stand behind a story or a claim.

In: readings, the claims among them and how the articles retell each other. Out: `Origins`: the origins that the pages
name, the families that nobody can trace, and so at most how many there are. An origin is the medium, witness or
document that had the information at first hand. It counts, and does not judge whether an origin is right.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

import msgspec

from riwaya.origins.accounts import Account, is_person
from riwaya.origins.counting import HEARD, Near, Trace, count_origins
from riwaya.origins.families import join_families, keep_whole, lend_traces
from riwaya.origins.media import find_media
from riwaya.origins.roster import find_voice
from riwaya.origins.spaced import write_medium
from riwaya.origins.speaking import is_public, is_spokesman, public_words, trace_name, trace_speakers
from riwaya.origins.tracing import trace_credits, trace_media, trace_version
from riwaya.records import Claim, Extent, Origin, Origins, Reading, Retelling, Span
from riwaya.text import find_words

_SEVERAL = 2  # media that carry words which nobody alone heard

__all__ = ["join_families", "read_accounts", "trace_claims", "trace_story"]


def trace_story(accounts: Mapping[str, Account], retellings: Iterable[Retelling] = ()) -> Origins:
    """Give the origins behind the reports of a story. An article that names none has those of the one that it repeats.

    >>> from riwaya.records import Article
    >>> wire, paper = (Article(source=s, text="", credit=c) for s, c in (("a", ("ضفاف",)), ("b", ())))
    >>> found = trace_story(read_accounts([Reading(article=wire), Reading(article=paper)]))
    >>> found.named, found.untraced, found.at_most
    (1, 1, 2)
    """
    ties = tuple(retellings)
    traces = lend_traces({name: trace_media(account) for name, account in accounts.items()}, keep_whole(ties))
    traces = {name: found or trace_speakers(accounts[name]) for name, found in traces.items()}
    return _write_names(count_origins(_join_voices(traces, accounts), join_families(traces, ties)), accounts)


def trace_claims(
    claims: Iterable[Claim], accounts: Mapping[str, Account], retellings: Iterable[Retelling] = ()
) -> tuple[Claim, ...]:
    """Give claims with the origins behind each: who heard it at first hand, else whose public words it is.

    `accounts` are those of the articles that the claims' versions name, `retellings` those among them.
    """
    ties = tuple(retellings)
    return tuple(msgspec.structs.replace(claim, origins=_trace_claim(claim, accounts, ties)) for claim in claims)


def read_accounts(readings: Iterable[Reading]) -> dict[str, Account]:
    """Give readings with the media that they name, by their articles: what the other functions take."""
    return {reading.article.source: Account(reading, find_media(reading)) for reading in readings}


def _trace_claim(claim: Claim, accounts: Mapping[str, Account], ties: Iterable[Retelling]) -> Origins:
    traces: dict[str, list[Trace]] = {}
    for version in claim.versions:
        found = trace_version(accounts[version.article], version.statement)
        traces.setdefault(version.article, []).extend(found)
    public = {v.article for v in claim.versions if is_public(accounts[v.article], v.statement)}
    among = [tie for tie in ties if tie.a in traces and tie.b in traces]
    told = {name: trace_credits(accounts[name]) for name in traces.keys() - public} if among else {}
    seen = _see_through(traces, told, among)
    speaker, guessed = claim.speaker.name if claim.speaker else "", _list_guessed(claim, accounts)
    traces = lend_traces(_prefer_nearest(_see_public(seen, claim, accounts, public), speaker, guessed), among)
    if not any(traces.values()):
        traces = _prefer_nearest(_name_speakers(claim, accounts), speaker, guessed)
    families = join_families(traces, [_mark_whole(tie, claim) for tie in among])
    return _write_names(count_origins(_join_voices(traces, accounts), families), accounts)


def _list_guessed(claim: Claim, accounts: Mapping[str, Account]) -> frozenset[str]:
    """Give the men who speak by nothing but a pronoun, where another page names another man outright.

    «وقال في تغريدة» goes to whoever the page named last.
    """
    told = [(accounts[v.article], accounts[v.article].reading.find_told(v.statement).speaker) for v in claim.versions]
    men = [(speaker.name, speaker.how) for account, speaker in told if speaker and is_person(account, speaker.name)]
    speaker = claim.speaker.name if claim.speaker else ""
    outright = {name for name, how in men if how != "pronoun"}
    if (speaker, "named") not in men:
        return frozenset()
    return frozenset(name for name, _ in men if name not in outright and not _fits(speaker, name))


def _mark_whole(tie: Retelling, claim: Claim) -> Retelling:
    """Give a shared passage as a copy where it holds the claim in both articles: of this they tell one text."""
    a, b = ([span for v in claim.versions if v.article == name for span in v.content] for name in (tie.a, tie.b))
    told = any(_holds(passage.a, a) and _holds(passage.b, b) for passage in tie.passages)
    return msgspec.structs.replace(tie, kind="copy") if told and tie.kind == "partial" else tie


def _holds(passage: Extent, spans: Iterable[Span]) -> bool:
    return any(passage.start <= span.start and span.end <= passage.end for span in spans)


def _see_public(
    traces: dict[str, list[Trace]], claim: Claim, accounts: Mapping[str, Account], public: Collection[str]
) -> dict[str, list[Trace]]:
    """Where media carry the words of one who speaks in public, and none was told them, they are his own.

    Of a man it takes several media: one alone may have been the only one to hear him. What a body says it gives out:
    one page that has it from no medium is enough.
    """
    found = [trace for own in traces.values() for trace in own]
    carriers = {trace.name for trace in found if trace.near is Near.CARRIED}
    carried = {name for name, own in traces.items() if any(trace.near is Near.CARRIED for trace in own)}
    is_given_out = carried <= set(public) and any(t.basis == "quotation" for name in public for t in traces[name])
    if not carriers or any(trace.near > Near.CARRIED for trace in found):
        return traces
    if len(carriers) < _SEVERAL and not is_given_out:
        return traces
    spoken: dict[str, list[Trace]] = {}
    for version in claim.versions:
        said = accounts[version.article].reading.find_told(version.statement)
        spoken.setdefault(version.article, []).extend(public_words(accounts[version.article], said))
    return {name: spoken[name] or own for name, own in traces.items()} if any(spoken.values()) else traces


def _name_speakers(claim: Claim, accounts: Mapping[str, Account]) -> dict[str, list[Trace]]:
    found: dict[str, list[Trace]] = {}
    for version in claim.versions:
        found.setdefault(version.article, []).extend(trace_name(accounts[version.article], version.statement))
    return found


def _join_voices(traces: Mapping[str, list[Trace]], accounts: Mapping[str, Account]) -> dict[str, list[Trace]]:
    """Give media of one publisher one name, that of the first: «العربية» and «الحدث» are one voice on that day."""
    first: dict[str, str] = {}
    joined: dict[str, list[Trace]] = {}
    for article, found in sorted(traces.items()):
        published = accounts[article].reading.article.published
        voices = [find_voice(trace.name, published.date if published else None) for trace in found]
        names = [first.setdefault(voice, trace.name) for voice, trace in zip(voices, found, strict=True)]
        joined[article] = [trace._replace(name=name) for name, trace in zip(names, found, strict=True)]
    return joined


def _write_names(origins: Origins, accounts: Mapping[str, Account]) -> Origins:
    """Give media the names that the language of their articles has for them, where it is one."""

    def write(origin: Origin) -> Origin:
        languages = {accounts[name].reading.article.language for name in origin.articles}
        language = languages.pop() if len(languages) == 1 else None
        if origin.name is None or language is None:
            return origin
        return msgspec.structs.replace(origin, name=write_medium(origin.name, language))

    return msgspec.structs.replace(origins, list=tuple(map(write, origins.list)))


def _prefer_nearest(traces: dict[str, list[Trace]], speaker: str, guessed: Collection[str]) -> dict[str, list[Trace]]:
    """Give all versions the origin that is nearest to the speaker, where the pages name one such.

    Whoever was told goes before what he gave out, this before whoever carries his words, and these before what he says
    in public and the agency that a whole page credits. Several labels of one speaker are one: the claim's,
    if the nearest pages have it or more pages do, or the other is `guessed`, else the most common.
    """
    found = [trace for _, own in sorted(traces.items()) for trace in own]
    level = max((trace.near for trace in found), default=Near.FAR)
    near = Counter(trace.name for trace in found if trace.near is level and _is_near(trace))
    if not near or (len(near) > 1 and level in HEARD):
        return traces
    name, times = near.most_common(1)[0]
    said = Counter(trace.name for trace in found if trace.basis == "quotation")
    is_vague = is_spokesman(speaker) and not is_spokesman(name)  # «المتحدث العسكري» is of the army that a page names
    is_common = speaker in near or said[speaker] > times or _fits(name, speaker) or name in guessed
    if speaker in said and level not in HEARD and is_common and not is_vague:
        name = speaker
    nearest = next(trace for trace in found if trace.name == name)
    return {
        article: [t for t in own if t.name == name] or [nearest._replace(evidence=())]
        for article, own in traces.items()
    }


def _fits(label: str, name: str) -> bool:
    """Tell whether a label says less of what a name says: «وزارة الخارجية» where another page adds whose."""
    return set(find_words(label)) < set(find_words(name))


def _is_near(trace: Trace) -> bool:
    return trace.near > Near.FAR or trace.basis == "quotation"


def _see_through(
    traces: dict[str, list[Trace]], credited: Mapping[str, list[Trace]], ties: Iterable[Retelling]
) -> dict[str, list[Trace]]:
    """Where two versions are translations or copies of one report that a page credited to an agency, they come from it.

    `credited` leaves out the articles that quote a document or a body: these are the same whoever reads them.
    """
    seen = dict(traces)
    for tie in ties:
        if tie.kind == "translation" and tie.a in credited and tie.b in credited:
            agencies = [trace._replace(basis="translation") for trace in (*credited[tie.a], *credited[tie.b])]
            for name in (tie.a, tie.b) if agencies else ():
                seen[name] = agencies[:1]
        for one, other in ((tie.a, tie.b), (tie.b, tie.a)) if tie.kind == "copy" else ():
            if _is_bylined(seen[one]) and (agencies := [t for t in seen[other] if t.basis == "credit"]):
                seen[one] = [trace._replace(basis="retelling", evidence=()) for trace in agencies]
    return seen


def _is_bylined(traces: Sequence[Trace]) -> bool:
    """Tell whether nothing but a byline says that a page is its outlet's own: many sign the text of an agency."""
    fields = {piece.field for trace in traces for piece in trace.evidence}
    return fields == {"byline"} and all(trace.basis == "own reporting" for trace in traces)
