"""Words per second and peak memory of `annotate_many` beside its bare spaCy base, on the same texts in one run.

    python tests/benchmarks/throughput.py [TEXTS.jsonl.gz] [--documents 200] [--base inquit]

Beside them stand the encoder's stage by itself and its bare graph: the same words in windows of 128 pieces, four at
a time, nothing but multiplied. Times are measured in turn, chunk by chunk, so that a machine whose speed drifts treats
all alike; memory is that of one fresh process each; the last figure is that of two processes at once, each with half.
Words are runs of non-space characters. Without TEXTS it repeats the documents of `seeds/`.
"""

from __future__ import annotations

import argparse
import itertools
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

import inquit
from inquit.encoder.component import Encoder
from inquit.encoder.inputs import Words, words_of
from inquit.encoder.network import Network
from inquit.linguistics import load_base
from inquit.reading import RawDocument, read

SEEDS = Path(__file__).parents[2] / "seeds"
CHUNK = 10


def texts(source: str | None, count: int) -> list[RawDocument]:
    """`count` documents spread over the source, which is read twice so as not to be held in memory."""

    def raws() -> Iterator[RawDocument]:
        return (item for item in read([source or str(SEEDS)]) if isinstance(item, RawDocument))

    if source is None:
        found = list(itertools.islice(itertools.cycle(raws()), count))
    else:
        total = sum(1 for _ in raws())
        wanted = {at * total // count for at in range(count)}
        found = [raw for at, raw in enumerate(raws()) if at in wanted]
    return [RawDocument(id=f"{raw.id}-{at}", text=raw.text, meta={}) for at, raw in enumerate(found)]


def words(raws: list[RawDocument]) -> int:
    return sum(len(raw.text.split()) for raw in raws)


def bare(base: str) -> Callable[[list[RawDocument]], None]:
    nlp = load_base(base)

    def run(raws: list[RawDocument]) -> None:
        with nlp.memory_zone():
            for _ in nlp.pipe(raw.text for raw in raws):
                pass

    return run


def ours(base: str) -> Callable[[list[RawDocument]], None]:
    nlp = inquit.load(base=base)

    def run(raws: list[RawDocument]) -> None:
        for _ in inquit.annotate_many(raws, nlp=nlp):
            pass

    return run


def encoder(raws: list[RawDocument]) -> tuple[Callable[[list[RawDocument]], None], Callable[[list[RawDocument]], None]]:
    """The stage `inquit_encoder` on documents that are tokenized and laid out, and its bare graph."""
    nlp = inquit.load()
    component: Encoder = nlp.get_pipe("inquit_encoder")  # type: ignore[assignment]
    laid_out = {raw.id: nlp.get_pipe("inquit_layout")(nlp.make_doc(raw.text)) for raw in raws}
    component(laid_out[raws[0].id].copy())
    network, _ = component._ready  # type: ignore[misc]
    pieces = {raw.id: feeds(network, words_of(laid_out[raw.id], (), network.lexicon)) for raw in raws}

    def stage(some: list[RawDocument]) -> None:
        for raw in some:
            component(laid_out[raw.id])

    def graph(some: list[RawDocument]) -> None:
        for raw in some:
            for feed in pieces[raw.id]:
                network._session.run(None, feed)

    return stage, graph


def feeds(network: Network, words: Words) -> list[dict[str, np.ndarray]]:
    """The pieces of a document in windows of 128, four at a time, a word for every piece."""
    ids = np.concatenate([words.forms.pieces[kind][:size] for kind, size in zip(words.kinds, words.sizes, strict=True)])
    found = []
    for at in range(0, len(ids), 512):
        rows = np.zeros((4, 128), dtype=np.int64)
        part = ids[at : at + 512]
        rows.reshape(-1)[: len(part)] = part
        rows = rows[: -(-len(part) // 128)]
        places = np.broadcast_to(np.arange(0, 128, dtype=np.int64), rows.shape)
        zeros = np.zeros_like(rows)
        words_at = np.ascontiguousarray(places[:, :100])
        found.append(
            {"pieces": rows, "shapes": zeros, "gaps": zeros, "marks": zeros, "first": words_at, "last": words_at}
        )
    return found


def chunks(raws: list[RawDocument]) -> Iterator[list[RawDocument]]:
    for at in range(0, len(raws), CHUNK):
        yield raws[at : at + CHUNK]


def resident_megabytes() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 2**20


def memory(which: str, raws: list[RawDocument], base: str) -> None:
    run = {"bare": bare, "ours": ours}[which](base)
    sampled = [f"{resident_megabytes():.0f} loaded"]
    for at, chunk in enumerate(chunks(raws), 1):
        run(chunk)
        if at * CHUNK % 50 == 0:
            sampled.append(f"{resident_megabytes():.0f} after {at * CHUNK}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{which:>5}: peak {peak:.0f} MB; resident {', '.join(sampled)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", nargs="?")
    parser.add_argument("--documents", type=int, default=200)
    parser.add_argument("--base", default="inquit")
    parser.add_argument("--memory", choices=("bare", "ours"), help=argparse.SUPPRESS)
    parser.add_argument("--half", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    raws = texts(options.texts, options.documents)
    if options.half is not None:
        raws = raws[options.half :: 2]
        run = ours(options.base)
        run(raws[:CHUNK])
        started = time.perf_counter()
        for chunk in chunks(raws):
            run(chunk)
        print(words(raws) / (time.perf_counter() - started))
        return
    if options.memory:
        memory(options.memory, raws, options.base)
        return
    runs = {"bare": bare(options.base), "ours": ours(options.base)}
    runs["stage"], runs["graph"] = encoder(raws)
    for run in runs.values():  # warm up
        run(raws[:CHUNK])
    seconds: dict[str, list[float]] = {name: [] for name in runs}
    for at, chunk in enumerate(chunks(raws)):
        for name in sorted(runs, reverse=bool(at % 2)):
            started = time.perf_counter()
            runs[name](chunk)
            seconds[name].append(time.perf_counter() - started)
    total = words(raws)
    print(f"{len(raws)} documents, {total} words, base {options.base}, one process")
    for name, taken in seconds.items():
        print(f"{name:>5}: {total / sum(taken):.0f} words/s")
    for mine, theirs in (("ours", "bare"), ("stage", "graph")):
        ratios = [one / other for one, other in zip(seconds[mine], seconds[theirs], strict=True)]
        low, median, high = min(ratios), statistics.median(ratios), max(ratios)
        print(f"ratio of times, {mine} / {theirs}: median {median:.2f} (chunks from {low:.2f} to {high:.2f})")
    sys.stdout.flush()
    command = [sys.executable, __file__, *([options.texts] if options.texts else [])]
    command += ["--documents", str(options.documents), "--base", options.base]
    for which in ("bare", "ours"):
        subprocess.run([*command, "--memory", which], check=True)
    for count in (1, 2):
        found = [
            subprocess.Popen([*command, "--half", str(half)], stdout=subprocess.PIPE, text=True)
            for half in range(count)
        ]
        rates = [float(process.communicate()[0]) for process in found]
        print(f"{count} process{'es' * (count > 1)}, half of the documents each: {sum(rates):.0f} words/s")


if __name__ == "__main__":
    main()
