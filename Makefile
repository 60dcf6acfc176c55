# `make demo` and `make test` do all their own set-up on a fresh machine.
.PHONY: test-archive browser demo test check fix bench docs serve lock clean
.DEFAULT_GOAL := demo

PYTHON ?= python3
BIN := .venv/bin

# The stamp is newer than the lock file once all that it names is installed.
.venv/installed: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	touch $@

demo: .venv/installed  ## the main job, on pages that we invented
	$(BIN)/riwaya demo

test: .venv/installed browser  ## all tests
	$(BIN)/pytest

# The tests of the page drive a browser of this machine; without one they are skipped, and say so.
browser:
	@command -v chromium chromium-browser google-chrome >/dev/null 2>&1 \
	  || (command -v apt-get >/dev/null 2>&1 && [ "$$(id -u)" = 0 ] && apt-get update -qq && apt-get install -qq -y chromium >/dev/null) \
	  || echo "No browser here, and none could be installed: the tests of the page in a browser will be skipped."

check: .venv/installed  ## what must hold before a commit: format, lint, types
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

fix: .venv/installed  ## put right what a program can: also the reference, and the Arabic README's console blocks
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/python docs/reference.py

bench: .venv/installed  ## every speed and quality figure; SHARED names the folder of test material
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-bench.lock
	sh bench/all $(or $(SHARED),../shared)

docs: .venv/installed browser  ## the documentation as a site in build/site; pictures of the demo anew, where there is a browser
	$(BIN)/python docs/reference.py
	$(BIN)/python bench/screenshots.py docs/screenshots
	$(BIN)/python docs/build.py build/site

test-archive: .venv/installed  ## the tests of the archive, with its engine: a third of a gigabyte that nothing else needs
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-archive.lock
	$(BIN)/pytest tests/test_archive.py riwaya/archive

serve: .venv/installed  ## a case in a browser: the demo's, or CASE=folder
	$(BIN)/riwaya serve --case $(or $(CASE),demo-case)

lock:  ## pin what pyproject.toml asks for, with hashes and without addresses; needs uv
	uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes \
	  --no-header --no-annotate --quiet --output-file requirements.lock
	uv pip compile pyproject.toml --group dev --extra bench --universal --python-version 3.11 --generate-hashes \
	  --no-header --no-annotate --quiet --constraints requirements.lock --output-file requirements-bench.lock
	uv pip compile pyproject.toml --group dev --extra archive --universal --python-version 3.11 --generate-hashes \
	  --no-header --no-annotate --quiet --output-file requirements-archive.lock

clean:
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache
