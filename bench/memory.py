"""Memory of `riwaya read` over a WARC file of 1 GiB made from repeated pages: flat, or it is a leak.

usage: python bench/memory.py PAGES_FOLDER [--gib 1] [--workers N]

Prints, for each tenth of the run, the largest resident memory of the whole process tree in MiB, and pages a second.
"""

import argparse
import gzip
import itertools
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def write_warc(path: Path, folder: Path, size: int) -> int:
    """Write response records of the folder's pages over and over until the file has `size` bytes."""
    pages = [
        gzip.decompress(p.read_bytes()) if p.suffix == ".gz" else p.read_bytes() for p in sorted(folder.rglob("*.htm*"))
    ]
    with path.open("wb") as out:
        for n, body in enumerate(itertools.cycle(pages)):
            http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + body
            head = (
                f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{n:012d}>\r\n"
                f"WARC-Date: 2024-01-01T00:00:00Z\r\nWARC-Target-URI: https://outlet.example/{n}\r\n"
                f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
            )
            out.write(head.encode() + http + b"\r\n\r\n")
            if out.tell() >= size:
                return n + 1
    raise AssertionError("no pages")


def resident(root: int) -> int:
    """Resident bytes of a process and its descendants, shared pages counted once a process."""
    parents: dict[int, int] = {}
    sizes: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rsplit(")", 1)[1].split()
            except OSError:  # it ended meanwhile
                continue
            parents[int(entry.name)], sizes[int(entry.name)] = int(fields[1]), int(fields[21])
    tree = {root}
    while grown := {p for p, parent in parents.items() if parent in tree} - tree:
        tree |= grown
    return sum(sizes.get(p, 0) for p in tree) * os.sysconf("SC_PAGE_SIZE")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("pages", type=Path)
    arguments.add_argument("--gib", type=float, default=1.0)
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        warc = Path(folder) / "repeated.warc"
        count = write_warc(warc, given.pages, int(given.gib * 2**30))
        samples: list[tuple[float, int]] = []
        start = time.monotonic()
        with (Path(folder) / "out.jsonl").open("wb") as out:
            run = subprocess.Popen([sys.executable, "-m", "riwaya", "read", str(warc), "--json"], stdout=out)
            while run.poll() is None:
                samples.append((time.monotonic() - start, resident(run.pid)))
                time.sleep(0.5)
        seconds = time.monotonic() - start
    print(f"{count} pages in {seconds:.0f} s: {count / seconds:.0f} pages a second, exit status {run.returncode}")
    for tenth in range(10):
        peak = max((s for t, s in samples if tenth <= 10 * t / seconds < tenth + 1), default=0)
        print(f"tenth {tenth + 1:2}: {peak / 2**20:6.0f} MiB")


if __name__ == "__main__":
    main()
