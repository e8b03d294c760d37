"""Who said what, through the whole pipeline, in sentences and documents of our own: spans, kinds, cues, speakers."""

from __future__ import annotations

from functools import cache

import pytest

import inquit
from inquit.record import Document, Quotation


@cache
def annotated(text: str) -> Document:
    return inquit.annotate(text)


def holding(document: Document, words: str, *, nth: int = 0) -> Quotation | None:
    """The innermost quotation one part of which begins with these words."""
    at = -1
    for _ in range(nth + 1):
        at = document.text.index(words, at + 1)
    found = [one for one in document.quotations if any(start == at for start, _ in one.parts)]
    return min(found, key=lambda one: one.end - one.start, default=None)


# text, first words of a part of the content, its last words, kind, cue, speaker (None: a quotation without one)
SAID = [
    ("Marchetti smiled and said, “We shall have a treaty,” adding that her grandmother kept bees.",
     "her grandmother", "kept bees", "indirect", "adding", "Marchetti"),
    ("Tobias Renn was quoted in the evening “Vesna Mail” as saying that his men would strike.",
     "his men", "would strike", "indirect", "quoted in the evening “Vesna Mail” as saying", "Tobias Renn"),
    ("Ada Okoro claimed that the cabinet had agreed to it without reading it, and wondered what else it had not read.",
     "what else", "not read", "indirect", "wondered", "Ada Okoro"),
    ("Official Lisbon has let it be known that it will comply.",
     "it will", "comply", "indirect", "let it be known", "government of Portugal"),
    ("The Kremlin said the talks were over.", "the talks", "over", "indirect", "said", "government of Russia"),
    ("“The straits,” wrote Count Orlov to his brother, “are shut.”", "are shut", "shut.", "direct", "wrote", "Orlov"),
    ("“The straits,” wrote Count Orlov to his brother, “are shut.”",
     "The straits", "shut.", "direct", "wrote", "Orlov"),
    ("A member of the Danish delegation said it was late. “He rang the bell himself,” the delegate recalled.",
     "He rang", "himself,", "direct", "recalled", "member of the Danish delegation"),
    ("A member of the Danish delegation, who asked that his name be withheld, said it was late. “Very late,” he added.",
     "Very late", "late,", "direct", "added", "member of the Danish delegation"),
    ("Her own newspaper argued that a bridge without soldiers was no bridge, and Anna Falk agreed.",
     "a bridge", "no bridge", "indirect", "argued", "Her own newspaper"),
    ("The foreign ministers of Lyria and Ostravia said that they had settled it.",
     "they had", "settled it", "indirect", "said", "foreign ministers of Lyria and Ostravia"),
    ("His draft, according to Lord Ashmere, provides for two miles on each bank.",
     "provides", "each bank", "indirect", "according to", "Ashmere"),
    ("She answered that she had more of it, the clerk said.", "She answered", "of it", "indirect", "said", "clerk"),
    ("VIENNA, 4 May — Talks broke off late on Tuesday, Anna Falk said.",
     "Talks", "Tuesday", "indirect", "said", "Anna Falk"),
    ("Count Orlov asked the minister whether the treaty had been signed.",
     "whether", "signed", "indirect", "asked", "Orlov"),
    ("Minister Ada Okoro: “We shall sign.”", "We shall", "sign.", "direct", None, "Ada Okoro"),
    ("Anna Falk told her that the prince had said on the stairs, “Translate it as cousin.”",
     "Translate", "cousin.", "direct", "said", "prince"),
    ("Briand and Stresemann never met. Yet both insisted that treaties must be read aloud.",
     "treaties", "read aloud", "indirect", "insisted", "Briand and Stresemann"),
    ("The Danish president also noted that “Finnish officials, including very high ones, said that the harbour is a red"
     " line for Finland. Is ours one? No.”",
     "the harbour", "for Finland", "indirect", "said", "government of Finland"),
    ("The stenographer, a conscientious woman, asked whether that was all.",
     "whether", "was all", "indirect", "asked", "stenographer"),
    ("— We will sign tomorrow, said Ada Okoro. — And then we rest.\n\n— When? asked Carl Brandt.",
     "We will", "rest.", "direct", "said", "Ada Okoro"),
    ("— We will sign tomorrow, said Ada Okoro. — And then we rest.\n\n— When? asked Carl Brandt.",
     "When?", "When?", "direct", "asked", "Carl Brandt"),
    ("“I read what is sent to me, Anna Falk said. “I cannot read what is sent to others.”",
     "I read", "to others.", "direct", "said", "Anna Falk"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "first", "last", "kind", "cue", "speaker"), SAID)
