// The article page: marks go on and off without loading it anew, and a name in the list shows its marks in the text.
"use strict";

const marks = document.querySelector(".marks-switch");
const article = document.querySelector(".article");

if (marks && article.querySelector(".prose.has-marks")) {
  marks.addEventListener("click", (event) => {
    event.preventDefault();
    const off = article.classList.toggle("marks-off");
    marks.setAttribute("aria-checked", String(!off));
  });
  marks.addEventListener("keydown", (event) => {
    if (event.key !== " ") return;
    event.preventDefault();
    marks.click();
  });
}

function show(event) {
  const entry = event.target.closest && event.target.closest(".named-list li");
  for (const mark of article.querySelectorAll(".mention.is-shown")) mark.classList.remove("is-shown");
  if (!entry) return;
  const link = entry.querySelector(".evidence a").getAttribute("href");
  for (const mark of article.querySelectorAll(`.prose .mention[href="${CSS.escape(link)}"]`)) mark.classList.add("is-shown");
}

document.addEventListener("pointerover", show);
document.addEventListener("focusin", show);

document.addEventListener("toggle", (event) => {
  const opened = event.target.closest && event.target.closest(".block-tools");
  if (opened && event.target.open) opened.querySelector("[name=reason]").focus();
}, true);
