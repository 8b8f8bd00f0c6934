// Offers names while one types into a plain input: an editable combobox with a list, as ARIA 1.2 describes it.
// What is typed is sent by POST, so that no letter of it stands in an address.

interface Suggestion {
  readonly value: string;
  readonly label: string;
  readonly detail: string;
  readonly country: string;
}

const FEWEST_LETTERS = 2;
const PAUSE = 120;
let made = 0;

/** Turns every input inside that says where its suggestions come from (`data-suggest`) into a combobox. */
export function comboboxes(inside: ParentNode): void {
  for (const input of inside.querySelectorAll<HTMLInputElement>("input[data-suggest]")) {
    if (input.getAttribute("role") !== "combobox") new Combobox(input);
  }
}

class Combobox {
  private readonly list = document.createElement("ul");
  private readonly status = document.createElement("span");
  private offered: readonly Suggestion[] = [];
  private active = -1;
  private asking: AbortController | undefined;
  private waiting = 0;

  constructor(private readonly input: HTMLInputElement) {
    made += 1;
    this.list.id = `suggestions-${made}`;
    this.list.className = "combo__list";
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", input.labels?.[0]?.textContent?.trim() ?? "");
    this.list.hidden = true;
    this.status.className = "vh";
    this.status.setAttribute("role", "status");
    input.after(this.list, this.status);
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-expanded", "false");
    input.setAttribute("aria-controls", this.list.id);
    input.autocomplete = "off";
    input.addEventListener("input", () => this.typed());
    input.addEventListener("keydown", (event) => this.pressed(event));
    input.addEventListener("blur", () => this.close());
    // A press on the list must not take the focus out of the input before the choice is read.
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.clicked(event));
    if (document.activeElement === input) this.typed(); // what was typed while this was on its way
  }

  private typed(): void {
    window.clearTimeout(this.waiting);
    this.asking?.abort();
    if (this.input.value.trim().length < FEWEST_LETTERS) this.close();
    else this.waiting = window.setTimeout(() => void this.ask(), PAUSE);
  }

  private async ask(): Promise<void> {
    const asking = new AbortController();
    this.asking = asking;
    const fields = new URLSearchParams({ q: this.input.value, country: this.country()?.value ?? "" });
    try {
      const answer = await fetch(this.input.dataset["suggest"] ?? "", {
        method: "POST",
        body: fields,
        signal: asking.signal,
        credentials: "omit",
        referrerPolicy: "no-referrer",
        cache: "no-store",
      });
      if (answer.ok) this.show((await answer.json()) as Suggestion[]);
    } catch {
      if (!asking.signal.aborted) this.close(); // without suggestions the input is what it was: a plain input
    }
  }

  /** The chosen country beside a field for a place. */
  private country(): HTMLInputElement | HTMLSelectElement | null {
    const name = this.input.dataset["country"];
    const form = this.input.form;
    if (!name || !form) return null;
    return form.querySelector(`input[name="${name}"]:checked, select[name="${name}"]`);
  }

  private show(offered: readonly Suggestion[]): void {
    if (document.activeElement !== this.input) return;
    this.offered = offered;
    this.active = -1;
    this.list.replaceChildren(...offered.map((one, number) => this.option(one, number)));
    this.list.hidden = offered.length === 0;
    this.input.setAttribute("aria-expanded", String(offered.length > 0));
    this.input.removeAttribute("aria-activedescendant");
    const words = offered.length > 0 ? this.input.dataset["some"] : this.input.dataset["none"];
    this.status.textContent = (words ?? "").replace("{n}", String(offered.length));
  }

  private option(one: Suggestion, number: number): HTMLLIElement {
    const item = document.createElement("li");
    item.id = `${this.list.id}-${number}`;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    item.dataset["number"] = String(number);
    const plate = document.createElement("span");
    plate.className = "oval";
    plate.setAttribute("aria-hidden", "true");
    plate.textContent = one.country;
    const label = document.createElement("b");
    label.textContent = one.label;
    const detail = document.createElement("small");
    detail.textContent = one.detail;
    const words = document.createElement("span");
    words.append(label, " ", detail);
    item.append(plate, words);
    return item;
  }

  private pressed(event: KeyboardEvent): void {
    if (event.isComposing) return;
    if (this.list.hidden) {
      if (event.key === "ArrowDown" && this.input.value.trim().length >= FEWEST_LETTERS) void this.ask();
      return;
    }
    const last = this.offered.length - 1;
    if (event.key === "ArrowDown") this.mark(this.active === last ? -1 : this.active + 1);
    else if (event.key === "ArrowUp") this.mark(this.active === -1 ? last : this.active - 1);
    else if (event.key === "Enter" && this.active >= 0) this.take(this.active);
    else if (event.key === "Escape") this.close();
    else {
      if (event.key === "Tab" && this.active >= 0) this.take(this.active);
      return;
    }
    event.preventDefault();
  }

  private clicked(event: MouseEvent): void {
    const item = event.target instanceof Element ? event.target.closest("li") : null;
    if (item) this.take(Number(item.dataset["number"]));
  }

  private mark(number: number): void {
    this.active = number;
    for (const [place, item] of [...this.list.children].entries()) {
      item.setAttribute("aria-selected", String(place === number));
      if (place === number) item.scrollIntoView({ block: "nearest" });
    }
    if (number < 0) this.input.removeAttribute("aria-activedescendant");
    else this.input.setAttribute("aria-activedescendant", `${this.list.id}-${number}`);
  }

  private take(number: number): void {
    const one = this.offered[number];
    if (one) {
      this.input.value = one.value;
      this.choose(one.country);
    }
    this.close();
  }

  /** A place brings its country, so that it need not be said twice. */
  private choose(code: string): void {
    const name = this.input.dataset["country"];
    const form = this.input.form;
    if (!name || !form) return;
    const radio = form.querySelector<HTMLInputElement>(`input[type="radio"][name="${name}"][value="${code}"]`);
    if (radio) radio.checked = true;
    const select = form.querySelector<HTMLSelectElement>(`select[name="${name}"]`);
    if (select && [...select.options].some((option) => option.value === code)) select.value = code;
  }

  private close(): void {
    window.clearTimeout(this.waiting);
    this.asking?.abort();
    this.list.hidden = true;
    this.active = -1;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
    this.status.textContent = "";
  }
}
