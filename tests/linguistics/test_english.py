"""Our English pipeline on text of the kinds that break sentence splitters and tokenizers."""

from __future__ import annotations

import json
import pickle
import re
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

from inquit import resources
from inquit.errors import SettingsError
from inquit.linguistics import load_base

# Each case: the sentences, joined by a space to make the text.
SENTENCES = [
    # abbreviations and initials
    ["Mr. Aliyev met Dr. J. R. Smith in St. Petersburg on Monday.", "They spoke for two hours."],
    ["The U.S. Senate met at 9 a.m. on Tuesday.", "Sen. Baker spoke first."],
    ["Prof. Anna K. Lee, Ph.D., disagreed, e.g. on tariffs.", "Nobody answered."],
    ["Gov. Hill signed it on Jan. 5, 2021.", "It took effect in Sept. of that year."],
    ["He works for Acme Inc. in Washington, D.C. these days.", "She does not."],
    # ellipses
    ["We wanted peace ... but we got war.", "That is all."],
    ["“We will … never accept this,” she said.", "The hall fell silent."],
    ["The treaty “guarantee[s] […] the rights of all citizens” in both states.", "It was never ratified."],
    ["“The parties [...] shall meet again,” the text reads.", "No date was set."],
    # quotations that end after the full stop
    ["“We cannot wait any longer.”", "With these words he left the room."],
    ["He said: “This is our land.”", "The crowd cheered."],
    ['The minister warned that "time is running out."', "Two days later he resigned."],
    ["“Who will pay for this?” she asked.", "Nobody knew."],
    ["“Stop!” he cried, and everyone stopped.", "The talks went on."],
    # lists with semicolons, colons
    [
        "The plan has three parts: first, a ceasefire; second, an exchange of prisoners; and third, free elections.",
        "Both sides accepted it.",
    ],
    ["Three states voted against it: Aland, which has no army; Borland; and Corland.", "The rest abstained."],
    # dates, decimals, money, percent
    ["Growth fell from 3.5 percent to 1.2 percent on 12.05.2020.", "Prices rose by 0.7%."],
    ["It cost $4.5 million, or 2.3 billion in local money.", "Parliament paid."],
    ["On Nov. 10, 2020, the war ended.", "It had lasted 44 days."],
    # footnote figures, dashes, hyphens that do not break, no-break spaces
    ["The ceasefire ended the war.12", "It did not end the dispute."],
    ["The president—who had long been ill—did not come.", "His co‑chair spoke instead."],
    ["The well‑known Minsk\u00a0Group met in\u00a01992.", "It failed."],
]
SENTENCE_IDS = [case[0][:32] for case in SENTENCES]


@pytest.fixture(scope="module")
def english() -> Language:
    return load_base()


def sentences(nlp: Language, text: str) -> list[str]:
    return [sentence.text.strip() for sentence in nlp(text).sents if sentence.text.strip()]


@pytest.mark.parametrize("expected", SENTENCES, ids=SENTENCE_IDS)
def test_sentences(english: Language, expected: list[str]) -> None:
    assert sentences(english, " ".join(expected)) == expected


@pytest.mark.parametrize("expected", SENTENCES, ids=SENTENCE_IDS)
def test_sentences_in_hard_wrapped_lines(english: Language, expected: list[str]) -> None:
    words = " ".join(expected).split(" ")
    text = "".join(word + ("\n" if number % 6 == 5 else " ") for number, word in enumerate(words)).rstrip()
    assert [" ".join(found.split("\n")) for found in sentences(english, text)] == expected


def test_no_sentence_crosses_a_blank_line(english: Language) -> None:
    blocks = ["A heading without a stop", "The text goes on, and", "it ends here. Twice.", "- a list", "- an item;"]
    for gap in ("\n\n", "\n \n", "\r\n\r\n", "\n\n\n\t"):
        found = sentences(english, gap.join(blocks))
        assert found == [*blocks[:2], "it ends here.", "Twice.", *blocks[3:]]


def test_long_paragraph_read_in_windows(english: Language) -> None:
    expected = [f"The envoy from region {number} said that the talks would go on." for number in range(60)]
    assert sentences(english, " ".join(expected)) == expected


def test_sentence_longer_than_a_window(english: Language) -> None:
    text = "They named " + ", ".join(f"village {number}" for number in range(400)) + ". Then they left."
    doc = english(text)
    assert doc.text == text
    assert [sentence.text for sentence in doc.sents][-1] == "Then they left."


def test_preset_starts_are_kept(english: Language) -> None:
    doc = english.make_doc("The heading The text of the block begins here and ends.")
    doc[2].is_sent_start = True
    for _, component in english.pipeline:
        doc = component(doc)
    assert [sentence.text for sentence in doc.sents] == ["The heading", "The text of the block begins here and ends."]
    assert all(token.head.sent == token.sent for token in doc)


TOKENS = [
    ("She won’t say they’re ready.", "She wo n’t say they ’re ready ."),
    ("You cannot; we're gonna.", "You can not ; we 're gon na ."),
    ("Nagorno-Karabakh’s non-aligned co‑chairs", "Nagorno - Karabakh ’s non-aligned co‑chairs"),
    ("the peace—“a sham”—ended", "the peace — “ a sham ” — ended"),
    ("It “guarantee[s]” a right.", "It “ guarantee [ s ] ” a right ."),
    ("the war.12 In 2020–21 it cost $5.50, 45%.", "the war . 12 In 2020 – 21 it cost $ 5.50 , 45 % ."),
    ("Mail me@un.org or see https://un.org/a?b=1.", "Mail me@un.org or see https://un.org/a?b=1 ."),
    ("The states’ rights, F-16s and COVID-19", "The states ’ rights , F - 16s and COVID - 19"),
    ("1,000,000 people at 10:30 on 12/05/2020", "1,000,000 people at 10:30 on 12/05/2020"),
]


