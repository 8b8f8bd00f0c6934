"""One method a question: the file to read first. GraphQL, pages and command line all call these."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from graph_directory import answering, networking, searching, wayfinding
from graph_directory.analysing import Analysis, Room, WhatIf
from graph_directory.coverage import CoverageCell, CoverageQuestion
from graph_directory.errors import StoreUnavailable
from graph_directory.guide import Guide
from graph_directory.model import Organisation, Slug
from graph_directory.places import Place
from graph_directory.questions import (
    CounterpartAnswer,
    CounterpartQuestion,
    Interpretation,
    NetworkFilter,
    OrganisationFilter,
    PathQuestion,
    ReferralFilter,
    ReferralPath,
    Subgraph,
)
from graph_directory.shelf import Shelf
from graph_directory.store import DirectoryReader
from graph_directory.vocabulary import Visibility

__all__ = ["Directory", "Guide"]


async def _closed(visibility: Visibility) -> DirectoryReader:
    raise StoreUnavailable(f"This directory was opened without its store: nothing is read here as {visibility}.")


@dataclass(frozen=True, slots=True)
class Directory:
    """The directory as one visibility class sees it in one version."""

    reader: DirectoryReader
    guide: Guide
    shelf: Shelf = field(default_factory=Shelf)
    open_reader: Callable[[Visibility], Awaitable[DirectoryReader]] = _closed
    """Opens a reader of another class, for what nobody is shown as it is read."""

    async def find_counterparts(self, question: CounterpartQuestion) -> CounterpartAnswer:
        """Who is the asker's counterpart on the other side, ranked, with reasons and cautions."""
        return await answering.find_counterparts(self.reader, self.guide, question)

    async def find_paths(self, question: PathQuestion) -> tuple[ReferralPath, ...]:
        """The best ways over referrals from a body to another, or to a service in a country.

        Raises UnknownSlug when the body at either end is not known, BadQuestion when neither end nor service is named.
        """
        return await wayfinding.find_paths(self.reader, self.guide, question, self.shelf)

    async def interpret(self, text: str, language: str | None = None) -> Interpretation:
        """What the words of a question were taken for."""
        return await searching.interpret(self.reader, self.guide, text, language)

    async def organisation(self, slug: Slug) -> Organisation | None:
        """One body, or None."""
        return (await self.reader.organisations([slug])).get(slug)

    async def select_organisations(self, search: str | None, wanted: OrganisationFilter) -> tuple[Slug, ...]:
        """Slugs of the bodies that pass the filter: best first when searching, else in slug order."""
        return await searching.select_organisations(self.reader, self.guide, search, wanted)

    async def select_referrals(self, wanted: ReferralFilter) -> tuple[Slug, ...]:
        """Slugs of the referrals that pass the filter, in slug order."""
        return await self.reader.select_referrals(wanted)

    def places(self, search: str, countries: tuple[str, ...] = (), first: int = 10) -> tuple[Place, ...]:
        """Places by any spelling, exonym or postal code; best first."""
        return self.guide.places.search(search, countries, first)

    async def network(self, wanted: NetworkFilter) -> Subgraph:
        """The part of the network that passes the filter.

        Raises UnknownSlug when the body in the middle is not known.
        """
        return await networking.network(self.reader, wanted)

    async def analysis(self, wanted: NetworkFilter, today: date, patience: float | None = None) -> Analysis:
        """A part of the network and its figures; with `patience`, without them if they take longer than that.

        Raises UnknownSlug when the body in the middle is not known.
        """
        return await self._room.analysis(wanted, today, patience)

    async def what_if(self, removed: Sequence[Slug], wanted: NetworkFilter, today: date) -> WhatIf:
        """What would break in a part of the network, and which services would lack, without these bodies.

        Raises UnknownSlug for a body that is not there, BadQuestion for too many.
        """
        return await self._room.what_if(removed, wanted, today)

    async def coverage(self, question: CoverageQuestion, today: date) -> tuple[CoverageCell, ...]:
        """Where which service is there, by area, theme and service."""
        return await self._room.coverage(question, today)

    @property
    def _room(self) -> Room:
        return Room(self.reader, self.guide, self.shelf)
