"""Writes `resources/countries.tsv`: names from pycountry and babel's CLDR, capitals and demonyms from nations.txt.

The lookup at run time reads the table alone, since importing pycountry and babel takes a quarter of a second. Run it
as `python -m inquit.training.gazetteer`.
"""

from __future__ import annotations

from pathlib import Path

from inquit.resources import ROOT

HEADER = "# code\tname\tnames\tadjectives\tpeople\tcapitals\n"
SAME_PLURAL = ("ese", "ish", "ch", "wiss", "ois", "SSR")
NOT_NAMES = {"Islamic Republic of", "CAR", "GB"}


def rows() -> list[str]:
    """One line of the table for each country, by code: code, name, names, adjectives, people, capitals."""
    import pycountry
    from babel import Locale

    territories = Locale("en").territories
    nations = _nations()
    lines = []
    for country in [*pycountry.countries, None]:
        code = country.alpha_3 if country else "XKX"
        adjectives, people, capitals, further = nations.pop(code, ([], [], [], []))
        alpha_2 = country.alpha_2 if country else "XK"
        names = [name[1:] for name in further if name.startswith("=")] + [territories.get(alpha_2, "")]
        if country:
            names += [getattr(country, kind, "") for kind in ("common_name", "name", "official_name")]
        names += [territories.get(f"{alpha_2}-alt-short", ""), *(name.lstrip("=") for name in further)]
        clean = list(dict.fromkeys(form for name in names for form in _forms(name)))
        clean = [name for name in clean if name not in NOT_NAMES and len(name) > 1]
        name = clean[0]
        cells = [code, name, "|".join(clean), "|".join(adjectives), "|".join(people), "|".join(capitals)]
        lines.append("\t".join(cells))
    if nations:
        raise ValueError(f"nations.txt has codes that ISO 3166 lacks: {', '.join(nations)}")
    return sorted(lines)


def main() -> None:
    (ROOT / "countries.tsv").write_text(HEADER + "\n".join(rows()) + "\n", encoding="utf-8")


def _forms(name: str) -> list[str]:
    """A name as texts write it: CLDR's "Myanmar (Burma)" is two, ISO's "Iran, Islamic Republic of" is turned round."""
    if " (" in name:
        return [part.strip(" )").removeprefix("the ") for part in name.split(" (")]
    if ", " in name and name.endswith((" of", " of the")):
        short, _, long = name.partition(", ")
        return [short, f"{long} {short}".removeprefix("The ")]
    forms = [name] if name else []
    for long, short in (("Saint ", "St. "), ("St. ", "Saint "), (" & ", " and "), ("’", "'"), ("'", "’")):
        if long in name:
            forms.append(name.replace(long, short))
    return forms


def _nations() -> dict[str, tuple[list[str], list[str], list[str], list[str]]]:
    table = {}
    for line in Path(__file__).with_name("nations.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            code, *cells = line.split("|")
            split = [[part.strip() for part in cell.split(", ") if part.strip("| ")] for cell in cells]
            adjectives, people, capitals, further = split[:4]
            table[code] = (adjectives, people or [_plural(word) for word in adjectives], capitals, further)
    return table


def _plural(adjective: str) -> str:
    return adjective if adjective.endswith(SAME_PLURAL) else f"{adjective}s"


if __name__ == "__main__":
    main()
