"""The counterpart rule: candidates in, ranked matches with their reasons out; pure and the same on every store.

Ties are settled by the order: higher score, then the smaller area, then fewer areas, then the slug.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from typing import Final

from graph_directory.counterparts.admission import is_admissible
from graph_directory.counterparts.candidate import Beside, Candidate, Scales
from graph_directory.counterparts.case import Case
from graph_directory.counterparts.fits import service_fit
from graph_directory.counterparts.known import Known
from graph_directory.counterparts.precedence import who_comes_first
from graph_directory.counterparts.scoring import Scored, score
from graph_directory.counterparts.ties import gates_of
from graph_directory.model import Organisation, Slug
from graph_directory.vocabulary import ServiceCode

SHOWN_FROM: Final = 0.67
ALWAYS_SHOWN: Final = 1
MISLEADING: Final = frozenset(
    {"passes_on", "another_first", "other_theme", "other_area", "other_town", "other_group", "no_cases"}
)
"""Cautions with which a body is shown only where hardly anybody else is."""


def rank(candidates: Sequence[Organisation], case: Case, known: Known, scales: Scales) -> tuple[Scored, ...]:
    """Every candidate that may be proposed, best first."""
    bodies = {body.slug: body for body in candidates if is_admissible(body, case, known.areas)}
    beside = _beside(bodies, case, known, scales)
    scored = (score(Candidate(body, case, known, scales, beside[slug])) for slug, body in bodies.items())
    return tuple(sorted(scored, key=_order))


def _beside(bodies: Mapping[Slug, Organisation], case: Case, known: Known, scales: Scales) -> Mapping[Slug, Beside]:
    """For every candidate, what the others mean for it."""
    gates = gates_of(bodies, _service_fits(bodies, case))
    first = who_comes_first(bodies, case, known.areas, scales)
    holders = _holders(bodies)
    return {
        slug: Beside(gates.get(slug), first.get(slug), frozenset(code for code in holders if slug not in holders[code]))
        for slug in bodies
    }


def worth_showing(ranked: Sequence[Scored]) -> tuple[Scored, ...]:
    """The best ones and those not far behind: what fits far less, or says itself that others do it, would mislead."""
    if not ranked:
        return ()
    least = SHOWN_FROM * ranked[0].score
    good = [found for found in ranked if found.score >= least and not _is_for_others_to_do(found)]
    if len(good) >= ALWAYS_SHOWN:
        return tuple(good)
    return tuple(found for place, found in enumerate(ranked) if place < ALWAYS_SHOWN or found in good)


def _is_for_others_to_do(found: Scored) -> bool:
    return any(caution.code in MISLEADING for caution in found.cautions)


def _holders(bodies: Mapping[Slug, Organisation]) -> Mapping[ServiceCode, Set[Slug]]:
    """For every service that only some may give: who they are."""
    holders: defaultdict[ServiceCode, set[Slug]] = defaultdict(set)
    for slug, body in bodies.items():
        for power in body.exclusive_powers:
            holders[power.service].add(slug)
    return holders


def _service_fits(bodies: Mapping[Slug, Organisation], case: Case) -> Mapping[Slug, float]:
    return {slug: service_fit(body.services, case.wanted_services).fit for slug, body in bodies.items()}


def _order(scored: Scored) -> tuple[float, float, int, Slug]:
    return (-scored.score, -scored.area.fit, len(scored.body.areas), scored.body.slug)
