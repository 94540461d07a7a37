// What every page uses: words in the language asked for, requests, notes that are read aloud, links between findings and their proofs.
export const words = fetch(`/api/words?lang=${document.documentElement.lang}`).then((answer) => answer.json());
export const deal = document.body.dataset.deal || "";
export const at = (place = "") => `/api/deals/${encodeURIComponent(deal).replaceAll("%7E", "~")}${place}`;

export const fill = (text, facts = {}) => text.replace(/\{(\w+)\}/g, (hole, name) => (name in facts ? facts[name] : hole));

export const element = (name, text, parent, attributes = {}) => {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (parent) parent.append(made);
  return made;
};

export const ask = async (way, method = "GET", data = undefined) => {
  const lang = document.documentElement.lang;
  const answer = await fetch(`${way}${way.includes("?") ? "&" : "?"}lang=${lang}`, {
    method,
    headers: data === undefined ? {} : { "Content-Type": "application/json" },
    body: data === undefined ? undefined : JSON.stringify(data),
  });
  let found = {};
  try { found = await answer.json(); } catch { found = { error: String(answer.status) }; }
  return { ok: answer.ok, status: answer.status, ...found };
};

export const tell = (text) => {
  const box = document.getElementById("told");
  const said = element("p", text, box);
  setTimeout(() => said.remove(), 6000);
};

const markup = (text) => document.importNode(new DOMParser().parseFromString(text, "text/html").body, true);

const openProof = async (details) => {
  if (details.dataset.there) return;
  details.dataset.there = "yes";
  const link = details.querySelector("a[href*='/finding?']");
  if (!link) return;
  const answer = await fetch(`${link.getAttribute("href")}&part=1`);
  if (!answer.ok) { delete details.dataset.there; return; }
  link.parentElement.replaceWith(...markup(await answer.text()).childNodes);
};

for (const details of document.querySelectorAll("details.finding")) {
  details.addEventListener("toggle", () => { if (details.open) openProof(details); });
}

const tools = document.getElementById("findings-tools");
if (tools) {
  tools.hidden = false;
  tools.addEventListener("submit", (event) => event.preventDefault());
  const all = document.getElementById("open-all");
  all?.addEventListener("click", async () => {
    const said = await words;
    const open = all.dataset.open !== "yes";
    all.dataset.open = open ? "yes" : "";
    all.textContent = open ? said.fold_all : said.open_all;
    for (const details of document.querySelectorAll("main details")) details.open = open && !details.hidden;
  });
  document.getElementById("filter").addEventListener("input", (event) => {
    const wanted = event.target.value.trim().toLowerCase();
    for (const part of document.querySelectorAll(".question")) part.hidden = Boolean(wanted) && !part.textContent.toLowerCase().includes(wanted);
    for (const line of document.querySelectorAll(".line-of-answers")) line.hidden = Boolean(wanted) && ![...line.querySelectorAll(".question")].some((part) => !part.hidden);
  });
}

const summaries = [...document.querySelectorAll("[data-summary]")];
const fillSummary = async (place) => {
  const id = place.dataset.summary;
  const found = await ask(`/api/deals/${encodeURIComponent(id).replaceAll("%7E", "~")}/summary`);
  if (!found.ok) { element("span", found.error, place, { class: "bad-words" }); return; }
  if (found.name) element("strong", `${found.name} `, place);
  for (const [kind, text] of found.counts) element("span", text, place, { class: `told ${kind}` });
};
(async () => { for (const place of summaries.slice(0, 60)) await fillSummary(place); })();
