"""Follow an invented site of fifty outlets on the loopback, be killed at random, and see that nothing is lost.

The site has feeds of four kinds, errors, slow answers, redirects, pages that change, answers that nothing changed, gzip
bombs, closed paths and links into private networks. It publishes more whenever a feed is asked, until all is out.

`python bench/soak.py --pages 20000 --kills 100`
"""

import argparse
import asyncio
import contextlib
import datetime as dt
import functools
import gzip
import hashlib
import json
import multiprocessing
import random
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections import Counter
from email.utils import format_datetime
from pathlib import Path

from riwaya.captures import Captures
from riwaya.pipeline import check_case

OUTLETS = 50
PORT = 18_473
EACH_ASK = 40  # pages that come out whenever a feed is asked
NOON = dt.datetime(2025, 2, 10, 12, tzinfo=dt.UTC)
LETTERS = "ابتثجحخدرزسشصطعغفقكلمنهوي"

# Follows the feeds given until it is killed; with `once` until nothing is left. Says how much memory it took.
DRIVER = """
import datetime as dt, ipaddress, resource, sys
from pathlib import Path
from riwaya.pipeline import Added
from riwaya.sources.fetch import FetchOptions
from riwaya.watching import Following, Plan, watch
case, once, *feeds = sys.argv[1:]
half, soon = dt.timedelta(seconds=0.5), dt.timedelta(seconds=0.05)
plan = Plan(every=half, revisits=(), pause=dt.timedelta(), patience=soon, tries=8)
reach = FetchOptions(allow_networks=(ipaddress.ip_network("127.0.0.0/8"),), body_bytes=1_000_000, seconds=10)
following = Following(fetching=reach, plan=plan, gap=0, workers=1, is_once=once == "once", each=20, most=50)
for step in watch(Path(case), feeds, following):
    if isinstance(step, Added) and step.is_new:
        print(step.source, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, flush=True)
"""


def host(outlet: int) -> str:
    return f"127.0.1.{outlet + 1}"


@functools.cache
def coin_words() -> list[str]:
    """Give as many words as a language has in use, so that the pages tell of nothing in common."""
    chance = random.Random(1)
    return ["".join(chance.choices(LETTERS, k=chance.randint(3, 6))) for _ in range(20_000)]


def kind_of(outlet: int, number: int) -> str:
    """Say how a page behaves: always the same for the same page."""
    chance = random.Random(f"{outlet} {number}").random()
    bounds = ((0.05, "failing"), (0.08, "slow"), (0.13, "moved"), (0.18, "packed"), (0.28, "changing"))
    return next((kind for bound, kind in bounds if chance < bound), "plain")


