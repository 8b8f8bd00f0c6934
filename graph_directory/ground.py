"""The part of the network that a way is looked for in: the bodies that origin and goals can meet over."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from graph_directory.model import Organisation, Referral, Slug
from graph_directory.paths.corridor import Walk
from graph_directory.paths.search import Ends
from graph_directory.paths.steps import Beside, Steps, Terrain, beside
from graph_directory.questions import Subgraph
from graph_directory.shelf import Shelf
from graph_directory.store import DirectoryReader

_NAME: Final = "beside"


@dataclass(slots=True)
class Neighbours:
    """Who stands next to whom in one version of the directory: learnt body by body, when a way comes by."""

    version: int
    known: dict[Slug, Beside] = field(default_factory=dict)

    async def learn(self, reader: DirectoryReader, slugs: Collection[Slug]) -> None:
        """Reads those that are not known yet, all in one batch."""
        if missing := [slug for slug in slugs if slug not in self.known]:
            for slug, ties in (await reader.referrals_of(missing)).items():
                self.known[slug] = beside(slug, ties)

    def targets(self, slug: Slug) -> Sequence[Slug]:
        """Where a step from a body may lead."""
        return self.known[slug].targets

    def sources(self, slug: Slug) -> Sequence[Slug]:
        """Where a step to a body may start."""
        return self.known[slug].sources


async def neighbours(reader: DirectoryReader, shelf: Shelf) -> Neighbours:
    """Those learnt so far in this version, kept on the shelf in place of those of the version before."""
    key, version = (_NAME, reader.visibility), (await reader.info()).version
    found: Neighbours | None = shelf.peek(key)
    if found is None or found.version != version:
        found = shelf.keep(key, Neighbours(version))
    return found


@dataclass(frozen=True, slots=True)
class Ground:
    """Where to look for ways: all that they can lead over, with every referral that starts or ends there."""

    walk: Walk
    bodies: Mapping[Slug, Organisation]
    ties: Mapping[Slug, tuple[Referral, ...]]

    def steps(self, terrain: Terrain) -> Steps:
        """The steps through it."""
        return Steps(self.ties, terrain, self.walk.corridor())


async def ground_between(reader: DirectoryReader, near: Neighbours, ends: Ends, hops: int) -> Ground:
    """Walks from both ends until they meet, or until no way of so many steps is left."""
    walk = Walk(ends.start, ends.goals, hops, (near.targets, near.sources))
    while needs := walk.needs:
        await near.learn(reader, needs)
        walk.on()
    walk.narrow()
    between = walk.corridor().bodies()
    await near.learn(reader, between)
    gates = {gate for slug in between for gate in near.known[slug].gates}
    return Ground(walk, await reader.organisations([*between | gates]), await reader.referrals_of([*between]))


def subgraph(bodies: Mapping[Slug, Organisation], ties: Iterable[Referral]) -> Subgraph:
    """These bodies with the ties among them, both in slug order."""
    among = (tie for tie in ties if tie.source in bodies and tie.target in bodies)
    return Subgraph(tuple(bodies[slug] for slug in sorted(bodies)), tuple(sorted(among, key=lambda tie: tie.slug)))
