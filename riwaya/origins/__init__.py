"""Where reports entered: how many independent origins may stand behind a story or a claim.

In: readings, the claims among them and how the articles retell each other. Out: `Origins`: the origins that the pages
name, the families that nobody can trace, and so at most how many there are. An origin is the medium, witness or
document that had the information at first hand. It counts, and does not judge whether an origin is right.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from riwaya.origins.counting import Trace, count_origins
from riwaya.origins.families import join_families, keep_whole, lend_traces
from riwaya.origins.media import find_media
from riwaya.origins.tracing import Account, trace_media, trace_speakers, trace_version
from riwaya.records import Claim, Origins, Reading, Retelling

__all__ = ["join_families", "trace_claim", "trace_story"]


def trace_story(readings: Sequence[Reading], retellings: Iterable[Retelling] = ()) -> Origins:
    """Give the origins behind the reports of a story. An article that names none has those of the one that it repeats.

    >>> from riwaya.records import Article
    >>> wire, paper = (Article(source=s, text="", credit=c) for s, c in (("a", ("ضفاف",)), ("b", ())))
    >>> found = trace_story([Reading(article=wire), Reading(article=paper)])
    >>> found.named, found.untraced, found.at_most
    (1, 1, 2)
    """
    ties = tuple(retellings)
    accounts = {r.article.source: read_account(r) for r in readings}
    traces = lend_traces({name: trace_media(account) for name, account in accounts.items()}, keep_whole(ties))
    traces = {name: found or trace_speakers(accounts[name]) for name, found in traces.items()}
    return count_origins(traces, join_families(traces, ties))


def trace_claim(claim: Claim, readings: Mapping[str, Reading], retellings: Iterable[Retelling] = ()) -> Origins:
    """Give the origins behind one claim: who heard it at first hand, else whose public words it is.

    `readings` go by the articles that the claim's versions name; `retellings` are those among them.
    """
    ties = tuple(retellings)
    traces: dict[str, list[Trace]] = {}
    for version in claim.versions:
        account = read_account(readings[version.article])
        traces.setdefault(version.article, []).extend(trace_version(account, version.statement))
    credited = {name: trace_media(read_account(readings[name])) for name in traces}
    traces = lend_traces(_prefer_nearest(_see_through(traces, credited, ties)), ties)
    return count_origins(traces, join_families(traces, ties))


def read_account(reading: Reading) -> Account:
    """Give a reading with the media that it names."""
    return Account(reading, find_media(reading))


def _prefer_nearest(traces: dict[str, list[Trace]]) -> dict[str, list[Trace]]:
    """Give all versions the origin that is nearest to the speaker, where the pages name one such.

    Whoever heard him goes before his public words, and these before the agency that a whole page credits.
    """
    found = [trace for _, own in sorted(traces.items()) for trace in own]
    heard = dict.fromkeys(trace.name for trace in found if trace.first_hand)
    said = Counter(trace.name for trace in found if trace.basis == "quotation")
    if len(heard) > 1 or not (heard or said):
        return traces
    name = next(iter(heard), "") or said.most_common(1)[0][0]
    nearest = next(trace for trace in found if trace.name == name)
    return {
        article: [t for t in own if t.name == name] or [nearest._replace(evidence=())]
        for article, own in traces.items()
    }


def _see_through(
    traces: dict[str, list[Trace]], credited: Mapping[str, list[Trace]], ties: Iterable[Retelling]
) -> dict[str, list[Trace]]:
    """Where two versions are translations of one report that a page credited to an agency, they come from it."""
    seen = dict(traces)
    for tie in ties:
        if tie.kind == "translation" and tie.a in traces and tie.b in traces:
            agencies = [trace._replace(basis="translation") for trace in (*credited[tie.a], *credited[tie.b])]
            for name in (tie.a, tie.b) if agencies else ():
                seen[name] = agencies[:1]
    return seen
