"use strict";
// Search field of the front page and of samen leren. Without this script every gemeente opens by a click.
(() => {
  const form = document.getElementById("zoeken");
  const field = document.getElementById("zoekwoord");
  const told = document.getElementById("gevonden");
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const said = (row) => plain((row.cells ? row.cells[0] : row).textContent + " " + (row.dataset.zoek || ""));
  const groups = [...document.querySelectorAll(".groep")];
  const places = [...document.querySelectorAll(".groep>details")].map((place) => ({
    place,
    open: place.open,
    name: plain(place.querySelector("summary").textContent + " " + (place.dataset.zoek || "")),
    rows: [...place.querySelectorAll("tbody tr, li")].map((row) => ({ row, name: said(row) })),
  }));
  let waiting = 0;

  const search = () => {
    const wanted = plain(field.value).split(/\s+/).filter(Boolean);
    let found = 0;
    for (const { place, open, name, rows } of places) {
      let shown = 0;
      for (const each of rows) {
        each.row.hidden = !wanted.every((word) => each.name.includes(word) || name.includes(word));
        shown += each.row.hidden ? 0 : 1;
      }
      found += shown;
      place.hidden = !shown;
      place.open = wanted.length ? shown > 0 : open;
    }
    for (const group of groups) {
      group.hidden = !group.querySelector(":scope>details:not([hidden])");
    }
    document.body.classList.toggle("zoekt", wanted.length > 0);
    clearTimeout(waiting);
    const name = found === 1 ? "een" : found ? "meer" : "geen";
    waiting = setTimeout(() => { told.textContent = wanted.length ? told.dataset[name].replace("{n}", found) : ""; }, 250);
  };

  form.addEventListener("input", search);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => { setTimeout(() => { search(); field.focus(); }, 0); });
  form.hidden = false;
})();
