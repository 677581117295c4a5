# Everything runs in .venv, which is made when it is absent: with uv where that is installed,
# else with venv and pip.  The stamp makes a second call quick; a change of pyproject.toml or
# uv.lock installs again.

VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/installed
UV := $(shell uv --version >/dev/null 2>&1 && echo uv)
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo $$p && break; done)

.DEFAULT_GOAL := help
.PHONY: help demo test check floors speed docs build clean
.DELETE_ON_ERROR:

help: ## list the targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1@\2/p' $(MAKEFILE_LIST) | column -t -s@ 2>/dev/null \
		|| sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1  \2/p' $(MAKEFILE_LIST)

$(STAMP): pyproject.toml $(wildcard uv.lock)
ifdef UV
	uv sync --locked --inexact --extra test
else
	@test -n "$(PYTHON)" || { echo "No Python 3.11 or later was found. Install one, or name it: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[test]'
endif
	@touch $@

demo: $(STAMP) ## read the sample reports, print their claims, write pages into demo/
	@$(BIN)/python examples/demo.py

test: $(STAMP) ## run the whole test suite
	$(BIN)/python -m pytest

check: $(STAMP) ## lint, format, types, layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -q tests/test_layers.py

floors: $(STAMP) ## accuracy on the development sets against benchmarks/floors.toml
	$(BIN)/python benchmarks/accuracy.py

speed: $(STAMP) ## reports and words per second by stage, memory, cold start
	$(BIN)/python benchmarks/speed.py

docs: $(STAMP) ## hold the documentation to the code
	$(BIN)/python -m pytest -q tests/docs

build: $(STAMP) ## the wheel, into dist/
ifdef UV
	uv build --wheel --out-dir dist
else
	$(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps --wheel-dir dist .
endif

clean: ## remove what was built; the environment stays
	rm -rf demo dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find src tests benchmarks training examples -name __pycache__ -type d -prune -exec rm -rf {} +
