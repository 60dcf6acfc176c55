#!/usr/bin/env python3
"""Pages per CPU-second of riwaya's extraction against trafilatura's fast mode, and of the parsers under them.

usage: extraction.py FOLDER [SECONDS]

FOLDER holds pages as .html or .html.gz. All run in this process on one core over the same pages in memory, each for
SECONDS (3 unless told). riwaya gives text, title, date, byline and credit; trafilatura is asked for text alone.
"""

import contextlib
import gzip
import sys
import time
from collections.abc import Callable
from pathlib import Path

import trafilatura
from resiliparse.parse.html import HTMLTree
from selectolax.lexbor import LexborHTMLParser

from riwaya.errors import ExtractionError
from riwaya.extract import extract_article
from riwaya.records import Page


def read_pages(folder: Path) -> list[bytes]:
    paths = sorted(p for p in folder.rglob("*") if p.name.endswith((".html", ".html.gz", ".htm")))
    return [gzip.decompress(p.read_bytes()) if p.suffix == ".gz" else p.read_bytes() for p in paths]


def extract_riwaya(body: bytes) -> None:
    with contextlib.suppress(ExtractionError):
        extract_article(Page(source="page", kind="html", body=body))


def extract_trafilatura(body: bytes) -> None:
    trafilatura.extract(body, fast=True, include_comments=False)


def parse_resiliparse(body: bytes) -> None:
    HTMLTree.parse(body.decode("utf-8", "replace"))


def parse_lexbor(body: bytes) -> None:
    LexborHTMLParser(body.decode("utf-8", "replace"))


def measure(act: Callable[[bytes], None], bodies: list[bytes], seconds: float) -> float:
    for body in bodies:
        act(body)
    count, start = 0, time.process_time()
    while (spent := time.process_time() - start) < seconds:
        for body in bodies:
            act(body)
        count += len(bodies)
    return count / spent


def main() -> None:
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    bodies = read_pages(Path(sys.argv[1]))
    seconds = float(sys.argv[2]) if len(sys.argv) > 2 else 3.0
    acts = {
        "resiliparse, parse alone": parse_resiliparse,
        "lexbor, parse alone": parse_lexbor,
        "riwaya extract_article": extract_riwaya,
        "trafilatura fast, text only": extract_trafilatura,
    }
    rates = {name: measure(act, bodies, seconds) for name, act in acts.items()}
    print(f"{len(bodies)} pages, {sum(map(len, bodies)) / len(bodies) / 1000:.0f} KB each\n")
    for name, rate in rates.items():
        print(f"{name:30}{rate:10.1f} pages a CPU-second")
    print(f"\nriwaya / trafilatura: {rates['riwaya extract_article'] / rates['trafilatura fast, text only']:.2f}")
    deep = "<div>" * 20_000
    for name, act in list(acts.items())[:2]:
        start = time.process_time()
        act(deep.encode())
        print(f"100 KB of nested <div>, {name}: {time.process_time() - start:.3f} s")


if __name__ == "__main__":
    main()
