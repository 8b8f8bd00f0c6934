"""What is selected of an object, as one Python function: it is written out, compiled and then run over every object.

A text with the attributes of our types in it is all that is compiled. Whatever a request brings, such as the names it
gives to its answers, is a value that the text calls by a name of ours. So documents of one shape share their code. For
`{ slug contactPoints { label } }` of an organisation it is, but for how it waits:

    def made(source):
        if source.__class__ is not expected and not isinstance(source, expected):
            raise other(source)
        answer = {}
        value = source.record.slug
        answer[name_0] = value if value.__class__ is plain_value_0 else make_of_value_0(value)
        value = read_1(source)
        answer[name_1] = [make_of_one_1(one) for one in value] if ... is list else make_of_value_1(value)
        return answer
"""

from __future__ import annotations

from asyncio import Future
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from types import CodeType, MappingProxyType
from typing import Any, Final, NamedTuple, TypeAlias

from api.graphql.values import Making, Plan, ToCome, other_than_planned

WaitFor: TypeAlias = Callable[[Future[Any]], None]
_MOST_SHAPES: Final = 500


class Reading(NamedTuple):
    """How a field's value is read from its object: from attributes, by a function with what it is given, or not at all.

    A path is one of our types' own, such as `record.slug`; a constant is the value itself.
    """

    path: str = ""
    function: Plan | None = None
    given: Mapping[str, Any] = MappingProxyType({})
    constant: Any = None


class Step(NamedTuple):
    """One field: its name in the answer, how it is read, what is made of it, and whether it may be null."""

    name: str
    reading: Reading
    making: Making | None = None
    may_be_null: bool = False


def function_of(steps: Iterable[Step], expected: type, wait_for: WaitFor) -> Plan:
    """The function that makes the answer of an object of the class `expected`.

    It raises NotPlanned for what is not as it should be, ToCome for an object that is not there yet. What is not there
    yet below it is told to `wait_for`, and left out of the answer.
    """
    writing = _Writing({"expected": expected, "wait_for": wait_for, "other": other_than_planned, "ToCome": ToCome})
    lines = [line for number, step in enumerate(steps) for line in writing.step(number, step)]
    names = writing.names
    exec(_compiled("\n".join((*_FIRST, *lines, "    return answer"))), names)  # noqa: S102  (a text of ours alone)
    made: Plan = names["made"]
    return made


_FIRST: Final = (
    "def made(source):",
    "    if source.__class__ is not expected and not isinstance(source, expected):",
    "        raise other(source)",
    "    answer = {}",
)


@lru_cache(_MOST_SHAPES)
def _compiled(text: str) -> CodeType:
    return compile(text, "<selection>", "exec")


class _Writing:
    """Writes steps down, and keeps what the names in the text stand for."""

    def __init__(self, names: dict[str, Any]) -> None:
        self.names = names

    def step(self, number: int, step: Step) -> list[str]:
        """The lines of one field."""
        answer = f"answer[{self._named('name', number, step.name)}]"
        read = self._read(number, step.reading)
        if step.making is None:
            return [f"    {answer} = {read}"]
        made = self._made(number, step.making, "value")
        return [
            "    try:",
            f"        value = {read}",
            f"        {answer} = {f'None if value is None else {made}' if step.may_be_null else made}",
            "    except ToCome as coming:",
            "        wait_for(coming.value)",
        ]

    def _read(self, number: int, reading: Reading) -> str:
        if reading.path:
            return f"source.{reading.path}"
        if reading.function is None:
            return self._named("constant", number, reading.constant)
        given = [f", {name}={self._named(f'given_{name}', number, value)}" for name, value in reading.given.items()]
        return f"{self._named('read', number, reading.function)}(source{''.join(given)})"

    def _made(self, number: int, making: Making, value: str) -> str:
        """The expression for the answer; a null that may not be is of no class that is expected."""
        if making.members is not None:
            return f"{self._named('members', number, making.members)}[{value}]"
        by = f"{self._named(f'make_of_{value}', number, making.by)}({value})"
        if making.plain:
            plain = self._named(f"plain_{value}", number, making.plain)
            return f"({value} if {value}.__class__ is {plain} else {by})"
        if making.each:
            each = self._made(number, making.each, "one")
            return f"([{each} for one in value] if value.__class__ is tuple or value.__class__ is list else {by})"
        return by

    def _named(self, name: str, number: int, value: Any) -> str:
        self.names[f"{name}_{number}"] = value
        return f"{name}_{number}"
