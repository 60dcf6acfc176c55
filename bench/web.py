"""How fast the pages of a large case come, with several clients at once, and how heavy they are.

    python bench/web.py CASE [--clients 8] [--rounds 3]

Every view is asked for with other addresses in turn (other stories, articles, actors, words), by all clients at once,
of a server of its own. Milliseconds: `cold` is the longest wait for the very first answer, all clients asking for it;
`alone` is one client; median and 95th percentile of all; `again` the same asked a second time, for an answer is kept
until the case changes. CPU: milliseconds that the server itself spends on a first
answer; the rest is waiting, for the clients and whatever else runs have the same cores. KB: the heaviest seen. First
paint is measured in the machine's browser, where there is one.
"""

import argparse
import concurrent.futures
import itertools
import os
import shutil
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx

from riwaya import query
from riwaya.store import Filter, Part

WORDS = ("الرئيس", "للسد", "مجلس الأمن", "انتخابات", "النفط", "وزير الخارجية", "قتيلا", "الاتفاق")
MANY = 28  # addresses a view: one to begin with, three for one client, the others for all


def list_views(case: Path) -> Iterator[tuple[str, list[str]]]:
    with query.open_store(case) as store:
        stories = sorted(store.stories(), key=lambda story: -len(story.articles))
        ties = [tie for tie, _ in zip(store.retellings(), range(MANY), strict=False)]
        articles = [
            row.id for row in query.list_rows(store, Filter(), Part(limit=MANY, offset=store.counts()["articles"] // 2))
        ]
        actors = [actor.id for actor, _ in store.actors(Part(limit=MANY))]
    large = [story.id for story in stories[:MANY]]
    yield "stories", [f"/en/?page={n}" for n in range(1, MANY + 1)]
    for part in ("", "/claims", "/disagreements", "/timeline", "/pages", "/retellings"):
        yield f"story{part}", [f"/ar/stories/{name}{part}" for name in large]
    yield "articles", [f"/en/articles?page={n}" for n in range(1, MANY + 1)]
    yield "article", [f"/ar/articles/{name}" for name in articles]
    yield "history", [f"/ar/articles/{name}/history" for name in articles]
    yield "compare", [f"/ar/compare/{tie.a}/{tie.b}" for tie in ties]
    yield "actors", [f"/en/actors?page={n}" for n in range(1, MANY + 1)]
    yield "actor", [f"/ar/actors/{name}" for name in actors]
    yield "search", [f"/ar/search?q={' '.join(words)}" for n in (1, 2) for words in itertools.combinations(WORDS, n)]
    yield "problems", ["/en/problems"]


def serve(case: Path) -> tuple[subprocess.Popen[bytes], str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "riwaya", "serve", "--case", str(case), "--port", str(port)]
    server = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    for _ in range(200):
        try:
            httpx.get(f"{address}/static/riwaya.css")
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            break
    return server, address


def fetch(client: httpx.Client, path: str) -> tuple[float, int]:
    begun = time.perf_counter()
    answer = client.get(path, timeout=60)
    assert answer.status_code == 200, (path, answer.status_code)
    return 1000 * (time.perf_counter() - begun), len(answer.content)


def add_cpu(server: int) -> float:
    """Milliseconds of CPU that the server's processes have had, as Linux tells it."""
    children = Path(f"/proc/{server}/task/{server}/children").read_text().split()
    stats = [Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split() for process in (server, *children)]
    return 1000 * sum(int(fields[11]) + int(fields[12]) for fields in stats) / os.sysconf("SC_CLK_TCK")


def time_view(address: str, paths: list[str], clients: int, rounds: int) -> list[tuple[float, int]]:
    asked = [paths[n % len(paths)] for n in range(clients * rounds)]
    with httpx.Client(base_url=address) as client, concurrent.futures.ThreadPoolExecutor(clients) as pool:
        return list(pool.map(lambda path: fetch(client, path), asked))


def time_paint(address: str, path: str) -> float | None:
    """First contentful paint in milliseconds, the second time, as the browser itself says."""
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        return None
    from playwright.sync_api import sync_playwright

    with sync_playwright() as player:
        opened = player.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        page = opened.new_page()
        for _ in range(2):
            page.goto(address + path)
            page.wait_for_timeout(300)
        paints = "performance.getEntriesByType('paint').map(entry => entry.startTime)"
        found = page.evaluate(paints)
        opened.close()
    return max(found, default=None)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("case", type=Path)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    views = list(list_views(given.case))
    server, address = serve(given.case)
    print(f"{'view':22}{'cold':>8}{'alone':>8}{'median':>8}{'p95':>8}{'again':>8}{'CPU':>8}{'KB':>8}")
    try:
        for name, asked in views:
            cold = max(took for took, _ in time_view(address, asked[-1:], given.clients, 1))
            alone = [took for took, _ in time_view(address, asked[-4:-1] or asked, 1, 3)]
            paths = asked[:-4] or asked
            before = add_cpu(server.pid)
            found = time_view(address, paths, given.clients, given.rounds)
            spent = (add_cpu(server.pid) - before) / len(found)
            took = sorted(took for took, _ in found)
            again = [took for took, _ in time_view(address, paths, given.clients, given.rounds)]
            weight = max(size for _, size in found) / 1000
            print(
                f"{name:22}{cold:8.0f}{statistics.median(alone):8.0f}{statistics.median(took):8.0f}"
                f"{took[int(0.95 * (len(took) - 1))]:8.0f}{statistics.median(again):8.0f}{spent:8.0f}{weight:8.0f}"
            )
        paint = time_paint(address, dict(views)["story"][0])
        print("first paint of the largest story: " + ("no browser" if paint is None else f"{paint:.0f} ms"))
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    main()
