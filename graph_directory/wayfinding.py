"""One path question from understanding to answer: what is asked, which steps are open, the best ways and their hops."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from graph_directory.counterparts.candidate import Scales
from graph_directory.counterparts.case import Case
from graph_directory.counterparts.known import Known
from graph_directory.counterparts.roles import roles
from graph_directory.counterparts.shortlist import shortlist
from graph_directory.errors import BadQuestion, UnknownSlug
from graph_directory.freshness import freshness_of
from graph_directory.ground import ground_from
from graph_directory.guide import Guide
from graph_directory.model import Organisation, Referral, Slug
from graph_directory.paths.goals import goals_of
from graph_directory.paths.search import Way, best_ways, cost_of
from graph_directory.paths.steps import Steps, Terrain, crosses, steps_of
from graph_directory.questions import Asker, CounterpartQuestion, PathQuestion, Reason, ReferralPath, Subgraph
from graph_directory.store import CandidateQuery, DirectoryReader
from graph_directory.text.relatedness import clues_of, evidence
from graph_directory.understanding import understand
from graph_directory.vocabulary import Confidence, FreshnessState, RelationStatus

MOST_HOPS: Final = 5
MOST_WAYS: Final = 20
_JOINT: Final = "INT"


async def find_paths(reader: DirectoryReader, guide: Guide, question: PathQuestion) -> tuple[ReferralPath, ...]:
    """The best ways over referrals from a body to another, or to a service in a country.

    Raises UnknownSlug and BadQuestion.
    """
    origin = await _body(reader, question.origin)
    destination = await _body(reader, question.destination) if question.destination else None
    case = _case(guide, question, origin, destination)
    hops = min(max(question.max_hops, 1), MOST_HOPS)
    ground = await ground_from(reader, origin.slug, await _likely_ends(reader, guide, case, destination), hops)
    bodies = {body.slug: body for body in ground.organisations}
    goals = {destination.slug: 0.0} if destination else _goals(ground, case, guide)
    steps = steps_of(ground.referrals, _terrain(bodies, case, origin, destination))
    ways = best_ways(steps.graph, origin.slug, goals, min(question.first, MOST_WAYS), hops)
    return tuple(referral_path(way, steps, bodies, case) for way in ways)


async def _body(reader: DirectoryReader, slug: Slug) -> Organisation:
    body = (await reader.organisations([slug])).get(slug)
    if body is None:
        raise UnknownSlug("organisation", slug)
    return body


def _case(guide: Guide, question: PathQuestion, origin: Organisation, destination: Organisation | None) -> Case:
    asked = CounterpartQuestion(Asker(origin.slug), question.target, question.need, question.text, question.at)
    countries = (question.target.country,) if question.target.country else ()
    reading = guide.reader.read(question.text or "", countries)
    case = understand(asked, origin, reading, guide.places, roles()).case
    if destination is None and not case.services:
        raise BadQuestion("Say where the way should lead: a body (`to`), or a service (`need.services`).")
    if destination is None and case.other.country is None:
        raise BadQuestion("Say in which country the service is needed (`target.country`), or name a body (`to`).")
    return case


async def _likely_ends(
    reader: DirectoryReader, guide: Guide, case: Case, destination: Organisation | None
) -> list[Slug]:
    """The body itself, or those of the country that offer the service and fit best at a glance."""
    if destination is not None:
        return [destination.slug]
    areas = guide.areas.around(case.other.area or case.other.country or "")
    offering = await reader.candidates(CandidateQuery(areas, services=frozenset(case.services)))
    return [body.slug for body in shortlist(offering, case, guide.areas, Scales(guide.terms, roles()))]


def _goals(ground: Subgraph, case: Case, guide: Guide) -> Mapping[Slug, float]:
    bodies = {body.slug: body for body in ground.organisations}
    there = {slug: body for slug, body in bodies.items() if body.country == case.other.country}
    profiles = {slug: guide.profiler.of(body) for slug, body in there.items()}
    shown = evidence(clues_of(case.reading), profiles, guide.areas)
    ties: defaultdict[Slug, list[Referral]] = defaultdict(list)
    for tie in ground.referrals:
        ties[tie.source].append(tie)
    known = Known(bodies, {slug: tuple(own) for slug, own in ties.items()}, {}, profiles, shown, guide.areas)
    return goals_of(there, case, known, guide.terms)


def _terrain(
    bodies: Mapping[Slug, Organisation], case: Case, origin: Organisation, destination: Organisation | None
) -> Terrain:
    there = destination.country if destination else case.other.country
    countries = frozenset(country for country in (origin.country, there, _JOINT) if country)
    return Terrain(case, bodies, countries)


def paths_from(
    ground: Subgraph, case: Case, ends: tuple[Organisation, Sequence[Organisation]], max_hops: int = MOST_HOPS
) -> Mapping[Slug, ReferralPath]:
    """The best way from one body to each of several, over a part of the network already read, where there is one."""
    origin, destinations = ends
    bodies = {body.slug: body for body in ground.organisations}
    steps = steps_of(ground.referrals, _terrain(bodies, case, origin, None))
    found: dict[Slug, ReferralPath] = {}
    for destination in destinations:
        for way in best_ways(steps.graph, origin.slug, {destination.slug: 0.0}, 1, max_hops):
            found[destination.slug] = referral_path(way, steps, bodies, case)
    return found


def referral_path(way: Way, steps: Steps, bodies: Mapping[Slug, Organisation], case: Case) -> ReferralPath:
    """A way with its referrals; its cost leaves out what the goal cost."""
    hops = tuple(steps.referrals[pair] for pair in pairwise(way.stops))
    return ReferralPath(
        hops=hops,
        organisations=way.stops,
        cost=round(cost_of(steps.graph.forward, way.stops), 4),
        crosses_border=any(crosses(hop, bodies) for hop in hops),
        cautions=tuple(caution for hop in hops for caution in _cautions(hop, case)),
    )


def _cautions(hop: Referral, case: Case) -> Iterator[Reason]:
    ends = {"from": f"org:{hop.source}", "to": f"org:{hop.target}"}
    if hop.status is RelationStatus.INFERRED:
        yield Reason("hop_inferred", 0.0, ends)
    fresh = freshness_of(hop.newest_source_date, Confidence.CURRENT, case.at.date())
    if fresh.state is FreshnessState.STALE and hop.newest_source_date:
        yield Reason("hop_old", 0.0, {**ends, "date": hop.newest_source_date})
