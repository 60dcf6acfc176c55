"""An archive on the engine: time, memory, bytes a page, what travels, growth; and that two runs agree row for row.

usage:
    python bench/archive.py make NEWS.jsonl.gz [MORE...] --planter make_reuse.py --articles N --out PAGES
    python bench/archive.py run PAGES --out ARCHIVE [--workers 2] [--cluster local] [--kill SECONDS] [--stories]
    python bench/archive.py score ARCHIVE PAGES [--limit 50000]
    python bench/archive.py same ARCHIVE ARCHIVE
    python bench/archive.py grow ARCHIVE ARCHIVE [MORE...] --out FILE.svg [--parts 3]

`make` plants reuse as `make_reuse.py` does, with its editor, 50,000 articles at a time: 60 % reports, 32 % edited
copies, 8 % excerpts in other reports; days are spread over 52 weeks, three copies in four within three days of their
source. Real reports are used once; what is missing has three quarters of its words replaced. `run` prints the wall
clock, the largest memory of all processes together and the manifest's figures a stage, and keeps what the steps say
in ARCHIVE.log; `--kill` ends a worker with SIGKILL after so many seconds. `score` writes what `score/retellings.py
--planted` reads, for the first articles. `grow` does some parts of every stage again, of all archives by turns and
twice, keeps nothing of what comes of it, and takes the lower CPU-time of each part: so what else the machine does
weighs on every size alike. A part of *read* is a file, whatever there are. Needs the extra `archive`.
"""

import argparse
import contextlib
import gzip
import importlib.util
import itertools
import json
import math
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from riwaya.archive import open_engine, report_archive
from riwaya.archive.families import join_families
from riwaya.archive.manifests import list_made, read_entries
from riwaya.archive.parts import Draft, Kernel, Work
from riwaya.archive.planning import PLANS
from riwaya.archive.running import KERNELS
from riwaya.archive.telling import gather_components

CHUNK = 50_000
WEEKS = 52
FIRST = date(2017, 1, 2)
OUTLETS = 40
TURNS = 2
ANSWERS = {"judge-near": "retellings", "judge-far": "retellings", "families": "families", "group": "stories"}


# --- pages --------------------------------------------------------------------------------------------------


def read_texts(paths: Sequence[Path]) -> list[str]:
    texts: dict[str, str] = {}
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                text = " ".join(json.loads(line)["text"].split())
                if len(text.split()) >= 80:
                    texts.setdefault(text[:200], text)
    return list(texts.values())


def make(news: Sequence[Path], planter: Path, size: int, out: Path) -> None:
    spec = importlib.util.spec_from_file_location("planter", planter)
    assert spec
    assert spec.loader
    tools = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tools)
    real = read_texts(news)
    random.Random(7).shuffle(real)
    fresh = iter(real)
    out.mkdir(parents=True, exist_ok=True)
    for number, start in enumerate(range(0, size, CHUNK)):
        lines, truth = plant(tools, real, fresh, min(CHUNK, size - start), number)
        with gzip.open(out / f"pages-{number:04}.jsonl.gz", "wt", compresslevel=3, encoding="utf-8") as file:
            file.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
        if number == 0:
            (out / "truth.json").write_text(json.dumps(truth), "utf-8")
        print(f"{start + len(lines):>9,} articles", flush=True)


