"""Following: every page that a feed names comes once, its changes are seen, and a run killed anywhere loses nothing."""

import asyncio
import datetime as dt
import hashlib
import hmac
import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
import pytest
from click.testing import CliRunner
from msgspec.structs import replace

from riwaya.captures import Captures
from riwaya.case import journal_of, lock_case
from riwaya.cli.watching import paint_alert
from riwaya.cli.watching import watch as command
from riwaya.errors import BusyError, FetchError, InputError
from riwaya.journal import read_entries
from riwaya.pipeline import Added, add_pages, check_case, read_page, rebuild_case, remove_pages
from riwaya.query import list_problems, open_store
from riwaya.query.history import list_edits
from riwaya.records import Entry, Feed, Fetch, Given, Link, Page, Problem
from riwaya.sources.listings import list_feeds, list_links
from riwaya.sources.robots import read_rules
from riwaya.sources.visiting import Visitor
from riwaya.watching import Alert, Following, Plan, Tell, sign, tell_address, tell_file, watch
from riwaya.watching.ledger import Ledger
from riwaya.watching.planning import put_off
from riwaya.watching.writing import insist
from shelves import read_shelves
from sites import NOON, Clock, Site, reach

PLAN = Plan(pause=dt.timedelta(), patience=dt.timedelta(minutes=1), tries=3)


TOPICS = (
    "أعلنت بلدية سندار افتتاح مكتبة عامة قرب المتحف بعد ترميم دام سنوات.",
    "حصد مزارعو القطن في سهل ريحان محصولا وفيرا رغم تأخر المطر.",
    "اختتم مهرجان الموسيقى في ميناء لازورد عروضه بحفل للعود والناي.",
    "أصلح عمال الكهرباء المحولات التي عطلتها العاصفة فوق هضبة نورين.",
    "افتتح حرفيون سوقا للسجاد والفخار في الحي القديم بمدينة تيمار.",
)
BRIDGES = "قال وزير الري عاصم البيطار إن ثلاثة جسور ستفتح غدا."


def write_page(name: str, body: str = BRIDGES) -> bytes:
    """Give a page; those that are named by other numbers are about other things."""
    topic = TOPICS[int(name)] if name in "01234" else "هذا خبر من وزارة الري عن الجسر القديم والنهر الكبير في الوادي."
    text = f"<p>{topic}</p>" + (f"<p>{body}</p>" if name not in "01234" else "")
    return f"<html><head><title>{topic[:20]}</title></head><body><article>{text}</article></body></html>".encode()


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    yield site
    site.close()


def follow(
    case: Path, feeds: Sequence[str], clock: Clock, tell: Sequence[Tell] = (), plan: Plan = PLAN, *, once: bool = True
) -> list[Added | Problem | Alert]:
    following = Following(
        fetching=reach(clock), plan=plan, gap=0, workers=0, is_once=once, sleep=clock.sleep, chance=random.Random(1)
    )
    return list(watch(case, feeds, following, tell))


def kept(case: Path) -> list[str]:
    return [page.source for _, page in Captures(case).iterate()]


def keep(told: list[Alert]) -> Tell:
    def tell(alerts: Sequence[Alert]) -> Sequence[str]:
        told.extend(alerts)
        return [alert.id for alert in alerts]

    return tell


# --- what a feed names ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", read_shelves("listings"))
def test_what_a_feed_names(case: dict[str, Any]) -> None:
    if isinstance(case["expected"], str):
        with pytest.raises(InputError) as caught:
            list_links(case["given"].encode(), "https://a.example/rss")
        assert caught.value.reason == case["expected"]
    else:
        found = list_links(case["given"].encode(), "https://a.example/rss")
        assert json.loads(msgspec.json.encode(found._asdict())) == case["expected"]


