"""Train the encoder on PolNeAR, EWT, GUM and the entity sets, and save it where the package looks for it.

`python -m inquit.training.encoder.train --minilm DIR --polnear DIR --ewt DIR --gum DIR … --out DIR` writes
`DIR/encoder.onnx`, `DIR/labels.json` and `DIR/manifest.json`. Every data set is read in its published form; one that is
left out is not learned from. Nothing is learned from dev. See `config.cfg` and `plan.py`.
"""

from __future__ import annotations

import hashlib
import json
import random
import time
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import torch
import typer
from spacy.util import load_config
from torch import Tensor, nn

from inquit import resources
from inquit.linguistics.pieces import SPECIAL, Pieces
from inquit.training.encoder.batches import Batch, Batcher, batches
from inquit.training.encoder.export import export
from inquit.training.encoder.losses import losses, weighted
from inquit.training.encoder.network import EncoderNetwork
from inquit.training.encoder.plan import Plan, Sources
from inquit.training.encoder.shipped import load_exported
from inquit.training.linguistics.batches import Labels
from inquit.training.linguistics.network import Sizes, read_safetensors
from inquit.training.linguistics.train import MINILM_SHA256


class Stage(StrEnum):
    """The stages of the training, as in `config.cfg`."""

    first = "first"
    second = "second"
    third = "third"
    fourth = "fourth"


CONFIG = Path(__file__).with_name("config.cfg")
BODY = ("pieces", "places", "norm", "layers")


@dataclass(frozen=True)
class Fit:
    """How to train: pieces in a batch (padding counted), the two learning rates at their peak, the seed.

    `weights`: how much each head's loss counts. `minutes` ends it early, the learning rates falling in time for it.
    """

    batch_pieces: int
    encoder_rate: float
    head_rate: float
    weight_decay: float
    weights: dict[str, float]
    seed: int = 0
    minutes: float = 600.0
    bfloat16: bool = False


def fit(network: EncoderNetwork, steps: list[Batch], choices: Tensor, settings: Fit, *, checkpoint: Path) -> None:
    """Train in place with AdamW; the learning rates rise for a twentieth of the time, then fall in a straight line."""
    body = [value for name, value in network.named_parameters() if name.split(".")[0] in BODY]
    heads = [value for name, value in network.named_parameters() if name.split(".")[0] not in BODY]
    optimizer = torch.optim.AdamW(
        [{"params": body, "lr": settings.encoder_rate}, {"params": heads, "lr": settings.head_rate}],
        weight_decay=settings.weight_decay,
        betas=(0.9, 0.98),
        fused=True,
    )
    part, seen, started = 0.0, 0, time.monotonic()
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda _: max(0.005, min(part * 20, 1 - part)))
    sums: dict[str, list[float]] = {}
    network.train()
    for number, batch in enumerate(steps, 1):
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=settings.bfloat16):
            found = losses(network, batch, choices)
            loss = weighted(found, settings.weights)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        seen += batch.pieces.numel()
        seconds = time.monotonic() - started
        part = max(number / len(steps), seconds / 60 / settings.minutes)
        schedule.step()
        for name, value in found.items():
            sums.setdefault(name, []).append(value.item())
        if number % 20 == 0:
            means = {name: round(sum(values) / len(values), 4) for name, values in sums.items()}
            sums.clear()
            rate = {"part": round(part, 3), "seconds": round(seconds), "pieces/s": round(seen / seconds)}
            print(json.dumps({"step": number, **means, **rate}), flush=True)
        if number % 200 == 0:
            torch.save(network.state_dict(), checkpoint)
        if part >= 1:
            break
    torch.save(network.state_dict(), checkpoint)


