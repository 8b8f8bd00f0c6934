"""Free text is read word by word, in four languages and mixed, with the slips and shapes that real typing has."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph_directory.terms import Terms
from graph_directory.text.implied import services_of, themes_of
from graph_directory.text.lexicon import Lexicon
from graph_directory.text.personal import seems_personal
from graph_directory.text.reading import Reader, Reading, Sense, settled, unsure_words
from graph_directory.vocabulary import OrganisationKind, ServiceCode, ThemeCode
from tests.unit.shipped_places import shipped_places


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(Lexicon.of(Terms.load()), shipped_places())


def places(reading: Reading) -> set[str]:
    return {place.name for span in reading.spans for place in span.places}


@pytest.mark.parametrize(
    ("text", "vocabulary", "code"),
    [
        ("slachtofferopvang", "services", "shelter"),  # a compound
        ("jugend amt", "kinds", "child_protection"),  # a compound written apart
        ("hebergement", "services", "shelter"),  # without its accent
        ("raporteur", "kinds", "national_rapporteur"),  # a slip of the finger
        ("Zwangsprostitution", "themes", "sexual_exploitation"),
        ("zwangsprostituierte", "themes", "sexual_exploitation"),  # inflected
        ("sans papiers", "target_groups", "undocumented"),  # two words
        ("passeurs", "themes", "smuggling"),  # a synonym
        ("AVIM", "kinds", "police"),  # an acronym
        ("tuteur", "services", "guardianship"),
        ("voogd", "services", "guardianship"),
        ("Vormund", "services", "guardianship"),
    ],
)
def test_a_word_is_taken_for_what_people_mean_by_it(reader: Reader, text: str, vocabulary: str, code: str) -> None:
    assert code in reader.read(text).codes(vocabulary)


@pytest.mark.parametrize("exonym", ["Luik", "Lüttich", "Liège", "liege", "Luettich"])
def test_a_place_is_known_by_all_its_names(reader: Reader, exonym: str) -> None:
    assert "Liège" in places(reader.read(f"opvang in {exonym}", ("BE",)))


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("meisje van 16 jaar", 16),
        ("16-jarige", 16),
        ("jeune fille de 15 ans", 15),
        ("17-jähriges Mädchen", 17),
        ("a boy of 14", 14),
        ("woman, 30 years", 30),
        ("45 dagen bedenktijd", None),
        ("in 2023", None),
    ],
)
def test_an_age_is_told_from_other_numbers(reader: Reader, text: str, age: int | None) -> None:
    assert reader.read(text).age == age


def test_the_order_of_words_does_not_matter(reader: Reader) -> None:
    one, other = reader.read("opvang minderjarige Eindhoven"), reader.read("Eindhoven minderjarige opvang")
    assert set(one.meanings) == set(other.meanings)
    assert places(one) == places(other)


def test_languages_may_be_mixed(reader: Reader) -> None:
    reading = reader.read("vrouw gedwongen prostitutie, Beratungsstelle à Aix-la-Chapelle")
    assert {"sexual_exploitation"} <= set(reading.codes("themes"))
    assert "Aachen" in places(reading)


def test_the_language_is_the_one_of_most_words(reader: Reader) -> None:
    assert reader.read("ik zoek een plek voor een vrouw").language == "nl"
    assert reader.read("je cherche un hébergement pour une femme").language == "fr"
    assert reader.read("ich suche eine Unterkunft für eine Frau").language == "de"


def test_what_is_not_understood_is_told(reader: Reader) -> None:
    assert reader.read("vrouw xqzkw opvang").unknown == ("xqzkw",)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("de vrouw heeft kanker", "kanker"),  # not kinder
        ("il ne veut pas rester", "rester"),  # not the town of Estaires
        ("die Bilder liegen auf dem Server", "Bilder"),  # not an English builder
        ("die Bilder liegen auf dem Server", "Server"),  # not a French serveur
        ("the market where she travels", "market"),  # not Marke
        ("victime de vols", "vols"),  # not Vaals
        ("een gesprek voeren over geweld", "voeren"),  # not the municipality of Voeren
        ("in de winter had hij geen eten", "winter"),  # not Linter
        ("hij noemt het liefde maar hij slaat haar", "liefde"),  # not Lierde
    ],
)
def test_a_word_of_everyday_language_is_no_slip_of_another(reader: Reader, text: str, word: str) -> None:
    assert word in reader.read(text).unknown


def test_a_village_that_is_spelled_like_a_word_is_meant_where_one_says_in(reader: Reader) -> None:
    assert [place.name for span in reader.read("hij woont in Vaals").spans for place in span.places] == ["Vaals"]


def test_a_word_of_the_directory_itself_is_no_slip(reader: Reader) -> None:
    reading = reader.read("koutsha hazeldonck")
    unsure = unsure_words(reading)
    kept = settled(reading, {word: (word,) for word in unsure})
    assert all(span.sense is Sense.UNKNOWN for span in kept.spans if span.folded[0] in unsure)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300))
def test_every_word_is_accounted_for_whatever_is_typed(reader: Reader, text: str) -> None:
    reading = reader.read(text)
    assert all(span.folded for span in reading.spans)
    assert all(
        bool(span.meanings or span.places) == (span.sense in {Sense.TERM, Sense.PLACE}) for span in reading.spans
    )


def test_a_body_that_is_named_stands_for_its_subject(reader: Reader) -> None:
    reading = reader.read("CSIRT in Luxemburg gezocht")
    assert themes_of(reading, [OrganisationKind.CYBER_TEAM]) == (ThemeCode.CYBERCRIME,)
    assert themes_of(reader.read("smokkel"), [OrganisationKind.CYBER_TEAM]) == (ThemeCode.SMUGGLING,)


def test_a_bed_for_tonight_is_a_bed_in_a_crisis(reader: Reader) -> None:
    assert ServiceCode.CRISIS_SHELTER in services_of(reader.read("heute Nacht Unterkunft für eine Frau"))
    assert ServiceCode.CRISIS_SHELTER not in services_of(reader.read("heute Nacht vergewaltigt"))


def test_a_check_of_a_work_place_is_labour_inspection(reader: Reader) -> None:
    assert services_of(reader.read("Baustelle ohne Lohn, wer prüft")) == (ServiceCode.LABOUR_INSPECTION,)
    assert services_of(reader.read("wer prüft das Visum")) == services_of(reader.read("das Visum"))


def test_a_child_in_danger_is_no_danger_to_others(reader: Reader) -> None:
    assert reader.read("Kind gefährdet").codes("themes") == ()


def test_the_words_of_an_everyday_phrase_keep_their_subject(reader: Reader) -> None:
    assert "sexual_exploitation" in reader.read("mannelijke sekswerker").codes("themes")
    assert "labour_exploitation" in reader.read("fruitplukkers").codes("themes")


@pytest.mark.parametrize("text", ["vrouw van 17", "femme de 17 ans", "Frau, 17 Jahre", "victim of 17"])
def test_an_age_is_read_as_people_write_it(reader: Reader, text: str) -> None:
    assert reader.read(text).age == 17


def test_small_words_may_be_left_out_of_a_phrase(reader: Reader) -> None:
    hasty, whole = reader.read("protection enfance"), reader.read("protection de l'enfance")
    assert hasty.codes("kinds") == whole.codes("kinds") == ("child_protection",)


@pytest.mark.parametrize(
    "text", ["Frau Muster", "MEVROUW Janssens", "née le 03/04/1999", "elle s'appelle Élise", "1999-04-03"]
)
def test_a_name_or_a_day_of_birth_is_noticed(text: str) -> None:
    assert seems_personal(text)


@pytest.mark.parametrize("text", ["eine Frau aus Rumänien", "madame cherche un abri", "vrouw van 24", "2 tot 4 weken"])
def test_a_person_described_without_a_name_is_not_taken_for_one(text: str) -> None:
    assert not seems_personal(text)
