"""Mentions → actors and topics: names, values, offices, places and pronouns.

Mentions may come from the encoder or from the base; the resolver takes them from `doc._.mentions` either way.
"""

from __future__ import annotations

from inquit.actors.component import Actors, Mentions, make_actors, make_mentions

__all__ = ["Actors", "Mentions", "make_actors", "make_mentions"]
