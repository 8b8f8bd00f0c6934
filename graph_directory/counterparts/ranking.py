"""The counterpart rule: candidates in, ranked matches with their reasons out; pure and the same on every store.

Ties are settled by the order: higher score, then the smaller area, then the slug.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graph_directory.counterparts.admission import is_admissible
from graph_directory.counterparts.case import Case
from graph_directory.counterparts.fits import gates_of, service_fit
from graph_directory.counterparts.known import Known
from graph_directory.counterparts.scoring import Scales, Scored, score
from graph_directory.model import Organisation, Slug


def rank(candidates: Sequence[Organisation], case: Case, known: Known, scales: Scales) -> tuple[Scored, ...]:
    """Every candidate that may be proposed, best first."""
    bodies = {body.slug: body for body in candidates if is_admissible(body, case, known.areas)}
    gates = gates_of(bodies, _service_fits(bodies, case))
    scored = [score(body, case, known, scales, gates.get(slug)) for slug, body in bodies.items()]
    return tuple(sorted(scored, key=_order))


def _service_fits(bodies: Mapping[Slug, Organisation], case: Case) -> Mapping[Slug, float]:
    return {slug: service_fit(body.services, case.wanted_services).fit for slug, body in bodies.items()}


def _order(scored: Scored) -> tuple[float, float, Slug]:
    return (-scored.score, -scored.area.fit, scored.body.slug)
