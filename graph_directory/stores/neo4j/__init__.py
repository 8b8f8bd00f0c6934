"""The directory on a Neo4j server or cluster: a graph that reads like the domain."""

from __future__ import annotations

from graph_directory.stores.neo4j.store import Neo4jStore

__all__ = ["Neo4jStore"]
