"""The GraphQL API: schema and types, the way in over HTTP, and the limits that keep it quick for all."""
