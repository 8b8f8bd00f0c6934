// The peers as their first pages show them, over the same objects in memory: node peers.mjs apollo|yoga DATA
// prints the port. Fields are plain properties, as with us; only contact points have a function behind them.
import { createServer } from "node:http";
import { readFileSync } from "node:fs";

const [, , who, file] = process.argv;
const bodies = JSON.parse(readFileSync(file, "utf-8"));
const typeDefs = `
  enum Language { NL FR DE EN LB }
  type Query { organisations(first: Int, after: String): OrganisationConnection! }
  type OrganisationConnection { nodes: [Organisation!]! pageInfo: PageInfo! }
  type PageInfo { endCursor: String }
  type Organisation { slug: String! name(language: Language): String! country: String! kind: String!
    contactPoints: [ContactPoint!]! }
  type ContactPoint { slug: String! label(language: Language): String! audience: String! hours: String
    emails: [String!]! phones: [Phone!]! }
  type Phone { display: String! }`;
const resolvers = {
  Query: {
    organisations: (_, { first }) => ({ nodes: bodies.slice(0, first), pageInfo: { endCursor: null } }),
  },
  Organisation: { contactPoints: (body) => body.contactPoints },
};

if (who === "apollo") {
  const { ApolloServer } = await import("@apollo/server");
  const { startStandaloneServer } = await import("@apollo/server/standalone");
  const server = new ApolloServer({ typeDefs, resolvers });
  const { url } = await startStandaloneServer(server, { listen: { port: 0, host: "127.0.0.1" } });
  console.log(new URL(url).port);
} else {
  const { createYoga, createSchema } = await import("graphql-yoga");
  const yoga = createYoga({ schema: createSchema({ typeDefs, resolvers }), logging: false });
  const server = createServer(yoga);
  server.listen(0, "127.0.0.1", () => console.log(server.address().port));
}