def main(
    minilm: Annotated[Path, typer.Option(help="Folder of all-MiniLM-L6-v2: model.safetensors, vocab.txt.")],
    out: Annotated[Path, typer.Option(help="Folder to write the model to.")],
    polnear: Annotated[Path | None, typer.Option(help="Folder of PolNeAR's train half: text/, attributions/.")] = None,
    ewt: Annotated[Path | None, typer.Option(help="Folder of UD English EWT: train.conllu.")] = None,
    gum: Annotated[Path | None, typer.Option(help="Folder of GUM: train/dep.")] = None,
    uner: Annotated[Path | None, typer.Option(help="UNER's train.iob2 over EWT.")] = None,
    wikigold: Annotated[Path | None, typer.Option(help="Wikigold's wikigold.conll.txt.")] = None,
    crossner: Annotated[Path | None, typer.Option(help="CrossNER politics' train.txt.")] = None,
    gmb: Annotated[Path | None, typer.Option(help="GMB's ner_dataset.csv.gz.")] = None,
    grobid: Annotated[Path | None, typer.Option(help="Folder of GROBID-NER's training xml.")] = None,
    stage: Annotated[Stage, typer.Option(help="Which stage; the later ones go on from a checkpoint.")] = Stage.first,
    resume: Annotated[
        Path | None, typer.Option(help="The stage before: its network.pt, or the folder of an exported encoder.")
    ] = None,
    passes: Annotated[float, typer.Option(help="Multiplies every set's number of passes.")] = 1.0,
    minutes: Annotated[float, typer.Option(help="End after so many minutes at the latest.")] = 600.0,
    bfloat16: Annotated[bool, typer.Option(help="Multiply in bfloat16: faster where the processor can.")] = False,
    seed: Annotated[int, typer.Option(help="Seed of every random choice.")] = 0,
) -> None:
    """Train the encoder."""
    weights = minilm / "model.safetensors"
    if hashlib.sha256(weights.read_bytes()).hexdigest() != MINILM_SHA256:
        raise typer.BadParameter(f"{weights} is not all-MiniLM-L6-v2's model.safetensors")
    config = load_config(CONFIG)
    if (resume is None) != (stage is Stage.first):
        raise typer.BadParameter("the later stages go on from --resume, and only they")
    chosen = config[stage.value]
    settings = Fit(**chosen["fit"], weights=chosen["weights"], minutes=minutes, bfloat16=bfloat16, seed=seed)
    out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(seed)
    rng = random.Random(seed)
    syntax = json.loads((resources.folder("english") / "pipeline/inquit_syntax/labels.json").read_text("utf-8"))
    labels = Labels(syntax["tags"], syntax["relations"])
    vocabulary = (minilm / "vocab.txt").read_text(encoding="utf-8").split("\n")[:-1]
    pieces = [*SPECIAL, *(piece for piece in vocabulary if piece not in SPECIAL and not piece.startswith("[unused"))]
    network = EncoderNetwork(
        Sizes(len(pieces), len(labels.tags), len(labels.relations), **config["network"]), head_dropout=0.2
    )
    network.load_encoder(read_safetensors(weights), [vocabulary.index(piece) for piece in pieces])
    if resume and resume.is_dir():
        load_exported(network, resume / "encoder.onnx", json.loads((resume / "labels.json").read_text("utf-8")))
    elif resume:
        network.load_state_dict(torch.load(resume, weights_only=True))
    sources = Sources(polnear, ewt, gum, uner, wikigold, crossner, gmb, grobid)
    plan = Plan.of(sources, cache=out / "parsed")
    batcher = Batcher(Pieces(pieces), labels)
    rows = [
        row
        for lesson in plan.lessons({name: count * passes for name, count in chosen["passes"].items()}, rng)
        for row in batcher.rows(lesson, rng)
    ]
    print(json.dumps({"rows": len(rows), "pieces": sum(len(row["pieces"]) for row in rows)}), flush=True)
    fit(
        network,
        list(batches(rows, rng, pieces=settings.batch_pieces)),
        plan.choices.table(),
        settings,
        checkpoint=out / "network.pt",
    )
    export(network, pieces, labels, out)


if __name__ == "__main__":
    typer.run(main)
