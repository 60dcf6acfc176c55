"""A person's word: written into the journal, then applied to what is known across articles; it outlives re-runs."""

import datetime as dt
import shlex
from collections.abc import Callable, Sequence
from pathlib import Path

from riwaya.case import database_of, journal_of, lock_case
from riwaya.errors import InputError
from riwaya.journal import append_entries, enter_correction, read_corrections
from riwaya.pipeline.gathering import gather
from riwaya.pipeline.removing import apply_removals, expect_case
from riwaya.positions import join_positions
from riwaya.records import Correction, CorrectionKind, Quoted
from riwaya.store import Part, Store
from riwaya.text import find_words

_NEAR = 200  # actors whose names hold the letters of a subject, the most mentioned first
_WHERE = "`riwaya stories` and `riwaya actors` list them"


def correct(
    case: Path,
    kind: CorrectionKind,
    subjects: Sequence[str],
    *,
    by: str,
    now: Callable[[], dt.datetime],
    name: str | None = None,
    of_issues: bool = False,
) -> Correction:
    """Merge, split or rename what a case takes for one, or undo an earlier correction; give what was written down.

    A subject is a story's id, an article (its id, source or address), or words that pages write for an actor; with
    `of_issues`, what an issue of positions is called. The correction quotes articles and words, never an id of a
    cluster. Raises InputError, before anything is changed, for a subject that the case does not know and for subjects
    of two sorts.
    """
    expect_case(case)
    with lock_case(case), Store(database_of(case), write=True) as store:
        apply_removals(case, store)
        made = read_corrections(journal_of(case))
        draw_up = _draw_up_issue if of_issues else _draw_up
        correction = draw_up(store, kind, subjects, by=by, name=name, made=made)
        append_entries(journal_of(case), [enter_correction(correction, now())])
        gather(store, [*made, correction])
    return correction


def _draw_up(
    store: Store, kind: CorrectionKind, subjects: Sequence[str], *, by: str, name: str | None, made: list[Correction]
) -> Correction:
    key = f"c{len(made) + 1}"
    if kind == "undo":
        undone = next((c for c in made if c.id == subjects[0]), None)
        if undone is None:
            raise InputError(subjects[0], "no such correction", "`riwaya correct list` names them")
        return Correction(
            id=key, kind="undo", of=undone.of, members=undone.members, others=undone.others, undoes=undone.id, by=by
        )
    quoted = [_quote(store, subject) for subject in subjects]
    if len(quoted) > 1 and quoted[0] == quoted[1]:
        raise InputError(subjects[1], "is the same as the first", "name another story, article or actor")
    is_story = [bool(members and members[0].article) for members in quoted]
    if len(set(is_story)) > 1:
        raise InputError(subjects[1], "is not of the sort of the first", "name two stories or articles, or two actors")
    return Correction(
        id=key,
        kind=kind,
        of="story" if is_story[0] else "actor",
        members=quoted[0],
        others=tuple(member for members in quoted[1:] for member in members),
        name=name,
        by=by,
    )


def _draw_up_issue(
    store: Store, kind: CorrectionKind, subjects: Sequence[str], *, by: str, name: str | None, made: list[Correction]
) -> Correction:
    """Name issues by what they are called: by the stage, or by a person before."""
    if kind not in {"merge", "rename"}:
        raise InputError(kind, "cannot be said of issues", "merge or rename them")
    called = {position.issue for position in join_positions(store.positions(), made)}
    known = {frozenset(find_words(one)) for one in called.union(p.issue for p in store.positions())}
    for subject in subjects:
        if frozenset(find_words(subject)) not in known:
            raise InputError(subject, "no issue of this case is called so", "`riwaya positions` names them")
    return Correction(
        id=f"c{len(made) + 1}",
        kind=kind,
        of="issue",
        members=(Quoted(text=subjects[0]),),
        others=tuple(Quoted(text=subject) for subject in subjects[1:]),
        name=name,
        by=by,
    )


def _quote(store: Store, subject: str) -> tuple[Quoted, ...]:
    """Name what a subject stands for by things that no re-run changes: articles and their titles, or words."""
    words = find_words(subject)
    if not words:
        raise InputError(subject, "names nothing", _WHERE)
    story = store.story(subject)
    kept = None if story else store.article(subject)
    if story or kept:
        names = story.articles if story else (kept.id,) if kept else ()
        articles = (store.reading(name).article for name in names)
        return tuple(Quoted(article=a.source, text=a.title or a.source) for a in articles)
    for actor, _ in store.actors(actor=subject):
        return tuple(Quoted(text=form) for form in actor.forms)
    near = [actor for actor, _ in store.actors(Part(_NEAR), name=subject)]
    if any(words == find_words(form) for actor in near for form in actor.forms):
        return (Quoted(text=subject),)
    for actor in near:  # a name that no page writes: what the pages write stands for it
        if words in (find_words(actor.name), find_words(actor.latin or "")):
            return tuple(Quoted(text=form) for form in actor.forms)
    advice = f"`riwaya actors --name {shlex.quote(subject)}` lists whose names hold these letters" if near else _WHERE
    raise InputError(subject, "no story, article or actor of this case", advice)
