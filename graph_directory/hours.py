"""Whether a desk is open, in its own time and with its country's public holidays, and when it opens next.

Two things are read otherwise than opening_hours syntax has it, because a caseworker is harmed by a closed door:

- Where the hours say nothing of public holidays (`PH`) and are not round the clock, the desk counts as closed on the
  national public holidays of its country.
- Days without times (`Mo-Fr`) say on which days somebody is there, not at what hour: on those days it is not known
  whether the desk is open.

A shift that runs past midnight belongs to the day on which it begins.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays
from opening_hours import OpeningHours, State, validate

from graph_directory.model import CountryCode

LONGEST_SEARCH = timedelta(days=21)
SEAT_OF_JOINT_BODIES: CountryCode = "BE"
_ZONES = {
    "BE": ZoneInfo("Europe/Brussels"),
    "NL": ZoneInfo("Europe/Amsterdam"),
    "LU": ZoneInfo("Europe/Luxembourg"),
    "DE": ZoneInfo("Europe/Berlin"),
    "FR": ZoneInfo("Europe/Paris"),
}
_ONE_DAY = timedelta(days=1)
_ONE_MINUTE = timedelta(minutes=1)
_QUOTED = re.compile(r'"[^"]*"')
_DAY = r"(?:Mo|Tu|We|Th|Fr|Sa|Su|PH|SH)"
_HOLIDAYS_AMONG_DAYS = re.compile(rf"\bPH\s*,\s*(?={_DAY})|(?<=[a-z])\s*,\s*PH\b")
_HOLIDAYS_ON_DAYS = re.compile(rf"\bPH\s+(?={_DAY})")
_HOLIDAYS = re.compile(r"\bPH\b")
_TIMES = re.compile(r"(?P<start>\d{1,2}:\d{2})-(?P<end>\d{1,2}:\d{2})")
_ANY_TIME = re.compile(r"24/7|\d{1,2}:\d{2}|\b(?:sunrise|sunset|dawn|dusk)\b")


def local_time(at: datetime, country: CountryCode) -> datetime:
    """The moment on the clocks of the country; a moment without a time zone is read as UTC."""
    aware = at if at.tzinfo else at.replace(tzinfo=UTC)
    return aware.astimezone(_ZONES[_seat(country)])


def is_open(hours: str, country: CountryCode, at: datetime) -> bool | None:
    """Whether somebody is there at that moment; None where the hours do not tell, or cannot be read."""
    schedule = _read(hours)
    if schedule is None:
        return None
    now = local_time(at, country).replace(tzinfo=None)
    return _state(schedule, _seat(country), now)


def next_opening(hours: str, country: CountryCode, at: datetime) -> datetime | None:
    """The next moment after `at` at which the desk opens, in its local time; None when not within three weeks."""
    schedule = _read(hours)
    if schedule is None or schedule.days_only:
        return None
    now, seat = local_time(at, country), _seat(country)
    for days in range(LONGEST_SEARCH.days + 1):
        day = now.date() + days * _ONE_DAY
        for start in schedule.starts(day, _is_holiday(seat, day)):
            opening = _on_the_clock(start, now)
            if now < opening <= now + LONGEST_SEARCH and not _state(schedule, seat, start - _ONE_MINUTE):
                return opening
    return None


@dataclass(frozen=True, slots=True)
class _Rules:
    """One reading of the hours, and the same with every shift ending at midnight."""

    whole: OpeningHours
    until_midnight: OpeningHours


@dataclass(frozen=True, slots=True)
class _Schedule:
    """What holds on ordinary days and what on public holidays; None for closed all day."""

    ordinary: _Rules | None
    holiday: _Rules | None
    days_only: bool

    def starts(self, day: date, is_holiday: bool) -> list[datetime]:
        """When the shifts of that day begin."""
        rules = self.rules(is_holiday)
        if rules is None:
            return []
        midnight = datetime.combine(day, time())
        found = rules.until_midnight.intervals(midnight, midnight + _ONE_DAY)
        return [start.replace(tzinfo=None) for start, _, state, _ in found if state == State.OPEN]

    def rules(self, is_holiday: bool) -> _Rules | None:
        """What holds on a day of that kind."""
        return self.holiday if is_holiday else self.ordinary


def _state(schedule: _Schedule, country: CountryCode, now: datetime) -> bool | None:
    today, yesterday = now.date(), now.date() - _ONE_DAY
    begun_today = _begun_today(schedule.rules(_is_holiday(country, today)), now)
    if begun_today is not False:
        return None if schedule.days_only else begun_today
    return _begun_yesterday(schedule.rules(_is_holiday(country, yesterday)), now)


def _begun_today(rules: _Rules | None, now: datetime) -> bool | None:
    return False if rules is None else _known(rules.until_midnight, now)


def _begun_yesterday(rules: _Rules | None, now: datetime) -> bool | None:
    """Whether a shift of the day before still runs: what is open only when shifts do not end at midnight."""
    if rules is None or rules.whole is rules.until_midnight or _known(rules.until_midnight, now) is not False:
        return False
    return _known(rules.whole, now)


def _known(hours: OpeningHours, now: datetime) -> bool | None:
    state = hours.state(now)[0]
    return None if state == State.UNKNOWN else bool(state == State.OPEN)


@lru_cache(maxsize=4096)
def _read(hours: str) -> _Schedule | None:
    plain = _QUOTED.sub(" ", hours)
    if not plain.strip() or _parsed(plain) is None:
        return None
    days_only = not _ANY_TIME.search(plain)
    if _HOLIDAYS.search(plain):
        return _Schedule(_rules(_without_holidays(plain)), _rules(_as_if_all_were_holidays(plain)), days_only)
    ordinary = _rules(plain)
    return _Schedule(ordinary, ordinary if _is_round_the_clock(plain) else None, days_only)


def _rules(hours: str) -> _Rules | None:
    whole = _parsed(hours)
    if whole is None:
        return None
    cut = _TIMES.sub(_until_midnight, hours)
    return _Rules(whole, whole if cut == hours else OpeningHours(cut))


def _parsed(hours: str) -> OpeningHours | None:
    return OpeningHours(hours) if validate(hours) else None


def _is_round_the_clock(hours: str) -> bool:
    return str(OpeningHours(hours).normalize()) == "24/7"


def _without_holidays(hours: str) -> str:
    """What holds on ordinary days: rules for holidays alone go, elsewhere the holidays are taken from the days."""
    rules = (_HOLIDAYS_AMONG_DAYS.sub("", rule) for rule in hours.split(";"))
    return ";".join(rule for rule in rules if not _HOLIDAYS.search(rule))


def _as_if_all_were_holidays(hours: str) -> str:
    """What holds on holidays: `PH` is every day, `PH Sa` every Saturday."""
    return _HOLIDAYS.sub("Mo-Su", _HOLIDAYS_ON_DAYS.sub("", hours))


def _until_midnight(times: re.Match[str]) -> str:
    start, end = times["start"].zfill(5), times["end"].zfill(5)
    return f"{start}-24:00" if end <= start or end > "24:00" else times[0]


def _on_the_clock(wall: datetime, now: datetime) -> datetime:
    """A local moment from what the clock shows: moved out of the hour that spring skips; the later of autumn's two
    where the first is over."""
    zone = now.tzinfo
    moment = wall.replace(tzinfo=zone).astimezone(UTC).astimezone(zone)
    return moment if moment > now else wall.replace(tzinfo=zone, fold=1)


def _is_holiday(country: CountryCode, day: date) -> bool:
    return day in _holidays_of(country, day.year)


@lru_cache(maxsize=256)
def _holidays_of(country: CountryCode, year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays(country, years=year))


def _seat(country: CountryCode) -> CountryCode:
    return country if country in _ZONES else SEAT_OF_JOINT_BODIES
