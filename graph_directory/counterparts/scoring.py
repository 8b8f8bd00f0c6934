"""The score of a candidate: merits less obstacles, as a share of what one that fits in everything would have."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graph_directory.counterparts.candidate import Candidate, Points
from graph_directory.counterparts.merits import merits
from graph_directory.counterparts.obstacles import obstacles
from graph_directory.counterparts.territory import AreaFit
from graph_directory.counterparts.weights import Weights
from graph_directory.model import Organisation, Slug
from graph_directory.questions import Reason


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate weighed: its place is `score`, its explanation `reasons` and `cautions`, weightiest first."""

    body: Organisation
    area: AreaFit
    gate_to: Slug | None
    open: bool
    score: float
    reasons: tuple[Reason, ...]
    cautions: tuple[Reason, ...]


def score(one: Candidate) -> Scored:
    """Adds up one candidate."""
    given, taken = tuple(merits(one)), tuple(obstacles(one))
    full = _full(one.weights)
    total = sum(each.points for each in given) + sum(each.points for each in taken)
    return Scored(
        body=one.body,
        area=one.area,
        gate_to=one.opens,
        open=one.is_open,
        score=round(total / full, 6),
        reasons=_told(given, full),
        cautions=_told(taken, full),
    )


def _full(weights: Weights) -> float:
    certain = weights.service + weights.theme + weights.role + weights.group + weights.area + weights.tie
    return certain + weights.words / 2


def _told(points: Iterable[Points], full: float) -> tuple[Reason, ...]:
    told = [Reason(each.reason.code, round(each.points / full, 4), each.reason.facts) for each in points if each.reason]
    return tuple(sorted(told, key=lambda reason: (-abs(reason.weight), reason.code)))
