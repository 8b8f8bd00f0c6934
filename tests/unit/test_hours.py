"""Promises of opening hours: the desk's own clock, its country's holidays, nights, and what is not known."""

from __future__ import annotations

import timeit
from datetime import UTC, date, datetime, time, timedelta
from time import process_time

import holidays
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph_directory.hours import LONGEST_SEARCH, is_open, local_time, next_opening

COUNTRIES = ("BE", "NL", "LU", "DE", "FR")
OFFICE = "Mo-Fr 09:00-17:00"
NIGHT = "Mo-Fr 22:00-06:00"
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2035, 12, 1), timezones=st.just(UTC))
HOURS = st.sampled_from(
    [
        OFFICE,
        NIGHT,
        "24/7",
        "Mo-Fr",
        "Mo-Fr 09:00-12:00,13:00-17:00; PH off",
        "PH,Sa 10:00-12:00",
        "Mo-Fr 00:00-09:00,19:00-24:00; Sa,Su 00:00-24:00",
        "Sep-Jun Mo,Tu,Th,Fr 09:00-11:00; Jul-Aug Mo,We,Fr 09:00-11:00",
        "Mo-Fr 09:00-12:00 unknown",
        "by appointment only",
    ]
)


def brussels(*moment: int, fold: int = 0) -> datetime:
    zone = local_time(datetime(2026, 1, 1), "BE").tzinfo
    return datetime(*moment, tzinfo=zone, fold=fold)  # type: ignore[arg-type, misc]


@pytest.mark.parametrize(
    ("at", "opened"),
    [
        (datetime(2026, 11, 24, 8, 0, tzinfo=UTC), True),
        (datetime(2026, 11, 24, 7, 59, tzinfo=UTC), False),
        (datetime(2026, 7, 7, 7, 0, tzinfo=UTC), True),
        (datetime(2026, 11, 24, 16, 0, tzinfo=UTC), False),
        (datetime(2026, 11, 28, 10, 0, tzinfo=UTC), False),
    ],
)
def test_hours_are_read_on_the_clock_of_the_desk(at: datetime, opened: bool) -> None:
    assert is_open(OFFICE, "BE", at) is opened
    assert is_open(OFFICE, "BE", at.replace(tzinfo=None)) is opened


def test_a_closed_desk_says_when_it_opens() -> None:
    friday_evening = brussels(2026, 11, 27, 18, 0)
    assert next_opening(OFFICE, "BE", friday_evening) == brussels(2026, 11, 30, 9, 0)
    assert next_opening(OFFICE, "BE", brussels(2026, 11, 30, 7, 0)) == brussels(2026, 11, 30, 9, 0)


def test_an_open_desk_says_when_it_opens_the_time_after() -> None:
    assert next_opening(OFFICE, "BE", brussels(2026, 11, 30, 9, 0)) == brussels(2026, 12, 1, 9, 0)


def test_a_line_that_never_closes_has_no_next_opening() -> None:
    assert is_open("24/7", "FR", datetime(2026, 12, 25, 3, tzinfo=UTC)) is True
    assert next_opening("24/7", "FR", datetime(2026, 12, 25, 3, tzinfo=UTC)) is None


@pytest.mark.parametrize("hours", ["on appointment", '"by appointment"', "", "Mo-Fr 09:00-17:00 (summer)", "每天"])
def test_what_cannot_be_read_is_not_known(hours: str) -> None:
    at = datetime(2026, 11, 24, 10, tzinfo=UTC)
    assert is_open(hours, "BE", at) is None
    assert next_opening(hours, "BE", at) is None


def test_days_without_times_tell_only_when_nobody_is_there() -> None:
    assert is_open("Mo-Fr", "BE", brussels(2026, 11, 24, 10)) is None
    assert is_open("Mo-Fr", "BE", brussels(2026, 11, 28, 10)) is False
    assert is_open("Mo-Fr", "BE", brussels(2026, 12, 25, 10)) is False
    assert next_opening("Mo-Fr", "BE", brussels(2026, 11, 28, 10)) is None


def test_hours_marked_unknown_are_not_known() -> None:
    assert is_open("Mo-Fr 09:00-12:00 unknown", "BE", brussels(2026, 11, 24, 10)) is None
    assert is_open("Mo-Fr 09:00-12:00 unknown", "BE", brussels(2026, 11, 24, 13)) is False


@given(st.sampled_from(COUNTRIES), st.integers(2020, 2035))
@settings(max_examples=60, deadline=None)
def test_a_desk_that_says_nothing_of_holidays_is_closed_on_them(country: str, year: int) -> None:
    for day in holidays.country_holidays(country, years=year):
        noon = datetime.combine(day, time(12), tzinfo=local_time(datetime(2026, 1, 1), country).tzinfo)
        assert is_open("Mo-Su 09:00-17:00", country, noon) is False
        assert is_open("24/7", country, noon) is True
        assert is_open("Mo-Su 09:00-17:00; PH 12:00-13:00", country, noon) is True
        assert is_open("PH,Mo 11:00-13:00", country, noon) is True
        assert is_open("24/7; PH off", country, noon) is False


@given(st.sampled_from(COUNTRIES), st.dates(date(2020, 1, 1), date(2035, 12, 31)))
@settings(deadline=None)
def test_a_desk_of_holidays_only_is_open_on_those_of_its_country_and_no_others(country: str, day: date) -> None:
    noon = datetime.combine(day, time(12), tzinfo=local_time(datetime(2026, 1, 1), country).tzinfo)
    is_holiday = day in holidays.country_holidays(country, years=day.year)
    assert is_open("PH 09:00-17:00", country, noon) is is_holiday
    assert is_open("Mo-Su 09:00-17:00", country, noon) is not is_holiday


