"""The weights of an exported encoder as a checkpoint, to go on from: what int8 has rounded stays rounded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

from inquit.training.encoder.network import EncoderNetwork

_TRANSITIONS = {"moves": "transitions", "first": "begin", "last": "end"}


def load_exported(network: EncoderNetwork, graph: Path, tables: dict[str, Any]) -> None:
    """Give a network the weights of `graph`, an `encoder.onnx`; `tables`: its `labels.json`.

    A graph that has no head for what is said (version 1.0) gives it that for attributions to start from. Raises
    ValueError for a graph of another shape.
    """
    arrays = {
        one.name: torch.from_numpy(numpy_helper.to_array(one).copy()) for one in onnx.load(graph).graph.initializer
    }
    state = {name.removeprefix("network."): value for name, value in arrays.items() if name.startswith("network.")}
    rows, scale = state.pop("pieces.rows"), state.pop("pieces.scale")
    state["pieces.weight"] = rows.float() * scale
    state["arcs"] = _floats(state.pop("arcs_quantized"), state.pop("arcs_scale"), state.pop("arcs_zero_point"))
    wanted = {name: value for name, value in network.state_dict().items() if not name.startswith("transitions.")}
    old = "said.bias" not in state
    linear = (name for name in _order(network) if not (old and name.startswith("said")))
    for name, number in zip(linear, _products(arrays), strict=True):
        found = _floats(*(arrays[f"onnx::MatMul_{number}_{part}"] for part in ("quantized", "scale", "zero_point")))
        state[name] = found.T.contiguous()
    own = network.transitions.state_dict()
    for name, key in _TRANSITIONS.items():
        own[name] = torch.tensor(tables[key])
    if old:
        _without_said(state, own, network)
    for name, value in wanted.items():
        if name not in state or state[name].shape != value.shape:
            raise ValueError(f"{graph} has no {name} of shape {tuple(value.shape)}")
    network.load_state_dict({name: state[name] for name in wanted} | {f"transitions.{k}": v for k, v in own.items()})


def _order(network: EncoderNetwork) -> Iterator[str]:
    """The weights that the graph multiplies with, in its order: layer by layer, then the heads as they are exported."""
    for number in range(len(network.layers)):
        yield from (f"layers.{number}.{part}.weight" for part in ("mix", "attended", "rise", "fall"))
    heads = "starts tags relations arc_child arc_head name_side names role_side roles said_side said"
    yield from (f"{head}.weight" for head in heads.split())


def _products(arrays: dict[str, Tensor]) -> list[int]:
    found = (re.fullmatch(r"onnx::MatMul_(\d+)_quantized", name) for name in arrays)
    return sorted(int(one[1]) for one in found if one)


def _floats(rows: Tensor, scale: Tensor, zero: Tensor) -> Tensor:
    return (rows.float() - zero.float()) * scale


def _without_said(state: dict[str, Tensor], own: dict[str, Tensor], network: EncoderNetwork) -> None:
    """Heads for what is said that begin as those for attributions: said and said within as content."""
    sides = [0, 0, 1, 2]
    states = network.transitions.moves.shape[1]
    rows = [role * states + one for role in sides for one in range(states)]
    for part in ("weight", "bias"):
        state[f"said_side.{part}"] = state[f"role_side.{part}"].clone()
        state[f"said.{part}"] = state[f"roles.{part}"][rows].clone()
    for name in _TRANSITIONS:
        own[name] = torch.cat([own[name], own[name][sides]])
