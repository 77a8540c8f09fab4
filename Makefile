# RUN holds what the program needs, DEV what its developers need, LOCK what pins all.
RUN := .venv
DEV := .venv-dev
LOCK := .venv-lock
# What `ttdt check` is measured against, each in an environment of its own: BENCH-<name>.
BENCH := .venv-bench
PEERS := check-jsonschema yamale pandas openpyxl
NODE_PEERS := ajv-cli@5.0.0 @sourcemeta/jsonschema@16.11.0
# Reads a dataset of ours as a country would; needs Java, which pip cannot install.
SPARK := .venv-spark
DIST := dist
PYTHON ?= python3
PERIOD ?= Q2
# Where they are missing, the tests that need them are skipped and say so.
PROGRAMS := chromium libreoffice-calc libreoffice-writer
ARGS ?=

# Each is run to write its files, and with --check to compare them only.
GENERATORS := scripts/messages.py scripts/schemas.py scripts/rules_docs.py

export PIP_DISABLE_PIP_VERSION_CHECK := 1
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

# An editable install points at the folder it was made in, so a copied folder has to make its own.
INSTALLED := .installed-$(shell pwd | cksum | cut -d ' ' -f 1)
PACKED := pyproject.toml hatch_build.py src/ttdt/__init__.py data/targets-2024.yaml \
	$(wildcard src/ttdt/locale/*/LC_MESSAGES/*.po)

define create
@echo "Setting up $(@D), which is needed once…" >&2
@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	{ echo "Python 3.11 or newer is needed: make PYTHON=<its command> …" >&2; exit 1; }
@$(PYTHON) -m venv --clear $(@D) >&2 || \
	{ echo "$(PYTHON) cannot make a virtual environment: are its venv and pip installed?" >&2; exit 1; }
@$(@D)/bin/python -m pip install -q --require-hashes $(addprefix -r ,$^) >$(@D)/setup.log 2>&1 || \
	{ echo "pip could not install $^: no network? Its words are in $(@D)/setup.log" >&2; exit 1; }
@touch $@
endef

define install
@$(@D)/bin/python -m pip install -q --no-index --no-deps --no-build-isolation -e . >$(@D)/setup.log 2>&1 || \
	{ echo "pip could not install ttdt itself. Its words are in $(@D)/setup.log" >&2; exit 1; }
@touch $@
endef

.PHONY: help
help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

.PHONY: report
report: $(RUN)/$(INSTALLED) ## print the report; PERIOD=Q2, further options in ARGS
	@$(RUN)/bin/ttdt report --period '$(PERIOD)' $(ARGS)

.PHONY: setup
setup: $(DEV)/$(INSTALLED) ## prepare the environment for development

.PHONY: test
test: $(DEV)/$(INSTALLED) ## run the tests; options of pytest in ARGS
	@$(DEV)/bin/python -m pytest -n auto $(ARGS)

.PHONY: test-spark
test-spark: $(DEV)/$(INSTALLED) ## read a dataset with Spark, where Java is installed
	@if java -version >/dev/null 2>&1; then \
		$(MAKE) --no-print-directory $(SPARK)/.requirements && \
		$(DEV)/bin/python -m pytest tests/export/test_spark.py --spark $(SPARK)/bin/python $(ARGS); \
	else \
		echo "Java is not installed, so the test with Spark is skipped; on Debian: apt-get install default-jre-headless"; \
	fi

.PHONY: programs
programs: ## as root on Debian: install the programs that some tests read our files with
	@apt-get update -q
	@DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $(PROGRAMS)

.PHONY: coverage
coverage: $(DEV)/$(INSTALLED) ## run the tests and show the lines they miss
	@$(DEV)/bin/python -m coverage erase
	@$(DEV)/bin/python -m coverage run -m pytest -n auto $(ARGS)
	@$(DEV)/bin/python -m coverage combine -q
	@$(DEV)/bin/python -m coverage report

.PHONY: lint
lint: $(DEV)/$(INSTALLED) ## check style, types and dependencies
	@$(DEV)/bin/python -m ruff check
	@$(DEV)/bin/python -m ruff format --check
	@$(DEV)/bin/python -m mypy
	@$(DEV)/bin/python -m deptry src

.PHONY: fix
fix: $(DEV)/$(INSTALLED) ## format the code and repair what ruff can
	@$(DEV)/bin/python -m ruff check --fix-only
	@$(DEV)/bin/python -m ruff format

.PHONY: check
check: lint check-generated test ## all of the checks above

.PHONY: messages
messages: $(DEV)/.requirements ## collect the texts of the program into the catalogues
	@$(DEV)/bin/python scripts/messages.py

.PHONY: generated
generated: $(DEV)/$(INSTALLED) ## write all generated files anew
	@set -e; for generator in $(GENERATORS); do $(DEV)/bin/python $$generator; done

.PHONY: check-generated
check-generated: $(DEV)/$(INSTALLED) ## fail if a generated file is stale
	@set -e; for generator in $(GENERATORS); do $(DEV)/bin/python $$generator --check; done

.PHONY: golden
golden: $(DEV)/$(INSTALLED) ## accept the program's output as the expected one
	@$(DEV)/bin/python -m pytest --update-golden $(ARGS)

.PHONY: bench
bench: $(DEV)/$(INSTALLED) $(PEERS:%=$(BENCH)-%/.requirements) $(BENCH)-node/.installed ## measure speed and memory; ARGS=--quick for less, --full for more
	@$(DEV)/bin/python -m bench --peers $(BENCH) $(ARGS)

.PHONY: wheel
wheel: $(DEV)/$(INSTALLED) ## build the source archive, and the wheel from it, into DIST=dist
	@$(DEV)/bin/python -m build --no-isolation --outdir $(DIST)

.PHONY: lock
lock: $(LOCK)/.requirements ## pin the requirements; ARGS=--upgrade takes newer versions
	@set -e; pin() { $(LOCK)/bin/python -m uv pip compile -q --no-config --universal \
		--python-version 3.11 --generate-hashes --no-header --no-emit-index-url \
		--no-emit-find-links $(ARGS) "$$@"; }; \
	run=requirements/run.txt build=requirements/build.txt; \
	pin pyproject.toml --extra office -o $$run; \
	pin requirements/build.in -c $$run -o $$build; \
	pin pyproject.toml --all-extras requirements/build.in requirements/dev.in -c $$run -c $$build \
		-o requirements/dev.txt; \
	pin requirements/lock.in -o requirements/lock.txt; \
	pin requirements/spark.in -o requirements/spark.txt; \
	for peer in $(PEERS); do \
		pin requirements/bench-$$peer.in -o requirements/bench-$$peer.txt; \
	done

.PHONY: clean
clean: ## remove everything that make has made
	rm -rf $(RUN) $(DEV) $(LOCK) $(PEERS:%=$(BENCH)-%) $(BENCH)-node $(SPARK) $(DIST) .mypy_cache .pytest_cache .ruff_cache .hypothesis
	rm -rf .coverage .coverage.* src/ttdt/plans/targets-2024.yaml src/ttdt/locale/*/LC_MESSAGES/*.mo
	find src tests scripts bench -name __pycache__ -type d -prune -exec rm -rf {} +

$(RUN)/.requirements: requirements/build.txt requirements/run.txt
	$(create)

$(DEV)/.requirements: requirements/dev.txt
	$(create)

$(LOCK)/.requirements: requirements/lock.txt
	$(create)

$(SPARK)/.requirements: requirements/spark.txt
	$(create)

$(BENCH)-%/.requirements: requirements/bench-%.txt
	$(create)

# Those in JavaScript are measured where npm is, and said to be missing where it is not.
$(BENCH)-node/.installed:
	@mkdir -p $(@D)
	@! command -v npm >/dev/null || npm install --silent --no-save --no-package-lock --prefix $(@D) \
		$(NODE_PEERS) >$(@D)/setup.log 2>&1 || echo "npm could not install $(NODE_PEERS)" >&2
	@touch $@

$(RUN)/$(INSTALLED): $(RUN)/.requirements $(PACKED)
	$(install)

$(DEV)/$(INSTALLED): $(DEV)/.requirements $(PACKED)
	$(install)
