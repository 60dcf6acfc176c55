"""Two countries over a made-up spring: the command, the picture, the API and the page say the same."""

import datetime as dt
import importlib.util
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from litestar.testing import TestClient

from conftest import NOW
from riwaya.cli import main
from riwaya.pipeline import add_pages
from riwaya.query import give_relation, list_pairs, list_relations, open_store, read_dealings
from riwaya.records import Given, Page
from riwaya.web import make_app

HOST = "riwaya.test"
FIRST = dt.date(2025, 3, 2)
CALM = ("زار وزير الخارجية النرويجي آيسلندا.", "افتتحت المكتبة الجديدة أبوابها للزوار.", "هطل مطر خفيف على الساحل.")
QUARREL = "اتهمت الحكومة النرويجية آيسلندا أمس بصيد السمك في مياهها. وفرضت النرويج أمس عقوبات على آيسلندا."
NAMES = ("الفجر", "المرفأ")


def make_pages() -> Iterator[Page]:
    """Sixty days of calm with one visit, and in the middle ten days of quarrel, which two outlets tell alike."""
    for n in range(60):
        is_bad = 30 <= n < 40
        for outlet in NAMES:
            words = QUARREL if is_bad else CALM[0 if n == 5 else 1 + n % 2]
            text = f"{words} وكان ذلك اليوم رقم {n} من الربيع."
            day = FIRST + dt.timedelta(n)
            given = Given(outlet=outlet, published=day.isoformat(), title=f"خبر اليوم {n}")
            yield Page(source=f"{outlet}-{n}", kind="text", body=text.encode(), given=given)


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("spring") / "case"
    for _ in add_pages(made, make_pages(), now=lambda: NOW, workers=0):
        pass
    return made


def run(case: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["events", "--case", str(case), *arguments], env={"COLUMNS": "120"})


def test_the_quarrel_is_found_and_each_act_counts_once(case: Path) -> None:
    with open_store(case) as store:
        relation, acts = give_relation(store, "NOR", "آيسلندا")
    assert [(one.at, one.of, one.after > one.before) for one in relation.changes] == [
        (FIRST + dt.timedelta(29), "conflict", True),
        (FIRST + dt.timedelta(39), "conflict", False),
    ]
    assert sum(level.acts for level in relation.levels) == len(acts) == 21
    assert sum(level.reports for level in relation.levels) == 42
    assert {act.type for act in acts} == {"ACCUSE", "SANCTION", "CONSULT"}


def test_sides_are_countries_in_any_name_and_the_order_is_that_asked_for(case: Path) -> None:
    with open_store(case) as store:
        ways = [give_relation(store, *pair)[0] for pair in (("Norway", "ISL"), ("النرويج", "Iceland"))]
        turned, _ = give_relation(store, "ISL", "NOR")
        pairs = list(list_pairs(read_dealings(store), 5))
    assert ways[0] == ways[1]
    assert (turned.a.id, turned.b.id) == ("ISL", "NOR")
    assert turned.levels == ways[0].levels
    assert next({a.id, b.id} for a, b in pairs) == {"ISL", "NOR"}


def test_only_pairs_that_a_page_touches_are_looked_at(case: Path) -> None:
    with open_store(case) as store:
        bad, calm = (store.article(f"الفجر-{n}") for n in (35, 20))
        assert bad
        assert calm
        touched = list(list_relations(store, {bad.id}))
        assert touched
        assert list(list_relations(store, {calm.id})) == []


