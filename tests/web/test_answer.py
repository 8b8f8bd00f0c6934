"""The answer: whom to start with, numbers that work from where the asker is, and what could not be found."""

from __future__ import annotations

import re

import httpx
import pytest

EINDHOVEN = {
    "asker": "be-payoke",
    "country": "NL",
    "place": "Eindhoven",
    "theme": "sexual_exploitation",
    "service": "shelter",
}


async def test_the_headline_names_the_body_to_start_with(client: httpx.AsyncClient) -> None:
    page = (await client.post("/en/answer", data=EINDHOVEN)).text
    assert re.search(r"<h1>Start with ", page)
    assert "Why this one" in page
    assert page.index("<h1>") < page.index("Why this one")


async def test_what_was_understood_stands_above_the_answer(client: httpx.AsyncClient) -> None:
    page = (await client.post("/en/answer", data=EINDHOVEN)).text
    assert page.index("Eindhoven</b>") < page.index("<h1>")
    assert "Payoke</b>" in page


async def test_a_number_that_does_not_work_from_the_askers_country_is_no_link(client: httpx.AsyncClient) -> None:
    page = (await client.get("/en/organisation/nl-politie")).text
    assert "0900 8844" in page
    answer = (await client.post("/en/answer", data={**EINDHOVEN, "service": "identification"})).text
    assert "tel:09008844" not in answer


async def test_the_same_number_is_a_link_for_an_asker_of_that_country(client: httpx.AsyncClient) -> None:
    asked = {"asker": "nl-comensha", "country": "BE", "place": "Antwerpen", "service": "shelter"}
    page = (await client.post("/en/answer", data=asked)).text
    assert "tel:+32" in page


async def test_an_unknown_place_is_said_to_be_unknown(client: httpx.AsyncClient) -> None:
    page = (await client.post("/en/answer", data={**EINDHOVEN, "place": "Eindhofen"})).text
    assert "Eindhofen" in page
    assert re.search(r'type="hidden" name="place" value="Eindhoven"', page)


async def test_a_place_of_two_countries_is_asked_back(client: httpx.AsyncClient) -> None:
    page = (await client.post("/en/answer", data={"place": "Limburg", "service": "shelter"})).text
    assert re.search(r'name="country" value="BE"', page)
    assert re.search(r'name="country" value="NL"', page)


async def test_a_question_set_aside_is_not_asked_again(client: httpx.AsyncClient) -> None:
    page = (await client.post("/en/answer", data={"country": "NL"})).text
    asked = re.findall(r'name="skip" value="([^"]+)"', page)
    assert asked
    again = (await client.post("/en/answer", data={"country": "NL", "skip": asked})).text
    assert set(asked).isdisjoint(re.findall(r'name="skip" value="([^"]+)"><button', again))


async def test_words_that_were_not_used_are_named(client: httpx.AsyncClient) -> None:
    typed = {"country": "NL", "text": "vrouw opvang xqzkw"}
    page = (await client.post("/nl/answer", data=typed)).text
    assert "Niet gebruikt" in page
    assert "xqzkw" in page


async def test_texts_in_english_are_marked_on_a_page_in_another_language(client: httpx.AsyncClient) -> None:
    page = (await client.get("/de/organisation/be-payoke")).text
    assert re.search(r'<span lang="en">[^<]+</span> <span class="tr">EN</span>', page)


async def test_the_file_note_holds_numbers_and_not_the_words_of_the_question(client: httpx.AsyncClient) -> None:
    page = (await client.post("/en/answer", data={**EINDHOVEN, "text": "xqzkw opvang"})).text
    note = re.search(r'<textarea[^>]* id="note-text"[^>]*>(.*?)</textarea>', page, re.DOTALL)
    assert note
    assert "Start with" in note[1]
    assert re.search(r"\+31 [\d ]+", note[1])
    assert "xqzkw" not in note[1]


async def test_a_level_that_was_tried_is_not_named_twice(client: httpx.AsyncClient) -> None:
    page = (await client.post("/en/answer", data=EINDHOVEN)).text
    rungs = re.findall(r"<svg[^>]*>.*?</svg>(?:<b>)?([^<]+)(?:</b>)?<small>([^<]+)</small>", page)
    assert rungs
    assert [name for name, why in rungs if why.startswith(f"{name}:")] == []


@pytest.mark.parametrize("language", ["nl", "fr", "de", "en"])
async def test_no_card_tells_more_than_three_and_three_things(client: httpx.AsyncClient, language: str) -> None:
    page = (await client.post(f"/{language}/answer", data=EINDHOVEN)).text
    for card in re.findall(r"<article class=\"match.*?</article>", page, re.DOTALL):
        assert card.count('<li class="ok">') <= 3
        assert card.count('<li class="warn">') <= 3
        assert "…" not in re.sub(r"<b>.*?</b>", "", card)


async def test_a_long_text_does_not_push_the_answer_off_the_screen(client: httpx.AsyncClient) -> None:
    text = "opvang gezocht " + "en nog een zin " * 100
    page = (await client.post("/nl/answer", data={**EINDHOVEN, "text": text})).text
    (shown,) = re.findall(r"<q>(.*?)</q>", page)
    assert shown.startswith("opvang gezocht")
    assert len(shown) <= 240
    assert f'name="text" value="{text.strip()}"' in page


async def test_hours_that_are_not_recorded_are_said_once_as_such(client: httpx.AsyncClient) -> None:
    page = (await client.get("/en/organisation/be-payoke")).text
    assert "<dt>Hours</dt><dd>Not recorded</dd>" in page
    assert "<dd>Hours not recorded</dd>" not in page
