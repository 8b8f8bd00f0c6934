"""One candidate beside the others: everything its merits and obstacles are read from, worked out once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, NamedTuple

from graph_directory.counterparts.case import Case
from graph_directory.counterparts.fits import ServiceFit, service_fit
from graph_directory.counterparts.known import Known
from graph_directory.counterparts.roles import Roles
from graph_directory.counterparts.territory import AreaFit, area_fit
from graph_directory.counterparts.ties import Tie, is_among_its_gates, is_open_to, tie_fit
from graph_directory.counterparts.weights import WEIGHTS, Weights
from graph_directory.model import Organisation, Slug
from graph_directory.questions import Reason
from graph_directory.terms import Terms
from graph_directory.vocabulary import ServiceCode

GATE: Final = 0.95
PLACES: Final = frozenset({ServiceCode.SHELTER, ServiceCode.CRISIS_SHELTER})
"""Services that are a place to stay."""


@dataclass(frozen=True, slots=True)
class Scales:
    """What a case is weighed with; kept apart so that a test can weigh differently."""

    terms: Terms
    roles: Roles
    weights: Weights = WEIGHTS


@dataclass(frozen=True, slots=True)
class Beside:
    """What the other candidates mean for one: the best body it is the gate to, and whether another comes first.

    `gate` holds that body's service fit and slug; `first` the slug of a body of the same kind that is competent for a
    smaller area round the asked place; `held` are services that only others may give.
    """

    gate: tuple[float, Slug] | None = None
    first: Slug | None = None
    held: frozenset[ServiceCode] = frozenset()


class Points(NamedTuple):
    """Points given (above 0) or taken (below 0), and what is told of them; some are not worth a sentence."""

    points: float
    reason: Reason | None = None


@dataclass(frozen=True)
class Candidate:
    """A body, the case it is weighed for, and what follows from the two."""

    body: Organisation
    case: Case
    known: Known
    scales: Scales
    beside: Beside
    tie: Tie = field(init=False)
    area: AreaFit = field(init=False)
    service: ServiceFit = field(init=False)
    opens: Slug | None = field(init=False)
    among_gates: bool = field(init=False)

    def __post_init__(self) -> None:
        gate = self.beside.gate
        own = service_fit(self.body.services, self.case.wanted_services, self.beside.held)
        through = gate is not None and own.fit < GATE * gate[0]
        worked_out = {
            "tie": tie_fit(self.body, self.case, self.known, self.scales.terms),
            "area": area_fit(self.body, self.case, self.known.areas),
            "service": ServiceFit(GATE * gate[0]) if gate and through else own,
            "opens": gate[1] if gate and through else None,
            "among_gates": is_among_its_gates(self.body, self.case, self.known),
        }
        for name, value in worked_out.items():
            object.__setattr__(self, name, value)

    @property
    def weights(self) -> Weights:
        """The weights in force."""
        return self.scales.weights

    @property
    def is_open(self) -> bool:
        """Whether the asker may turn to the body itself."""
        return self.among_gates or is_open_to(self.body, self.case, self.tie, self.scales.roles.authorities)

    @property
    def are_authorities(self) -> bool:
        """Whether both are authorities, which may always turn to each other."""
        return {self.case.kind, self.body.kind} <= self.scales.roles.authorities


def term(vocabulary: str, code: str) -> str:
    """A code as a fact of a reason."""
    return f"term:{vocabulary}:{code}"
