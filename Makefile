# make run: open ktd on Khối V, 2022 · make test: everything that must be true · make help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Compiled once, not in each of the hundreds of processes that the tests start, whatever this shell says.
export PYTHONDONTWRITEBYTECODE :=
CATALOGUES := $(wildcard ktd_tui/locales/*/LC_MESSAGES/ktd.po)

.PHONY: run test collected check lint types contracts bench texts keys hooks hashes audit deb clean help

run: $(VENV)/run ## open the sample (a throw-away copy)
	@$(BIN)/ktd demo

test: check collected ## lint, types, contracts and every test
	$(BIN)/pytest -n 6 --dist loadgroup # more than the cores: tests of screens and terminals wait half of their time

collected: $(VENV)/dev # each test module is compiled once, not by all workers at the same time
	-@$(BIN)/pytest -qq --collect-only > /dev/null

check: lint types contracts ## all that needs no test run

lint: $(VENV)/dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(VENV)/dev
	$(BIN)/mypy

contracts: $(VENV)/dev
	$(BIN)/lint-imports

bench: $(VENV)/dev ## measure against the yardsticks, as one table (QUICK=1: less of everything)
	$(BIN)/python -m benchmarks $(if $(QUICK),--quick)

texts: $(VENV)/dev ## collect the sentences anew and compile the catalogues
	$(BIN)/pybabel -q extract -k t -k N_ -k tc:1c,2 -k C_:1c,2 -k plural:1,2 --no-location --sort-output --project ktd -o ktd_tui/locales/ktd.pot ktd_tui screens store
	$(BIN)/pybabel -q update -D ktd -i ktd_tui/locales/ktd.pot -d ktd_tui/locales --no-fuzzy-matching --ignore-obsolete
	$(BIN)/pybabel -q compile -D ktd -d ktd_tui/locales

keys: $(VENV)/dev ## write docs/keys.md anew from the table of keys
	$(BIN)/python -m ktd_tui.keymap > docs/keys.md

deb: $(VENV)/dev ## build the Debian package into dist, as this environment was tested
	$(BIN)/python -m release.deb

hashes: $(VENV)/dev ## write hashes.txt and hashes-dev.txt anew: what pip --require-hashes may install
	$(BIN)/python -m release.hashes

audit: $(VENV)/dev ## ask whether a known fault is in what ktd needs (needs the network)
	$(BIN)/pip install --quiet --disable-pip-version-check pip-audit
	$(BIN)/pip-audit --require-hashes --disable-pip -r hashes.txt

hooks: $(VENV)/dev ## run what CI's lint runs before each commit
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt pre-commit
	$(BIN)/pre-commit install

$(VENV)/bin/pip:
	$(PYTHON) -m venv $(VENV)

$(VENV)/run: $(VENV)/bin/pip pyproject.toml constraints.txt hatch_build.py $(CATALOGUES)
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(VENV)/dev: $(VENV)/run
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -r requirements-dev.txt
	@touch $@

clean: ## remove what was built
	rm -rf $(VENV) dist .mypy_cache .ruff_cache .pytest_cache .hypothesis

help: ## these words
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'
