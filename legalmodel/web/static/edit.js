// The editor: completion, marks and quick fixes while writing; slices on saving; nothing lost when a file moves on or a server goes.
import { ask, at, deal, element, fill, tell, words } from "./workbench.js";
import * as cm from "./codemirror.js";

const form = document.getElementById("text-form");
const plain = document.getElementById("plain");
const host = document.getElementById("editor");
const toPlain = document.getElementById("as-plain");
const state = document.getElementById("state");
const moved = document.getElementById("moved");
const kept = document.getElementById("kept");
const list = document.getElementById("diagnostics");
const judged = document.getElementById("judged");
const said = await words;
const channel = new BroadcastChannel("legalmodel");

// characters as the server counts them and as a browser does: two of these make one of those now and then
const astral = (text) => /[\ud800-\udfff]/.test(text);
const sent = (text, n) => (astral(text) ? [...text.slice(0, n)].length : n);
const here = (text, n) => (astral(text) ? [...text].slice(0, n).join("").length : Math.min(n, text.length));

const windowId = (() => {
  const there = sessionStorage.getItem("legalmodel-window");
  const made = there || `w${crypto.randomUUID().replaceAll("-", "").slice(0, 24)}`;
  sessionStorage.setItem("legalmodel-window", made);
  return made;
})();
const spare = `legalmodel-draft:${deal}:${windowId}`;

let base = { sha256: form.elements.base.value, text: plain.value };
let checks = 0, checking = 0, keeping = 0, elsewhere = "";
let found = { diagnostics: [] };

const useEditor = () => !host.hidden;
const text = () => (useEditor() ? editor.state.doc.toString() : plain.value);
const dirty = () => text() !== base.text;
const caret = () => (useEditor() ? editor.state.selection.main.head : plain.selectionStart);

const replaceAll = (wanted) => {
  if (useEditor()) editor.dispatch({ changes: smallest(editor.state.doc.toString(), wanted).map((s) => ({ from: s.start, to: s.end, insert: s.text })) });
  else plain.value = wanted;
  changed();
};

// what differs between two texts, line by line from both ends: one slice, or none
const smallest = (one, two) => {
  if (one === two) return [];
  let a = 0, b = 0;
  while (a < one.length && a < two.length && one[a] === two[a]) a += 1;
  while (b < one.length - a && b < two.length - a && one[one.length - 1 - b] === two[two.length - 1 - b]) b += 1;
  return [{ start: a, end: one.length - b, text: two.slice(a, two.length - b) }];
};

let pending = null;
const slices = () => {
  if (!useEditor() || !pending) return smallest(base.text, text());
  const made = [];
  pending.iterChanges((from, to, _f, _t, inserted) => made.push({ start: from, end: to, text: inserted.toString() }));
  return made;
};

const repair = (edits) => {
  const now = text();
  const changes = edits.map((e) => ({ from: here(now, e.start), to: here(now, e.end), insert: e.text }));
  if (useEditor()) { editor.dispatch({ changes }); editor.focus(); }
  else {
    for (const c of [...changes].sort((x, y) => y.from - x.from)) plain.setRangeText(c.insert, c.from, c.to, "end");
    changed();
    plain.focus();
  }
};

const go = (start, end = start) => {
  if (useEditor()) {
    editor.dispatch({ selection: { anchor: start, head: end }, effects: cm.EditorView.scrollIntoView(start, { y: "center" }) });
    editor.focus();
  } else {
    plain.focus();
    plain.setSelectionRange(start, end);
    plain.scrollTop = plain.value.slice(0, start).split("\n").length * (plain.scrollHeight / plain.value.split("\n").length) - plain.clientHeight / 2;
  }
};
const goToLine = (n) => {
  const lines = text().split("\n");
  const start = lines.slice(0, n - 1).join("\n").length + (n > 1 ? 1 : 0);
  go(start, start + (lines[n - 1] || "").length);
};

