"""What is really asked: the filled fields of a question, completed by what its text says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from graph_directory.model import AreaCode, CountryCode, Organisation
from graph_directory.places import Place
from graph_directory.text.reading import ADULT_FROM, Reading
from graph_directory.vocabulary import OrganisationKind, ServiceCode, TargetGroup, ThemeCode

COUNTRIES = ("NL", "BE", "LU", "DE", "FR")
"""The countries that a question may be about, in the order in which they are offered."""
MINORS = frozenset({TargetGroup.MINORS, TargetGroup.UNACCOMPANIED_MINORS})
GENDERS = frozenset({TargetGroup.WOMEN, TargetGroup.MEN, TargetGroup.TRANSGENDER})
LEGAL = frozenset({TargetGroup.EU_CITIZENS, TargetGroup.THIRD_COUNTRY_NATIONALS, TargetGroup.UNDOCUMENTED})


@dataclass(frozen=True, slots=True)
class Side:
    """Where somebody is: country, place, and the smallest area known (None: not known)."""

    country: CountryCode | None = None
    place: Place | None = None
    area: AreaCode | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """A question understood. `services` are those asked for; `role_services` those the asker's role is about.

    `filled` tells that the services were chosen, not only read from a text; `grown` that a text calls the person adult.
    """

    asker: Organisation | None
    kind: OrganisationKind | None
    own: Side
    other: Side
    themes: tuple[ThemeCode, ...]
    services: tuple[ServiceCode, ...]
    role_services: tuple[ServiceCode, ...]
    groups: frozenset[TargetGroup]
    kinds: tuple[OrganisationKind, ...]
    age: int | None
    languages: tuple[str, ...]
    urgent: bool
    at: datetime
    reading: Reading
    filled: bool = False
    grown: bool = False

    @property
    def wanted_services(self) -> tuple[ServiceCode, ...]:
        """The services asked for, else those of the role."""
        return self.services or self.role_services

    @property
    def is_minor(self) -> bool:
        """Whether the person is certainly under age."""
        if self.age is not None:
            return self.age < ADULT_FROM
        return bool(MINORS & self.groups)

    @property
    def is_adult(self) -> bool:
        """Whether the person is taken for an adult: by age, or described and not as a minor."""
        if self.age is not None:
            return self.age >= ADULT_FROM
        return (bool(self.groups) or self.grown) and not MINORS & self.groups

    @property
    def genders(self) -> frozenset[TargetGroup]:
        """The genders that were named."""
        return self.groups & GENDERS

    @property
    def status(self) -> frozenset[TargetGroup]:
        """What was said of the person's right to stay."""
        return self.groups & LEGAL
