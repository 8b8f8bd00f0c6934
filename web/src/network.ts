// The network that can be moved and zoomed: sigma on places that the server reckoned. The page is whole without it:
// every body and link stands in its table, and a still picture stands where this one comes.

import { UndirectedGraph } from "graphology";
import Sigma from "sigma";
import { drawn, offer } from "./saving";

/** Bodies as [slug, name, x, y, links, role], links as [from, to, marks]; numbers of bodies stand for them. */
interface Network {
  readonly lanes: readonly string[];
  readonly nodes: readonly (readonly [string, string, number, number, number, number])[];
  readonly links: readonly (readonly [number, number, number])[];
}

interface Colours {
  readonly roles: readonly string[];
  readonly link: string;
  readonly crossing: string;
  readonly faint: string;
  readonly ink: string;
  readonly surface: string;
}

const CROSSES = 1;
const READING = 2;
const WIDE = 1.6; // the server's places lie in a square; lanes are drawn in a picture of this shape
const HEADS = 0.06; // of the picture's height, left free for the names of the lanes
const MANY = 4000;
const MANY_LINKS = 300;
const TRIES = 90;
const LAYERS = ["edges", "edgeLabels", "nodes", "labels", "hovers", "hoverNodes"] as const;

function start(): void {
  const figure = document.querySelector<HTMLElement>("[data-network]");
  if (!figure) return;
  const seen = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    seen.disconnect();
    void show(figure);
  });
  seen.observe(figure);
}

async function show(figure: HTMLElement): Promise<void> {
  const [closer, farther, whole, failed, ready] = (figure.dataset["words"] ?? "").split("|");
  performance.mark("network-begins");
  try {
    const network = await load(figure.dataset["network"] ?? "");
    const stage = stageIn(figure);
    const sigma = draw(network, stage, figure.dataset["body"] ?? "/");
    tools(stage, sigma, [closer ?? "+", farther ?? "-", whole ?? "0"]);
    const place = document.querySelector<HTMLElement>("[data-png]");
    if (place) offer(place, () => photograph(network, stage, sigma));
    figure.querySelector(".still")?.remove();
    pending(100, ready);
    performance.mark("network-ready");
    figure.dataset["ready"] = String(network.nodes.length);
  } catch (problem) {
    console.warn("The picture of the network cannot be drawn here:", problem);
    saveStill();
    figure.querySelector(".island__stage")?.remove();
    const told = document.createElement("p");
    told.className = "small mute";
    told.setAttribute("role", "status");
    told.textContent = failed ?? "";
    figure.append(told);
  }
}

/** Where nothing can be drawn here, the server's own drawing can still be saved. */
function saveStill(): void {
  const place = document.querySelector<HTMLElement>("[data-png]");
  const address = place?.dataset["png"];
  if (place && address) offer(place, () => drawn(address));
}

/** Tells in the page how far the server is, and when it is done. */
function pending(done: number, ready?: string): void {
  const note = document.querySelector<HTMLElement>("[data-pending]");
  const bar = note?.querySelector("progress");
  if (bar) bar.value = done;
  const told = note?.querySelector(".strong");
  if (told && ready) told.textContent = ready;
}

/** The server answers 202, with how much is done in per cent, while it still makes the figures. */
async function load(address: string): Promise<Network> {
  for (let tried = 0; tried < TRIES; tried += 1) {
    const answer = await fetch(address, { credentials: "same-origin" });
    if (answer.status === 200) return (await answer.json()) as Network;
    if (answer.status !== 202) throw new Error(`status ${answer.status}`);
    pending(((await answer.json()) as { readonly done: number }).done);
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
  throw new Error("the figures took too long");
}

function stageIn(figure: HTMLElement): HTMLElement {
  const stage = document.createElement("div");
  stage.className = "island__stage";
  stage.setAttribute("aria-hidden", "true"); // the table tells the same; a canvas tells nothing
  figure.prepend(stage);
  return stage;
}

function colours(): Colours {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string): string => style.getPropertyValue(name).trim();
  return {
    roles: [token("--petrol"), token("--ink"), token("--warn-line")],
    link: token("--rule-2"),
    crossing: token("--border"),
    faint: token("--rule"),
    ink: token("--ink"),
    surface: token("--surface"),
  };
}

/** The lanes that bodies stand in, from the first to the last: they share the width of the picture. */
function lanesOf(network: Network): { readonly first: number; readonly number: number } {
  const used = network.nodes.map((node) => Math.min(Math.floor(node[2] * network.lanes.length), network.lanes.length - 1));
  const first = used.reduce((low, lane) => Math.min(low, lane), network.lanes.length - 1);
  const last = used.reduce((high, lane) => Math.max(high, lane), first);
  return { first, number: last - first + 1 };
}

