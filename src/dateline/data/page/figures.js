// The map and the timeline: a mark that is pointed at shows its claims, a claim its marks.
"use strict";
(() => {
  const all = (selector, under = document) => [...under.querySelectorAll(selector)];
  const items = new Map(all("#list > li").map((item) => [item.dataset.number, item]));
  const list = document.getElementById("list");
  const figures = all(".setting svg[role=group]");
  const shows = new Map(all("[data-shows]").map((mark) => [mark, mark.dataset.shows.split(" ")]));
  const wide = matchMedia("(min-width: 62rem)");
  let chosen = null;

  function point(numbers) {
    for (const [number, item] of items) item.classList.toggle("pointed", numbers.includes(number));
    for (const [mark, own] of shows) {
      mark.classList.toggle("pointed", own.some((number) => numbers.includes(number)));
    }
  }

  // only the list scrolls, and only where it stands beside the figures
  function reveal(numbers) {
    const item = numbers.map((number) => items.get(number)).find((entry) => entry && !entry.hidden);
    if (!item || !wide.matches) return;
    const top = item.offsetTop - list.offsetTop;
    if (top < list.scrollTop || top + item.offsetHeight > list.scrollTop + list.clientHeight) {
      list.scrollTop = top - 8;
    }
  }

  for (const [mark, own] of shows) {
    const show = () => { point(own); reveal(own); };
    mark.addEventListener("mouseenter", show);
    mark.addEventListener("focusin", show);
    mark.addEventListener("mouseleave", () => point([]));
    mark.addEventListener("focusout", () => point([]));
    if (mark.localName !== "a") continue;
    // a mark of several claims: the first, then with each further click the next
    mark.addEventListener("click", (event) => {
      event.preventDefault();
      const shown = own.filter((number) => !items.get(number).hidden);
      if (!shown.length) return;
      items.get(shown[(shown.indexOf(chosen) + 1) % shown.length]).click();
      mark.focus({ preventScroll: true });
    });
  }
  for (const link of all(".places li a")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      items.get(link.hash.slice("#claim-".length)).click();
    });
  }
  for (const [number, item] of items) {
    item.addEventListener("mouseenter", () => point([number]));
    item.addEventListener("mouseleave", () => point([]));
  }

  // within a figure arrows lead from mark to mark, the Tab key out of it
  for (const figure of figures) {
    const marks = all("a[data-shows]", figure);
    marks.forEach((mark, at) => { mark.tabIndex = at ? -1 : 0; });
    figure.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      const at = marks.indexOf(event.target.closest("a"));
      if (!step || at < 0) return;
      event.preventDefault();
      const next = marks[(at + step + marks.length) % marks.length];
      for (const mark of marks) mark.tabIndex = mark === next ? 0 : -1;
      next.focus({ preventScroll: true });
    });
  }

  function follow(event) {
    chosen = event.detail;
    for (const [mark, own] of shows) {
      mark.classList.toggle("chosen", own.includes(chosen));
      mark.classList.toggle("off", !own.some((number) => !items.get(number).hidden));
    }
  }
  document.addEventListener("chosen", follow);

  // where there is a map, who speaks stands behind it
  const tabs = all("#tabs [role=tab]");
  for (const tab of tabs) {
    tab.addEventListener("click", () => select(tab));
    tab.addEventListener("keydown", (event) => {
      if (!["ArrowLeft", "ArrowRight"].includes(event.key)) return;
      const other = tabs.find((entry) => entry !== tab);
      select(other);
      other.focus();
      event.stopPropagation();
    });
  }
  function select(tab) {
    for (const entry of tabs) {
      entry.setAttribute("aria-selected", String(entry === tab));
      entry.tabIndex = entry === tab ? 0 : -1;
      document.getElementById(entry.getAttribute("aria-controls")).classList.toggle("behind-tab", entry !== tab);
    }
  }
  if (tabs.length) {
    document.getElementById("tabs").hidden = false;
    select(tabs[0]);
  }
})();
