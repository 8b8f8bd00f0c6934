"""Where which service is there: every state has its reason, and a loss is seen where it hurts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from graph_directory.areas import AreaTree
from graph_directory.coverage import CoverageCell, CoverageData, CoverageQuestion, coverage, lost_cells, rows, worse
from graph_directory.model import Access, Area, ContactPoint, Organisation, Phone
from graph_directory.terms import Terms
from graph_directory.vocabulary import (
    AreaKind,
    Audience,
    Confidence,
    CoverageState,
    OrganisationKind,
    OrganisationStatus,
    PhoneType,
    ServiceCode,
    TargetGroup,
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


def cell(known: CoverageData, where: str = "BE21", **asked: Any) -> CoverageCell:
    (found,) = coverage(CoverageQuestion((where,), (TRAFFICKING,), (SHELTER,), **asked), known)
    return found


def desk(**said: Any) -> CoverageData:
    """The house with one contact point only."""
    point = ContactPoint("be-house-desk", ("be-house",), "Desk", Audience.PUBLIC, **said)
    return CoverageData([house()], {"be-house": (point,)}, TREE, TODAY)


def number(works: bool | None) -> tuple[Phone, ...]:
    return (Phone("+3280012345", "0800 12345", "+3280012345", PhoneType.FREEPHONE, "BE", works),)


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
    assert (cause.code, cause.facts["area"], cause.facts["number"]) == ("coverage_covered_one", "area:BE21", "1")


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


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({}, "coverage_body_no_contact"),
        ({"urls": ("https://house.example/",)}, "coverage_body_page_only"),
        ({"phones": number(False), "urls": ("https://house.example/",)}, "coverage_body_home_number_only"),
        ({"emails": ("a@b.example",), "valid_to": "2026-11-25"}, "coverage_body_no_contact"),
    ],
)
def test_what_nobody_abroad_can_use_does_not_cover_and_the_cause_says_which(said: dict[str, Any], why: str) -> None:
    found = cell(desk(**said))
    assert found.state is CoverageState.UNREACHABLE
    assert [cause.code for cause in found.causes] == ["coverage_unreachable_one", why]


@pytest.mark.parametrize("works", [True, None])
def test_a_number_that_is_not_known_to_fail_from_abroad_covers(works: bool | None) -> None:
    assert cell(desk(phones=number(works))).state is CoverageState.COVERED


@pytest.mark.parametrize(
    ("hours", "state", "why"),
    [
        ("Mo-Fr 09:00-17:00", CoverageState.CLOSED_ONLY, "coverage_body_opens"),
        ("24/7", CoverageState.COVERED, None),
        (None, CoverageState.COVERED, None),
    ],
)
def test_at_night_only_a_desk_known_to_be_closed_covers_nothing(
    hours: str | None, state: CoverageState, why: str | None
) -> None:
    night = datetime(2026, 11, 26, 2, 0, tzinfo=UTC)
    known = desk(emails=("a@b.example",), hours=hours)
    found = cell(known, at=night)
    assert (found.state, [cause.code for cause in found.causes[1:]]) == (state, [why] if why else [])
    assert cell(known).state is CoverageState.COVERED


def test_only_old_ways_to_reach_a_body_make_it_stale_though_the_body_is_known() -> None:
    assert cell(desk(emails=("a@b.example",), confidence=Confidence.DATED)).state is CoverageState.STALE_ONLY


@pytest.mark.parametrize(
    ("groups", "covered"),
    [
        ((), True),
        ((TargetGroup.ANY,), True),
        ((TargetGroup.WOMEN, TargetGroup.MINORS), True),
        ((TargetGroup.MEN,), False),
    ],
)
def test_a_body_for_others_covers_nothing_for_this_group(groups: tuple[TargetGroup, ...], covered: bool) -> None:
    found = cell(data(house(target_groups=groups)), group=TargetGroup.WOMEN)
    assert (found.state is CoverageState.COVERED) == covered


def test_every_cause_has_a_sentence_in_four_languages() -> None:
    terms = Terms.load()
    states = [f"coverage_{state.value}{one}" for state in CoverageState for one in ("", "_one")]
    codes = [*states, *(f"coverage_body_{why}" for why in BODY_CAUSES)]
    wanted = [code for code in codes if code != "coverage_none_one"]
    entries = [terms.entry("reasons", code) for code in wanted]
    assert all(entry and {"nl", "fr", "de", "en"} <= entry.labels.keys() for entry in entries)


def test_the_rows_are_provinces_at_home_and_regions_of_the_neighbours_along_the_border() -> None:
    near = replace(area("DEA", "DE", 1), touches_benelux=True)
    tree = AreaTree([*TREE.by_code.values(), area("DE", None, 0), near, area("DE2", "DE", 1)])
    assert rows(tree, ("LU", "DE", "BE")) == ("LU00", "DEA", "BE21", "BE22")


BODY_CAUSES = (
    "ended",
    "no_contact",
    "page_only",
    "home_number_only",
    "old",
    "old_undated",
    "opens",
    "closed",
)


def test_what_is_kept_does_not_grow_with_the_moments_asked_about() -> None:
    data = CoverageData((house(),), {}, TREE, TODAY)
    plain = CoverageQuestion(("BE21",), (TRAFFICKING,), (SHELTER,))
    for hour in range(24):
        list(coverage(replace(plain, at=datetime(2026, 11, 26, hour, tzinfo=UTC)), data))
    list(coverage(plain, data))
    assert len(data._standings) == 1
