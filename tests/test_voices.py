"""Whom `--speaker` means: one actor under all its names, else words of a name."""

from pathlib import Path

import pytest

from riwaya import query
from riwaya.store import ALL, Filter, Store

SAME = ("35528476e4f065c0.7", "ميهاي ستروغان", "ميهاى ستروغان", "ستروغان", "ميخاي ستروغان")


@pytest.fixture(scope="module")
def store(demo_case: Path) -> Store:
    return query.open_store(demo_case)


def test_all_names_of_an_actor_and_its_id_ask_the_same(store: Store) -> None:
    said = [[(s.article, s.statement.id) for s in store.statements(speaker=name)] for name in SAME]
    made = [[claim.id for claim in query.list_claims(store, Filter(), speaker=name)] for name in SAME]
    assert said[0] == [(s.article, s.statement.id) for s in store.said_by(SAME[0], ALL)]
    assert said[0]
    assert made[0]
    assert said == [said[0]] * len(SAME)
    assert made == [made[0]] * len(SAME)


@pytest.mark.parametrize(
    ("words", "heard"),
    [
        ("الصحة السندار", {"وزارة الصحة السندارية"}),  # words of a name
        ("لا أحد بهذا الاسم", set()),
        ("%", set()),
        ("ا" * 60_000, set()),
    ],
)
def test_words_of_a_name_find_who_has_them(store: Store, words: str, heard: set[str]) -> None:
    claims = list(query.list_claims(store, Filter(), speaker=words))
    said = list(store.statements(speaker=words))
    assert {claim.speaker.name for claim in claims if claim.speaker} == heard
    assert {one.statement.speaker.name for one in said if one.statement.speaker} == heard
