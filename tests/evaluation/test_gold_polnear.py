"""PolNeAR's folders: the attributions that they give, and what is said of a bad line."""

from __future__ import annotations

from pathlib import Path

import pytest

from inquit.evaluation.gold.errors import GoldError
from inquit.evaluation.gold.polnear import Attribution, read_polnear

ARTICLE = "Talks 😀\n\n“We wait,” envoy Okoro said.\n“And hope.”\n\nHe and Lind deny it.\n"


def at(words: str, nth: int = 0) -> tuple[int, int]:
    start = -1
    for _ in range(nth + 1):
        start = ARTICLE.index(words, start + 1)
    return start, start + len(words)


def bound(id: str, label: str, *parts: tuple[int, int], surface: str | None = None) -> str:
    text = " ".join(ARTICLE[start:end] for start, end in parts) if surface is None else surface
    return f"{id}\t{label} {';'.join(f'{start} {end}' for start, end in parts)}\t{text}"


ANN = [
    bound("T1", "Source", at("envoy Okoro")),
    bound("T2", "Cue", at("said")),
    bound("T3", "Content", at("“And hope.”"), at("“We wait,”")),  # brat keeps the order of the clicks
    bound("T4", "Attribution", at("said")),
    "E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1",
    bound("T5", "Discuss", at("deny")),
    bound("T6", "Content", at("it")),
    bound("T7", "Source", at("He")),
    bound("T8", "Attribution", at("deny")),
    "E2\tAttribution:T8 Cue:T5 Source:T7 Content2:T6",
    bound("T9", "Discard", at("Talks")),
    bound("T10", "Attribution-no-source", at("Talks")),
    "E3\tAttribution-no-source:T10 ",
    "#1\tAnnotatorNotes T9\tis this a title?",
]


def polnear(folder: Path, lines: list[str], *, name: str = "talks_4e07", text: str = ARTICLE) -> Path:
    (folder / "text").mkdir(exist_ok=True)
    (folder / "attributions").mkdir(exist_ok=True)
    (folder / "text" / "talks.txt").write_text(text, encoding="utf-8", newline="")
    (folder / "attributions" / f"{name}.ann").write_text("\n".join(lines) + "\n", encoding="utf-8", newline="")
    return folder


def test_polnear_gives_attributions_by_code_point(tmp_path: Path) -> None:
    (article,) = read_polnear(polnear(tmp_path, ANN))
    assert (article.id, article.text) == ("talks", ARTICLE)
    assert article.attributions == (
        Attribution((at("envoy Okoro"),), (at("said"),), (at("“We wait,”"), at("“And hope.”"))),
        Attribution((at("He"),), (at("deny"),), (at("it"),)),  # the remark "Discuss" stands on a cue
    )


def test_polnear_parts_with_only_white_space_between_are_one(tmp_path: Path) -> None:
    first, second = at("said."), at("“And hope.”")
    lines = [bound("T1", "Content", first, second), bound("T2", "Attribution", first), "E1\tAttribution:T2 Content:T1"]
    (article,) = read_polnear(polnear(tmp_path, lines))
    assert article.attributions == (Attribution(content=((first[0], second[1]),)),)


def test_polnear_surfaces_may_hold_line_ends(tmp_path: Path) -> None:
    span = (at("“And")[0], at("He")[1])
    lines = [bound("T1", "Content", span), bound("T2", "Attribution", span), "E1\tAttribution:T2 Content:T1"]
    assert ARTICLE[slice(*span)].count("\n") == 2
    (article,) = read_polnear(polnear(tmp_path, lines))
    assert article.attributions == (Attribution(content=(span,)),)


def test_polnear_takes_the_first_annotator_and_keeps_articles_without_attributions(tmp_path: Path) -> None:
    polnear(tmp_path, ANN, name="talks_ffff")
    (article,) = read_polnear(polnear(tmp_path, [], name="talks_0aaa"))
    assert article.attributions == ()


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ([*ANN, "T11 Cue 0 3"], r"talks_4e07\.ann:15: no line of brat"),
        ([bound("T1", "Cue", (0, 5), surface="Walks")], r"\.ann:1: T1 is 'Walks', where the text has 'Talks'"),
        ([bound("T1", "Cue", (0, 900))], r"\.ann:1: no span of the text: 0 900"),
        ([bound("T1", "Quote", (0, 5))], r"\.ann:1: 'Quote' is none of Source, Cue, Content"),
        (["E1\tAttribution:T1 Cue:T1"], r"\.ann:1: Cue:T1 is no source, cue or content of this file"),
        (["E1\tFeud:T1 Cue:T1"], r"\.ann:1: no attribution"),
        (["loose words"], r"\.ann:1: no line of brat"),
    ],
    ids=["line", "surface", "offsets", "label", "reference", "event", "words"],
)
def test_polnear_says_where_a_line_is_bad(tmp_path: Path, lines: list[str], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        read_polnear(polnear(tmp_path, lines))


def test_polnear_pairs_texts_and_annotations(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match=r"holds no text/\*\.txt"):
        read_polnear(tmp_path)
    folder = polnear(tmp_path, ANN)
    (folder / "text" / "lonely.txt").write_text("…", encoding="utf-8")
    with pytest.raises(GoldError, match=r"lonely\.txt: no attributions/lonely_\*\.ann"):
        read_polnear(folder)
    (folder / "text" / "lonely.txt").unlink()
    (folder / "attributions" / "other_4e07.ann").write_text("", encoding="utf-8")
    with pytest.raises(GoldError, match=r"other_4e07\.ann: no text/other\.txt"):
        read_polnear(folder)
