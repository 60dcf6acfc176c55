"""The switch: which tagger reads pages, chosen by `$RIWAYA_TAGGER` and by nothing else."""

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from riwaya.errors import InputError
from riwaya.mentions import pretrained
from test_mentions import make_checkpoint, needs_models

TEXT = "وصل سامر الحلبي الى بيروت امس ثم عاد سامر الحلبي الى دمشق مساء."  # the checkpoint does not know دمشق
HAS_MODELS = importlib.util.find_spec("torch") is not None


def run_riwaya(folder: Path, tagger: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    (folder / "page.txt").write_text(TEXT, "utf-8")
    environment = {**os.environ, "RIWAYA_TAGGER": tagger, "HF_HUB_OFFLINE": "1"}
    command = [sys.executable, "-m", "riwaya", *arguments]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("value", [None, ""])
def test_the_shipped_tagger_needs_no_choice(value: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RIWAYA_TAGGER", raising=False)
    if value is not None:
        monkeypatch.setenv("RIWAYA_TAGGER", value)
    assert pretrained.choose_tagger() is None
    assert pretrained.number_tagger() == 0


def test_every_choice_has_another_number(monkeypatch: pytest.MonkeyPatch) -> None:
    numbers = set()
    for value in ("", "one", "another"):
        monkeypatch.setenv("RIWAYA_TAGGER", value)
        numbers.add(pretrained.number_tagger())
    assert len(numbers) == 3


@pytest.mark.parametrize("command", ["read", "add"])
def test_a_wrong_choice_fails_once_and_at_once(command: str, tmp_path: Path) -> None:
    done = run_riwaya(tmp_path, str(tmp_path / "nothing"), command, "page.txt")
    assert done.returncode == 2
    assert "nothing" in done.stderr
    assert not (tmp_path / "case").exists()


@pytest.mark.skipif(HAS_MODELS, reason="the extra `models` is there")
def test_a_choice_without_the_extra_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RIWAYA_TAGGER", "somewhere")
    with pytest.raises(InputError, match="models"):
        pretrained.choose_tagger()


@needs_models
@pytest.mark.filterwarnings("ignore")
def test_a_choice_reads_pages_in_worker_processes(tmp_path: Path) -> None:
    done = run_riwaya(tmp_path, make_checkpoint(tmp_path), "read", "page.txt", "--json", "--workers", "1")
    assert done.returncode == 0, done.stderr
    mentions = json.loads(done.stdout)["mentions"]
    assert [m["text"] for m in mentions] == ["سامر الحلبي", "بيروت", "سامر الحلبي"]


@needs_models
@pytest.mark.filterwarnings("ignore")
def test_a_case_is_read_again_with_another_choice(tmp_path: Path) -> None:
    found = []
    for tagger in ("", make_checkpoint(tmp_path)):
        done = run_riwaya(tmp_path, tagger, "add", "page.txt", "--workers", "1")
        assert done.returncode == 0, done.stderr
        shown = run_riwaya(tmp_path, tagger, "show", "page.txt", "--json")
        found.append([m["text"] for m in json.loads(shown.stdout)["mentions"]])
    assert found[1] == ["سامر الحلبي", "بيروت", "سامر الحلبي"]
    assert "دمشق" in found[0]
