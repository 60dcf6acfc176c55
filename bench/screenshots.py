"""Pictures of each view of the demo's case in both languages, small, into a folder: `make docs` runs it.

python bench/screenshots.py docs/screenshots
"""

import argparse
import datetime as dt
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import httpx
from playwright.sync_api import sync_playwright

from riwaya import query
from riwaya.demo import demo_pages
from riwaya.pipeline import add_pages

WIDE, NARROW = {"width": 960, "height": 640}, {"width": 390, "height": 700}
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def list_views(case: Path) -> dict[str, str]:
    with query.open_store(case) as store:
        whole = query.give_story(store, max(store.stories(), key=lambda story: len(story.articles)).id)
        speakers = [
            s.statement.speaker.id for s in store.statements() if s.statement.speaker and s.statement.speaker.id
        ]
    tie = next(tie for tie in whole.ties if tie.retelling.kind == "translation")
    most_heard = max(sorted(set(speakers)), key=speakers.count)
    story = f"/stories/{whole.story.id}"
    return {
        "stories": "/",
        "story": story,
        "disagreements": f"{story}/disagreements",
        "claims": f"{story}/claims",
        "timeline": f"{story}/timeline",
        "article": f"/articles/{tie.a}",
        "compare": f"/compare/{tie.a}/{tie.b}",
        "actors": "/actors",
        "actor": f"/actors/{most_heard}",
        "search": "/search?q=للسد",
        "api": "/api",
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        print("No browser on this machine: the pictures stay as they are.")
        return
    with tempfile.TemporaryDirectory() as place, socket.socket() as free:
        case = Path(place) / "case"
        for _ in add_pages(case, demo_pages(), now=lambda: dt.datetime(2025, 2, 10, tzinfo=dt.UTC), workers=0):
            pass
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        command = [sys.executable, "-m", "riwaya", "serve", "--case", str(case), "--port", str(port)]
        server = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        try:
            shoot(f"http://127.0.0.1:{port}", list_views(case), browser, folder)
        finally:
            server.terminate()
            server.wait()


def shoot(address: str, views: dict[str, str], browser: str, folder: Path) -> None:
    while True:
        try:
            httpx.get(f"{address}/static/riwaya.css")
            break
        except httpx.TransportError:
            time.sleep(0.2)
    with sync_playwright() as player:
        opened = player.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        for tongue in ("ar", "en"):
            for name, path in views.items():
                take(opened, f"{address}/{tongue}{path}", folder / f"{name}-{tongue}.png")
        take(opened, address + "/ar" + views["story"], folder / "story-ar-narrow-dark.png", NARROW, "dark")
        take(opened, address + "/en" + views["article"], folder / "article-en-dark.png", WIDE, "dark")
        opened.close()


def take(browser: object, address: str, path: Path, size: dict[str, int] = WIDE, scheme: str = "light") -> None:
    page = browser.new_page(viewport=size, color_scheme=scheme)  # type: ignore[attr-defined]
    page.goto(address)
    page.screenshot(path=path)
    page.close()
    print(f"{path}  {path.stat().st_size / 1000:.0f} KB")


if __name__ == "__main__":
    main()
