"""A question is held for a while under an address of chance, locked, and goes when it should."""

from __future__ import annotations

import asyncio
import gc

import httpx
import pytest

from api.app import create_app
from api.web.held import Held, Token
from graph_directory.settings import Settings

WORDS = "zeldzaamwoordxq"
ASKED = {"asker": "be-payoke", "country": "NL", "place": "Eindhoven", "service": "shelter", "text": WORDS}
FORGOTTEN = {
    "nl": "Deze vraag is vergeten",
    "fr": "Cette question est oubliée",
    "de": "Diese Frage ist vergessen",
    "en": "This question is forgotten",
}
PAGES = {"Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8"}


async def test_what_is_held_is_found_by_its_token_alone() -> None:
    held = Held()
    first, second = held.hold("text=een"), held.hold("text=twee")
    assert (held.find(first), held.find(second)) == ("text=een", "text=twee")
    assert held.find(Token("guessed")) is None
    assert len({held.hold("the same") for _ in range(50)}) == 50


async def test_what_is_held_cannot_be_read_without_its_token() -> None:
    held = Held()
    held.hold(f"text={WORDS} {'é' * 500}")
    kept = [one for one in gc.get_objects() if isinstance(one, Held) and one is held]
    assert kept
    assert WORDS.encode() not in b"".join(locked.content for locked in held._questions.values())
    assert WORDS not in repr(vars(held))


async def test_a_question_is_forgotten_after_its_time_though_nobody_asks() -> None:
    held = Held(held_for=0.01)
    held.hold("text=een")
    for _ in range(200):
        if not len(held):
            break
        await asyncio.sleep(0.01)
    assert len(held) == 0


async def test_a_question_is_forgotten_at_once_when_told() -> None:
    held = Held()
    token = held.hold("text=een")
    held.forget(token)
    held.forget(token)
    assert held.find(token) is None
    assert len(held) == 0


async def test_the_oldest_goes_when_too_much_is_held() -> None:
    held = Held(most_bytes=100)
    tokens = [held.hold("x" * 40) for _ in range(3)]
    assert [held.find(token) is not None for token in tokens] == [False, True, True]


async def test_who_reads_pages_is_led_to_an_address_that_holds_nothing_of_the_question(
    client: httpx.AsyncClient,
) -> None:
    sent = await client.post("/en/answer", data=ASKED, headers=PAGES)
    assert sent.status_code == 303
    address = sent.headers["location"]
    assert address.startswith("/en/answer/")
    assert all(word not in address for word in ("Eindhoven", "payoke", WORDS, "?"))
    assert "set-cookie" not in sent.headers
    for _ in range(2):  # going back and loading again ask the same address
        answer = await client.get(address, headers=PAGES)
        assert answer.status_code == 200
        assert "Start with CoMensha" in answer.text
        assert answer.headers["cache-control"] == "no-store"
        assert 'content="noindex"' in answer.text


async def test_what_seems_to_name_a_person_is_answered_at_once_and_never_held(client: httpx.AsyncClient) -> None:
    for text in ("Frau Muster sucht eine Unterkunft", "femme née le 3/4/1999", "she is called Xenia"):
        answer = await client.post("/en/answer", data={**ASKED, "text": text}, headers=PAGES)
        assert answer.status_code == 200
        assert "Start with" in answer.text


async def test_the_same_address_answers_in_the_other_languages(client: httpx.AsyncClient) -> None:
    address = (await client.post("/en/answer", data=ASKED, headers=PAGES)).headers["location"]
    assert "Beginnen Sie mit" in (await client.get(address.replace("/en/", "/de/"))).text


async def test_a_chip_is_led_to_the_form_with_everything_in_it(client: httpx.AsyncClient) -> None:
    sent = await client.post("/fr/", data={**ASKED, "edit": "place"}, headers=PAGES)
    assert sent.headers["location"].startswith("/fr/form/")
    page = await client.get(sent.headers["location"])
    assert 'value="Eindhoven"' in page.text
    assert 'data-country="country" autofocus' in page.text
    assert WORDS in page.text
    assert page.headers["cache-control"] == "no-store"


async def test_a_question_that_needs_a_change_keeps_what_was_typed_under_its_address(
    client: httpx.AsyncClient,
) -> None:
    typed = {"country": "NL", "age": "30", "group": "minors", "text": WORDS}
    sent = await client.post("/en/answer", data=typed, headers=PAGES)
    page = await client.get(sent.headers["location"])
    assert page.status_code == 422
    assert "a child is ticked as well" in page.text
    assert WORDS in page.text
    assert page.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("language", ["nl", "fr", "de", "en"])
@pytest.mark.parametrize("where", ["answer", "form"])
async def test_an_address_whose_question_is_forgotten_says_so_and_leads_on(
    client: httpx.AsyncClient, language: str, where: str
) -> None:
    page = await client.get(f"/{language}/{where}/{'A' * 32}", headers=PAGES)
    assert page.status_code == 410
    assert page.headers["cache-control"] == "no-store"
    main = page.text.split("<main")[1]
    assert FORGOTTEN[language] in main
    assert f'href="/{language}/"' in main
    assert 'href="tel:112"' in main


async def test_leaving_tells_the_server_to_forget(client: httpx.AsyncClient) -> None:
    address = (await client.post("/en/answer", data=ASKED, headers=PAGES)).headers["location"]
    page = (await client.get(address)).text
    (ping,) = [part.split('"')[0] for part in page.split(' ping="')[1:]]
    assert (await client.post(ping)).status_code == 204
    assert (await client.get(address)).status_code == 410


async def test_nothing_is_held_where_the_operator_says_so(client: httpx.AsyncClient, tmp_path: object) -> None:
    app = create_app(Settings(f"sqlite://{tmp_path}/directory.db", hold_questions=False))
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://directory.test") as asking,
    ):
        answer = await asking.post("/en/answer", data=ASKED, headers=PAGES)
        assert answer.status_code in {200, 422}  # an empty directory knows no asker; it answers at once all the same
        assert (await asking.get(f"/en/answer/{'A' * 32}")).status_code == 410
        assert (await asking.post(f"/en/forget/{'A' * 32}")).status_code == 204
