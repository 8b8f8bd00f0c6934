"""Who comes before whom among authorities: the local one before that of a wider region, where it does the same work."""

from __future__ import annotations

from collections.abc import Mapping

from graph_directory.areas import AreaTree
from graph_directory.counterparts.candidate import Scales
from graph_directory.counterparts.case import Case
from graph_directory.counterparts.fits import service_fit, theme_fit
from graph_directory.counterparts.territory import area_fit
from graph_directory.model import Organisation, Slug
from graph_directory.terms import Terms
from graph_directory.vocabulary import OrganisationKind, ThemeCode

LOCAL = 3
REGIONAL = frozenset({1, 2})


def who_comes_first(
    bodies: Mapping[Slug, Organisation], case: Case, areas: AreaTree, scales: Scales
) -> Mapping[Slug, Slug]:
    """For authorities of a wider region: one of the same kind that is competent for a smaller area round the place.

    Not where the local one does less of what is asked, and not for a body on the asker's own level: a regional unit
    turns to the regional unit.
    """
    asked = areas.upwards(case.other.area) if case.other.area else ()
    authorities = [slug for slug in sorted(bodies) if bodies[slug].kind in scales.roles.authorities]
    fits = {slug: area_fit(bodies[slug], case, areas) for slug in authorities}
    local: dict[OrganisationKind, Organisation] = {}
    for slug, fit in fits.items():
        if fit.level == LOCAL and fit.area in asked and not bodies[slug].municipalities:
            local.setdefault(bodies[slug].kind, bodies[slug])
    own_level = _level(case.own.area, areas)
    return {
        slug: local[bodies[slug].kind].slug
        for slug, fit in fits.items()
        if fit.level in REGIONAL
        and fit.level != own_level
        and bodies[slug].kind in local
        and _does_as_much(local[bodies[slug].kind], bodies[slug], case, scales.terms)
    }


def _level(code: str | None, areas: AreaTree) -> int | None:
    area = areas.get(code) if code else None
    return area.level if area else None


def _does_as_much(local: Organisation, wider: Organisation, case: Case, terms: Terms) -> bool:
    """Whether the local body does no less of what is asked; police work together on any offence."""
    if not set(local.services) & set(wider.services):
        return False
    if service_fit(local.services, case.wanted_services).fit < service_fit(wider.services, case.wanted_services).fit:
        return False
    if local.kind is case.kind and ThemeCode.POLICE_COOPERATION in local.themes:
        return True
    return theme_fit(local.themes, case.themes, terms)[0] >= theme_fit(wider.themes, case.themes, terms)[0]
