"""Every page, in every language: complete, safe to open, and ours alone."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import httpx
import pytest

from api.web.i18n import LANGUAGES

PATHS = (
    "/",
    "/organisation/be-payoke",
    "/organisation/nl-comensha",
    "/network",
    "/network/be-payoke",
    "/network/lu-infotraite?hops=2&cross=1&theme=trafficking",
    "/search",
    "/search?q=payoke",
    "/how-we-know",
    "/privacy",
    "/accessibility",
    "/about",
)
QUESTION = {
    "asker": "be-payoke",
    "country": "NL",
    "place": "Eindhoven",
    "theme": "sexual_exploitation",
    "service": "shelter",
}


class Outline(HTMLParser):
    """What of a page can be judged without a browser."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]

    def fetched(self) -> list[str]:
        """Every address that is asked for while the page is shown; "" where none is given."""
        named = (one for tag in ("link", "script", "img") for one in self.all(tag) if one.get("rel") != "expect")
        return [one.get("src") or one.get("href") or "" for one in named]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", PATHS)
async def test_a_page_stands_in_its_language_with_one_heading_and_its_headers(
    client: httpx.AsyncClient, path: str, language: str
) -> None:
    answer = await client.get(f"/{language}{path}")
    assert answer.status_code == 200
    assert_sound(answer, language)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_an_answer_stands_in_its_language_with_one_heading_and_its_headers(
    client: httpx.AsyncClient, language: str
) -> None:
    answer = await client.post(f"/{language}/answer", data=QUESTION)
    assert answer.status_code == 200
    assert_sound(answer, language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", ["/organisation/be-nobody", "/network/be-nobody", "/nowhere", "/no/where"])
async def test_what_is_not_there_says_so_and_offers_a_search(
    client: httpx.AsyncClient, path: str, language: str
) -> None:
    answer = await client.get(f"/{language}{path}")
    assert answer.status_code == 404
    assert_sound(answer, language)
    assert f'action="/{language}/search"' in answer.text


@pytest.mark.parametrize("path", ["/organisation/be-payoke", "/network/be-payoke?hops=2", "/search?q=fedasil"])
async def test_the_same_page_is_linked_in_the_other_languages(client: httpx.AsyncClient, path: str) -> None:
    page = Outline((await client.get(f"/fr{path}")).text)
    offered = {(link["hreflang"], link["href"]) for link in page.all("a") if link.get("hreflang")}
    assert offered == {(code, f"/{code}{path}") for code in ("nl", "de", "en")}


async def test_an_answer_in_another_language_is_asked_for_without_an_address(client: httpx.AsyncClient) -> None:
    page = Outline((await client.post("/en/answer", data=QUESTION)).text)
    offered = {button["formaction"] for button in page.all("button") if button.get("formaction")}
    assert offered == {"/nl/answer", "/fr/answer", "/de/answer"}
    kept = {(field["name"], field["value"]) for field in page.all("input") if field.get("type") == "hidden"}
    assert set(QUESTION.items()) <= kept


async def test_the_first_address_goes_to_the_language_of_the_browser(client: httpx.AsyncClient) -> None:
    answer = await client.get("/", headers={"Accept-Language": "de-DE,de;q=0.9"})
    assert answer.status_code == 307
    assert answer.headers["location"] == "/de/"


async def test_the_quick_exit_leads_where_the_operator_set_it_and_tells_it_nothing(client: httpx.AsyncClient) -> None:
    page = Outline((await client.get("/nl/")).text)
    (leave,) = [link for link in page.all("a") if link.get("id") == "exit"]
    assert leave["href"] == "https://weather.example/"
    assert leave["rel"] == "nofollow noreferrer"


async def test_files_are_kept_by_browsers_until_they_change(client: httpx.AsyncClient) -> None:
    page = (await client.get("/en/")).text
    (address,) = re.findall(r'href="(/static/app\.css\?v=\w+)"', page)
    answer = await client.get(address)
    assert answer.headers["content-type"].startswith("text/css")
    assert "immutable" in answer.headers["cache-control"]
    again = await client.get(address, headers={"If-None-Match": answer.headers["etag"]})
    assert again.status_code == 304


async def test_a_first_visit_is_small(client: httpx.AsyncClient) -> None:
    page, sheet = await client.get("/en/"), await client.get("/static/app.css")
    records, face = await client.get("/static/records.css"), await client.get("/static/atkinson-next-400-700.woff2")
    assert len(sheet.content) + len(records.content) <= 34_000
    assert len(sheet.content) <= 30_000
    assert len(page.content) + len(sheet.content) + len(face.content) <= 70_000


async def test_the_licence_of_the_type_face_stands_beside_it(client: httpx.AsyncClient) -> None:
    assert "SIL Open Font License" in (await client.get("/static/atkinson-next-OFL.txt")).text


async def test_a_page_answers_to_head(client: httpx.AsyncClient) -> None:
    answer = await client.head("/en/")
    assert answer.status_code == 200


def assert_sound(answer: httpx.Response, language: str) -> None:
    """What holds for every page."""
    page = Outline(answer.text)
    assert page.all("html") == [{"lang": language}]
    assert len(page.all("h1")) == 1
    assert len(page.all("main")) == 1
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-security-policy"].startswith("default-src 'self'")
    assert "unsafe" not in answer.headers["content-security-policy"]
    asked = answer.request.method == "POST" or answer.status_code != 200
    assert answer.headers["cache-control"] == ("no-store" if asked else "private, no-cache")
    assert "set-cookie" not in answer.headers
    assert all(address.startswith("/") and not address.startswith("//") for address in page.fetched())
    waited_for = {one["href"] for one in page.all("link") if one["rel"] == "expect"}
    assert waited_for == {f"#{attributes.get('id')}" for tag, attributes in page.tags if tag == "footer"}
    assert not page.all("style")
    assert not [name for _, attributes in page.tags for name in attributes if name == "style" or name.startswith("on")]
    identities = [attributes["id"] for _, attributes in page.tags if attributes.get("id")]
    assert len(identities) == len(set(identities))
    labelled = {attributes.get("for") for attributes in page.all("label")}
    for field in (*page.all("input"), *page.all("select"), *page.all("textarea")):
        if field.get("type") not in ("hidden", "radio", "checkbox"):
            assert field.get("id") in labelled
