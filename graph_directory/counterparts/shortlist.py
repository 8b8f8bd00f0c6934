"""From very many candidates to those worth weighing in full: by what a glance at the record tells.

A directory of a hundred thousand bodies has thousands that share a theme or a service with a question. Only bodies far
below the best are left out here; who is named, tied to the asker or the gate to another is added by the caller.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Sequence
from functools import cache
from typing import Final

from graph_directory.areas import AreaTree
from graph_directory.counterparts.candidate import Scales
from graph_directory.counterparts.case import Case
from graph_directory.counterparts.fits import service_fit, theme_fit
from graph_directory.counterparts.weights import AREA_AS_ASKED, AREA_INSIDE, AREA_OF_LEVEL
from graph_directory.model import AreaCode, Organisation
from graph_directory.vocabulary import ServiceCode, ThemeCode

MOST_WEIGHED: Final = 120


def shortlist(bodies: Sequence[Organisation], case: Case, areas: AreaTree, scales: Scales) -> Sequence[Organisation]:
    """The bodies themselves where they are few, else the most promising ones, in slug order."""
    if len(bodies) <= MOST_WEIGHED:
        return bodies
    glance = _glance(case, areas, scales)
    kept = heapq.nlargest(MOST_WEIGHED, bodies, key=lambda body: (glance(body), body.slug))
    return sorted(kept, key=lambda body: body.slug)


def _glance(case: Case, areas: AreaTree, scales: Scales) -> Callable[[Organisation], float]:
    weights, wanted, themes = scales.weights, case.wanted_services, case.themes
    asked = case.other.area or case.other.country
    chain = areas.upwards(asked) if asked else ()

    @cache
    def place(codes: tuple[AreaCode, ...]) -> float:
        return max((_closeness(code, chain, areas) for code in codes), default=0.0)

    @cache
    def work(services: tuple[ServiceCode, ...], fields: tuple[ThemeCode, ...]) -> float:
        service = service_fit(services, wanted).fit
        theme, _ = theme_fit(fields, themes, scales.terms)
        return weights.service * service + weights.theme * theme

    def glance(body: Organisation) -> float:
        role = weights.role * scales.roles.fit(case.kind, body.kind) + weights.named_kind * (body.kind in case.kinds)
        return work(body.services, body.themes) + weights.area * place(body.areas) + role

    return glance


def _closeness(code: AreaCode, chain: Sequence[AreaCode], areas: AreaTree) -> float:
    if chain and code == chain[0]:
        return AREA_AS_ASKED
    if code in chain:
        area = areas.get(code)
        return AREA_OF_LEVEL.get(area.level if area else None, 0.2)
    return AREA_INSIDE / 2
