// Names are completed while typing in a search box: an ARIA combobox with a list of actors below it.
// Choosing one narrows the search on the search page, and leads to the actor's page elsewhere.
"use strict";

const FACETS = new Set(["person", "country", "organisation", "alliance"]);

function furnishBox(box, number) {
  const list = document.createElement("ul");
  const status = document.createElement("span");
  list.id = `completions-${number}`;
  list.className = "completions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Names");
  list.hidden = true;
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  box.parentElement.classList.add("has-completions");
  box.parentElement.append(list, status);
  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id })) box.setAttribute(name, value);

  let timer = 0;
  let asking = null;
  let names = [];
  let rest = "";
  let present = -1;

  function close() {
    list.hidden = true;
    present = -1;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  }

  function mark(place) {
    present = place;
    for (const [at, option] of [...list.children].entries()) option.setAttribute("aria-selected", String(at === place));
    if (place < 0) {
      box.removeAttribute("aria-activedescendant");
      return;
    }
    box.setAttribute("aria-activedescendant", list.children[place].id);
    list.children[place].scrollIntoView({ block: "nearest" });
  }

  function choose(place) {
    const name = names[place];
    const narrows = document.getElementById("search-page") && FACETS.has(name.kind);
    if (!narrows) {
      window.location.assign(name.links.page);
      return;
    }
    const address = new URL(window.location.href);
    const parameters = address.searchParams;
    parameters.delete("page");
    parameters.delete("q");
    if (rest) parameters.set("q", rest);
    if (!parameters.getAll(name.kind).includes(name.slug)) parameters.append(name.kind, name.slug);
    window.location.assign(`/search/?${parameters}`);
  }

  function option(name, at) {
    const item = document.createElement("li");
    item.id = `${list.id}-${at}`;
    item.className = `kind-${name.kind}`;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    const title = document.createElement("span");
    title.className = "completion-name";
    title.textContent = name.through ? `${name.name} (${name.through})` : name.name;
    const about = document.createElement("span");
    about.className = "completion-about";
    const articles = name.articles === 1 ? "1 article" : `${name.articles} articles`;
    about.textContent = [name.kind, name.description, articles].filter(Boolean).join(" · ");
    item.append(title, " ", about);
    item.addEventListener("mousedown", (event) => event.preventDefault());
    item.addEventListener("click", () => choose(at));
    return item;
  }

  function show(answer) {
    names = answer.names;
    rest = answer.rest;
    list.replaceChildren(...names.map(option));
    if (!names.length) {
      close();
      status.textContent = "";
      return;
    }
    list.hidden = false;
    present = -1;
    box.removeAttribute("aria-activedescendant");
    box.setAttribute("aria-expanded", "true");
    status.textContent = names.length === 1 ? "1 name below" : `${names.length} names below`;
  }

  async function ask() {
    const typed = box.value;
    if (asking) asking.abort();
    if (typed.trim().length < 2 || /[":()*?]/.test(typed)) {
      close();
      return;
    }
    asking = new AbortController();
    try {
      const response = await fetch(`/api/v1/names/?q=${encodeURIComponent(typed.slice(-200))}`, { signal: asking.signal });
      if (response.ok && box.value === typed && document.activeElement === box) show(await response.json());
    } catch (error) {
      if (error.name !== "AbortError") close(); // without an answer the box is a plain search box
    }
  }

  box.addEventListener("input", () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(ask, 120);
  });
  box.addEventListener("blur", close);
  box.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (list.hidden) {
        if (event.key === "ArrowDown") ask();
        return;
      }
      event.preventDefault();
      const last = names.length - 1;
      const down = event.key === "ArrowDown";
      if (down) mark(present === last ? -1 : present + 1);
      else mark(present < 0 ? last : present - 1);
    } else if (event.key === "Enter" && !list.hidden && present >= 0) {
      event.preventDefault();
      choose(present);
    }
  });
}

let furnished = 0;

function furnishBoxes() {
  for (const box of document.querySelectorAll("#q:not([role]), #masthead-q:not([role])")) furnishBox(box, (furnished += 1));
}

document.addEventListener("htmx:afterSettle", furnishBoxes);
furnishBoxes();
