// Finds claims as one types, and shows how far something is. Everything on these pages works without it: the same form
// is sent by its button, and there is a link to the same page anew.
"use strict";

const PAUSE = 180; // milliseconds without a key before the server is asked
const LOOK = 3000; // milliseconds between two looks at what goes on

const bring = async (url, parts, signal) => {
  const answer = await fetch(url, { headers: { Accept: "text/html" }, signal });
  if (!answer.ok) return null;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const part of parts) {
    const found = page.getElementById(part.id);
    if (found) part.replaceChildren(...found.childNodes);
  }
  return page;
};

const form = document.querySelector("form[data-live]");
if (form) {
  const parts = form.dataset.live.split(" ").map((id) => document.getElementById(id));
  let waiting = 0;
  let asked = null;

  const address = () => {
    const given = new URLSearchParams(new FormData(form));
    for (const [name, value] of [...given]) if (!value) given.delete(name);
    return form.getAttribute("action") + (given.size ? "?" + given : "");
  };

  const find = async () => {
    const url = address();
    asked?.abort();
    asked = new AbortController();
    parts[0].setAttribute("aria-busy", "true");
    try {
      if (await bring(url, parts, asked.signal)) history.replaceState(null, "", url);
    } catch (error) {
      if (error.name !== "AbortError") form.removeAttribute("data-live"); // offline: the button is left
    } finally {
      parts[0].removeAttribute("aria-busy");
    }
  };

  form.addEventListener("input", (event) => {
    clearTimeout(waiting);
    waiting = setTimeout(find, event.target.type === "search" ? PAUSE : 0);
  });
}

const going = document.querySelector("[data-going]");
if (going) {
  const look = async () => {
    const page = await bring(location.href, [going]).catch(() => null); // offline: the link is left
    if (page?.querySelector("[data-going]")) setTimeout(look, LOOK);
  };
  setTimeout(look, LOOK);
}
