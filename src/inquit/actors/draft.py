"""An actor while it is being put together from its mentions."""

from __future__ import annotations

from collections import Counter

import msgspec

from inquit.actors.offices import Role
from inquit.record import Actor, Label

_PARTS = 12


class Draft(msgspec.Struct, eq=False):
    """One actor to be. `forms`: its names as they stand in the text; `first`: where it is first meant."""

    name: str
    label: Label
    first: int
    forms: Counter[str] = msgspec.field(default_factory=Counter)
    roles: list[Role] = msgspec.field(default_factory=list)
    country: str | None = None
    represents: Draft | None = None
    gender: str = ""
    fixed: bool = False

    def take(self, role: Role) -> None:
        """Note an office; one without owner gives way to the same with its owner."""
        if not role.head or len(self.roles) >= _PARTS:
            return
        if role.owner is None and not role.tail and any(_shortened(role.head, known.head) for known in self.roles):
            return
        for at, known in enumerate(self.roles):
            if (
                known.head == role.head
                and known.tail == role.tail
                and (known.owner == role.owner or role.owner is None)
            ):
                return
            if known.head == role.head and known.owner is None and known.tail in {"", role.tail}:
                self.roles[at] = role
                return
        self.roles.append(role)

    def actor(self, id: str, ids: dict[int, str]) -> Actor:
        """The record's struct. `ids`: id() of a draft → its actor id."""
        name = self.name if self.fixed or not self.forms else longest(self.forms)
        aliases = [form for form, _ in sorted(self.forms.items(), key=lambda item: (-item[1], item[0])) if form != name]
        roles = tuple(dict.fromkeys(role.text for role in self.roles))
        represents = ids[id_of(self.represents)] if self.represents is not None else None
        country = self.country
        if self.label == "PERSON" and country is None:
            codes = {role.code for role in self.roles}
            country = codes.pop() if len(codes) == 1 else None
        return Actor(id, name, self.label, tuple(aliases), roles, country, represents)


def _shortened(head: str, known: str) -> bool:
    """Whether an office is one already known, in short: "secretary" for "secretary of state"."""
    return known.startswith(f"{head} of ") or (head == "minister" and known.endswith(" minister"))


def longest(forms: Counter[str]) -> str:
    """The form with most words; among these the most frequent."""
    return max(sorted(forms), key=lambda form: (len(form.split()), forms[form]))


def id_of(draft: Draft) -> int:
    """The identity of a draft."""
    return id(draft)
