"""The composition root: the parts of the application come in as arguments and are put together here, nowhere else."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from fastapi import FastAPI
from starlette.types import Receive, Scope, Send

from api.door import Door
from api.graphql.console import console_routes
from api.graphql.execution import Engine
from api.graphql.http import ADDRESS, GraphQLOverHttp
from api.graphql.rules import Rules
from api.metrics import Metrics
from api.operations import operations
from api.web.held import Held
from api.web.routes import router as pages
from graph_directory.errors import StoreError
from graph_directory.settings import Settings
from graph_directory.store import Store


class Application(FastAPI):
    """The whole service: GraphQL is answered before anything else looks at a request, pages and the rest by routes."""

    graphql: GraphQLOverHttp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One connection of the server."""
        if scope["type"] == "http" and scope["path"] == ADDRESS:
            await self.graphql(scope, receive, send)
        else:
            await super().__call__(scope, receive, send)


def create_app(settings: Settings, store: Store | None = None) -> Application:
    """The application over one store; without `store` it opens the one that the settings name, and closes it.

    A store that is down does not keep it from starting: pages, GraphQL and /readyz say so until it is back.
    Raises SettingsError for trusted documents that cannot be read.
    """
    door = Door(settings, store)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        with suppress(StoreError):  # told by the door, and by /readyz
            await door.store()
        yield
        await door.close()

    app = Application(title="Graph Directory", docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan)
    app.state.settings = settings
    app.state.door = door
    app.state.directory = door.directory
    app.state.metrics = Metrics()
    app.state.held = Held() if settings.hold_questions else None
    app.graphql = GraphQLOverHttp(Engine(door.directory, door.supposed, Rules.of(settings)), app.state.metrics)
    app.router.routes.extend(console_routes())
    app.include_router(operations)
    app.include_router(pages)
    return app