const check = async () => {
  const mine = (checks += 1);
  const now = text();
  const answer = await ask(at("/check"), "POST", { text: now, window: windowId }).catch(() => null);
  if (mine !== checks || !answer) return;
  found = answer.diagnostics ? answer : { diagnostics: [{ start: 0, end: 0, line: 1, level: "error", words: answer.error, fix: answer.fix || "", fixes: [] }], readable: false };
  host.dataset.checked = String(mine);
  list.replaceChildren();
  if (!found.diagnostics.length) element("li", said.clean, list);
  for (const d of found.diagnostics.slice(0, 100)) {
    const item = element("li", "", list);
    const to = element("button", `${fill(said.line, { n: d.line })}: ${d.words}`, item, { type: "button", class: `goto ${d.level}-words` });
    to.addEventListener("click", () => go(here(now, d.start), here(now, d.end)));
    if (d.fix) element("p", d.fix, item, { class: "small" });
    for (const fix of d.fixes) element("button", fix.title, item, { type: "button", class: "fix" }).addEventListener("click", () => repair(fix.edits));
  }
  if (useEditor()) {
    const most = editor.state.doc.length;
    const level = { error: "error", warning: "warning" };
    editor.dispatch(cm.setDiagnostics(editor.state, found.diagnostics.map((d) => ({
      from: Math.min(here(now, d.start), most), to: Math.min(here(now, d.end), most), severity: level[d.level] || "info", message: d.fix ? `${d.words}\n${d.fix}` : d.words,
      actions: d.fixes.map((fix) => ({ name: fix.title, apply: () => repair(fix.edits) })),
    }))));
  }
  const then = found.readable ? await ask(at("/judge"), "POST", { text: now, window: windowId }).catch(() => null) : { conclusions: [] };
  if (mine !== checks || !then) return;
  judged.replaceChildren();
  for (const [kind, told] of then.conclusions || []) element("span", `${told} `, judged, { class: `told ${kind}` });
};

const keep = async () => {
  if (!dirty()) return;
  const draft = { sha256: base.sha256, base_text: base.text, text: text() };
  try { localStorage.setItem(spare, JSON.stringify({ ...draft, at: new Date().toISOString(), base: base.sha256 })); } catch { /* full or forbidden: the server keeps it too */ }
  await ask(at(`/draft/${windowId}`), "PUT", draft).catch(() => null);
};

const changed = () => {
  state.textContent = dirty() ? said.unsaved : said.saved;
  clearTimeout(checking);
  checking = setTimeout(check, 120);
  clearTimeout(keeping);
  keeping = setTimeout(keep, 900);
};

const settled = (sha256, now) => {
  base = { sha256, text: now };
  form.elements.base.value = sha256;
  pending = useEditor() ? cm.ChangeSet.empty(now.length) : null;
  elsewhere = "";
  moved.hidden = true;
  state.textContent = dirty() ? said.unsaved : said.saved;
};

const forget = async () => {
  clearTimeout(keeping);
  localStorage.removeItem(spare);
  await ask(at(`/draft/${windowId}`), "DELETE").catch(() => null);
};

const save = async () => {
  if (!dirty()) { state.textContent = said.saved; return; }
  const now = text(), was = base.text;
  const edits = slices().map((s) => ({ start: sent(was, s.start), end: sent(was, s.end), text: s.text }));
  const answer = await ask(at(), "PUT", { sha256: base.sha256, edits }).catch(() => null);
  if (!answer) { tell(said.base_lost); state.textContent = said.base_lost; await keep(); return; }
  if (answer.status === 409) { elsewhere = answer.sha256; showMoved(); return; }
  if (!answer.ok) { const why = fill(said.no_room, { why: [answer.error, answer.fix].filter(Boolean).join(": ") }); state.textContent = why; tell(why); await keep(); return; }
  settled(answer.sha256, now);
  if (text() !== now) { pending = null; changed(); }
  state.textContent = dirty() ? said.unsaved : said.saved;
  tell(said.saved);
  channel.postMessage({ deal, sha256: answer.sha256 });
  await forget();
};

const showMoved = () => {
  moved.replaceChildren();
  moved.hidden = false;
  element("p", said.changed_elsewhere, moved);
  const note = element("p", "", moved, { role: "alert" });
  element("button", said.merge, moved, { type: "button", id: "merge" }).addEventListener("click", async () => {
    const answer = await ask(at("/merge"), "POST", { base: base.text, mine: text() });
    if (answer.merged === null || !answer.ok) {
      const first = (answer.overlaps || [[1, 1]])[0];
      note.textContent = answer.ok ? fill(said.overlap, { first: first[0], last: first[1] }) : answer.error;
      return;
    }
    pending = null;
    base = { sha256: answer.sha256, text: answer.text };
    form.elements.base.value = answer.sha256;
    replaceAll(answer.merged);
    pending = null;
    elsewhere = "";
    moved.hidden = true;
    tell(said.merged);
    changed();
    go(caret());
  });
  element("button", said.reload, moved, { type: "button", id: "take-theirs" }).addEventListener("click", async () => {
    await keep();
    await take();
    await forget();
  });
};

