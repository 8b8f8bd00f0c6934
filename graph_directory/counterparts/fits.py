"""How well one body fits one aspect of a case: pure figures from 0 to 1, each with the fact that explains it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from graph_directory.areas import AreaTree
from graph_directory.counterparts.admission import JOINT
from graph_directory.counterparts.case import GENDERS, LEGAL, MINORS, Case, Side
from graph_directory.counterparts.known import Known, is_current
from graph_directory.counterparts.weights import (
    AREA_AS_ASKED,
    AREA_INSIDE,
    AREA_OF_LEVEL,
    AREA_SOMEWHERE_IN_COUNTRY,
    INFERRED_TIE,
    SERVICE_STANDS_IN,
    TIE_FOR_ANOTHER_SERVICE,
    TIE_FOR_ANOTHER_THEME,
    TIE_OF_KIND,
    TIE_OF_PARENT,
    TIE_OF_PEER,
    services_with_near,
)
from graph_directory.distance import kilometres
from graph_directory.model import AreaCode, Organisation, Referral, Slug
from graph_directory.terms import Terms
from graph_directory.text.fold import fold
from graph_directory.vocabulary import (
    OrganisationKind,
    ReferralKind,
    RelationStatus,
    ServiceCode,
    TargetGroup,
    ThemeCode,
)

NEUTRAL: Final = 0.5
FAR_KM: Final = 300.0
STANDS_IN_FOR_TIE: Final = 0.5
GROUP_NOT_NAMED: Final = 0.6
BROADER_THEME: Final = 0.65
NARROWER_THEME: Final = 0.6
OTHER_NARROW_THEME: Final = 0.25
"""Works on the broader theme, but its record names other forms of it and not this one."""
CORE_THEME: Final = 0.2
"""Where no theme is named, bodies on trafficking come first: this is what the directory is for."""


@dataclass(frozen=True, slots=True)
class ServiceFit:
    """How far the services asked for are offered; `offered` is the first that is, `instead` one that stands in."""

    fit: float
    offered: ServiceCode | None = None
    instead: ServiceCode | None = None


def service_fit(services: Sequence[ServiceCode], wanted: Sequence[ServiceCode]) -> ServiceFit:
    """The mean over the services asked for, each offered in full or by something that stands in."""
    if not wanted:
        return ServiceFit(NEUTRAL)
    parts = [_one_service(services, code) for code in wanted]
    fit = 0.5 * max(part.fit for part in parts) + 0.5 * sum(part.fit for part in parts) / len(parts)
    offered = next((part.offered for part in parts if part.offered), None)
    instead = max(parts, key=lambda part: part.fit).instead if offered is None else None
    return ServiceFit(fit, offered, instead)


def _one_service(services: Sequence[ServiceCode], wanted: ServiceCode) -> ServiceFit:
    if wanted in services:
        return ServiceFit(1.0, offered=wanted)
    near = [(value, code) for code, value in SERVICE_STANDS_IN.get(wanted, {}).items() if code in services]
    if not near:
        return ServiceFit(0.0)
    value, code = max(near)
    return ServiceFit(value, instead=code)


@lru_cache(maxsize=50_000)
def theme_fit(
    themes: tuple[ThemeCode, ...], wanted: tuple[ThemeCode, ...], terms: Terms
) -> tuple[float, ThemeCode | None]:
    """The share of the themes asked for that the body works on, a broader or narrower one in part; and the best."""
    if not wanted:
        core = any(ThemeCode.TRAFFICKING in terms.with_broader("themes", code) for code in themes)
        return NEUTRAL + CORE_THEME * core, None
    narrow = _narrowest(wanted, terms)
    parts = [(_one_theme(themes, code, terms), code) for code in narrow]
    best = max(parts, key=lambda part: part[0])
    mean = sum(value for value, _ in parts) / len(parts)
    return 0.5 * best[0] + 0.5 * mean, best[1] if best[0] else None


def _narrowest(wanted: Sequence[ThemeCode], terms: Terms) -> list[ThemeCode]:
    """The themes asked for without those that only say the same more broadly."""
    broader = {code for theme in wanted for code in terms.with_broader("themes", theme)[1:]}
    return [theme for theme in wanted if theme not in broader]


def _one_theme(themes: Sequence[ThemeCode], wanted: ThemeCode, terms: Terms) -> float:
    if wanted in themes:
        return 1.0
    broader = terms.with_broader("themes", wanted)[1:]
    if any(code in themes for code in broader):
        siblings = any(terms.with_broader("themes", code)[1:] == broader for code in themes)
        return OTHER_NARROW_THEME if siblings else BROADER_THEME
    narrower = (code for code in themes if wanted in terms.with_broader("themes", code)[1:])
    return NARROWER_THEME if any(narrower) else 0.0


def group_fit(body: Organisation, case: Case) -> tuple[float, TargetGroup | None]:
    """How expressly the body is there for this person; and the group that says so."""
    wanted = [group for group in case.groups if group is not TargetGroup.ANY]
    if case.is_minor and not MINORS & case.groups:
        wanted.append(TargetGroup.MINORS)
    if not wanted:
        return NEUTRAL, None
    named = [group for group in sorted(wanted) if group in body.target_groups]
    if case.is_minor and body.max_age is not None and TargetGroup.MINORS not in named:
        named.append(TargetGroup.MINORS)
    if named:
        return 0.7 + 0.3 * min(1.0, len(named) / len(wanted)), named[0]
    return (GROUP_NOT_NAMED if TargetGroup.ANY in body.target_groups or not body.target_groups else 0.0), None


def is_for_others(body: Organisation, case: Case) -> bool:
    """Whether the record names groups, and this person is of others: of another gender, status or age."""
    groups = set(body.target_groups)
    if not groups or TargetGroup.ANY in groups:
        return False
    if any(groups & kind and case.groups & kind and not groups & case.groups & kind for kind in (GENDERS, LEGAL)):
        return True
    if case.is_minor:
        return not groups & MINORS and body.max_age is None and not case.groups & groups
    return case.is_adult and groups <= MINORS


@dataclass(frozen=True, slots=True)
class AreaFit:
    """How closely the body's area fits the asked place; `level` is that of the area, `area` its code."""

    fit: float
    area: AreaCode | None = None
    level: int | None = None
    in_town: bool = False
    other_town: bool = False


