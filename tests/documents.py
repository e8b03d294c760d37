"""Records for tests: a hand-made one, and hypothesis strategies that make any."""

from __future__ import annotations

from hypothesis import strategies as st

from inquit.record import (
    SCHEMA,
    Actor,
    Block,
    Document,
    Mention,
    Provenance,
    Quotation,
    Sentence,
    Stance,
    Tokens,
    Topic,
)

TEXT = "The Treaty\n\nMinister Ada Okoro said “the treaty is dead.” Her rival, Bo Lindqvist, praised the treaty."


def at(words: str, text: str = TEXT, nth: int = 0) -> tuple[int, int]:
    """The span of the nth occurrence of some words."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return start, start + len(words)


def small() -> Document:
    """A sound record with something in every layer."""
    body = at(TEXT[12:])
    first = at("Minister Ada Okoro said “the treaty is dead.”")
    second = at("Her rival, Bo Lindqvist, praised the treaty.")
    return Document(
        schema=SCHEMA,
        id="small",
        text=TEXT,
        meta={"title": "The Treaty", "outlet": {"name": "Gazette", "pages": [1, 2]}},
        blocks=(Block("b0", "title", *at("The Treaty")), Block("b1", "paragraph", *body)),
        sentences=(
            Sentence("s0", *at("The Treaty"), "b0"),
            Sentence("s1", *first, "b1"),
            Sentence("s2", *second, "b1"),
        ),
        tokens=Tokens((0, 4), (3, 10), ("the", "treaty"), ("DET", "NOUN"), ("det", "root"), (1, 1)),
        mentions=(
            Mention("m0", *at("Ada Okoro"), "PERSON", actor="a1", score=0.9),
            Mention("m1", *at("Bo Lindqvist"), "PERSON", actor="a2"),
        ),
        actors=(
            Actor("a0", "author", "PERSON"),
            Actor("a1", "Ada Okoro", "PERSON", roles=("minister",)),
            Actor("a2", "Bo Lindqvist", "PERSON"),
        ),
        topics=(Topic("t0", "treaty", mentions=(at("treaty"), at("treaty", nth=1))),),
        quotations=(
            Quotation(
                "q0", "direct", *at("the treaty is dead."), parts=(at("the treaty is dead."),),
                marked=(at("the treaty is dead."),), cue=at("said"), source=at("Minister Ada Okoro"), speaker="a1",
                via="subject-of-cue",
            ),
        ),
        stances=(
            Stance(
                "st0", "a1", "t0", "against", 0.8, {"favor": 0.1, "against": 0.8, "neutral": 0.1},
                *at("the treaty is dead."), quotation="q0", via="appraisal:dead",
            ),
            Stance(
                "st1", "a2", "t0", "favor", 0.7, {"favor": 0.7, "against": 0.1, "neutral": 0.2}, *second,
                via="act:praise",
            ),
        ),
        provenance=Provenance("0.1.0", SCHEMA, "inquit", {"english": "0" * 64}, "0" * 16),
    )  # fmt: skip


# Any Unicode but lone surrogates (which have a test of their own).
any_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)
json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | any_text,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(any_text, inner, max_size=3),
    max_leaves=8,
)
scores = st.integers(0, 1000).map(lambda number: number / 1000)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Records of the right shape over any text; their annotations need not make sense."""
    text = draw(any_text)
    offsets = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(lambda pair: tuple(sorted(pair)))

    def some(build: st.SearchStrategy) -> tuple:
        return tuple(draw(st.lists(build, max_size=3)))

    def spanned(struct: type, /, **fields: st.SearchStrategy) -> st.SearchStrategy:
        return st.builds(lambda span, **rest: struct(start=span[0], end=span[1], **rest), offsets, **fields)

    spans = st.lists(offsets, max_size=3).map(tuple)
    words = st.lists(any_text, max_size=3).map(tuple)
    return Document(
        schema=SCHEMA,
        id=draw(any_text),
        text=text,
        meta=draw(st.dictionaries(any_text, json_values, max_size=3)),
        blocks=some(spanned(Block, id=any_text, kind=st.sampled_from(["title", "pull_quote"]), of=st.none() | offsets)),
        sentences=some(spanned(Sentence, id=any_text, block=any_text)),
        tokens=draw(st.none() | st.just(Tokens((0,), (1,), ("a",), ("X",), ("root",), (0,)))),
        mentions=some(spanned(Mention, id=any_text, label=st.sampled_from(["PERSON", "LAW"]), score=scores)),
        actors=some(st.builds(Actor, id=any_text, name=any_text, label=st.just("GPE"), aliases=words, members=words)),
        topics=some(st.builds(Topic, id=any_text, name=any_text, mentions=spans)),
        quotations=some(spanned(Quotation, id=any_text, kind=st.just("mixed"), parts=spans, cue=st.none() | offsets)),
        stances=some(
            spanned(
                Stance, id=any_text, holder=any_text, target=any_text, label=st.just("favor"), score=scores,
                scores=st.fixed_dictionaries({"favor": scores}),
            )
        ),
        provenance=Provenance("0", SCHEMA, draw(any_text), {}, ""),
    )  # fmt: skip
