"""The coordinator's pages: what they show, what they say when there is nothing to show, what can be taken away."""

from __future__ import annotations

import csv
import io
import itertools
import re
import xml.etree.ElementTree as Xml
from datetime import UTC, datetime

import httpx
import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.web.hyphens import SOFT, soft
from api.web.i18n import LANGUAGES
from api.web.mapping import area_paths, borders, project
from api.web.network_form import NetworkForm
from api.web.views.coverage import COUNTRIES, CoverageForm
from graph_directory.areas import AreaTree
from tests.web.test_pages import Outline

SVG = "{http://www.w3.org/2000/svg}"
PATHS = (
    "/network",
    "/network?theme=trafficking&country=BE&country=NL&kind=shelter&cross=1&stated=1&fresh=stale&sort=through",
    "/network?without=nl-comensha&start=be-payoke&goal=nl-comensha&join=trafficking&join=drugs&between=BE&between=NL",
    "/network/be-payoke?hops=3&without=be-payoke",
    "/coverage",
    "/coverage?area=FRE&service=crisis_shelter&when=night&group=women",
    "/coverage?what=authority&country=LU",
    "/map",
    "/map?border=FR-LU&service=shelter&theme=drugs&group=minors",
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", PATHS)
async def test_a_page_stands_in_its_language_with_one_heading(
    client: httpx.AsyncClient, path: str, language: str
) -> None:
    answer = await client.get(f"/{language}{path}")
    assert answer.status_code == 200
    page = Outline(answer.text)
    assert page.all("html") == [{"lang": language}]
    assert len(page.all("h1")) == 1
    identities = [attributes["id"] for _, attributes in page.tags if attributes.get("id")]
    assert len(identities) == len(set(identities))


@pytest.mark.parametrize("path", ["/network", "/coverage", "/map"])
async def test_a_page_asks_only_its_own_service_and_holds_no_style_of_its_own(
    client: httpx.AsyncClient, path: str
) -> None:
    answer = await client.get(f"/en{path}")
    page = Outline(answer.text)
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert all(address.startswith(("/static/", "/en/network-as/svg")) for address in page.fetched())
    assert not [name for _, attributes in page.tags for name in attributes if name == "style" or name.startswith("on")]
    labelled = {attributes.get("for") for attributes in page.all("label")}
    fields = [*page.all("input"), *page.all("select")]
    assert all(one.get("id") in labelled for one in fields if one.get("type") not in {"hidden", "radio", "checkbox"})


# ---- network ---------------------------------------------------------------------------------------


async def test_a_body_typed_for_the_middle_leads_to_its_page_with_the_filters(client: httpx.AsyncClient) -> None:
    answer = await client.get("/nl/network?around=Payoke&theme=drugs&hops=2")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/nl/network/be-payoke?hops=2&theme=drugs"


async def test_filters_that_leave_nothing_say_so_and_offer_to_take_one_out(client: httpx.AsyncClient) -> None:
    text = (await client.get("/en/network?theme=fireworks&country=LU&cross=1")).text
    assert "These filters leave no link." in text
    for query in ("country=LU&amp;cross=1", "theme=fireworks&amp;cross=1", "theme=fireworks&amp;country=LU"):
        assert f'href="/en/network?{query}"' in text


@pytest.mark.parametrize("name", ["without", "start", "goal"])
async def test_a_kept_view_with_a_body_that_is_gone_is_shown_without_it(client: httpx.AsyncClient, name: str) -> None:
    answer = await client.get(f"/en/network?{name}=be-was-there-once")
    assert answer.status_code == 200
    assert "“be-was-there-once” is not, or no longer, in this directory" in answer.text


async def test_a_kept_view_around_a_body_that_is_gone_says_what_to_do(client: httpx.AsyncClient) -> None:
    answer = await client.get("/en/network/be-was-there-once?hops=2")
    assert answer.status_code == 404
    assert "be-was-there-once" in answer.text
    assert 'action="/en/search"' in answer.text


async def test_the_table_is_sorted_by_what_was_chosen(client: httpx.AsyncClient) -> None:
    by_links = bodies_of((await client.get("/en/network?sort=links")).text)
    by_name = bodies_of((await client.get("/en/network?sort=name")).text)
    assert by_links[0] == "nl-comensha"
    assert by_name != by_links
    names = re.findall(
        r'<th scope="row"><a href="/en/network/[^>]*>(?:<span[^>]*>)?([^<]+)',
        (await client.get("/en/network?sort=name")).text,
    )
    assert [name.casefold() for name in names] == sorted(name.casefold() for name in names)


async def test_every_body_is_reached_through_the_pages_of_the_table(client: httpx.AsyncClient) -> None:
    found: set[str] = set()
    for number in range(1, 20):
        page = bodies_of((await client.get(f"/en/network?page={number}")).text)
        if found.issuperset(page):
            break
        found.update(page)
    data = (await client.get("/en/network-as/json")).json()
    assert found == {body["id"] for body in data["bodies"]}


async def test_a_what_if_names_who_is_cut_off_and_what_lacks(client: httpx.AsyncClient) -> None:
    text = (await client.get("/en/network/be-payoke?without=nl-comensha")).text
    assert "Taken out:" in text
    assert "links break" in text
    assert "Services that would lack, or be less sure" in text
    assert 'class="nd xb lost"' in text


async def test_the_way_between_two_bodies_is_shown_or_its_lack_is_told(client: httpx.AsyncClient) -> None:
    there = (await client.get("/en/network?start=be-payoke&goal=nl-comensha")).text
    assert 'class="route' in there
    nowhere = (await client.get("/en/network?start=be-payoke&goal=be-payoke")).text
    assert "No chain of recorded links" in nowhere


async def test_who_joins_two_themes_is_listed(client: httpx.AsyncClient) -> None:
    text = (await client.get("/en/network?join=trafficking&join=drugs&between=NL&between=BE")).text
    assert "Who joins the two themes" in text
    assert "Works on both itself" in text


async def test_an_address_with_nonsense_is_read_as_far_as_it_makes_sense(client: httpx.AsyncClient) -> None:
    answer = await client.get("/en/network?theme=<script>&hops=99&page=x&country=XX&sort=;drop&unknown=1&cross=yes")
    assert answer.status_code == 200
    assert "<script>&" not in answer.text


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["theme", "country", "without", "hops", "page", "cross", "sort", "join", "start", "odd"]),
            st.sampled_from(["trafficking", "BE", "NL", "1", "2", "7", "links", "x y&z=", "drugs", ""]),
        ),
        max_size=12,
    )
)
def test_a_view_survives_its_own_address(items: list[tuple[str, str]]) -> None:
    form = NetworkForm.read(items)
    assert NetworkForm.read(form.pairs()) == form


