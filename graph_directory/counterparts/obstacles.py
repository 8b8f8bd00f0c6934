"""What speaks against a candidate: points taken for every obstacle, with the caution that tells it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from graph_directory.counterparts.admission import JOINT, TABLES, WITHOUT_CASES, is_table, takes_no_cases
from graph_directory.counterparts.candidate import PLACES, Candidate, Points, term
from graph_directory.counterparts.case import Case
from graph_directory.counterparts.fits import is_for_others, work_fit
from graph_directory.counterparts.territory import is_of_another_border
from graph_directory.model import Access
from graph_directory.questions import Reason
from graph_directory.vocabulary import Audience, OrganisationStatus, RelationStatus, TargetGroup

THROUGH_OTHERS_FOR_AUTHORITIES: Final = 0.35
ANOTHER_THEME: Final = 0.4


def obstacles(one: Candidate) -> Iterator[Points]:
    """Every point taken, each with its caution; one that takes nothing still has to be told."""
    yield from _other_work(one)
    yield from _other_person(one)
    yield from _elsewhere(one)
    yield from _itself(one)
    yield from _door(one)


def _other_work(one: Candidate) -> Iterator[Points]:
    body, case, weights = one.body, one.case, one.weights
    fit, _ = work_fit(body, case, one.scales.terms)
    if case.themes and fit < ANOTHER_THEME:
        missing = {"theme": term("themes", case.themes[-1])}
        yield Points(-weights.other_theme * (1 - fit), Reason("other_theme", 0.0, missing))
    if takes_no_cases(body, case):
        yield Points(-weights.no_cases, Reason("no_cases"))
    elif is_table(body) and case.kind not in TABLES and not _asks_for_nothing_else(case):
        yield Points(-weights.only_a_table, Reason("only_a_table"))
    if case.filled and not one.service.fit:
        asked = {"service": term("services", case.services[0])}
        yield Points(-weights.no_such_service, Reason("no_such_service", 0.0, asked))


def _asks_for_nothing_else(case: Case) -> bool:
    wanted = set(case.wanted_services)
    return bool(wanted) and wanted <= WITHOUT_CASES


def _other_person(one: Candidate) -> Iterator[Points]:
    if is_for_others(one.body, one.case):
        group = next((code for code in one.body.target_groups if code is not TargetGroup.ANY), None)
        facts = {"group": term("target_groups", group)} if group else {}
        yield Points(-one.weights.other_group, Reason("other_group", 0.0, facts))


def _elsewhere(one: Candidate) -> Iterator[Points]:
    body, case, weights = one.body, one.case, one.weights
    if one.area.other_town:
        yield Points(-weights.other_town, Reason("other_town"))
    if case.other.country and not one.area.fit and not _takes_in_from_afar(one):
        yield Points(-weights.other_area, Reason("other_area"))
    elif body.country == JOINT and is_of_another_border(body, case, one.known.areas):
        yield Points(-weights.other_area / 2, Reason("other_area"))
    if one.beside.first:
        yield Points(-weights.another_comes_first, Reason("another_first", 0.0, {"name": f"org:{one.beside.first}"}))


def _takes_in_from_afar(one: Candidate) -> bool:
    """A home that works with the asker by a stated tie: a bed may lie further away than an office."""
    tie = one.tie.referral
    stated = tie is not None and tie.status is RelationStatus.DOCUMENTED and one.tie.whose == "asker"
    return stated and bool(PLACES & set(one.case.wanted_services) & set(one.body.services))


def _itself(one: Candidate) -> Iterator[Points]:
    body, case = one.body, one.case
    if body.status is OrganisationStatus.UNCLEAR:
        yield Points(-one.weights.unclear_status, Reason("unclear_status"))
    if case.asker is None and case.kind is None and body.audience and Audience.PUBLIC not in body.audience:
        yield Points(0.0, Reason("audience", 0.0, {"audience": term("audiences", body.audience[0])}))


def _door(one: Candidate) -> Iterator[Points]:
    access = one.body.access
    if access is None:
        return
    if access.direct and not access.mandate:
        yield from _passed_on(one, access)
        return
    facts = {f"via{place}": f"org:{slug}" for place, slug in enumerate(access.via, 1)}
    if access.mandate:
        yield Points(0.0, Reason("mandate", 0.0, facts))
    if not access.direct:
        cost = one.weights.only_through_others * _how_shut(one)
        yield Points(-cost, Reason("through", 0.0, facts) if facts else None)


def _how_shut(one: Candidate) -> float:
    """0 for who may come in, 1 for who may not; authorities may turn to each other, but there is a usual way."""
    if one.among_gates:
        return 0.0
    if not one.is_open:
        return 1.0
    return THROUGH_OTHERS_FOR_AUTHORITIES if one.are_authorities else 0.0


def _passed_on(one: Candidate, access: Access) -> Iterator[Points]:
    """One may turn to it, but it passes on what another body does itself."""
    wanted = set(one.case.wanted_services) & set(one.body.services)
    for slug in access.via:
        if slug == one.body.parent:
            continue  # a unit that is reached through its own house passes nothing on
        other = one.known.organisations.get(slug)
        if other and wanted & set(other.services):
            yield Points(-one.weights.passes_on, Reason("passes_on", 0.0, {"via1": f"org:{slug}"}))
            return
