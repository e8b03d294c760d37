"""Issues: the codebook's, and those that come back in the text."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import spacy
from spacy.tokens import Doc

from inquit.errors import SettingsError
from inquit.settings import Target

Annotate = Callable[..., Doc]
TEXT = (
    "The peace treaty is near. Vienna wants a peace treaty and a customs union. Peace treaties need time. "
    "A customs union needs will. Last week the Peace   Treaty failed."
)


def test_the_codebook_comes_first_even_when_not_found(annotate: Annotate) -> None:
    targets = (Target("fishing rights"), Target("treaty", aliases=("peace treaty",)))
    topics = annotate(TEXT, targets=targets)._.topics
    assert [t.name for t in topics][:2] == ["fishing rights", "treaty"]
    assert topics[0].mentions == ()
    assert [TEXT[start:end] for start, end in topics[1].mentions] == ["peace treaty", "peace treaty", "Peace   Treaty"]


def test_a_target_matches_whole_words_in_any_dress(annotate: Annotate) -> None:
    text = "The post‑war order; POST-WAR orders; post-warfare."
    (topic, *_) = annotate(text, targets=(Target("post-war"),))._.topics
    assert [text[start:end] for start, end in topic.mentions] == ["post‑war", "POST-WAR"]


def test_phrases_that_come_back_are_topics(annotate: Annotate) -> None:
    names = [t.name for t in annotate(TEXT, names=())._.topics]
    assert "customs union" in names
    assert "peace treaty" in [name.lower() for name in names]
    assert not any("week" in name for name in names)


def test_pull_quotes_do_not_count(annotate: Annotate) -> None:
    text = "The fishing harbour was discussed. \n\nThe fishing harbour was discussed again. \n\nNothing else happened."
    blocks = (
        ("paragraph", "The fishing harbour was discussed."),
        ("pull_quote", "The fishing harbour was discussed again."),
    )
    assert annotate(text, blocks=blocks)._.topics == ()


def test_an_issue_needs_to_be_named_once_only(annotate: Annotate) -> None:
    text = "Vienna rejects the draft treaty. The treaty is a trap, and the old coat is warm. Naval drills go on."
    topics = {topic.name: topic for topic in annotate(text, names=())._.topics}
    assert [text[start:end] for start, end in topics["draft treaty"].mentions] == ["draft treaty", "treaty"]
    assert not any("coat" in name for name in topics)


def test_a_bare_noun_of_two_issues_joins_neither(annotate: Annotate) -> None:
    text = "The draft treaty and the peace treaty differ. One treaty is long. The treaty is short."
    topics = {topic.name: topic for topic in annotate(text, names=())._.topics}
    assert len(topics["draft treaty"].mentions) == len(topics["peace treaty"].mentions) == 1


def test_a_bad_codebook_is_refused() -> None:
    nlp = spacy.blank("en")
    with pytest.raises(SettingsError, match="name, aliases, statement"):
        nlp.add_pipe("inquit_actors", config={"targets": [{"nom": "x"}]})


def test_components_run_in_a_pipeline_of_one_s_own() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("inquit_encoder")
    nlp.add_pipe("inquit_mentions")
    nlp.add_pipe("inquit_actors", config={"targets": [{"name": "peace"}]})
    docs = list(nlp.pipe(["Peace with France, said Anna Falk.", ""]))
    single = nlp("Peace with France, said Anna Falk.")
    assert [a.name for a in docs[0]._.actors] == ["author", "France", "Anna Falk"]
    assert docs[0]._.actors == single._.actors
    assert docs[0]._.mentions == single._.mentions
    assert docs[0]._.topics[0].mentions == ((0, 5),)