@pytest.mark.parametrize("case", read_shelves("robots"))
def test_what_a_site_lets_be_fetched(case: dict[str, Any]) -> None:
    assert read_rules(case["given"]["robots"].encode(), "riwaya").allows(case["given"]["path"]) is case["expected"]


def test_a_site_may_ask_for_time() -> None:
    assert read_rules(b"User-agent: *\nCrawl-delay: 2.5", "riwaya").delay == 2.5
    assert read_rules(b"User-agent: *\nCrawl-delay: 99999", "riwaya").delay == 60
    assert read_rules(b"User-agent: *\nCrawl-delay: soon", "riwaya").delay is None


def test_lists_of_feeds() -> None:
    opml = b'<opml><body><outline text="x"><outline xmlUrl="https://a.example/rss"/></outline></body></opml>'
    assert list_feeds(opml, "x.opml") == ("https://a.example/rss",)
    with pytest.raises(InputError, match="names no feed"):
        list_feeds(b"rss", "feeds.txt")


# --- following --------------------------------------------------------------------------------------------------


def test_every_page_comes_once(site: Site, tmp_path: Path) -> None:
    paths = [f"/{n}" for n in range(5)]
    site.pages |= {path: write_page(path[1:]) for path in paths}
    feed = site.feed(*paths, "/1?utm_source=rss", "/1/amp")
    clock = Clock()
    assert sorted(step.source for step in follow(tmp_path, [feed], clock)) == [site.url(path) for path in paths]
    asked = +site.asked
    assert follow(tmp_path, [feed], clock) == []
    assert site.asked - asked == {"/rss 304": 1, "/robots.txt 404": 1}
    assert len(kept(tmp_path)) == 5


def test_the_publisher_behind_an_aggregator_is_the_outlet(site: Site, tmp_path: Path) -> None:
    site.pages["/7"] = write_page("7")
    item = b"<link>/7</link><pubDate>soon</pubDate><source>Nahr</source>"
    site.pages["/rss"] = b"<rss version='2.0'><channel><title>All</title><item>" + item + b"</item></channel></rss>"
    follow(tmp_path, [site.url("/rss")], Clock())
    ((_, page),) = Captures(tmp_path).iterate()
    assert (page.given.outlet, page.given.published, page.given.url) == ("Nahr", None, site.url("/7"))


def test_a_sitemap_of_sitemaps_is_followed_one_step(site: Site, tmp_path: Path) -> None:
    site.pages["/7"] = write_page("7")
    news = "xmlns:news='http://www.google.com/schemas/sitemap-news/0.9'"
    site.pages["/index"] = b"<sitemapindex><sitemap><loc>/part</loc></sitemap></sitemapindex>"
    site.pages["/part"] = f"<urlset {news}><url><loc>/7</loc><news:news/></url></urlset>".encode()
    clock = Clock()
    assert follow(tmp_path, [site.url("/index")], clock) == [Added(site.url("/7"), is_new=True)]
    site.pages["/1"] = write_page("1")
    site.pages["/part"] = site.pages["/part"].replace(b"/7", b"/1")
    assert follow(tmp_path, [site.url("/index")], clock) == [Added(site.url("/1"), is_new=True)]


def test_two_addresses_that_lead_to_one_page_give_it_once(site: Site, tmp_path: Path) -> None:
    site.pages["/7"] = write_page("7")
    site.moved |= {"/go?to=7": "/7", "/and?to=7": "/7"}
    feed = site.feed("/go?to=7", "/7", "/and?to=7")
    follow(tmp_path, [feed], Clock())
    assert len(kept(tmp_path)) == 1


def test_what_robots_txt_closes_is_left(site: Site, tmp_path: Path) -> None:
    site.pages |= {"/robots.txt": b"User-agent: *\nDisallow: /closed", "/closed/7": write_page("7")}
    site.moved["/open"] = "/closed/7"
    feed = site.feed("/closed/7", "/open")
    steps = follow(tmp_path, [feed], Clock())
    assert {step.reason for step in steps} == {"is closed to us by the site's robots.txt"}
    assert not any(path.startswith("/closed") for path in site.asked)
    with open_store(tmp_path) as store:
        assert len(list_problems(tmp_path, store)) == 2


