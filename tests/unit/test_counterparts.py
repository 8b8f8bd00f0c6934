"""The rule: who is refused, who comes first, and why; each promise on the smallest case that shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_directory.areas import AreaTree
from graph_directory.counterparts.admission import is_admissible
from graph_directory.counterparts.candidate import Scales
from graph_directory.counterparts.case import Case, Side
from graph_directory.counterparts.known import Known
from graph_directory.counterparts.ranking import rank
from graph_directory.counterparts.roles import roles
from graph_directory.counterparts.scoring import Scored
from graph_directory.model import Access, Area, ExclusivePower, Organisation, Referral
from graph_directory.terms import Terms
from graph_directory.text.relatedness import Evidence
from graph_directory.vocabulary import (
    AreaKind,
    OrganisationKind,
    OrganisationStatus,
    ReferralKind,
    RelationStatus,
    ServiceCode,
    TargetGroup,
    ThemeCode,
)
from tests.unit.case_samples import body, case, tie

AREAS = AreaTree(
    Area(code, level, kind, code[:2], parent, {"en": code}, 51.0, 5.0)
    for code, level, kind, parent in (
        ("NL", 0, AreaKind.COUNTRY, None),
        ("NL4", 1, AreaKind.NUTS1, "NL"),
        ("NL41", 2, AreaKind.NUTS2, "NL4"),
        ("NL414", 3, AreaKind.NUTS3, "NL41"),
        ("NL42", 2, AreaKind.NUTS2, "NL4"),
        ("BE", 0, AreaKind.COUNTRY, None),
        ("BE2", 1, AreaKind.NUTS1, "BE"),
    )
)
SCALES = Scales(Terms.load(), roles())
EINDHOVEN = Side("NL", None, "NL414")


def ranked(bodies: Sequence[Organisation], asked: Case, ties: Sequence[Referral] = ()) -> tuple[Scored, ...]:
    by_body = {one.slug: tuple(each for each in ties if one.slug in (each.source, each.target)) for one in bodies}
    others = {asked.asker.slug: asked.asker} if asked.asker else {}
    known = Known({**others, **{one.slug: one for one in bodies}}, by_body, {}, {}, Evidence((), {}), AREAS)
    return rank(bodies, asked, known, SCALES)


def order(bodies: Sequence[Organisation], asked: Case, ties: Sequence[Referral] = ()) -> list[str]:
    return [found.body.slug for found in ranked(bodies, asked, ties)]


def cautions_of(slug: str, bodies: Sequence[Organisation], asked: Case, ties: Sequence[Referral] = ()) -> set[str]:
    return {
        caution.code for found in ranked(bodies, asked, ties) if found.body.slug == slug for caution in found.cautions
    }


def near(asker: Organisation) -> Case:
    return case(asker=asker, other=EINDHOVEN)


@pytest.mark.parametrize(
    ("fields", "asked"),
    [
        ({"status": OrganisationStatus.ENDED}, {}),
        ({"valid_to": "2020"}, {}),
        ({"country": "DE"}, {}),
        ({"max_age": 17}, {"age": 30}),
        ({"min_age": 18}, {"age": 16}),
        ({"min_age": 18}, {"groups": frozenset({TargetGroup.MINORS})}),
        ({"max_age": 17}, {"groups": frozenset({TargetGroup.WOMEN})}),
        ({"target_groups": (TargetGroup.WOMEN,)}, {"groups": frozenset({TargetGroup.MEN})}),
        (
            {"target_groups": (TargetGroup.THIRD_COUNTRY_NATIONALS,)},
            {"groups": frozenset({TargetGroup.EU_CITIZENS})},
        ),
    ],
)
def test_who_may_not_be_proposed_is_not(fields: dict[str, object], asked: dict[str, object]) -> None:
    country = str(fields.pop("country", "NL"))
    assert not is_admissible(body("one", country, **fields), case(**asked), AREAS)
    assert is_admissible(body("one"), case(**asked), AREAS)


def test_a_mother_with_children_is_not_sent_away_for_her_age() -> None:
    families = frozenset({TargetGroup.WOMEN, TargetGroup.FAMILIES})
    assert is_admissible(body("one", max_age=17), case(groups=families), AREAS)


def test_who_offers_the_service_comes_before_who_does_not() -> None:
    bodies = [body("a-talks", services=(ServiceCode.TRAINING,)), body("b-shelters", services=(ServiceCode.SHELTER,))]
    assert order(bodies, case(ServiceCode.SHELTER))[0] == "b-shelters"


def test_the_body_of_the_place_comes_before_that_of_the_country() -> None:
    bodies = [body("national"), body("regional", areas=("NL41",)), body("local", areas=("NL414",))]
    assert order(bodies, case(other=EINDHOVEN)) == ["local", "regional", "national"]


def test_the_gate_comes_before_the_house_behind_it() -> None:
    house = body(
        "house",
        services=(ServiceCode.SHELTER,),
        access=Access("only through the gate", direct=False, mandate=False, via=("the-gate",)),
    )
    gate = body("the-gate", kind=OrganisationKind.COORDINATION, services=(ServiceCode.PLACEMENT_COORDINATION,))
    found = ranked([house, gate], case(ServiceCode.SHELTER, kind=OrganisationKind.SHELTER))
    assert [each.body.slug for each in found] == ["the-gate", "house"]
    assert "gate" in {reason.code for reason in found[0].reasons}
    assert "through" in {caution.code for caution in found[1].cautions}


def test_who_alone_may_do_it_is_told_so() -> None:
    power = ExclusivePower(ServiceCode.RESIDENCE_PROCEDURE, "only this one", (), ())
    alone = body("z-alone", services=(ServiceCode.RESIDENCE_PROCEDURE,), exclusive_powers=(power,))
    other = body("a-other", services=(ServiceCode.RESIDENCE_PROCEDURE,))
    found = ranked([alone, other], case(ServiceCode.RESIDENCE_PROCEDURE))
    assert found[0].body.slug == "z-alone"
    assert "exclusive" in {reason.code for reason in found[0].reasons}


def test_a_tie_that_a_source_states_counts_more_than_our_reading() -> None:
    asker = body("asker", "BE")
    bodies = [body("a-inferred"), body("b-documented")]
    ties = [
        tie("asker", "a-inferred", ReferralKind.COUNTERPART_OF, status=RelationStatus.INFERRED),
        tie("asker", "b-documented", ReferralKind.COUNTERPART_OF),
    ]
    found = ranked(bodies, case(asker=asker, kind=asker.kind), ties)
    assert [each.body.slug for each in found] == ["b-documented", "a-inferred"]
    assert {reason.code for each in found for reason in each.reasons} >= {"tie", "tie_inferred"}


def test_the_office_of_the_district_comes_before_the_national_one_that_the_asker_knows() -> None:
    asker = body("asker", "BE")
    national = body("a-national", kind=OrganisationKind.PROSECUTION)
    of_the_district = body("b-district", kind=OrganisationKind.PROSECUTION, areas=("NL41",))
    known = tie("asker", "a-national", status=RelationStatus.INFERRED)
    assert order([national, of_the_district], near(asker), [known])[0] == "b-district"
    anywhere = case(asker=asker)
    assert order([national, of_the_district], anywhere, [known])[0] == "a-national"


def test_who_plays_the_askers_role_there_comes_first() -> None:
    bodies = [body("a-ngo"), body("b-police", kind=OrganisationKind.POLICE)]
    assert order(bodies, case(kind=OrganisationKind.POLICE))[0] == "b-police"


def test_the_unit_meant_shares_the_ties_of_its_house() -> None:
    asker = body("asker", "BE")
    house = body("house")
    unit, stranger = body("unit", areas=("NL414",), parent="house"), body("stranger", areas=("NL414",))
    reasons = {
        found.body.slug: found.reasons
        for found in ranked([house, unit, stranger], near(asker), [tie("asker", "house")])
    }
    assert order([house, unit, stranger], near(asker), [tie("asker", "house")])[0] == "unit"
    assert "tie_of_body_parent" in {reason.code for reason in reasons["unit"]}
    assert not any(reason.code.startswith("tie") for reason in reasons["stranger"])


def test_a_unit_reached_through_its_own_house_passes_nothing_on() -> None:
    house, other = (body(name, services=(ServiceCode.IDENTIFICATION,)) for name in ("house", "other"))
    for parent, passes_on in (("house", False), (None, True)):
        unit = body(
            "unit", services=(ServiceCode.IDENTIFICATION,), parent=parent, access=Access("", True, False, ("house",))
        )
        cautions = [found.cautions for found in ranked([house, other, unit], case(ServiceCode.IDENTIFICATION))]
        assert any(caution.code == "passes_on" for each in cautions for caution in each) is passes_on


def force(slug: str, area: str = "NL", themes: tuple[ThemeCode, ...] = (ThemeCode.TRAFFICKING,)) -> Organisation:
    services = (ServiceCode.INVESTIGATION,)
    return body(slug, kind=OrganisationKind.POLICE, services=services, themes=themes, areas=(area,))


def test_the_local_force_comes_before_that_of_the_region() -> None:
    asked = case(ServiceCode.INVESTIGATION, other=EINDHOVEN, themes=(ThemeCode.TRAFFICKING,))
    local, region = force("town", "NL414"), force("region", "NL41")
    assert "another_first" in cautions_of("region", [local, region], asked)


def test_a_local_force_that_works_on_other_things_does_not_come_first() -> None:
    asked = case(ServiceCode.INVESTIGATION, other=EINDHOVEN, themes=(ThemeCode.TRAFFICKING,))
    local, region = force("town", "NL414", (ThemeCode.DRUGS,)), force("region", "NL41")
    assert order([local, region], asked) == ["region", "town"]
    assert "another_first" not in cautions_of("region", [local, region], asked)


def test_an_office_for_one_offence_is_not_asked_about_another() -> None:
    asked = case(ServiceCode.INVESTIGATION, kind=OrganisationKind.POLICE, themes=(ThemeCode.TRAFFICKING,))
    drugs = force("drugs", themes=(ThemeCode.DRUGS, ThemeCode.POLICE_COOPERATION))
    any_offence = force("any", themes=(ThemeCode.POLICE_COOPERATION,))
    assert "other_theme" in cautions_of("drugs", [drugs, any_offence], asked)
    assert "other_theme" not in cautions_of("any", [drugs, any_offence], asked)


def test_the_office_that_decides_comes_before_who_helps_to_ask() -> None:
    helper = body("helper", kind=OrganisationKind.VICTIM_SUPPORT, services=(ServiceCode.COMPENSATION,))
    office = body("office", kind=OrganisationKind.COMPENSATION, services=(ServiceCode.COMPENSATION,))
    assert order([helper, office], case(ServiceCode.COMPENSATION)) == ["office", "helper"]


def test_a_stated_partner_home_may_lie_in_another_region() -> None:
    asker = body("asker", "BE")
    home = body("home", areas=("NL42",), services=(ServiceCode.SHELTER,))
    asked = case(ServiceCode.SHELTER, asker=asker, other=EINDHOVEN)
    stated = tie("asker", "home", ReferralKind.COUNTERPART_OF)
    assert "other_area" in cautions_of("home", [home], asked)
    assert "other_area" not in cautions_of("home", [home], asked, [stated])


def test_a_tie_with_all_of_europe_counts_less_than_one_with_the_country() -> None:
    asker = body("asker", "BE")
    asked = case(ServiceCode.INFORMATION_EXCHANGE, asker=asker)
    union = body("a-union", "INT", areas=("EU", "NL", "BE"), services=(ServiceCode.INFORMATION_EXCHANGE,))
    country = body("country", services=(ServiceCode.INFORMATION_EXCHANGE,))
    ties = [tie("asker", "a-union"), tie("asker", "country")]
    strengths = {
        found.body.slug: reason.weight
        for found in ranked([union, country], asked, ties)
        for reason in found.reasons
        if reason.code == "tie"
    }
    assert strengths["a-union"] < strengths["country"]


def test_who_works_for_exploited_children_works_on_every_form_of_it() -> None:
    asked = case(themes=(ThemeCode.FORCED_CRIMINALITY,), age=15)
    children = body("children", themes=(ThemeCode.CHILD_TRAFFICKING,))
    assert "other_theme" not in cautions_of("children", [children], asked)
    assert "other_theme" in cautions_of("children", [children], case(themes=(ThemeCode.FORCED_CRIMINALITY,), age=35))


def test_a_question_about_policy_is_no_case() -> None:
    table = body("committee", services=(ServiceCode.POLICY, ServiceCode.MONITORING))
    asked = case(
        ServiceCode.INFORMATION_EXCHANGE,
        ServiceCode.POLICY,
        kind=OrganisationKind.MINISTRY,
        role_services=(ServiceCode.POLICY,),
    )
    assert "no_cases" not in cautions_of("committee", [table], asked)
    assert "no_cases" in cautions_of("committee", [table], replace(asked, age=30))


def test_who_only_watches_takes_no_cases() -> None:
    watches = body("a-watches", kind=OrganisationKind.NATIONAL_RAPPORTEUR, services=(ServiceCode.MONITORING,))
    helps = body("b-helps", services=(ServiceCode.AMBULATORY_SUPPORT,))
    found = ranked([watches, helps], case(ServiceCode.SHELTER))
    assert found[0].body.slug == "b-helps"
    assert "no_cases" in {caution.code for caution in found[1].cautions}


def test_every_match_says_why() -> None:
    for found in ranked([body("a"), body("b", areas=("NL414",))], case(other=EINDHOVEN)):
        assert found.reasons


@given(st.permutations(["a", "b", "c", "d"]), st.sets(st.sampled_from(list(ServiceCode)), max_size=3))
def test_the_order_does_not_depend_on_the_order_of_the_candidates(names: list[str], wanted: set[ServiceCode]) -> None:
    offered = {"a": ServiceCode.SHELTER, "b": ServiceCode.SHELTER, "c": ServiceCode.MEDICAL, "d": ServiceCode.POLICY}
    bodies = [body(name, services=(offered[name],), themes=(ThemeCode.TRAFFICKING,)) for name in names]
    asked = case(*sorted(wanted))
    assert order(bodies, asked) == order(sorted(bodies, key=lambda one: one.slug), asked)
