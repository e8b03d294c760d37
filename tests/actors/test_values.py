"""Dates, times and numbers by patterns."""

from __future__ import annotations

import pytest

from inquit.actors.values import values


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The envoys met on Thursday, May 24, at noon.", ["Thursday, May 24"]),
        ("The envoys met on Thursday, May 2, at noon.", ["Thursday, May 2"]),
        ("They met on Monday, June 30.", ["Monday, June 30"]),
        ("They met on Friday, March 13, 1936.", ["Friday, March 13, 1936"]),
        ("They met on Sunday, April 10th, and left.", ["Sunday, April 10th"]),
        ("They met on Tuesday May 31 in the morning.", ["Tuesday May 31"]),
        ("They met on 24 May and on 3rd June 1919.", ["24 May", "3rd June 1919"]),
        ("They met on May 24–29, 1919, and on June 28.", ["May 24–29, 1919", "June 28"]),
        ("They met on 05 May 1919.", ["05 May 1919"]),
    ],
)
def test_days(text: str, found: list[str]) -> None:
    names = values(text)
    assert [text[name.start : name.end] for name in names] == found
    assert {name.label for name in names} == {"DATE"}


def test_a_number_is_no_day_because_it_begins_like_one() -> None:
    text = "On Thursday, May 245 ships sailed."
    first = values(text)[0]
    assert text[first.start : first.end] == "Thursday"