def test_a_site_whose_robots_txt_fails_is_closed_for_now(site: Site, tmp_path: Path) -> None:
    site.pages["/7"] = write_page("7")
    site.statuses["/robots.txt"] = 503
    feed = site.feed("/7")
    clock = Clock()
    (problem,) = follow(tmp_path, [feed], clock)
    assert isinstance(problem, Problem)
    assert problem.reason == "its robots.txt cannot be fetched"
    del site.statuses["/robots.txt"]
    assert follow(tmp_path, [feed], clock) == [Added(site.url("/7"), is_new=True)]


def test_a_page_that_fails_is_tried_again_later_and_later_and_then_given_up(site: Site, tmp_path: Path) -> None:
    site.pages |= {"/7": write_page("7"), "/8": write_page("8")}
    site.statuses |= {"/7": 503, "/8": 500}
    feed, clock = site.feed("/7", "/8"), Clock()
    assert follow(tmp_path, [feed], clock) == []
    clock.sleep(50)
    assert follow(tmp_path, [feed], clock) == []
    assert site.asked["/7 503"] == 1  # a minute has not passed
    del site.statuses["/7"]
    clock.sleep(50)
    assert follow(tmp_path, [feed], clock) == [Added(site.url("/7"), is_new=True)]
    clock.sleep(86_400)
    steps = follow(tmp_path, [feed], clock)
    assert steps == [Problem(stage="sources", subject=site.url("/8"), reason="answers with status 500")]
    clock.sleep(86_400)
    follow(tmp_path, [feed], clock)
    assert site.asked["/8 500"] == PLAN.tries


def test_a_server_that_asks_for_time_gets_it(site: Site, tmp_path: Path) -> None:
    site.pages["/7"] = write_page("7")
    site.statuses["/7"], site.waits["/7"] = 429, "3000"
    feed, clock = site.feed("/7"), Clock()
    follow(tmp_path, [feed], clock)
    clock.sleep(2900)
    follow(tmp_path, [feed], clock)
    assert site.asked["/7 429"] == 1


@pytest.mark.parametrize(
    ("path", "kind", "body", "reason"),
    [
        ("/a.pdf", "application/pdf", b"%PDF-1.4", "is of the kind application/pdf, which is no page"),
        ("/b", "text/html", b"\x89PNG\x00", "is not text"),
        ("/c", "text/html", b"  ", "is empty"),
        ("/d", "text/html", b"a" * 1_000_001, "is larger than 1,000,000 bytes"),
    ],
)
def test_what_is_no_page_is_a_problem_and_not_asked_for_again(
    site: Site, tmp_path: Path, path: str, kind: str, body: bytes, reason: str
) -> None:
    site.pages[path], site.types[path] = body, kind
    feed, clock = site.feed(path), Clock()
    assert follow(tmp_path, [feed], clock) == [Problem(stage="sources", subject=site.url(path), reason=reason)]
    clock.sleep(10 * 86_400)
    assert follow(tmp_path, [feed], clock) == []
    assert site.asked[f"{path} 200"] == 1


def test_a_feed_leads_to_no_private_network(site: Site, tmp_path: Path) -> None:
    site.moved["/out"] = "http://10.0.0.7/"
    feed = site.feed("http://169.254.169.254/latest/meta-data/", "http://[::1]:9/", "/out")
    reasons = [step.reason for step in follow(tmp_path, [feed], Clock())]
    assert len(reasons) == 3
    assert all("not a public address" in reason for reason in reasons)
    assert kept(tmp_path) == []


