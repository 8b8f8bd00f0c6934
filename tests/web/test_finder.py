"""The form: what was typed stays, what cannot be answered is said in plain words, nothing reaches an address."""

from __future__ import annotations

import httpx
import pytest

from api.web.forms import FinderForm
from api.web.i18n import speaker


async def test_an_empty_form_is_told_what_is_needed(client: httpx.AsyncClient) -> None:
    answer = await client.post("/en/answer", data={})
    assert answer.status_code == 422
    assert "Say where the other side is" in answer.text


async def test_a_form_keeps_what_was_typed_when_something_is_wrong(client: httpx.AsyncClient) -> None:
    typed = {"country": "LU", "place": "Esch <b>", "age": "forty", "theme": "smuggling", "text": "a & b"}
    answer = await client.post("/en/answer", data=typed)
    assert answer.status_code == 422
    assert 'value="Esch &lt;b&gt;"' in answer.text
    assert 'value="forty"' in answer.text
    assert 'value="LU" checked' in answer.text
    assert 'value="smuggling" checked' in answer.text
    assert "a &amp; b</textarea>" in answer.text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"country": "NL", "age": "30", "group": "minors"}, "The age is 30 and a child is ticked as well"),
        ({"country": "NL", "group": ["eu_citizens", "third_country_nationals"]}, "both ticked"),
        ({"country": "NL", "age": "-3"}, "whole number of years"),
        ({"country": "NL", "asker": "Nobody At All Xyzzy"}, "No body of the directory is called"),
    ],
)
async def test_what_contradicts_itself_or_is_unknown_is_said(
    client: httpx.AsyncClient, typed: dict[str, str], said: str
) -> None:
    answer = await client.post("/en/answer", data=typed)
    assert answer.status_code == 422
    assert said in answer.text


async def test_when_several_bodies_fit_the_asker_chooses(client: httpx.AsyncClient) -> None:
    answer = await client.post("/en/answer", data={"country": "NL", "asker": "parket"})
    assert answer.status_code == 422
    assert "Which one are you?" in answer.text
    assert answer.text.count('name="asker" value="be-') > 1


@pytest.mark.parametrize("name", ["be-payoke", "Payoke", "payoke", "PAYOKE (BE)"])
async def test_the_asker_may_be_named_in_any_spelling(client: httpx.AsyncClient, name: str) -> None:
    answer = await client.post("/en/answer", data={"country": "NL", "asker": name})
    assert answer.status_code == 200
    assert "Payoke" in answer.text


async def test_a_question_never_becomes_part_of_an_address(client: httpx.AsyncClient) -> None:
    answer = await client.get("/en/answer?text=somebody")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/en/"
    page = await client.post("/en/answer", data={"country": "NL", "text": "zeldzaamwoord opvang"})
    assert "zeldzaamwoord" in page.text
    assert "?text" not in page.text
    assert 'method="get"' not in page.text


async def test_a_chip_leads_back_to_the_form_with_everything_kept(client: httpx.AsyncClient) -> None:
    typed = {"country": "FR", "place": "Lille", "group": "women", "age": "17", "edit": "age"}
    answer = await client.post("/en/", data=typed)
    assert answer.status_code == 200
    assert 'value="Lille"' in answer.text
    assert 'value="FR" checked' in answer.text
    assert 'value="17"' in answer.text
    assert 'maxlength="3" autofocus' in answer.text


async def test_a_question_longer_than_any_form_is_refused_politely(client: httpx.AsyncClient) -> None:
    answer = await client.post("/en/answer", data={"text": "x" * 70_000})
    assert answer.status_code == 413
    assert "too long" in answer.text


def test_a_form_survives_being_sent_again_through_hidden_fields() -> None:
    form = FinderForm.read(
        [("asker", "x"), ("theme", "smuggling"), ("theme", "drugs"), ("age", "12"), ("skip", "place")]
    )
    assert FinderForm.read(form.hidden()) == form


def test_codes_that_no_form_of_ours_sends_are_left_out() -> None:
    form = FinderForm.read([("theme", "nonsense"), ("kind", "wizard"), ("country", "XX"), ("other", "field")])
    assert form == FinderForm()


def test_filled_fields_become_the_question() -> None:
    form = FinderForm.read([("country", "DE"), ("theme", "drugs"), ("group", "men"), ("age", "40"), ("language", "ro")])
    question = form.question("be-payoke")
    assert question.asker.organisation == "be-payoke"
    assert question.target.country == "DE"
    assert question.need.age == 40
    assert question.need.languages == ("ro",)
    assert not form.problems(speaker("en"))


async def test_a_form_stored_from_an_older_version_is_read_as_far_as_it_is_known(client: httpx.AsyncClient) -> None:
    old = {"asker": "be-payoke", "country": "NL", "theme": "a_theme_that_was_renamed", "v": "1", "csrf": "old-token"}
    answer = await client.post("/en/answer", data=old)
    assert answer.status_code == 200
    assert "Start with" in answer.text


async def test_a_very_long_text_is_answered_as_far_as_it_is_read(client: httpx.AsyncClient) -> None:
    answer = await client.post("/en/answer", data={"country": "NL", "text": "opvang in Eindhoven " + "woord " * 3000})
    assert answer.status_code == 200
    assert "Eindhoven" in answer.text


@pytest.mark.parametrize("place", ["Nergenshuizen", "\u202e\u0000<script>", "9999999999", "Ä" * 500])
async def test_a_place_that_is_not_known_leaves_the_answer_standing(client: httpx.AsyncClient, place: str) -> None:
    answer = await client.post("/de/answer", data={"country": "NL", "place": place, "service": "shelter"})
    assert answer.status_code == 200
    assert "<script>" not in answer.text.split("<main")[1].split("</main>")[0]


async def test_the_same_form_sent_twice_is_answered_twice_alike(client: httpx.AsyncClient) -> None:
    form = {"asker": "be-payoke", "country": "NL", "place": "Eindhoven", "service": "shelter"}
    first, second = [(await client.post("/en/answer", data=form)).text for _ in range(2)]
    assert first.split("<article")[1] == second.split("<article")[1]
