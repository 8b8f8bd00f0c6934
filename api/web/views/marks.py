"""The marks that say how fresh and how sure a record is: shape, word and colour."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from api.web.i18n import Say
from graph_directory.freshness import freshness_of
from graph_directory.model import Referral
from graph_directory.vocabulary import Confidence, FreshnessState


@dataclass(frozen=True, slots=True)
class Mark:
    """An icon's name, a tone (ok, warn, off or err) and the words."""

    shape: str
    tone: str
    text: str


def freshness_mark(newest: str | None, confidence: Confidence, today: date, say: Say) -> Mark:
    """How old the newest source is; sources that disagree are said first."""
    if confidence is Confidence.CONFLICTING:
        return Mark("conflicting", "warn", say("Sources disagree"))
    if confidence is Confidence.DATED:
        text = say("Older source, {date}", date=say.partial_date(newest)) if newest else say("Older source")
        return Mark("stale", "warn", text)
    fresh = freshness_of(newest, confidence, today)
    if fresh.state is FreshnessState.UNVERIFIED or not newest:
        return Mark("unknown", "off", say("Current source, undated"))
    checked = say.partial_date(newest)
    if fresh.state is FreshnessState.FRESH:
        return Mark("fresh", "ok", say("Checked {date}", date=checked))
    if fresh.state is FreshnessState.DUE:
        return Mark("due", "warn", say("Check due, source of {date}", date=checked))
    return Mark("stale", "warn", say("Older source, {date}", date=checked))


def body_freshness_mark(newest: str | None, today: date, say: Say) -> Mark:
    """The same for a body's own record: current when its newest source is of 2023 or later, or undated."""
    dated = newest is not None and newest[:4] < "2023"
    return freshness_mark(newest, Confidence.DATED if dated else Confidence.CURRENT, today, say)


def confirmed_mark(referral: Referral, source: str, target: str, say: Say) -> Mark:
    """Which ends of a tie have confirmed it; the names are those of the two bodies."""
    by_source, by_target = referral.confirmed_by_source, referral.confirmed_by_target
    if by_source and by_target:
        return Mark("both_ends", "ok", say("Confirmed by both sides"))
    if by_source:
        return Mark("source_end", "off", say("Not yet confirmed by {name}", name=target))
    if by_target:
        return Mark("target_end", "off", say("Not yet confirmed by {name}", name=source))
    return Mark("neither", "off", say("Confirmed by neither side"))