def test_a_feed_that_does_not_answer_does_not_stop_the_others(site: Site, tmp_path: Path) -> None:
    site.pages |= {"/7": write_page("7"), "/page": write_page("x")}
    feed = site.feed("/7")
    steps = follow(tmp_path, [site.url("/gone"), site.url("/page"), "http://10.0.0.7/rss", feed], Clock())
    problems = [step.reason for step in steps if isinstance(step, Problem)]
    assert problems[:2] == ["answers with status 404", "is not a feed"]
    assert "not a public address" in problems[2]
    assert kept(tmp_path) == [site.url("/7")]


def test_what_add_took_in_is_not_kept_twice(site: Site, tmp_path: Path) -> None:
    url = site.url("/7")
    page = Page(source=url, kind="html", body=write_page("7"), given=Given(url=url))
    list(add_pages(tmp_path, [page], now=Clock(), workers=0))
    site.pages["/7"] = write_page("7")
    assert follow(tmp_path, [site.feed("/7")], Clock()) == []
    assert kept(tmp_path) == [url]


def test_a_page_kept_by_a_run_that_was_killed_and_changed_since_is_fetched(site: Site, tmp_path: Path) -> None:
    site.pages["/7"] = write_page("7")
    feed, clock = site.feed("/7", updated="2025-02-10T10:00:00Z"), Clock()
    follow(tmp_path, [feed], clock)
    lines = journal_of(tmp_path).read_bytes().splitlines(keepends=True)
    journal_of(tmp_path).write_bytes(b"".join(line for line in lines if b'"kind":"fetch"' not in line))
    follow(tmp_path, [feed], clock)
    assert site.asked["/7 200"] == 1  # the case has it, and nobody says that it changed
    journal_of(tmp_path).write_bytes(b"".join(line for line in lines if b'"kind":"fetch"' not in line))
    site.pages["/7"] = write_page("7", "نص آخر تماما عن الجسر القديم.")
    site.feed("/7", updated="2025-02-10T13:00:00Z")
    follow(tmp_path, [feed], clock)
    assert len(kept(tmp_path)) == 2


def test_what_a_person_removed_does_not_come_back(site: Site, tmp_path: Path) -> None:
    site.pages["/7"] = write_page("7")
    feed, clock = site.feed("/7", updated="2025-02-10T10:00:00Z"), Clock()
    follow(tmp_path, [feed], clock)
    remove_pages(tmp_path, [site.url("/7")], reason="a source at risk", purge=True, now=clock)
    site.pages["/7"] = write_page("7", "نص آخر تماما عن الجسر.")
    site.feed("/7", updated="2025-02-10T13:00:00Z")
    clock.sleep(86_400)
    assert follow(tmp_path, [feed], clock) == []
    assert kept(tmp_path) == []


def test_a_clock_that_goes_back_stops_nothing(site: Site, tmp_path: Path) -> None:
    site.pages |= {"/7": write_page("7"), "/1": write_page("1")}
    site.statuses["/7"] = 503
    feed = site.feed("/7")
    follow(tmp_path, [feed], Clock(NOON + dt.timedelta(days=400)))
    del site.statuses["/7"]
    site.feed("/7", "/1")
    assert len(follow(tmp_path, [feed], Clock())) == 2
    assert sorted(kept(tmp_path)) == [site.url("/1"), site.url("/7")]


def test_rounds_go_on(site: Site, tmp_path: Path) -> None:
    """Without `is_once` there is no end: the test ends it, by its clock, after a second page has come out."""
    site.pages |= {"/7": write_page("7"), "/1": write_page("1")}
    feed, clock = site.feed("/7"), Clock()
    following = Following(
        fetching=reach(clock), plan=PLAN, gap=0, workers=0, sleep=clock.sleep, chance=random.Random(1)
    )
    steps = watch(tmp_path, [feed], following)
    assert next(steps) == Added(site.url("/7"), is_new=True)
    site.feed("/7", "/1")
    assert next(steps) == Added(site.url("/1"), is_new=True)
    assert clock.at - NOON < dt.timedelta(minutes=20)
    steps.close()  # type: ignore[attr-defined]


