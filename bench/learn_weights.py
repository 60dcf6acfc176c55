"""Learn `riwaya/data/ar/stem_weights.npz`: how much a stem, a name's consonants or a number says.

usage: python bench/learn_weights.py ARTICLES.jsonl.gz [MORE...]

Each line of a file is an object with `id` and `text`. The weight of an anchor is the logarithm of how few articles hold
it, in steps of a 24th; anchors are known by the top bits of their hashes, so that the file holds no text. Shipped with
the package and part of what a retelling is: learn it anew only with a new version of the stage.
"""

import argparse
import sys
from pathlib import Path

import numpy as np

from retellings import read_articles
from riwaya.retellings import anchors
from riwaya.retellings.batches import read_batches

PLACE = Path(anchors.__file__).parents[1] / "data" / "ar" / "stem_weights.npz"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", nargs="+", type=Path)
    counts = np.zeros(1 << anchors.BITS, np.int64)
    number = 0
    nothing = np.zeros(1 << anchors.BITS, np.uint8)
    for batch in read_batches(read_articles(parser.parse_args().articles)):
        found = anchors.read_anchors(batch.words, nothing)
        for at in batch.slices():
            hashes = np.concatenate((found.stems[at], found.skeletons[at]))
            counts[np.unique(hashes[hashes != 0] >> np.uint64(64 - anchors.BITS)).astype(np.int64)] += 1
            number += 1
    weights = np.round(np.log(number / (counts + 1) + 1) * anchors.STEPS).astype(np.uint8)
    np.savez_compressed(PLACE, weights=weights)
    sys.stdout.write(f"{number} articles, {np.count_nonzero(counts)} places filled, {PLACE.stat().st_size} bytes\n")


if __name__ == "__main__":
    main()