function graphOf(network: Network, shown: Colours): UndirectedGraph {
  const { first, number } = lanesOf(network);
  const graph = new UndirectedGraph({ allowSelfLoops: false });
  const most = Math.max(1, ...network.nodes.slice(0, 50_000).map((node) => node[4]));
  network.nodes.forEach(([slug, label, x, y, links, role], index) => {
    graph.addNode(index, {
      slug,
      label,
      x: ((x * network.lanes.length - first) / number) * WIDE,
      y: 1 - y,
      size: 2.5 + 9 * Math.sqrt(links / most),
      color: shown.roles[role] ?? shown.ink,
    });
  });
  const wide = network.links.length > MANY_LINKS ? 0.7 : 1.4; // so that bodies are still seen among many lines
  // Two corners that nobody sees span the lanes: telling sigma afterwards would draw everything a second time.
  graph.addNode("low", { x: 0, y: 0, hidden: true });
  graph.addNode("high", { x: WIDE, y: 1 + HEADS, hidden: true });
  for (const [from, to, marks] of network.links) {
    // one line a pair; one that crosses or is stated wins over one that does not or is only read
    if (from === to) continue;
    const crosses = (marks & CROSSES) !== 0;
    const stated = (marks & READING) === 0;
    const known = graph.edge(from, to);
    if (known === undefined) {
      graph.addEdge(from, to, {
        color: crosses ? shown.crossing : stated ? shown.link : shown.faint,
        size: stated ? wide : wide / 2,
      });
    } else if (stated) {
      graph.mergeEdgeAttributes(known, { color: crosses ? shown.crossing : shown.link, size: wide });
    }
  }
  return graph;
}

function draw(network: Network, stage: HTMLElement, address: string): Sigma {
  const shown = colours();
  const graph = graphOf(network, shown);
  const many = graph.order > MANY;
  let centre: string | undefined;
  const near = new Set<string>();
  const taken: Box[] = [];
  const sigma = new Sigma(graph, stage, {
    labelColor: { color: shown.ink },
    labelFont: "Atkinson Next, system-ui, sans-serif",
    labelSize: 13,
    labelRenderedSizeThreshold: many ? 9 : 6,
    labelDensity: many ? 0.3 : 1,
    labelGridCellSize: 120,
    hideEdgesOnMove: many,
    hideLabelsOnMove: many,
    stagePadding: 24,
    minCameraRatio: 0.02,
    maxCameraRatio: 1.5,
    defaultDrawNodeLabel: (context, data) => label(context, data, shown, taken),
    defaultDrawNodeHover: (context, data) => name(context, data, shown),
    nodeReducer: (node, data) =>
      centre === undefined || near.has(node) ? data : { ...data, color: shown.faint, label: null },
    edgeReducer: (edge, data) =>
      centre === undefined || graph.hasExtremity(edge, centre) ? data : { ...data, hidden: true },
  });
  sigma.on("beforeRender", () => taken.splice(0));
  sigma.on("enterNode", ({ node }) => {
    centre = node;
    near.clear();
    near.add(node);
    graph.forEachNeighbor(node, (other) => near.add(other));
    stage.style.cursor = "pointer";
    sigma.refresh({ skipIndexation: true });
  });
  sigma.on("leaveNode", () => {
    centre = undefined;
    stage.style.cursor = "";
    sigma.refresh({ skipIndexation: true });
  });
  sigma.on("clickNode", ({ node }) => {
    window.location.assign(address + String(graph.getNodeAttribute(node, "slug")));
  });
  lanes(network, stage, sigma);
  return sigma;
}

interface Drawn {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly label: string | null;
}

type Box = readonly [left: number, right: number, y: number];

/**
 * A name with the page's ground around each letter, so that lines do not run through it: right of its body, else left
 * of it. Where another name stands already it is left out; the body tells its name when it is pointed at.
 */
function label(context: CanvasRenderingContext2D, data: Drawn, shown: Colours, taken: Box[]): void {
  if (!data.label) return;
  context.font = "13px Atkinson Next, system-ui, sans-serif";
  const wide = context.measureText(data.label).width;
  const room = context.canvas.clientWidth;
  const left = [data.x + data.size + 4, data.x - data.size - 4 - wide].find(
    (begin) =>
      begin > 2 &&
      begin + wide < room - 2 &&
      !taken.some(([from, to, y]) => Math.abs(y - data.y) < 17 && from < begin + wide + 6 && begin < to + 6),
  );
  if (left === undefined) return;
  taken.push([left, left + wide, data.y]);
  context.lineWidth = 4;
  context.lineJoin = "round";
  context.strokeStyle = shown.surface;
  context.fillStyle = shown.ink;
  context.strokeText(data.label, left, data.y + 4);
  context.fillText(data.label, left, data.y + 4);
}

