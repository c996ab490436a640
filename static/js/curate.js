// Curating on an article's page: the panel opens beside the text, "c" corrects the tag in focus, selected words can be tagged.
"use strict";

const panel = document.getElementById("correct-panel");
let cameFrom = null;

function open(address) {
  if (!panel || !window.htmx) {
    window.location.assign(address);
    return;
  }
  cameFrom = document.activeElement;
  window.htmx.ajax("GET", address, { target: "#correct-panel", swap: "innerHTML" });
}

function close() {
  panel.replaceChildren();
  if (cameFrom && cameFrom.isConnected) cameFrom.focus();
}

// A mark in the text leads to the entry of its actor in the list, which knows the address of the correction.
function correctionFor(element) {
  const entry = element.closest(".named-list li");
  const found = entry && entry.querySelector(".correct-link");
  if (found) return found.href;
  const mark = element.closest(".mention[href]");
  if (!mark) return "";
  for (const link of document.querySelectorAll(".named-list .evidence a:first-child")) {
    if (link.getAttribute("href") !== mark.getAttribute("href")) continue;
    const address = new URL(link.closest("li").querySelector(".correct-link").href);
    address.searchParams.set("words", mark.textContent);
    return address.href;
  }
  return "";
}

document.addEventListener("click", (event) => {
  if (!panel || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
  const link = event.target.closest(".correct-link");
  if (link) {
    event.preventDefault();
    open(link.href);
  } else if (panel.contains(event.target) && event.target.closest(".correct-close, .correct-buttons a")) {
    event.preventDefault();
    close();
  }
});

document.addEventListener("keydown", (event) => {
  if (!panel || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape" && panel.childElementCount) {
    close();
    return;
  }
  if (event.target.closest("input, textarea, select")) return;
  const selected = wordsSelected();
  const address = event.key === "c" ? correctionFor(event.target) : event.key === "t" && selected ? tagging(selected) : "";
  if (!address) return;
  event.preventDefault();
  open(address);
});

document.addEventListener("htmx:afterSettle", (event) => {
  const section = document.getElementById("correct");
  // Names that come while one is typed must not take the focus.
  if (section && event.target.id !== "actors-found" && event.target.closest && event.target.closest("#correct-panel, #correct")) {
    const first = section.querySelector("[role=alert]") || section.querySelector("input:not([type=hidden], [name=reason]), button");
    (first || section).focus();
  }
});

function wordsSelected() {
  const selection = window.getSelection();
  if (!selection || selection.isCollapsed) return "";
  const inside = selection.anchorNode && selection.anchorNode.parentElement;
  if (!inside || !inside.closest(".prose, .article-head h1")) return "";
  const words = selection.toString().replace(/\s+/gu, " ").trim();
  return words.length > 1 && words.length <= 300 ? words : "";
}

function tagging(words) {
  const address = new URL(document.querySelector(".add-tag").href);
  address.searchParams.set("words", words);
  return address.href;
}

let button = null;
document.addEventListener("selectionchange", () => {
  const words = panel && document.querySelector(".add-tag") ? wordsSelected() : "";
  if (!words) {
    if (button) button.remove();
    button = null;
    return;
  }
  if (!button) {
    button = document.createElement("button");
    button.type = "button";
    button.className = "tag-selection";
    // The selection must outlive the press.
    button.addEventListener("pointerdown", (event) => event.preventDefault());
    button.addEventListener("click", () => open(tagging(wordsSelected())));
    document.body.append(button);
  }
  button.textContent = `Tag “${words}”`;
  const box = window.getSelection().getRangeAt(0).getBoundingClientRect();
  button.style.setProperty("left", `${Math.max(8, window.scrollX + box.left)}px`);
  button.style.setProperty("top", `${window.scrollY + box.bottom + 6}px`);
});
