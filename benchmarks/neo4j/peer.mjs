// The peer: @neo4j/graphql on the same graph. Reads one round a line ({"query", "variables": [...]}) and answers with
// the milliseconds that each request took and those that all took of the processor.
import { createInterface } from "node:readline";
import { Neo4jGraphQL } from "@neo4j/graphql";
import { execute, parse, validate } from "graphql";
import neo4j from "neo4j-driver";

const typeDefs = `
  type Organisation @node {
    slug: String!
    name: String!
    country: String!
    kind: String!
    contactPoints: [ContactPoint!]! @relationship(type: "SERVES", direction: IN)
    refers: [Organisation!]! @relationship(type: "REFERS", direction: OUT, properties: "Referral")
  }
  type ContactPoint @node {
    slug: String!
    label: String!
    audience: String!
    hours: String
    emails: [String!]
    numbers: [String!]
  }
  type Referral @relationshipProperties {
    slug: String!
    condition: String
  }
`;
const { NEO4J_URL, NEO4J_USER, NEO4J_PASSWORD } = process.env;
const driver = neo4j.driver(NEO4J_URL, neo4j.auth.basic(NEO4J_USER, NEO4J_PASSWORD));
const schema = await new Neo4jGraphQL({ typeDefs, driver }).getSchema();
const contextValue = { sessionConfig: { database: "neo4j" } };

const documents = new Map(); // parsed and validated once, as by a service that keeps them
function validated(query) {
  const document = parse(query);
  const errors = validate(schema, document);
  if (errors.length) throw new Error(JSON.stringify(errors));
  documents.set(query, document);
  return document;
}

for await (const line of createInterface({ input: process.stdin })) {
  const { query, variables } = JSON.parse(line);
  const document = documents.get(query) ?? validated(query);
  const took = [];
  const before = process.cpuUsage();
  for (const variableValues of variables) {
    const start = process.hrtime.bigint();
    const answer = await execute({ schema, document, variableValues, contextValue });
    JSON.stringify(answer);
    took.push(Number(process.hrtime.bigint() - start) / 1e6);
    if (answer.errors) throw new Error(JSON.stringify(answer.errors));
  }
  const { user, system } = process.cpuUsage(before);
  console.log(JSON.stringify({ took, processor: (user + system) / 1000 }));
}
await driver.close();
