# The commands a person types. Settings: PORT, HOST, ARCHIVE_DATA (see docs/configuration.md), PYTHON.

PYTHON ?= python3
PORT ?= 8000
HOST ?= 127.0.0.1
WORKERS ?= 2
VENV := .venv
BIN := $(VENV)/bin
MANAGE := $(BIN)/python manage.py
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq

.DEFAULT_GOAL := help
.PHONY: help install install-dev data run test lint format bench clean

help: ## say what can be done
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

install: $(VENV)/installed ## make the virtual environment with everything that running needs

install-dev: $(VENV)/installed-dev ## the same with what tests and checks need

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed; name one with PYTHON=…" >&2; exit 1; }
	@echo "Making $(VENV)"
	@$(PYTHON) -m venv $(VENV) 2>/dev/null || { rm -rf $(VENV); \
		echo "python3-venv is missing: apt-get install python3-venv (or name another Python with PYTHON=…)" >&2; exit 1; }
	@$(PIP) install --upgrade 'pip>=24.1'

$(VENV)/installed: $(BIN)/python pyproject.toml
	@echo "Installing what the archive needs (a minute or two, once)"
	@$(PIP) install --editable .
	@touch $@

$(VENV)/installed-dev: $(VENV)/installed pyproject.toml
	@echo "Installing what tests and checks need"
	@$(PIP) install --editable '.[dev,bench]'
	@touch $@

data: $(VENV)/installed ## make the database, load the authority files and the sample collection, index
	@$(MANAGE) setup --host $(HOST) --port $(PORT)

run: $(VENV)/installed ## serve the archive at http://127.0.0.1:8000/ with the sample collection
	@$(MANAGE) setup --host $(HOST) --port $(PORT) --free
	@$(BIN)/gunicorn archive.wsgi --bind $(HOST):$(PORT) --workers $(WORKERS) --threads 4 --access-logfile /dev/null \
		--limit-request-line 8190 --no-control-socket

test: $(VENV)/installed-dev ## run every test
	@sh tests/browser/install_chromium.sh
	@sh tests/install_postgresql.sh
	@sh tests/holdings/install_pywb.sh $(BIN)/python
	@$(BIN)/python -m pytest -n 2 --dist loadgroup $(ARGS)

lint: $(VENV)/installed-dev ## check style, types and the import contracts
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@PYTHONPATH=. $(BIN)/lint-imports
	@$(MANAGE) makemigrations --check --dry-run

format: $(VENV)/installed-dev ## put the code into its format
	@$(BIN)/ruff check --fix --quiet . ; $(BIN)/ruff format .

bench: $(VENV)/installed-dev ## measure quality and speed beside other programs
	@$(BIN)/python -m tests.benchmarks

clean: ## take away what was made, except the data folder
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
