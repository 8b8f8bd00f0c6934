"""The part of the network that a filter names: read as a neighbourhood or as countries, then narrowed."""

from __future__ import annotations

from graph_directory.errors import UnknownSlug
from graph_directory.model import Organisation, Referral
from graph_directory.questions import NetworkFilter, Subgraph
from graph_directory.store import DirectoryReader

MOST_HOPS = 4


async def network(reader: DirectoryReader, wanted: NetworkFilter) -> Subgraph:
    """Bodies and the referrals among them; around one body, only bodies still linked with it are kept.

    Raises UnknownSlug when the body in the middle is not known.
    """
    if wanted.around is None:
        found = await reader.network(wanted.countries)
    else:
        found = await reader.neighbourhood([wanted.around], min(max(wanted.hops, 1), MOST_HOPS))
        if not found.organisations:
            raise UnknownSlug("organisation", wanted.around)
    return _narrowed(found, wanted)


def _narrowed(found: Subgraph, wanted: NetworkFilter) -> Subgraph:
    kept = {body.slug for body in found.organisations if _passes(body, wanted)}
    ties = tuple(
        tie for tie in found.referrals if tie.source in kept and tie.target in kept and _passes_tie(tie, wanted)
    )
    if wanted.around is not None:
        kept = _linked(wanted.around, ties, wanted.hops)
        ties = tuple(tie for tie in ties if tie.source in kept and tie.target in kept)
    elif wanted.cross_border_only:
        kept = {end for tie in ties for end in (tie.source, tie.target)}
    return Subgraph(tuple(body for body in found.organisations if body.slug in kept), ties)


def _passes(body: Organisation, wanted: NetworkFilter) -> bool:
    if body.slug == wanted.around:
        return True
    in_country = not wanted.countries or body.country in wanted.countries
    return in_country and (not wanted.kinds or body.kind in wanted.kinds)


def _passes_tie(tie: Referral, wanted: NetworkFilter) -> bool:
    on_theme = not wanted.themes or not tie.themes or any(theme in wanted.themes for theme in tie.themes)
    return on_theme and (tie.cross_border or not wanted.cross_border_only)


def _linked(centre: str, ties: tuple[Referral, ...], hops: int) -> set[str]:
    reached, edge = {centre}, {centre}
    for _ in range(max(hops, 1)):
        ends = {end for tie in ties if {tie.source, tie.target} & edge for end in (tie.source, tie.target)}
        edge = ends - reached
        reached |= edge
    return reached