class Site:
    """The fifty outlets. What is out, and who was asked how often, is all that it remembers."""

    def __init__(self, pages: int) -> None:
        self.each = pages // OUTLETS
        self.out = [0] * OUTLETS
        self.asked: Counter[str] = Counter()

    def text(self, outlet: int, number: int, version: int) -> bytes:
        """Give a page."""
        chance = random.Random(f"{outlet} {number} {version}")
        lines = [" ".join(chance.choices(coin_words(), k=25)) + "." for _ in range(3)]
        body = "".join(f"<p>قال الوزير إن {line}</p>" for line in lines)
        head = f"<head><title>{' '.join(chance.choices(coin_words(), k=4))}</title></head>"
        return f"<html>{head}<body><article>{body}</article></body></html>".encode()

    def version(self, outlet: int, number: int) -> int:
        """A page that changes does so once it was asked for."""
        return 2 if kind_of(outlet, number) == "changing" and self.asked[f"{outlet} /news/{number}"] else 1

    def feed(self, outlet: int) -> bytes:
        """Give what is out, and let more come out behind it."""
        out = range(self.out[outlet])
        self.out[outlet] = min(self.each, self.out[outlet] + EACH_ASK)
        links = [(f"/news/{n}", self.version(outlet, n)) for n in out]
        links += [("/bomb", 1), ("/closed/1", 1), ("http://10.0.0.1/inside", 1), ("/gone", 1), ("/picture", 1)]
        return FORMS[outlet % len(FORMS)](links)

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer the questions of one connection."""
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError, TimeoutError):
            outlet = int(writer.get_extra_info("sockname")[0].rpartition(".")[2]) - 1
            while head := await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 30):
                path = head.split(b" ", 2)[1].decode()
                fields = dict(line.split(": ", 1) for line in head.decode("latin-1").split("\r\n")[1:] if ": " in line)
                status, more, body = await self.choose(outlet, path, fields)
                self.asked[f"{outlet} {path}"] += 1
                lines = [f"HTTP/1.1 {status} x", f"Content-Length: {len(body)}", *more, "", ""]
                writer.write("\r\n".join(lines).encode() + body)
                await writer.drain()
        writer.close()

    async def choose(self, outlet: int, path: str, fields: dict[str, str]) -> tuple[int, list[str], bytes]:
        """Give status, header lines and body."""
        html = ["Content-Type: text/html; charset=utf-8"]
        if path == "/state":
            return 200, html, json.dumps({"out": self.out, "asked": self.asked}).encode()
        if path == "/feed":
            return self.answer_feed(outlet, fields)
        if path.startswith(("/news/", "/final/")):
            return await self.answer_page(outlet, path, html)
        return FIXED.get(path, (404, html, b""))

    def answer_feed(self, outlet: int, fields: dict[str, str]) -> tuple[int, list[str], bytes]:
        """Give a feed, or that it did not change; sometimes neither."""
        if random.random() < 0.05:
            return 500, [], b""
        body = self.feed(outlet)
        mark = f'"{hashlib.sha256(body).hexdigest()[:12]}"'
        if fields.get("If-None-Match") == mark:
            self.asked["304"] += 1
            return 304, [f"ETag: {mark}"], b""
        return 200, [f"ETag: {mark}", "Content-Type: application/octet-stream"], body

    async def answer_page(self, outlet: int, path: str, html: list[str]) -> tuple[int, list[str], bytes]:
        """Give a page in the manner of its kind."""
        number = int(path.rpartition("/")[2])
        kind = kind_of(outlet, number)
        body = self.text(outlet, number, self.version(outlet, number))
        if kind == "failing" and self.asked[f"{outlet} {path}"] < 2:
            return 503, ["Retry-After: 0"], b""
        if kind == "slow":
            await asyncio.sleep(0.3)
        if kind == "moved" and path.startswith("/news/"):
            return 302, [f"Location: /final/{number}"], b""
        if kind == "packed":
            return 200, [*html, "Content-Encoding: gzip"], gzip.compress(body)
        return 200, html, body


FIXED: dict[str, tuple[int, list[str], bytes]] = {
    "/bomb": (200, ["Content-Type: text/html", "Content-Encoding: gzip"], gzip.compress(bytes(50_000_000))),
    "/robots.txt": (200, ["Content-Type: text/plain"], b"User-agent: *\nDisallow: /closed/"),
    "/picture": (200, ["Content-Type: image/png"], b"\x89PNG"),
}


def write_rss(links: list[tuple[str, int]]) -> bytes:
    items = "".join(f"<item><link>{link}</link><atom:updated>{when(n)}</atom:updated></item>" for link, n in links)
    return f"<rss version='2.0' xmlns:atom='http://www.w3.org/2005/Atom'><channel>{items}</channel></rss>".encode()


def write_atom(links: list[tuple[str, int]]) -> bytes:
    items = "".join(f"<entry><link href='{link}'/><updated>{when(n)}</updated></entry>" for link, n in links)
    return f"<feed xmlns='http://www.w3.org/2005/Atom'>{items}</feed>".encode()


def write_json(links: list[tuple[str, int]]) -> bytes:
    items = [{"url": link, "date_modified": when(n)} for link, n in links]
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items}).encode()


def write_sitemap(links: list[tuple[str, int]]) -> bytes:
    items = "".join(f"<url><loc>{link}</loc><lastmod>{when(n)}</lastmod><n:news/></url>" for link, n in links)
    return f"<urlset xmlns:n='http://www.google.com/schemas/sitemap-news/0.9'>{items}</urlset>".encode()


def when(version: int) -> str:
    return format_datetime(NOON + dt.timedelta(hours=version))


FORMS = (write_rss, write_atom, write_json, write_sitemap)


def serve(pages: int) -> None:
    async def run() -> None:
        server = await asyncio.start_server(Site(pages).answer, [host(n) for n in range(OUTLETS)], PORT, backlog=500)
        await server.serve_forever()

    asyncio.run(run())


def look() -> dict[str, dict[str, int]]:
    with urllib.request.urlopen(f"http://{host(0)}:{PORT}/state", timeout=30) as answer:
        return json.load(answer)


def start(case: Path, *, once: bool) -> "subprocess.Popen[str]":
    feeds = [f"http://{host(n)}:{PORT}/feed" for n in range(OUTLETS)]
    command = [sys.executable, "-c", DRIVER, str(case), "once" if once else "on", *feeds]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def kill_at_random(case: Path, chance: random.Random, longest: float) -> set[str]:
    """Follow for a while, kill, and give the pages that were reported in whole lines."""
    with start(case, once=False) as run:
        time.sleep(chance.uniform(0.3, longest))
        run.send_signal(signal.SIGKILL)
        assert run.stdout is not None
        return {line.split()[0] for line in run.stdout if line.endswith("\n")}


def follow_to_the_end(case: Path, pages: int) -> list[int]:
    """Follow until all that was published is in; give the largest memory, in MiB, after each page."""
    memory: list[int] = []
    while True:
        with start(case, once=True) as run:
            assert run.stdout is not None
            came = [int(line.split()[1]) for line in run.stdout]
        memory += came
        if not came and sum(look()["out"]) == pages:  # type: ignore[arg-type]
            return memory
        time.sleep(0.6)


def count(case: Path, pages: int) -> dict[str, int]:
    """Hold the captures against what was published."""
    site = Site(pages)
    bodies: dict[str, list[bytes]] = {}
    for _, page in Captures(case).iterate():
        bodies.setdefault(page.source, []).append(page.body)
    wanted = {
        f"http://{host(o)}:{PORT}/news/{n}": [site.text(o, n, v) for v in (1, 2)[: 1 + (kind_of(o, n) == "changing")]]
        for o in range(OUTLETS)
        for n in range(site.each)
    }
    return {
        "published": len(wanted),
        "missing": len(wanted.keys() - bodies.keys()),
        "foreign": len(bodies.keys() - wanted.keys()),
        "the same twice": sum(len(found) - len(set(found)) for found in bodies.values()),
        "not as published": sum(not set(found) <= set(wanted.get(name, ())) for name, found in bodies.items()),
        "not the last version": sum(wanted[name][-1] not in found for name, found in bodies.items() if name in wanted),
        "with both versions": sum(len(found) == 2 for found in bodies.values()),
    }


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--pages", type=int, default=20_000)
    arguments.add_argument("--kills", type=int, default=100)
    arguments.add_argument("--longest", type=float, default=15.0, help="seconds before a kill, at most")
    given = arguments.parse_args()
    chance = random.Random(7)
    server = multiprocessing.Process(target=serve, args=(given.pages,), daemon=True)
    server.start()
    time.sleep(1)
    begin = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        case = Path(folder) / "case"
        reported: set[str] = set()
        for number in range(given.kills):
            reported |= kill_at_random(case, chance, given.longest)
            kept = {p.source for _, p in Captures(case).iterate()} if (case / "captures").is_dir() else set()
            assert reported <= kept, f"kill {number}: {len(reported - kept)} reported pages are gone"
        print(f"killed {given.kills} times; {len(reported)} pages reported by then, all there", flush=True)
        memory = follow_to_the_end(case, given.pages)
        print(", ".join(f"{name}: {n}" for name, n in count(case, given.pages).items()))
        tenths = memory[:: max(1, len(memory) // 10)]
        print(f"memory while {len(memory)} pages came in the last runs, MiB: {tenths}")
        asked = look()["asked"]
        print(f"{sum(asked.values())} questions, {asked.get('304', 0)} answered that nothing changed")
        check = check_case(case)
        print(f"check: {check.captures} captures, {len(check.problems)} problems; {time.monotonic() - begin:.0f} s")
    server.terminate()


if __name__ == "__main__":
    main()
