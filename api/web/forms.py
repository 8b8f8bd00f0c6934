"""The finder's form: what a browser sends, checked and turned into a question; never part of an address."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Final

from api.web.i18n import Say
from graph_directory.questions import Asker, CounterpartQuestion, Need, Target
from graph_directory.vocabulary import OrganisationKind, ServiceCode, TargetGroup, ThemeCode

COUNTRIES: Final = ("BE", "NL", "LU", "DE", "FR")
_SINGLE: Final = ("asker", "kind", "from_country", "from_place", "country", "place", "age", "text")
_SEVERAL: Final = ("theme", "service", "group", "language", "skip")
_MAX_LENGTH: Final = 2000
_NARROWEST_ADULT: Final = 18
_OLDEST: Final = 120


@dataclass(frozen=True, slots=True)
class Problem:
    """What cannot be answered as it was put, in plain words, beside the field it is about."""

    field: str
    text: str


@dataclass(frozen=True, slots=True)
class FinderForm:
    """The fields as typed; `skip` are questions asked back that the reader cannot answer yet."""

    asker: str = ""
    kind: str = ""
    from_country: str = ""
    from_place: str = ""
    country: str = ""
    place: str = ""
    age: str = ""
    text: str = ""
    theme: tuple[str, ...] = ()
    service: tuple[str, ...] = ()
    group: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()

    @classmethod
    def read(cls, items: Iterable[tuple[str, object]]) -> FinderForm:
        """The form from a browser's fields; a later single field wins, unknown codes and fields are left out."""
        filled: dict[str, Any] = {}
        several: dict[str, dict[str, None]] = {name: {} for name in _SEVERAL}
        for name, raw in items:
            value = str(raw).strip()[:_MAX_LENGTH]
            if name in _SINGLE:
                filled[name] = value
            elif name in _SEVERAL and value:
                several[name][value] = None
        filled |= {name: tuple(values) for name, values in several.items()}
        form = cls(**filled)
        return form._known()

    def _known(self) -> FinderForm:
        kinds, themes, services, groups = (
            {member.value for member in codes} for codes in (OrganisationKind, ThemeCode, ServiceCode, TargetGroup)
        )
        return replace(
            self,
            kind=self.kind if self.kind in kinds else "",
            country=self.country if self.country in COUNTRIES else "",
            from_country=self.from_country if self.from_country in COUNTRIES else "",
            theme=tuple(code for code in self.theme if code in themes),
            service=tuple(code for code in self.service if code in services),
            group=tuple(code for code in self.group if code in groups),
            language=tuple(code for code in self.language if len(code) == 2 and code.isalpha()),
        )

    def hidden(self, without: frozenset[str] = frozenset()) -> tuple[tuple[str, str], ...]:
        """The filled fields as name and value, for a button that asks again."""
        pairs: list[tuple[str, str]] = []
        for field in fields(self):
            value: str | tuple[str, ...] = getattr(self, field.name)
            values = (value,) if isinstance(value, str) else value
            pairs += [(field.name, one) for one in values if one and field.name not in without]
        return tuple(pairs)

    @property
    def whole_age(self) -> int | None:
        """The age in years, None where it is left open or is no whole number from 0 to 120."""
        return int(self.age) if self.age.isdecimal() and int(self.age) <= _OLDEST else None

    def problems(self, say: Say) -> tuple[Problem, ...]:
        """Everything that has to change before the question can be answered."""
        found: list[Problem] = []
        if not (self.country or self.place or self.text):
            found.append(
                Problem("country", say("Say where the other side is: a country, a place, or in your own words."))
            )
        if self.age and self.whole_age is None:
            found.append(
                Problem("age", say("Write the age as a whole number of years, for example 16, or leave it open."))
            )
        found += self._contradictions(say)
        return tuple(found)

    def _contradictions(self, say: Say) -> list[Problem]:
        found: list[Problem] = []
        child = bool({"minors", "unaccompanied_minors"} & set(self.group))
        if child and self.whole_age is not None and self.whole_age >= _NARROWEST_ADULT:
            found.append(
                Problem("age", say("The age is {age} and a child is ticked as well; change one of them.", age=self.age))
            )
        if {"eu_citizens", "third_country_nationals"} <= set(self.group):
            found.append(
                Problem(
                    "group", say("An EU citizen and somebody from outside the EU are both ticked; keep one of them.")
                )
            )
        return found

    def question(self, asker: str | None) -> CounterpartQuestion:
        """The question; `asker` is the slug of the body that "I am" was resolved to."""
        return CounterpartQuestion(
            asker=Asker(
                organisation=asker,
                kind=OrganisationKind(self.kind) if self.kind else None,
                country=self.from_country or None,
                place=self.from_place or None,
            ),
            target=Target(self.country or None, self.place or None),
            need=Need(
                themes=tuple(ThemeCode(code) for code in self.theme),
                services=tuple(ServiceCode(code) for code in self.service),
                target_groups=tuple(TargetGroup(code) for code in self.group),
                age=self.whole_age,
                languages=self.language,
            ),
            text=self.text or None,
        )


ANSWERED_BY: Final[Mapping[str, str]] = {
    "themes": "theme",
    "services": "service",
    "target_groups": "group",
    "countries": "country",
    "kinds": "kind",
    "spoken_languages": "language",
}
"""Which field of the form takes a code of which vocabulary."""
