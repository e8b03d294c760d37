"""The table of countries and what it leads to."""

from __future__ import annotations

import sys

import pytest

from inquit.actors.gazetteer import gazetteer, plain_known


@pytest.mark.parametrize(
    ("name", "code", "kind"),
    [
        ("Türkiye", "TUR", "country"),
        ("Turkey", "TUR", "country"),
        ("U.S.", "USA", "country"),
        ("Côte d’Ivoire", "CIV", "country"),
        ("Democratic Republic of the Congo", "COD", "country"),
        ("FRANCE", "FRA", "country"),
        ("Swiss", "CHE", "adjective"),
        ("Spaniards", "ESP", "people"),
        ("Phnom Penh", "KHM", "capital"),
        ("N'Djamena", "TCD", "capital"),
        ("Scotland", "GBR", "region"),
        ("Kremlin", "RUS", "seat"),
    ],
)
def test_a_name_leads_to_its_country(name: str, code: str, kind: str) -> None:
    known = plain_known(name)
    assert known is not None
    assert (known.code, known.kind) == (code, kind)


def test_every_state_has_a_capital_and_a_demonym() -> None:
    names = gazetteer().names.values()
    capitals = {known.code for known in names if known.kind == "capital"}
    groups = {known.code for known in names if known.label == "NORP"}
    states = {"AFG", "ARG", "AUS", "BRA", "CHN", "DEU", "EGY", "FJI", "GBR", "IND", "IRN", "JPN", "KEN", "NZL", "TUR"}
    assert states <= capitals & groups
    assert len(capitals) > 185
    assert len(groups) > 190


def test_demonyms_that_look_alike_are_kept_apart() -> None:
    codes = {name: plain_known(name) for name in ("Nigerien", "Nigerian", "Dominica", "Dominican Republic")}
    assert {name: known.code for name, known in codes.items() if known} == {
        "Nigerien": "NER", "Nigerian": "NGA", "Dominica": "DMA", "Dominican Republic": "DOM",
    }  # fmt: skip


def test_the_lookup_needs_neither_pycountry_nor_babel() -> None:
    import subprocess

    code = (
        "import sys, inquit.actors; from inquit.actors.gazetteer import gazetteer; gazetteer(); "
        "print([m for m in ('babel', 'pycountry') if m in sys.modules])"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"


def test_the_table_is_what_its_script_writes() -> None:
    from inquit.resources import text
    from inquit.training.gazetteer import HEADER, rows

    assert HEADER + "\n".join(rows()) + "\n" == text("countries.tsv")


def test_every_country_has_a_name_and_all_but_the_empty_and_the_shared_a_people_and_a_capital() -> None:
    from inquit.resources import text

    rows = [line.split("\t") for line in text("countries.tsv").splitlines() if not line.startswith("#")]
    assert len(rows) == 250
    assert len({row[0] for row in rows}) == 250
    assert all(row[1] and row[2] for row in rows)
    nobody = {row[0] for row in rows if not (row[3] or row[4])}
    no_capital = {row[0] for row in rows if not row[5]}
    # No inhabitants, or called as their neighbours are (Channel Islanders, Virgin Islanders, Dominicans).
    assert nobody == {
        "ATF", "BES", "BVT", "DMA", "GGY", "HMD", "IOT", "JEY", "MAF", "MNP", "SGS", "SJM", "UMI", "VAT", "VIR",
    }  # fmt: skip
    # City states, islands without one, and capitals that share the name of a far greater place.
    assert no_capital == {
        "AIA", "ATA", "ATF", "BVT", "CCK", "GIB", "HKG", "HMD", "IMN", "MAC", "MSR", "NFK", "SGP", "UMI",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Republic of Kosovo", "XKX"), ("Turkiye", "TUR"), ("Laayoune", "ESH"), ("Sahrawi", "ESH"), ("Nouméa", "NCL"),
        ("Manx", "IMN"), ("Guamanian", "GUM"), ("St. George's", "GRD"), ("Bloemfontein", "ZAF"), ("Praia", "CPV"),
        ("Dominican", "DOM"), ("Mosotho", "LSO"), ("Herzegovinian", "BIH"), ("Foggy Bottom", "USA"), ("Élysée", "FRA"),
    ],
)  # fmt: skip
def test_names_that_are_easily_forgotten(name: str, code: str) -> None:
    known = plain_known(name)
    assert known is not None
    assert known.code == code