# ---- coverage and map ------------------------------------------------------------------------------


async def test_every_cell_of_the_matrix_is_a_line_of_the_file(client: httpx.AsyncClient) -> None:
    page = (await client.get("/en/coverage")).text
    rows = list(csv.DictReader(io.StringIO((await client.get("/en/coverage.csv")).text)))
    assert page.count('class="cell cell--') - 6 == len(rows)  # six stand in the legend
    assert {row["state"] for row in rows} >= {"covered", "national_only", "stale_only", "unreachable", "none"}
    assert all(row["causes"] for row in rows)


@pytest.mark.parametrize(
    ("group", "when", "closed"),
    [("", "", False), ("minors", "", False), ("", "night", False), ("women", "night", True)],
)
async def test_the_api_has_the_same_cells_for_a_group_and_an_hour(
    client: httpx.AsyncClient, group: str, when: str, closed: bool
) -> None:
    query = f"/en/coverage.csv?country=NL&country=BE&country=LU&group={group}&when={when}"
    rows = list(csv.DictReader(io.StringIO((await client.get(query)).text)))
    at = CoverageForm(when=when).question(AreaTree(()), datetime.now(UTC)).at
    asked = {
        "services": sorted({row["service"].upper() for row in rows}),
        "group": group.upper() or None,
        "at": at.isoformat() if at else None,
    }
    document = """query ($services: [ServiceCode!], $group: TargetGroup, $at: DateTime) {
      coverage(themes: [TRAFFICKING], services: $services, targetGroup: $group, at: $at) {
        cells { area { code } service { code } state } } }"""
    answer = (await client.post("/graphql", json={"query": document, "variables": asked})).json()
    cells = [
        (cell["area"]["code"], cell["service"]["code"], cell["state"]) for cell in answer["data"]["coverage"]["cells"]
    ]
    assert sorted(cells) == sorted((row["area"], row["service"], row["state"].upper()) for row in rows)
    assert ("CLOSED_ONLY" in {state for _, _, state in cells}) == closed


async def test_an_opened_cell_tells_its_cause_and_what_would_close_it(client: httpx.AsyncClient) -> None:
    rows = csv.DictReader(io.StringIO((await client.get("/en/coverage.csv")).text))
    gap = next(row for row in rows if row["state"] == "unreachable")
    text = (await client.get(f"/en/coverage?area={gap['area']}&service={gap['service']}")).text
    assert f"{gap['area_name']}, {gap['service_name']}" in text
    assert "What would close it:" in text
    assert "One number or e-mail address that works from abroad" in text


