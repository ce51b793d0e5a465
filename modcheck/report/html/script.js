"use strict";
// The page can be read without this: it adds the filter, and lights the paths of a callback in the graph.

const form = document.getElementById("filter");

function fits(article) {
  return ["level", "callback", "resource"].every((name) => {
    const wanted = form.elements[name].value;
    return wanted === "" || article.dataset[name] === wanted;
  });
}

function filter() {
  const articles = [...document.querySelectorAll("article.finding")];
  let shown = 0;
  for (const article of articles) {
    const seen = fits(article);
    article.hidden = !seen;
    shown += seen ? 1 : 0;
    const row = document.querySelector(`tr[data-for="${CSS.escape(article.id)}"]`);
    if (row) row.hidden = !seen;
  }
  document.getElementById("shown").textContent = `${shown} of ${articles.length} shown`;
}

if (form) {
  form.hidden = false;
  form.addEventListener("change", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  filter();
}

function light(callback, on) {
  const svg = callback.closest("svg");
  svg.classList.toggle("choosing", on);
  for (const path of svg.querySelectorAll("g.life")) {
    const names = path.dataset.callbacks.split(" ");
    path.classList.toggle("lit", on && names.includes(callback.dataset.name));
  }
}

for (const callback of document.querySelectorAll("g.callback")) {
  for (const [name, on] of [["mouseenter", true], ["focus", true], ["mouseleave", false], ["blur", false]]) {
    callback.addEventListener(name, () => light(callback, on));
  }
}

window.addEventListener("beforeprint", () => {
  for (const details of document.querySelectorAll("details")) details.open = true;
});
