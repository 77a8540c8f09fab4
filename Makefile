# RUN holds what the program needs, DEV what its developers need, TOOLS what pins and installs.
RUN := .venv
DEV := .venv-dev
TOOLS := .venv-tools
# What `ttdt check` is measured against, each in an environment of its own: BENCH-<name>.
BENCH := .venv-bench
PEERS := check-jsonschema yamale pandas openpyxl
NODE_PEERS := ajv-cli@5.0.0 @sourcemeta/jsonschema@16.11.0
# Reads a dataset of ours as a country would; needs Java, which pip cannot install.
SPARK := .venv-spark
# With the oldest packages that pyproject.toml allows.
LOWEST := .venv-lowest
# A Python for Windows, which Wine runs; what that takes on Debian, and the tests that it runs.
WINDOWS := .venv-windows
WINE := wine wine64 gcc-mingw-w64-x86-64
WINDOWS_TESTS := -m 'not slow and not programs' tests/cli/test_on_windows.py tests/cli/test_named_files.py tests/cli/test_set.py \
	$(wildcard tests/workspace/test_*.py) tests/yaml tests/change tests/excel \
	tests/forms/test_form.py tests/forms/test_round_trip.py tests/output/findings
DIST := dist
# The documents as a site, and the pictures of what comes out.
SITE := build/site
PICTURES := build/pictures
PYTHON ?= python3
# Those that the tests are run on by test-python, each in .venv-<version>.
PYTHONS ?= 3.11 3.12 3.13 3.14
PERIOD ?= Q2
# Where they are missing, the tests that need them are skipped and say so.
PROGRAMS := chromium libreoffice-calc libreoffice-writer
ARGS ?=

# Each is run to write its files, and with --check to compare them only.
GENERATORS := scripts/messages.py scripts/schemas.py scripts/rules_docs.py

# Where a virtual environment keeps its commands.
BIN := $(if $(filter Windows_NT,$(OS)),Scripts,bin)

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
@$(@D)/$(BIN)/python -m pip install -q --require-hashes $(addprefix -r ,$^) >$(@D)/setup.log 2>&1 || \
	{ echo "pip could not install $^: no network? Its words are in $(@D)/setup.log" >&2; exit 1; }
@touch $@
endef

define install
@$(@D)/$(BIN)/python -m pip install -q --no-index --no-deps --no-build-isolation -e . >$(@D)/setup.log 2>&1 || \
	{ echo "pip could not install ttdt itself. Its words are in $(@D)/setup.log" >&2; exit 1; }
@touch $@
endef

.PHONY: help
help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

.PHONY: report
report: $(RUN)/$(INSTALLED) ## print the report; PERIOD=Q2, further options in ARGS
	@$(RUN)/$(BIN)/ttdt report --period '$(PERIOD)' $(ARGS)

.PHONY: setup
setup: $(DEV)/$(INSTALLED) ## prepare the environment for development

.PHONY: test
test: $(DEV)/$(INSTALLED) ## run the tests, on Windows those that are for it; options of pytest in ARGS
	@$(DEV)/$(BIN)/python -m pytest -n auto $(if $(filter Windows_NT,$(OS)),$(WINDOWS_TESTS)) $(ARGS)

.PHONY: test-spark
test-spark: $(DEV)/$(INSTALLED) ## read a dataset with Spark, where Java is installed
	@if java -version >/dev/null 2>&1; then \
		$(MAKE) --no-print-directory $(SPARK)/.requirements && \
		$(DEV)/$(BIN)/python -m pytest tests/export/test_spark.py --spark $(SPARK)/$(BIN)/python $(ARGS); \
	else \
		echo "Java is not installed, so the test with Spark is skipped; on Debian: apt-get install default-jre-headless"; \
	fi

.PHONY: test-installers
test-installers: $(DEV)/$(INSTALLED) $(TOOLS)/.requirements ## install the wheel with pipx and with uv, as people do
	@$(DEV)/$(BIN)/python -m pytest tests/test_installers.py --tools $(TOOLS)/$(BIN)/python $(ARGS)

.PHONY: test-lowest
test-lowest: $(LOWEST)/$(INSTALLED) ## run the fast tests with the oldest packages that are allowed
	@$(LOWEST)/$(BIN)/python -m pytest -n auto -m 'not slow' $(ARGS)

