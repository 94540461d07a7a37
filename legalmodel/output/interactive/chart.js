"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const byId = (id) => document.getElementById(id);
  const parts = [...document.querySelectorAll("svg g[id]")].filter((g) => /^[nel]_/.test(g.id));
  const key = (g) => g.id.slice(2).replace(/\.[ab]$/, (end) => (data.parts[g.id.slice(2)] ? end : ""));
  const panel = byId("panel");
  let chosen = "";

  const element = (name, text, parent) => {
    const made = document.createElement(name);
    made.textContent = text;
    parent.append(made);
    return made;
  };

  const rows = (title, list, parent) => {
    if (!list.length) return;
    element("h3", title, parent);
    const table = element("table", "", parent);
    for (const cells of list) {
      const row = element("tr", "", table);
      cells.forEach((cell, i) => element(i ? "td" : "th", cell, row));
    }
  };

  const show = (id) => {
    const part = data.parts[id];
    if (!part) return;
    chosen = id;
    panel.replaceChildren();
    element("h2", part.name, panel);
    if (part.kind) element("p", part.kind, panel);
    if (part.findings.length) element("h3", "Findings", panel);
    for (const [outcome, article, sentence] of part.findings) {
      element("p", `${outcome}: ${article}`, panel).className = "outcome";
      element("p", sentence, panel);
    }
    rows("Missing", part.missing.map((fact) => [fact]), panel);
    rows("In the file", part.facts, panel);
    if (part.place) element("p", `Stands at ${part.place}`, panel);
    parts.forEach((g) => g.classList.toggle("chosen", key(g) === id));
    panel.focus();
  };

  const state = () => {
    const kinds = new Set([...document.querySelectorAll("input[name=kind]:checked")].map((box) => box.value));
    const slider = byId("day");
    const day = slider && Number(slider.value) < data.days.length ? data.days[Number(slider.value)] : "";
    return { kinds, day, party: byId("party").value.trim().toLowerCase(), system: byId("system").value };
  };

  const standing = (part, day) => !day || ((!part.since || part.since <= day) && (!part.until || part.until > day));

  const apply = () => {
    const now = state();
    const wanted = (id) => !now.party || data.parts[id].name.toLowerCase().includes(now.party);
    const within = (id) => !now.system || data.parts[id].system === now.system;
    const lines = Object.keys(data.parts).filter((id) => data.parts[id].source);
    const kept = new Set(lines.filter((id) => {
      const part = data.parts[id], ends = [part.source, part.target];
      return now.kinds.has(part.relation) && [id, ...ends].every((x) => standing(data.parts[x], now.day)) && ends.some(wanted) && (within(id) || ends.some(within));
    }));
    const narrowed = now.party || now.system || data.kinds.length > now.kinds.size;
    const ends = new Set([...kept].flatMap((id) => [data.parts[id].source, data.parts[id].target]));
    let count = 0;
    for (const g of parts) {
      const id = key(g), part = data.parts[id];
      if (!part) continue;
      const on = part.source ? kept.has(id) : standing(part, now.day) && (!narrowed || ends.has(id) || ((now.party ? wanted(id) : false) || (now.system ? within(id) : false)));
      g.classList.toggle("off", !on);
      g.setAttribute("tabindex", on && !g.id.startsWith("l_") ? "0" : "-1");
      g.toggleAttribute("aria-hidden", !on || g.id.startsWith("l_"));
      if (on && !part.source) count += 1;
    }
    if (byId("shown-day")) byId("shown-day").textContent = now.day || "all days";
    byId("status").textContent = `${count} boxes and ${kept.size} relations shown`;
  };

  for (const g of parts) {
    const id = key(g);
    if (!data.parts[id]) continue;
    g.setAttribute("role", "button");
    g.setAttribute("aria-label", (g.querySelector("title") || {}).textContent || data.parts[id].name);
    g.addEventListener("click", () => show(id));
    g.addEventListener("keydown", (event) => {
      if (event.key === "Enter" || event.key === " ") { event.preventDefault(); show(id); }
    });
  }
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !chosen) return;
    const back = parts.find((g) => key(g) === chosen);
    chosen = "";
    panel.replaceChildren();
    parts.forEach((g) => g.classList.remove("chosen"));
    if (back) back.focus();
  });
  byId("filters").addEventListener("input", apply);
  byId("filters").addEventListener("submit", (event) => event.preventDefault());
  byId("all").addEventListener("click", () => { byId("filters").reset(); apply(); });
  document.documentElement.classList.add("live");
  apply();
})();
