"""The ties themselves in figures: across a border, answered, confirmed, old."""

from __future__ import annotations

from collections.abc import Iterable
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

    A tie of a kind that goes both ways (counterpart, partner, liaison, member) is never one-way. `unconfirmed` and
    `stale` are all of the part's, at home and across.
    """

    crossing: tuple[Referral, ...]
    one_way: tuple[Referral, ...]
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


def tie_figures(ties: Iterable[Referral], today: date) -> TieFigures:
    """The ties to look at, each list in the order given."""
    ties = tuple(ties)
    ways = {(tie.source, tie.target) for tie in ties}
    ways |= {(tie.target, tie.source) for tie in ties if tie.kind in MUTUAL}
    crossing = tuple(tie for tie in ties if tie.cross_border)
    confirmed = {tie.slug: bool(tie.confirmed_by_source) + bool(tie.confirmed_by_target) for tie in ties}
    return TieFigures(
        crossing=crossing,
        one_way=tuple(tie for tie in crossing if (tie.target, tie.source) not in ways),
        unconfirmed=tuple(tie for tie in ties if confirmed[tie.slug] == 0),
        half_confirmed=tuple(tie for tie in ties if confirmed[tie.slug] == 1),
        stale=tuple(tie for tie in ties if freshness_of_tie(tie, today) is FreshnessState.STALE),
        inferred=tuple(tie for tie in ties if tie.status is not RelationStatus.DOCUMENTED),
    )