const take = async () => {
  const answer = await ask(at());
  if (!answer.ok) { tell(answer.error); return; }
  replaceAll(answer.text);
  settled(answer.sha256, answer.text);
  pending = useEditor() ? cm.ChangeSet.empty(answer.text.length) : null;
  changed();
};

const look = async () => {
  if (document.hidden) return;
  const answer = await ask(at("/state")).catch(() => null);
  if (!answer || !answer.ok || answer.sha256 === base.sha256 || answer.sha256 === elsewhere) return;
  if (!dirty()) { await take(); tell(said.changed_elsewhere); return; }
  elsewhere = answer.sha256;
  showMoved();
};

const complete = async (context) => {
  const now = context.state.doc.toString();
  const answer = await ask(at("/complete"), "POST", { text: now, at: sent(now, context.pos), window: windowId }).catch(() => null);
  if (!answer || !answer.ok || !answer.proposals.length) return null;
  return {
    from: here(now, Math.min(...answer.proposals.map((p) => p.start))),
    options: answer.proposals.map((p) => ({
      label: p.label, detail: p.detail, info: p.words || undefined, type: p.kind,
      apply: (view) => {
        const from = here(now, p.start);
        const to = Math.max(view.state.selection.main.head, here(now, p.end));
        view.dispatch({ changes: { from, to, insert: p.text }, selection: { anchor: from + p.text.length } });
      },
    })),
  };
};

const hover = cm.hoverTooltip(async (view, pos) => {
  const now = view.state.doc.toString();
  const answer = await ask(at("/hover"), "POST", { text: now, at: sent(now, pos), window: windowId }).catch(() => null);
  if (!answer || !answer.ok || !answer.hover) return null;
  return { pos: here(now, answer.hover.start), end: here(now, answer.hover.end), above: true, create: () => {
    const dom = document.createElement("div");
    dom.className = "hover";
    for (const part of answer.hover.words.split("\n")) element("p", part, dom);
    return { dom };
  } };
});

