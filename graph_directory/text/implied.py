"""What a text implies without saying it: a kind of body stands for its subject, a bed for tonight is one in a crisis.

Only for what was left open: a subject that was said is not added to.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from graph_directory.text.reading import Reading
from graph_directory.vocabulary import OrganisationKind, ServiceCode, ThemeCode

SUBJECT_OF_KIND: Final[Mapping[OrganisationKind, ThemeCode]] = {
    OrganisationKind.CYBER_TEAM: ThemeCode.CYBERCRIME,
    OrganisationKind.CRISIS_CENTRE: ThemeCode.CRISIS_MANAGEMENT,
}
WORK_OF_KIND: Final[Mapping[OrganisationKind, ServiceCode]] = {
    OrganisationKind.NATIONAL_RAPPORTEUR: ServiceCode.MONITORING,
    OrganisationKind.MINISTRY: ServiceCode.POLICY,
}
TONIGHT: Final = "tonight"
CHECKED: Final = "workplace_check"


def themes_of(reading: Reading, kinds: Iterable[OrganisationKind]) -> tuple[ThemeCode, ...]:
    """The themes a text names; where it names none, the subject of the kinds it names or that ask."""
    said = tuple(ThemeCode(code) for code in reading.codes("themes"))
    return said or tuple(dict.fromkeys(SUBJECT_OF_KIND[kind] for kind in kinds if kind in SUBJECT_OF_KIND))


def services_of(reading: Reading) -> tuple[ServiceCode, ...]:
    """The services a text names, with what a named body is there for, and what is meant by a bed now or a check."""
    said = [ServiceCode(code) for code in reading.codes("services")]
    if ThemeCode.CYBERCRIME in reading.codes("themes"):
        said = [code for code in said if code is not ServiceCode.MEDICAL]  # a hospital that was attacked gives no care
    named = [OrganisationKind(code) for code in reading.codes("kinds")]
    first = [WORK_OF_KIND[kind] for kind in named if kind in WORK_OF_KIND]
    if ServiceCode.SHELTER in said and TONIGHT in reading.codes("concepts"):
        first.append(ServiceCode.CRISIS_SHELTER)
    if not said and ThemeCode.LABOUR_EXPLOITATION in reading.codes("themes") and CHECKED in reading.codes("concepts"):
        first.append(ServiceCode.LABOUR_INSPECTION)
    return tuple(dict.fromkeys([*first, *said]))
