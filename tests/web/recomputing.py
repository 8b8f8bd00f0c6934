"""The network's figures made anew from an exported file, with networkx and nothing of our own."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import networkx as nx

STALE_AFTER_YEARS = 3


@dataclass(frozen=True, slots=True)
class Recomputed:
    """An exported network; every figure is a property that is reckoned when it is asked for."""

    graph: Any

    @classmethod
    def of_gexf(cls, file: Path) -> Recomputed:
        """What a GEXF file holds."""
        return cls(nx.read_gexf(file))

    @classmethod
    def of_graphml(cls, text: str) -> Recomputed:
        """What the text of a GraphML file holds."""
        return cls(nx.parse_graphml(text, force_multigraph=True))

    @property
    def links(self) -> list[tuple[str, str, dict[str, Any]]]:
        """Every link as its two ends and what is recorded of it."""
        return list(self.graph.edges(data=True))

    @property
    def plain(self) -> Any:
        """Who is linked with whom, whatever the direction, and nobody with itself."""
        plain = nx.Graph(self.graph.to_undirected())
        plain.remove_edges_from(nx.selfloop_edges(plain))
        return plain

    @property
    def ways(self) -> set[tuple[str, str]]:
        """Pairs with a link from the first to the second."""
        return {(one, other) for one, other, _ in self.links}

    @property
    def crossing(self) -> list[tuple[str, str, dict[str, Any]]]:
        """Links recorded as crossing a border; two joint bodies may be linked across one."""
        return [link for link in self.links if link[2]["cross_border"]]

    @property
    def one_way(self) -> int:
        """Links across a border that are neither of a kind that goes both ways nor answered by any other link."""
        ways = self.ways | {(other, one) for one, other, values in self.links if values["both_ways"]}
        return sum((other, one) not in ways and not values["both_ways"] for one, other, values in self.crossing)

    @property
    def unreturned(self) -> int:
        """Links across a border without one in the other direction, whatever their kind."""
        return sum((other, one) not in self.ways for one, other, _ in self.crossing)

    @property
    def both_ways(self) -> int:
        """Links that go both ways, at home and across."""
        ways = self.ways | {(other, one) for one, other, values in self.links if values["both_ways"]}
        return sum(bool(values["both_ways"]) or (other, one) in ways for one, other, values in self.links)

    def confirmed(self, ends: int) -> int:
        """Links that so many of their ends have confirmed."""
        told = [[values["confirmed_by_source"], values["confirmed_by_target"]] for _, _, values in self.links]
        return sum(sum(bool(one) for one in both) == ends for both in told)

    @property
    def unasked(self) -> int:
        """Links across a border that a source states and that neither end has confirmed."""
        stated = [values for _, _, values in self.crossing if values["documented"]]
        return sum(not values["confirmed_by_source"] and not values["confirmed_by_target"] for values in stated)

    def stale(self, today: date) -> int:
        """Links whose newest source is dated and at least three years old."""
        return sum(_is_old(values["newest_source"], today) for _, _, values in self.links)

    @property
    def bridges(self) -> int:
        """Links whose loss alone would part what hangs together."""
        pairs = nx.bridges(self.plain)
        return sum(self.graph.number_of_edges(*pair) + self.graph.number_of_edges(*pair[::-1]) == 1 for pair in pairs)

    def cut_off(self, removed: str) -> set[str]:
        """Bodies that hang together with a body only through it; of equal rests the first by name stays."""
        component = nx.node_connected_component(self.plain, removed) - {removed}
        rests = sorted((sorted(rest) for rest in nx.connected_components(self.plain.subgraph(component))), key=_size)
        return {slug for rest in rests[1:] for slug in rest}


def _size(rest: list[str]) -> tuple[int, list[str]]:
    return -len(rest), rest


def _is_old(newest: str, today: date) -> bool:
    if not newest:
        return False
    year, month, day = (*(int(part) for part in newest.split("-")), 0, 0)[:3]
    last = date(year, month or 12, day or monthrange(year, month or 12)[1])
    return last <= today.replace(year=today.year - STALE_AFTER_YEARS)
