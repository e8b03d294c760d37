"""The card and the picture of a trained model, from its report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from inquit.stances.fitting import StanceReport

CELL, LEFT, TOP = 72, 130, 60


def card(report: StanceReport) -> str:
    """The card, in Markdown."""
    low, high = report.interval
    parts = [
        "# Stance model",
        f"A linear model (scikit-learn's LinearSVC, C = {report.C}) trained by `inquit train stance` on {report.rows} "
        "rows. All figures are of cross-validation: each row judged by a model that had not seen it.",
        f"**Macro-F1 {report.macro_f1:.3f}** (95 % interval {low:.3f} to {high:.3f}), accuracy {report.accuracy:.3f}, "
        f"expected calibration error {report.ece:.3f}.",
    ]
    if report.warnings:
        parts += ["## Caution", "\n".join(f"- {note}" for note in report.warnings)]
    parts += [
        "## Labels",
        _table(
            ("label", "precision", "recall", "F1", "rows"),
            ((_cell(name), one.precision, one.recall, one.f1, one.rows) for name, one in report.classes.items()),
        ),
        "## Confusion",
        "![confusion matrix](confusion.svg)",
        _table(
            ("gold \\ predicted", *map(_cell, report.classes)),
            ((_cell(name), *row) for name, row in zip(report.classes, report.confusion, strict=True)),
        ),
        "## Targets",
        _table(
            ("target", "macro-F1", "rows"), ((_cell(name) or "(none)", *one) for name, one in report.targets.items())
        ),
        "## Reliability",
        _table(("mean probability", "share right", "rows"), report.reliability),
        "## Learning curve",
        _table(("rows learned from", "macro-F1"), report.curve),
        "## Most telling features",
        "Words, their order, `~` near the target, and pieces of words in « ».",
        _table(
            ("label", "features"),
            (
                (_cell(name), ", ".join(f"`{_cell(feature)}`" for feature, _ in found))
                for name, found in report.telling.items()
            ),
        ),
    ]
    if report.strengths:
        parts += ["## Choice of C", _table(("C", "macro-F1"), report.strengths.items())]
    parts += ["## Settings", _table(("setting", "value"), report.settings.items())]
    return "\n\n".join(parts) + "\n"


def picture(report: StanceReport) -> str:
    """The confusion matrix as SVG."""
    names = list(report.classes)
    size = len(names)
    width, height = LEFT + size * CELL + 20, TOP + size * CELL + 20
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" role="img" '
        'font-family="sans-serif" font-size="13">',
        "<title>Confusion matrix: gold labels in rows, predicted ones in columns</title>",
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
    ]
    for row, (name, counts) in enumerate(zip(names, report.confusion, strict=True)):
        total, y = max(sum(counts), 1), TOP + row * CELL
        parts.append(f'<text x="{LEFT - 10}" y="{y + CELL / 2 + 5}" text-anchor="end">{escape(name[:16])}</text>')
        for column, count in enumerate(counts):
            x, share = LEFT + column * CELL, count / total
            ink = "#fff" if share > 0.5 else "#000"
            parts.append(
                f'<rect x="{x}" y="{y}" width="{CELL}" height="{CELL}" fill="#08519c" fill-opacity="{share:.3f}" '
                'stroke="#999"/>'
            )
            parts.append(
                f'<text x="{x + CELL / 2}" y="{y + CELL / 2 + 5}" text-anchor="middle" fill="{ink}">{count}</text>'
            )
    for column, name in enumerate(names):
        middle = LEFT + column * CELL + CELL / 2
        parts.append(f'<text x="{middle}" y="{TOP - 12}" text-anchor="middle">{escape(name[:10])}</text>')
    return "\n".join([*parts, "</svg>"]) + "\n"


def _table(head: Sequence[object], rows: Iterable[Sequence[object]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(map(_shown, line))} |" for line in lines)


def _shown(value: object) -> str:
    return f"{value:.3f}" if isinstance(value, float) and value < 1.0001 else str(value)


def _cell(value: str) -> str:
    return value.replace("|", "\\|").replace("\n", " ")
