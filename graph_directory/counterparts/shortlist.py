"""From very many candidates to those worth weighing in full: by what a glance at the record tells.

A directory of a hundred thousand bodies has thousands that share a theme or a service with a question. Only bodies far
below the best are left out here; who is named, tied to the asker or the gate to another is added by the caller.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from operator import attrgetter
from typing import Final

from graph_directory.areas import AreaTree
from graph_directory.counterparts.candidate import Scales
from graph_directory.counterparts.case import Case
from graph_directory.counterparts.fits import services_fit, theme_fit
from graph_directory.counterparts.weights import AREA_AS_ASKED, AREA_INSIDE, AREA_OF_LEVEL
from graph_directory.model import AreaCode, Organisation
from graph_directory.terms import Terms
from graph_directory.vocabulary import OrganisationKind, ThemeCode

MOST_WEIGHED: Final = 120
_slug: Final = attrgetter("slug")


def shortlist(bodies: Sequence[Organisation], case: Case, areas: AreaTree, scales: Scales) -> Sequence[Organisation]:
    """The bodies themselves where they are few, else the most promising ones, in slug order."""
    if len(bodies) <= MOST_WEIGHED:
        return bodies
    seen = list(map(_glance(case, areas, scales), bodies))
    least = sorted(seen, reverse=True)[MOST_WEIGHED - 1]
    better = [body for body, points in zip(bodies, seen, strict=True) if points > least]
    as_good = [body for body, points in zip(bodies, seen, strict=True) if points == least]
    last = sorted(as_good, key=_slug, reverse=True)[: MOST_WEIGHED - len(better)]
    return sorted(better + last, key=_slug)


def _glance(case: Case, areas: AreaTree, scales: Scales) -> Callable[[Organisation], float]:
    weights, theme = scales.weights, _themes_fit(case.themes, scales.terms)
    service = services_fit(case.wanted_services)
    asked = case.other.area or case.other.country
    chain = areas.upwards(asked) if asked else ()

    @cache
    def place(codes: tuple[AreaCode, ...]) -> float:
        return max((_closeness(code, chain, areas) for code in codes), default=0.0)

    @cache
    def role(kind: OrganisationKind) -> float:
        return weights.role * scales.roles.fit(case.kind, kind) + weights.named_kind * (kind in case.kinds)

    def glance(body: Organisation) -> float:
        work = weights.service * service(body.services) + weights.theme * theme(body.themes)
        return work + weights.area * place(body.areas) + role(body.kind)

    return glance


@lru_cache(maxsize=8)
def _themes_fit(wanted: tuple[ThemeCode, ...], terms: Terms) -> Callable[[tuple[ThemeCode, ...]], float]:
    """Tells how far themes fit; kept for the themes that were asked for lately."""
    return lru_cache(maxsize=20_000)(lambda themes: theme_fit(themes, wanted, terms)[0])


def _closeness(code: AreaCode, chain: Sequence[AreaCode], areas: AreaTree) -> float:
    if chain and code == chain[0]:
        return AREA_AS_ASKED
    if code in chain:
        area = areas.get(code)
        return AREA_OF_LEVEL.get(area.level if area else None, 0.2)
    return AREA_INSIDE / 2
