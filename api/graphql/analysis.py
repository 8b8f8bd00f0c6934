"""Network, loss and coverage for the API: the heavy figures are made beside the event loop and kept per version."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from typing import Any, Final, TypeVar, cast

from api.graphql.answering import reasons_of
from api.graphql.context import Context
from api.graphql.types.basics import area_of, term_of
from api.graphql.types.network import Coverage, CoverageCell, Network, NetworkMetrics, NetworkNode, WhatIf
from api.graphql.types.organisation import organisation_of, organisations_of
from api.graphql.types.referral import referral_of
from graph_directory import coverage as cells
from graph_directory.errors import BadQuestion, UnknownSlug
from graph_directory.model import Slug
from graph_directory.network import NetworkFigures, NodeFigures, loss_of, network_figures
from graph_directory.questions import NetworkFilter, Subgraph
from graph_directory.vocabulary import ServiceCode, ThemeCode

MOST_CELLS: Final = 2_500
MOST_REMOVED: Final = 20
_KEPT: Final = 32
_LEVEL_OF_CELLS: Final = 2
_HOME: Final = ("BE", "NL", "LU")
Value = TypeVar("Value")


class _Shelf:
    """The last figures made, by what they were made from."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()

    async def get(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """The figures under a key; made in a thread where they are not there yet."""
        if key not in self._kept:
            self._kept[key] = await asyncio.to_thread(make)
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return cast("Value", self._kept[key])


_shelf: Final = _Shelf()


async def network_of(wanted: NetworkFilter, ctx: Context) -> tuple[Network, Subgraph]:
    """A part of the network with its figures, and the records that it was made from."""
    part = await ctx.directory.network(wanted)
    for body in part.organisations:
        organisation_of(body, ctx)
    await ctx.batches.organisations.prime(body.slug for body in part.organisations)
    figures = await _shelf.get((await _version(ctx), wanted), lambda: network_figures(part))
    network = Network(
        nodes=[_node(node, ctx) for node in figures.nodes],
        edges=[referral_of(referral, ctx) for referral in part.referrals],
        metrics=_metrics(part, figures, ctx),
    )
    return network, part


async def what_if(removed: Sequence[Slug], wanted: NetworkFilter, ctx: Context) -> WhatIf:
    """What would break without these bodies.

    Raises UnknownSlug for a body that is not there, BadQuestion for too many.
    """
    if len(removed) > MOST_REMOVED:
        raise BadQuestion(f"`remove` names {len(removed)} bodies; take away at most {MOST_REMOVED} at once.")
    bodies = await ctx.batches.organisations.prime(removed)
    known = {body.slug for body in bodies}
    for slug in removed:
        if slug not in known:
            raise UnknownSlug("organisation", slug)
    part = await ctx.directory.network(wanted)
    loss = await asyncio.to_thread(loss_of, part, known)
    themes = tuple(
        dict.fromkeys(theme for body in bodies for theme in body.themes if theme in wanted.themes or not wanted.themes)
    )
    services = tuple(dict.fromkeys(service for body in bodies for service in body.services))
    question = cells.CoverageQuestion(_areas(tuple({body.country for body in bodies}), ctx), themes, services)
    data = await _data(ctx)
    lost = await asyncio.to_thread(lambda: list(cells.lost_cells(question, data, known)))
    return WhatIf(
        removed=organisations_of(bodies, ctx),
        lost_bodies=organisations_of(await ctx.batches.organisations.prime(loss.cut_off), ctx),
        lost_cells=await _cells(lost, ctx),
        broken_referrals=[referral_of(referral, ctx) for referral in loss.broken],
    )


async def coverage(
    countries: Sequence[str], themes: Sequence[ThemeCode], services: Sequence[ServiceCode], ctx: Context
) -> Coverage:
    """Where which service is there.

    Raises BadQuestion when the table would be larger than anybody reads.
    """
    areas = _areas(tuple(countries) or _HOME, ctx)
    question = cells.CoverageQuestion(areas, tuple(themes) or tuple(ThemeCode), tuple(services) or tuple(ServiceCode))
    if question.cells > MOST_CELLS:
        raise BadQuestion(
            f"This asks for {question.cells} cells ({len(areas)} areas x {len(question.themes)} themes x "
            f"{len(question.services)} services), at most {MOST_CELLS} are given. Name themes, services or countries."
        )
    data = await _data(ctx)
    key = ("coverage", await _version(ctx), ctx.today, tuple(areas), question.themes, question.services)
    found = await _shelf.get(key, lambda: list(cells.coverage(question, data)))
    return Coverage(cells=await _cells(found, ctx))


async def _data(ctx: Context) -> cells.CoverageData:
    bodies = (await ctx.directory.reader.network(())).organisations
    points = await ctx.directory.reader.contact_points_of([body.slug for body in bodies])
    return cells.CoverageData(bodies, points, ctx.directory.guide.areas, ctx.today)


def _areas(countries: Sequence[str], ctx: Context) -> tuple[str, ...]:
    known = ctx.directory.guide.areas.by_code.values()
    return tuple(sorted(area.code for area in known if area.country in countries and area.level == _LEVEL_OF_CELLS))


async def _cells(found: Sequence[cells.CoverageCell], ctx: Context) -> list[CoverageCell]:
    await ctx.batches.organisations.prime(slug for cell in found for slug in cell.organisations)
    return [made for cell in found if (made := _cell(cell, ctx))]


def _cell(cell: cells.CoverageCell, ctx: Context) -> CoverageCell | None:
    area = area_of(cell.area, ctx)
    if area is None:
        return None
    bodies = [body for slug in cell.organisations if (body := ctx.batches.organisations.known(slug))]
    return CoverageCell(
        area=area,
        theme=term_of("themes", cell.theme.value, ctx),
        service=term_of("services", cell.service.value, ctx),
        state=cell.state,
        organisations=organisations_of(bodies, ctx),
        causes=reasons_of(cell.causes, ctx),
    )


def _node(node: NodeFigures, ctx: Context) -> NetworkNode:
    body = ctx.batches.organisations.known(node.slug)
    if body is None:
        raise LookupError(f"the network holds {node.slug}, which its reader lacks")
    return NetworkNode(
        organisation=organisation_of(body, ctx),
        degree=node.degree,
        betweenness=node.betweenness,
        articulation=node.articulation,
        community=node.community,
        x=node.x,
        y=node.y,
    )


def _metrics(part: Subgraph, figures: NetworkFigures, ctx: Context) -> NetworkMetrics:
    return NetworkMetrics(
        organisations=len(part.organisations),
        referrals=len(part.referrals),
        cross_border_referrals=figures.cross_border,
        one_way_cross_border=figures.one_way_cross_border,
        bridges=[referral_of(referral, ctx) for referral in figures.bridges],
        components=figures.components,
        density=figures.density,
        reciprocity=figures.reciprocity,
    )


async def _version(ctx: Context) -> Hashable:
    info = await ctx.directory.reader.info()
    return (info.version, info.updated_at, ctx.directory.reader.visibility)
