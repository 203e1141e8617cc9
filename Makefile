# Every command of this project. `make run` opens the program, `make test` proves it; both do all the set-up themselves.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
PY := .venv/bin/python
ARGS ?=
OUT ?= out/shots
VENV ?=

.PHONY: help setup setup-dev run test check types bench torture shots install docs dist lock clean

help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):[^#]*## /\1\t/' | expand -t 12

setup: ## what `make run` needs: environment, system libraries, compiled kernel
	@.ci/setup run

setup-dev:
	@.ci/setup dev

run: setup ## open the program on a sample portfolio (without a display: the same job by command line)
	@.ci/open-sample

test: setup-dev ## the whole suite, no screen needed; more pytest options in ARGS="..."
	@$(PY) -m pytest -n 2 $(ARGS)

check: setup-dev ## format, lint, types, layers, then the whole suite
	@$(PY) -m ruff format --check .
	@$(PY) -m ruff check .
	@$(PY) -m mypy
	@.venv/bin/lint-imports
	@$(PY) -m pytest -n 2 $(ARGS)

torture: setup-dev ## the long form of the slow tests: power cuts, full disks, big portfolios
	@$(PY) -m pytest -m torture --timeout=3600 $(ARGS)

bench: setup-dev ## every figure of benchmarks/, each a ratio measured in one run
	@worse=0; for figure in $$(grep -l __main__ benchmarks/*.py); do \
		echo "== $$figure"; PYTHONPATH=. $(PY) "$$figure" $(ARGS) || worse=1; \
	done; exit $$worse

shots: setup-dev ## one PNG a page and theme and one a PDF page, into OUT=DIR
	@$(PY) -m tests.shots "$(OUT)"

install: ## a virtual environment in VENV=DIR with the program from the lock, no test tools
	@[[ -n "$(VENV)" ]] || { echo 'Say where: make install VENV=DIR' >&2; exit 2; }
	@.ci/setup install "$(VENV)"

docs: setup-dev ## pictures of the guide and the page of commands, made anew; links checked
	@$(PY) -m docs.build

dist: setup-dev ## wheel and source archive in dist/, the wheel proven in an empty environment elsewhere
	@.ci/dist

lock: setup-dev ## pin requirements*.in again, with hashes
	@.ci/lock $(ARGS)

clean: ## remove what was built (not the environment)
	@rm -rf build dist out *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache csplanner/planning/*.so csplanner/planning/*.c
