# Zhiheng. `make` alone prints what there is.

PYTHON ?= python3
VENV_PYTHON := .venv/bin/python
KILLS ?= 25
# k=word: only the tests whose name contains it, in one process.
PYTEST_ARGS := $(if $(k),-k "$(k)",-n 2 --dist loadgroup) $(args)

export PYTHONUNBUFFERED := 1
MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help
.PHONY: help setup dev run stop test faults check fix deps bench screens

##   Daily
## make run         set up, then the site on http://127.0.0.1:8000 (PORT=…) with worker and scheduler;
##                  the first start fills a demonstration bureau. Ctrl-C ends everything.
## make test        set up, then every test (k=word picks some, args=… goes to pytest)
## make check       format, lint, types, import order, translations, migrations, settings
## make fix         format the code and mend what the linter can

run:
	@$(PYTHON) -m enforcement.bootstrap.supervisor

test: dev
	@$(VENV_PYTHON) -m pytest $(PYTEST_ARGS)

check: dev
	@$(VENV_PYTHON) -m enforcement.bootstrap.checks

fix: dev
	@$(VENV_PYTHON) -m ruff check --fix --quiet . ; $(VENV_PYTHON) -m ruff format --quiet .

##   Measuring
## make bench       our figures beside peers and limits (SCALE=…)
## make faults      the kill tests (KILLS=25)
## make screens     a picture of every page, both languages, three widths, in var/screens/

bench: dev
	@$(VENV_PYTHON) -m bench $(args)

faults: dev
	@KILLS=$(KILLS) $(VENV_PYTHON) -m pytest tests/faults $(args)

screens: dev
	@$(VENV_PYTHON) -m tests.screens $(args)

##   Set-up
## make setup       virtual environment in .venv, translations, static files, embedded services
## make stop        end the embedded services that commands of manage.py left running
## make deps        compile requirements*.txt anew from requirements*.in
## make help        this page

setup:
	@$(PYTHON) -m enforcement.bootstrap.setup

dev:
	@$(PYTHON) -m enforcement.bootstrap.setup dev

stop:
	@$(PYTHON) manage.py stop_services

COMPILE := .venv/bin/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url
deps: dev
	@$(COMPILE) requirements.in -o requirements.txt
	@$(COMPILE) requirements-dev.in -o requirements-dev.txt

help:
	@sed -n 's/^## \{0,1\}//p' Makefile
