"""The figures of one article as records, with the keys under which figures of other articles find them."""

from collections.abc import Sequence

from riwaya.actors.describe import country_of
from riwaya.actors.roll import Draft
from riwaya.actors.table import load_holders
from riwaya.actors.written import cut_name
from riwaya.records import Figure

_NEAR = 12  # figures that one is remembered to stand with


def draw_figures(drafts: Sequence[Draft]) -> tuple[Figure, ...]:
    """Give the records of figures, in their order."""
    signs = [(sum(draft.forms.values()), _sign(draft)) for draft in drafts]
    near = [sign for _, sign in sorted({(-count, sign) for count, sign in signs if sign})][: _NEAR + 1]
    return tuple(_draw(draft, near, sign) for draft, (_, sign) in zip(drafts, signs, strict=True))


def _draw(draft: Draft, near: list[str], sign: str) -> Figure:
    forms = tuple(draft.forms) or (draft.key or "",)
    # the country of the post outweighs a passing adjective; two that disagree say nothing
    country = next(iter(draft.countries)) if len(draft.countries) == 1 else None
    posts = tuple(sorted(str(post) for post in draft.posts.values() if post.of))
    return Figure(
        key=draft.key,
        kind=draft.kind,
        name=_choose_form(draft, forms),
        forms=forms,
        country=country_of(draft.key) if draft.key else country,
        field=draft.field,
        posts=posts,
        near=() if draft.key else tuple(other for other in near if other != sign)[:_NEAR],
        seeks=_seek(draft, posts),
    )


def _choose_form(draft: Draft, forms: tuple[str, ...]) -> str:
    """Give the fullest form, of equals the one with the fewest titles, then the most usual."""
    if len(forms) == 1:
        return forms[0]
    names = [form for form in forms if form not in draft.called] or forms
    return max(names, key=lambda form: (len(cut_name(form).words), -len(form.split()), draft.forms[form], form))


def _sign(draft: Draft) -> str:
    """Give what a figure is remembered by where it stands beside others: its key, else the sound of its full name."""
    if draft.key is not None:
        return draft.key
    return _sound(draft) if draft.kind != "person" or len(draft.name.words) > 1 else ""


def _seek(draft: Draft, posts: tuple[str, ...]) -> tuple[str, ...]:
    """Give the keys under which figures of other articles that may be the same are found."""
    if draft.key is not None and (draft.kind != "other" or _is_held(draft)):
        return (f"key {draft.key}",)  # settled: no other page can tell more
    if draft.key is not None:
        return (f"key {draft.key}", *(f"post {post}" for post in posts))
    named = () if draft.kind == "person" and len(draft.name.words) < 2 else (f"name {_sound(draft)}",)
    return (*named, *(f"post {post}" for post in posts)) if draft.kind == "person" else named


def _is_held(draft: Draft) -> bool:
    """Tell whether the table knows anybody who ever held an office: then a stranger on another page does not."""
    return any((post.office, post.of) in load_holders() for post in draft.posts.values())


def _sound(draft: Draft) -> str:
    sounds = draft.name.sounds
    return f"{sounds[0]} {sounds[-1]}" if draft.kind == "person" else "-".join(sounds)
