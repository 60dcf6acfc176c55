"""How well temporal expressions are read: span and value, exactly.

usage: times.py FILE

FILE: one JSON object a line, {"text", "published", "expected": [{"start", "end", "from", "to", "precision"}, ...]}.
"""

import datetime as dt
import json
import sys
from pathlib import Path
from time import process_time

from riwaya.times import find_times


def main(path: Path) -> None:
    right = spans = gold = given = words = 0
    begin = process_time()
    for line in path.read_text("utf-8").splitlines():
        case = json.loads(line)
        text, published = case["text"], case["published"]
        found = find_times(text, [(0, len(text))], dt.date.fromisoformat(published) if published else None)
        read = {(t.start, t.end): (t.from_ and str(t.from_), t.to and str(t.to), t.precision) for t in found}
        for one in case["expected"]:
            value = read.get((one["start"], one["end"]))
            spans += value is not None
            right += value == (one["from"], one["to"], one["precision"])
        gold, given, words = gold + len(case["expected"]), given + len(found), words + len(text.split())
    seconds = process_time() - begin
    print(f"{gold} expressions, {given} given: spans {spans / max(gold, 1):.3f}, with value {right / max(gold, 1):.3f}")
    print(f"precision {right / max(given, 1):.3f}; {words / max(seconds, 1e-9):,.0f} words a second")


if __name__ == "__main__":
    main(Path(sys.argv[1])) if len(sys.argv) == 2 else sys.exit(__doc__)
