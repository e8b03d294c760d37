from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from documents import at, small
from msgspec.structs import replace

from inquit.corpus import problems, validate, write
from inquit.errors import RecordError
from inquit.record import Document, Topic, encode


def test_a_sound_record_has_no_problems() -> None:
    assert problems(small()) == []


def change(layer: str, index: int, **fields: Any) -> Document:
    document = small()
    items = list(getattr(document, layer))
    items[index] = replace(items[index], **fields)
    return replace(document, **{layer: tuple(items)})


FAULTS = [
    (replace(small(), id=""), "$.id", "no id"),
    (change("mentions", 1, id="m0"), "$.mentions[1].id", "stands at $.mentions[0].id too"),
    (change("stances", 0, id="q0"), "$.stances[0].id", "$.quotations[0].id too"),
    (replace(small(), actors=()), "$.actors", "a0"),
    (change("mentions", 0, end=10_000), "$.mentions[0]", "not inside the text"),
    (change("mentions", 0, start=30, end=30), "$.mentions[0]", "is empty"),
    (change("mentions", 0, start=-1), "$.mentions[0]", "not inside the text"),
    (replace(small(), mentions=small().mentions[::-1]), "$.mentions[1]", "not in text order"),
    (change("mentions", 0, actor="a9"), "$.mentions[0].actor", "no actor has the id 'a9'"),
    (change("mentions", 0, actor="t0"), "$.mentions[0].actor", "no actor has the id 't0'"),
    (change("blocks", 1, section="s0"), "$.blocks[1].section", "no block"),
    (change("blocks", 1, start=15), "$.blocks[1]", "no block covers 'Min'"),
    (change("blocks", 1, end=40), "$.blocks", "no block covers"),
    (change("blocks", 1, start=5), "$.blocks[1]", "overlaps"),
    (change("blocks", 1, of=(0, 4)), "$.blocks[1].of", "a paragraph repeats no passage"),
    (change("sentences", 1, block="b0"), "$.sentences[1]", "not inside its block"),
    (change("sentences", 2, start=40), "$.sentences[2]", "overlaps its predecessor"),
    (change("actors", 1, represents="t0"), "$.actors[1].represents", "no actor"),
    (change("actors", 1, represents="a1"), "$.actors[1]", "refers to itself"),
    (change("actors", 1, members=("a2", "a7")), "$.actors[1].members[1]", "no actor has the id 'a7'"),
    (change("topics", 0, mentions=(at("treaty", nth=1), at("treaty"))), "$.topics[0].mentions[1]", "before it"),
    (
        replace(small(), topics=(*small().topics, Topic("t1", "The", mentions=(at("The"),)))),
        "$.topics[1]",
        "not in text order",
    ),
    (change("quotations", 0, parts=()), "$.quotations[0].parts", "at least one part"),
    (change("quotations", 0, parts=(at("Minister"),)), "$.quotations[0].parts[0]", "not inside the quotation"),
    (change("quotations", 0, marked=(at("Minister"),)), "$.quotations[0].marked[0]", "not inside the quotation"),
    (change("quotations", 0, source=(5, 5)), "$.quotations[0].source", "is empty"),
    (change("quotations", 0, speaker="m0"), "$.quotations[0].speaker", "no actor"),
    (change("quotations", 0, parent="q0"), "$.quotations[0].parent", "its own parent"),
    (change("quotations", 0, score=1.2), "$.quotations[0].score", "outside 0..1"),
    (change("stances", 0, holder="t0"), "$.stances[0].holder", "no actor"),
    (change("stances", 0, target="m0"), "$.stances[0].target", "no actor or topic"),
    (change("stances", 0, quotation="q7"), "$.stances[0].quotation", "no quotation"),
    (change("stances", 0, score=0.5), "$.stances[0].score", "not the score of 'against'"),
    (change("stances", 0, label="favor", score=0.1), "$.stances[0].label", "another label scores higher"),
    (replace(small(), tokens=replace(small().tokens, head=(0, 2))), "$.tokens.head[1]", "no token 2"),
    (replace(small(), tokens=replace(small().tokens, pos=("DET",))), "$.tokens", "differ in length"),
]


@pytest.mark.parametrize(("document", "path", "message"), FAULTS)
def test_each_fault_is_found_where_it_is(document: Document, path: str, message: str) -> None:
    found = {problem.json_path: problem.message for problem in problems(document)}
    assert path in found
    assert message in found[path]


def test_validate_names_file_line_and_path(tmp_path: Path) -> None:
    good, other = tmp_path / "good.jsonl", tmp_path / "other.jsonl"
    write([small()], good)
    lines = [b"", encode(change("quotations", 0, speaker="a9")), b'{"schema": "inquit/1"', b"\xff", encode(small())]
    other.write_bytes(b"\n".join(lines))
    items = list(validate([good, other]))
    faults = [str(item) for item in items if isinstance(item, RecordError)]
    assert isinstance(items[0], Document)
    assert len(faults) == 5
    assert f"{other}:2: $.id: the id 'small' stands at {good}:1 too" in faults
    assert any(f"{other}:2: $.quotations[0].speaker: no actor has the id 'a9'" in fault for fault in faults)
    assert any(fault.startswith(f"{other}:3: not JSON") for fault in faults)
    assert any(fault.startswith(f"{other}:4: not UTF-8") for fault in faults)
    assert any(fault.startswith(f"{other}:5: $.id: the id 'small' stands at {good}:1") for fault in faults)
