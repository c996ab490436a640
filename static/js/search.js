// The search page: results change in place (by htmx), long facets are filtered while typing, folds stay as they were.
"use strict";

const closed = new Set();
const wide = window.matchMedia("(min-width: 62rem)");

function fold(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

function filterFacet(box) {
  const facet = box.closest(".facet");
  const wanted = fold(box.value.trim());
  const more = facet.querySelector(".facet-more");
  if (more && wanted) more.open = true;
  for (const value of facet.querySelectorAll(".value")) {
    value.hidden = wanted !== "" && !fold(value.textContent).includes(wanted);
  }
}

function furnish() {
  for (const box of document.querySelectorAll(".facet-filter")) box.hidden = false;
  for (const facet of document.querySelectorAll("details.facet")) {
    if (closed.has(facet.dataset.facet)) facet.open = false;
  }
  const filters = document.getElementById("filters");
  if (filters && wide.matches) filters.open = true;
}

function announce() {
  const total = document.getElementById("results-title");
  document.getElementById("announcement").textContent = total ? total.textContent.trim() : "";
}

// What is empty has no place in an address.
function dropEmpty(event) {
  for (const field of event.target.querySelectorAll("input[name]")) {
    if (field.value.trim() === "") field.disabled = true;
  }
}

document.addEventListener("input", (event) => {
  if (event.target.matches(".facet-filter")) filterFacet(event.target);
});
document.addEventListener("submit", dropEmpty, true);
// A "toggle" event would do, but new results fire one for every fold that comes open.
document.addEventListener("click", (event) => {
  const summary = event.target.closest("details.facet > summary");
  if (!summary) return;
  const facet = summary.parentElement;
  if (facet.open) closed.add(facet.dataset.facet);
  else closed.delete(facet.dataset.facet);
});
document.addEventListener("htmx:beforeRequest", () => {
  const filters = document.getElementById("filters");
  document.documentElement.dataset.filters = filters && filters.open ? "open" : "";
});
for (const arrival of ["htmx:afterSettle", "htmx:historyRestore"]) {
  document.addEventListener(arrival, () => {
    const filters = document.getElementById("filters");
    if (filters && document.documentElement.dataset.filters) filters.open = true;
    furnish();
    announce();
  });
}
// Going back twice in a hurry: the answer to the first step must not come after that to the second.
let restoring = null;
document.addEventListener("htmx:historyCacheMiss", (event) => {
  if (restoring) restoring.abort();
  restoring = event.detail.xhr;
});
// Where changing in place fails, the address still works.
for (const failure of ["htmx:responseError", "htmx:sendError"]) {
  document.addEventListener(failure, (event) => {
    window.location.assign(event.detail.pathInfo.finalRequestPath || event.detail.pathInfo.requestPath);
  });
}
furnish();
