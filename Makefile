# Claimdesk: `make run` to try it, `make test` to test it, `make check` for lint, types and arrows.
PYTHON ?= python3
BIN := .venv/bin
DATABASE ?= sqlite:///claims.db
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: run test check format bench eval clean

run: .venv/runtime  ## load the demonstration story and serve on http://127.0.0.1:8000
	@$(BIN)/python -m claims --database $(DATABASE) demo --load
	@$(BIN)/python -m claims --database $(DATABASE) serve

test: .venv/development  ## every test, those of PostgreSQL included
	@$(BIN)/python -m pytest

check: .venv/development  ## lint, format, types, arrows
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format: .venv/development
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

bench: .venv/development  ## speed and memory, side by side with peers; docs/speed.md explains
	@$(BIN)/python -m benchmarks

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis build

.venv/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Claimdesk needs Python 3.11 or newer; try: make PYTHON=python3.11 $(MAKECMDGOALS)" >&2; exit 1; }
	@echo "Making the virtual environment in .venv ..." >&2
	@$(PYTHON) -m venv .venv || \
	  { echo "Python could not make a virtual environment (on Debian: apt-get install python3-venv)." >&2; exit 1; }
	@touch $@

.venv/runtime: requirements.txt constraints.txt | .venv/python
	@echo "Installing what Claimdesk needs (once, well under a minute) ..." >&2
	@$(PIP) -r requirements.txt
	@touch $@

.venv/development: requirements-dev.txt requirements-mcp.txt requirements.txt constraints.txt | .venv/python
	@echo "Installing what its tests need (once) ..." >&2
	@$(PIP) -r requirements-dev.txt
	@touch $@ .venv/runtime
