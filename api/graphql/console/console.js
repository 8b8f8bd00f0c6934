// The console: fills in examples, sends what stands in the fields by POST, and shows the answer. Nothing is kept.
"use strict";

const byId = (id) => document.getElementById(id);

async function run(event) {
  event?.preventDefault();
  let variables;
  try {
    variables = JSON.parse(byId("variables").value.trim() || "{}");
  } catch (error) {
    byId("state").textContent = `The variables are not JSON: ${error.message}`;
    return;
  }
  byId("state").textContent = "Asking …";
  const started = performance.now();
  try {
    const response = await fetch("/graphql", {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/graphql-response+json" },
      body: JSON.stringify({ query: byId("query").value, variables }),
    });
    const answer = await response.json();
    const cost = answer.extensions?.cost ? `, cost ${answer.extensions.cost.value}` : "";
    byId("answer").textContent = JSON.stringify(answer, null, 2);
    byId("state").textContent = `Status ${response.status}, ${Math.round(performance.now() - started)} ms${cost}`;
  } catch (error) {
    byId("state").textContent = `No answer: ${error.message}`;
  }
}

function choose(example, tabs, tab) {
  for (const other of tabs) other.setAttribute("aria-selected", String(other === tab));
  byId("about").textContent = example.about;
  byId("query").value = example.query;
  byId("variables").value = Object.keys(example.variables).length ? JSON.stringify(example.variables, null, 2) : "";
}

async function offer() {
  const examples = await (await fetch("/graphql/console/examples.json")).json();
  const tabs = examples.map((example) => {
    const tab = document.createElement("button");
    tab.type = "button";
    tab.setAttribute("role", "tab");
    tab.textContent = example.title;
    tab.addEventListener("click", () => choose(example, tabs, tab));
    return tab;
  });
  byId("examples").append(...tabs);
  if (tabs.length) choose(examples[0], tabs, tabs[0]);
}

byId("ask").addEventListener("submit", run);
byId("ask").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) run(event);
});
offer();
