// Says the year and its number of articles while the pointer is over a bar.
"use strict";

function say(event) {
  const bar = event.target.closest(".histogram-drawing a");
  const figure = event.target.closest(".histogram");
  const readout = figure && figure.querySelector(".histogram-readout");
  if (!readout) return;
  const count = bar ? Number(bar.dataset.count) : 0;
  readout.textContent = bar ? `${bar.dataset.year}: ${count} article${count === 1 ? "" : "s"}` : "";
}

document.addEventListener("pointerover", say);
