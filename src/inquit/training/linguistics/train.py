"""Train the English pipeline on EWT and GUM, and save it where the package looks for it.

`python -m inquit.training.linguistics.train --ewt DIR --gum DIR --minilm DIR --out DIR` writes `DIR/pipeline` (spaCy's
own format) and `DIR/manifest.json`. EWT is a folder with `train.conllu`, GUM one with `train/dep`, MiniLM one with
`model.safetensors` and `vocab.txt` of all-MiniLM-L6-v2. Nothing is learned from dev. See `config.cfg`.
"""

from __future__ import annotations

import hashlib
import json
import random
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Annotated

import torch
import typer
from spacy.util import load_config
from torch import Tensor, nn

from inquit.linguistics.pieces import SPECIAL, Pieces
from inquit.training.linguistics.batches import IGNORED, Batch, Batcher, Labels
from inquit.training.linguistics.data import TreebankDocument, read_treebank
from inquit.training.linguistics.export import CONFIG, export
from inquit.training.linguistics.lexicon import learn_lemmas
from inquit.training.linguistics.network import Network, Sizes, read_safetensors

MINILM_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
HEADS = ("starts", "tags", "arc", "relation", "root", "shapes", "gaps")


@dataclass(frozen=True)
class Fit:
    """How to train: passes over the data, words in a batch (padding counted), the two learning rates at their peak.

    `minutes` ends it early, the learning rates falling in time for it.
    """

    epochs: float
    batch_words: int
    encoder_rate: float
    head_rate: float
    weight_decay: float
    minutes: float = 600.0
    bfloat16: bool = False
    seed: int = 0


def choose_pieces(vocabulary: Sequence[str], documents: Iterable[str], size: int) -> list[str]:
    """Return the `size` word pieces to keep: `SPECIAL`, every printable ASCII or Latin character, then the most used.

    `documents` are texts like those that the pipeline will read; their words are split by the full `vocabulary`.
    """
    names = [*SPECIAL, *(piece for piece in vocabulary if piece not in SPECIAL)]
    full = Pieces(names)
    counts: Counter[int] = Counter()
    for text in documents:
        for word, count in Counter(text.split()).items():
            for number in full.of(word):
                counts[number] += count
    single = [piece for piece in names[4:] if len(piece.removeprefix("##")) == 1 and ord(piece[-1]) < 0x250]
    marks = [piece for piece in names[4:] if len(piece) == 1 and 0x2000 <= ord(piece) < 0x2100]
    kept = dict.fromkeys([*SPECIAL, *single, *marks])
    for number, _ in counts.most_common():
        if len(kept) >= size:
            break
        kept[names[number]] = None
    return list(kept)


def loss_of(network: Network, batch: Batch) -> Tensor:
    """Return the sum of the four heads' mean losses."""
    vectors = network.words(batch.pieces, batch.shapes, batch.gaps, batch.first, batch.last)
    entropy = nn.functional.cross_entropy
    known = batch.starts != IGNORED
    starts = nn.functional.binary_cross_entropy_with_logits(
        network.starts(vectors).squeeze(2)[known].float(), batch.starts[known].float()
    )
    tags = entropy(network.tags(vectors).flatten(0, 1).float(), batch.tags.flatten(), ignore_index=IGNORED)
    scores = network.arc_scores(vectors).float()
    padding = nn.functional.pad(batch.heads == IGNORED, (1, 0), value=False)
    scores = scores.masked_fill(padding[:, None, :], -1e4)
    arcs = entropy(scores.flatten(0, 1), batch.heads.flatten(), ignore_index=IGNORED)
    relations = network.relation_scores(*network.relation_sides(vectors), batch.heads.clamp(min=0)).float()
    labels = entropy(relations.flatten(0, 1), batch.relations.flatten(), ignore_index=IGNORED)
    return starts + tags + arcs + labels


