"""Kill a real `riwaya add` at random moments, a hundred times over one case, and see that nothing reported is lost.

usage: python bench/kills.py [--times 100] [--pages 20000]

The pages are those of the demo story under so many invented addresses. After each kill, everything that was reported as
added must be in the captures; in the end one undisturbed run adds the rest, and `check` must find nothing.
"""

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from riwaya.captures import Captures
from riwaya.demo import demo_pages
from riwaya.pipeline import check_case
from riwaya.query import open_store
from riwaya.records import Page
from riwaya.store import Filter

# Reports each page as the pipeline does, the moment it does.
DRIVER = """
import datetime as dt, sys
from pathlib import Path
from riwaya.pipeline import Added, add_pages
from riwaya.sources import open_pages
for step in add_pages(Path(sys.argv[1]), open_pages([sys.argv[2]]), now=lambda: dt.datetime.now(dt.UTC), workers=2):
    if isinstance(step, Added):
        print(step.source, flush=True)
"""


def write_pages(path: Path, count: int) -> set[str]:
    """Write the demo's HTML pages as JSON lines over and over; give their ids."""
    html = [p for p in demo_pages() if isinstance(p, Page) and p.kind == "html"]
    names = [f"page-{n}" for n in range(count)]
    with path.open("w", encoding="utf-8") as out:
        for n, name in enumerate(names):
            page = html[n % len(html)]
            text = page.body.decode("utf-8", "replace").replace("</title>", f" {n}</title>", 1)
            out.write(json.dumps({"id": name, "html": text, "outlet": page.given.outlet}) + "\n")
    return set(names)


def add_and_kill(case: Path, pages: Path, chance: random.Random) -> set[str]:
    """Run `add`, kill it some way on; give the pages that it reported in whole lines."""
    command = [sys.executable, "-c", DRIVER, str(case), str(pages)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        lines = [run.stdout.readline() for _ in range(chance.randint(0, 150))]
        time.sleep(chance.uniform(0, 0.5))
        run.kill()
        lines += run.stdout.readlines()
    return {line.strip() for line in lines if line.endswith("\n")}


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--times", type=int, default=100)
    arguments.add_argument("--pages", type=int, default=20_000)
    given = arguments.parse_args()
    chance = random.Random(7)
    with tempfile.TemporaryDirectory() as folder:
        case, pages = Path(folder) / "case", Path(folder) / "pages.jsonl"
        names = write_pages(pages, given.pages)
        reported: set[str] = set()
        lost = 0
        for _ in range(given.times):
            reported |= add_and_kill(case, pages, chance)
            kept = {page.source for _, page in Captures(case).iterate()} if (case / "captures").is_dir() else set()
            lost += len(reported - kept)
        assert reported < names, "more pages are needed"
        print(f"killed {given.times} times; {len(reported)} of {len(names)} pages reported by then, {lost} lost")
        subprocess.run([sys.executable, "-c", DRIVER, str(case), str(pages)], stdout=subprocess.DEVNULL, check=True)
        check = check_case(case)
        with open_store(case) as store:
            there = {kept.article.source for kept in store.articles(Filter())}
        print(f"then added to the end: {check.captures} captures, {len(check.problems)} problems, ", end="")
        print(f"{len(names - there)} pages missing, {len(there - names)} too many")


if __name__ == "__main__":
    main()
