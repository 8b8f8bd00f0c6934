"""Every way in: GraphQL, pages, command line; no rule of the domain lives here."""
