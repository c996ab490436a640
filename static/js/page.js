// On every page: "/" goes to the search box, as in other archives.
"use strict";

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const box = document.querySelector("#q, #masthead-q");
  if (!box) return;
  event.preventDefault();
  box.focus();
  box.select();
});