# Where pyenv is, its commands answer only for the versions that it is told to use.
.PHONY: test-python
test-python: $(TOOLS)/.requirements ## run the tests on each of PYTHONS="3.11 3.12 …" that is to be had
	@uv='$(TOOLS)/$(BIN)/python -m uv --no-config'; \
	PYENV_VERSION=$$(pyenv versions --bare 2>/dev/null | grep '^3' | paste -s -d : -); export PYENV_VERSION; \
	for version in $(PYTHONS); do \
		if python=$$($$uv python find --system $$version 2>/dev/null) || \
			{ $$uv python install -q $$version 2>/dev/null && python=$$($$uv python find --system $$version); }; \
		then \
			echo "== Python $$version"; \
			$(MAKE) --no-print-directory test PYTHON="$$python" DEV=.venv-$$version || exit 1; \
		else \
			echo "== Python $$version is neither here nor can it be fetched, so it is skipped"; \
		fi; \
	done

.PHONY: test-windows
test-windows: $(DEV)/$(INSTALLED) ## run some tests on Python for Windows, where Wine is installed
	@if command -v wine >/dev/null && command -v x86_64-w64-mingw32-gcc >/dev/null; then \
		$(MAKE) --no-print-directory $(WINDOWS)/.requirements && \
		scripts/windows/python $(WINDOWS) -m pytest -p no:cacheprovider $(WINDOWS_TESTS) $(ARGS); \
	else \
		echo "Wine is not installed, so the tests on Python for Windows are skipped; as root on Debian: make wine"; \
	fi

.PHONY: wine
wine: ## as root on Debian: install Wine, which runs Python for Windows
	@apt-get update -q
	@DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $(WINE)

.PHONY: programs
programs: ## as root on Debian: install the programs that some tests read our files with
	@apt-get update -q
	@DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $(PROGRAMS)

.PHONY: coverage
coverage: $(DEV)/$(INSTALLED) ## run the tests and show the lines they miss
	@$(DEV)/$(BIN)/python -m coverage erase
	@$(DEV)/$(BIN)/python -m coverage run -m pytest -n auto $(ARGS)
	@$(DEV)/$(BIN)/python -m coverage combine -q
	@$(DEV)/$(BIN)/python -m coverage report

.PHONY: lint
lint: $(DEV)/$(INSTALLED) ## check style, types, dependencies and workflows
	@$(DEV)/$(BIN)/python -m ruff check
	@$(DEV)/$(BIN)/python -m ruff format --check
	@$(DEV)/$(BIN)/python -m mypy
	@$(DEV)/$(BIN)/python -m deptry src
	@$(DEV)/$(BIN)/zizmor --offline --quiet --persona pedantic --strict-collection .github action.yml
	@$(DEV)/$(BIN)/zizmor --offline --quiet --config .github/zizmor.yml src/ttdt/starter/github-workflow.yml
	@$(DEV)/$(BIN)/python scripts/audit.py

.PHONY: fix
fix: $(DEV)/$(INSTALLED) ## format the code and repair what ruff can
	@$(DEV)/$(BIN)/python -m ruff check --fix-only
	@$(DEV)/$(BIN)/python -m ruff format

.PHONY: check
check: lint check-generated test ## all of the checks above

.PHONY: messages
messages: $(DEV)/.requirements ## collect the texts of the program into the catalogues
	@$(DEV)/$(BIN)/python scripts/messages.py

.PHONY: generated
generated: $(DEV)/$(INSTALLED) ## write all generated files anew
	@set -e; for generator in $(GENERATORS); do $(DEV)/$(BIN)/python $$generator; done

.PHONY: check-generated
check-generated: $(DEV)/$(INSTALLED) ## fail if a generated file is stale
	@set -e; for generator in $(GENERATORS); do $(DEV)/$(BIN)/python $$generator --check; done

.PHONY: golden
golden: $(DEV)/$(INSTALLED) ## accept the program's output as the expected one
	@$(DEV)/$(BIN)/python -m pytest --update-golden $(ARGS)

.PHONY: docs
docs: $(DEV)/$(INSTALLED) ## build the documents as a site into SITE=build/site, and check its links
	@$(DEV)/$(BIN)/python -m website site --into $(SITE) --pictures $(PICTURES)

