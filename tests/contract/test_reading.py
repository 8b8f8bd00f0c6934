"""What every store promises about reading: the same narrowing, the same order."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from contract_sample import area, body, point, put, stage, tie

from graph_directory.questions import OrganisationFilter, ReferralFilter
from graph_directory.store import CandidateQuery, Store
from graph_directory.vocabulary import (
    MechanismVariant,
    OrganisationKind,
    OrganisationStatus,
    ReferralKind,
    RelationStatus,
    ServiceCode,
    ThemeCode,
)


def slugs(values: Iterable[object]) -> list[str]:
    return [getattr(value, "slug", "") for value in values]


async def test_contact_points_stand_in_the_order_recorded(store: Store) -> None:
    await put(store, body("be-one"), point("z-line", "be-one"), point("a-line", "be-one"))
    await put(store, point("z-line", "be-one", hours="24/7"))
    found = await (await store.reader()).contact_points_of(["be-one", "be-nobody"])
    assert slugs(found["be-one"]) == ["z-line", "a-line"]
    assert found["be-nobody"] == ()


async def test_a_line_serving_two_bodies_is_listed_once_under_each(store: Store) -> None:
    await put(store, body("be-one"), body("be-two"), point("line", "be-one", "be-two"))
    found = await (await store.reader()).contact_points_of(["be-two", "be-one"])
    assert [slugs(found["be-one"]), slugs(found["be-two"])] == [["line"], ["line"]]


async def test_referrals_of_a_body_come_from_both_directions_in_slug_order(store: Store) -> None:
    await put(store, body("be-b"), body("be-a"), body("be-c"), tie("be-b", "be-c"), tie("be-a", "be-b"))
    found = await (await store.reader()).referrals_of(["be-b", "be-a", "be-x"])
    assert slugs(found["be-b"]) == ["rel--be-a--be-b", "rel--be-b--be-c"]
    assert slugs(found["be-a"]) == ["rel--be-a--be-b"]
    assert found["be-x"] == ()


async def test_children_are_the_bodies_whose_parent_it_is(store: Store) -> None:
    await put(store, body("be-top"), body("be-z", parent="be-top"), body("be-a", parent="be-top"))
    found = await (await store.reader()).children_of(["be-top", "be-a"])
    assert found == {"be-top": ("be-a", "be-z"), "be-a": ()}


async def test_stages_stand_by_country_order_variant_and_slug(store: Store) -> None:
    await put(
        store,
        stage("s-4", "NL", 1, "nl-a"),
        stage("s-3", "BE", 2, "be-a"),
        stage("s-2", "BE", 1, "be-a", variant=MechanismVariant.MINOR),
        stage("s-1", "BE", 1, "be-a"),
        stage("s-0", "FR", 1, "fr-a"),
    )
    assert slugs(await (await store.reader()).mechanism(["NL", "BE"])) == ["s-1", "s-2", "s-3", "s-4"]


async def test_areas_stand_in_code_order(store: Store) -> None:
    await put(store, area("NL"), area("BE2", "BE", 1), area("BE", None, 0))
    assert [found.code for found in await (await store.reader()).areas()] == ["BE", "BE2", "NL"]


class TestCandidates:
    @pytest.fixture
    async def filled(self, store: Store) -> Store:
        await put(
            store,
            body("be-c", areas=("BE1", "BE2"), themes=(ThemeCode.TRAFFICKING,)),
            body("be-b", areas=("BE2",), services=(ServiceCode.SHELTER,)),
            body("be-a", areas=("BE2",), kind=OrganisationKind.POLICE),
            body("be-ended", areas=("BE2",), themes=(ThemeCode.TRAFFICKING,), status=OrganisationStatus.ENDED),
            body("nl-far", areas=("NL",), themes=(ThemeCode.TRAFFICKING,)),
        )
        return store

    async def ask(self, store: Store, query: CandidateQuery) -> list[str]:
        return slugs(await (await store.reader()).candidates(query))

    async def test_without_a_need_the_area_alone_decides_and_ended_bodies_stay_out(self, filled: Store) -> None:
        assert await self.ask(filled, CandidateQuery(frozenset({"BE2", "BE"}))) == ["be-a", "be-b", "be-c"]

    async def test_one_shared_theme_service_or_kind_is_enough(self, filled: Store) -> None:
        query = CandidateQuery(
            frozenset({"BE2"}),
            themes=frozenset({ThemeCode.TRAFFICKING, ThemeCode.DRUGS}),
            services=frozenset({ServiceCode.SHELTER}),
        )
        assert await self.ask(filled, query) == ["be-b", "be-c"]

    async def test_a_kind_asked_for_brings_bodies_without_any_theme(self, filled: Store) -> None:
        query = CandidateQuery(frozenset({"BE2"}), kinds=frozenset({OrganisationKind.POLICE}))
        assert await self.ask(filled, query) == ["be-a"]

    async def test_no_area_no_candidate(self, filled: Store) -> None:
        assert await self.ask(filled, CandidateQuery(frozenset())) == []


class TestWords:
    @pytest.fixture
    async def filled(self, store: Store) -> Store:
        await put(
            store,
            body("be-esperanto", names={"fr": "Espéranto"}, aliases=("Maison d'accueil",)),
            body("be-payoke", names={"nl": "Payoke"}, acronyms=("PYK",), description={"en": "Recognised centre."}),
            body("nl-centre", names={"nl": "Centrum"}, former_names=("Payokee",), description={"en": "A centre."}),
        )
        return store

    async def test_a_body_is_found_by_any_of_its_folded_words(self, filled: Store) -> None:
        reader = await filled.reader()
        assert slugs(await reader.with_words(["esperanto"])) == ["be-esperanto"]
        assert slugs(await reader.with_words(["accueil", "pyk"])) == ["be-esperanto", "be-payoke"]
        assert slugs(await reader.with_words(["centre"])) == ["be-payoke", "nl-centre"]

    async def test_words_are_taken_exactly_as_folded(self, filled: Store) -> None:
        reader = await filled.reader()
        assert await reader.with_words(["Espéranto", "espe", ""]) == ()
        assert await reader.with_words([]) == ()

    async def test_near_words_begin_with_it_from_four_letters_on(self, filled: Store) -> None:
        near = await (await filled.reader()).words_near(["payo", "pay", "cent"])
        assert near == {"payo": ("payoke", "payokee"), "pay": (), "cent": ("centre", "centrum")}

    @pytest.mark.parametrize("slip", ["ayoke", "pyoke", "payokx", "apyoke", "paayoke"])
    async def test_one_edit_is_forgiven_from_five_letters_on(self, filled: Store, slip: str) -> None:
        assert "payoke" in (await (await filled.reader()).words_near([slip]))[slip]

    async def test_two_edits_are_not_forgiven(self, filled: Store) -> None:
        assert await (await filled.reader()).words_near(["pxyokx", "pk"]) == {"pxyokx": (), "pk": ()}

    async def test_signs_of_a_query_language_are_only_letters_here(self, filled: Store) -> None:
        reader = await filled.reader()
        hostile = ["*", "pay*", "%", "payoke'", '"payoke"', "payoke~1", "a AND b", "\\", "("]
        assert await reader.with_words(hostile) == ()
        assert set(await reader.words_near(hostile)) == set(hostile)


class TestSelecting:
    @pytest.fixture
    async def filled(self, store: Store) -> Store:
        await put(
            store,
            area("BE", None, 0),
            area("BE2", "BE", 1),
            area("BE21", "BE2", 2),
            body("be-one", areas=("BE21",), themes=(ThemeCode.TRAFFICKING,), services=(ServiceCode.SHELTER,)),
            body("be-two", areas=("BE",), themes=(ThemeCode.DRUGS,), kind=OrganisationKind.POLICE),
            body("nl-one", areas=("NL",), themes=(ThemeCode.TRAFFICKING,)),
            tie("be-one", "nl-one", themes=(ThemeCode.TRAFFICKING,), status=RelationStatus.INFERRED),
            tie("be-two", "be-one", kind=ReferralKind.MUST_NOTIFY),
        )
        return store

    @pytest.mark.parametrize(
        ("wanted", "expected"),
        [
            (OrganisationFilter(), ["be-one", "be-two", "nl-one"]),
            (OrganisationFilter(countries=("BE",)), ["be-one", "be-two"]),
            (OrganisationFilter(kinds=(OrganisationKind.POLICE,)), ["be-two"]),
            (OrganisationFilter(themes=(ThemeCode.TRAFFICKING, ThemeCode.DRUGS)), ["be-one", "be-two", "nl-one"]),
            (OrganisationFilter(countries=("BE",), themes=(ThemeCode.TRAFFICKING,)), ["be-one"]),
            (OrganisationFilter(services=(ServiceCode.SHELTER,)), ["be-one"]),
            (OrganisationFilter(areas=("BE2",)), ["be-one"]),
            (OrganisationFilter(areas=("BE",)), ["be-one", "be-two"]),
            (OrganisationFilter(areas=("NL",)), ["nl-one"]),
            (OrganisationFilter(areas=("XX",)), []),
        ],
    )
    async def test_filled_fields_narrow_organisations(
        self, filled: Store, wanted: OrganisationFilter, expected: list[str]
    ) -> None:
        assert list(await (await filled.reader()).select_organisations(wanted)) == expected

    @pytest.mark.parametrize(
        ("wanted", "expected"),
        [
            (ReferralFilter(), ["rel--be-one--nl-one", "rel--be-two--be-one"]),
            (ReferralFilter(cross_border=True), ["rel--be-one--nl-one"]),
            (ReferralFilter(cross_border=False), ["rel--be-two--be-one"]),
            (ReferralFilter(documented=True), ["rel--be-two--be-one"]),
            (ReferralFilter(documented=False), ["rel--be-one--nl-one"]),
            (ReferralFilter(countries=("NL",)), ["rel--be-one--nl-one"]),
            (ReferralFilter(kinds=(ReferralKind.MUST_NOTIFY,)), ["rel--be-two--be-one"]),
            (ReferralFilter(themes=(ThemeCode.TRAFFICKING,)), ["rel--be-one--nl-one"]),
            (ReferralFilter(themes=(ThemeCode.TRAFFICKING,), documented=True), []),
        ],
    )
    async def test_filled_fields_narrow_referrals(
        self, filled: Store, wanted: ReferralFilter, expected: list[str]
    ) -> None:
        assert list(await (await filled.reader()).select_referrals(wanted)) == expected


class TestNetwork:
    @pytest.fixture
    async def filled(self, store: Store) -> Store:
        bodies = [body(slug) for slug in ("be-d", "be-c", "be-b", "be-a", "nl-e", "nl-alone")]
        ties = [tie("be-b", "be-a"), tie("be-b", "be-c"), tie("be-d", "be-c"), tie("be-a", "nl-e", valid_to="2020")]
        await put(store, *bodies, *ties)
        return store

    async def test_no_hops_give_the_body_alone(self, filled: Store) -> None:
        around = await (await filled.reader()).neighbourhood(["be-a"], 0)
        assert (slugs(around.organisations), around.referrals) == (["be-a"], ())

    async def test_hops_ignore_the_direction_and_keep_history_too(self, filled: Store) -> None:
        around = await (await filled.reader()).neighbourhood(["be-a"], 1)
        assert slugs(around.organisations) == ["be-a", "be-b", "nl-e"]
        assert slugs(around.referrals) == ["rel--be-a--nl-e", "rel--be-b--be-a"]

    async def test_referrals_among_the_outermost_are_there_too(self, filled: Store) -> None:
        await put(filled, tie("nl-e", "be-c"))
        around = await (await filled.reader()).neighbourhood(["be-a"], 2)
        assert slugs(around.organisations) == ["be-a", "be-b", "be-c", "nl-e"]
        assert "rel--nl-e--be-c" in slugs(around.referrals)

    async def test_an_unknown_body_has_no_neighbourhood(self, filled: Store) -> None:
        around = await (await filled.reader()).neighbourhood(["be-nobody"], 3)
        assert (around.organisations, around.referrals) == ((), ())

    async def test_the_network_of_a_country_leaves_out_what_crosses_its_border(self, filled: Store) -> None:
        reader = await filled.reader()
        network = await reader.network(["NL"])
        assert (slugs(network.organisations), network.referrals) == (["nl-alone", "nl-e"], ())
        whole = await reader.network([])
        assert (len(whole.organisations), len(whole.referrals)) == (6, 4)
