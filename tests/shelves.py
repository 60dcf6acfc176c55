"""Test cases kept as data: `tests/cases/<stage>.json`, each with label, comment, shelf, given and expected."""

import json
from pathlib import Path
from typing import Any

import pytest

CASES = Path(__file__).parent / "cases"


def read_shelves(stage: str) -> list[Any]:
    """Give a stage's cases as parameters. One on the known-failure shelf must fail, or it stands on the wrong shelf."""
    failure = pytest.mark.xfail(reason="known failure", strict=True)
    return [
        pytest.param(case, id=case["label"], marks=[failure] if case["shelf"] == "known-failure" else [])
        for case in json.loads((CASES / f"{stage}.json").read_text("utf-8"))
    ]
