// Finding a report in the list of pages.
"use strict";
(() => {
  const rows = [...document.querySelectorAll(".reports tbody tr")];
  const words = rows.map((row) => row.textContent.toLowerCase());
  const find = document.getElementById("find");
  const form = document.getElementById("filters");

  function filter() {
    const sought = find.value.trim().toLowerCase();
    rows.forEach((row, at) => { row.hidden = !words[at].includes(sought); });
    const left = rows.filter((row) => !row.hidden).length;
    document.getElementById("shown").value = `${left} of ${rows.length} reports`;
  }

  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = rows.length < 2;
  filter();
})();
