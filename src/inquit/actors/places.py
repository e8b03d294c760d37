"""Peoples and places: which of them are actors, and whom a place that acts stands for.

A country or a region is an actor wherever it is named; a capital, another city or a part of the world only where it
acts: "held in Yerevan" names a place, "Yerevan demanded" the government of Armenia. `represents` sits on the actor, so
a country that acts once in a document stands for its government in it; its mentions as a place keep their link, since
whoever counts what is said of Poland wants them with it.
"""

from __future__ import annotations

from inquit.actors.bodies import Bodies
from inquit.actors.draft import Draft
from inquit.actors.gazetteer import Known, gazetteer, plain_known
from inquit.actors.metonyms import Surroundings
from inquit.record import Label


class Places:
    """The peoples, countries and cities met so far. `owners`: places unknown to our tables that have an office."""

    def __init__(self, around: Surroundings, bodies: Bodies) -> None:
        self.around, self.bodies = around, bodies
        self.owners: set[str] = set()
        self.drafts: dict[tuple[str, str], Draft] = {}

    def people(self, surface: str, known: Known | None, at: int) -> Draft:
        """The group of people of this name: "Armenian" and "Armenians" are one, Armenia and they are two."""
        name = known.name if known else surface
        draft = self._get("people", name if known else name.lower(), name, "NORP", at, known)
        draft.fixed = known is not None
        return draft

    def place(self, surface: str, start: int, end: int, label: Label) -> tuple[Draft, float] | None:
        """The actor that a place is, with a score; None for a mere place."""
        known = plain_known(surface)
        if known is None or known.label not in {"GPE", "LOC"}:
            return self._unknown(surface, start, end, label)
        acts = known.kind != "region" and self.around.acts(start, end, capital=known.kind in {"capital", "city"})
        if known.kind in {"capital", "city", "area"} and not acts:
            return None
        country = known.kind == "country" and known.code
        draft = self._get(known.kind, known.code if country and known.code else known.name, known.name, known.label,
                          start, known)  # fmt: skip
        if country and known.code:
            draft.name = gazetteer().countries[known.code]
        draft.fixed = True
        if acts and draft.represents is None and known.code and known.kind in {"country", "capital"}:
            draft.represents = self._government(known, start)
        return draft, 0.9 if acts or country else 0.8

    def _unknown(self, surface: str, start: int, end: int, label: Label) -> tuple[Draft, float] | None:
        """A place that no table has is an actor where it acts, or where somebody holds an office of it."""
        if label != "GPE":
            return None
        draft = self.drafts.get(("place", surface))
        if draft is None and not (surface in self.owners or self.around.acts(start, end, capital=False)):
            return None
        return draft or self._get("place", surface, surface, label, start, None), 0.7

    def _government(self, known: Known, at: int) -> Draft | None:
        if known.name == "Brussels":
            union = plain_known("European Union")
            return self.bodies.known(union, at) if union else None
        return self.bodies.government(known.code, at) if known.code else None

    def _get(self, kind: str, key: str, name: str, label: Label, at: int, known: Known | None) -> Draft:
        draft = self.drafts.get((kind, key))
        if draft is None:
            draft = self.drafts[kind, key] = Draft(name, label, at, country=known.code if known else None)
        return draft