# --- changes ----------------------------------------------------------------------------------------------------


def change_page(site: Site, case: Path, clock: Clock, tell: Sequence[Tell] = ()) -> list[Added | Problem | Alert]:
    site.pages["/7"] = write_page("7")
    feed = site.feed("/7")
    follow(case, [feed], clock, tell)
    clock.sleep(3700)
    assert follow(case, [feed], clock, tell) == []  # asked, and not changed
    site.pages["/7"] = write_page("7", "قال وزير الري عاصم البيطار إن خمسة جسور ستفتح غدا.")
    clock.sleep(6 * 3700)
    return follow(case, [feed], clock, tell)


def test_a_page_that_changed_silently_is_a_new_version_and_an_alert(site: Site, tmp_path: Path) -> None:
    told: list[Alert] = []
    added, alert = change_page(site, tmp_path, Clock(), [keep(told)])
    assert site.asked["/7 304"] == 1
    assert added == Added(site.url("/7"), is_new=True)
    assert isinstance(alert, Alert)
    assert alert.edit is not None
    assert told == [alert]
    assert (alert.kind, alert.articles) == ("change", (site.url("/7"),))
    assert [part for part in alert.edit.step.text if part[1] != "same"] == [("ثلاثة", "gone"), ("خمسة", "new")]
    assert [q.best for q in alert.edit.gone.quantities] == [3]
    assert [q.best for q in alert.edit.came.quantities] == [5]
    assert [s.content[0].text for s in alert.edit.came.statements] == ["خمسة جسور ستفتح غدا"]


def test_the_history_of_a_report_stands_in_the_case(site: Site, tmp_path: Path) -> None:
    change_page(site, tmp_path, Clock())
    with open_store(tmp_path) as store:
        (article,) = store.articles()
        first, second = list_edits(store, Captures(tmp_path), article.id, read_page)
    assert (first.step.text, first.gone, first.came) == ((), *[type(first.gone)()] * 2)
    assert len(second.gone.statements) == len(second.came.statements) == 1


def test_a_feed_that_says_that_a_page_changed_is_believed(site: Site, tmp_path: Path) -> None:
    site.pages["/7"] = write_page("7")
    feed, clock = site.feed("/7", updated="2025-02-10T10:00:00Z"), Clock()
    follow(tmp_path, [feed], clock)
    site.feed("/7", updated="2025-02-10T13:00:00Z")
    assert follow(tmp_path, [feed], clock) == []
    assert site.asked["/7 304"] == 1  # asked, though no hour has passed
    site.pages["/7"] = write_page("7", "نص آخر تماما عن الجسر القديم.")
    site.feed("/7", updated="2025-02-10T14:00:00Z")
    assert [type(step) for step in follow(tmp_path, [feed], clock)] == [Added, Alert]


# --- alerts -----------------------------------------------------------------------------------------------------


def write_toll(count: str, agency: str) -> bytes:
    place = "جسر الوادي القديم في سندار"
    text = f"<p>سندار ({agency}) - قالت وزارة الصحة السندارية إن {count} أشخاص قتلوا في انهيار {place} مساء الأحد.</p>"
    text += f"<p>ونقلت وكالة {agency} عن المتحدث باسم الوزارة أن فرق الإنقاذ تبحث عن ناجين تحت أنقاض {place}.</p>"
    head = f"<title>قتلى في انهيار {place}</title>"
    head += "<meta property='article:published_time' content='2025-02-10T09:00:00Z'>"
    return f"<html><head>{head}</head><body><article>{text}</article></body></html>".encode()


