# Every command works on a fresh machine with git, make and Python 3.11+ (with venv).
.DEFAULT_GOAL := help
.PHONY: help run test test-pg lint format lock clean

PY := .venv/bin/python
export KAP_STARTED := $(shell date +%s)
unexport DJANGO_SETTINGS_MODULE
say = @printf '[%4d s] %s\n' $$(($$(date +%s) - $(KAP_STARTED)))

# Some shells and tools export HOST for purposes of their own; only one given to make counts.
LISTEN := $(if $(filter command,$(origin HOST)),--host $(HOST))

help:  ## show this list
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' Makefile | expand -t 17

run:  ## the whole site on http://127.0.0.1:8000 (PORT=8001 and HOST=0.0.0.0 choose others)
	@sh tools/setup.sh requirements.txt
	@exec $(PY) manage.py serve $(LISTEN)

test: lint  ## all checks and tests, in a real browser too (ARGS="-k word" narrows them)
	@set -e; browser=$$($(PY) tools/browser.py); export KAP_TEST_CHROMIUM="$$browser"; \
	exec $(PY) -m pytest $(ARGS)

test-pg: .dev  ## the same tests on a PostgreSQL of their own
	@set -e; browser=$$($(PY) tools/browser.py); export KAP_TEST_CHROMIUM="$$browser"; \
	exec $(PY) tools/with_postgres.py $(PY) -m pytest $(ARGS)

lint: .dev  ## style, types and missing migrations
	$(say) 'Checking style (ruff)'
	@$(PY) -m ruff check --quiet .
	@$(PY) -m ruff format --check --quiet . || { echo 'Some files are not formatted: make format'; exit 1; }
	$(say) 'Checking types (mypy)'
	@$(PY) -m mypy
	$(say) 'Checking that no migration is missing'
	@$(PY) manage.py makemigrations --check --dry-run --settings tests.settings

format: .dev  ## put the code into its one style
	@$(PY) -m ruff check --fix .
	@$(PY) -m ruff format .

# uv writes the lock, pip installs it: no host name gets into the file.
LOCK = UV_PYTHON_DOWNLOADS=never .venv/bin/uv pip compile --quiet --universal --generate-hashes \
	--no-emit-index-url --no-header --no-annotate --python-version 3.11 pyproject.toml
lock: .dev  ## choose the newest allowed packages and write requirements*.txt
	@$(PY) -m pip install --quiet uv
	$(say) 'Resolving pyproject.toml'
	@$(LOCK) --upgrade --extra postgres -o requirements.txt
	@$(LOCK) --upgrade --extra postgres --group dev --constraint requirements.txt -o requirements-dev.txt

clean:  ## remove the environment and everything made, but never var/ (the site's data)
	@rm -rf .venv tools/npm/node_modules .mypy_cache .ruff_cache .pytest_cache test-results
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

.PHONY: .dev
.dev:
	@sh tools/setup.sh requirements-dev.txt
