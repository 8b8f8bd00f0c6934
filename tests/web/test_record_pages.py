"""Pages of what is recorded: contact points, law, mechanisms side by side, figures, and names offered while typing."""

from __future__ import annotations

import json
import re
from pathlib import Path

import httpx
import pytest

from graph_directory.shipped import shipped_folder

SEED = Path(shipped_folder("seed_data"))


def seed(name: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads((SEED / f"{name}.json").read_text("utf-8"))
    return found


async def test_a_contact_point_has_a_page_of_its_own(client: httpx.AsyncClient) -> None:
    page = (await client.get("/en/contact/be-stopmensenhandel-line")).text
    assert 'href="tel:+3278055800"' in page
    assert "Open now, day and night" in page
    assert 'href="/en/organisation/be-stopmensenhandel"' in page
    assert "Sources</h2><ul" in page


async def test_a_body_leads_to_its_contact_points_and_laws(client: httpx.AsyncClient) -> None:
    page = (await client.get("/en/organisation/be-payoke")).text
    for path in re.findall(r'href="(/en/(?:contact|law)/[^"]+)"', page):
        assert (await client.get(path)).status_code == 200, path
    assert "/en/law/" in page


async def test_a_law_says_whether_it_binds_and_what_rests_on_it(client: httpx.AsyncClient) -> None:
    page = (await client.get("/en/law/be-law-circ2016")).text
    assert "In force" in page
    assert "Links that rest on it" in page
    assert "Where it stands in the national mechanism" in page
    not_binding = next(law["id"] for law in seed("legal_bases") if law["status"] == "declaration")
    assert "Non-binding declaration" in (await client.get(f"/en/law/{not_binding}")).text


@pytest.mark.parametrize("path", ["/en/contact/nowhere", "/nl/law/nowhere", "/fr/law/be-payoke"])
async def test_a_record_that_is_not_there_is_said_to_be_not_there(client: httpx.AsyncClient, path: str) -> None:
    assert (await client.get(path)).status_code == 404


async def test_ten_stages_stand_side_by_side_for_the_benelux(client: httpx.AsyncClient) -> None:
    page = (await client.get("/nl/mechanisms")).text
    assert len(re.findall(r'<th scope="col">', page)) == 10
    assert (
        re.findall(r'<th scope="row"><abbr class="oval" title="([^"]+)"', page)
        == ["België", "Nederland", "Luxemburg"] * 2
    )
    assert "Minderjarigen" in page


async def test_neighbours_are_compared_when_they_are_asked_for(client: httpx.AsyncClient) -> None:
    page = (await client.get("/en/mechanisms?country=DE&country=FR&country=XX")).text
    assert re.findall(r'<th scope="row"><abbr class="oval" title="([^"]+)"', page) == ["Germany", "France"] * 2


async def test_every_stage_of_the_seed_stands_in_its_cell(client: httpx.AsyncClient) -> None:
    page = (
        await client.get("/en/mechanisms?" + "&".join(f"country={code}" for code in ("BE", "NL", "LU", "DE", "FR")))
    ).text
    texts = [str(stage["text"]).split(".")[0].replace("'", "&#39;") for stage in seed("referral_mechanisms")]
    assert [text for text in texts if text not in page] == []


async def test_the_figures_are_those_of_the_records(client: httpx.AsyncClient) -> None:
    page = (await client.get("/en/how-we-know")).text
    documented = sum(tie["status"] == "documented" for tie in seed("relations"))
    assert re.search(rf'Stated by a source</th><td class="num" data-head="Number">{documented:,}</td>', page)
    organisations = sum(body["country"] == "LU" for body in seed("organisations"))
    assert re.search(rf'Luxembourg</th><td class="num" data-head="Organisations">{organisations}</td>', page)
    shares = [int(number.replace(",", "")) for number in re.findall(r'data-head="Number">([\d,]+)<', page)[:5]]
    assert sum(shares) == len(seed("contact_points"))


async def test_bodies_are_offered_by_any_name_they_bear(client: httpx.AsyncClient) -> None:
    for typed, value in (("payo", "Payoke (BE)"), ("COMENSHA", "CoMensha"), ("fedas", "Fedasil")):
        offered = (await client.post("/en/suggest/organisations", data={"q": typed})).json()
        assert offered[0]["value"].startswith(value), typed
        assert len(offered) <= 8


@pytest.mark.parametrize(
    ("typed", "country", "value"), [("lutt", "", "Liège"), ("Eindh", "NL", "Eindhoven"), ("5611", "NL", "")]
)
async def test_places_are_offered_in_any_spelling(
    client: httpx.AsyncClient, typed: str, country: str, value: str
) -> None:
    answer = await client.post("/fr/suggest/places", data={"q": typed, "country": country})
    offered = answer.json()
    assert offered
    assert not value or value in [one["value"] for one in offered]
    assert not country or {one["country"] for one in offered} == {country}
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", ["/en/suggest/organisations", "/en/suggest/places"])
async def test_nothing_is_offered_for_one_letter_and_nothing_by_address(client: httpx.AsyncClient, path: str) -> None:
    assert (await client.post(path, data={"q": "e"})).json() == []
    assert (await client.get(f"{path}?q=Eindhoven")).status_code in {404, 405}


async def test_a_single_contact_is_told_in_the_singular(client: httpx.AsyncClient) -> None:
    assert "1 contact sur 1 d’une source actuelle" in (await client.get("/fr/organisation/nl-comensha")).text
    assert "2 of 2 contacts from current sources" in (await client.get("/en/organisation/be-payoke")).text