async def test_a_cell_that_the_filters_leave_out_is_told(client: httpx.AsyncClient) -> None:
    text = (await client.get("/en/coverage?country=LU&area=FRE&service=shelter")).text
    assert "The chosen cell is not in this table" in text


@pytest.mark.parametrize(
    ("when", "now", "meant"),
    [
        ("night", datetime(2026, 11, 26, 12, 0, tzinfo=UTC), "2026-11-27T02:00:00+01:00"),
        ("night", datetime(2026, 11, 26, 0, 30, tzinfo=UTC), "2026-11-26T02:00:00+01:00"),
        ("sunday", datetime(2026, 11, 26, 12, 0, tzinfo=UTC), "2026-11-29T15:00:00+01:00"),
        ("now", datetime(2026, 7, 1, 12, 40, tzinfo=UTC), "2026-07-01T14:00:00+02:00"),
    ],
)
def test_an_hour_is_the_next_of_its_name_on_the_clock_here(when: str, now: datetime, meant: str) -> None:
    at = CoverageForm(when=when).question(AreaTree(()), now).at
    assert at is not None
    assert at.isoformat() == meant


async def test_the_map_asks_nobody_and_its_marks_lead_to_the_list(client: httpx.AsyncClient) -> None:
    text = (await client.get("/en/map")).text
    marks = set(re.findall(r'<a href="#(area-\w+)" aria-label', text))
    assert len(marks) == 30
    assert all(f'id="{mark}"' in text for mark in marks)
    assert not re.findall(r'(?:src|href)="https?://(?!weather\.example)', text)


async def test_every_area_of_the_list_has_its_shape_and_its_state_on_the_map(client: httpx.AsyncClient) -> None:
    text = (await client.get("/en/map?service=crisis_shelter")).text
    listed = re.findall(r'<tr id="area-(\w+)">.*?<svg class="cm cm--(\w+)"', text)
    shapes = {path: code for code, path in area_paths().items()}
    drawn = [(shapes[path], state) for state, path in re.findall(r'<path class="area (\w+)" d="([^"]+)"', text)]
    assert sorted(drawn) == sorted(listed)
    assert {state for _, state in listed} >= {"own", "national", "stale", "nothing"}


async def test_the_stretches_of_a_border_are_about_as_long_as_the_border(client: httpx.AsyncClient) -> None:
    for pair, border in borders().items():
        text = (await client.get(f"/en/map?border={'-'.join(pair)}")).text
        facing = text[text.index('id="facing"') : text.index('id="areas"')] if 'id="facing"' in text else ""
        lengths = [int(km) for km in re.findall(r'data-head="km">(\d+)<', facing)]
        if lengths:
            assert abs(sum(lengths) - border.km) <= len(lengths)


def test_known_places_stand_where_they_are_on_the_map() -> None:
    amsterdam, brussels, luxembourg = project(4.9, 52.37), project(4.35, 50.85), project(6.13, 49.61)
    assert amsterdam[1] < brussels[1] < luxembourg[1]
    assert brussels[0] < amsterdam[0] < luxembourg[0]


@pytest.mark.parametrize(("pair", "official"), [(("BE", "NL"), 450), (("BE", "FR"), 620), (("DE", "NL"), 577)])
def test_a_border_is_shorter_than_the_official_length_but_not_by_much(pair: tuple[str, str], official: int) -> None:
    assert 0.7 * official < borders()[pair].km < official


@pytest.mark.parametrize(
    ("word", "broken"),
    [("Identification", "Identi-fication"), ("(Psychosociale", "(Psycho-sociale"), ("Shelter", "Shelter")],
)
def test_long_words_break_where_they_may(word: str, broken: str) -> None:
    assert soft(word) == broken.replace("-", SOFT)


