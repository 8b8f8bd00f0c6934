"""The pages' languages: sentences from gettext catalogues, dates and times in the reader's form."""

from __future__ import annotations

import gettext
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Final

from babel import Locale
from babel.dates import format_date, format_skeleton, format_time, get_day_names, get_month_names
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from markupsafe import Markup, escape

LANGUAGES: Final = ("nl", "fr", "de", "en")
AUTONYMS: Final[Mapping[str, str]] = {"nl": "Nederlands", "fr": "Français", "de": "Deutsch", "en": "English"}
LOCALE_FOLDER: Final = Path(__file__).parent / "locale"
_REGIONAL: Final[Mapping[str, str]] = {"nl": "nl", "fr": "fr", "de": "de", "en": "en_GB"}


@dataclass(frozen=True, slots=True)
class Say:
    """Says an English sentence of the code in one language; `{name}` places are filled by keyword."""

    language: str
    sentences: Mapping[str, tuple[str, ...]]
    plural: Callable[[int], int]

    def __call__(self, sentence: str, /, **values: object) -> str:
        """The sentence in this language, English where the catalogue has none."""
        known = self.sentences.get(sentence)
        return (known[0] if known else sentence).format(**values)

    def many(self, one: str, several: str, number: int, /, **values: object) -> str:
        """The sentence for `number` things; `{n}` is the number."""
        known = self.sentences.get(one)
        if known and len(known) > 1:
            wanted = known[min(self.plural(number), len(known) - 1)]
        else:
            wanted = one if number == 1 else several
        return wanted.format(n=self.number(number), **values)

    def html(self, sentence: str, /, **values: object) -> Markup:
        """The sentence as HTML: the sentence and plain values are escaped, markup values stand as they are."""
        known = self.sentences.get(sentence)
        return escape(known[0] if known else sentence).format(**values)

    def number(self, value: float) -> str:
        """A number with this language's marks."""
        return format_decimal(value, locale=self._locale)

    def day(self, value: date) -> str:
        """A date such as 21 Nov 2026."""
        return format_skeleton("yMMMd", value, locale=self._locale)

    def partial_date(self, value: str) -> str:
        """A date as precise as its source: 2023, 2023-07 or 2023-07-24."""
        parts = [int(part) for part in value.split("-")]
        if len(parts) == 1:
            return value
        if len(parts) == 2:
            return format_skeleton("yMMM", date(parts[0], parts[1], 1), locale=self._locale)
        return self.day(date(parts[0], parts[1], parts[2]))

    def clock(self, value: datetime) -> str:
        """A time of day on 24 hours."""
        return format_time(value, "HH:mm", locale=self._locale)

    def weekday(self, value: date) -> str:
        """The name of the day of the week."""
        return format_date(value, "EEEE", locale=self._locale)

    def moment(self, value: datetime) -> str:
        """A day and time such as Tuesday 24 November 2026, 14:20: a sheet of paper outlives its year."""
        comma = "," if self.language == "de" else ""
        day = format_date(value, "long", locale=self._locale)
        return f"{self.weekday(value)}{comma} {day}, {self.clock(value)}"

    def short_days(self) -> tuple[str, ...]:
        """Monday to Sunday, short."""
        names = get_day_names("abbreviated", locale=self._locale)
        return tuple(names[index].rstrip(".") for index in range(7))

    def short_months(self) -> tuple[str, ...]:
        """January to December, short."""
        names = get_month_names("abbreviated", locale=self._locale)
        return tuple(names[index].rstrip(".") for index in range(1, 13))

    @property
    def _locale(self) -> Locale:
        return _locale(self.language)


@cache
def _locale(language: str) -> Locale:
    return Locale.parse(_REGIONAL[language])


@cache
def speaker(language: str) -> Say:
    """The sentences of one language, read once from its .po file; English is the code itself."""
    if language == "en":
        return Say("en", {}, lambda number: int(number != 1))
    catalogue = read_catalogue(language)
    sentences = {key: strings for key, strings in _sentences(catalogue) if strings[0]}
    return Say(language, sentences, gettext.c2py(catalogue.plural_expr))


def read_catalogue(language: str) -> Catalog:
    """The .po file of a language."""
    with (LOCALE_FOLDER / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file, locale=language)


def _sentences(catalogue: Catalog) -> list[tuple[str, tuple[str, ...]]]:
    pairs: list[tuple[str, tuple[str, ...]]] = []
    for message in catalogue:
        key = message.id if isinstance(message.id, str) else message.id[0]
        strings = (message.string,) if isinstance(message.string, str) else tuple(message.string or ("",))
        if key and not message.fuzzy:
            pairs.append((key, strings))
    return pairs


def preferred_language(accept_language: str) -> str:
    """The first of our languages by an Accept-Language header's weights; English where none fits."""
    weighted: list[tuple[float, int, str]] = []
    for position, part in enumerate(accept_language.split(",")):
        tag, _, parameters = part.strip().partition(";")
        language = tag.strip().lower().split("-")[0]
        if language == "lb":
            language = "fr"
        weight = _weight(parameters)
        if language in LANGUAGES and weight > 0:
            weighted.append((-weight, position, language))
    return min(weighted)[2] if weighted else "en"


def _weight(parameters: str) -> float:
    name, _, value = parameters.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0
