"""Who is who in short documents, through the whole pipeline: actors, aliases, offices, whom places stand for."""

from __future__ import annotations

from functools import cache

import pytest

import inquit
from inquit.record import Actor, Document


@cache
def annotated(text: str) -> Document:
    return inquit.annotate(text)


def actor_of(document: Document, words: str, nth: int = 0) -> Actor | None:
    """The actor that the nth occurrence of these words is linked to."""
    at = -1
    for _ in range(nth + 1):
        at = document.text.index(words, at + 1)
    for mention in document.mentions:
        if mention.start == at and mention.end == at + len(words):
            return next((actor for actor in document.actors if actor.id == mention.actor), None)
    return None


def split(place: str) -> tuple[str, int]:
    """ "Grey@2" → the third "Grey"."""
    words, _, nth = place.partition("@")
    return words, int(nth or 0)


# text, places in it ("words@n": the n-th occurrence, from 0) that all name one actor
ONE = [
    ("Leopold Berchtold opened the talks. Later Berchtold left Vienna. Count Berchtold was tired. He slept.",
     ["Leopold Berchtold", "Berchtold@1", "Berchtold@2", "He"]),
    ("French president Vincent Auriol spoke first. Auriol was calm. Then the French president left for home, and"
     " France’s president did not return. President Auriol wrote a letter.",
     ["Vincent Auriol", "Auriol@1", "French president@1", "France’s president", "Auriol@2"]),
    ("The European Union agreed to pay. The EU had waited for years.", ["European Union", "EU"]),
    ("The Border Demining Agency of Georgia (BDA) came. The BDA left again.",
     ["Border Demining Agency of Georgia", "BDA", "BDA@1"]),
    ("The Danube Shipping Council met in May. In June the DSC decided to dissolve.",
     ["Danube Shipping Council", "DSC"]),
    ("The DSC met in May. The Danube Shipping Council then dissolved.", ["DSC", "Danube Shipping Council"]),
    ("The Norwegian foreign minister, Ada Okoro, met Count Bernstorff. The minister said that she agreed.",
     ["Ada Okoro", "minister@1", "she"]),
    ("Secretary of the Security Council of Armenia Armen Petrosyan left early. Petrosyan did not say why.",
     ["Armen Petrosyan", "Petrosyan@1"]),
    ("The governor asked for “this [Anton] Vukovic”. Anton Vukovic had left.", ["[Anton] Vukovic", "Anton Vukovic"]),
    ("They met U.S. Assistant Secretary of State for European and Eurasian Affairs Ellen Harland. The assistant"
     " secretary of state listened.", ["Ellen Harland", "assistant secretary of state"]),
    ("The United States came late. America stayed. The U.S. paid, and the US signed. The USA left.",
     ["United States", "America", "U.S.", "US", "USA"]),
    ("Turkey objected first. Türkiye then agreed.", ["Turkey", "Türkiye"]),
    ("The French Foreign Ministry objected. The Ministry of Foreign Affairs of France then agreed, and France’s foreign"
     " ministry signed.", ["French Foreign Ministry", "Ministry of Foreign Affairs of France"]),
    ("The Treaty of Trianon was signed in June. The Trianon Treaty cost Hungary its coast.",
     ["Treaty of Trianon", "Trianon Treaty"]),
    ("The Nuclear Test Ban Treaty (NTBT) was signed. The NTBT states that tests shall end.",
     ["Nuclear Test Ban Treaty", "NTBT", "NTBT@1"]),
    ("The 9 May 1950 joint declaration was read aloud. The 9 May declaration said that coal comes first.",
     ["9 May 1950 joint declaration", "9 May declaration"]),
    ("They signed the trilateral statement of 4 May 1921. The tripartite statement says that all prisoners go home.",
     ["trilateral statement of 4 May 1921", "tripartite statement"]),
    ("The Senate of Poland voted. The Polish Senate was full.", ["Senate of Poland", "Polish Senate"]),
    ("Anna Falk, who was named president of Austria, spoke. Later the Austrian president left.",
     ["Anna Falk", "Austrian president"]),
    ("Aristide Briand, then the French foreign minister, travelled to Bern. The foreign minister of France was ill.",
     ["Aristide Briand", "foreign minister of France"]),
    ("President of the European Council Charles Michel spoke. Later President Michel left.",
     ["Charles Michel", "Michel@1"]),
    ("Karl Renner, a former president of Austria, spoke at length. The former president was applauded.",
     ["Karl Renner", "former president@1"]),
    ("Aristide Briand, France’s foreign minister, came to Bern. Gustav Stresemann, the German foreign minister, was"
     " there too. Briand praised his German counterpart.", ["Gustav Stresemann", "his German counterpart"]),
    ("Aristide Briand met Gustav Stresemann in Locarno. The latter was ill.", ["Gustav Stresemann", "latter"]),
    ("Secretary of State Dean Acheson spoke. Secretary Acheson was tired. He went home.",
     ["Dean Acheson", "Acheson@1", "He"]),
    ("The Soviet foreign minister, Vyacheslav Molotov, refused. Molotov said no, and Mr. Molotov left.",
     ["Vyacheslav Molotov", "Molotov@1", "Molotov@2"]),
]  # fmt: skip

