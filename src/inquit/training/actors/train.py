"""Trains the rankers of antecedents from public data and writes the folder that the package ships.

    python -m inquit.training.actors.train --gum GUM/train/dep --litbank LITBANK/coref/brat --out OUT

It runs the pipeline of this package over the texts first: train the encoder, if at all, before.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
from spacy.language import Language
from spacy.tokens import Doc

from inquit.actors.pronouns import PRONOUNS
from inquit.actors.ranker import FILE, NAME, Ranker, Rankers
from inquit.actors.traits import TRAITS
from inquit.pipeline import load
from inquit.training.actors.fit import calibrated, fit, held_out, learnable, policy
from inquit.training.actors.gold import Gold, read_gum, read_litbank
from inquit.training.actors.rows import Group, groups

VERSION = "1.1.0"
LICENCE = "CC-BY-4.0"
KINDS = ("person", "they", "it")
COVERAGE = 0.88  # of the persons' pronouns that GUM resolves
PRECISION = {"they": 0.75, "it": 0.7}  # of the links made, else abstain
ROUNDS = 2


def main(arguments: Sequence[str] | None = None) -> None:
    """Read, learn, write, and print what documents held out say."""
    parser = argparse.ArgumentParser(description="Train the rankers of antecedents.")
    parser.add_argument("--gum", type=Path, required=True, help="folder of GUM's conllu files to learn from")
    parser.add_argument("--litbank", type=Path, required=True, help="folder of LitBank's coreference in brat format")
    parser.add_argument("--out", type=Path, required=True, help="folder to write")
    parser.add_argument("--base", default="inquit", help="the base pipeline (default: %(default)s)")
    chosen = parser.parse_args(arguments)
    gold = read_gum(chosen.gum) + read_litbank(chosen.litbank)
    docs = list(zip(analysed(load(base=chosen.base), gold), gold, strict=True))
    export(train(docs), chosen.out)


def analysed(nlp: Language, gold: Sequence[Gold]) -> Iterator[Doc]:
    """The texts with sentences and mentions: the pipeline up to where actors are made."""
    later = nlp.pipe_names[nlp.pipe_names.index("inquit_actors") :]
    with nlp.select_pipes(disable=later):
        for one in gold:
            yield nlp(one.text)


def train(docs: Sequence[tuple[Doc, Gold]]) -> dict[str, Ranker]:
    """The rankers by kind of pronoun.

    Learned first where every choice before was right, then again where the first rankers made the choices, as they
    will: an error changes what comes after it.
    """
    total = sum(_resolvable(gold) for _, gold in docs if gold.source == "gum")
    by_gold = groups(docs)
    seen, latest = by_gold, by_gold
    rankers: dict[str, Ranker] = {}
    for number in range(ROUNDS):
        for kind in KINDS:
            rankers[kind] = _ranker(learnable(seen, kind), learnable(latest, kind), kind, total)
        if number + 1 < ROUNDS:
            latest = groups(docs, policy(rankers))
            seen = by_gold + latest
    return rankers


def _ranker(seen: Sequence[Group], latest: Sequence[Group], kind: str, total: int) -> Ranker:
    tried = held_out(seen, latest)
    ranker = calibrated(fit(seen), tried)
    sure = sorted(((ranker.sureness(one.best, one.second), one.right) for one in tried), reverse=True)
    if kind == "person":
        named = sorted((ranker.sureness(one.best, one.second) for one in tried if one.named), reverse=True)
        least = named[min(round(COVERAGE * total), len(named)) - 1]
    else:
        least, right = 1.0, 0
        for size, (value, good) in enumerate(sure, 1):
            right += good
            if size >= 20 and right / size >= PRECISION[kind]:
                least = value
    linked = [good for value, good in sure if value >= least]
    print(f"{kind}: {len(sure)} pronouns of GUM, {len(linked)} linked above {least:.3f}, {sum(linked)} right")
    return msgspec.structs.replace(ranker, least=round(least, 3))


def _resolvable(gold: Gold) -> int:
    """How many persons' pronouns have an entity that is also named."""
    return sum(
        gold.text[start:end].lower() in PRONOUNS and entity in gold.named for start, end, entity in gold.mentions
    )


def export(rankers: dict[str, Ranker], out: Path) -> None:
    """Write the rankers to the folder `out` with their checksum."""
    out.mkdir(parents=True, exist_ok=True)
    content = msgspec.json.encode(Rankers(TRAITS, rankers)) + b"\n"
    (out / FILE).write_bytes(content)
    manifest = {
        "name": NAME,
        "version": VERSION,
        "licence": LICENCE,
        "kind": "logistic",
        "files": {FILE: hashlib.sha256(content).hexdigest()},
    }
    (out / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