def area_fit(body: Organisation, case: Case, areas: AreaTree) -> AreaFit:
    """The smallest of the body's areas that holds the asked place, or lies in it."""
    asked = case.other.area or case.other.country
    if asked is None:
        return AreaFit(NEUTRAL)
    chain = areas.upwards(asked)
    fits = [fit for code in body.areas if (fit := _one_area(code, chain, case, areas))]
    best = max(fits, key=lambda fit: (fit.fit, fit.area or ""), default=AreaFit(0.0))
    return _in_town(best, body, case)


def _one_area(code: AreaCode, chain: Sequence[AreaCode], case: Case, areas: AreaTree) -> AreaFit | None:
    area = areas.get(code)
    level = area.level if area else None
    whole_country = case.other.area is None or case.other.area == case.other.country
    if code in chain:
        return AreaFit(AREA_AS_ASKED if code == chain[0] else AREA_OF_LEVEL.get(level, 0.2), code, level)
    if chain[0] in areas.upwards(code):
        return AreaFit(AREA_SOMEWHERE_IN_COUNTRY if whole_country else AREA_INSIDE, code, level)
    return None


def _in_town(found: AreaFit, body: Organisation, case: Case) -> AreaFit:
    place = case.other.place
    if not body.municipalities or place is None or place.kind != "place":
        return found
    spelled = {fold(place.name), *(fold(name) for name in place.names.values())}
    if any(spelled & {fold(part) for part in town.split(" / ")} for town in body.municipalities):
        return AreaFit(1.0, found.area, found.level, in_town=True)
    return AreaFit(found.fit, found.area, found.level, other_town=True)


def nearness(body: Organisation, case: Case, areas: AreaTree) -> float:
    """How near the body's area lies to the asker's: 1 for next door, 0 from `FAR_KM` on, NEUTRAL where not known."""
    own = areas.get(case.own.area or case.own.country or "")
    theirs = [area for code in body.areas if (area := areas.get(code)) and area.level not in {0, None}]
    if own is None or not theirs:
        return NEUTRAL
    start = (own.latitude, own.longitude)
    return max(0.0, 1 - min(kilometres(start, (area.latitude, area.longitude)) for area in theirs) / FAR_KM)


@dataclass(frozen=True, slots=True)
class Tie:
    """A tie that says that this is whom to turn to; `through` is whose tie it is (asker, parent or peer)."""

    strength: float
    referral: Referral | None = None
    whose: str = "asker"