# text, places of which no two name the same actor (None: named by nobody counts as apart)
APART = [
    ("Henry Grey met Edward Grey in the park.", ["Henry Grey", "Edward Grey"]),
    ("President Charles Michel met Louis Michel in Bruges. President Michel spoke first.",
     ["Michel@2", "Louis Michel"]),
    ("Karabakh is quiet. The Karabakh Armenians wait.", ["Karabakh", "Karabakh Armenians"]),
    ("Armenia objected. The Armenians protested.", ["Armenia", "Armenians"]),
    ("The French Senate met. The Polish Senate met.", ["French Senate", "Polish Senate"]),
    ("Former French president Vincent Auriol spoke. Then the French president left.",
     ["Vincent Auriol", "French president@1"]),
    ("Niger objected. Nigeria agreed.", ["Niger", "Nigeria"]),
    ("The 4 May 1921 joint statement and the 9 May 1921 joint statement differ.",
     ["4 May 1921 joint statement", "9 May 1921 joint statement"]),
    ("Anna Falk met Robert Falk. Mrs. Falk left, and Mr. Falk stayed.", ["Falk@2", "Falk@3"]),
    ("North Korea and South Korea met.", ["North Korea", "South Korea"]),
]  # fmt: skip

# text, the person's words, the offices
ROLES = [
    ("President Vincent Auriol of France spoke.", "Vincent Auriol", ["president of France"]),
    ("Foreign Minister Aristide Briand spoke.", "Aristide Briand", ["foreign minister"]),
    ("French president Vincent Auriol spoke.", "Vincent Auriol", ["president of France"]),
    ("Karl Renner, Austria’s president, spoke.", "Karl Renner", ["president of Austria"]),
    ("Anna Falk, a former ambassador of Greece, spoke.", "Anna Falk", ["former ambassador of Greece"]),
    ("Anna Falk, who was named president of Austria in May, spoke.", "Anna Falk", ["president of Austria"]),
    ("Anna Falk was appointed foreign minister of Greece last year.", "Anna Falk", ["foreign minister of Greece"]),
    ("Aristide Briand, then the French foreign minister, spoke.", "Aristide Briand", ["foreign minister of France"]),
    ("President of the European Council Charles Michel spoke.", "Charles Michel",
     ["president of the European Council"]),
    ("The foreign ministers of France and Germany, Aristide Briand and Gustav Stresemann, met.", "Gustav Stresemann",
     ["foreign minister of Germany"]),
    ("France’s and Germany’s foreign ministers, Aristide Briand and Gustav Stresemann, met.", "Aristide Briand",
     ["foreign minister of France"]),
    ("Gustav Stresemann, the German foreign minister, was early. The foreign ministers of France and Germany,"
     " Stresemann and Aristide Briand, then met.", "Aristide Briand", ["foreign minister of France"]),
    ("The British prime minister received his Italian counterpart, Alcide De Gasperi, in London.", "Alcide De Gasperi",
     ["prime minister of Italy"]),
    ("Karl Renner, president of Austria, spoke. President Renner then left.", "Karl Renner", ["president of Austria"]),
]  # fmt: skip

