// Without a network: the page with the emergency numbers in four languages, and the last answer where one was kept.
// Everything else goes to the server and is not kept. "Leave this site" takes all of it away.

interface Waiting extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Fetching extends Waiting {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface Worker {
  readonly location: Location;
  readonly clients: { claim(): Promise<void> };
  readonly registration: { unregister(): Promise<boolean> };
  skipWaiting(): Promise<void>;
  addEventListener(kind: "install" | "activate", heard: (event: Waiting) => void): void;
  addEventListener(kind: "fetch", heard: (event: Fetching) => void): void;
  addEventListener(kind: "message", heard: (event: Waiting & { readonly data: unknown }) => void): void;
}

const worker = self as unknown as Worker;
const LANGUAGES = ["nl", "fr", "de", "en"];
const ASSET = /\/static\/[\w.-]+(?:\?v=\w+)?/g;
let refreshed = false;

worker.addEventListener("install", (event) => event.waitUntil(gather().then(() => worker.skipWaiting())));
worker.addEventListener("activate", (event) => event.waitUntil(tidy().then(() => worker.clients.claim())));
worker.addEventListener("message", (event) => {
  if (event.data === "forget") event.waitUntil(forget());
});
worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== worker.location.origin) return;
  if (request.mode === "navigate") event.respondWith(navigate(event, url));
  else if (request.method === "GET" && url.pathname.startsWith("/static/")) event.respondWith(asset(request));
});

/** The pages for a time without a network, with the style sheets, type face and scripts that they name. */
async function gather(): Promise<void> {
  const kept = await caches.open(PAGES_CACHE);
  const assets = new Set<string>();
  for (const language of LANGUAGES) {
    const answer = await fetch(`/${language}/offline`, { cache: "no-store", credentials: "omit" });
    if (!answer.ok) throw new Error("no page to keep");
    for (const address of (await answer.clone().text()).match(ASSET) ?? []) assets.add(address);
    await kept.put(`/${language}/offline`, answer);
  }
  await kept.addAll([...assets]);
}

async function tidy(): Promise<void> {
  const current = new Set([PAGES_CACHE, ANSWER_CACHE]);
  const old = (await caches.keys()).filter((name) => name.startsWith("graph-directory-") && !current.has(name));
  await Promise.all(old.map((name) => caches.delete(name)));
}

async function forget(): Promise<void> {
  await Promise.all((await caches.keys()).map((name) => caches.delete(name)));
  await worker.registration.unregister();
}

async function navigate(event: Fetching, url: URL): Promise<Response> {
  const language = LANGUAGES.find((one) => url.pathname.startsWith(`/${one}/`)) ?? "en";
  if (url.pathname === `/${language}/last-answer`) {
    const answer = await caches.match(url.pathname);
    if (answer) return answer;
  }
  try {
    const answer = await (event.request.method === "POST" ? asked(event.request) : fetch(event.request));
    if (!refreshed) {
      refreshed = true;
      event.waitUntil(gather().catch(() => undefined)); // what was kept stays until there is something newer
    }
    return answer;
  } catch {
    return (await caches.match(`/${language}/offline`)) ?? Response.error();
  }
}

/** A question sent by form. Where its answer has no address of its own, going back asks again: that changes nothing. */
async function asked(question: Request): Promise<Response> {
  const headers = {
    Accept: "text/html",
    "Content-Type": question.headers.get("Content-Type") ?? "application/x-www-form-urlencoded",
  };
  const body = await question.text();
  return fetch(question.url, { method: "POST", body, headers, cache: "no-store", redirect: "manual" });
}

async function asset(request: Request): Promise<Response> {
  return (await caches.match(request)) ?? fetch(request);
}