def test_the_command_prints_and_draws(case: Path, tmp_path: Path) -> None:
    picture = tmp_path / "pair.svg"
    shown = run(case, "--pair", "النرويج", "آيسلندا", "--plot", str(picture))
    assert shown.exit_code == 0
    assert "2025-03-31  conflict" in shown.stdout
    assert "الصراع" in picture.read_text("utf-8")
    english = run(case, "--pair", "NOR", "ISL", "--plot", str(picture), "--language", "en", "--json")
    assert "Norway – Iceland" in picture.read_text("utf-8")
    told = json.loads(english.stdout)
    assert (told["a"]["id"], told["unit"], len(told["levels"])) == ("NOR", "day", 60)
    assert all(act.startswith(NAMES) for one in told["changes"] for act in one["acts"])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--pair", "NOR", "NOR"), "name two sides"),
        (("--pair", "NOR", "لا أحد"), "no such actor"),
        (("--pair", "NOR", "ISL", "--plot", "x.gif"), ".svg or .png"),
        (("--plot", "x.svg"), "--pair"),
        (("--by", "week"), "--pair"),
        (("--language", "en"), "--pair"),
        (("--pair", "NOR", "FRA", "--plot", "x.svg"), "nothing to draw"),
        (("--since", "2025-03-09", "--until", "2025-03-08"), "--since is the earlier"),
        (("--pair", "NOR", "ISL", "--plot", "/no/such/folder/x.svg"), "/no/such/folder/x.svg"),
    ],
)
def test_what_cannot_be_drawn_is_a_sentence(case: Path, arguments: tuple[str, ...], said: str) -> None:
    result = run(case, *arguments)
    assert result.exit_code == 2
    assert said in result.stderr


def test_a_pair_with_nothing_between_says_so(case: Path) -> None:
    result = run(case, "--pair", "NOR", "FRA")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "no act between" in result.stderr


def test_nobody_of_a_name_has_a_position(case: Path) -> None:
    result = CliRunner().invoke(main, ["positions", "--case", str(case), "--actor", "لا أحد"])
    assert result.exit_code == 2
    assert "no such actor" in result.stderr


INVENTED = (
    "تقع دولة سندار شمال دولة ترافينيا.",
    "قطعت ترافينيا علاقاتها مع سندار.",
    "هدد الجيش السنداري بقصف ترافينيا.",
)


def test_countries_that_no_table_has_are_sides_with_all_who_act_for_them(tmp_path: Path) -> None:
    pages = (
        Page(
            source=str(n), kind="text", body=f"{words} وهذا خبر رقم {n}.".encode(), given=Given(published="2025-03-02")
        )
        for n, words in enumerate(INVENTED)
    )
    for _ in add_pages(tmp_path / "case", pages, now=lambda: NOW, workers=0):
        pass
    with open_store(tmp_path / "case") as store:
        relation, acts = give_relation(store, "سندار", "ترافينيا")
    assert (relation.a.name, relation.b.name) == ("سندار", "ترافينيا")
    assert {act.actor.name for act in acts if act.actor} == {"الجيش السنداري", "ترافينيا"}


def test_a_picture_as_png_has_its_arabic_or_says_what_it_needs(case: Path, tmp_path: Path) -> None:
    picture = tmp_path / "pair.png"
    result = run(case, "--pair", "NOR", "ISL", "--plot", str(picture))
    if importlib.util.find_spec("resvg_py"):
        assert picture.read_bytes().startswith(b"\x89PNG")
    else:
        assert result.exit_code == 2
        assert "riwaya[plot]" in result.stderr


@pytest.fixture(scope="module")
def client(case: Path) -> Iterator[TestClient[Any]]:
    with TestClient(make_app(case, (HOST,)), base_url=f"http://{HOST}") as opened:
        yield opened


def test_the_api_gives_what_the_command_prints(client: TestClient[Any], case: Path) -> None:
    answer = client.get("/api/relation", params={"a": "NOR", "b": "ISL"})
    assert answer.json() == json.loads(run(case, "--pair", "NOR", "ISL", "--json").stdout)
    assert client.get("/api/relation", params={"a": "NOR", "b": "nobody at all"}).status_code == 404


@pytest.mark.parametrize("tongue", ["ar", "en"])
def test_the_actors_page_draws_it_with_its_evidence(client: TestClient[Any], case: Path, tongue: str) -> None:
    page = client.get(f"/{tongue}/actors/NOR").text
    assert '<svg class="plot"' in page
    assert "2025-03-31" in page
    with open_store(case) as store:
        relation, _ = give_relation(store, "NOR", "ISL")
    article = relation.changes[0].acts[0].partition(":")[0]
    assert f"/{tongue}/articles/{article}?first=" in page
