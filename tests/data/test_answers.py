"""Answers on the real directory: whom a caseworker is sent to, why, and what is asked back."""

from __future__ import annotations

import itertools

import pytest

from graph_directory.directory import Directory
from graph_directory.errors import BadQuestion, UnknownSlug
from graph_directory.questions import (
    Asker,
    CounterpartAnswer,
    CounterpartQuestion,
    Need,
    OrganisationFilter,
    PathQuestion,
    Target,
)
from graph_directory.vocabulary import (
    MatchLevel,
    OrganisationKind,
    OrganisationStatus,
    ServiceCode,
    TargetGroup,
    ThemeCode,
)

PAYOKE_TO_EINDHOVEN = CounterpartQuestion(
    Asker("be-payoke"),
    Target("NL", "Eindhoven"),
    Need((ThemeCode.SEXUAL_EXPLOITATION,), (ServiceCode.SHELTER,), (TargetGroup.WOMEN,)),
)
AWKWARD_TEXTS = (
    "",
    "   ",
    "?!…",
    "de het een van",
    "помогите женщине в Эйндховене",
    "请帮助她",
    "x" * 10_000,
    "opvang " * 2_000,
    "Mevrouw Janssens, geboren 12/03/1999, zoekt opvang",
    "\x00\u202e<script>",
    "((((((((((",
)


def slugs(answer: CounterpartAnswer) -> list[str]:
    return [match.organisation.slug for match in answer.matches]


async def test_a_safe_place_for_a_woman_in_eindhoven_is_found_through_comensha(directory: Directory) -> None:
    answer = await directory.find_counterparts(PAYOKE_TO_EINDHOVEN)
    best = answer.matches[0]
    assert best.organisation.slug == "nl-comensha"
    assert {"gate", "exclusive"} <= {reason.code for reason in best.reasons}
    assert best.contact_point is not None
    assert best.contact_point.phones
    assert best.contact_point.emails
    assert best.path is not None
    assert best.path.organisations == ("be-payoke", "nl-comensha")
    assert answer.match_level is MatchLevel.FOCAL_POINT
    assert answer.fallback_reason is not None
    assert len(answer.matches) > 1


async def test_the_same_need_in_words_leads_to_the_same_body(directory: Directory) -> None:
    said = (
        "vrouw, seksuele uitbuiting, veilige plek in Eindhoven",
        "femme exploitée sexuellement, lieu sûr à Eindhoven",
    )
    for text in said:
        answer = await directory.find_counterparts(CounterpartQuestion(Asker("be-payoke"), Target("NL"), text=text))
        assert slugs(answer)[0] == "nl-comensha", text
        assert [place.name for place in answer.understood.places] == ["Eindhoven"]


async def test_filled_fields_win_over_the_text(directory: Directory) -> None:
    asked = CounterpartQuestion(Asker("be-payoke"), Target("NL", "Eindhoven"), text="iets in Groningen")
    answer = await directory.find_counterparts(asked)
    assert answer.understood.places[0].name == "Eindhoven"


async def test_an_unknown_place_is_asked_back_with_near_spellings(directory: Directory) -> None:
    asked = CounterpartQuestion(Asker("be-payoke"), Target("NL", "Eindhofen"))
    answer = await directory.find_counterparts(asked)
    assert answer.missing[0].name == "target_place"
    assert "Eindhoven" in {place.name for place in answer.missing[0].near}
    assert {note.code for note in answer.notes} == {"place_unknown_near"}
    assert answer.matches, "the country still has an answer"


async def test_a_place_that_two_countries_have_is_asked_back(directory: Directory) -> None:
    answer = await directory.find_counterparts(CounterpartQuestion(target=Target(place="Limburg")))
    assert {place.country for place in answer.missing[0].near} >= {"BE", "NL"}


@pytest.mark.parametrize("text", AWKWARD_TEXTS, ids=range(len(AWKWARD_TEXTS)))
async def test_any_text_gets_a_helpful_answer(directory: Directory, text: str) -> None:
    answer = await directory.find_counterparts(CounterpartQuestion(Asker("be-payoke"), Target("NL"), text=text))
    assert answer.matches
    await directory.interpret(text)
    await directory.select_organisations(text, OrganisationFilter())


async def test_names_and_birth_dates_are_asked_to_be_left_out(directory: Directory) -> None:
    asked = CounterpartQuestion(target=Target("NL"), text="Mevrouw Janssens, geboren 12/03/1999, zoekt opvang")
    answer = await directory.find_counterparts(asked)
    assert "personal_data" in {note.code for note in answer.notes}


async def test_an_unknown_asker_is_told_and_still_answered(directory: Directory) -> None:
    answer = await directory.find_counterparts(CounterpartQuestion(Asker("be-nobody"), Target("NL")))
    assert "unknown_asker" in {note.code for note in answer.notes}
    assert answer.matches


@pytest.mark.parametrize("country", ["BE", "NL", "LU"])
@pytest.mark.parametrize("theme", list(ThemeCode))
async def test_no_question_about_a_country_and_a_theme_is_a_dead_end(
    directory: Directory, country: str, theme: ThemeCode
) -> None:
    asker = Asker(kind=OrganisationKind.POLICE, country="BE" if country != "BE" else "NL")
    answer = await directory.find_counterparts(CounterpartQuestion(asker, Target(country), Need(themes=(theme,))))
    assert answer.matches
    assert all(match.reasons for match in answer.matches)


async def test_nobody_ended_or_of_another_country_is_proposed(directory: Directory) -> None:
    kinds = (OrganisationKind.POLICE, OrganisationKind.NGO, OrganisationKind.HOSPITAL)
    for kind, country in itertools.product(kinds, ("BE", "NL", "LU", "DE", "FR")):
        asked = CounterpartQuestion(Asker(kind=kind, country="BE"), Target(country))
        for match in (await directory.find_counterparts(asked)).matches:
            assert match.organisation.country in {country, "INT"}
            assert match.organisation.status is not OrganisationStatus.ENDED


async def test_the_answer_is_the_same_every_time(directory: Directory) -> None:
    first, again = [await directory.find_counterparts(PAYOKE_TO_EINDHOVEN) for _ in range(2)]
    assert [(match.organisation.slug, match.score) for match in first.matches] == [
        (match.organisation.slug, match.score) for match in again.matches
    ]


async def test_a_way_to_residence_papers_passes_a_recognised_centre(directory: Directory) -> None:
    asked = PathQuestion("nl-avim", target=Target("BE"), need=Need(services=(ServiceCode.RESIDENCE_PROCEDURE,)))
    ways = await directory.find_paths(asked)
    assert ways[0].organisations[-1] == "be-dvz-minteh"
    assert ways[0].organisations[-2] in {"be-payoke", "be-pagasa", "be-surya"}
    assert ways[0].crosses_border


async def test_a_way_from_or_to_nobody_is_told(directory: Directory) -> None:
    with pytest.raises(UnknownSlug):
        await directory.find_paths(PathQuestion("be-nobody", "nl-comensha"))
    with pytest.raises(UnknownSlug):
        await directory.find_paths(PathQuestion("be-payoke", "nl-nobody"))
    with pytest.raises(BadQuestion, match="service"):
        await directory.find_paths(PathQuestion("be-payoke", target=Target("NL")))
    with pytest.raises(BadQuestion, match="country"):
        await directory.find_paths(PathQuestion("be-payoke", need=Need(services=(ServiceCode.SHELTER,))))
