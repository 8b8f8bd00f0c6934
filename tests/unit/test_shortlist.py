"""From very many bodies to those that are weighed in full: what a glance must not miss."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_directory.areas import AreaTree
from graph_directory.counterparts.candidate import Scales
from graph_directory.counterparts.fits import service_fit, services_fit
from graph_directory.counterparts.roles import roles
from graph_directory.counterparts.shortlist import MOST_WEIGHED, shortlist
from graph_directory.model import Area
from graph_directory.terms import Terms
from graph_directory.vocabulary import AreaKind, ServiceCode, ThemeCode
from tests.unit.case_samples import body, case

SERVICES = st.lists(st.sampled_from(ServiceCode), unique=True, max_size=5).map(tuple)
AREAS = AreaTree([Area("NL", 0, AreaKind.COUNTRY, "NL", None, {"en": "Netherlands"}, 52.0, 5.0)])
TERMS = Terms.load()


@given(offered=SERVICES, wanted=SERVICES)
def test_a_glance_at_services_says_what_weighing_them_says(
    offered: tuple[ServiceCode, ...], wanted: tuple[ServiceCode, ...]
) -> None:
    assert services_fit(wanted)(offered) == pytest.approx(service_fit(offered, wanted).fit)


def test_few_bodies_are_all_weighed() -> None:
    few = [body(f"nl-{number:03}") for number in range(MOST_WEIGHED)]
    assert shortlist(few, case(ServiceCode.SHELTER), AREAS, Scales(TERMS, roles())) == few


@pytest.mark.parametrize("seed", range(5))
def test_whoever_fits_better_at_a_glance_is_kept(seed: int) -> None:
    chance = random.Random(seed)
    fitting = [
        body(f"nl-{number:04}", services=(ServiceCode.SHELTER,), themes=(ThemeCode.TRAFFICKING,))
        for number in chance.sample(range(5_000), 50)
    ]
    kept = {one.slug for one in fitting}
    others = [
        body(f"nl-{number:04}", services=(ServiceCode.POLICY,))
        for number in range(5_000)
        if f"nl-{number:04}" not in kept
    ]
    mixed = chance.sample([*fitting, *others], 5_000)
    asked = case(ServiceCode.SHELTER, themes=(ThemeCode.TRAFFICKING,))
    found = shortlist(mixed, asked, AREAS, Scales(TERMS, roles()))
    assert kept <= {one.slug for one in found}
    assert [one.slug for one in found] == sorted(one.slug for one in found)
    assert len(found) == MOST_WEIGHED
    last = sorted((one.slug for one in others), reverse=True)[: MOST_WEIGHED - len(fitting)]
    assert {one.slug for one in found} - kept == set(last)