def test_each_country_keeps_its_own_holidays() -> None:
    at = datetime(2026, 7, 21, 10, tzinfo=UTC)  # the Belgian national day
    assert [country for country in COUNTRIES if is_open(OFFICE, country, at) is False] == ["BE"]
    assert is_open(OFFICE, "INT", at) is False


def test_the_opening_after_a_holiday_is_on_the_next_working_day() -> None:
    assert next_opening(OFFICE, "BE", brussels(2026, 12, 24, 18, 0)) == brussels(2026, 12, 28, 9, 0)
    assert next_opening("Mo-Fr 09:00-17:00; PH 10:00-12:00", "BE", brussels(2026, 12, 24, 18)) == brussels(
        2026, 12, 25, 10, 0
    )


def test_holidays_on_given_weekdays_count_only_there() -> None:
    hours = "PH Mo-Fr 10:00-12:00"
    assert is_open(hours, "BE", brussels(2026, 12, 25, 11)) is True  # a Friday
    assert is_open(hours, "BE", brussels(2026, 8, 15, 11)) is False  # a Saturday
    assert is_open(hours, "BE", brussels(2026, 11, 24, 11)) is False  # a working day


def test_a_night_shift_runs_past_midnight() -> None:
    assert is_open(NIGHT, "BE", brussels(2026, 11, 24, 23, 0)) is True
    assert is_open(NIGHT, "BE", brussels(2026, 11, 28, 5, 59)) is True  # begun on Friday
    assert is_open(NIGHT, "BE", brussels(2026, 11, 28, 6, 0)) is False
    assert is_open(NIGHT, "BE", brussels(2026, 11, 28, 23, 0)) is False
    assert next_opening(NIGHT, "BE", brussels(2026, 11, 28, 3, 0)) == brussels(2026, 11, 30, 22, 0)


def test_a_night_shift_belongs_to_the_day_on_which_it_begins() -> None:
    new_year = brussels(2026, 1, 1, 3, 0)
    assert is_open(NIGHT, "BE", new_year) is True  # begun on the last day of the year, no holiday
    assert is_open(NIGHT, "BE", new_year + timedelta(days=1)) is False  # would have begun on New Year's day
    assert is_open("Mo-Su 22:00-06:00; PH off", "BE", new_year) is True
    assert is_open("Mo-Su 22:00-06:00; PH off", "BE", new_year + timedelta(days=1)) is False


def test_the_hour_that_spring_skips_opens_later_and_autumns_hour_comes_twice() -> None:
    spring = brussels(2026, 3, 29, 1, 30)
    opening = next_opening("Su 02:15-05:00", "BE", spring)
    assert opening is not None
    assert opening.astimezone(UTC) == datetime(2026, 3, 29, 1, 15, tzinfo=UTC)
    for moment in (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 1, 30, tzinfo=UTC)):
        assert is_open("Su 02:00-03:00", "BE", moment) is True
    assert is_open("Su 02:00-03:00", "BE", datetime(2026, 10, 25, 2, 0, tzinfo=UTC)) is False


def test_on_the_days_that_clocks_change_a_desk_opens_at_its_usual_hour() -> None:
    for day in (29, 28):
        evening = datetime(2026, 3, day, 22, tzinfo=UTC) if day == 28 else datetime(2026, 10, 24, 22, tzinfo=UTC)
        opening = next_opening("Mo-Su 09:00-17:00", "BE", evening)
        assert opening is not None
        assert (opening.hour, opening.minute) == (9, 0)


@given(HOURS, st.sampled_from((*COUNTRIES, "INT")), MOMENTS)
@settings(max_examples=300, deadline=None)
def test_the_next_opening_is_open_and_the_desk_closed_just_before(hours: str, country: str, at: datetime) -> None:
    opening = next_opening(hours, country, at)
    if opening is None:
        return
    assert at < opening <= at + LONGEST_SEARCH + timedelta(hours=1)
    assert opening.tzinfo == local_time(at, country).tzinfo
    assert is_open(hours, country, opening) is True
    assert is_open(hours, country, opening - timedelta(minutes=1)) is not True


@given(HOURS, st.sampled_from(COUNTRIES), MOMENTS, st.integers(1, 2000))
@settings(max_examples=300, deadline=None)
def test_nothing_opens_before_the_next_opening(hours: str, country: str, at: datetime, minutes: int) -> None:
    later = at + timedelta(minutes=minutes)
    opening = next_opening(hours, country, at)
    if is_open(hours, country, at) is False and is_open(hours, country, later) is True:
        assert opening is not None
        assert opening <= later


@given(st.text(max_size=60), MOMENTS)
@settings(deadline=None)
def test_no_text_breaks_the_reading(text: str, at: datetime) -> None:
    assert is_open(text, "NL", at) in {True, False, None}
    next_opening(text, "NL", at)


def test_a_list_of_a_thousand_desks_is_marked_in_a_moment() -> None:
    at = datetime(2026, 11, 24, 10, tzinfo=UTC)
    is_open(NIGHT, "BE", at)
    fastest = min(timeit.repeat(lambda: is_open(NIGHT, "BE", at), number=1000, repeat=5, timer=process_time))
    assert fastest / 1000 < 50e-6
