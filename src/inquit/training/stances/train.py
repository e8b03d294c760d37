"""Train the network that judges stances, calibrate it, and save it where the package looks for it.

`python -m inquit.training.stances.train --minilm DIR --sets DIR --out DIR` writes `DIR/judge.onnx`, `DIR/labels.json`
and `DIR/manifest.json`. One passage in twelve of each public set is kept from the training for the calibration, and one
in five of our own to measure on. Nothing is learned from a dev half.
"""

from __future__ import annotations

import hashlib
import json
import random
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import torch
import typer
from torch import Tensor, nn
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from inquit.stances.packing import SPECIAL, Packer, Row, padded
from inquit.training.linguistics.network import read_safetensors
from inquit.training.linguistics.train import MINILM_SHA256
from inquit.training.stances.export import export
from inquit.training.stances.network import JudgeNetwork
from inquit.training.stances.rows import Labelled, dse, explagraphs, held_out, newsmtsc, own, valueeval

PARTS = 12
BATCH_PIECES = 2600  # padding counted
RATE, HEAD_RATE = 1e-4, 5e-4
DECAY = 0.998  # of the running mean of the weights, which is what ships
SMOOTHING = 0.05
OWN_PASSES = 3
RESUMED = 0.3  # of the rates, where training goes on
QUIET_SHARE = 0.4  # of DSE's sentences in which nobody takes a side, drawn anew in each pass
Packed = tuple[Labelled, Row]


def vocabulary(minilm: Path) -> tuple[list[str], list[int]]:
    """MiniLM's pieces behind the markers, and their numbers in MiniLM (-1: it has none)."""
    listed = (minilm / "vocab.txt").read_text(encoding="utf-8").split("\n")[:-1]
    pieces = [*SPECIAL, *(one for one in listed if one not in SPECIAL and not one.startswith("[unused"))]
    numbers = {piece: number for number, piece in enumerate(listed)}
    return pieces, [numbers.get(piece, -1) for piece in pieces]


def chosen(packed: Sequence[Packed], rng: random.Random) -> list[Packed]:
    """What one pass learns from."""
    found = []
    for labelled, row in packed:
        quiet = labelled.source == "dse" and all(label == 2 for label in labelled.labels)
        if not quiet or rng.random() < QUIET_SHARE:
            found += [(labelled, row)] * (OWN_PASSES if labelled.source == "own" else 1)
    return found


def batches(packed: list[Packed], rng: random.Random, *, pieces: int = BATCH_PIECES) -> list[list[Packed]]:
    """Batches of like sizes, in random order."""
    rng.shuffle(packed)
    packed.sort(key=lambda one: one[1].size // 8)
    groups: list[list[Packed]] = [[]]
    for one in packed:
        if groups[-1] and (len(groups[-1]) + 1) * max(one[1].size, groups[-1][0][1].size) > pieces:
            groups.append([])
        groups[-1].append(one)
    rng.shuffle(groups)
    return groups


def inputs(group: Sequence[Packed]) -> tuple[dict[str, Tensor], Tensor]:
    """A batch as the network's inputs, and its labels."""
    tensors = {name: torch.from_numpy(value) for name, value in padded([row for _, row in group]).items()}
    return tensors, torch.tensor([label for labelled, _ in group for label in labelled.labels])


def fit(
    network: JudgeNetwork, packed: Sequence[Packed], *, passes: int, minutes: float, seed: int, slowness: float = 1.0
) -> nn.Module:
    """Train, and return the running mean of the weights. The rates rise for a twentieth of the time, then fall."""
    body = [value for name, value in network.named_parameters() if not name.startswith(("side", "labels"))]
    head = [value for name, value in network.named_parameters() if name.startswith(("side", "labels"))]
    groups = [{"params": body, "lr": RATE * slowness}, {"params": head, "lr": HEAD_RATE * slowness}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98), fused=True)
    part, started = 0.0, time.monotonic()
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda _: max(0.005, min(part * 20, 1 - part)))
    mean = AveragedModel(network, multi_avg_fn=get_ema_multi_avg_fn(DECAY))  # type: ignore[no-untyped-call]
    rng = random.Random(seed)
    steps = [group for _ in range(passes) for group in batches(chosen(packed, rng), rng)]
    network.train()
    total = seen = 0.0
    for number, group in enumerate(steps, 1):
        tensors, labels = inputs(group)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            loss = nn.functional.cross_entropy(network(**tensors), labels, label_smoothing=SMOOTHING)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        mean.update_parameters(network)
        seconds = time.monotonic() - started
        part = max(number / len(steps), seconds / 60 / minutes)
        schedule.step()
        total += loss.item()
        seen += tensors["pieces"].numel()
        if number % 50 == 0:
            rate = {"part": round(part, 3), "seconds": round(seconds), "pieces/s": round(seen / seconds)}
            print(json.dumps({"step": number, "of": len(steps), "loss": round(total / 50, 4), **rate}), flush=True)
            total = 0.0
        if part >= 1:
            break
    trained: nn.Module = mean.module
    return trained


def main(
    minilm: Annotated[Path, typer.Option(help="Folder of all-MiniLM-L6-v2: model.safetensors, vocab.txt.")],
    out: Annotated[Path, typer.Option(help="Folder to write the model to.")],
    sets: Annotated[Path, typer.Option(help="Folder with newsmtsc/, dse/, valueeval23/ and explagraphs/.")],
    layers: Annotated[int, typer.Option(help="How many of MiniLM's layers to keep.")] = 6,
    passes: Annotated[int, typer.Option(help="How often to go over the sets.")] = 3,
    minutes: Annotated[float, typer.Option(help="End after so many minutes at the latest.")] = 600.0,
    seed: Annotated[int, typer.Option(help="Seed of every random choice.")] = 0,
    resume: Annotated[Path | None, typer.Option(help="Go on from a network.pt, at a third of the rates.")] = None,
) -> None:
    """Train the network that judges stances."""
    weights = minilm / "model.safetensors"
    if hashlib.sha256(weights.read_bytes()).hexdigest() != MINILM_SHA256:
        raise typer.BadParameter(f"{weights} is not all-MiniLM-L6-v2's model.safetensors")
    torch.manual_seed(seed)
    out.mkdir(parents=True, exist_ok=True)
    pieces, kept = vocabulary(minilm)
    network = JudgeNetwork(len(pieces), layers)
    network.load_encoder(read_safetensors(weights), kept)
    if resume is not None:
        network.load_state_dict(torch.load(resume, weights_only=True))
    packer = Packer(pieces)
    public = [
        *newsmtsc(sets / "newsmtsc/rw/train.jsonl"),
        *dse(sets / "dse/train.txt"),
        *valueeval(sets / "valueeval23/training.tsv"),
        *explagraphs(sets / "explagraphs/train.tsv"),
    ]
    kept_back = [one for one in public if one.part(PARTS) == 0]
    learning = [one for one in public if one.part(PARTS) != 0]
    learning += [one for number, one in own() if not held_out(number)]
    learned = [(one, packer.row(one.text, one.asked)) for one in learning]
    trained = fit(
        network, learned, passes=passes, minutes=minutes, seed=seed, slowness=1.0 if resume is None else RESUMED
    )
    torch.save(trained.state_dict(), out / "network.pt")
    export(trained, pieces, kept_back, out)


if __name__ == "__main__":
    typer.run(main)