const colours = cm.HighlightStyle.define([
  { tag: [cm.tags.propertyName, cm.tags.definition(cm.tags.propertyName)], color: "var(--link)", fontWeight: "600" },
  { tag: cm.tags.comment, color: "var(--dim)", fontStyle: "italic" },
  { tag: [cm.tags.string, cm.tags.attributeValue], color: "var(--good)" },
  { tag: [cm.tags.number, cm.tags.bool, cm.tags.null], color: "var(--papers)" },
  { tag: [cm.tags.punctuation, cm.tags.separator, cm.tags.bracket], color: "var(--dim)" },
]);
const theme = cm.EditorView.theme({
  "&": { backgroundColor: "var(--bg)", color: "var(--ink)" },
  ".cm-gutters": { backgroundColor: "var(--soft)", color: "var(--dim)", border: "0" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "color-mix(in srgb, var(--mark) 45%, transparent)" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-tooltip": { backgroundColor: "var(--soft)", color: "var(--ink)", border: "1px solid var(--rule)", maxWidth: "34rem" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { backgroundColor: "var(--on)", color: "var(--on-ink)" },
  ".cm-completionDetail": { color: "inherit", opacity: "0.85" },
  ".cm-diagnostic": { color: "var(--ink)", whiteSpace: "pre-wrap" }, ".cm-diagnosticAction": { backgroundColor: "var(--on)", color: "var(--on-ink)" },
  "&.cm-focused .cm-selectionBackground, .cm-selectionBackground": { backgroundColor: "color-mix(in srgb, var(--on) 30%, transparent) !important" },
  ".cm-panels": { backgroundColor: "var(--soft)", color: "var(--ink)" },
}, { dark: matchMedia("(prefers-color-scheme: dark)").matches });

const asLines = () => new URLSearchParams(location.search);
const editor = new cm.EditorView({
  parent: host,
  state: cm.EditorState.create({
    doc: plain.value,
    extensions: [
      cm.EditorView.cspNonce.of(form.dataset.nonce), cm.lineNumbers(), cm.highlightActiveLine(), cm.highlightActiveLineGutter(), cm.highlightSpecialChars(), cm.history(),
      cm.foldGutter(), cm.drawSelection(), cm.indentOnInput(), cm.bracketMatching(), cm.indentUnit.of("  "), cm.yaml(), cm.syntaxHighlighting(colours), theme, cm.search({ top: true }),
      cm.autocompletion({ override: [complete], activateOnTyping: true }), cm.lintGutter(), hover,
      cm.EditorView.contentAttributes.of({ "aria-label": said.text_of_deal, spellcheck: "false" }),
      cm.keymap.of([{ key: "Mod-s", run: () => { save(); return true; } }, ...cm.completionKeymap, ...cm.lintKeymap, ...cm.foldKeymap, ...cm.searchKeymap, ...cm.historyKeymap, ...cm.defaultKeymap]),
      cm.EditorView.updateListener.of((update) => {
        if (!update.docChanged) return;
        if (pending) pending = pending.compose(update.changes);
        changed();
      }),
    ],
  }),
});

editor.scrollDOM.tabIndex = 0; // what is scrolled is reached by the keyboard too

const switchTo = (rich) => {
  const now = text(), where = caret();
  host.hidden = !rich;
  document.getElementById("field").hidden = rich;
  if (rich) editor.dispatch({ changes: smallest(editor.state.doc.toString(), now).map((s) => ({ from: s.start, to: s.end, insert: s.text })) });
  else plain.value = now;
  pending = null;
  toPlain.setAttribute("aria-pressed", String(!rich));
  try { localStorage.setItem("legalmodel-plain", rich ? "" : "yes"); } catch { /* it is asked again */ }
  go(Math.min(where, now.length));
};

const offer = (draft) => {
  kept.hidden = false;
  kept.replaceChildren();
  element("p", fill(said.draft_kept, { at: draft.at.replace("T", " ").slice(0, 16) }), kept);
  element("button", said.draft_open, kept, { type: "button", id: "open-draft" }).addEventListener("click", async () => {
    kept.hidden = true;
    base = { sha256: draft.base, text: draft.base_text };
    pending = null;
    replaceAll(draft.text);
    pending = null;
    go(caret());
    if (draft.window && draft.window !== windowId) { await keep(); await ask(at(`/draft/${draft.window}`), "DELETE").catch(() => null); }
  });
  element("button", said.discard, kept, { type: "button" }).addEventListener("click", async () => {
    kept.hidden = true;
    localStorage.removeItem(spare);
    if (draft.spare) localStorage.removeItem(draft.spare);
    if (draft.window) await ask(at(`/draft/${draft.window}`), "DELETE").catch(() => null);
  });
};

const lookForDrafts = async () => {
  const answer = await ask(at());
  if (!answer.ok) return;
  const local = Object.keys(localStorage).filter((key) => key.startsWith(`legalmodel-draft:${deal}:`)).map((key) => {
    try { return { ...JSON.parse(localStorage.getItem(key)), spare: key, window: key.split(":").pop() }; } catch { return null; }
  });
  const draft = [...answer.drafts, ...local.filter(Boolean)].filter((d) => d.text !== answer.text).sort((x, y) => (x.at < y.at ? 1 : -1))[0];
  if (draft && !dirty()) offer(draft);
};

document.addEventListener("keydown", (event) => {
  if (event.key === "s" && (event.ctrlKey || event.metaKey) && !event.defaultPrevented) { event.preventDefault(); save(); }
});
plain.addEventListener("input", changed);
plain.addEventListener("keydown", async (event) => {
  if (event.key === " " && event.ctrlKey) {
    event.preventDefault();
    const now = plain.value;
    const answer = await ask(at("/complete"), "POST", { text: now, at: sent(now, plain.selectionStart), window: windowId });
    list.replaceChildren();
    for (const p of (answer.proposals || []).slice(0, 60)) {
      const item = element("li", "", list);
      element("button", `${p.label}  ${p.detail || ""}`, item, { type: "button", class: "goto" }).addEventListener("click", () => repair([p]));
      if (p.words) element("p", p.words, item, { class: "small" });
    }
    list.querySelector("button")?.focus();
  }
});
form.addEventListener("submit", (event) => { event.preventDefault(); save(); });
toPlain.hidden = false;
toPlain.addEventListener("click", () => switchTo(host.hidden));
addEventListener("beforeunload", (event) => { if (dirty()) event.preventDefault(); });
addEventListener("focus", look);
channel.addEventListener("message", (event) => { if (event.data.deal === deal) look(); });
setInterval(look, 3000);

host.hidden = false;
document.getElementById("field").hidden = true;
pending = cm.ChangeSet.empty(plain.value.length);
state.textContent = said.saved;
if (localStorage.getItem("legalmodel-plain") === "yes") switchTo(false);
const line = Number(form.dataset.line || asLines().get("line"));
if (line > 0) goToLine(line);
await check();
await lookForDrafts();
form.dataset.ready = "yes";
