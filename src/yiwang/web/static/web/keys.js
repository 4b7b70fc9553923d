// A button with data-key is pressed by its key, wherever one is on the page; inside fields a letter needs Alt.
"use strict";
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.isComposing) return;
  const typing = event.target.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]");
  const key = /^(Key|Digit)/.test(event.code) ? event.code.replace(/^(Key|Digit)/, "").toLowerCase() : event.key.toLowerCase();
  if (typing && !event.altKey && !/^f\d+$/.test(key)) return;
  const button = [...document.querySelectorAll("[data-key]")].find((one) => one.dataset.key === key && !one.disabled);
  if (!button) return;
  event.preventDefault();
  if (button.matches("input, select, textarea")) { button.focus(); if (button.select) button.select(); } else button.click();
});

// The first thing still to be filled in has the cursor, so that a familiar matter needs no mouse.
addEventListener("DOMContentLoaded", () => {
  const sheet = document.getElementById("sheet");
  if (!sheet || document.querySelector(".error-summary")) return;
  const free = [...sheet.querySelectorAll("input:not([type=hidden]):not([type=file]), select, textarea")];
  const first = free.find((one) => (/^[va]\./.test(one.name) && !one.value) || one.name === "consent" && !one.checked) || free[0];
  if (first) first.focus();
});
