// Says the year and its number of articles while the pointer is over a bar.
"use strict";

function say(event) {
  const bar = event.target.closest(".histogram-drawing a");
  const figure = event.target.closest(".histogram");
  const readout = figure && figure.querySelector(".histogram-readout");
  if (readout) readout.textContent = bar ? bar.querySelector("title").textContent : "";
}

document.addEventListener("pointerover", say);
