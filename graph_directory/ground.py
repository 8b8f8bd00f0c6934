"""The part of the network that a way is looked for in: all within reach, or in a large directory what can meet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from graph_directory.model import Organisation, Referral, Slug
from graph_directory.questions import Subgraph
from graph_directory.store import DirectoryReader

LARGE: Final = 5_000
"""A directory with more bodies is large: what lies within five steps would be most of it."""
MOST_TIES_OF_ONE: Final = 20_000


async def ground_from(reader: DirectoryReader, origin: Slug, goals: Sequence[Slug], hops: int) -> Subgraph:
    """Where to look for a way from `origin`; `goals` are where it may end, the likeliest ones in a large directory.

    In a large directory ways of up to three steps are found: from the origin's neighbours to those of the goals.
    """
    if (await reader.info()).organisations <= LARGE:
        return await reader.neighbourhood([origin], hops)
    return await _meeting(reader, origin, goals)


async def _meeting(reader: DirectoryReader, origin: Slug, goals: Sequence[Slug]) -> Subgraph:
    own = await reader.referrals_of([origin])
    there = await reader.referrals_of(goals)
    near, beside = _ends(own), _ends(there)
    kept = near | beside | set(goals) | {origin}
    between = await reader.referrals_of(sorted(near))
    ties = {tie.slug: tie for ties in (*own.values(), *there.values()) for tie in ties}
    for some in between.values():
        ties |= {tie.slug: tie for tie in some[:MOST_TIES_OF_ONE] if tie.source in kept and tie.target in kept}
    bodies = await reader.organisations(sorted(kept))
    return subgraph(bodies, ties.values())


def _ends(ties: Mapping[Slug, Iterable[Referral]]) -> set[Slug]:
    return {end for some in ties.values() for tie in some for end in (tie.source, tie.target)}


def subgraph(bodies: Mapping[Slug, Organisation], ties: Iterable[Referral]) -> Subgraph:
    """These bodies with the ties among them, both in slug order."""
    among = (tie for tie in ties if tie.source in bodies and tie.target in bodies)
    return Subgraph(tuple(bodies[slug] for slug in sorted(bodies)), tuple(sorted(among, key=lambda tie: tie.slug)))
