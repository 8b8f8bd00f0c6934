"""The command line: one module a command; every command answers `--help` with an example."""

from __future__ import annotations

import typer

from api.cli.check import check
from api.cli.export import export
from api.cli.find import find
from api.cli.load import load
from api.cli.network import network
from api.cli.schema import schema
from api.cli.serve import serve

app = typer.Typer(
    help="A directory of organisations, contact points and referral paths across the border.",
    epilog="Exit codes: 0 done, 1 the data has problems or the store cannot answer, 2 wrong use.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command(epilog="Example: graph-directory serve --port 8000")(serve)
app.command(epilog="Example: graph-directory load seed_data --dry-run")(load)
app.command(epilog='Example: graph-directory find --from be-payoke --to-place Eindhoven --service shelter "safe bed"')(
    find
)
app.command(epilog="Example: graph-directory check seed_data")(check)
app.command(epilog="Example: graph-directory export backup --visibility restricted")(export)
app.command(epilog="Example: graph-directory network --theme trafficking --report meeting.md --language nl")(network)
app.command(epilog="Example: graph-directory schema > schema.graphql")(schema)


def main() -> None:
    """The entry point of the `graph-directory` command."""
    app()
