// Keys of the review desk: each presses the button, or follows the link, that names it. Everything works without them.
"use strict";

const SWITCHED_OFF = "claimdesk-keys-off"; // what the browser remembers of whoever wants no keys
const FIELDS = "input, textarea, select";

let off = false; // also where the browser keeps nothing for us
try {
  off = localStorage.getItem(SWITCHED_OFF) !== null;
} catch {}

const turn = () => {
  off = !off;
  try {
    if (off) localStorage.setItem(SWITCHED_OFF, "1");
    else localStorage.removeItem(SWITCHED_OFF);
  } catch {}
};

const show = () => {
  for (const each of document.querySelectorAll(".keys")) each.hidden = matchMedia("(hover: none)").matches;
  document.body.classList.toggle("with-keys", !off);
  for (const each of document.querySelectorAll("[data-keys-switch]")) {
    each.textContent = off ? "Turn keys on" : "Turn keys off";
  }
};

document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-keys-switch]")) return;
  turn();
  show();
});

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
  if (event.target.closest(FIELDS)) {
    // Enter and Escape leave a field, so that a key can decide; in a field every other key is a letter.
    if (event.key === "Escape" || event.key === "Enter") event.target.blur();
    return;
  }
  if (off) return;
  const named = document.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
  if (!named) return;
  event.preventDefault();
  if ("keyFocuses" in named.dataset) named.focus();
  else named.click();
});

show();