def test_what_a_case_holds_when_watching_begins_is_no_news(site: Site, tmp_path: Path) -> None:
    first = [Page(source=f"{n}", kind="html", body=write_toll(*told)) for n, told in enumerate(TOLLS[:2])]
    list(add_pages(tmp_path, first, now=Clock(), workers=0))
    told: list[Alert] = []
    follow(tmp_path, [site.feed()], Clock(), [keep(told)])
    assert told == []


TOLLS = (("ثلاثة", "رويترز"), ("سبعة", "فرانس برس"), ("تسعة", "الأناضول"))


def test_a_disagreement_and_a_new_origin_are_told_once(site: Site, tmp_path: Path) -> None:
    told: list[Alert] = []
    clock = Clock()
    for n, toll in enumerate(TOLLS):
        site.pages[f"/{n}"] = write_toll(*toll)
        follow(tmp_path, [site.feed(*(f"/{m}" for m in range(n + 1)))], clock, [keep(told)])
        follow(tmp_path, [site.url("/rss")], clock, [keep(told)])
    assert len({alert.id for alert in told}) == len(told)
    facts = [alert.disagreement for alert in told if alert.disagreement]
    names = [alert.origin.name for alert in told if alert.origin]
    assert len(facts) == 1
    assert {value.article for value in facts[0].values} == {site.url("/0"), site.url("/1")}
    assert names == ["فرانس برس", "الأناضول"]


def test_an_alert_that_nobody_took_is_told_again(site: Site, tmp_path: Path) -> None:
    told: list[Alert] = []
    clock = Clock()
    change_page(site, tmp_path, clock, [lambda _: ()])
    follow(tmp_path, [site.feed("/7")], clock, [keep(told)])
    follow(tmp_path, [site.feed("/7")], clock, [keep(told)])
    assert [alert.kind for alert in told] == ["change"]


def test_a_file_gets_each_alert_once_and_whole(tmp_path: Path) -> None:
    file = tmp_path / "alerts.jsonl"
    alerts = [Alert(id=f"{n}", kind="change", at=NOON) for n in range(3)]
    tell = tell_file(file)
    tell(alerts[:1])
    with file.open("ab") as torn:
        torn.write(b'{"id":"1"')
    assert tell(alerts) == ["0", "1", "2"]
    assert [json.loads(line)["id"] for line in file.read_bytes().splitlines()] == ["0", "1", "2"]


def test_whoever_listens_can_tell_who_speaks(site: Site, tmp_path: Path) -> None:
    del tmp_path
    site.statuses["/busy"] = 503
    alert = Alert(id="1", kind="change", at=NOON)
    for path, arrived in (("/busy", []), ("/hook", ["1"])):
        tell = tell_address(lambda body, headers, path=path: post(site, path, body, headers), b"secret", lambda: 7)
        assert tell([alert]) == arrived
    ((body, signature),) = site.posted
    assert json.loads(body)["id"] == "1"
    assert signature == f"t=7,v1={hmac.new(b'secret', b'7.' + body, hashlib.sha256).hexdigest()}"
    assert sign(body, b"other", 7)["Riwaya-Signature"] != signature


def post(site: Site, path: str, body: bytes, headers: dict[str, str]) -> int:
    async def send() -> int:
        visitor = Visitor(reach(Clock()))
        try:
            return await visitor.post(site.url(path), body, headers)
        finally:
            await visitor.close()

    return asyncio.run(send())


# --- killed -----------------------------------------------------------------------------------------------------


class Killed(BaseException):
    """What a test ends a run with, at an instant of its choice."""


class Deadly(Clock):
    """A clock that kills whoever looks at it once too often."""

    def __init__(self, looks: int, at: dt.datetime) -> None:
        super().__init__(at)
        self.left = looks

    def __call__(self) -> dt.datetime:
        self.left -= 1
        if self.left < 0:
            raise Killed
        return super().__call__()


