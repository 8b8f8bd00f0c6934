"""Promises of freshness: how old a record is, and when it must be checked again."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_directory.freshness import freshness_of
from graph_directory.vocabulary import Confidence, FreshnessState

TODAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("newest", "state"),
    [
        ("2026-11-01", FreshnessState.FRESH),
        ("2025-05-27", FreshnessState.FRESH),
        ("2025-05-26", FreshnessState.DUE),
        ("2023-11-27", FreshnessState.DUE),
        ("2023-11-26", FreshnessState.STALE),
        ("2011-01-01", FreshnessState.STALE),
        (None, FreshnessState.UNVERIFIED),
    ],
)
def test_a_record_ages_from_fresh_over_due_to_stale(newest: str | None, state: FreshnessState) -> None:
    assert freshness_of(newest, Confidence.CURRENT, TODAY).state is state


@pytest.mark.parametrize(
    ("newest", "due"),
    [
        ("2025", "2027-06-30"),
        ("2024-02", "2025-08-29"),
        ("2024-08-31", "2026-02-28"),
        ("2022-08-31", "2024-02-29"),
        ("2025-11-26", "2027-05-26"),
    ],
)
def test_a_source_counts_from_the_last_day_it_may_be_of(newest: str, due: str) -> None:
    assert freshness_of(newest, Confidence.CURRENT, TODAY).valid_until == due


def test_the_date_is_told_as_precisely_as_the_source_has_it() -> None:
    assert freshness_of("2024", Confidence.CURRENT, TODAY).verified_at == "2024"


@pytest.mark.parametrize("newest", [None, "2019", "2026-11-25"])
def test_sources_judged_dated_are_stale_whatever_their_age(newest: str | None) -> None:
    fresh = freshness_of(newest, Confidence.DATED, TODAY)
    assert fresh.state is FreshnessState.STALE
    assert fresh.valid_until is None
    assert fresh.verified_at == newest


def test_conflicting_sources_age_like_others_and_stay_marked() -> None:
    fresh = freshness_of("2026", Confidence.CONFLICTING, TODAY)
    assert (fresh.state, fresh.confidence) == (FreshnessState.FRESH, Confidence.CONFLICTING)


def test_without_a_dated_source_no_day_is_promised() -> None:
    fresh = freshness_of(None, Confidence.CURRENT, TODAY)
    assert (fresh.verified_at, fresh.valid_until) == (None, None)


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(-400, 5000))
def test_a_record_is_fresh_on_every_day_before_the_promised_one_and_on_none_after(seen: date, days: int) -> None:
    today = seen + timedelta(days=days)
    fresh = freshness_of(seen.isoformat(), Confidence.CURRENT, today)
    assert fresh.valid_until is not None
    assert (fresh.state is FreshnessState.FRESH) == (today < date.fromisoformat(fresh.valid_until))
