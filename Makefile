# Two commands do all: `make corpus` and `make test`. PYTHON chooses the interpreter (3.11 to 3.13).
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --constraint constraints.txt
SOURCES := pyproject.toml constraints.txt

.PHONY: corpus test lint bench train clean

corpus: $(VENV)/.core
	$(BIN)/inquit annotate seeds -o corpus --quiet
	$(BIN)/inquit validate corpus/*.jsonl

test: $(VENV)/.dev
	$(BIN)/python -m pytest

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(VENV)/.dev
	$(BIN)/python tests/benchmarks/throughput.py $(TEXTS)

# EWT: folder of UD English EWT (train.conllu); GUM: folder of GUM (train/dep); MINILM: folder of all-MiniLM-L6-v2.
train: $(VENV)/.dev
	@test -n "$(EWT)" -a -n "$(GUM)" -a -n "$(MINILM)" -a -n "$(OUT)" \
	  || { echo "usage: make train EWT=DIR GUM=DIR MINILM=DIR OUT=DIR (see src/inquit/resources/english/card.md)"; exit 2; }
	$(BIN)/python -m inquit.training.linguistics.train --ewt $(EWT) --gum $(GUM) --minilm $(MINILM) --out $(OUT)

clean:
	rm -rf $(VENV) build dist

$(VENV)/.venv:
	$(PYTHON) -m venv $(VENV)
	touch $@

$(VENV)/.core: $(VENV)/.venv $(SOURCES)
	$(PIP) --editable .
	touch $@

$(VENV)/.dev: $(VENV)/.core $(SOURCES)
	$(PIP) --editable '.[stanza,datasets,readers,train,dev]'
	touch $@
