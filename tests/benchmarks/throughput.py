"""Words per second and peak memory of `annotate_many` beside its bare spaCy base, on the same texts in one run.

    python tests/benchmarks/throughput.py [TEXTS.jsonl.gz] [--documents 200] [--base inquit]

Times are measured in turn, chunk by chunk, so that a machine whose speed drifts treats both alike; memory is that of
one fresh process each. Words are runs of non-space characters. Without TEXTS it repeats the documents of `seeds/`.
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

import inquit
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
    options = parser.parse_args()
    raws = texts(options.texts, options.documents)
    if options.memory:
        memory(options.memory, raws, options.base)
        return
    runs = {"bare": bare(options.base), "ours": ours(options.base)}
    for run in runs.values():  # warm up
        run(raws[:CHUNK])
    seconds: dict[str, list[float]] = {name: [] for name in runs}
    for at, chunk in enumerate(chunks(raws)):
        for name in ("bare", "ours") if at % 2 else ("ours", "bare"):
            started = time.perf_counter()
            runs[name](chunk)
            seconds[name].append(time.perf_counter() - started)
    total = words(raws)
    print(f"{len(raws)} documents, {total} words, base {options.base}, one process")
    for name, taken in seconds.items():
        print(f"{name:>5}: {total / sum(taken):.0f} words/s")
    ratios = [mine / theirs for mine, theirs in zip(seconds["ours"], seconds["bare"], strict=True)]
    low, median, high = min(ratios), statistics.median(ratios), max(ratios)
    print(f"ratio of times, ours / bare: median {median:.2f} (chunks from {low:.2f} to {high:.2f})")
    for name in runs:
        command = [sys.executable, __file__, *([options.texts] if options.texts else [])]
        command += ["--documents", str(options.documents), "--base", options.base, "--memory", name]
        sys.stdout.flush()
        subprocess.run(command, check=True)


if __name__ == "__main__":
    main()
