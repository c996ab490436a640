// An article reached from a search: buttons, and the keys n and p, go from match to match.
"use strict";

const matches = document.querySelector(".matches");

if (matches) {
  const number = Number(matches.dataset.number);
  const status = matches.querySelector(".matches-number");
  let present = 0;

  const go = (step) => {
    const before = document.querySelectorAll(".found.is-present");
    present = present === 0 && step < 0 ? number : ((present - 1 + step + number) % number) + 1;
    const mark = document.getElementById(`found-${present}`);
    for (const each of before) each.classList.remove("is-present");
    if (!mark) return;
    mark.classList.add("is-present");
    mark.scrollIntoView({ block: "center" });
    status.textContent = `Match ${present} of ${number}`;
  };

  matches.querySelector(".matches-links").hidden = true;
  matches.querySelector(".matches-buttons").hidden = false;
  matches.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-step]");
    if (button) go(Number(button.dataset.step));
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    if (event.key === "n") go(1);
    if (event.key === "p") go(-1);
  });
}