@pytest.mark.parametrize(("text", "tokens"), TOKENS, ids=[text for text, _ in TOKENS])
def test_tokens(english: Language, text: str, tokens: str) -> None:
    assert [token.text for token in english.make_doc(text)] == tokens.split(" ")


def test_who_said_what(english: Language) -> None:
    doc = english("Yesterday the foreign minister of Armenia told reporters that his government rejected the plan.")
    by_text = {token.text: token for token in doc}
    told = by_text["told"]
    assert (told.pos_, told.lemma_, told.dep_) == ("VERB", "tell", "ROOT")
    assert [token.text for token in told.children if token.dep_ == "nsubj"] == ["minister"]
    rejected = by_text["rejected"]
    assert (rejected.dep_, rejected.head.text, rejected.lemma_) == ("ccomp", "told", "reject")
    assert rejected.morph.get("Tense") == ["Past"]
    assert (by_text["government"].dep_, by_text["government"].head.text) == ("nsubj", "rejected")
    assert by_text["Armenia"].pos_ == "PROPN"


@pytest.mark.parametrize(
    "text",
    [
        "\"We don't accept it,\" the president's spokesman said.",
        'She called it "a sham" and wouldn\'t sign.',
        "The treaty \"guarantees the citizens' rights,\" as the minister's office put it.",
    ],
)
def test_curly_and_straight_text_get_the_same_tree(english: Language, text: str) -> None:
    curly = re.sub(r'"(.*)"', r"“\1”", text).replace("'", "’")
    assert [(t.dep_, t.head.i) for t in english(curly)] == [(t.dep_, t.head.i) for t in english(text)]


def test_trees_are_trees(english: Language) -> None:
    text = "Baku — long silent — spoke. \n\n  «Нет», said Лавров 👩‍👧; “no”…\n" + "and so on, " * 200 + "\n\nEnd"
    doc = english(text)
    assert doc.text == text
    for sentence in doc.sents:
        roots = [token for token in sentence if token.head is token or token.head.i == token.i]
        assert len(roots) == 1
        assert all(token.head in sentence for token in sentence)


def test_single_and_batch_agree(english: Language) -> None:
    texts = [" ".join(case) for case in SENTENCES[:6]] + ["", "  \n", "One word"]
    single = [[(t.i, t.pos_, t.dep_, t.head.i, t.lemma_, t.is_sent_start) for t in english(text)] for text in texts]
    batch = [[(t.i, t.pos_, t.dep_, t.head.i, t.lemma_, t.is_sent_start) for t in doc] for doc in english.pipe(texts)]
    assert single == batch


def test_without_tokens_the_sentences_are_the_same() -> None:
    bare, full = load_base(tokens=False), load_base()
    for case in SENTENCES:
        assert sentences(bare, " ".join(case)) == sentences(full, " ".join(case))
    doc = bare("He said no.")
    assert not doc.has_annotation("DEP")
    assert not doc.has_annotation("TAG")


def test_saves_and_loads_like_any_pipeline(english: Language, tmp_path: Path) -> None:
    english.to_disk(tmp_path / "copy")
    text = "She said that it was over. It was not."
    expected = [(t.dep_, t.lemma_) for t in english(text)]
    assert [(t.dep_, t.lemma_) for t in load_base(str(tmp_path / "copy"))(text)] == expected
    copy = spacy.blank("en").from_config(english.config).from_bytes(english.to_bytes())
    assert [(t.dep_, t.lemma_) for t in copy(text)] == expected


def test_goes_to_another_process(english: Language) -> None:
    text = "The envoy left Vienna. Nobody answered."
    again = pickle.loads(pickle.dumps(english))(text)
    assert [(token.text, token.pos_, token.dep_, token.lemma_) for token in again] == [
        (token.text, token.pos_, token.dep_, token.lemma_) for token in english(text)
    ]


def test_unknown_pipeline_says_what_to_do() -> None:
    with pytest.raises(SettingsError, match=r"en_no_such_pipeline.*pip install"):
        load_base("en_no_such_pipeline")


def test_model_folder_is_for_stanza(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="stanza:<lang>"):
        load_base("inquit", models=tmp_path)


def test_shipped_pipeline_is_small_and_has_no_pickle() -> None:
    folder = resources.folder("english")
    files = [path for path in (folder / "pipeline").rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) < 15_000_000
    assert not [path for path in files if path.suffix in (".pkl", ".pickle", ".pt")]
    listed = json.loads((folder / "manifest.json").read_text())["files"]
    assert {path.relative_to(folder).as_posix() for path in files} == set(listed)


@pytest.mark.parametrize("sentences_only", [False, True])
def test_a_sentence_longer_than_a_window_stays_whole(sentences_only: bool) -> None:
    nlp = load_base("inquit", tokens=not sentences_only)
    long = "The Council, " + "recalling its resolution on trade and on the law of the sea, " * 40 + "decides to wait."
    doc = nlp(f"It met. {long} It adjourned. {long}")
    assert [sent.text for sent in doc.sents] == ["It met.", long, "It adjourned.", long]
    if not sentences_only:
        assert all(sum(token.head.i == token.i for token in sent) == 1 for sent in doc.sents)
        assert all(token.pos_ and token.dep_ for token in doc)
