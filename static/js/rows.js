// The names in a row of a list are one stop for the Tab key; the arrow keys, Home and End lead from name to name.
"use strict";

function names(element) {
  const list = element.closest(".actor-tags");
  return list ? [...list.querySelectorAll("a")] : [];
}

function makeOneStop() {
  for (const list of document.querySelectorAll(".rows .actor-tags")) {
    list.setAttribute("aria-describedby", "row-keys");
    for (const [at, link] of [...list.querySelectorAll("a")].entries()) link.tabIndex = at === 0 ? 0 : -1;
  }
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  const all = event.target.closest(".rows .actor-tags a") ? names(event.target) : [];
  const at = all.indexOf(event.target);
  const steps = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 };
  if (at < 0 || !(event.key in steps)) return;
  event.preventDefault();
  const next = all[(steps[event.key] + all.length) % all.length];
  for (const link of all) link.tabIndex = link === next ? 0 : -1;
  next.focus();
});

for (const arrival of ["htmx:afterSettle", "htmx:historyRestore"]) document.addEventListener(arrival, makeOneStop);
makeOneStop();
