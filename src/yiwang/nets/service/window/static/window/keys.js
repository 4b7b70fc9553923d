// A button with data-key is pressed by its key, wherever one is on the page; inside fields by Alt and the key.
"use strict";
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.isComposing) return;
  const typing = event.target.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]");
  if (typing && !event.altKey) return;
  const key = event.code.startsWith("Key") ? event.code.slice(3).toLowerCase() : event.key.toLowerCase();
  const button = [...document.querySelectorAll("[data-key]")].find((one) => one.dataset.key === key && !one.disabled);
  if (!button) return;
  event.preventDefault();
  if (button.matches("input, select, textarea")) { button.focus(); button.select?.(); } else button.click();
});
