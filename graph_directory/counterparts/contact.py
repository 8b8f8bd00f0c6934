"""Which contact point of a body serves this asker best now, what to keep in mind about it, and what that weighs.

Between bodies that fit alike, the one that can be reached comes first; reach never makes up for competence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from graph_directory.counterparts.case import Case
from graph_directory.counterparts.known import is_current
from graph_directory.counterparts.scoring import Scored
from graph_directory.freshness import freshness_of
from graph_directory.hours import is_open, next_opening
from graph_directory.model import ContactPoint, Organisation, Slug
from graph_directory.questions import Reason
from graph_directory.vocabulary import Audience, Confidence, FreshnessState

_FOR_PROFESSIONALS: Final = {Audience.PROFESSIONALS: 3.0, Audience.PUBLIC: 2.0, Audience.VICTIMS: 1.0}
OPEN_NOW: Final = 1.0
HAS_PHONE: Final = 2.0
HAS_MAIL: Final = 1.2
FROM_ABROAD: Final = 1.5
IN_THE_LANGUAGE: Final = 1.0
_OLD: Final = {FreshnessState.STALE, FreshnessState.DUE}
WEIGHED_BY_REACH: Final = 10
"""So many of the best are compared by how they are reached; who follows stays behind them."""
_WEIGHT: Final[Mapping[str, float]] = {
    "open_now": 0.002,
    "speaks": 0.02,
    "other_language": -0.02,
    "no_contact_point": -0.03,
    "no_direct_line": -0.004,
    "not_from_abroad": -0.004,
    "conflicting": -0.004,
    "old_source": -0.002,
    "old_source_undated": -0.002,
}
"""What each adds to or takes from the score, as a share of what a body that fits in everything has."""
WHERE_URGENT: Final = 5
"""How many times more it counts to be open now where it is urgent."""


@dataclass(frozen=True, slots=True)
class Reached:
    """The contact point chosen and what it adds to reasons and cautions."""

    point: ContactPoint | None
    reasons: tuple[Reason, ...] = ()
    cautions: tuple[Reason, ...] = ()

    @property
    def weight(self) -> float:
        """What being reached so adds to the score, or takes from it."""
        return sum(reason.weight for reason in (*self.reasons, *self.cautions))


def in_order_of_reach(shown: Sequence[Scored], ways: Mapping[Slug, Reached]) -> tuple[Scored, ...]:
    """The best ones with what their reach weighs added; who is scored alike stays in order."""
    weighed = [replace(one, score=round(one.score + ways[one.body.slug].weight, 6)) for one in shown[:WEIGHED_BY_REACH]]
    return (*sorted(weighed, key=lambda one: -one.score), *shown[WEIGHED_BY_REACH:])


def reached(body: Organisation, points: Sequence[ContactPoint], case: Case) -> Reached:
    """The best contact point for this asker at this moment; the first recorded where several are as good."""
    day = case.at.date().isoformat()
    current = [point for point in points if is_current(point.valid_from, point.valid_to, day)]
    if not current:
        return Reached(None, (), (_told("no_contact_point"),))
    best = max(current, key=lambda point: _use(point, body, case))
    return Reached(best, tuple(_reasons(best, body, case)), tuple(_cautions(best, body, case)))


def _use(point: ContactPoint, body: Organisation, case: Case) -> float:
    open_now = bool(point.hours) and is_open(str(point.hours), body.country, case.at) is True
    abroad = any(_dialled(phone.reachable_from_abroad, phone.region, case) for phone in point.phones)
    return (
        _FOR_PROFESSIONALS[point.audience]
        + HAS_PHONE * bool(point.phones)
        + HAS_MAIL * bool(point.emails)
        + FROM_ABROAD * abroad
        + OPEN_NOW * (2 if case.urgent else 1) * open_now
        + IN_THE_LANGUAGE * bool(set(point.languages) & set(case.languages))
        - (point.confidence is not Confidence.CURRENT)
    )


def _dialled(from_abroad: bool | None, region: str | None, case: Case) -> bool:
    return from_abroad is True or (region is not None and region == case.own.country)


def _reasons(point: ContactPoint, body: Organisation, case: Case) -> Iterator[Reason]:
    if point.hours and is_open(point.hours, body.country, case.at) is True:
        yield _told("open_now", times=WHERE_URGENT if case.urgent else 1)
    for language in case.languages:
        if language in point.languages:
            yield _told("speaks", {"language": f"lang:{language}"})


def _cautions(point: ContactPoint, body: Organisation, case: Case) -> Iterator[Reason]:
    yield from _closed(point, body, case)
    if not (point.phones or point.emails):
        yield _told("no_direct_line")
    elif point.phones and case.own.country not in {None, body.country} and not _can_be_dialled(point, case):
        stated = any(phone.reachable_from_abroad is None for phone in point.phones)
        yield _told("not_from_abroad_stated" if stated else "not_from_abroad", _country(body))
    if point.languages and case.languages and not set(point.languages) & set(case.languages):
        yield _told("other_language", {"language": f"lang:{point.languages[0]}"})
    yield from _age_of(point, case)


def _can_be_dialled(point: ContactPoint, case: Case) -> bool:
    return any(_dialled(phone.reachable_from_abroad, phone.region, case) for phone in point.phones)


def _country(body: Organisation) -> dict[str, str]:
    return {"country": f"country:{body.country}"}


def _closed(point: ContactPoint, body: Organisation, case: Case) -> Iterator[Reason]:
    if not point.hours:
        return
    if is_open(point.hours, body.country, case.at) is False:
        opening = next_opening(point.hours, body.country, case.at)
        if opening is None:
            yield Reason("closed_now")
        else:
            yield Reason("closed_until", 0.0, {"opens": f"time:{opening.isoformat(timespec='minutes')}"})


def _age_of(point: ContactPoint, case: Case) -> Iterator[Reason]:
    if point.confidence is Confidence.CONFLICTING:
        yield _told("conflicting")
        return
    fresh = freshness_of(point.newest_source_date, point.confidence, case.at.date())
    if fresh.state in _OLD:
        facts = {"date": point.newest_source_date} if point.newest_source_date else {}
        yield _told("old_source" if facts else "old_source_undated", facts)


def _told(code: str, facts: Mapping[str, str] | None = None, *, times: int = 1) -> Reason:
    return Reason(code, _WEIGHT.get(code, 0.0) * times, facts or {})
