"""Checks of single values: each answers what is wrong with it, in words that say what to change."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from typing import Any, TypeAlias
from urllib.parse import urlsplit

_SLUG = re.compile(r"[a-z0-9]+(-+[a-z0-9]+)*")
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_TEXT_LANGUAGES = ("nl", "fr", "de", "en", "lb")


@dataclass(frozen=True, slots=True)
class Complaint:
    """One thing wrong inside a record; `field` is its key, with a dot or [place] where it is nested."""

    field: str
    message: str
    severity: str = "error"


Check: TypeAlias = Callable[[str, Any], Iterator[Complaint]]
"""Takes the field's name and its value."""


def text(field: str, value: Any) -> Iterator[Complaint]:
    """A text that says something."""
    if not isinstance(value, str):
        yield Complaint(field, f"must be a text in quotes, not {_type(value)}.")
    elif not value.strip():
        yield Complaint(field, "must not be empty.")


def any_text(field: str, value: Any) -> Iterator[Complaint]:
    """A text that may be empty."""
    if not isinstance(value, str):
        yield Complaint(field, f"must be a text in quotes, not {_type(value)}.")


def flag(field: str, value: Any) -> Iterator[Complaint]:
    """true or false."""
    if not isinstance(value, bool):
        yield Complaint(field, f"must be true or false, not {_type(value)}.")


def whole(lowest: int, highest: int) -> Check:
    """A whole number within bounds, both included."""

    def check(field: str, value: Any) -> Iterator[Complaint]:
        if isinstance(value, bool) or not isinstance(value, int):
            yield Complaint(field, f"must be a whole number, not {_type(value)}.")
        elif not lowest <= value <= highest:
            yield Complaint(field, f"must lie between {lowest} and {highest}, not {value}.")

    return check


def degrees(highest: int) -> Check:
    """A coordinate in degrees."""

    def check(field: str, value: Any) -> Iterator[Complaint]:
        if isinstance(value, bool) or not isinstance(value, int | float):
            yield Complaint(field, f"must be a number of degrees, not {_type(value)}.")
        elif abs(value) > highest:
            yield Complaint(field, f"must lie between -{highest} and {highest}, not {value}.")

    return check


def slug(field: str, value: Any) -> Iterator[Complaint]:
    """A stable key: small letters, digits and hyphens."""
    if not isinstance(value, str):
        yield Complaint(field, f"must be a slug in quotes, not {_type(value)}.")
    elif not _SLUG.fullmatch(value):
        yield Complaint(field, f"{value!r} must be small letters and digits joined by hyphens, such as be-payoke.")


def partial_date(field: str, value: Any) -> Iterator[Complaint]:
    """A year, a year and month, or a day."""
    if not isinstance(value, str) or not _DATE.fullmatch(value):
        yield Complaint(field, f"{value!r} must be a date such as 2023, 2023-07 or 2023-07-24.")
        return
    try:
        date.fromisoformat(value + "-01-01"[len(value) - 4 :])
    except ValueError:
        yield Complaint(field, f"{value!r} is not a day of the calendar.")


def url(field: str, value: Any) -> Iterator[Complaint]:
    """A web address."""
    if not isinstance(value, str):
        yield Complaint(field, f"must be a web address in quotes, not {_type(value)}.")
    elif not _is_url(value):
        yield Complaint(field, f"{value!r} must be a web address that begins with https:// or http://.")


def texts(field: str, value: Any) -> Iterator[Complaint]:
    """Texts by language code, at least one."""
    if not isinstance(value, dict) or not value:
        yield Complaint(field, 'must be texts by language, such as {"nl": "...", "en": "..."}.')
        return
    for language, said in value.items():
        yield from one_of(_TEXT_LANGUAGES)(field, language)
        yield from text(f"{field}.{language}", said)


def english_texts(field: str, value: Any) -> Iterator[Complaint]:
    """Texts by language code, English among them because it is what every other language falls back to."""
    yield from texts(field, value)
    if isinstance(value, dict) and value and "en" not in value:
        yield Complaint(field, "must have a text in English (en).")


def code(vocabulary: type[StrEnum]) -> Check:
    """A code of one vocabulary."""
    return one_of([member.value for member in vocabulary])


def one_of(codes: Collection[str]) -> Check:
    """One of a closed list; a near one is offered."""

    def check(field: str, value: Any) -> Iterator[Complaint]:
        if not isinstance(value, str):
            yield Complaint(field, f"must be a code in quotes, not {_type(value)}.")
        elif value not in codes:
            near = get_close_matches(value, codes, n=3, cutoff=0.6)
            hint = f"did you mean {' or '.join(near)}?" if near else f"known are {', '.join(codes)}."
            yield Complaint(field, f"{value!r} is not a known code; {hint}")

    return check


def each(check: Check, *, at_least: int = 0) -> Check:
    """A list whose every element passes `check`; repeated elements are told."""

    def check_all(field: str, value: Any) -> Iterator[Complaint]:
        if not isinstance(value, list):
            yield Complaint(field, f"must be a list in [ ], not {_type(value)}.")
            return
        if len(value) < at_least:
            yield Complaint(field, f"must name at least {at_least}.")
        for place, element in enumerate(value):
            yield from check(f"{field}[{place}]", element)
            if element in value[:place]:
                yield Complaint(f"{field}[{place}]", f"{element!r} stands in the list twice.")

    return check_all


def _is_url(value: str) -> bool:
    try:
        parts = urlsplit(value)
        host = parts.hostname or ""
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and "." in host.strip(".") and not re.search(r"\s", value)


def _type(value: Any) -> str:
    names = {type(None): "null", bool: "true or false", int: "a number", float: "a number", str: "a text"}
    return names.get(type(value), "a list" if isinstance(value, list) else "an object")