def fit(
    network: Network, batcher: Batcher, documents: Sequence[TreebankDocument], settings: Fit, *, checkpoint: Path
) -> None:
    """Train in place with AdamW; the learning rates rise for a fifteenth of the time, then fall in a straight line."""
    rng = random.Random(settings.seed)
    heads = [value for name, value in network.named_parameters() if name.startswith(HEADS)]
    encoder = [value for name, value in network.named_parameters() if not name.startswith(HEADS)]
    optimizer = torch.optim.AdamW(
        [{"params": encoder, "lr": settings.encoder_rate}, {"params": heads, "lr": settings.head_rate}],
        weight_decay=settings.weight_decay,
        betas=(0.9, 0.98),
    )
    total = settings.epochs * sum(len(sentence.words) for document in documents for sentence in document.sentences)
    part, seen, started, number = 0.0, 0, time.monotonic(), 0
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda _: max(0.01, min(part * 15, 1 - part)))
    network.train()
    while part < 1:
        for batch, words in batcher.epoch(documents, rng, words=settings.batch_words):
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=settings.bfloat16):
                loss = loss_of(network, batch)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            seen += words
            seconds = time.monotonic() - started
            part = max(seen / total, seconds / 60 / settings.minutes)
            schedule.step()
            number += 1
            if number % 20 == 0:
                line = {"step": number, "loss": round(loss.item(), 3), "part": round(part, 3)}
                print(json.dumps({**line, "seconds": round(seconds), "words/s": round(seen / seconds)}), flush=True)
            if number % 200 == 0:
                torch.save(network.state_dict(), checkpoint)
            if part >= 1:
                break
    torch.save(network.state_dict(), checkpoint)


def main(
    ewt: Annotated[Path, typer.Option(help="Folder of UD English EWT: train.conllu.")],
    gum: Annotated[Path, typer.Option(help="Folder of GUM: train/dep.")],
    minilm: Annotated[Path, typer.Option(help="Folder of all-MiniLM-L6-v2: model.safetensors, vocab.txt.")],
    out: Annotated[Path, typer.Option(help="Folder to write pipeline/ and manifest.json to.")],
    texts: Annotated[list[Path] | None, typer.Option(help="Text files to count word pieces in, besides.")] = None,
    resume: Annotated[bool, typer.Option(help="Go on from the network in OUT, with the peak rates halved.")] = False,
    epochs: Annotated[float, typer.Option(help="Passes over the data; 0: as config.cfg says.")] = 0.0,
    minutes: Annotated[float, typer.Option(help="End after so many minutes at the latest.")] = 600.0,
    bfloat16: Annotated[bool, typer.Option(help="Multiply in bfloat16: faster where the processor can.")] = False,
    seed: Annotated[int, typer.Option(help="Seed of every random choice.")] = 0,
) -> None:
    """Train the English pipeline."""
    weights = minilm / "model.safetensors"
    if hashlib.sha256(weights.read_bytes()).hexdigest() != MINILM_SHA256:
        raise typer.BadParameter(f"{weights} is not all-MiniLM-L6-v2's model.safetensors")
    config = load_config(CONFIG)
    settings = Fit(**config["fit"], minutes=minutes, bfloat16=bfloat16, seed=seed)
    settings = replace(settings, epochs=epochs or settings.epochs)
    out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(seed)
    documents = read_treebank(ewt / "train.conllu") + read_treebank(gum / "train" / "dep")
    labels = Labels.of(documents)
    shape = dict(config["network"])
    checkpoint = out / "network.pt"
    if resume:
        pieces = json.loads((out / "labels.json").read_text(encoding="utf-8"))["pieces"]
        settings = replace(settings, encoder_rate=settings.encoder_rate / 2, head_rate=settings.head_rate / 2)
    else:
        vocabulary = (minilm / "vocab.txt").read_text(encoding="utf-8").split("\n")[:-1]
        samples = [document.text for document in documents] * 20 + [path.read_text("utf-8") for path in texts or ()]
        pieces = choose_pieces(vocabulary, samples, shape["pieces"])
    (out / "labels.json").write_text(json.dumps({"pieces": pieces, **asdict(labels)}), encoding="utf-8")
    network = Network(Sizes(**shape | {"pieces": len(pieces)}, tags=len(labels.tags), relations=len(labels.relations)))
    if resume:
        network.load_state_dict(torch.load(checkpoint, weights_only=True))
    else:
        network.load_encoder(read_safetensors(weights), [vocabulary.index(piece) for piece in pieces])
    fit(network, Batcher(Pieces(pieces), labels), documents, settings, checkpoint=checkpoint)
    export(network, pieces, labels, learn_lemmas(documents), out)


if __name__ == "__main__":
    typer.run(main)
