// Finds claims as one types. Everything on these pages works without it: the same form is sent by its button.
"use strict";

const PAUSE = 180; // milliseconds without a key before the server is asked

const form = document.querySelector("form[data-live]");
if (form) {
  const results = document.getElementById(form.dataset.live);
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
    results.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(url, { headers: { Accept: "text/html" }, signal: asked.signal });
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const found = page.getElementById(results.id);
      if (found) results.replaceChildren(...found.childNodes);
      history.replaceState(null, "", url);
    } catch (error) {
      if (error.name !== "AbortError") form.removeAttribute("data-live"); // offline: the button is left
    } finally {
      results.removeAttribute("aria-busy");
    }
  };

  form.addEventListener("input", (event) => {
    clearTimeout(waiting);
    waiting = setTimeout(find, event.target.type === "search" ? PAUSE : 0);
  });
}