def plant(
    tools: Any, real: Sequence[str], fresh: Iterator[str], size: int, seed: int
) -> tuple[list[dict[str, str]], dict[str, Any]]:
    """Give articles, shuffled, and what was planted in them."""
    chance, editor = random.Random(seed), tools.Editor(seed, real)
    n_base, n_copy, n_excerpt = int(size * 0.6), int(size * 0.32), int(size * 0.08)
    own = list(itertools.islice(fresh, n_base + n_excerpt))
    while len(own) < n_base + n_excerpt:
        own.append(" ".join(editor.replaced(chance.choice(real).split(), 0.75)))
    base, hosts = own[:n_base], own[n_base:]
    made = [(text, draw_day(chance)) for text in base]
    copies: list[tuple[int, int, str]] = []
    sources = chance.sample(range(n_base), n_copy // 4 + n_excerpt)
    for _ in range(n_copy):
        source, kind = chance.choice(sources[: n_copy // 4]), chance.choice(tools.KINDS)
        copies.append((source, len(made), kind))
        made.append((editor.edit(kind, base[source]), draw_day(chance, made[source][1])))
    excerpts: list[tuple[int, int, str]] = []
    spans: list[tuple[int, tuple[int, int], int, tuple[int, int]]] = []
    for source, host in zip(sources[n_copy // 4 :], hosts, strict=True):
        words, around = base[source].split(), host.split()
        length = min(chance.choice([30, 50, 80, 120]), len(words))
        at, place = chance.randrange(len(words) - length + 1), chance.randrange(len(around) + 1)
        passage = words[at : at + length]
        text = [*around[:place], *passage, *around[place:]]
        where = tools.characters(words, at, at + length), tools.characters(text, place, place + length)
        spans.append((source, where[0], len(made), where[1]))
        excerpts.append((source, len(made), str(length)))
        made.append((" ".join(text), draw_day(chance, made[source][1])))
    order = list(range(len(made)))
    chance.shuffle(order)
    names = {old: f"p{seed:04}-{new:05}" for new, old in enumerate(order)}
    outlets = [f"outlet {n}" for n in range(OUTLETS)]
    lines = [
        {"id": names[n], "text": made[n][0], "published": made[n][1].isoformat(), "outlet": chance.choice(outlets)}
        for n in order
    ]
    return lines, tell_truth(names, n_base, copies, excerpts, spans)


def draw_day(chance: random.Random, source: date | None = None) -> date:
    if source and chance.random() < 0.75:
        return source + timedelta(days=chance.randint(0, 3))
    return FIRST + timedelta(days=chance.randrange(7 * WEEKS))


def tell_truth(
    names: dict[int, str],
    n_base: int,
    copies: Sequence[tuple[int, int, str]],
    excerpts: Sequence[tuple[int, int, str]],
    spans: Sequence[tuple[int, tuple[int, int], int, tuple[int, int]]],
) -> dict[str, Any]:
    families: dict[int, list[int]] = {}
    for source, variant, _ in copies:
        families.setdefault(source, []).append(variant)
    told = [[names[a], names[b], kind] for a, b, kind in copies]
    for variants in families.values():
        told += [[names[a], names[b], "both"] for a, b in itertools.combinations(variants, 2)]
    return {
        "copies": told,
        "excerpts": [[names[a], names[b], kind] for a, b, kind in excerpts],
        "spans": [[names[a], *of_a, names[b], *of_b] for a, of_a, b, of_b in spans],
        "families": [[names[n] for n in (source, *variants)] for source, variants in families.items()],
        "untouched": [names[n] for n in (*range(n_base), *(host for _, host, _ in excerpts))],
    }


# --- a run --------------------------------------------------------------------------------------------------


class Watch(threading.Thread):
    """Adds up, twice a second, what a process and all under it hold; ends one of its workers after a while."""

    def __init__(self, root: int, kill: float | None) -> None:
        super().__init__(daemon=True)
        self.root, self.kill, self.most, self.killed = root, kill, 0, False
        self.began = time.monotonic()

    def run(self) -> None:
        """Look until the process is gone."""
        while Path(f"/proc/{self.root}").exists():
            family = list_family(self.root)
            self.most = max(self.most, sum(map(measure, family)))
            if self.kill and time.monotonic() - self.began > self.kill and not self.killed:
                self.killed = end_worker(family)
            time.sleep(0.5)


def list_family(root: int) -> list[int]:
    children: dict[int, list[int]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError, IndexError):
            parent = int(path.read_text().rsplit(")", 1)[1].split()[1])
            children.setdefault(parent, []).append(int(path.parent.name))
    found = [root]
    for process in found:
        found += children.get(process, ())
    return found


def measure(process: int) -> int:
    """Give the memory that is a process's own, and its share of what it holds with others."""
    with contextlib.suppress(OSError, IndexError, ValueError):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return 0


def end_worker(family: Sequence[int]) -> bool:
    """End the worker that has worked longest, of the engine's own processes or of Ray's."""
    names: dict[int, bytes] = {}
    parents: dict[int, int] = {}
    spent: dict[int, int] = {}
    for process in family:
        with contextlib.suppress(OSError):
            fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
            names[process] = Path(f"/proc/{process}/cmdline").read_bytes()
            parents[process], spent[process] = int(fields[1]), int(fields[11]) + int(fields[12])
    forked = {p for p in names if b"forkserver" in names.get(parents[p], b"")}
    spent = {p: spent[p] for p in names if p in forked or b"ray::" in names[p]}
    if not spent:
        return False
    victim = max(spent, key=spent.__getitem__)
    os.kill(victim, signal.SIGKILL)
    print(f"killed worker {victim}", flush=True)
    return True


def run(pages: Path, out: Path, workers: int, cluster: str | None, kill: float | None, *, stories: bool) -> None:
    options = ["--workers", str(workers), *(["--cluster", cluster] if cluster else [])]
    inputs = [str(path) for path in sorted(pages.glob("*.jsonl.gz"))]
    steps = [["read", *inputs, "--out", str(out), "--bare"], ["retell", str(out)]]
    for step in [*steps, *([["stories", str(out)]] if stories else [])]:
        began = time.monotonic()
        command = [sys.executable, "-m", "riwaya", "archive", *step, *options]
        with out.with_suffix(".log").open("a") as log:
            process = subprocess.Popen(command, stderr=log)
        watch = Watch(process.pid, kill if step[0] == "retell" else None)
        watch.start()
        code = process.wait()
        print(
            f"{step[0]}: {time.monotonic() - began:.0f} s, {watch.most / 2**20:,.0f} MiB at most, status {code}",
            flush=True,
        )
    show(out)


def show(archive: Path) -> None:
    lines = list(report_archive(archive))
    pages = next(line.counts["articles"] for line in lines if line.stage == "read")
    print(f"{'stage':11}{'parts':>7}{'rows':>13}{'MB':>9}{'bytes a page':>14}{'CPU s':>9}{'ms a page':>11}{'MiB':>7}")
    for line in lines:
        print(
            f"{line.stage:11}{line.parts:>7}{line.rows:>13,}{line.bytes / 1e6:>9,.0f}{line.bytes / pages:>14,.0f}"
            f"{line.seconds:>9,.0f}{1000 * line.seconds / pages:>11.3f}{line.memory >> 20:>7,}  {line.counts}"
        )


# --- what came of it ----------------------------------------------------------------------------------------


def answers(archive: Path) -> dict[str, list[str]]:
    from pyarrow import parquet

    found: dict[str, list[str]] = {}
    for stage, under in ANSWERS.items():
        for file in list_made(read_entries(archive, stage).values(), under):
            rows = parquet.read_table(archive / file).to_pylist()
            found.setdefault(under, []).extend(json.dumps(row, sort_keys=True) for row in rows)
    return {under: sorted(rows) for under, rows in found.items()}


def same(one: Path, other: Path) -> None:
    ours, theirs = answers(one), answers(other)
    for under in sorted(ours.keys() | theirs.keys()):
        a, b = ours.get(under, []), theirs.get(under, [])
        print(f"{under}: {len(a):,} and {len(b):,} rows, {'the same' if a == b else 'NOT the same'}")
    sys.exit(ours != theirs)


def score(archive: Path, limit: int) -> None:
    """Print the retellings among the first articles, as `riwaya retellings --json` does."""
    from pyarrow import parquet

    kept = {f"p{number // CHUNK:04}" for number in range(limit)}
    for stage in ("judge-near", "judge-far"):
        for file in list_made(read_entries(archive, stage).values(), "retellings"):
            for record in parquet.read_table(archive / file, columns=["record"]).column("record").to_pylist():
                found = json.loads(record)
                if {found["a"][:5], found["b"][:5]} <= kept:
                    sys.stdout.write(record + "\n")


def grow(archives: Sequence[Path], out: Path, count: int) -> None:
    """Print what each stage costs a page in archives of several sizes, and plot the CPU-seconds of the whole."""
    sizes = [next(report_archive(archive)).counts["articles"] for archive in archives]
    lines: dict[str, list[float]] = {}
    for stage, kernel in list_kernels().items():
        works = [PLANS[stage](archive, "again") for archive in archives]
        chosen = [choose_parts(all_, count) for all_ in works]
        turns = [[[time_part(work, kernel) for work in some] for some in chosen] for _ in range(TURNS)]
        spent = [sum(map(min, zip(*parts, strict=True))) for parts in zip(*turns, strict=True)]
        whole = [s * len(all_) / len(some) for s, all_, some in zip(spent, works, chosen, strict=True)]
        costs = "".join(f"{1000 * cost / size:>9.4f}" for cost, size in zip(whole, sizes, strict=True))
        print(f"{stage:11}{costs} ms a page, exponent {fit(sizes, whole):.2f}", flush=True)
        if max(whole) >= 5:  # shorter ones tell nothing
            lines[stage] = whole
    out.write_text(draw(sizes, lines, {name: fit(sizes, whole) for name, whole in lines.items()}), "utf-8")


def fit(sizes: Sequence[int], seconds: Sequence[float]) -> float:
    return float(np.polyfit(np.log(sizes), np.log(seconds), 1)[0])


def list_kernels() -> dict[str, Kernel]:
    """Give what does a part of each stage but *read*, in their order."""
    engine = open_engine()
    known = KERNELS | {"families": join_families(engine), "components": gather_components(engine)}
    return {stage: known[stage] for stage in PLANS if stage in known and stage != "sift"}


def choose_parts(works: Sequence[Work], count: int) -> list[Work]:
    """Give some parts, evenly from all; never the first nor the last of many, which may be half a week."""
    return [works[int((n + 0.5) * len(works) / count)] for n in range(count)] if len(works) > count else list(works)


def time_part(work: Work, kernel: Kernel) -> float:
    """Do a part, drop what comes of it, and give its CPU-seconds."""
    draft = Draft(work)
    began = time.process_time()
    try:
        kernel(work, draft)
        return time.process_time() - began
    finally:
        draft.discard()


def draw(sizes: Sequence[int], lines: dict[str, list[float]], slopes: dict[str, float]) -> str:
    """Give a plot of CPU-seconds over articles, both axes logarithmic, as SVG."""
    width, height, edge, right = 720, 440, 60, 170
    values = [value for line in lines.values() for value in line]
    bottom, top = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    low, high = math.log10(sizes[0]), math.log10(sizes[-1])

    def place(size: float, value: float) -> tuple[float, float]:
        x = edge + (math.log10(size) - low) / max(high - low, 1e-9) * (width - edge - right)
        return x, height - edge - (math.log10(value) - bottom) / max(top - bottom, 1) * (height - 2 * edge)

    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif">']
    parts += [f'<rect width="{width}" height="{height}" fill="white"/>']
    for power in range(bottom, top + 1):
        _, y = place(sizes[0], 10.0**power)
        parts += [f'<path d="M{edge} {y:.0f}H{width - right}" stroke="#ccc"/>']
        parts += [f'<text x="{edge - 6}" y="{y + 4:.0f}" font-size="12" text-anchor="end">{10.0**power:g} s</text>']
    for size in sizes:
        x, _ = place(size, 10.0**bottom)
        parts += [f'<text x="{x:.0f}" y="{height - edge + 18}" font-size="12" text-anchor="middle">{size:,}</text>']
    parts += [
        f'<text x="{edge}" y="{height - 14}" font-size="12">articles; CPU-seconds of each stage (exponent)</text>'
    ]
    last: float = height
    for n, (name, line) in enumerate(sorted(lines.items(), key=lambda item: item[1][-1])):
        points = [place(size, value) for size, value in zip(sizes, line, strict=True)]
        path = " ".join(f"{x:.0f},{y:.0f}" for x, y in points)
        colour = f"hsl({n * 47 % 360} 70% 35%)"
        last = min(points[-1][1] + 4, last - 14)  # labels never overlap
        parts += [f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>']
        label = f"{name} ({slopes[name]:.2f})"
        parts += [f'<text x="{width - right + 8}" y="{last:.0f}" font-size="12" fill="{colour}">{label}</text>']
    return "\n".join([*parts, "</svg>\n"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("make", "run", "score", "same", "grow", "show"))
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--planter", type=Path)
    parser.add_argument("--articles", type=int, default=CHUNK)
    parser.add_argument("--limit", type=int, default=CHUNK)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--parts", type=int, default=3)
    parser.add_argument("--cluster")
    parser.add_argument("--kill", type=float)
    parser.add_argument("--stories", action="store_true")
    given = parser.parse_args()
    match given.what:
        case "make":
            make(given.paths, given.planter, given.articles, given.out)
        case "run":
            run(given.paths[0], given.out, given.workers, given.cluster, given.kill, stories=given.stories)
        case "score":
            score(given.paths[0], given.limit)
        case "same":
            same(*given.paths)
        case "grow":
            grow(given.paths, given.out, given.parts)
        case "show":
            show(given.paths[0])


if __name__ == "__main__":
    main()
