# Two commands do all: `make corpus` and `make test`. PYTHON chooses the interpreter (3.11 to 3.13).
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --constraint constraints.txt
SOURCES := pyproject.toml constraints.txt

.PHONY: corpus test lint bench compare train clean
.PHONY: lacking

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

# Quotations beside other tools, on our gold set and, with POLNEAR=PATH of its dev half, on the news.
compare: $(VENV)/.dev
	$(BIN)/python tests/benchmarks/compare.py $(if $(POLNEAR),--polnear "$(POLNEAR)")

TRAINING := EWT GUM MINILM POLNEAR UNER WIKIGOLD CROSSNER GMB GROBID LITBANK STANCE OUT
LACKING := $(strip $(foreach name,$(TRAINING),$(if $($(name)),,$(name))))
define TRAINING_DATA
usage: make train EWT=PATH ... OUT=PATH, which writes OUT/english, OUT/encoder, OUT/antecedents, OUT/quotations, OUT/judge.
It needs, each as it is published:
  EWT       folder of UD English EWT, with train.conllu: https://github.com/UniversalDependencies/UD_English-EWT
  GUM       folder of GUM, with train/dep/*.conllu: https://gucorpling.org/gum
  MINILM    folder of all-MiniLM-L6-v2, with model.safetensors and vocab.txt:
            https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2
  POLNEAR   folder of PolNeAR's train half, with text/ and attributions/: https://github.com/networkdynamics/PolNeAR
  UNER      file train.iob2 of Universal NER over EWT: https://www.universalner.org
  WIKIGOLD  file wikigold.conll.txt of Wikigold: http://downloads.schwa.org/wikiner/wikigold.conll.txt
  CROSSNER  file train.txt of CrossNER, politics: https://github.com/zliucr/CrossNER
  GMB       file ner_dataset.csv.gz: the Groningen Meaning Bank's names as a table
  GROBID    folder of GROBID-NER's English training xml: https://github.com/kermitt2/grobid-ner
  LITBANK   folder of LitBank, with coref/brat/: https://github.com/dbamman/litbank
  STANCE    folder with newsmtsc/, dse/, valueeval23/ and explagraphs/, each as its publisher has it:
            https://github.com/fhamborg/NewsMTSC
  OUT       folder to write to
endef
export TRAINING_DATA

ENCODER = $(BIN)/python -m inquit.training.encoder.train --minilm "$(MINILM)" --polnear "$(POLNEAR)" --ewt "$(EWT)" \
	  --gum "$(GUM)" --uner "$(UNER)" --wikigold "$(WIKIGOLD)" --crossner "$(CROSSNER)" --gmb "$(GMB)" \
	  --grobid "$(GROBID)"

JUDGE = $(BIN)/python -m inquit.training.stances.train --minilm "$(MINILM)" --sets "$(STANCE)"

# All weights that ship, from public data and our own documents. The last two trainings run the package over their
# texts, with the encoder that the package holds: to learn over a new one, put it there first.
train: $(if $(LACKING),lacking,$(VENV)/.dev)
	$(BIN)/python -m inquit.training.linguistics.train --ewt "$(EWT)" --gum "$(GUM)" --minilm "$(MINILM)" \
	  --out "$(OUT)/english"
	$(ENCODER) --out "$(OUT)/first"
	$(ENCODER) --stage second --resume "$(OUT)/first/network.pt" --out "$(OUT)/second"
	$(ENCODER) --stage third --resume "$(OUT)/second/network.pt" --out "$(OUT)/third"
	$(ENCODER) --stage fourth --resume "$(OUT)/third/network.pt" --out "$(OUT)/encoder"
	$(BIN)/python -m inquit.training.actors.train --gum "$(GUM)/train/dep" --litbank "$(LITBANK)/coref/brat" \
	  --out "$(OUT)/antecedents"
	$(BIN)/python -m inquit.training.quotations.train --out "$(OUT)/quotations"
	$(JUDGE) --out "$(OUT)/judge-first"
	$(JUDGE) --resume "$(OUT)/judge-first/network.pt" --passes 1 --seed 1 --out "$(OUT)/judge"

lacking:
	@printf '%s\n\nmissing: %s\n' "$$TRAINING_DATA" "$(LACKING)" >&2; exit 2

clean:
	rm -rf $(VENV) build dist

$(VENV)/.venv:
	$(PYTHON) -m venv $(VENV)
	touch $@

$(VENV)/.core: $(VENV)/.venv $(SOURCES)
	$(PIP) --editable .
	touch $@

$(VENV)/.dev: $(VENV)/.core $(SOURCES)
	$(PIP) --editable '.[stanza,datasets,readers,train,compare,dev]'
	touch $@
