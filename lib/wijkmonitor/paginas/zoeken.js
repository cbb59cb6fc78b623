"use strict";
// Search field and lists of the menukaart. Without this script every card stands on the page.
(() => {
  const form = document.getElementById("zoeken");
  const field = document.getElementById("zoekwoord");
  const lists = [...form.querySelectorAll("select")];
  const told = document.getElementById("gevonden");
  const cards = [...document.querySelectorAll("article.kaart")];
  const groups = [...document.querySelectorAll(".stapgroep")];
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const words = new Map(cards.map((card) => [card, plain(card.textContent + " " + card.dataset.stap)]));
  let waiting = 0;

  const fits = (card, wanted) =>
    wanted.every((word) => words.get(card).includes(word)) &&
    lists.every((list) => !list.value || card.dataset[list.name] === list.value);

  const sentence = (count, chosen) => {
    const name = count === cards.length ? "alle" : count === 1 ? "een" : count ? "meer" : "geen";
    const said = told.dataset[name].replace("{n}", count);
    return chosen.length ? said + " " + told.dataset.gekozen + ": " + chosen.join(", ") + "." : said;
  };

  const search = () => {
    const wanted = plain(field.value).split(/\s+/).filter(Boolean);
    const chosen = [field.value.trim(), ...lists.map((list) => list.value)].filter(Boolean);
    let count = 0;
    for (const card of cards) {
      card.hidden = !fits(card, wanted);
      count += card.hidden ? 0 : 1;
    }
    for (const group of groups) {
      const shown = group.querySelectorAll("article.kaart:not([hidden])").length;
      group.hidden = !shown;
      group.querySelector(".aantal").textContent = shown;
    }
    document.body.classList.toggle("zoekt", chosen.length > 0);
    told.classList.toggle("niets", !count);
    clearTimeout(waiting);
    waiting = setTimeout(() => { told.textContent = sentence(count, chosen); }, 250);
  };

  const showCard = () => {
    const card = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (card && card.hidden) {
      form.reset();
      search();
      card.scrollIntoView();
    }
  };

  form.addEventListener("input", search);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => { setTimeout(() => { search(); field.focus(); }, 0); });
  window.addEventListener("hashchange", showCard);
  document.body.classList.add("met-script");
  form.hidden = false;
  search();
})();
