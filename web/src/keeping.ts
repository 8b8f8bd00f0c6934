// Keeps the last answer on this device, so that it can be read without a network: names, numbers and the way, never
// the words of the question. Leaving the site and the button "Forget it" take it away.

const LEFT_OUT = ".q, .ask, .filenote, .live, [data-print], [data-kept], form, template, script";

/** Keeps the answer that is shown; does nothing where a browser keeps nothing. */
export async function keep(): Promise<void> {
  const note = document.querySelector<HTMLElement>("[data-kept]");
  const answer = document.querySelector("main .match--best");
  if (!note || !answer || !("caches" in window) || !navigator.serviceWorker) return;
  try {
    await navigator.serviceWorker.ready; // without a worker nobody could read it
    const kept = await caches.open(ANSWER_CACHE);
    await kept.put(note.dataset["kept"] ?? "", new Response(copy(note), { headers: HEADERS }));
    await kept.addAll([...document.querySelectorAll<HTMLLinkElement>("link[rel=stylesheet]")].map((one) => one.href));
    note.classList.add("is-kept");
  } catch {
    return; // a full or private device: the answer is on the screen all the same
  }
  note.querySelector("button")?.addEventListener("click", () => void forget(note));
}

async function forget(note: HTMLElement): Promise<void> {
  await caches.delete(ANSWER_CACHE);
  note.textContent = note.dataset["forgotten"] ?? "";
}

const HEADERS = {
  "Content-Type": "text/html; charset=utf-8",
  "Content-Security-Policy": "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'",
  "Referrer-Policy": "no-referrer",
};

function copy(note: HTMLElement): string {
  const whole = document.documentElement.cloneNode(true) as HTMLElement;
  const words = note.dataset["banner"] ?? "";
  for (const one of whole.querySelectorAll(`main :is(${LEFT_OUT}), #again, header .lang, header .menu`)) one.remove();
  for (const one of whole.querySelectorAll("script:not([src*='/page.js']), link[rel=preload]")) one.remove();
  whole.querySelector("#exit")?.removeAttribute("ping");
  const banner = document.createElement("p");
  banner.className = "note";
  banner.setAttribute("role", "status");
  banner.textContent = words;
  whole.querySelector("main .wrap")?.prepend(banner);
  return `<!doctype html>${whole.outerHTML}`;
}
