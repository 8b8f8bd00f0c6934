"""Whom a body does not take, and whom it may not be proposed to: hard bounds, each from a field of its record."""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import Final

from graph_directory.areas import AreaTree
from graph_directory.counterparts.case import GENDERS, LEGAL, MINORS, Case
from graph_directory.counterparts.known import is_current
from graph_directory.model import AreaCode, Organisation
from graph_directory.text.reading import ADULT_FROM
from graph_directory.vocabulary import OrganisationKind, OrganisationStatus, ServiceCode, TargetGroup

JOINT: Final = "INT"
WITHOUT_CASES: Final = frozenset({ServiceCode.POLICY, ServiceCode.MONITORING, ServiceCode.TRAINING})
EVERYBODY: Final = TargetGroup.ANY
TABLES: Final = frozenset({OrganisationKind.FORUM, OrganisationKind.INTERNATIONAL})
_WITH_CHILDREN: Final = MINORS | {TargetGroup.FAMILIES}


def is_admissible(body: Organisation, case: Case, areas: AreaTree) -> bool:
    """Whether the body may be proposed at all."""
    return not any(_obstacles(body, case, areas))


def _obstacles(body: Organisation, case: Case, areas: AreaTree) -> Iterator[bool]:
    yield case.asker is not None and body.slug == case.asker.slug
    yield body.status is OrganisationStatus.ENDED
    yield not is_current(body.valid_from, body.valid_to, case.at.date().isoformat())
    yield not lies_there(body, case)
    yield body.country == JOINT and not serves_both_sides(body, case, areas)
    yield refuses_age(body, case)
    yield refuses_gender(body, case)
    yield refuses_status(body, case)


def lies_there(body: Organisation, case: Case) -> bool:
    """Whether the body belongs to the country asked about, or is there for it too; joint bodies belong to several."""
    country = case.other.country
    return country is None or body.country in {country, JOINT} or any(code[:2] == country for code in body.areas)


def serves_both_sides(body: Organisation, case: Case, areas: AreaTree) -> bool:
    """Whether a joint body is there for the asker's side as well as for the other."""
    return all(
        code is None or _touches(body.areas, code, areas)
        for code in (case.own.area or case.own.country, case.other.area or case.other.country)
    )


def _touches(own: tuple[AreaCode, ...], code: AreaCode, areas: AreaTree) -> bool:
    around = areas.around(code)
    return any(area in around for area in own)


def refuses_age(body: Organisation, case: Case) -> bool:
    """Whether the person is too young or too old for the body."""
    if case.age is not None:
        too_young = body.min_age is not None and case.age < body.min_age
        return too_young or (body.max_age is not None and case.age > body.max_age)
    if case.is_minor:
        return body.min_age is not None and body.min_age >= ADULT_FROM
    return case.is_adult and body.max_age is not None and body.max_age < ADULT_FROM and not _WITH_CHILDREN & case.groups


def refuses_gender(body: Organisation, case: Case) -> bool:
    """Whether the body is there for one gender only, and the person is of another."""
    taken = set(body.target_groups) & GENDERS
    if not taken or not case.genders or EVERYBODY in body.target_groups:
        return False
    return not _overlaps(taken, case.genders)


def refuses_status(body: Organisation, case: Case) -> bool:
    """Whether the body is there for one legal status only, and the person has another."""
    groups = set(body.target_groups)
    taken = groups & LEGAL
    if not taken or groups - LEGAL or not case.status:
        return False
    return not _overlaps(taken, case.status)


def _overlaps(taken: Set[TargetGroup], said: Set[TargetGroup]) -> bool:
    return bool(taken & said)


def is_table(body: Organisation) -> bool:
    """Whether bodies only meet there: a forum, or an international organisation of several countries."""
    return body.kind is OrganisationKind.FORUM or (body.kind in TABLES and body.country == JOINT)


def takes_no_cases(body: Organisation, case: Case) -> bool:
    """Whether the body only makes policy, watches or trains, while somebody needs more than that."""
    if _is_about_policy(case):
        return False
    more = bool(case.wanted_services) or _is_about_somebody(case)
    return more and bool(body.services) and set(body.services) <= WITHOUT_CASES


def _is_about_policy(case: Case) -> bool:
    """Whether no person is behind the question: policy or oversight first, or asked by those whose work it is."""
    wanted = case.wanted_services
    if not wanted:
        return False
    makes_policy = bool(case.role_services) and set(case.role_services) <= WITHOUT_CASES
    beside_it = makes_policy and bool(set(wanted) & WITHOUT_CASES) and not _is_about_somebody(case)
    return wanted[0] in WITHOUT_CASES or beside_it


def _is_about_somebody(case: Case) -> bool:
    return bool(case.groups) or case.age is not None
