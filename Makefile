# make demo      the site with sample filings on http://127.0.0.1:8000, from a fresh clone
# make test      every check and every test, with all they need
# make run       the development server, which reloads what is edited
# make install   the virtual environment alone
# make format    put code and templates into the house's form
# make clean     take away what these targets made, save the archive itself (var/)

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.PHONY: help install demo run test checks test-postgres test-versions test-all format clean

PORT ?= 8000
# Twice two cores: many tests wait for processes and servers of their own.
PYTEST_WORKERS ?= 4
python := .venv/bin/python
djade := .venv/bin/djade
templates := $$(find templates neoarchive -name '*.html')
no_database := $(addprefix --ignore=tests/,parser edgar test_conventions.py test_samples.py test_sanitize.py \
  test_supply_chain.py test_typography.py running test_replicas.py trust/test_bombs.py trust/test_headers.py \
  trust/test_refusal_pages.py trust/test_sanitiser.py)
# A developer's own .env and data stay out of the tests: an empty DATABASE_URL is SQLite.
apart := env DATABASE_URL= NEOARCHIVE_DATA_DIR=.venv/test-data NEOARCHIVE_DEBUG=0 NEOARCHIVE_HTTPS=0

help:
	@sed -n 's/^# make/make/p' Makefile

install:
	@scripts/setup.sh site

demo: install
	@$(python) manage.py demo --port $(PORT)
	@export NEOARCHIVE_SITE_URL=$${NEOARCHIVE_SITE_URL:-http://127.0.0.1:$(PORT)}; \
	  exec $(python) -m gunicorn neoarchive.wsgi --bind 127.0.0.1:$(PORT) --workers 2 --threads 4

run: install
	@$(python) manage.py migrate --verbosity 0
	@NEOARCHIVE_DEBUG=$${NEOARCHIVE_DEBUG:-1} $(python) manage.py runserver 127.0.0.1:$(PORT)

# One after the other: the checks are quick and say most; the last line is the summary of the run over everything.
test:
	@scripts/setup.sh tests
	@$(MAKE) --no-print-directory checks
	@$(MAKE) --no-print-directory test-postgres
	@$(MAKE) --no-print-directory test-all

checks:
	$(python) -m ruff check .
	$(python) -m ruff format --check .
	$(djade) --check --target-version 5.2 $(templates)
	$(apart) $(python) -m mypy
	$(apart) $(python) manage.py makemigrations --check --dry-run
	$(apart) $(python) manage.py check

# The parser knows no database and the browser tests judge pages: neither gains by a second run, nor does what reads
# files and texts, or starts servers of its own.
test-postgres:
	@if $(python) tests/with_postgres.py --check >/dev/null; then \
	  echo "Tests on PostgreSQL"; \
	  $(apart) $(python) tests/with_postgres.py $(python) -m pytest -n $(PYTEST_WORKERS) --dist worksteal -m "not browser" $(no_database); \
	elif [ "$${CI:-}" = true ]; then \
	  echo "There is no PostgreSQL server to test on."; exit 1; \
	else \
	  echo "Tests on PostgreSQL are left out: there is no server."; \
	fi

# Other versions of Python and Django, as far as they are here.
test-versions:
	@scripts/versions.sh

test-all:
	@echo "All tests, on SQLite"
	@$(apart) $(python) -m pytest -n $(PYTEST_WORKERS) --dist worksteal

format:
	@scripts/setup.sh site
	$(python) -m pip install -qq --disable-pip-version-check -r requirements-dev.txt
	$(python) -m ruff check --fix .
	$(python) -m ruff format .
	$(djade) --target-version 5.2 $(templates)

clean:
	rm -rf .venv .pytest_cache .ruff_cache .mypy_cache .hypothesis .coverage htmlcov
	find neoarchive tests -name __pycache__ -type d -prune -exec rm -rf {} +
