"""Every question of the API: reads its arguments, asks the directory, hands the answer to the types."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any, Final, TypeAlias

import strawberry
from strawberry import UNSET, argument

from api.graphql import analysis, inputs
from api.graphql.answering import answer_of, interpretation_of, paths_of
from api.graphql.arguments import After, Before, First, Last
from api.graphql.context import Context
from api.graphql.enums import Language, OrganisationOrder
from api.graphql.fields import resolved
from api.graphql.ids import read_global_id
from api.graphql.listing import changes_page, ordered_organisations, organisations_page, selected_referrals
from api.graphql.lookahead import look_ahead
from api.graphql.pagination import PageAsked, given, size_of
from api.graphql.types.answers import CounterpartAnswer, Interpretation, ReferralPath
from api.graphql.types.basics import Area, Node, Place, Term, made_area, place_of, term_of
from api.graphql.types.contact_point import ContactPoint, contact_point_of
from api.graphql.types.directory import ChangeConnection, DirectoryInfo, MechanismStage, stage_of
from api.graphql.types.law import LegalBasis, legal_basis_of
from api.graphql.types.network import Coverage, Network, WhatIf
from api.graphql.types.organisation import Organisation, OrganisationConnection, organisation_of
from api.graphql.types.referral import ReferralConnection, referral_of
from graph_directory.coverage import CoverageQuestion
from graph_directory.errors import BadQuestion
from graph_directory.vocabulary import ServiceCode, TargetGroup, ThemeCode

CASE_FIELDS: Final = frozenset({"findCounterparts", "findReferralPaths", "interpret"})
"""Fields that carry somebody's case; they are answered by POST only."""
MOST_NODES: Final = 100

Info: TypeAlias = strawberry.Info[Context, None]
Slug = Annotated[str, argument(description="The stable key, such as be-payoke.")]
AsOf = Annotated[
    int | None,
    argument(
        description="A `version`: records as they stood then, with all that is asked about them; left out: today's. "
        "Areas and words stay those of today, freshness is judged by today."
    ),
]
Countries = Annotated[
    list[str] | None, argument(description="ISO 3166-1 alpha-2 codes; left out: Belgium, the Netherlands, Luxembourg.")
]


