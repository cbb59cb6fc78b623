"use strict";
// Search field of the front page. Without this script every gemeente opens by a click.
(() => {
  const form = document.getElementById("zoeken");
  const field = document.getElementById("zoekwoord");
  const told = document.getElementById("gevonden");
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const places = [...document.querySelectorAll(".letter details")].map((place) => ({
    place,
    open: place.open,
    name: plain(place.querySelector("summary").textContent),
    rows: [...place.querySelectorAll("tbody tr")].map((row) => ({ row, name: plain(row.cells[0].textContent) })),
  }));
  let waiting = 0;

  const search = () => {
    const wanted = plain(field.value).split(/\s+/).filter(Boolean);
    const found = new Set();
    for (const { place, open, name, rows } of places) {
      let shown = 0;
      for (const each of rows) {
        each.row.hidden = !wanted.every((word) => each.name.includes(word) || name.includes(word));
        shown += each.row.hidden ? 0 : 1;
        if (!each.row.hidden) found.add(place.id + each.name);
      }
      place.hidden = !shown;
      place.open = wanted.length ? shown > 0 : open;
    }
    for (const letter of document.querySelectorAll(".letter")) {
      letter.hidden = !letter.querySelector("details:not([hidden])");
    }
    clearTimeout(waiting);
    const name = found.size === 1 ? "een" : found.size ? "meer" : "geen";
    waiting = setTimeout(() => { told.textContent = wanted.length ? told.dataset[name].replace("{n}", found.size) : ""; }, 250);
  };

  form.addEventListener("input", search);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => { setTimeout(() => { search(); field.focus(); }, 0); });
  form.hidden = false;
})();
