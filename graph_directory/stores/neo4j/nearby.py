"""The neighbourhood of some bodies, walked over what is at hand: for directories that fit on the shelves as a whole."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from graph_directory.model import Referral, Slug
from graph_directory.questions import Subgraph
from graph_directory.store import DirectoryReader


async def walked(reader: DirectoryReader, around: Sequence[Slug], hops: int) -> Subgraph:
    """The bodies at most `hops` referrals away with all referrals among them.

    Asks the reader once a hop, and only for what was not yet at hand.
    """
    reached = dict(await reader.organisations(around))
    edge = list(reached)
    for _ in range(hops):
        ends = _ends(await reader.referrals_of(edge)) - reached.keys()
        fresh = await reader.organisations(sorted(ends))
        if not fresh:
            break
        reached.update(fresh)
        edge = list(fresh)
    among = _among(await reader.referrals_of(list(reached)), reached.keys())
    return Subgraph(tuple(reached[slug] for slug in sorted(reached)), among)


def _ends(referrals: Mapping[Slug, Iterable[Referral]]) -> set[Slug]:
    return {end for ties in referrals.values() for tie in ties for end in (tie.source, tie.target)}


def _among(referrals: Mapping[Slug, Iterable[Referral]], bodies: Collection[Slug]) -> tuple[Referral, ...]:
    ties = (tie for some in referrals.values() for tie in some)
    inside = {tie.slug: tie for tie in ties if tie.source in bodies and tie.target in bodies}
    return tuple(inside[slug] for slug in sorted(inside))
