"""Opening hours in words: recorded syntax to a line a reader understands, and whether a desk is open now."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Final

from api.web.i18n import Say
from api.web.views.marks import Mark
from graph_directory.hours import is_open, local_time, next_opening
from graph_directory.model import CountryCode

_DAYS: Final = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WORD: Final = re.compile(r"\b(?:" + "|".join((*_DAYS, *_MONTHS, "PH", "off")) + r")\b")


def hours_line(hours: str | None, say: Say) -> str:
    """Hours as recorded, with the days in the page's language."""
    if not hours:
        return say("Hours not recorded")
    if hours == "24/7":
        return say("Day and night")

    def translate(found: re.Match[str]) -> str:
        word = found[0]
        if word in _DAYS:
            return say.short_days()[_DAYS.index(word)]
        if word in _MONTHS:
            return say.short_months()[_MONTHS.index(word)]
        return say("public holidays") if word == "PH" else say("closed")

    spaced = _WORD.sub(translate, hours).replace(",", ", ").replace("  ", " ")
    return re.sub(r"(?<=\w)-(?=\w)", "–", spaced)


def open_mark(hours: str | None, country: CountryCode, at: datetime, say: Say) -> Mark:
    """Open, closed with the next opening, or not recorded."""
    if not hours:
        return Mark("unknown", "off", say("Hours not recorded"))
    if hours == "24/7":
        return Mark("open", "ok", say("Open now, day and night"))
    state = is_open(hours, country, at)
    if state is None:
        return Mark("unknown", "off", hours_line(hours, say))
    if state:
        return Mark("open", "ok", say("Open now"))
    opening = next_opening(hours, country, at)
    if opening is None:
        return Mark("closed", "warn", say("Closed now"))
    return Mark("closed", "warn", _opens(opening, local_time(at, country), say))


def _opens(opening: datetime, now: datetime, say: Say) -> str:
    if opening.date() == now.date():
        return say("Closed. Opens today at {time}", time=say.clock(opening))
    return say("Closed. Opens {day} {time}", day=say.weekday(opening.date()), time=say.clock(opening))
