# Two commands do everything, each from nothing: `make demo` and `make test`. Bare `make` lists the targets.
SHELL := /bin/sh
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.current
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)

.DEFAULT_GOAL := help
.PHONY: help setup demo test test-slow lint format bench berka golden docs app serve clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(STAMP) ## make the environment in .venv (the other targets do it when it is needed)

$(STAMP): pyproject.toml constraints.txt
	@test -n "$(PYTHON)" || { echo "make: Python 3.11 or newer is needed; name one with make PYTHON=/path/to/python3" >&2; exit 2; }
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@touch $(STAMP)

demo: $(STAMP) ## run the main job end to end on synthetic people, into out/demo
	$(BIN)/moyang demo --out out/demo

test: $(STAMP) ## run the default tests
	$(BIN)/python -m pytest -n 2 --dist worksteal -m 'not slow'
	$(BIN)/python -m pytest -q -n 2 --doctest-modules moyang_score

test-slow: $(STAMP) ## run the tests that take minutes
	$(BIN)/python -m pytest -n 2 --dist worksteal -m slow

lint: $(STAMP) ## check format, lint, types and the imports between rooms
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(STAMP) ## format the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix-only --quiet .

bench: $(STAMP) ## compare learners and scoring with a peer, on the CSVs of MOYANG_DATA and on generated rows
	$(BIN)/python -m benchmarks

berka: $(STAMP) ## take in the records of a Czech bank, if MOYANG_DATA has them, into out/berka
	@$(BIN)/python docs/examples/berka/run.py --out out/berka

golden: $(STAMP) ## write the release of models/ anew, after a change that is meant to change it
	$(BIN)/python -m tests.golden.release

docs: $(STAMP) ## check that the pages of docs/ are whole: links, decisions, public names
	$(BIN)/python -m pytest -q tests/health

app: out/demo/demo.json ## show the demo in a browser
	$(BIN)/moyang app

serve: out/demo/demo.json ## answer for the demo over HTTP
	$(BIN)/moyang serve out/demo/moyang-demo --trust out/demo/trust --people out/demo/features.parquet \
		--store out/demo/store --log out/access.jsonl

out/demo/demo.json:
	$(MAKE) demo

clean: ## remove what the other targets made
	rm -rf $(VENV) out dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
