// The search page: results change in place (by htmx), arrow keys lead to what excludes a value, folds stay as they were.
"use strict";

const folds = new Map(); // what the visitor folded or opened, by facet
const wide = window.matchMedia("(min-width: 62rem)");

// One stop a value for the Tab key: its "exclude" is reached from it by the arrow keys.
function rove(event) {
  const forward = event.key === "ArrowRight";
  if (!forward && event.key !== "ArrowLeft") return;
  const link = event.target.closest(forward ? ".value-toggle" : ".value-exclude");
  const other = link && link.parentElement.querySelector(forward ? ".value-exclude" : ".value-toggle");
  if (!other) return;
  event.preventDefault();
  other.focus();
}

function furnish() {
  for (const box of document.querySelectorAll(".facet-filter")) box.hidden = false;
  for (const link of document.querySelectorAll(".value-exclude")) link.tabIndex = -1;
  for (const list of document.querySelectorAll(".facet .values")) list.setAttribute("aria-describedby", "facet-keys");
  for (const facet of document.querySelectorAll("details.facet")) {
    const open = folds.get(facet.dataset.facet);
    if (open !== undefined) facet.open = open;
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

document.addEventListener("keydown", rove);
document.addEventListener("submit", dropEmpty, true);
// A "toggle" event would do, but new results fire one for every fold that comes open.
document.addEventListener("click", (event) => {
  const summary = event.target.closest("details.facet > summary");
  if (!summary) return;
  const facet = summary.parentElement;
  folds.set(facet.dataset.facet, !facet.open);
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
