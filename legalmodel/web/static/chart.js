// The chart: move it, change its size, choose a box or a line, see what stands on a day.
import { ask, element, fill, words } from "./workbench.js";

const place = document.getElementById("chart");
const picture = document.getElementById("picture");
const panel = document.getElementById("panel");
const svg = picture.querySelector("svg");
const byId = (id) => document.getElementById(id);
const box = svg.viewBox.baseVal;
const whole = { x: box.x, y: box.y, w: box.width, h: box.height };
let view = { ...whole };
let chosen = "";

svg.removeAttribute("width");
svg.removeAttribute("height");
const show = () => svg.setAttribute("viewBox", `${view.x} ${view.y} ${view.w} ${view.h}`);
const zoom = (by, x = view.x + view.w / 2, y = view.y + view.h / 2) => {
  const w = Math.min(whole.w * 2, Math.max(whole.w / 20, view.w * by));
  const real = w / view.w;
  view = { x: x - (x - view.x) * real, y: y - (y - view.y) * real, w, h: view.h * real };
  show();
};
const scale = () => { const m = svg.getScreenCTM(); return m ? 1 / m.a : 1; };
const spot = (event) => { const m = svg.getScreenCTM().inverse(); return new DOMPoint(event.clientX, event.clientY).matrixTransform(m); };

picture.addEventListener("wheel", (event) => {
  event.preventDefault();
  const p = spot(event);
  zoom(event.deltaY > 0 ? 1.15 : 1 / 1.15, p.x, p.y);
}, { passive: false });

const held = new Map();
let moved = 0;
picture.addEventListener("pointerdown", (event) => { held.set(event.pointerId, event); moved = 0; });
picture.addEventListener("pointermove", (event) => {
  const before = held.get(event.pointerId);
  if (!before) return;
  const others = [...held.values()].filter((each) => each.pointerId !== event.pointerId);
  if (others.length) {
    const far = (a, b) => Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY) || 1;
    zoom(far(before, others[0]) / far(event, others[0]));
  } else {
    const by = scale();
    view = { ...view, x: view.x - (event.clientX - before.clientX) * by, y: view.y - (event.clientY - before.clientY) * by };
    moved += Math.abs(event.clientX - before.clientX) + Math.abs(event.clientY - before.clientY);
    show();
  }
  held.set(event.pointerId, event);
});
for (const name of ["pointerup", "pointercancel", "pointerleave"]) picture.addEventListener(name, (event) => held.delete(event.pointerId));

picture.addEventListener("keydown", (event) => {
  const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
  if (steps) { view = { ...view, x: view.x + steps[0] * view.w / 10, y: view.y + steps[1] * view.h / 10 }; show(); event.preventDefault(); }
  if (event.key === "+" || event.key === "=") zoom(1 / 1.25);
  if (event.key === "-") zoom(1.25);
  if (event.key === "0") { view = { ...whole }; show(); }
});
byId("larger").addEventListener("click", () => zoom(1 / 1.25));
byId("smaller").addEventListener("click", () => zoom(1.25));
byId("whole").addEventListener("click", () => { view = { ...whole }; show(); });

const [said, data] = await Promise.all([words, ask(place.dataset.source)]);
const parts = [...svg.querySelectorAll("g[id]")].filter((g) => /^[nel]_/.test(g.id));
const key = (g) => g.id.slice(2).replace(/\.[ab]$/, (end) => (data.parts[g.id.slice(2)] ? end : ""));

const rows = (title, list) => {
  if (!list.length) return;
  element("h3", title, panel);
  const body = element("tbody", "", element("table", "", panel));
  for (const cells of list) {
    const row = element("tr", "", body);
    cells.forEach((cell, i) => element(i ? "td" : "th", cell, row, i ? {} : { scope: "row" }));
  }
};