def test_killed_at_any_instant_nothing_is_lost_and_nothing_comes_twice(site: Site, tmp_path: Path) -> None:
    site.pages |= {f"/{n}": write_page(f"{n}") for n in range(4)}
    site.pages["/changed"] = write_page("changed")
    told: list[Alert] = []
    clock = Clock()
    feed = site.feed("/changed")
    follow(tmp_path, [feed], clock, [keep(told)])
    site.pages["/changed"] = write_page("changed", "نص آخر تماما عن الجسر القديم.")
    site.feed("/changed", *(f"/{n}" for n in range(4)))
    deaths = 0
    for looks in range(200):
        clock.sleep(4000)
        deadly = Deadly(looks, clock.at)
        try:
            follow(tmp_path, [feed], deadly, [keep(told)], replace(PLAN, revisits=(dt.timedelta(hours=1),)))
        except Killed:
            deaths += 1
        else:
            break
    assert deaths > 8
    sources = kept(tmp_path)
    assert sorted(sources) == sorted([*(site.url(f"/{n}") for n in range(4)), *[site.url("/changed")] * 2])
    assert [alert.kind for alert in told] == ["change"]
    assert check_case(tmp_path).problems == ()


def test_the_journal_alone_tells_what_is_due() -> None:
    link = Link(url="https://a.example/7", updated="1")
    entries = [enter("feed", Feed(url="https://a.example/rss", etag='"x"', links=(link,)))]
    ledger = Ledger(entries)
    assert [due.link for due in ledger.due(NOON, 9, 9)] == [link]
    assert ledger.feed("https://a.example/rss").etag == '"x"'
    later = NOON + dt.timedelta(hours=1)
    ledger.note(enter("fetch", Fetch(link=link, outcome="kept", times=1, due=later)))
    assert ledger.due(NOON, 9, 9) == []
    assert ledger.next_due() == later
    assert ledger.fresh([link, replace(link, url="https://a.example/7?utm_source=x")]) == ()
    assert ledger.fresh([replace(link, updated="2")]) == (replace(link, updated="2"),)
    assert [due.link for due in ledger.due(NOON - dt.timedelta(days=900), 9, 9)] == [link]


def test_one_host_does_not_take_all_of_a_round() -> None:
    links = tuple(Link(url=f"https://{host}.example/{n}") for host in "ab" for n in range(9))
    ledger = Ledger([enter("feed", Feed(url="x", links=links))])
    assert len(ledger.due(NOON, 100, 3)) == 6
    assert len(ledger.due(NOON, 4, 3)) == 4


def enter(kind: str, body: msgspec.Struct) -> Entry:
    return Entry(kind=kind, at=NOON, body=msgspec.Raw(msgspec.json.encode(body)))


def test_who_comes_second_waits(tmp_path: Path) -> None:
    waited: list[float] = []

    def work() -> str:
        with lock_case(tmp_path):
            return "done"

    with lock_case(tmp_path), pytest.raises(BusyError):
        insist(work, waited.append)
    assert len(waited) == 8
    assert insist(work, waited.append) == "done"


def test_failures_are_answered_with_growing_patience() -> None:
    chance = random.Random(1)
    waits = [put_off(n, None, PLAN, chance) for n in (1, 3, 40)]
    assert waits == sorted(waits)
    assert waits[-1] <= 1.5 * PLAN.longest


def test_a_case_rebuilt_follows_on(site: Site, tmp_path: Path) -> None:
    site.pages["/7"] = write_page("7")
    feed, clock = site.feed("/7"), Clock()
    follow(tmp_path, [feed], clock)
    for _ in rebuild_case(tmp_path, workers=0):
        pass
    assert follow(tmp_path, [feed], clock) == []
    assert {entry.kind for entry in read_entries(journal_of(tmp_path))} == {"feed", "fetch", "alert"}


# --- as a command -----------------------------------------------------------------------------------------------