@strawberry.type(description="Every question that can be asked. Nothing can be written through this API.")
class Query:
    """The questions."""

    @resolved(description="Any record by its global id; null where there is none. Relay uses it to ask again.")
    async def node(self, info: Info, id: Annotated[strawberry.ID, argument(description="An `id`.")]) -> Node | None:  # noqa: A002
        """One record."""
        return (await _nodes([id], info))[0]

    @resolved(description="Several records by their global ids, in their order, null where there is none; at most 100.")
    async def nodes(
        self, info: Info, ids: Annotated[list[strawberry.ID], argument(description="Values of `id`.")]
    ) -> list[Node | None]:
        """Several records."""
        if len(ids) > MOST_NODES:
            raise BadQuestion(f"`ids` has {len(ids)} entries; send at most {MOST_NODES} at once.")
        return await _nodes(ids, info)

    @resolved(description="One body; null where no body has this slug.")
    async def organisation(self, info: Info, slug: Slug, as_of: AsOf = UNSET) -> Organisation | None:
        """One body."""
        ctx = await info.context.as_of(given(as_of))
        found = await ctx.batches.organisations.prime([slug])
        await look_ahead(info._raw_info, (), found, ctx)
        return organisation_of(found[0], ctx) if found else None

    @resolved(description="One contact point; null where none has this slug.")
    async def contact_point(self, info: Info, slug: Slug) -> ContactPoint | None:
        """One contact point."""
        found = await info.context.batches.contact_points.prime([slug])
        await _look_ahead(info, (), found)
        return contact_point_of(found[0], info.context) if found else None

    @resolved(description="One legal basis; null where none has this slug.")
    async def legal_basis(self, info: Info, slug: Slug) -> LegalBasis | None:
        """One legal basis."""
        found = await info.context.batches.legal_bases.prime([slug])
        await _look_ahead(info, (), found)
        return legal_basis_of(found[0], info.context) if found else None

    @resolved(description="Bodies by name, words and filters, page by page.")
    async def organisations(  # noqa: PLR0913, PLR0917  (the contract's arguments, Relay's four among them)
        self,
        info: Info,
        search: Annotated[
            str | None,
            argument(description="Names, acronyms, places, themes, in any of the languages; at most 200 characters."),
        ] = UNSET,
        filter: Annotated[inputs.OrganisationFilter | None, argument(description="What they must be.")] = UNSET,  # noqa: A002
        order_by: Annotated[
            OrganisationOrder | None, argument(description="Default: RELEVANCE with `search`, else SLUG.")
        ] = UNSET,
        first: First = UNSET,
        after: After = UNSET,
        last: Last = UNSET,
        before: Before = UNSET,
        as_of: AsOf = UNSET,
    ) -> OrganisationConnection:
        """Many bodies."""
        ctx, wanted = await info.context.as_of(given(as_of)), inputs.organisation_filter(filter)
        order = await ordered_organisations(inputs.search_text(search), wanted, given(order_by), ctx)
        records, page = await organisations_page(order, PageAsked.read(first, after, last, before), ctx)
        await look_ahead(info._raw_info, (), records, ctx)
        return page

    @resolved(description="Referrals by filters, in slug order, page by page.")
    async def referrals(  # noqa: PLR0913, PLR0917
        self,
        info: Info,
        filter: Annotated[inputs.ReferralFilter | None, argument(description="What they must be.")] = UNSET,  # noqa: A002
        first: First = UNSET,
        after: After = UNSET,
        last: Last = UNSET,
        before: Before = UNSET,
        as_of: AsOf = UNSET,
    ) -> ReferralConnection:
        """Many referrals."""
        asked, ctx = PageAsked.read(first, after, last, before), await info.context.as_of(given(as_of))
        records, page = await selected_referrals(inputs.referral_filter(filter), asked, ctx)
        await look_ahead(info._raw_info, (), records, ctx)
        return page

    @resolved(description="Who is my counterpart on the other side? By POST only: a case never stands in an address.")
    async def find_counterparts(
        self,
        info: Info,
        input: Annotated[inputs.CounterpartInput, argument(description="The question.")],  # noqa: A002
        first: Annotated[int | None, argument(description="At most so many matches: 0 to 50.")] = 10,
    ) -> CounterpartAnswer:
        """The counterparts."""
        answer = await info.context.directory.find_counterparts(inputs.counterpart_question(input, first))
        made = await answer_of(answer, info.context)
        await _look_ahead(info, ("matches", "organisation"), [match.organisation for match in answer.matches])
        return made

    @resolved(description="The best ways over referrals. By POST only: a case never stands in an address.")
    async def find_referral_paths(
        self,
        info: Info,
        input: Annotated[inputs.ReferralPathInput, argument(description="The question.")],  # noqa: A002
        first: Annotated[int | None, argument(description="At most so many ways: 0 to 20.")] = 3,
    ) -> list[ReferralPath]:
        """The ways."""
        paths = await info.context.directory.find_paths(inputs.path_question(input, first))
        return await paths_of(paths, info.context)

    @resolved(description="What a text is taken for. By POST only: a case never stands in an address.")
    async def interpret(
        self,
        info: Info,
        text: Annotated[str, argument(description="At most 4 000 characters; neither kept nor logged.")],
        language: Annotated[Language | None, argument(description="Its language, where known.")] = UNSET,
    ) -> Interpretation:
        """What was understood."""
        spoken = language.value if language else None
        found = await info.context.directory.interpret(inputs.case_text(text), spoken)
        return await interpretation_of(found, info.context)

    @resolved(description="Places by any spelling, exonym or postal code; best first.")
    def places(
        self,
        info: Info,
        search: Annotated[str, argument(description="What was typed, at most 200 characters.")],
        countries: Annotated[list[str] | None, argument(description="Only in these countries.")] = UNSET,
        first: Annotated[int | None, argument(description="At most so many: 0 to 100.")] = 10,
    ) -> list[Place]:
        """Places."""
        text, wanted = inputs.search_text(search), inputs.countries_of(countries)
        size = size_of(given(first), 10)
        found = info.context.directory.places(text, wanted, size) if text and size else ()
        return [place_of(place, info.context) for place in found]

    @resolved(description="Areas of the NUTS 2024 tree, in code order.")
    def areas(
        self,
        info: Info,
        country: Annotated[str | None, argument(description="Only of this country.")] = UNSET,
        level: Annotated[int | None, argument(description="Only of this NUTS level, 0 to 3.")] = UNSET,
    ) -> list[Area]:
        """Areas."""
        known = info.context.directory.guide.areas.by_code
        areas = [made_area(known[code], info.context) for code in sorted(known)]
        code = country.strip().upper() if country else None
        return [area for area in areas if code in {None, area.country} and given(level) in {None, area.level}]

    @resolved(description="A closed list of codes with their labels, such as themes, services, target_groups, kinds.")
    def vocabulary(
        self, info: Info, name: Annotated[str, argument(description="The vocabulary's name.")]
    ) -> list[Term]:
        """Terms."""
        terms = info.context.directory.guide.terms
        if name not in terms:
            raise BadQuestion(f"No vocabulary is called {name[:40]!r}. There are: {', '.join(terms.names())}.")
        return [term_of(name, entry.code, info.context) for entry in terms.entries(name)]

    @resolved(description="A part of the network, or all of it, with its figures.")
    async def network(
        self,
        info: Info,
        filter: Annotated[inputs.NetworkFilter | None, argument(description="Which part.")] = UNSET,  # noqa: A002
    ) -> Network:
        """The network."""
        network, part = await analysis.network_of(inputs.network_filter(filter), info.context)
        await _look_ahead(info, ("organisation",), part.organisations)
        await _look_ahead(info, (), part.referrals)
        return network

    @resolved(description="What would break in the network, and which services would lack, without some bodies.")
    async def what_if(
        self,
        info: Info,
        remove: Annotated[list[str], argument(description="Slugs of the bodies to take away, at most 20.")],
        filter: Annotated[inputs.NetworkFilter | None, argument(description="In which part.")] = UNSET,  # noqa: A002
    ) -> WhatIf:
        """A loss."""
        return await analysis.what_if(inputs.listed(remove), inputs.network_filter(filter), info.context)

    @resolved(
        description="Where which service is there for which theme, by NUTS level 2 (provinces); at most 2 500 cells: "
        "name themes or services."
    )
    async def coverage(
        self,
        info: Info,
        countries: Countries = UNSET,
        themes: Annotated[list[ThemeCode] | None, argument(description="Left out: all.")] = UNSET,
        services: Annotated[list[ServiceCode] | None, argument(description="Left out: all.")] = UNSET,
        target_group: Annotated[
            TargetGroup | None, argument(description="Only bodies that are there for it, or for all; left out: all.")
        ] = UNSET,
        at: Annotated[
            datetime | None,
            argument(description="Bodies that are closed at that moment do not count; left out: at any hour."),
        ] = UNSET,
    ) -> Coverage:
        """Cells."""
        wanted = CoverageQuestion((), inputs.listed(themes), inputs.listed(services), given(target_group), given(at))
        return await analysis.coverage(inputs.countries_of(countries), wanted, info.context)

    @resolved(description="The ordered stages of a country's referral mechanism; empty where none is recorded.")
    async def referral_mechanism(
        self, info: Info, country: Annotated[str, argument(description="ISO 3166-1 alpha-2 code.")]
    ) -> list[MechanismStage]:
        """Stages."""
        stages = await info.context.directory.reader.mechanism(inputs.countries_of([country]))
        bodies = (slug for stage in stages for slug in (*stage.responsible, *stage.supporting))
        await info.context.batches.organisations.prime(bodies)
        return [stage_of(stage, info.context) for stage in stages]

    @resolved(description="What this directory is: version, counts, terms.")
    async def directory(self, info: Info) -> DirectoryInfo:
        """The directory."""
        known = await info.context.directory.reader.info()
        return DirectoryInfo(
            version=known.version,
            updated_at=datetime.fromisoformat(known.updated_at),
            organisations=known.organisations,
            contact_points=known.contact_points,
            referrals=known.referrals,
            store=known.store,
            licence=known.licence,
        )

    @resolved(
        description="What changed since a version, oldest first, deletions included: a full export of that version "
        "plus these changes is a full export of today."
    )
    async def changes(
        self,
        info: Info,
        since: Annotated[int, argument(description="The version that you have; 0 for everything.")],
        first: First = UNSET,
        after: After = UNSET,
    ) -> ChangeConnection:
        """Changes."""
        return await changes_page(since, first, given(after), info.context)


async def _nodes(ids: Sequence[strawberry.ID], info: Info) -> list[Node | None]:
    ctx = info.context
    batches = ctx.batches
    keys = [read_global_id(str(asked)) for asked in ids]
    finders: dict[str, tuple[Any, Any]] = {
        "Organisation": (batches.organisations, organisation_of),
        "ContactPoint": (batches.contact_points, contact_point_of),
        "LegalBasis": (batches.legal_bases, legal_basis_of),
        "Referral": (batches.referrals, referral_of),
    }
    for kind, (batch, _) in finders.items():
        await batch.prime(slug for asked, slug in keys if asked == kind)
    found: list[Node | None] = []
    for kind, slug in keys:
        batch, make = finders.get(kind, (None, None))
        record = batch.known(slug) if batch else None
        found.append(make(record, ctx) if record else None)
    return found


async def _look_ahead(info: Info, path: Sequence[str], records: Sequence[Any]) -> None:
    await look_ahead(info._raw_info, path, records, info.context)
