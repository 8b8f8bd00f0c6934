"""Reading what the counterpart rule needs: candidates by area and competence, their ties, and the words they share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from graph_directory.areas import AreaTree
from graph_directory.counterparts.candidate import Scales
from graph_directory.counterparts.case import COUNTRIES, Case
from graph_directory.counterparts.known import Known
from graph_directory.counterparts.roles import Roles
from graph_directory.counterparts.shortlist import shortlist
from graph_directory.counterparts.weights import SERVICE_STANDS_IN
from graph_directory.guide import Guide
from graph_directory.model import AreaCode, Organisation, Slug
from graph_directory.store import CandidateQuery, DirectoryReader
from graph_directory.terms import Terms
from graph_directory.text.reading import Reading, Sense
from graph_directory.text.relatedness import clues_of, evidence
from graph_directory.vocabulary import OrganisationStatus, ServiceCode, ThemeCode

PLAYS_ENOUGH = 0.5
STANDS_IN_ENOUGH = 0.4
MOST_TIES = 200
"""Of a hub with thousands of ties the first in slug order are looked at; the asker's own are always known."""


def candidate_query(case: Case, areas: AreaTree, terms: Terms, roles: Roles) -> CandidateQuery:
    """Whom the store shall look for: bodies around the asked place that share a theme, a service or the role."""
    role = roles.by_kind.get(case.kind) if case.kind else None
    played = {kind for kind, weight in role.plays.items() if weight >= PLAYS_ENOUGH} if role else set()
    return CandidateQuery(
        areas=asked_areas(case, areas),
        themes=_related_themes(case.themes, terms),
        services=_related_services(case.wanted_services),
        kinds=frozenset(played | set(case.kinds)),
    )


def asked_areas(case: Case, areas: AreaTree) -> frozenset[AreaCode]:
    """The asked area with what contains it and what lies inside; every country but one's own where none was asked."""
    asked = case.other.area or case.other.country
    if asked:
        return areas.around(asked)
    return frozenset(code for country in COUNTRIES if country != case.own.country for code in areas.around(country))


def _related_themes(themes: Iterable[ThemeCode], terms: Terms) -> frozenset[ThemeCode]:
    found: set[ThemeCode] = set()
    for theme in themes:
        found.update(ThemeCode(code) for code in terms.with_broader("themes", theme))
        found.update(code for code in ThemeCode if theme in terms.with_broader("themes", code))
    return frozenset(found)


def _related_services(services: Iterable[ServiceCode]) -> frozenset[ServiceCode]:
    found: set[ServiceCode] = set()
    for service in services:
        found.add(service)
        found.update(code for code, value in SERVICE_STANDS_IN.get(service, {}).items() if value >= STANDS_IN_ENOUGH)
    return frozenset(found)


async def gather(
    reader: DirectoryReader, case: Case, guide: Guide, scales: Scales
) -> tuple[Sequence[Organisation], Known]:
    """The candidates and everything that ranking them looks at; the number of reads does not grow with them."""
    areas, profiler = guide.areas, guide.profiler
    query = candidate_query(case, areas, guide.terms, scales.roles)
    found = {body.slug: body for body in shortlist(await reader.candidates(query), case, areas, scales)}
    own = await reader.referrals_of(_askers(case))
    tied = {end for referrals in own.values() for tie in referrals for end in (tie.source, tie.target)}
    spellings = await reader.words_near(unknown_words(case.reading))
    named = {body.slug: body for body in await reader.with_words(_all(spellings))}
    found |= {slug: body for slug, body in named.items() if _alive(body)}
    gates = {gate for body in found.values() if body.access for gate in body.access.via}
    more = await reader.organisations(sorted((tied | gates) - found.keys()))
    found |= {slug: body for slug, body in more.items() if _alive(body)}
    referrals = {slug: ties[:MOST_TIES] for slug, ties in (await reader.referrals_of(sorted(found))).items()}
    ends = {end for ties in referrals.values() for tie in ties for end in (tie.source, tie.target)}
    others = await reader.organisations(sorted(ends - found.keys()))
    profiles = {slug: profiler.of(found[slug]) for slug in sorted(found)}
    clues = [clue for clue in clues_of(case.reading, spellings) if not clue.places]  # the area is weighed by itself
    known = Known(
        organisations={**others, **found},
        referrals=referrals,
        own_referrals=own,
        profiles=profiles,
        evidence=evidence(clues, profiles, areas),
        areas=areas,
    )
    return [found[slug] for slug in sorted(found)], known


def _askers(case: Case) -> list[Slug]:
    """The asker and the body it belongs to."""
    return [slug for slug in (case.asker.slug, case.asker.parent) if slug] if case.asker else []


def unknown_words(reading: Reading) -> list[str]:
    """The folded words that no vocabulary and no place explains: they may be a body's name."""
    words = (word for span in reading.spans if span.sense is Sense.UNKNOWN for word in span.folded)
    return list(dict.fromkeys(words))


def _all(spellings: Mapping[str, Sequence[str]]) -> list[str]:
    return sorted({near for words in spellings.values() for near in words})


def _alive(body: Organisation) -> bool:
    return body.status is not OrganisationStatus.ENDED
