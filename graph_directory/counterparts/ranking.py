"""The counterpart rule: candidates in, ranked matches with their reasons out; pure and the same on every store.

Ties are settled by the order: higher score, then the smaller area, then the slug.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from graph_directory.areas import AreaTree
from graph_directory.counterparts.admission import is_admissible
from graph_directory.counterparts.case import Case
from graph_directory.counterparts.fits import area_fit, gates_of, service_fit
from graph_directory.counterparts.known import Known
from graph_directory.counterparts.scoring import Beside, Scales, Scored, score
from graph_directory.model import Organisation, Slug
from graph_directory.vocabulary import OrganisationKind

SHOWN_FROM: Final = 0.55
ALWAYS_SHOWN: Final = 2


def rank(candidates: Sequence[Organisation], case: Case, known: Known, scales: Scales) -> tuple[Scored, ...]:
    """Every candidate that may be proposed, best first."""
    bodies = {body.slug: body for body in candidates if is_admissible(body, case, known.areas)}
    gates, first = gates_of(bodies, _service_fits(bodies, case)), _who_comes_first(bodies, case, known.areas)
    scored = [
        score(body, case, known, scales, Beside(gates.get(slug), first.get(slug))) for slug, body in bodies.items()
    ]
    return tuple(sorted(scored, key=_order))


def worth_showing(ranked: Sequence[Scored]) -> tuple[Scored, ...]:
    """The best ones and those not far behind: what fits far less would only mislead."""
    if not ranked:
        return ()
    least = SHOWN_FROM * ranked[0].score
    return tuple(found for place, found in enumerate(ranked) if place < ALWAYS_SHOWN or found.score >= least)


def _who_comes_first(bodies: Mapping[Slug, Organisation], case: Case, areas: AreaTree) -> Mapping[Slug, Slug]:
    """For bodies of a wider region: one of the same kind, competent for a smaller area round the asked place."""
    levels = {slug: area_fit(body, case, areas).level for slug, body in bodies.items()}
    local: dict[OrganisationKind, Slug] = {}
    for slug in sorted(bodies):
        if levels[slug] == 3 and not bodies[slug].municipalities:
            local.setdefault(bodies[slug].kind, slug)
    return {
        slug: local[body.kind]
        for slug, body in bodies.items()
        if levels[slug] in {1, 2} and body.kind in local and set(body.services) & set(bodies[local[body.kind]].services)
    }


def _service_fits(bodies: Mapping[Slug, Organisation], case: Case) -> Mapping[Slug, float]:
    return {slug: service_fit(body.services, case.wanted_services).fit for slug, body in bodies.items()}


def _order(scored: Scored) -> tuple[float, float, Slug]:
    return (-scored.score, -scored.area.fit, scored.body.slug)
