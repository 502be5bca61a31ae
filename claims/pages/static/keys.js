// Keys of the review desk: each presses the button, or follows the link, that names it. Everything works without them.
"use strict";

const SWITCHED_OFF = "claimdesk-keys-off"; // what the browser remembers of whoever wants no keys
const FIELDS = "input, textarea, select";

const isOff = () => localStorage.getItem(SWITCHED_OFF) !== null;

const show = () => {
  for (const each of document.querySelectorAll(".keys")) each.hidden = matchMedia("(hover: none)").matches;
  document.body.classList.toggle("with-keys", !isOff());
  for (const each of document.querySelectorAll("[data-keys-switch]")) {
    each.textContent = isOff() ? "Turn keys on" : "Turn keys off";
  }
};

document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-keys-switch]")) return;
  if (isOff()) localStorage.removeItem(SWITCHED_OFF);
  else localStorage.setItem(SWITCHED_OFF, "1");
  show();
});

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
  if (event.target.closest(FIELDS)) {
    // Enter and Escape leave a field, so that a key can decide; in a field every other key is a letter.
    if (event.key === "Escape" || event.key === "Enter") event.target.blur();
    return;
  }
  if (isOff()) return;
  const named = document.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
  if (!named) return;
  event.preventDefault();
  if ("keyFocuses" in named.dataset) named.focus();
  else named.click();
});

show();
