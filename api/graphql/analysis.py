"""Network, loss and coverage for the API: what the directory answers, as the contract's types."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from api.graphql.answering import reasons_of
from api.graphql.context import Context
from api.graphql.types.basics import area_of, term_of
from api.graphql.types.network import Coverage, CoverageCell, Network, NetworkMetrics, NetworkNode, WhatIf
from api.graphql.types.organisation import organisation_of, organisations_of
from api.graphql.types.referral import referral_of
from graph_directory import coverage as cells
from graph_directory.analysing import areas_of
from graph_directory.coverage import CoverageQuestion
from graph_directory.errors import BadQuestion
from graph_directory.model import Slug
from graph_directory.network import NetworkFigures, NodeFigures
from graph_directory.questions import NetworkFilter, Subgraph
from graph_directory.vocabulary import ServiceCode, ThemeCode

MOST_CELLS: Final = 2_500
_HOME: Final = ("BE", "NL", "LU")


async def network_of(wanted: NetworkFilter, ctx: Context) -> tuple[Network, Subgraph]:
    """A part of the network with its figures, and the records that it was made from."""
    found = await ctx.directory.analysis(wanted, ctx.today)
    part = found.part
    for body in part.organisations:
        organisation_of(body, ctx)
    await ctx.batches.organisations.prime(body.slug for body in part.organisations)
    if found.figures is None:
        raise LookupError("figures that were waited for are not there")
    network = Network(
        nodes=[_node(node, ctx) for node in found.figures.nodes],
        edges=[referral_of(referral, ctx) for referral in part.referrals],
        metrics=_metrics(part, found.figures, ctx),
    )
    return network, part


async def what_if(removed: Sequence[Slug], wanted: NetworkFilter, ctx: Context) -> WhatIf:
    """What would break without these bodies.

    Raises UnknownSlug for a body that is not there, BadQuestion for too many.
    """
    found = await ctx.directory.what_if(removed, wanted, ctx.today)
    await ctx.batches.organisations.prime(removed)
    return WhatIf(
        removed=organisations_of(list(found.removed), ctx),
        lost_bodies=organisations_of(await ctx.batches.organisations.prime(found.loss.cut_off), ctx),
        lost_cells=await _cells(found.cells, ctx),
        broken_referrals=[referral_of(referral, ctx) for referral in found.loss.broken],
    )


async def coverage(countries: Sequence[str], wanted: CoverageQuestion, ctx: Context) -> Coverage:
    """Where which service is there; the areas of `wanted` are filled in, as are its themes and services if it has none.

    Raises BadQuestion when the table would be larger than anybody reads.
    """
    areas = areas_of(ctx.directory.guide, tuple(countries) or _HOME)
    question = replace(
        wanted,
        areas=areas,
        themes=wanted.themes or tuple(ThemeCode),
        services=wanted.services or tuple(ServiceCode),
    )
    if question.cells > MOST_CELLS:
        raise BadQuestion(
            f"This asks for {question.cells} cells ({len(areas)} areas x {len(question.themes)} themes x "
            f"{len(question.services)} services), at most {MOST_CELLS} are given. Name themes, services or countries."
        )
    return Coverage(cells=await _cells(await ctx.directory.coverage(question, ctx.today), ctx))


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
        unreturned_cross_border=figures.unreturned_cross_border,
        bridges=[referral_of(referral, ctx) for referral in figures.bridges],
        components=figures.components,
        density=figures.density,
        reciprocity=figures.reciprocity,
        betweenness_sampled=figures.sampled,
    )
