"""One path question from understanding to answer: what is asked, which steps are open, the best ways and their hops."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from graph_directory.counterparts.admission import JOINT
from graph_directory.counterparts.candidate import Scales
from graph_directory.counterparts.case import Case
from graph_directory.counterparts.known import Known
from graph_directory.counterparts.roles import roles
from graph_directory.counterparts.shortlist import shortlist
from graph_directory.errors import BadQuestion, UnknownSlug
from graph_directory.freshness import freshness_of
from graph_directory.ground import ground_between, neighbours
from graph_directory.guide import Guide
from graph_directory.model import Organisation, Referral, Slug
from graph_directory.paths.goals import goals_of
from graph_directory.paths.search import Ends, Way, best_ways
from graph_directory.paths.steps import Steps, Terrain, crosses, steps_over
from graph_directory.questions import Asker, CounterpartQuestion, PathQuestion, Reason, ReferralPath, Subgraph
from graph_directory.shelf import Shelf
from graph_directory.store import CandidateQuery, DirectoryReader
from graph_directory.text.relatedness import clues_of, evidence
from graph_directory.understanding import understand
from graph_directory.vocabulary import Confidence, FreshnessState, RelationStatus

MOST_HOPS: Final = 5
MOST_WAYS: Final = 20
LARGE: Final = 5_000
"""In a directory with more bodies not every one of a country is looked at as a goal."""


async def find_paths(
    reader: DirectoryReader, guide: Guide, question: PathQuestion, shelf: Shelf
) -> tuple[ReferralPath, ...]:
    """The best ways over referrals from a body to another, or to a service in a country.

    Raises UnknownSlug and BadQuestion.
    """
    origin = await _body(reader, question.origin)
    destination = await _body(reader, question.destination) if question.destination else None
    case = _case(guide, question, origin, destination)
    goals = {destination.slug: 0.0} if destination else await _goals(reader, guide, case)
    hops, ends = min(max(question.max_hops, 1), MOST_HOPS), Ends(origin.slug, goals)
    ground = await ground_between(reader, await neighbours(reader, shelf), ends, hops)
    steps = ground.steps(replace(_terrain(ground.bodies, case, origin, destination), areas=guide.areas))
    ways = best_ways(steps, ends, ground.walk, min(question.first, MOST_WAYS))
    return tuple(referral_path(way, steps, ground.bodies, case) for way in ways)


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


async def _goals(reader: DirectoryReader, guide: Guide, case: Case) -> Mapping[Slug, float]:
    """Where a way to a service may end, with what ending there costs."""
    there = {body.slug: body for body in await _there(reader, guide, case)}
    profiles = {slug: guide.profiler.of(body) for slug, body in there.items()}
    shown = evidence(clues_of(case.reading), profiles, guide.areas)
    offering = [slug for slug, body in there.items() if not set(case.services).isdisjoint(body.services)]
    known = Known(there, await reader.referrals_of(offering), {}, profiles, shown, guide.areas)
    return goals_of(there, case, known, guide.terms)


async def _there(reader: DirectoryReader, guide: Guide, case: Case) -> Sequence[Organisation]:
    """The bodies of the asked country; in a large directory those that offer the service and fit best at a glance."""
    country = str(case.other.country)
    if (await reader.info()).organisations <= LARGE:
        return [
            body
            for body in await reader.candidates(CandidateQuery(guide.areas.around(country)))
            if body.country == country
        ]
    areas = guide.areas.around(case.other.area or country)
    offering = await reader.candidates(CandidateQuery(areas, services=frozenset(case.services)))
    likely = shortlist(offering, case, guide.areas, Scales(guide.terms, roles()))
    return [body for body in likely if body.country == country]


def _terrain(
    bodies: Mapping[Slug, Organisation], case: Case, origin: Organisation, destination: Organisation | None
) -> Terrain:
    there = destination.country if destination else case.other.country
    countries = frozenset(country for country in (origin.country, there, JOINT) if country)
    return Terrain(case, bodies, countries)


def paths_from(
    ground: Subgraph, case: Case, ends: tuple[Organisation, Sequence[Organisation]], max_hops: int = MOST_HOPS
) -> Mapping[Slug, ReferralPath]:
    """The best way from one body to each of several, over a part of the network already read, where there is one."""
    origin, destinations = ends
    bodies = {body.slug: body for body in ground.organisations}
    steps = steps_over(ground.referrals, _terrain(bodies, case, origin, None))
    found: dict[Slug, ReferralPath] = {}
    for destination in destinations:
        one = Ends(origin.slug, {destination.slug: 0.0})
        for way in best_ways(steps, one, steps.walk(one, max_hops), 1):
            found[destination.slug] = referral_path(way, steps, bodies, case)
    return found


def referral_path(way: Way, steps: Steps, bodies: Mapping[Slug, Organisation], case: Case) -> ReferralPath:
    """A way with its referrals; its cost leaves out what the goal cost."""
    hops = steps.way(way.stops)
    return ReferralPath(
        hops=hops,
        organisations=way.stops,
        cost=round(steps.cost_of(way.stops), 4),
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
