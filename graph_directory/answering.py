"""One counterpart question from understanding to answer: understand, gather, rank, and say how to reach whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from graph_directory.counterparts.asking_back import missing_attributes
from graph_directory.counterparts.candidate import Scales
from graph_directory.counterparts.case import Case
from graph_directory.counterparts.contact import WEIGHED_BY_REACH, Reached, in_order_of_reach, reached
from graph_directory.counterparts.known import Known
from graph_directory.counterparts.levels import fallback_reason, level_of, tried_levels
from graph_directory.counterparts.ranking import rank, worth_showing
from graph_directory.counterparts.roles import Roles, roles
from graph_directory.counterparts.scoring import Scored
from graph_directory.gathering import gather
from graph_directory.ground import subgraph
from graph_directory.guide import Guide
from graph_directory.model import ContactPoint, Slug
from graph_directory.places import Place, distance_km
from graph_directory.questions import CounterpartAnswer, CounterpartQuestion, Match, Reason, ReferralPath
from graph_directory.store import DirectoryReader
from graph_directory.text.fold import fold
from graph_directory.text.personal import seems_personal
from graph_directory.text.reading import MOST_LETTERS, Reading, settled, unsure_words
from graph_directory.understanding import Understanding, interpretation, understand
from graph_directory.vocabulary import MatchLevel
from graph_directory.wayfinding import paths_from

MOST_MATCHES: Final = 100
MATCHES_WITH_PATH: Final = 3
HOPS_TO_MATCH: Final = 2


async def find_counterparts(reader: DirectoryReader, guide: Guide, question: CounterpartQuestion) -> CounterpartAnswer:
    """Who is the asker's counterpart on the other side, ranked, with reasons and cautions."""
    asker = None
    if question.asker.organisation:
        asker = (await reader.organisations([question.asker.organisation])).get(question.asker.organisation)
    reading = read(guide, question)
    reading = settled(reading, await reader.words_near(unsure_words(reading)))
    understood = understand(question, asker, reading, guide.places, roles())
    case, scales = understood.case, Scales(guide.terms, roles())
    candidates, known = await gather(reader, case, guide, scales)
    ranked = rank(candidates, case, known, scales)
    first = min(question.first, MOST_MATCHES)
    shown = worth_showing(ranked)[: max(first, WEIGHED_BY_REACH)]
    points = await reader.contact_points_of([found.body.slug for found in shown])
    reach = {found.body.slug: reached(found.body, points[found.body.slug], case) for found in shown}
    shown = in_order_of_reach(shown, reach)
    ranked = (*shown, *(found for found in ranked if found.body.slug not in reach))
    ways = _ways(shown[:first], case, known)
    matches = tuple(
        replace(_match(found, reach[found.body.slug], case, guide), path=ways.get(found.body.slug))
        for found in shown[:first]
    )
    return _answer(matches, ranked, understood, guide, _notes(question, understood, unknown=asker is None))


def read(guide: Guide, question: CounterpartQuestion) -> Reading:
    """The text of a question, read with the places of the asked country first."""
    countries = (question.target.country,) if question.target.country else ()
    return guide.reader.read(question.text or "", countries)


def _ways(shown: Sequence[Scored], case: Case, known: Known) -> Mapping[Slug, ReferralPath]:
    """The way over referrals to each of the first matches, where one of two steps is known."""
    if case.asker is None or not shown:
        return {}
    best = [found.body for found in shown[:MATCHES_WITH_PATH]]
    ties = [tie for ties in known.own_referrals.values() for tie in ties]
    ties += [tie for body in best for tie in known.referrals.get(body.slug, ())]
    ground = subgraph({**known.organisations, case.asker.slug: case.asker}, {tie.slug: tie for tie in ties}.values())
    return paths_from(ground, case, (case.asker, best), HOPS_TO_MATCH)


def _answer(
    matches: tuple[Match, ...],
    ranked: Sequence[Scored],
    understood: Understanding,
    guide: Guide,
    notes: tuple[Reason, ...],
) -> CounterpartAnswer:
    case = understood.case
    return CounterpartAnswer(
        matches=matches,
        match_level=matches[0].level if matches else MatchLevel.NONE,
        fallback_reason=fallback_reason(ranked, case),
        tried=tried_levels(ranked, case, guide.areas),
        understood=interpretation(case.reading, understood.places, understood.ambiguous),
        missing=(*understood.missing, *missing_attributes(ranked, case)),
        notes=notes,
        at=case.at,
    )


def _match(found: Scored, way: Reached, case: Case, guide: Guide) -> Match:
    reasons = (*found.reasons, *way.reasons) or (Reason("in_area"),)
    return Match(
        organisation=found.body,
        contact_point=way.point,
        score=found.score,
        level=level_of(found, case),
        reasons=reasons,
        cautions=(*found.cautions, *_difference(found, case, roles()), *way.cautions),
        distance_km=_distance(way, found, case, guide),
    )


def _difference(found: Scored, case: Case, known: Roles) -> tuple[Reason, ...]:
    """What the asker should know of a role that is played by another kind of body there."""
    role = known.by_kind.get(case.kind) if case.kind else None
    if role is None or not role.difference or found.body.kind is case.kind or found.body.kind.value != "shelter":
        return ()
    return (Reason("role_differs", 0.0, {"difference": f"role:{case.kind}"}),)


def _distance(way: Reached, found: Scored, case: Case, guide: Guide) -> float | None:
    start = case.other.place or case.own.place
    place = _seat(way.point, found, guide)
    return round(distance_km(start, place), 1) if start and place else None


def _seat(point: ContactPoint | None, found: Scored, guide: Guide) -> Place | None:
    if found.body.address_secret or point is None or point.address is None:
        return None
    country = point.address.country or found.body.country
    return next(iter(guide.places.spelled(fold(point.address.locality), country)), None)


def _notes(question: CounterpartQuestion, understood: Understanding, *, unknown: bool) -> tuple[Reason, ...]:
    text = question.text or ""
    notes = list(understood.notes)
    if unknown and question.asker.organisation:
        notes.append(Reason("unknown_asker", 0.0, {"slug": question.asker.organisation}))
    if seems_personal(text):
        notes.append(Reason("personal_data"))
    if len(text) > MOST_LETTERS:
        notes.append(Reason("text_too_long"))
    if text.strip() and not understood.case.reading.meanings and not understood.places:
        notes.append(Reason("nothing_understood"))
    return tuple(notes)
