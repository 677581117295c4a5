// The page's manners: choosing a claim shows its words, and the other way round; pointing at a
// source shows all its words, choosing it shows its claims alone; filters; keys.
// Everything that it shows is already in the page; it adds classes and never writes markup.
"use strict";
(() => {
  const root = document.documentElement;
  const one = (id) => document.getElementById(id);
  const all = (selector, under = document) => [...under.querySelectorAll(selector)];
  const LABELS = { actor: "who", recipient: "to whom", other: "to what", place: "where",
    date: "when", source: "source", cue: "" , trigger: "" };

  root.classList.add("js");
  const items = all("#list > li");
  const refs = new Map(all(".ref").map((ref) => [ref.id.slice("text-".length), ref]));
  const parts = all("[data-claims], [data-roles]").map((element) => ({
    element,
    claims: (element.dataset.claims || "").split(" ").filter(Boolean),
    roles: (element.dataset.roles || "").split(" ").filter(Boolean).map((role) => role.split(":")),
  }));
  const claimed = new Map(items.map((item) => [item.dataset.number, item.dataset]));
  const words = new Map(items.map((item) => [item, item.textContent.toLowerCase()]));
  const narrow = matchMedia("(max-width: 61.99rem)");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  let chosen = null;

  const number = (item) => item.dataset.number;
  const visible = () => items.filter((item) => !item.hidden);
  const link = (item) => item.querySelector(".statement a");
  const glide = (element, block) =>
    element.scrollIntoView({ block, behavior: calm.matches ? "auto" : "smooth" });

  // ---- the chosen claim

  function highlight(item) {
    const own = item ? number(item) : null;
    for (const entry of items) {
      entry.classList.toggle("chosen", entry === item);
      link(entry).tabIndex = entry === (item || visible()[0]) ? 0 : -1;
      if (entry === item) link(entry).setAttribute("aria-current", "true");
      else link(entry).removeAttribute("aria-current");
    }
    for (const [key, ref] of refs) ref.classList.toggle("chosen", key === own);
    let before = [];
    for (const { element, claims, roles } of parts) {
      const mine = roles.filter(([claim]) => claim === own).map(([, role]) => role);
      element.classList.toggle("chosen", claims.includes(own));
      element.classList.toggle("part", mine.length > 0);
      element.classList.toggle("act", mine.includes("trigger"));
      const label = mine.find((role) => LABELS[role] && !before.includes(role));
      if (label) element.dataset.label = LABELS[label];
      else delete element.dataset.label;
      before = mine;
    }
    tell("chosen", own);
  }

  // the figures are drawn in figures.js
  function tell(what, detail) {
    document.dispatchEvent(new CustomEvent(what, { detail }));
  }

  function choose(item, { from }) {
    if (item === chosen && from === "focus") return;
    chosen = item;
    highlight(item);
    fillPeek(item, from);
    if (!item) return;
    const ref = refs.get(number(item));
    if (from !== "text" && ref) glide(ref, "center");
    if (from !== "list" && !narrow.matches) showInList(item);
    try {
      history.replaceState(null, "", `#claim-${number(item)}`);
    } catch {
      // a page inside another (a notebook) may have no address of its own
    }
  }

  // only the list scrolls, never the page: the reader stays at the words
  function showInList(item) {
    const list = one("list");
    const top = item.offsetTop - list.offsetTop;
    if (top < list.scrollTop || top + item.offsetHeight > list.scrollTop + list.clientHeight) {
      list.scrollTo({ top: top - 40, behavior: calm.matches ? "auto" : "smooth" });
    }
  }

  function fillPeek(item) {
    const peek = one("peek");
    peek.hidden = !item;
    document.body.classList.toggle("peeking", Boolean(item));
    if (!item) return one("peek-claim").replaceChildren();
    const copies = [...item.children].map((child) => child.cloneNode(true));
    Object.assign(one("peek-claim").dataset, { kind: item.dataset.kind, hue: item.dataset.hue });
    one("peek-claim").replaceChildren(...copies);
    for (const anchor of all("a", one("peek-claim"))) {
      anchor.removeAttribute("tabindex");
      anchor.removeAttribute("aria-current");
      anchor.href = `#claim-${number(item)}`;
    }
  }

  function step(distance, { focus }) {
    const shown = visible();
    if (!shown.length) return;
    const at = shown.indexOf(chosen);
    const next = at < 0 ? (distance > 0 ? 0 : shown.length - 1)
      : Math.min(Math.max(at + distance, 0), shown.length - 1);
    if (focus) link(shown[next]).focus({ preventScroll: true });
    choose(shown[next], { from: "keys" });
  }

  for (const item of items) {
    item.addEventListener("click", (event) => {
      event.preventDefault();
      link(item).focus({ preventScroll: true });
      choose(item, { from: "list" });
    });
    link(item).addEventListener("focus", () => choose(item, { from: "focus" }));
  }
  for (const [key, ref] of refs) {
    const item = one(`claim-${key}`);
    ref.addEventListener("focus", () => choose(item, { from: "text" }));
    ref.addEventListener("click", (event) => {
      event.preventDefault();
      choose(item, { from: "text" });
    });
  }
  // words of several claims: the shortest first, then each further click the next
  for (const { element, claims } of parts) {
    if (!claims.length) continue;
    element.addEventListener("click", () => {
      if (String(getSelection())) return; // someone copies words
      const shown = claims.filter((claim) => !one(`claim-${claim}`).hidden);
      if (!shown.length) return;
      const at = chosen ? shown.indexOf(number(chosen)) : -1;
      choose(one(`claim-${shown[(at + 1) % shown.length]}`), { from: "text" });
    });
  }
  one("previous").addEventListener("click", () => step(-1, { focus: false }));
  one("next").addEventListener("click", () => step(1, { focus: false }));
  one("close").addEventListener("click", () => choose(null, { from: "keys" }));

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target.closest("input[type=search]");
    const inList = event.target.closest("#list");
    if (event.key === "Escape" && !typing) choose(null, { from: "keys" });
    else if (event.key === "j" && !typing) step(1, { focus: true });
    else if (event.key === "k" && !typing) step(-1, { focus: true });
    else if (inList && event.key === "ArrowDown") step(1, { focus: true });
    else if (inList && event.key === "ArrowUp") step(-1, { focus: true });
    else if (inList && event.key === "Home") step(-items.length, { focus: true });
    else if (inList && event.key === "End") step(items.length, { focus: true });
    else return;
    event.preventDefault();
  });

  // ---- sources: one that is pointed at goes before those that are chosen

  const form = one("filters");
  const rows = all("#sources [data-voice]");
  const hues = new Map(rows.map((row) => [row.dataset.voice, row.dataset.hue]));
  const voiced = all("[data-voices]").map((element) => ({
    element, voices: element.dataset.voices.split(" "), card: items.includes(element),
  }));
  let pointed = null;

  function light() {
    const kept = rows.map((row) => row.querySelector("input"))
      .filter((box) => box.checked).map((box) => box.value);
    for (const { element, voices, card } of voiced) {
      const key = voices.includes(pointed) ? pointed
        : card ? null : kept.find((voice) => voices.includes(voice));
      if (key) element.dataset.lit = hues.get(key);
      else delete element.dataset.lit;
    }
  }

  function point(voice) {
    pointed = voice;
    light();
  }

  for (const row of rows) {
    const box = row.querySelector("input");
    row.addEventListener("mouseenter", () => point(row.dataset.voice));
    row.addEventListener("mouseleave", () => point(null));
    row.addEventListener("focusin", () => point(row.dataset.voice));
    row.addEventListener("focusout", () => point(null));
    row.addEventListener("click", (event) => {
      if (event.target.closest("label") || String(getSelection())) return;
      box.click();
    });
    box.addEventListener("input", () => {
      filter();
      const words = all(".report [data-voices]")
        .find((part) => part.dataset.voices.split(" ").includes(box.value));
      if (box.checked && words && !narrow.matches) glide(words, "center");
    });
  }

  // ---- filters: within a group any of the chosen, between groups all

  const boxes = [...form.elements].filter((element) => element.type === "checkbox");
  const groups = [...new Set(boxes.map((box) => box.name))];
  const TESTS = {
    kind: (item, value) => item.dataset.kind === value,
    source: (item, value) => item.dataset.source === value,
    mark: (item, value) => item.dataset.marks.split(" ").includes(value),
    voice: (item, value) => item.dataset.voices.split(" ").includes(value),
  };

  function passes(item, exceptGroup) {
    const sought = one("find").value.trim().toLowerCase();
    if (sought && !words.get(item).includes(sought)) return false;
    return groups.every((group) => {
      if (group === exceptGroup) return true;
      const wanted = boxes.filter((box) => box.name === group && box.checked);
      return !wanted.length || wanted.some((box) => TESTS[group](item, box.value));
    });
  }

  function filter() {
    light();
    for (const item of items) item.hidden = !passes(item);
    for (const group of groups.filter((name) => name !== "voice")) {
      const rest = items.filter((item) => passes(item, group));
      for (const box of boxes.filter((entry) => entry.name === group)) {
        const count = rest.filter((item) => TESTS[group](item, box.value)).length;
        box.parentElement.querySelector("b").textContent = String(count);
        box.disabled = count === 0 && !box.checked;
      }
    }
    const shown = new Set(visible().map(number));
    for (const [key, ref] of refs) ref.hidden = !shown.has(key);
    for (const { element, claims } of parts) {
      const first = claims.find((claim) => shown.has(claim));
      element.classList.toggle("off", claims.length > 0 && !first);
      if (!first) continue;
      const { kind, hue } = claimed.get(first);
      Object.assign(element.dataset, { kind, hue });
    }
    const filtered = shown.size < items.length;
    one("shown").value = filtered ? `${shown.size} of ${items.length} claims` : `${items.length} claims, in the order of the text`;
    one("clear").hidden = !filtered && !boxes.some((box) => box.checked) && !one("find").value;
    one("none").hidden = shown.size > 0 || !items.length;
    if (chosen && chosen.hidden) choose(null, { from: "keys" });
    else highlight(chosen);
  }

  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(filter));
  form.hidden = !items.length;
  if (items.length) filter();

  // after loading, because only then the browser has gone to the address's own place
  addEventListener("load", () => {
    const asked = /^#(?:claim|text)-(\d+)$/.exec(location.hash);
    if (asked && one(`claim-${asked[1]}`)) choose(one(`claim-${asked[1]}`), { from: "keys" });
  });
})();
