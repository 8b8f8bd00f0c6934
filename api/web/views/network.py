"""The network around one body: a picture by country and direction, and the same as a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from api.web.drawing import draw
from api.web.ego_file import ego_file
from api.web.picture import COUNTERPART, FURTHER, NEXT, REFERS, Lane, Node, Picture, Words
from api.web.views.contact import Asking
from api.web.views.links import BOTH, INCOMING, Link, LinkWriter
from api.web.views.names import Body, Named, body_of, english
from graph_directory.directory import Directory
from graph_directory.model import Organisation, Referral, Slug
from graph_directory.network.layout import role_of
from graph_directory.questions import Subgraph
from graph_directory.vocabulary import OrganisationKind

_SHAPES: Final = {"aid": "circle", "authority": "square", "coordination": "diamond"}
_BANDS: Final = {INCOMING: REFERS, BOTH: COUNTERPART}


@dataclass(frozen=True, slots=True)
class FartherLink:
    """A tie two steps away: both ends, as its source tells it."""

    source: Body
    target: Body
    kind: str
    documented: bool
    cross_border: bool
    condition: Named
    stated: str


@dataclass(frozen=True, slots=True)
class NetworkPage:
    """The picture, its table, and three numbers."""

    centre: Body
    drawing: Markup
    links: tuple[Link, ...]
    farther: tuple[FartherLink, ...]
    crossing: int
    confirmed: int

    @property
    def file(self) -> str:
        """The picture as a file of its own."""
        return ego_file(self.drawing)


def network_page(
    centre: Organisation,
    found: Subgraph,
    hops: int,
    directory: Directory,
    asking: Asking,
    lost: frozenset[Slug] = frozenset(),
) -> NetworkPage:
    """The page's values in one language; `lost` are bodies to mark as they would be without others."""
    language = asking.say.language
    organisations = {one.slug: one for one in (*found.organisations, centre)}
    bodies = {slug: body_of(one, directory, language) for slug, one in organisations.items()}
    writer = LinkWriter(bodies, directory.guide.terms, asking.say, asking.at.date())
    links = writer.links(found.referrals, centre.slug)
    farther = _farther(writer, found.referrals, centre.slug) if hops > 1 else ()
    near = _near_nodes(links, organisations, lost)
    nodes = (*near, *_far_nodes(farther, links, organisations, (centre.slug, lost)))
    confirmed = [
        referral
        for referral in writer.current(found.referrals)
        if centre.slug in (referral.source, referral.target)
        and referral.confirmed_by_source
        and referral.confirmed_by_target
    ]
    return NetworkPage(
        centre=bodies[centre.slug],
        drawing=draw(_picture(bodies[centre.slug], nodes, directory, asking)),
        links=links,
        farther=farther,
        crossing=sum(link.cross_border for link in links),
        confirmed=len(confirmed),
    )


def shape_of(kind: OrganisationKind) -> str:
    """Circle for aid, diamond for coordination, square for an authority."""
    return _SHAPES[role_of(kind)]


def _farther(writer: LinkWriter, referrals: Iterable[Referral], centre: Slug) -> tuple[FartherLink, ...]:
    """Ties among the others; those that leave a direct neighbour come first in no order but the names'."""
    written = [
        FartherLink(
            source=writer.bodies[referral.source],
            target=writer.bodies[referral.target],
            kind=writer.kind(referral, True),
            documented=referral.status.value == "documented",
            cross_border=referral.cross_border,
            condition=english(referral.condition, writer.say.language),
            stated=writer.stated(referral),
        )
        for referral in writer.current(referrals)
        if centre not in (referral.source, referral.target)
    ]
    return tuple(sorted(written, key=lambda link: (link.source.name.text.casefold(), link.target.name.text.casefold())))


def _near_nodes(links: Iterable[Link], organisations: Mapping[Slug, Organisation], lost: frozenset[Slug]) -> list[Node]:
    """One node a body and row: a body that refers and is referred to stands in both rows."""
    nodes: dict[tuple[Slug, int], Node] = {}
    for link in links:
        band = _BANDS.get(link.direction, NEXT)
        shape = shape_of(organisations[link.other.slug].kind)
        node = Node(
            label=link.other.short.text,
            lane=link.other.country,
            band=band,
            shape=shape,
            documented=link.documented,
            cross_border=link.cross_border,
            lost=link.other.slug in lost,
        )
        nodes.setdefault((link.other.slug, band), node)
    return list(nodes.values())


def _far_nodes(
    farther: Iterable[FartherLink],
    links: Iterable[Link],
    organisations: Mapping[Slug, Organisation],
    marked: tuple[Slug, frozenset[Slug]],
) -> list[Node]:
    centre, lost = marked
    near = {link.other.slug for link in links} | {centre}
    nodes: dict[Slug, Node] = {}
    for link in farther:
        for through, end in ((link.source, link.target), (link.target, link.source)):
            if through.slug in near and end.slug not in near:
                shape = shape_of(organisations[end.slug].kind)
                node = Node(
                    label=end.short.text,
                    lane=end.country,
                    band=FURTHER,
                    shape=shape,
                    documented=link.documented,
                    cross_border=link.cross_border,
                    via=through.short.text,
                    lost=end.slug in lost,
                )
                nodes.setdefault(end.slug, node)
    return [nodes[slug] for slug in sorted(nodes)]


def _picture(centre: Body, nodes: tuple[Node, ...], directory: Directory, asking: Asking) -> Picture:
    say, terms = asking.say, directory.guide.terms
    numbers = Counter(node.lane for node in nodes if node.lane != centre.country)
    order = [centre.country, *sorted(numbers, key=lambda country: (-numbers[country], country))]
    words = Words(
        title=say("{name} and the bodies linked with it, one lane a country", name=centre.short.text),
        description=say("The table below holds the same links."),
        centre=say("centre of this view"),
        headings=(
            say("Refers to {name}", name=centre.short.text),
            say("Counterparts and partners"),
            say("{name} refers on to", name=centre.short.text),
            say("Two steps away"),
        ),
        none=say("none recorded"),
        more=say("and {n} more", n="{n}"),
    )
    lanes = tuple(Lane(country, terms.label("countries", country, say.language)) for country in order)
    return Picture(centre.short.text, lanes, nodes, words)
