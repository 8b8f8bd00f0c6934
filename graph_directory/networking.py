"""The part of the network that a filter names: read as a neighbourhood or as countries, then narrowed."""

from __future__ import annotations

from datetime import UTC, date, datetime

from graph_directory.errors import UnknownSlug
from graph_directory.model import Organisation, Referral
from graph_directory.network.ties import freshness_of_tie
from graph_directory.questions import NetworkFilter, Subgraph
from graph_directory.store import DirectoryReader
from graph_directory.vocabulary import RelationStatus

MOST_HOPS = 4


async def network(reader: DirectoryReader, wanted: NetworkFilter, today: date | None = None) -> Subgraph:
    """Bodies and the referrals among them; around one body, only bodies still linked with it are kept.

    How old a tie's source is, is judged on `today`; without it, on the day itself.
    Raises UnknownSlug when the body in the middle is not known.
    """
    if wanted.around is None:
        found = await reader.network(wanted.countries)
    else:
        found = await reader.neighbourhood([wanted.around], min(max(wanted.hops, 1), MOST_HOPS))
        if not found.organisations:
            raise UnknownSlug("organisation", wanted.around)
    return _narrowed(found, wanted, today or datetime.now(UTC).date())


def _narrowed(found: Subgraph, wanted: NetworkFilter, today: date) -> Subgraph:
    kept = {body.slug for body in found.organisations if _passes(body, wanted)}
    ties = tuple(
        tie for tie in found.referrals if tie.source in kept and tie.target in kept and _passes_tie(tie, wanted, today)
    )
    if wanted.around is not None:
        kept = _linked(wanted.around, ties, wanted.hops)
        ties = tuple(tie for tie in ties if tie.source in kept and tie.target in kept)
    elif wanted.cross_border_only or wanted.documented_only or wanted.freshness:
        kept = {end for tie in ties for end in (tie.source, tie.target)}
    return Subgraph(tuple(body for body in found.organisations if body.slug in kept), ties)


def _passes(body: Organisation, wanted: NetworkFilter) -> bool:
    if body.slug == wanted.around:
        return True
    in_country = not wanted.countries or body.country in wanted.countries
    return in_country and (not wanted.kinds or body.kind in wanted.kinds)


def _passes_tie(tie: Referral, wanted: NetworkFilter, today: date) -> bool:
    if wanted.cross_border_only and not tie.cross_border:
        return False
    if wanted.documented_only and tie.status is not RelationStatus.DOCUMENTED:
        return False
    if wanted.freshness and freshness_of_tie(tie, today) not in wanted.freshness:
        return False
    return not wanted.themes or not tie.themes or any(theme in wanted.themes for theme in tie.themes)


def _linked(centre: str, ties: tuple[Referral, ...], hops: int) -> set[str]:
    reached, edge = {centre}, {centre}
    for _ in range(max(hops, 1)):
        ends = {end for tie in ties if {tie.source, tie.target} & edge for end in (tie.source, tie.target)}
        edge = ends - reached
        reached |= edge
    return reached
