"""The rule: who is refused, who comes first, and why; each promise on the smallest case that shows it."""

from __future__ import annotations

from collections.abc import Sequence

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


def test_who_plays_the_askers_role_there_comes_first() -> None:
    bodies = [body("a-ngo"), body("b-police", kind=OrganisationKind.POLICE)]
    assert order(bodies, case(kind=OrganisationKind.POLICE))[0] == "b-police"


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
