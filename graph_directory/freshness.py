"""How long ago a record was last seen to be right, read from its newest dated source."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date

from graph_directory.model import PartialDate
from graph_directory.vocabulary import Confidence, FreshnessState

FRESH_MONTHS = 18
"""A record is fresh until its newest source is this old; then a check is due."""
DUE_MONTHS = 36
"""A record whose newest source is this old is stale."""


@dataclass(frozen=True, slots=True)
class Freshness:
    """`verified_at` is the newest source as precisely as it is dated; `valid_until` the day a check becomes due.

    `valid_until` is None where no source is dated, and where the sources were judged dated whatever their age.
    """

    state: FreshnessState
    verified_at: PartialDate | None
    valid_until: str | None
    confidence: Confidence


def freshness_of(newest: PartialDate | None, confidence: Confidence, today: date) -> Freshness:
    """The freshness on one day; a source of "2023" or "2023-07" counts from the last day it may be of."""
    if confidence is Confidence.DATED:
        return Freshness(FreshnessState.STALE, newest, None, confidence)
    if newest is None:
        return Freshness(FreshnessState.UNVERIFIED, None, None, confidence)
    seen = _last_day(newest)
    due, stale = _months_later(seen, FRESH_MONTHS), _months_later(seen, DUE_MONTHS)
    return Freshness(_state(today, due, stale), newest, due.isoformat(), confidence)


def _state(today: date, due: date, stale: date) -> FreshnessState:
    if today < due:
        return FreshnessState.FRESH
    return FreshnessState.DUE if today < stale else FreshnessState.STALE


def _last_day(partial: PartialDate) -> date:
    year, month, day = (*(int(part) for part in partial.split("-")), 0, 0)[:3]
    month = month or 12
    return date(year, month, day or calendar.monthrange(year, month)[1])


def _months_later(day: date, months: int) -> date:
    """The same day of a later month; the last day of that month where it is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
