"""The network as a whole: its bodies with their weight in it, what a loss would break, and where a service lacks."""

from __future__ import annotations

import strawberry
from strawberry import field

from api.graphql.types.answers import Reason
from api.graphql.types.basics import Area, Term
from api.graphql.types.organisation import Organisation
from api.graphql.types.referral import Referral
from graph_directory.vocabulary import CoverageState


@strawberry.type(description="A body in the network.")
class NetworkNode:
    """A body and its weight."""

    organisation: Organisation = field(description="The body.")
    degree: int = field(description="How many referrals of this network start or end here.")
    betweenness: float = field(description="Share of the shortest ways between others that lead through it, 0 to 1.")
    articulation: bool = field(description="Whether the network falls apart without it.")
    community: int = field(description="Number of the group it is closest tied to; 0 is the biggest.")
    x: float = field(description="Place from left (0) to right (1), in its country's lane; stays between versions.")
    y: float = field(description="Place from top (0) to bottom (1): coordination, authorities, aid.")


@strawberry.type(description="The network in numbers.")
class NetworkMetrics:
    """Numbers of a network."""

    organisations: int = field(description="Bodies in it.")
    referrals: int = field(description="Referrals among them.")
    cross_border_referrals: int = field(description="Referrals that cross a border.")
    one_way_cross_border: int = field(
        description="Of these, those passed on with nothing recorded back: neither of a kind that goes both ways "
        "(counterpart, partner, liaison, member) nor answered by a referral in the other direction."
    )
    unreturned_cross_border: int = field(
        description="Of those that cross a border, those without one in the other direction, whatever their kind."
    )
    bridges: list[Referral] = field(description="Referrals whose loss would part the network.")
    components: int = field(description="Parts that no referral joins; a body alone is a part.")
    density: float = field(description="Ties that exist of those that could, 0 to 1, direction ignored.")
    reciprocity: float = field(
        description="Share of the referrals that another one answers, whatever their kind, 0 to 1."
    )
    betweenness_sampled: int | None = field(
        description="From how many bodies betweenness was reckoned where the network is too large for all; else null."
    )


@strawberry.type(description="Bodies and the referrals among them.")
class Network:
    """A network."""

    nodes: list[NetworkNode] = field(description="The bodies, in slug order.")
    edges: list[Referral] = field(description="The referrals whose two ends are both among the bodies.")
    metrics: NetworkMetrics = field(description="The network in numbers.")


@strawberry.type(description="Whether a service is there for a theme in an area.")
class CoverageCell:
    """One area, theme and service."""

    area: Area = field(description="Where.")
    theme: Term = field(description="For which theme.")
    service: Term = field(description="Which service.")
    state: CoverageState = field(description="How well it is covered.")
    organisations: list[Organisation] = field(description="The bodies that were found for it.")
    causes: list[Reason] = field(description="Why the state is what it is.")


@strawberry.type(description="Where which service is there.")
class Coverage:
    """Areas, themes and services."""

    cells: list[CoverageCell] = field(description="By area, theme and service.")


@strawberry.type(description="What would break without some bodies.")
class WhatIf:
    """A loss."""

    removed: list[Organisation] = field(description="The bodies taken away.")
    lost_bodies: list[Organisation] = field(description="Bodies that would be cut off from the rest of the network.")
    lost_cells: list[CoverageCell] = field(description="Cells that would be covered worse, as they would then be.")
    broken_referrals: list[Referral] = field(description="Referrals that would lose an end.")