.PHONY: gallery
gallery: $(DEV)/$(INSTALLED) ## make the site's pictures of what comes out, where Chromium and LibreOffice are
	@$(DEV)/$(BIN)/python -m website gallery --into $(SITE) --pictures $(PICTURES)

.PHONY: bench
bench: $(DEV)/$(INSTALLED) $(PEERS:%=$(BENCH)-%/.requirements) $(BENCH)-node/.installed ## measure speed and memory; ARGS=--quick for less, --full for more
	@$(DEV)/$(BIN)/python -m bench --peers $(BENCH) $(ARGS)

.PHONY: wheel
wheel: $(DEV)/$(INSTALLED) ## build the source archive, and the wheel from it, into DIST=dist
	@$(DEV)/$(BIN)/python -m build --no-isolation --outdir $(DIST)

.PHONY: lock
lock: $(TOOLS)/.requirements ## pin the requirements; ARGS=--upgrade takes newer versions
	@set -e; pin() { $(TOOLS)/$(BIN)/python -m uv pip compile -q --no-config --universal \
		--python-version 3.11 --generate-hashes --no-header --no-emit-index-url \
		--no-emit-find-links $(ARGS) "$$@"; }; \
	run=requirements/run.txt build=requirements/build.txt; \
	pin pyproject.toml --extra office -o $$run; \
	pin requirements/build.in -c $$run -o $$build; \
	pin pyproject.toml --all-extras requirements/build.in requirements/dev.in -c $$run -c $$build \
		-o requirements/dev.txt; \
	pin pyproject.toml --all-extras requirements/build.in --no-annotate --resolution lowest-direct \
		-o requirements/lowest-direct.txt; \
	pin pyproject.toml --all-extras requirements/build.in requirements/test.in --no-annotate \
		-c requirements/lowest-direct.txt -o requirements/lowest.txt; \
	rm requirements/lowest-direct.txt; \
	pin requirements/tools.in -o requirements/tools.txt; \
	pin requirements/spark.in -o requirements/spark.txt; \
	pin requirements/windows-python.in -o requirements/windows-python.txt; \
	pin pyproject.toml --all-extras requirements/windows.in -c requirements/dev.txt \
		-o requirements/windows.txt; \
	for peer in $(PEERS); do \
		pin requirements/bench-$$peer.in -o requirements/bench-$$peer.txt; \
	done

.PHONY: clean
clean: ## remove everything that make has made
	rm -rf $(RUN) $(DEV) $(TOOLS) $(PEERS:%=$(BENCH)-%) $(BENCH)-node $(SPARK) $(LOWEST) .venv-3.* \
		$(WINDOWS) $(DIST) build .mypy_cache .pytest_cache .ruff_cache .hypothesis
	rm -rf .coverage .coverage.* src/ttdt/plans/targets-2024.yaml src/ttdt/locale/*/LC_MESSAGES/*.mo
	find src tests scripts bench website -name __pycache__ -type d -prune -exec rm -rf {} +

$(RUN)/.requirements: requirements/build.txt requirements/run.txt
	$(create)

$(DEV)/.requirements: requirements/dev.txt
	$(create)

$(TOOLS)/.requirements: requirements/tools.txt
	$(create)

$(SPARK)/.requirements: requirements/spark.txt
	$(create)

$(LOWEST)/.requirements: requirements/lowest.txt
	$(create)

$(BENCH)-%/.requirements: requirements/bench-%.txt
	$(create)

# A Python for Windows is files alone; uv finds its packages, though it runs on this system.
$(WINDOWS)/.requirements: requirements/windows-python.txt requirements/windows.txt \
		$(wildcard scripts/windows/*) $(TOOLS)/.requirements
	@echo "Setting up $(@D), which is needed once…" >&2
	@rm -rf $(@D) && mkdir -p $(@D)
	@scripts/windows/set-up $(@D) $(TOOLS)/$(BIN)/python >$(@D)/setup.log 2>&1 || \
		{ echo "Python for Windows could not be set up. What was said is in $(@D)/setup.log" >&2; exit 1; }
	@touch $@

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

$(LOWEST)/$(INSTALLED): $(LOWEST)/.requirements $(PACKED)
	$(install)
