# Everything that is done with this house. On a fresh machine only Python >= 3.11 and make are needed.

PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
SHARED ?= ../shared
PYTHON ?= $(shell for one in python3 python3.13 python3.12 python3.11; do \
	"$$one" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$one" && break; done)
PIP := $(BIN)/python -m pip --disable-pip-version-check
READY := $(VENV)/.ready
READY_TO_TEST := $(VENV)/.ready-to-test
ISLANDS := api/web/static/dist/.built

.DEFAULT_GOAL := help
.PHONY: help setup run web test golden bench check pictures lock clean

help: ## Say what can be done here
	@echo "make TARGET, where TARGET is one of:"
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "  %-10s %s\n", $$1, $$2 }'

setup: $(READY) $(ISLANDS) ## Make .venv with all that the program needs
	@echo "Ready: make run serves the directory, $(BIN)/graph-directory --help tells what else it does."

run: $(READY) $(ISLANDS) ## Serve the directory on PORT (8000); the first start loads the seed directory
	@$(BIN)/graph-directory serve --port $(PORT)

web: $(READY) ## Build the scripts of the pages with Node (from a wheel where the machine has none)
	@$(BIN)/python web/build.py

test: $(READY_TO_TEST) $(ISLANDS) ## Run the whole suite; TEST="tests/unit -k hours" runs a part
	@$(BIN)/python -m pytest $(TEST)

golden: $(READY) ## Put the golden questions to a service of its own and score the answers
	@$(BIN)/python -m tools.golden $(SHARED)/golden

bench: $(READY_TO_TEST) ## Run what measures speed in benchmarks/
	@$(BIN)/python -m tools.bench $(BENCH)

check: $(READY_TO_TEST) ## Linters, types, the direction of imports, generated files
	@$(BIN)/python -m tools.check

pictures: $(READY_TO_TEST) $(ISLANDS) ## Take pictures of the pages into .pictures/ (needs chromium)
	@$(BIN)/python -m tools.pictures

lock: | $(BIN)/python ## Choose new versions of all dependencies and write both lock files
	@$(PIP) install --quiet uv
	@$(BIN)/python -m tools.lock

clean: ## Take away what was made here; the directory itself lies elsewhere and stays
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache .golden .pictures dist web/node_modules $(dir $(ISLANDS))

# The stamp is younger than what it was made from, so a second call has nothing to do and a new lock is followed.
$(READY): requirements.lock pyproject.toml | $(BIN)/python
	@echo "Installing what the program needs (the first time this takes a minute) ..."
	@$(PIP) install --quiet --require-hashes -r requirements.lock
	@$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

# Every page works without its scripts, so a registry of packages that does not answer keeps nobody from the directory.
$(ISLANDS): $(shell find web -name node_modules -prune -o -type f -print) $(READY)
	@echo "Building the scripts of the pages ..."
	@$(BIN)/python web/build.py && touch $@ || \
		echo "THE SCRIPTS OF THE PAGES WERE NOT BUILT (see above). The pages work without them; make web tries again."

$(READY_TO_TEST): requirements-dev.lock $(READY)
	@echo "Installing what the tests need ..."
	@$(PIP) install --quiet --require-hashes -r requirements-dev.lock
	@touch $@

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "No Python 3.11 or newer was found. Install one, or name it: make setup PYTHON=/path/to/python3"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
		echo "$(PYTHON) cannot make a virtual environment; on Debian and Ubuntu: apt-get install python3-venv"; exit 1; }
