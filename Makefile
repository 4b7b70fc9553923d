# Yiwang: every command in one place.
#
#   make demo    a whole demo city on this machine, at the address it prints; Ctrl-C stops it
#   make test    everything that must hold: checks, tests, browser journeys (its own database, not the demo's)
#   make check   the quick part: style, types, import contracts, migrations, packs, schemas
#   make torture web, worker and database killed a hundred times while clients write (ROUNDS=, SEED=)
#   make fuzz    the API under requests that nobody would write by hand, and the laws, for long (TIMES= each)
#   make bench   measurements
#   make snap    refresh what is generated or recorded: schemas, settings page, snapshots
#   make clean   remove the virtual environment and caches; the demo's data stays (yiwang reset removes those)

PY := .venv/bin/python
PACKS := $(patsubst %/pack.yaml,%,$(wildcard packs/*/pack.yaml))
# Compiled files are kept: without them every process of a test run would compile the whole source anew.
export PYTHONUTF8 := 1
export PYTHONDONTWRITEBYTECODE :=

.PHONY: demo test check check-types check-style check-contracts check-packs torture fuzz bench snap clean lock

demo: .venv/run.stamp
	$(PY) -m yiwang.site.cli demo

test: .venv/dev.stamp
	sh tools/prepare_tests.sh
	$(MAKE) --no-print-directory check
	$(PY) -m pytest -n 2 --dist loadfile --no-loadscope-reorder

check: .venv/dev.stamp
	$(MAKE) --no-print-directory -j 2 check-types check-style check-contracts check-packs

check-types:
	YIWANG_DATA=.venv/check-data .venv/bin/mypy

check-style:
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .

check-contracts:
	.venv/bin/lint-imports --no-cache
	YIWANG_DATA=.venv/check-data $(PY) -W ignore -m django makemigrations --check --dry-run --settings yiwang.site.settings

check-packs:
	for pack in $(PACKS); do $(PY) -m yiwang.site.cli pack check $$pack || exit 1; done
	$(PY) -m yiwang.site.cli pack schemas --check

torture: .venv/dev.stamp
	$(PY) -m tools.torture --rounds $(or $(ROUNDS),100) --seed $(or $(SEED),1)

fuzz: .venv/dev.stamp
	FUZZ=$(or $(TIMES),300) $(PY) -m pytest tests/fuzz
	LAWS=$(or $(TIMES),300) $(PY) -m pytest src/yiwang/kernel src/yiwang/engines/catalog/tests/test_compiler_laws.py

bench: .venv/dev.stamp
	$(PY) -m benchmarks

snap: .venv/dev.stamp
	$(PY) -m yiwang.site.cli pack schemas
	$(PY) -m yiwang.site.settings.reference > docs/reference/settings.md
	$(PY) -m tools.commands
	$(PY) -m tools.openapi
	YIWANG_SNAP=1 $(PY) -m pytest -k snapshot
	$(PY) -m tools.messages

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

lock: .venv/dev.stamp
	$(PY) -m tools.lock

.venv/run.stamp: requirements.lock pyproject.toml tools/venv.sh
	sh tools/venv.sh run

.venv/dev.stamp: requirements.lock requirements-dev.lock pyproject.toml tools/venv.sh
	sh tools/venv.sh dev