def test_the_command_says_what_it_opens_and_follows_a_list(site: Site, tmp_path: Path) -> None:
    site.pages["/7"] = write_page("7")
    feeds, alerts = tmp_path / "feeds.txt", tmp_path / "alerts.jsonl"
    feeds.write_text(f"# invented\nhttp://127.0.0.1:{site.port}/rss\n", "utf-8")
    site.feed("/7", "http://10.0.0.1/")
    options = ["--case", str(tmp_path / "case"), "--once", "--gap", "0", "--workers", "0", "--alerts", str(alerts)]
    result = CliRunner().invoke(command, [str(feeds), "--allow-network", "127.0.0.1/32", *options])
    assert result.exit_code == 1
    assert "Addresses in 127.0.0.1/32 may be fetched" in result.stderr
    assert "1 page added, 1 problem" in result.stderr
    assert kept(tmp_path / "case") == [f"http://127.0.0.1:{site.port}/7"]
    closed = CliRunner().invoke(command, [str(feeds), *options])
    assert "not a public address" in closed.stderr.replace("\n", " ")


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (["nowhere.txt"], "is not there"),
        (["https://a.example/rss", "--allow-network", "everything"], "is no network"),
        (["https://a.example/rss", "--webhook", "https://b.example/"], "has no secret"),
    ],
)
def test_the_command_refuses_what_it_cannot_do(tmp_path: Path, arguments: list[str], error: str) -> None:
    result = CliRunner().invoke(command, [*arguments, "--case", str(tmp_path), "--once"])
    assert isinstance(result.exception, InputError)
    assert error in result.exception.reason


def test_a_change_is_shown_with_its_words(site: Site, tmp_path: Path) -> None:
    _, alert = change_page(site, tmp_path, Clock())
    assert isinstance(alert, Alert)
    shown = paint_alert(alert).plain
    assert "changed" in shown
    assert "ثلاثة" in shown
    assert "  - " in shown
    assert "  + " in shown


# --- servers that misbehave -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        (b"\x00\x01garbage\r\n\r\n", "cannot be fetched"),
        (b"", "cannot be fetched"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n", "cannot be fetched"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nx", "cannot be fetched"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "cannot be fetched"),
        (b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 50_000, "cannot be fetched"),
        (b"HTTP/1.1 200 OK\r\nX-Slow: ", "does not answer in time"),
        (b"HTTP/1.1 302 Found\r\nLocation: http://[::1\r\nContent-Length: 0\r\n\r\n", "no address"),
        (b"HTTP/1.1 302 Found\r\nLocation: \xff\xfe\r\nContent-Length: 0\r\n\r\n", ""),
        (b"HTTP/1.1 302 Found\r\nLocation: /7\r\nContent-Length: 0\r\n\r\n", "more than 5 times"),
        (b"HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nContent-Length: 3\r\n\r\nxyz", None),
        (b"HTTP/1.1 200 OK\r\nETag: \xff\r\nContent-Type: \xd8\xa7\r\nContent-Length: 1\r\n\r\nx", None),
    ],
)
def test_a_server_that_misbehaves_is_a_fault_and_no_crash(answer: bytes, fault: str | None) -> None:
    writers: list[asyncio.StreamWriter] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writers.append(writer)
        asked = await reader.readline()
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 404 x\r\nContent-Length: 0\r\n\r\n" if b"robots" in asked else answer)
        await writer.drain()
        if answer.endswith(b": "):
            await asyncio.sleep(5)
        writer.close()

    async def go() -> str | None:
        server = await asyncio.start_server(serve, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        visitor = Visitor(replace(reach(Clock()), seconds=1), gap=0)
        try:
            return (await visitor.visit(f"http://nahr.example:{port}/7")).fault
        except FetchError as error:
            return error.reason
        finally:
            await visitor.close()
            server.close()
            for writer in writers:
                writer.close()
            await asyncio.sleep(0.05)  # for what they were about to do

    found = asyncio.run(go())
    assert (found is None) if fault is None else (found is not None and fault in found)
