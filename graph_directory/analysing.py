"""The coordinator's questions, one function each: the network in figures, what a loss breaks, where a service lacks."""

from __future__ import annotations

import asyncio
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from graph_directory import networking
from graph_directory.coverage import CoverageCell, CoverageData, CoverageQuestion, coverage, lost_cells
from graph_directory.errors import BadQuestion, UnknownSlug
from graph_directory.guide import Guide
from graph_directory.model import AreaCode, CountryCode, Organisation, Slug
from graph_directory.network import (
    Loss,
    NetworkFigures,
    TieFigures,
    current,
    layout,
    loss_of,
    network_figures,
    tie_figures,
)
from graph_directory.network.layout import Place
from graph_directory.questions import NetworkFilter, Subgraph
from graph_directory.shelf import Shelf, Tell, Work
from graph_directory.store import DirectoryReader

MOST_REMOVED: Final = 20
SMALL: Final = 800
"""The figures of so many bodies are reckoned while one waits."""
_LEVEL_OF_CELLS: Final = 2
_IN_TIES: Final = 0.15
"""Of the time that everything takes, this share goes into sorting ties."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """A part of the network with its figures; None while they are still being reckoned, which `work` tells about.

    `key` names the part in this version of the directory: what is made from it alone may be kept under it.
    """

    part: Subgraph
    reckoned: Reckoned | None
    work: Work | None = None
    key: Hashable = None

    @property
    def figures(self) -> NetworkFigures | None:
        """The figures of the bodies and of the whole, where they are there."""
        return self.reckoned.network if self.reckoned else None


@dataclass(frozen=True, slots=True)
class Reckoned:
    """What was reckoned for a part of the network; `places` are those of everybody in the directory."""

    ties: TieFigures
    network: NetworkFigures
    places: Mapping[Slug, Place]


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What would break without some bodies; `cells` are those covered worse, as they would then be."""

    removed: tuple[Organisation, ...]
    loss: Loss
    cells: tuple[CoverageCell, ...]


@dataclass(frozen=True, slots=True)
class Room:
    """Where the coordinator's questions are worked on: what is read, what is known, what was reckoned before."""

    reader: DirectoryReader
    guide: Guide
    shelf: Shelf

    async def analysis(self, wanted: NetworkFilter, today: date, patience: float | None = None) -> Analysis:
        """A part of the network and its figures; a large one with `patience` without them if they take longer.

        Raises UnknownSlug when the body in the middle is not known.
        """
        version = await self._version()
        key = ("figures", version, wanted, today)
        part, everybody = await self._part(wanted, today), await self._everybody()
        known: Mapping[Slug, Place] | None = self.shelf.peek(("places", version))

        def make(tell: Tell) -> Reckoned:
            return _reckoned(part, known or layout(everybody), today, tell)

        if patience is None or len(part.organisations) <= SMALL:
            found: Reckoned | None = await self.shelf.get_telling(key, make)
        else:
            found = await self.shelf.get_within(patience, key, make)
        if found and known is None:
            self.shelf.keep(("places", version), found.places)
        return Analysis(part, found, None if found else self.shelf.work_at(key), key)

    async def what_if(self, removed: Sequence[Slug], wanted: NetworkFilter, today: date) -> WhatIf:
        """What would break in a part of the network, and which services would lack, without these bodies.

        Raises UnknownSlug for a body that is not there, BadQuestion for too many.
        """
        if len(removed) > MOST_REMOVED:
            raise BadQuestion(f"`remove` names {len(removed)} bodies; take away at most {MOST_REMOVED} at once.")
        found = await self.reader.organisations(removed)
        for slug in removed:
            if slug not in found:
                raise UnknownSlug("organisation", slug)
        bodies = tuple(found[slug] for slug in dict.fromkeys(removed))
        part = await self._part(wanted, today)
        loss = await asyncio.to_thread(loss_of, part, found.keys())
        question, data = self._touched(bodies, wanted), await self._data(today)
        cells = await asyncio.to_thread(lambda: tuple(lost_cells(question, data, found.keys())))
        return WhatIf(bodies, loss, cells)

    async def coverage(self, question: CoverageQuestion, today: date) -> tuple[CoverageCell, ...]:
        """The cells by area, theme and service."""
        data = await self._data(today)
        asked = (tuple(question.areas), tuple(question.themes), tuple(question.services), question.group, question.at)
        key = ("cells", await self._version(), today, asked)
        return await self.shelf.get(key, lambda: tuple(coverage(question, data)))

    async def _data(self, today: date) -> CoverageData:
        key = ("data", await self._version(), today)
        found: CoverageData | None = self.shelf.peek(key)
        if found is not None:
            return found
        bodies = await self._everybody()
        points = await self.reader.contact_points_of([body.slug for body in bodies])
        return await self.shelf.get(key, lambda: CoverageData(bodies, points, self.guide.areas, today))

    def _touched(self, bodies: Sequence[Organisation], wanted: NetworkFilter) -> CoverageQuestion:
        themes = dict.fromkeys(theme for body in bodies for theme in body.themes)
        return CoverageQuestion(
            areas=areas_of(self.guide, {body.country for body in bodies}),
            themes=tuple(theme for theme in themes if theme in wanted.themes or not wanted.themes),
            services=tuple(dict.fromkeys(service for body in bodies for service in body.services)),
        )

    async def _part(self, wanted: NetworkFilter, today: date) -> Subgraph:
        key = ("part", await self._version(), wanted, today)
        found: Subgraph | None = self.shelf.peek(key)
        if found is None:
            found = self.shelf.keep(key, current(await networking.network(self.reader, wanted, today), today))
        return found

    async def _everybody(self) -> tuple[Organisation, ...]:
        key = ("bodies", await self._version())
        found: tuple[Organisation, ...] | None = self.shelf.peek(key)
        if found is None:
            found = self.shelf.keep(key, (await self.reader.network(())).organisations)
        return found

    async def _version(self) -> Hashable:
        info = await self.reader.info()
        return (info.version, info.updated_at, self.reader.visibility)


def _reckoned(part: Subgraph, places: Mapping[Slug, Place], today: date, tell: Tell) -> Reckoned:
    ties = tie_figures(part.referrals, today)
    tell(_IN_TIES)
    figures = network_figures(part, places, lambda share: tell(_IN_TIES + (1 - _IN_TIES) * share))
    return Reckoned(ties, figures, places)


def areas_of(guide: Guide, countries: Iterable[CountryCode]) -> tuple[AreaCode, ...]:
    """The areas of these countries that are as big as a Dutch or Belgian province, in code order."""
    wanted = set(countries)
    known = guide.areas.by_code.values()
    return tuple(sorted(area.code for area in known if area.country in wanted and area.level == _LEVEL_OF_CELLS))