# ---- files -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("query", ["", "?around=be-payoke&hops=2", "?cross=1", "?theme=fireworks&country=LU&cross=1"])
async def test_graphml_and_gexf_are_read_by_networkx_with_the_same_figures(
    client: httpx.AsyncClient, query: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    data = (await client.get(f"/en/network-as/json{query}")).json()
    graphml = nx.parse_graphml((await client.get(f"/en/network-as/graphml{query}")).text, force_multigraph=True)
    file = tmp_path_factory.mktemp("gexf") / "network.gexf"
    file.write_text((await client.get(f"/en/network-as/gexf{query}")).text, "utf-8")
    gexf = nx.read_gexf(file)
    for graph in (graphml, gexf):
        assert set(graph) == {body["id"] for body in data["bodies"]}
        assert graph.number_of_edges() == len(data["links"])
        assert graph.is_directed() or not data["links"]
    if data["links"]:
        recomputed = nx.betweenness_centrality(nx.Graph(graphml))
        joints = set(nx.articulation_points(nx.Graph(graphml)))
        degree = dict(graphml.degree())
        for slug, values in graphml.nodes(data=True):
            assert values["betweenness"] == pytest.approx(recomputed[slug])
            assert values["articulation"] == (slug in joints)
            assert values["degree"] == degree[slug]


async def test_the_csv_files_hold_a_line_for_each_link_and_body(client: httpx.AsyncClient) -> None:
    data = (await client.get("/en/network-as/json")).json()
    links = list(csv.DictReader(io.StringIO((await client.get("/en/network-as/csv")).text)))
    bodies = list(csv.DictReader(io.StringIO((await client.get("/en/network-as/bodies.csv")).text)))
    assert [row["id"] for row in links] == [link["id"] for link in data["links"]]
    assert [row["id"] for row in bodies] == [body["id"] for body in data["bodies"]]


async def test_the_picture_as_a_file_needs_nothing_else_and_shows_every_body(client: httpx.AsyncClient) -> None:
    answer = await client.get("/en/network-as/svg")
    root = Xml.fromstring(answer.text)
    assert answer.headers["content-type"] == "image/svg+xml"
    assert "script-src" not in answer.headers["content-security-policy"]
    marks = [one for one in root.iter() if (one.get("class") or "").split()[:1] == ["n"]]
    data = (await client.get("/en/network-as/json")).json()
    assert len(marks) == len(data["bodies"])
    assert "http://" not in answer.text.replace("http://www.w3.org/2000/svg", "")


async def test_the_picture_around_a_body_as_a_file_is_the_one_of_its_page(client: httpx.AsyncClient) -> None:
    root = Xml.fromstring((await client.get("/en/network-as/svg?around=be-payoke&hops=2")).text)
    page = (await client.get("/en/network/be-payoke?hops=2")).text
    shown = Xml.fromstring(
        page[page.index('<svg class="net"') : page.index("</svg>", page.index('<svg class="net"')) + 6]
    )
    assert [one.text for one in root.iter(SVG + "tspan")] == [one.text for one in shown.iter("tspan")]
    assert [one.attrib for one in root.iter(SVG + "path")] == [one.attrib for one in shown.iter("path")]
    assert root.find(SVG + "style") is not None
    assert root.attrib["viewBox"] == f"0 0 {root.attrib['width']} {root.attrib['height']}"


async def test_the_data_of_the_moving_picture_are_the_same_network(client: httpx.AsyncClient) -> None:
    data = (await client.get("/en/network-data.json?around=be-payoke")).json()
    file = (await client.get("/en/network-as/json?around=be-payoke")).json()
    assert [node[0] for node in data["nodes"]] == [body["id"] for body in file["bodies"]]
    named = [(data["nodes"][a][0], data["nodes"][b][0]) for a, b, _ in data["links"]]
    assert named == [(link["source"], link["target"]) for link in file["links"]]


@pytest.mark.parametrize("ending", ["exe", "png", "GRAPHML"])
async def test_a_file_of_another_kind_is_not_there(client: httpx.AsyncClient, ending: str) -> None:
    assert (await client.get(f"/en/network-as/{ending}")).status_code == 404


def bodies_of(html: str) -> list[str]:
    """The slugs of the table of bodies."""
    return re.findall(r'<th scope="row"><a href="/en/network/([\w-]+)">', html)


def test_the_countries_of_the_pages_are_those_of_the_outlines() -> None:
    assert {country for pair in borders() for country in pair} == set(COUNTRIES)


async def test_an_area_stands_once_in_the_strip_with_all_that_face_it(client: httpx.AsyncClient) -> None:
    text = (await client.get("/en/map?border=BE-FR")).text
    strip = text[text.index('<svg class="strip"') : text.index("</svg>", text.index('<svg class="strip"'))]
    boxes = re.findall(r'<g><title>([^<]+)</title><rect class="side" x="[\d.]+" y="(\d+)"', strip)
    table = text[text.index('id="facing"') : text.index('id="areas"')]
    faced = [
        re.findall(r'<th scope="row" data-head="Belgium">([^<]+)<', table),
        re.findall(r'<td data-head="France">([^<]+)<', table),
    ]
    for top, names in zip(("0", "164"), faced, strict=True):
        assert [name for name, y in boxes if y == top] == [name for name, _ in itertools.groupby(names)]
    assert len(boxes) < 2 * len(faced[0])
