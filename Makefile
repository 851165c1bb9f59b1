# detente: `make demo` shows it, `make test` tests it. Both set up what is missing.
.PHONY: help demo test check fix cases eval bench data screenshots vendor lock clean
.DEFAULT_GOAL := help
PYTHON ?= python3
export PYTHON
BIN := .venv/bin
DEV_ROOT ?= ../shared
SITE = $(shell $(BIN)/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
WORDS = $(SITE)/spacy_lookups_data/data/en_lexeme_prob.json.gz

help: ## list what make can do
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

.run:
	@tools/setup.sh run
.dev:
	@tools/setup.sh dev
.PHONY: .run .dev

demo: .run ## code the reports in examples/ and print the dossier of a pair of states
	@$(BIN)/detente demo

test: .dev ## every test
	$(BIN)/python -m pytest

cases: .dev ## the golden sentences only
	$(BIN)/python -m pytest tests/cases $(shell grep -rl 'cases' tests/unit --include=test_*.py)

check: .dev ## what CI checks before the tests: format, lint, types, layers, data
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/detente check
	$(BIN)/python -m tools.readme --check

fix: .dev ## autoformat and mend what the linter can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

eval: .dev ## scores on the development sets beside the checkout (DEV_ROOT)
	$(BIN)/python -m evaluation.run $(DEV_ROOT)
	$(BIN)/python -m evaluation.classify $(DEV_ROOT)
	$(BIN)/python -m evaluation.calibration $(DEV_ROOT)
	$(BIN)/python -m evaluation.confidence $(DEV_ROOT)
	$(BIN)/python -m evaluation.held $(DEV_ROOT)
	$(BIN)/python -m evaluation.held_places $(DEV_ROOT)

bench: .dev ## documents per CPU-second beside bare spaCy; cost per report as a ledger grows
	$(BIN)/python -m evaluation.speed
	$(BIN)/python -m evaluation.linking_speed

data: .dev ## regenerate src/detente/data/generated (office holders from DEV_ROOT/data)
	@tools/setup.sh build
	$(BIN)/python -m tools.make_actors $(DEV_ROOT)/data/office_holders
	$(BIN)/python -m tools.make_gazetteer $(SITE)
	$(BIN)/python -m tools.make_place_words $(DEV_ROOT)/data/office_holders/holders.csv $(WORDS)
	$(BIN)/python -m tools.count_words $(WORDS)
	$(BIN)/python -m tools.seal

screenshots: .dev ## pictures of the web desk on the examples, into docs/screenshots
	$(BIN)/python -m tools.screenshots

vendor: .dev ## fetch what the web desk ships of other projects (needs npm, the network)
	$(BIN)/python -m tools.vendor_web

lock: .dev ## resolve requirements anew (needs the network)
	tools/lock.sh

clean: ## remove what setup made
	rm -rf .venv .boot