# text, the words of the place, whom it stands for (None: an actor that stands for nobody; "": no actor)
STANDS = [
    ("Vienna demanded an answer at once.", "Vienna", "government of Austria"),
    ("They met in Vienna on Monday.", "Vienna", ""),
    ("Tensions between Vienna and Belgrade grew.", "Vienna", "government of Austria"),
    ("Tensions between Vienna and Belgrade grew.", "Belgrade", "government of Serbia"),
    ("Austria refused the offer.", "Austria", "government of Austria"),
    ("The conference was held in Austria.", "Austria", None),
    ("Later, official Tehran denied the report.", "Tehran", "government of Iran"),
    ("The Kremlin said that it would wait.", "Kremlin", "government of Russia"),
    ("The White House declined to comment.", "White House", "government of the United States"),
    ("Downing Street denied the report.", "Downing Street", "government of the United Kingdom"),
    ("The Élysée announced a visit.", "Élysée", "government of France"),
    ("Foggy Bottom said nothing new.", "Foggy Bottom", "government of the United States"),
    ("The Pentagon announced that the fleet would sail.", "Pentagon", "government of the United States"),
    ("Brussels decided to wait, its officials said.", "Brussels", "European Union"),
    ("According to Moscow, the ship was lost.", "Moscow", "government of Russia"),
    ("Cape Town objected, and Pretoria agreed.", "Pretoria", "government of South Africa"),
]  # fmt: skip

CODES = [
    ("Greece and the Netherlands met Persian envoys.", {"Greece": "GRC", "Netherlands": "NLD", "Persian": "IRN"}),
    ("Ouagadougou refused, and N’Djamena agreed.", {"Ouagadougou": "BFA", "N’Djamena": "TCD"}),
    ("The Kyrgyz and the Ivorian delegates met.", {"Kyrgyz": "KGZ", "Ivorian": "CIV"}),
]

# a document that speaks: its words, label
SPEAKING = [
    ("The treaty stipulates that all prisoners shall go home.", "treaty", "LAW"),
    ("The Paris press release said that the talks had failed.", "press release", "WORK_OF_ART"),
    ("The Treaty of Trianon guarantees that the minorities keep their schools.", "Treaty of Trianon", "LAW"),
    ("Resolution 242 calls upon both sides to withdraw.", "Resolution 242", "LAW"),
]


@pytest.mark.parametrize(("text", "places"), ONE)
def test_one_actor(text: str, places: list[str]) -> None:
    document = annotated(text)
    found = {place: actor_of(document, *split(place)) for place in places}
    assert None not in found.values(), found
    assert len({actor.id for actor in found.values() if actor}) == 1, found


@pytest.mark.parametrize(("text", "places"), APART)
def test_apart(text: str, places: list[str]) -> None:
    found = [actor_of(annotated(text), *split(place)) for place in places]
    assert found[0] is not None
    ids = [actor.id for actor in found if actor]
    assert len(set(ids)) == len(ids), found


@pytest.mark.parametrize(("text", "person", "roles"), ROLES)
def test_offices(text: str, person: str, roles: list[str]) -> None:
    actor = actor_of(annotated(text), person)
    assert actor is not None
    assert (actor.label, list(actor.roles)) == ("PERSON", roles)


@pytest.mark.parametrize(("text", "words", "whom"), STANDS)
def test_what_a_place_stands_for(text: str, words: str, whom: str | None) -> None:
    document = annotated(text)
    actor = actor_of(document, words)
    if whom == "":
        assert actor is None
        return
    assert actor is not None
    names = {one.id: one.name for one in document.actors}
    assert (names[actor.represents] if actor.represents else None) == whom


@pytest.mark.parametrize(("text", "codes"), CODES)
def test_countries_have_codes(text: str, codes: dict[str, str]) -> None:
    document = annotated(text)
    found = {words: actor_of(document, words) for words in codes}
    assert {words: actor and actor.country for words, actor in found.items()} == codes


@pytest.mark.parametrize(("text", "words", "label"), SPEAKING)
def test_documents_that_speak_are_actors(text: str, words: str, label: str) -> None:
    actor = actor_of(annotated(text), words)
    assert actor is not None
    assert actor.label == label


def test_aliases_are_the_other_names_as_written() -> None:
    text = "The Border Demining Agency of Georgia (BDA) came. Anna Falk led the BDA. Falk left."
    document = annotated(text)
    agency, person = actor_of(document, "BDA"), actor_of(document, "Falk", 1)
    assert agency is not None
    assert person is not None
    assert (agency.name, agency.aliases) == ("Border Demining Agency of Georgia", ("BDA",))
    assert (person.name, person.aliases) == ("Anna Falk", ("Falk",))


def test_a_name_of_one_word_is_a_place_where_the_text_treats_it_so() -> None:
    document = annotated(
        "Foreign Minister Oskar Tiele of Velmont left early. The Velmontese were tired. Velmont says that the talks"
        " go on, and Velmont waits."
    )
    assert {m.label for m in document.mentions if document.text_of(m) == "Velmont"} == {"GPE"}
