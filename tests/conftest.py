"""The demo's case, built once for the tests that only look at it; the folder of test material beside the project."""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import settings

from riwaya.demo import demo_pages
from riwaya.pipeline import add_pages

NOW = dt.datetime(2025, 2, 10, 12, 0, tzinfo=dt.UTC)
SHARED = Path(__file__).parent.parent.parent / "shared"

settings.register_profile("untimed", deadline=None)  # what else a machine does at the time fails no law
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def demo_case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    case = tmp_path_factory.mktemp("demo") / "case"
    for _ in add_pages(case, demo_pages(), now=lambda: NOW, workers=0):
        pass
    return case


@pytest.fixture(scope="session")
def shared() -> Path:
    if not SHARED.is_dir():
        pytest.skip("the folder of shared test material is not here")
    return SHARED