def tie_fit(body: Organisation, case: Case, known: Known, terms: Terms) -> Tie:
    """The strongest tie between the body and the asker, the asker's parent, or those who do the same work there."""
    return max(_ties(body, case, known, terms), key=lambda tie: tie.strength, default=Tie(0.0))


def _ties(body: Organisation, case: Case, known: Known, terms: Terms) -> Iterator[Tie]:
    yield from _own_ties(body, case, known, terms)
    if body.parent:
        for tie in _own_ties(known.organisations.get(body.parent), case, known, terms):
            if tie.whose == "asker":
                yield Tie(TIE_OF_PARENT * tie.strength, tie.referral, "body_parent")


def _own_ties(body: Organisation | None, case: Case, known: Known, terms: Terms) -> Iterator[Tie]:
    asker = case.asker
    day = case.at.date().isoformat()
    for referral in known.referrals.get(body.slug, ()) if body else ():
        if body is None or not is_current(referral.valid_from, referral.valid_to, day):
            continue
        other = referral.target if referral.source == body.slug else referral.source
        strength = _strength(referral, case, terms, outward=referral.target == body.slug)
        if asker and other == asker.slug:
            yield Tie(strength, referral)
        elif asker and asker.parent and other == asker.parent:
            yield Tie(TIE_OF_PARENT * strength, referral, "parent")
        elif _is_peer(known.organisations.get(other), case):
            yield Tie(TIE_OF_PEER * strength, referral, "peer")


def _is_peer(other: Organisation | None, case: Case) -> bool:
    return other is not None and case.kind is not None and other.kind is case.kind and other.country == case.own.country


def _strength(referral: Referral, case: Case, terms: Terms, *, outward: bool) -> float:
    strength = TIE_OF_KIND[referral.kind]
    if not outward and referral.kind not in BOTH_WAYS:
        strength *= 0.4
    if referral.status is RelationStatus.INFERRED:
        strength *= INFERRED_TIE
    wanted = set(case.wanted_services)
    if wanted and referral.services and not wanted & services_with_near(referral.services, STANDS_IN_FOR_TIE):
        strength *= TIE_FOR_ANOTHER_SERVICE
    if case.themes and referral.themes and theme_fit(referral.themes, case.themes, terms)[0] < NEUTRAL:
        strength *= TIE_FOR_ANOTHER_THEME
    return strength


BOTH_WAYS: Final = frozenset(
    {ReferralKind.MEMBER_OF, ReferralKind.PARTNER_OF, ReferralKind.COUNTERPART_OF, ReferralKind.LIAISON}
)


def gates_of(bodies: Mapping[Slug, Organisation], fits: Mapping[Slug, float]) -> Mapping[Slug, tuple[float, Slug]]:
    """For every body that opens the way to others: how well the best body behind it fits, and which that is."""
    best: dict[Slug, tuple[float, Slug]] = {}
    for slug in sorted(bodies):
        access = bodies[slug].access
        if access is None or access.direct:
            continue
        for gate in access.via:
            if gate in bodies and fits[slug] > best.get(gate, (0.0, ""))[0]:
                best[gate] = (fits[slug], slug)
    return best


def is_open_to(body: Organisation, case: Case, tie: Tie, authorities: frozenset[OrganisationKind]) -> bool:
    """Whether the asker may turn to the body itself rather than through another."""
    access = body.access
    if access is None or access.direct:
        return True
    if case.kind in authorities and body.kind in authorities and not access.mandate:
        return True
    return tie.referral is not None and tie.whose == "asker" and tie.referral.kind is ReferralKind.REFERS


def is_joint_desk(body: Organisation, case: Case, areas: AreaTree) -> bool:
    """Whether both sides share the desk: it covers a part of each, and the asker or the asked place lies in it."""
    if body.country != JOINT or any(area in _WHOLE for area in body.areas):
        return False
    here = case.own.area if case.own.area and case.own.area != case.own.country else None
    there = case.other.area if case.other.area and case.other.area != case.other.country else None
    return any(code in body.areas for side in (here, there) if side for code in areas.upwards(side)) and all(
        _is_touched(body, side, areas) for side in (case.own, case.other)
    )


def _is_touched(body: Organisation, side: Side, areas: AreaTree) -> bool:
    code = side.area or side.country
    return code is not None and any(area in areas.around(code) for area in body.areas)


_WHOLE: Final = frozenset({"EU"})
