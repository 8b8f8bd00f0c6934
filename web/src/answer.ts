// The answer: a chip is corrected, a question asked back is answered, without leaving the page.

import { comboboxes } from "./combobox";
import { keep } from "./keeping";

const CONTROL = "input, select, textarea";
const main = document.querySelector<HTMLElement>("main");

interface Shown {
  readonly address: string;
  readonly page: Document;
}

/** Sends a form by POST and gives the page that comes back; one that reads pages is led to an address of its own. */
async function sent(address: string, fields: URLSearchParams, accept: "text/html" | "*/*"): Promise<Shown> {
  const answer = await fetch(address, {
    method: "POST",
    body: fields,
    headers: { Accept: accept },
    credentials: "same-origin",
    referrerPolicy: "no-referrer",
    cache: "no-store",
  });
  return { address: answer.url, page: new DOMParser().parseFromString(await answer.text(), "text/html") };
}

function fieldsOf(form: HTMLFormElement, submitter?: HTMLElement | null): URLSearchParams {
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === "string") fields.append(name, value);
  if (submitter instanceof HTMLButtonElement && submitter.name) fields.append(submitter.name, submitter.value);
  return fields;
}

/** Opens the part of the form that a chip stands for, right under the chips. */
async function open(chip: HTMLButtonElement): Promise<void> {
  const form = chip.form;
  if (!form) return;
  const found = (await sent(form.action, fieldsOf(form, chip), "*/*")).page;
  const part = found.getElementById(`f-${chip.value}`)?.closest<HTMLElement>("[data-part]");
  const editor = document.querySelector<HTMLTemplateElement>("#editor")?.content.firstElementChild?.cloneNode(true);
  if (!part || !(editor instanceof HTMLFormElement)) return form.submit();
  close();
  for (const details of part.querySelectorAll("details")) details.open = true;
  const edited = new Set([...part.querySelectorAll("[name]")].map((one) => one.getAttribute("name")));
  for (const [name, value] of fieldsOf(form)) if (!edited.has(name)) editor.append(hidden(name, value));
  editor.querySelector("[data-fields]")?.append(document.adoptNode(part));
  editor.querySelector("[data-cancel]")?.addEventListener("click", () => {
    close();
    chip.focus();
  });
  editor.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    close();
    chip.focus();
  });
  form.parentElement?.after(editor);
  comboboxes(editor);
  chip.setAttribute("aria-expanded", "true");
  const field = part.querySelector<HTMLElement>(`#f-${chip.value}`) ?? part;
  (field.matches(CONTROL) ? field : field.querySelector<HTMLElement>(CONTROL))?.focus();
}

function close(): void {
  document.querySelector("form[data-editor]")?.remove();
  for (const chip of document.querySelectorAll(".chip[aria-expanded]")) chip.removeAttribute("aria-expanded");
}

function hidden(name: string, value: string): HTMLInputElement {
  const input = document.createElement("input");
  input.type = "hidden";
  input.name = name;
  input.value = value;
  return input;
}

/** The style sheets that the new page has and this one has not: a form that needs a change has its own. */
async function dress(found: Document): Promise<void> {
  const worn = new Set([...document.querySelectorAll<HTMLLinkElement>("link[rel=stylesheet]")].map((one) => one.href));
  const lacking = [...found.querySelectorAll<HTMLLinkElement>("link[rel=stylesheet]")].filter(
    (one) => !worn.has(new URL(one.getAttribute("href") ?? "", location.href).href),
  );
  const loaded = lacking.map(
    (one) =>
      new Promise((done) => {
        const sheet = document.adoptNode(one);
        sheet.addEventListener("load", done);
        sheet.addEventListener("error", done);
        document.head.append(sheet);
      }),
  );
  await Promise.all(loaded);
}

/** Puts the new page in the place of this one, in the history too; the question that it replaces is forgotten. */
async function show({ address, page: found }: Shown): Promise<void> {
  const fresh = found.querySelector("main");
  if (!main || !fresh) return;
  await dress(found);
  main.replaceChildren(...[...fresh.childNodes].map((node) => document.adoptNode(node)));
  const [again, next] = [document.getElementById("again"), found.getElementById("again")];
  if (again && next) again.replaceWith(document.adoptNode(next));
  const [leave, ping] = [document.getElementById("exit"), found.getElementById("exit")?.getAttribute("ping")];
  const former = leave?.getAttribute("ping");
  if (ping) leave?.setAttribute("ping", ping);
  if (ping && former) navigator.sendBeacon(former);
  history.replaceState(null, "", address);
  document.title = found.title;
  comboboxes(main);
  const heading = main.querySelector<HTMLElement>("[role=alert], h1");
  heading?.setAttribute("tabindex", "-1");
  heading?.focus();
  window.scrollTo(0, 0);
  void keep();
}

async function submitted(event: SubmitEvent): Promise<void> {
  const form = event.target;
  if (event.defaultPrevented || !(form instanceof HTMLFormElement) || form.method !== "post") return;
  const submitter = event.submitter;
  event.preventDefault();
  if (form.dataset["sent"]) return; // pressed twice: the first answer is on its way
  form.dataset["sent"] = "1";
  try {
    if (submitter instanceof HTMLButtonElement && submitter.name === "edit") await open(submitter);
    else await show(await sent(form.action, fieldsOf(form, submitter), "text/html"));
  } catch {
    form.submit(); // the browser says what is wrong with the connection
  } finally {
    delete form.dataset["sent"];
  }
}

main?.addEventListener("submit", (event) => void submitted(event));
void keep();