def test_what_is_said(text: str, first: str, last: str, kind: str, cue: str | None, speaker: str | None) -> None:
    document = annotated(text)
    found = holding(document, first)
    assert found is not None
    assert document.text[found.start : found.end].endswith(last)
    assert found.kind == kind
    assert (document.text_of(found.cue) if found.cue else None) == cue
    assert (document.name_of(found.speaker) if found.speaker else None) == speaker


# nothing of this is said by anybody
UNSAID = [
    "It is worth noting that the harbour was closed.",
    "The people are asking for their rights.",
    "He doesn't say ‘no’ often.",
    "Sarn fears the garrison on the “Goat Bridge,” as the soldiers call the viaduct.",
    "London hopes for peace and believes that it will come.",
    "The greeting, meaning “peace be with you”, is common there.",
    "The talks touched upon what he has in his garden.",
]


@pytest.mark.parametrize("text", UNSAID)
def test_what_is_not_said(text: str) -> None:
    assert [annotated(text).text_of(one) for one in annotated(text).quotations] == []


def test_the_clause_reported_is_no_quotation_of_the_next_sentence() -> None:
    document = annotated(
        "Silence is “still silence, even in wartime, my lords”. The President called on Ada Okoro to speak."
    )
    assert all(one.cue is None or one.start > one.cue[0] for one in document.quotations)


HEARING = """Sitting of 12 March

Mr. Aldersley asked whether the Convention had been signed.

Count Marenzi (Minister for Foreign Affairs). It was signed on Friday. I told the King: “It is done.”

I have nothing to add.

The Treaty speaks for itself, and the House knows it.

The Speaker. Order, order.

Mr. Aldersley (from his place). Shame!

(Cries of “Oh!”)

Mr. Aldersley replied that he had not finished.
"""


def test_proceedings_have_turns_and_what_is_told_between_them() -> None:
    document = annotated(HEARING)
    turns = [one for one in document.quotations if one.kind == "block"]
    assert [document.name_of(one.speaker or "") for one in turns] == ["Marenzi", "The Speaker", "Aldersley"]
    assert [document.text_of(part)[:9] for part in turns[0].parts] == ["It was si", "I have no", "The Treat"]
    assert {one.via for one in turns} == {"header"}
    inner = holding(document, "It is done")
    assert inner is not None
    assert inner.parent == turns[0].id
    told = holding(document, "he had not finished")
    assert told is not None
    assert told.parent is None
    assert document.name_of(told.speaker or "") == "Aldersley"


INTERVIEW = """Anna Falk interpreted at Geneva. She answered our questions in March.

Q: How did you come to Geneva?

A: By a telegram. It said, “Come at once.”

Q: And then?

A: The chairman replied that I was late.
"""


def test_an_interview_is_answered_by_the_person_it_tells_of() -> None:
    document = annotated(INTERVIEW)
    turns = [one for one in document.quotations if one.via == "header"]
    assert [document.name_of(one.speaker or "") for one in turns] == [
        "interviewer",
        "Anna Falk",
        "interviewer",
        "Anna Falk",
    ]
    told = holding(document, "I was late")
    assert told is not None
    assert (told.parent, document.name_of(told.speaker or "")) == (turns[3].id, "chairman")


def test_a_letter_set_apart_ends_where_the_author_speaks_again() -> None:
    text = (
        "In a telegram to his colleague Casimir Dunmore wrote:\n\nOur two countries have shared the bridge. I propose"
        " an inquiry.\n\nI ask you to order your guards back.\n\nThe colleague has not replied."
    )
    (letter,) = [one for one in annotated(text).quotations if one.kind == "block"]
    assert [text[slice(*part)][:6] for part in letter.parts] == ["Our tw", "I ask "]
    assert annotated(text).name_of(letter.speaker or "") == "Casimir Dunmore"
