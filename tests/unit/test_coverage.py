"""Where which service is there: every state has its reason, and a loss is seen where it hurts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from graph_directory.areas import AreaTree
from graph_directory.coverage import CoverageCell, CoverageData, CoverageQuestion, coverage, lost_cells, worse
from graph_directory.model import Access, Area, ContactPoint, Organisation
from graph_directory.vocabulary import (
    AreaKind,
    Audience,
    CoverageState,
    OrganisationKind,
    OrganisationStatus,
    ServiceCode,
    ThemeCode,
)

TODAY = date(2026, 11, 26)
SHELTER, TRAFFICKING = ServiceCode.SHELTER, ThemeCode.TRAFFICKING


def area(code: str, parent: str | None, level: int) -> Area:
    return Area(code, level, AreaKind.NUTS2, code[:2], parent, {"en": code}, 50.0, 5.0)


TREE = AreaTree(
    [
        area("BE", None, 0),
        area("BE2", "BE", 1),
        area("BE21", "BE2", 2),
        area("BE211", "BE21", 3),
        area("BE22", "BE2", 2),
        area("LU", None, 0),
        area("LU0", "LU", 1),
        area("LU00", "LU0", 2),
    ]
)


def house(slug: str = "be-house", **said: Any) -> Organisation:
    plain = Organisation(
        slug,
        {"en": slug},
        slug[:2].upper(),
        OrganisationKind.SHELTER,
        ("BE21",),
        {"en": "Gives shelter."},
        themes=(TRAFFICKING,),
        services=(SHELTER,),
        newest_source_date="2026-01",
    )
    return replace(plain, **said)


def data(*bodies: Organisation, silent: Sequence[str] = ()) -> CoverageData:
    points = {
        body.slug: (ContactPoint(f"{body.slug}-desk", (body.slug,), "Desk", Audience.PUBLIC, emails=("a@b.example",)),)
        for body in bodies
        if body.slug not in silent
    }
    return CoverageData(bodies, points, TREE, TODAY)


def cell(known: CoverageData, where: str = "BE21") -> CoverageCell:
    (found,) = coverage(CoverageQuestion((where,), (TRAFFICKING,), (SHELTER,)), known)
    return found


@pytest.mark.parametrize("areas", [("BE21",), ("BE2",), ("BE211",)])
def test_a_body_of_the_region_covers_it(areas: tuple[str, ...]) -> None:
    assert cell(data(house(areas=areas))).state is CoverageState.COVERED


def test_a_body_for_a_whole_country_covers_its_provinces_from_afar() -> None:
    assert cell(data(house(areas=("BE",)))).state is CoverageState.NATIONAL_ONLY


def test_in_a_country_that_is_one_region_its_bodies_are_of_the_region() -> None:
    assert cell(data(house("lu-house", areas=("LU",))), "LU00").state is CoverageState.COVERED


def test_a_neighbouring_province_covers_nothing_here() -> None:
    found = cell(data(house(areas=("BE22",))))
    assert (found.state, found.organisations) == (CoverageState.NONE, ())


@pytest.mark.parametrize("said", [{"themes": (ThemeCode.DRUGS,)}, {"services": (ServiceCode.MEDICAL,)}])
def test_another_theme_or_service_covers_nothing(said: dict[str, Any]) -> None:
    assert cell(data(house(**said))).state is CoverageState.NONE


@pytest.mark.parametrize(
    "said", [{"status": OrganisationStatus.ENDED}, {"valid_to": "2026-11-25"}, {"valid_to": "2025"}]
)
def test_a_body_that_has_ended_is_closed(said: dict[str, Any]) -> None:
    assert cell(data(house(**said))).state is CoverageState.CLOSED_ONLY


@pytest.mark.parametrize("last", ["2026-11-26", "2026-11", "2026", "2027"])
def test_a_body_works_until_the_end_of_its_last_day(last: str) -> None:
    assert cell(data(house(valid_to=last))).state is CoverageState.COVERED


def test_a_body_that_nobody_can_reach_covers_nothing() -> None:
    assert cell(data(house(), silent=["be-house"])).state is CoverageState.UNREACHABLE


def test_a_body_that_is_reached_through_another_can_be_reached() -> None:
    access = Access("Through the centre.", direct=False, mandate=False, via=("be-centre",))
    assert cell(data(house(access=access), silent=["be-house"])).state is CoverageState.COVERED


def test_a_body_that_nobody_has_looked_at_for_years_is_stale() -> None:
    assert cell(data(house(newest_source_date="2019"))).state is CoverageState.STALE_ONLY


def test_the_best_body_decides_and_is_named() -> None:
    old, closed = house("be-old", newest_source_date="2019"), house("be-closed", status=OrganisationStatus.ENDED)
    found = cell(data(closed, old, house(), house("be-far", areas=("BE",))))
    assert (found.state, found.organisations) == (CoverageState.COVERED, ("be-house",))
    (cause,) = found.causes
    assert (cause.code, cause.facts["area"], cause.facts["number"]) == ("coverage_covered", "area:BE21", "1")


def test_cells_come_by_area_theme_and_service() -> None:
    asked = CoverageQuestion(("BE21", "BE22"), (TRAFFICKING, ThemeCode.DRUGS), (SHELTER, ServiceCode.MEDICAL))
    found = [(one.area, one.theme, one.service) for one in coverage(asked, data(house()))]
    assert found == sorted(found, key=lambda one: (one[0], one[1] is ThemeCode.DRUGS, one[2] is ServiceCode.MEDICAL))
    assert len(found) == asked.cells == 8


def test_a_loss_is_told_with_the_state_that_is_left() -> None:
    asked = CoverageQuestion(("BE21", "BE22"), (TRAFFICKING,), (SHELTER,))
    known = data(house(), house("be-far", areas=("BE",)))
    (lost,) = lost_cells(asked, known, {"be-house"})
    assert (lost.area, lost.state, lost.organisations) == ("BE21", CoverageState.NATIONAL_ONLY, ("be-far",))
    assert {one.state for one in lost_cells(asked, known, {"be-house", "be-far"})} == {CoverageState.NONE}


def test_a_state_is_never_worse_than_itself() -> None:
    assert not any(worse(state, state) for state in CoverageState)
    assert all(worse(CoverageState.NONE, state) for state in CoverageState if state is not CoverageState.NONE)
