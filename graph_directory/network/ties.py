"""The ties themselves in figures: across a border, answered, confirmed, old."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from graph_directory.freshness import freshness_of
from graph_directory.model import Referral
from graph_directory.network.graph import MUTUAL
from graph_directory.questions import Subgraph
from graph_directory.vocabulary import Confidence, FreshnessState, RelationStatus


@dataclass(frozen=True, slots=True)
class TieFigures:
    """Ties to look at: `one_way` are passed on across a border with nothing recorded back.

    `mutual` go both ways: by their kind (counterpart, partner, liaison, member), or because another tie leads back.
    So a tie across a border is either mutual or one-way. `unconfirmed` and `stale` are all of the part's, at home and
    across.
    """

    crossing: tuple[Referral, ...]
    one_way: tuple[Referral, ...]
    mutual: tuple[Referral, ...]
    unconfirmed: tuple[Referral, ...]
    half_confirmed: tuple[Referral, ...]
    stale: tuple[Referral, ...]
    inferred: tuple[Referral, ...]


def current(part: Subgraph, today: date) -> Subgraph:
    """The part without ties that are history on that day."""
    day = today.isoformat()
    kept = tuple(tie for tie in part.referrals if tie.valid_to is None or tie.valid_to >= day[: len(tie.valid_to)])
    return part if len(kept) == len(part.referrals) else Subgraph(part.organisations, kept)


def freshness_of_tie(tie: Referral, today: date) -> FreshnessState:
    """How old a tie's newest source is."""
    return freshness_of(tie.newest_source_date, Confidence.CURRENT, today).state


def going_both_ways(ties: Sequence[Referral]) -> tuple[Referral, ...]:
    """The ties whose kind goes both ways, or which another tie answers, in the order given."""
    ways = {(tie.source, tie.target) for tie in ties}
    ways |= {(tie.target, tie.source) for tie in ties if tie.kind in MUTUAL}
    return tuple(tie for tie in ties if (tie.target, tie.source) in ways or tie.kind in MUTUAL)


def tie_figures(ties: Iterable[Referral], today: date) -> TieFigures:
    """The ties to look at, each list in the order given."""
    ties = tuple(ties)
    mutual = going_both_ways(ties)
    two_way = {tie.slug for tie in mutual}
    crossing = tuple(tie for tie in ties if tie.cross_border)
    confirmed = {tie.slug: bool(tie.confirmed_by_source) + bool(tie.confirmed_by_target) for tie in ties}
    return TieFigures(
        crossing=crossing,
        one_way=tuple(tie for tie in crossing if tie.slug not in two_way),
        mutual=mutual,
        unconfirmed=tuple(tie for tie in ties if confirmed[tie.slug] == 0),
        half_confirmed=tuple(tie for tie in ties if confirmed[tie.slug] == 1),
        stale=tuple(tie for tie in ties if freshness_of_tie(tie, today) is FreshnessState.STALE),
        inferred=tuple(tie for tie in ties if tie.status is not RelationStatus.DOCUMENTED),
    )