/** The name of the body under the pointer, on the page's own ground. */
function name(context: CanvasRenderingContext2D, data: Drawn, shown: Colours): void {
  if (!data.label) return;
  context.font = "700 14px Atkinson Next, system-ui, sans-serif";
  const width = context.measureText(data.label).width;
  const left = Math.round(data.x + data.size + 4);
  context.fillStyle = shown.surface;
  context.strokeStyle = shown.ink;
  context.lineWidth = 1;
  context.beginPath();
  context.rect(left, Math.round(data.y) - 14, width + 14, 28);
  context.fill();
  context.stroke();
  context.fillStyle = shown.ink;
  context.fillText(data.label, left + 7, data.y + 5);
}

/** Lanes' names and borders, moved with the picture. */
function lanes(network: Network, stage: HTMLElement, sigma: Sigma): void {
  const { first, number } = lanesOf(network);
  const heads = network.lanes.slice(first, first + number).map((text) => {
    const head = document.createElement("span");
    head.className = "island__head";
    head.textContent = text;
    stage.append(head);
    return head;
  });
  const step = WIDE / number;
  const move = (): void => {
    heads.forEach((head, index) => {
      const place = sigma.graphToViewport({ x: index * step, y: 1 }).x;
      const left = index === 0 ? Math.max(place, 0) : place;
      head.style.transform = `translateX(${Math.round(left)}px)`;
      head.classList.toggle("island__head--first", index === 0);
    });
  };
  sigma.on("afterRender", move);
  move();
}

/** What is seen now, with the names of the lanes, on one canvas. */
function photograph(network: Network, stage: HTMLElement, sigma: Sigma): HTMLCanvasElement {
  const shown = colours();
  const layers = sigma.getCanvases();
  const canvas = document.createElement("canvas");
  canvas.width = layers["edges"]?.width ?? stage.clientWidth;
  canvas.height = layers["edges"]?.height ?? stage.clientHeight;
  const context = canvas.getContext("2d");
  if (!context) throw new Error("no canvas");
  context.fillStyle = shown.surface;
  context.fillRect(0, 0, canvas.width, canvas.height);
  sigma.refresh({ schedule: false }); // what was drawn by the graphics card can be read only right after
  for (const name of LAYERS) {
    const layer = layers[name];
    if (layer) context.drawImage(layer, 0, 0);
  }
  const fine = canvas.width / stage.clientWidth;
  context.scale(fine, fine);
  const { first, number } = lanesOf(network);
  const step = WIDE / number;
  network.lanes.slice(first, first + number).forEach((text, index) => {
    const left = sigma.graphToViewport({ x: index * step, y: 1 }).x;
    lane(context, text, left, index > 0 ? stage.clientHeight : 0, shown);
  });
  return canvas;
}

/** The name of a lane, and the border on its left. */
function lane(context: CanvasRenderingContext2D, text: string, left: number, height: number, shown: Colours): void {
  context.strokeStyle = shown.crossing;
  context.lineWidth = 4;
  context.setLineDash([14, 5, 4, 5]);
  context.beginPath();
  context.moveTo(left, 0);
  context.lineTo(left, height);
  context.stroke();
  context.setLineDash([]);
  context.font = "700 15px Atkinson Next, system-ui, sans-serif";
  context.lineWidth = 5;
  context.strokeStyle = shown.surface;
  context.fillStyle = shown.ink;
  context.strokeText(text, left + 10, 24);
  context.fillText(text, left + 10, 24);
}

function tools(stage: HTMLElement, sigma: Sigma, words: readonly [string, string, string]): void {
  const bar = document.createElement("div");
  bar.className = "island__tools";
  const camera = sigma.getCamera();
  const still = { duration: 0 };
  const deeds: readonly [string, string, () => unknown][] = [
    ["+", words[0], () => camera.animatedZoom(still)],
    ["−", words[1], () => camera.animatedUnzoom(still)],
    ["↺", words[2], () => camera.animatedReset(still)],
  ];
  for (const [sign, words_, deed] of deeds) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = sign;
    button.setAttribute("aria-label", words_);
    button.title = words_;
    button.addEventListener("click", () => void deed());
    bar.append(button);
  }
  const frame = document.createElement("div");
  frame.className = "island__frame";
  stage.replaceWith(frame);
  frame.append(stage, bar);
}

start();
