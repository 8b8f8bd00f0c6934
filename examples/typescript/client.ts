// A typed client of the GraphQL API in one file, with nothing but `fetch`. Copy it and keep the questions that you need.

export interface Organisation {
  readonly slug: string;
  readonly name: string;
  readonly country: string;
}

/** Whom to call, how, why, and what to keep in mind. */
export interface Counterpart {
  readonly organisation: Organisation;
  readonly contactPoint: ContactPoint | null;
  readonly reasons: readonly { readonly text: string }[];
  readonly cautions: readonly { readonly text: string }[];
}

export interface ContactPoint {
  readonly label: string;
  readonly phones: readonly { readonly display: string }[];
  readonly emails: readonly string[];
}

/** A CounterpartInput of the schema, as far as it is used here. */
export interface CounterpartQuestion {
  readonly asker?: { readonly organisation?: string; readonly kind?: string; readonly country?: string };
  readonly target?: { readonly country?: string; readonly place?: string };
  readonly need?: { readonly themes?: readonly string[]; readonly services?: readonly string[]; readonly age?: number };
  readonly text?: string;
}

/** An OrganisationFilter of the schema, as far as it is used here. */
export interface OrganisationFilter {
  readonly countries?: readonly string[];
  readonly services?: readonly string[];
}

/** The directory did not answer; `code` is for programs, the message for people. */
export class DirectoryError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

interface Failure {
  readonly message: string;
  readonly extensions?: { readonly code?: string };
}

interface Page {
  readonly nodes: readonly Organisation[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

const COUNTERPARTS = `query Counterparts($input: CounterpartInput!, $first: Int!) {
  findCounterparts(input: $input, first: $first) {
    matches {
      organisation { slug name country }
      contactPoint { label phones { display } emails }
      reasons { text }
      cautions { text }
    }
  }
}`;
const ORGANISATIONS = `query Organisations($filter: OrganisationFilter, $after: String) {
  organisations(filter: $filter, first: 100, after: $after) {
    nodes { slug name country }
    pageInfo { hasNextPage endCursor }
  }
}`;

/** One directory, by its address. */
export class Directory {
  constructor(
    private readonly address: string,
    private readonly language: string = "en",
  ) {}

  /** The best counterparts for a question, best first. */
  async counterparts(input: CounterpartQuestion, first = 3): Promise<readonly Counterpart[]> {
    interface Answer {
      readonly findCounterparts: { readonly matches: readonly Counterpart[] };
    }
    return (await this.ask<Answer>(COUNTERPARTS, { input, first })).findCounterparts.matches;
  }

  /** Every body that passes a filter, page after page. */
  async *organisations(filter: OrganisationFilter): AsyncGenerator<Organisation> {
    let after: string | null = null;
    for (;;) {
      const page: Page = (await this.ask<{ organisations: Page }>(ORGANISATIONS, { filter, after })).organisations;
      yield* page.nodes;
      if (!page.pageInfo.hasNextPage) return;
      after = page.pageInfo.endCursor;
    }
  }

  private async ask<Data>(query: string, variables: Record<string, unknown>): Promise<Data> {
    const response = await fetch(new URL("/graphql", this.address), {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        Accept: "application/graphql-response+json",
        "Accept-Language": this.language,
      },
      body: JSON.stringify({ query, variables }),
      signal: AbortSignal.timeout(10_000),
    });
    const answer = (await response.json()) as { data?: Data; errors?: readonly Failure[] };
    const failure = answer.errors?.[0];
    if (failure) throw new DirectoryError(failure.extensions?.code ?? "ERROR", failure.message);
    if (answer.data === undefined) throw new DirectoryError("NO_GRAPHQL", "What answered is not a directory.");
    return answer.data;
  }
}
