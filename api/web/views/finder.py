"""The first page: what can be asked, with what was typed kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from api.web.forms import COUNTRIES, FinderForm, Problem
from api.web.i18n import Say
from api.web.views.names import Body
from graph_directory.terms import Entry, Terms
from graph_directory.text.fold import fold

COMMON_THEMES: Final = (
    "sexual_exploitation",
    "labour_exploitation",
    "forced_begging",
    "forced_criminality",
    "child_trafficking",
    "trafficking",
)
COMMON_SERVICES: Final = (
    "shelter",
    "advice_to_professionals",
    "identification",
    "residence_procedure",
    "guardianship",
    "voluntary_return",
)
COMMON_LANGUAGES: Final = (
    "nl",
    "fr",
    "de",
    "en",
    "ro",
    "bg",
    "es",
    "pl",
    "hu",
    "ar",
    "fa",
    "tr",
    "zh",
    "vi",
    "sq",
    "uk",
)


@dataclass(frozen=True, slots=True)
class Choice:
    """One box, plate or line to choose."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Told:
    """What is said with the form: problems, bodies that "I am" may mean, the field a reader came back to change."""

    problems: tuple[Problem, ...] = ()
    askers: tuple[Body, ...] = ()
    edit: str = ""


NOTHING_TOLD: Final = Told()


@dataclass(frozen=True, slots=True)
class Finder:
    """The form as shown."""

    form: FinderForm
    kinds: tuple[Choice, ...]
    from_countries: tuple[Choice, ...]
    countries: tuple[Choice, ...]
    themes: tuple[Choice, ...]
    more_themes: tuple[Choice, ...]
    services: tuple[Choice, ...]
    more_services: tuple[Choice, ...]
    groups: tuple[Choice, ...]
    languages: tuple[Choice, ...]
    told: Told

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What has to change first."""
        return self.told.problems

    @property
    def askers(self) -> tuple[Body, ...]:
        """Bodies that "I am" may mean."""
        return self.told.askers

    @property
    def edit(self) -> str:
        """The field to open the form at."""
        return self.told.edit

    @property
    def person_open(self) -> bool:
        """Whether the block about the person holds something."""
        return bool(self.form.group or self.form.age or self.form.language) or self.edit in ("group", "age", "language")

    def wrong(self, field: str) -> str:
        """What is said beside a field, empty where nothing is wrong with it."""
        return next((problem.text for problem in self.problems if problem.field == field), "")


def finder(form: FinderForm, terms: Terms, say: Say, told: Told = NOTHING_TOLD) -> Finder:
    """The form with its choices in the page's language."""
    language = say.language
    theme_words = {"child_trafficking": say("A child or teenager"), "trafficking": say("Not sure yet")}
    service_words = {
        "shelter": say("A safe place"),
        "advice_to_professionals": say("Advice for me"),
        "identification": say("Police, identification"),
        "residence_procedure": say("Residence papers"),
        "guardianship": say("Guardian for a minor"),
        "voluntary_return": say("Going home"),
    }

    def choices(
        vocabulary: str, codes: tuple[str, ...], chosen: tuple[str, ...], words: dict[str, str]
    ) -> tuple[Choice, ...]:
        return tuple(
            Choice(code, words.get(code) or terms.label(vocabulary, code, language), code in chosen) for code in codes
        )

    groups = _codes(terms.entries("target_groups"), ("any",))
    return Finder(
        form=form,
        kinds=_sorted(choices("kinds", _codes(terms.entries("kinds")), (form.kind,), {})),
        from_countries=choices("countries", COUNTRIES, (form.from_country,), {}),
        countries=choices("countries", COUNTRIES, (form.country,), {}),
        themes=choices("themes", COMMON_THEMES, form.theme, theme_words),
        more_themes=_sorted(choices("themes", _codes(terms.entries("themes"), COMMON_THEMES), form.theme, {})),
        services=choices("services", COMMON_SERVICES, form.service, service_words),
        more_services=_sorted(
            choices("services", _codes(terms.entries("services"), COMMON_SERVICES), form.service, {})
        ),
        groups=choices("target_groups", groups, form.group, {}),
        languages=choices("spoken_languages", COMMON_LANGUAGES, form.language, {}),
        told=told,
    )


def _codes(entries: tuple[Entry, ...], without: tuple[str, ...] = ()) -> tuple[str, ...]:
    return tuple(entry.code for entry in entries if entry.code not in without)


def _sorted(choices: tuple[Choice, ...]) -> tuple[Choice, ...]:
    return tuple(sorted(choices, key=lambda choice: fold(choice.label)))