const choose = (id, focus = true) => {
  const part = data.parts[id];
  if (!part) return;
  chosen = id;
  panel.replaceChildren();
  element("h2", part.name, panel);
  if (part.kind) element("p", part.kind, panel);
  if (part.text) element("a", `${said.text}: ${fill(said.line, { n: part.line })}`, element("p", "", panel), { href: part.text });
  if (part.findings.length) element("h3", said.findings, panel);
  for (const [kind, outcome, article, sentence, finding] of part.findings) {
    const line = element("p", "", panel);
    element("span", outcome, line, { class: `told ${kind}` });
    line.append(` ${article} `);
    element("a", sentence, line, { href: `${location.pathname.replace(/\/chart$/, "/finding")}?id=${encodeURIComponent(finding)}` });
  }
  if (part.missing.length) {
    element("h3", said.missing, panel);
    const list = element("ul", "", panel);
    for (const fact of part.missing) element("li", fact, list);
  }
  rows(said.facts, part.facts);
  rows(said.evidence, part.evidence);
  parts.forEach((g) => g.classList.toggle("chosen", key(g) === id));
  if (focus) panel.focus({ preventScroll: window.innerWidth > 900 });
  history.replaceState(null, "", `${location.pathname}?${new URLSearchParams({ ...Object.fromEntries(new URLSearchParams(location.search)), part: id })}`);
};

const apply = () => {
  const slider = byId("slider");
  const step = slider ? Number(slider.value) : Infinity;
  const day = step === 0 ? "0000" : data.days[step - 1] || ""; // at the left end nothing has begun, at the right end all days count
  const said_day = step === 0 ? fill(said.before, { day: data.days[0] }) : day || said.all_days;
  const party = byId("party").value.trim().toLowerCase();
  const stands = (part) => !day || ((!part.since || part.since <= day) && (!part.until || part.until > day));
  const wanted = (id) => !party || data.parts[id].name.toLowerCase().includes(party);
  const lines = Object.keys(data.parts).filter((id) => data.parts[id].source);
  const kept = new Set(lines.filter((id) => { const p = data.parts[id]; return [id, p.source, p.target].every((x) => stands(data.parts[x])) && [p.source, p.target].some(wanted); }));
  const ends = new Set([...kept].flatMap((id) => [data.parts[id].source, data.parts[id].target]));
  let boxes = 0;
  for (const g of parts) {
    const id = key(g), part = data.parts[id];
    if (!part) continue;
    const on = part.source ? kept.has(id) : stands(part) && (!party || wanted(id) || ends.has(id));
    g.classList.toggle("off", !on);
    g.setAttribute("tabindex", on && !g.id.startsWith("l_") ? "0" : "-1");
    if (on && !part.source) boxes += 1;
  }
  if (slider) { byId("shown-day").textContent = said_day; slider.setAttribute("aria-valuetext", said_day); }
  byId("status").textContent = fill(said.boxes, { boxes, lines: kept.size });
};

svg.setAttribute("role", "group");
for (const g of parts) {
  const id = key(g);
  if (!data.parts[id]) continue;
  if (g.id.startsWith("l_")) g.setAttribute("aria-hidden", "true");
  else {
    g.setAttribute("role", "button");
    g.setAttribute("aria-label", g.querySelector("title")?.textContent || data.parts[id].name);
  }
  for (const line of g.id.startsWith("e_") ? g.querySelectorAll("path, line, polyline") : []) {
    const wide = line.cloneNode(false); // a line is thin: what is beside it counts as the line
    for (const [name, value] of [["stroke", "transparent"], ["stroke-width", "12"], ["fill", "none"], ["pointer-events", "stroke"]]) wide.setAttribute(name, value);
    for (const name of ["marker-end", "marker-start", "stroke-dasharray"]) wide.removeAttribute(name);
    g.append(wide);
  }
  g.addEventListener("click", () => { if (moved < 6) choose(id); });
  g.addEventListener("keydown", (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); choose(id); } });
}
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !chosen) return;
  const back = parts.find((g) => key(g) === chosen && !g.id.startsWith("l_"));
  chosen = "";
  parts.forEach((g) => g.classList.remove("chosen"));
  if (back) back.focus();
});
byId("live-tools").hidden = false;
byId("live-tools").addEventListener("input", apply);
byId("live-tools").addEventListener("submit", (event) => event.preventDefault());
apply();
const asked = place.dataset.part;
if (asked) {
  const found = (data.parts[asked] ? asked : "") || Object.keys(data.parts).find((id) => data.parts[id].path === asked && !data.parts[id].source) || Object.keys(data.parts).find((id) => data.parts[id].path === asked);
  if (found) choose(found, false);
}
place.dataset.ready = "yes";
