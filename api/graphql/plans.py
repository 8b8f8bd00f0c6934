"""What lies below a root field is answered by a plan: functions made once for the selection, run over every object.

graphql-core asks anew for each field of each object what its type, its arguments and its function are; a plan asks
once. A value that is still to come is waited for together with all others of its level; then the plan runs again, over
what is at hand now. A plan knows no errors: at the first thing that is not as planned (an error, a null where none may
be) its result is thrown away and graphql-core answers the same selection in its own way.
"""

from __future__ import annotations

from asyncio import Future, gather
from collections.abc import Callable, Mapping
from functools import cached_property, partial
from inspect import isawaitable
from typing import Any, NamedTuple, cast

from graphql import (
    FieldNode,
    GraphQLEnumType,
    GraphQLField,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLScalarType,
    print_ast,
)
from graphql.execution import Executor
from graphql.execution.collect_fields import FieldDetailsList
from graphql.pyutils import AwaitableOrValue, Path
from strawberry.types.field import StrawberryField

from api.graphql.arguments import OURS, arguments_of
from api.graphql.context import Prepared
from api.graphql.fields import READ_FROM, STANDS_FOR
from api.graphql.limits import DEEPEST
from api.graphql.schema import schema
from api.graphql.selections import Reading, Step, function_of
from api.graphql.values import Making, NotPlanned, Plan, enum, list_of, scalar


class Planned(NamedTuple):
    """A plan, and where it notes what it must wait for."""

    plan: Plan
    to_come: list[Future[Any]]

    def run(self, source: Any) -> tuple[dict[str, Any], list[Future[Any]]]:
        """What the plan makes of an object, and what is still to come; nobody else runs it meanwhile."""
        self.to_come.clear()
        return self.plan(source), self.to_come.copy()


class Planner(Executor[Any]):
    """Executes documents, by plan where that can be."""

    _gave_up = False
    _to_come: list[Future[Any]]
    """Where the plan that is being made will note what it must wait for."""

    @property
    def _prepared(self) -> Prepared:
        prepared: Prepared = self.context_value.prepared
        return prepared

    @cached_property
    def _planned(self) -> dict[int, tuple[FieldDetailsList, Planned]]:
        return {}

    def collect_and_execute_subfields(
        self,
        return_type: GraphQLObjectType,
        field_details_list: FieldDetailsList,
        path: Path,
        result: Any,
        position_context: Any,
    ) -> AwaitableOrValue[dict[str, Any]]:
        """What is selected of one object."""
        by_core = partial(
            super().collect_and_execute_subfields, return_type, field_details_list, path, result, position_context
        )
        if not self._gave_up:
            try:
                planned = self._plan_of(return_type, field_details_list)
                answer, to_come = planned.run(result)
            except Exception:  # whatever it is happens again below, where it is told with its place
                self._gave_up = True
            else:
                return self._level_by_level(planned, result, to_come, by_core) if to_come else answer
        return by_core()

    async def _level_by_level(
        self,
        planned: Planned,
        result: Any,
        to_come: list[Future[Any]],
        by_core: Callable[[], AwaitableOrValue[dict[str, Any]]],
    ) -> dict[str, Any]:
        try:
            for _ in range(DEEPEST):
                await gather(*to_come)
                answer, to_come = planned.run(result)
                if not to_come:
                    return answer
        except Exception:  # as above
            self._gave_up = True
        made = by_core()
        return await made if isawaitable(made) else made

    def _plan_of(self, kind: GraphQLObjectType, details: FieldDetailsList) -> Planned:
        key = id(details)  # the list is kept with its plan, so that no other gets its id
        if key not in self._planned:
            self._planned[key] = (details, self._kept_or_made(kind, details))
        return self._planned[key][1]

    def _kept_or_made(self, kind: GraphQLObjectType, details: FieldDetailsList) -> Planned:
        kept = self._prepared.plans
        key: tuple[str | int, ...] = (kind.name, *(id(one.node) for one in details))
        found: Planned | None = kept.get(key)
        if found is not None:
            return found
        self._to_come = []
        made = Planned(self._object_plan(kind, details), self._to_come)
        if key not in kept:
            kept[key] = made if all(_is_fixed(one.node) for one in details) else None
        return made

    def _object_plan(self, kind: GraphQLObjectType, details: FieldDetailsList) -> Plan:
        selected = self.collect_subfields(kind, details)
        if OURS not in kind.extensions or selected.new_defer_usages:
            raise NotPlanned  # a type of graphql-core's own, such as __Schema
        steps = [self._step(kind, name, some) for name, some in selected.grouped_field_set.items()]
        origin: type = kind.extensions[OURS].origin
        return function_of(steps, STANDS_FOR.get(origin, origin), self._to_come.append)

    def _step(self, kind: GraphQLObjectType, name: str, details: FieldDetailsList) -> Step:
        asked = details[0].node.name.value
        if asked == "__typename":
            return Step(name, Reading(constant=kind.name))
        field = kind.fields[asked]
        may_be_null = not isinstance(field.type, GraphQLNonNull)
        return Step(name, self._reading(field, details), self._making(field.type, details), may_be_null)

    def _reading(self, field: GraphQLField, details: FieldDetailsList) -> Reading:
        ours: StrawberryField = field.extensions[OURS]
        if ours.is_basic_field:
            return Reading(path=ours.python_name)
        resolver = ours.base_resolver
        if resolver is None or ours.extensions or ours.is_async or resolver.info_parameter:
            raise NotPlanned
        function: Callable[..., Any] = cast("Any", resolver.wrapped_func)
        if function in READ_FROM:
            return Reading(path=READ_FROM[function])
        return Reading(function=function, given=self._arguments(field, details))

    def _arguments(self, field: GraphQLField, details: FieldDetailsList) -> Mapping[str, Any]:
        if not field.args:
            return {}
        return arguments_of(field, details[0].node, self.variable_values, schema, self._prepared)

    def _making(self, kind: GraphQLOutputType, details: FieldDetailsList) -> Making:
        inner = kind.of_type if isinstance(kind, GraphQLNonNull) else kind
        if isinstance(inner, GraphQLList):
            each = self._making(inner.of_type, details)
            return list_of(each, is_full=isinstance(inner.of_type, GraphQLNonNull))
        if isinstance(inner, GraphQLObjectType):
            return Making(self._object_plan(inner, details))
        if isinstance(inner, GraphQLEnumType):
            return enum(inner)
        if isinstance(inner, GraphQLScalarType):
            return scalar(inner)
        raise NotPlanned


def _is_fixed(node: FieldNode) -> bool:
    """Whether nothing below depends on a variable; what fragments hold is not looked at."""
    text = print_ast(node.selection_set) if node.selection_set else ""
    return "$" not in text and "..." not in text  # in a text either costs only time
