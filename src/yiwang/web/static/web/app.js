// Small helps for every page. Nothing here is needed to get something done; every page works without it.
"use strict";
(() => {
  const root = document.documentElement;

  // Old phones' browsers know neither optional chaining nor requestSubmit: what may be missing is asked for in words.
  const focus = (one) => { if (one) one.focus(); };
  const send = (form) => { if (form && form.requestSubmit) form.requestSubmit(); else if (form) form.submit(); };

  // htmx sends Django's token with every changing request.
  document.addEventListener("htmx:configRequest", (event) => {
    const token = document.querySelector("[name=csrfmiddlewaretoken]");
    if (token) event.detail.headers["X-CSRFToken"] = token.value;
  });

  // An open menu closes on Escape or when one clicks elsewhere.
  const closeMenus = (except) =>
    document.querySelectorAll("details.menu[open]").forEach((menu) => { if (menu !== except) menu.open = false; });
  document.addEventListener("click", (event) => closeMenus(event.target.closest("details.menu")));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") closeMenus(null);
  });

  // A form may take along what stands in another form of the page, unless that is still only an example.
  document.addEventListener("change", (event) => {
    const example = event.target.closest("form[data-example]");
    if (example) example.removeAttribute("data-example");
  });
  document.addEventListener("submit", (event) => {
    const other = document.getElementById(event.target.dataset.takes || "");
    if (!other || other.dataset.example !== undefined) return;
    const back = event.target.querySelector("input[type=hidden][name=back]");
    if (back) back.value = location.pathname + location.search;
    for (const [name, value] of new FormData(other)) {
      const held = event.target.querySelector(`input[type=hidden][name="${CSS.escape(name)}"]`);
      if (held) held.value = value;
    }
  });

  // A form that changes something is sent once, however often one taps.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || form.dataset.repeat !== undefined) return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
    setTimeout(() => { delete form.dataset.sent; }, 8000);
  });
  window.addEventListener("pageshow", () =>
    document.querySelectorAll("form[data-sent]").forEach((form) => { delete form.dataset.sent; }));

  // Errors: the summary takes the focus, so that it is read first.
  focus(document.querySelector(".error-summary"));

  // Selects and choices marked so submit their form at once (a button stands beside them for everybody else).
  document.addEventListener("change", (event) => {
    const form = event.target.closest("form[data-submit-on-change]");
    send(form);
    const upload = event.target.closest("input[type=file][data-submit]");
    if (upload && upload.files.length) send(upload.form);
  });

  // A countdown says how many seconds a shown code still holds.
  const tick = () => document.querySelectorAll("[data-until]").forEach((place) => {
    const left = Math.max(0, Math.round((new Date(place.dataset.until) - Date.now()) / 1000));
    place.textContent = place.dataset.text.replace("{}", left);
  });
  if (document.querySelector("[data-until]")) { tick(); }
  setInterval(tick, 1000);
  document.addEventListener("htmx:afterSwap", tick);

  // Work that is not saved yet is not lost by a slip of the finger.
  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-guard]");
    if (form) form.dataset.dirty = "1";
  });
  window.addEventListener("beforeunload", (event) => {
    const dirty = document.querySelector("form[data-guard][data-dirty]:not([data-sent])");
    if (dirty) event.preventDefault();
  });

  // A page may be told about the one just left: its address without the query, the names of its fields, the error
  // it showed. Never what was typed. Only a page that has a form for it takes it, and it is forgotten with the tab.
  const LEFT = "yiwang-left";
  const left = document.querySelector("form[data-left]");
  if (left) {
    const told = JSON.parse(sessionStorage.getItem(LEFT) || "{}");
    for (const [name, value] of Object.entries(told)) {
      const held = left.querySelector(`input[type=hidden][name="${CSS.escape(name)}"]`);
      if (held) held.value = value;
    }
  }
  document.addEventListener("click", (event) => {
    if (!event.target.closest(".site-footer a") || left) return;
    const main = document.getElementById("main");
    const names = [...main.querySelectorAll("input[name], select[name], textarea[name]")].map((one) => one.name);
    const error = main.querySelector(".error-summary, .error-text, .banner-bad");
    sessionStorage.setItem(LEFT, JSON.stringify({
      page: location.pathname, fields: [...new Set(names)].join(","), error: error ? error.textContent.trim() : "",
    }));
  });

  // Ctrl/⌘ K opens the command palette where a page has one.
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "k") return;
    const palette = document.querySelector("dialog.palette");
    if (!palette) return;
    event.preventDefault();
    palette.showModal();
    focus(palette.querySelector("input"));
  });
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-opens]");
    const opened = opener && document.getElementById(opener.dataset.opens);
    if (opened) opened.showModal();
    const closed = event.target.closest("[data-closes]") && event.target.closest("dialog");
    if (closed) closed.close();
    if (event.target.closest("[data-print]")) window.print();
  });

  // A field of a hand-over card is copied with one press, or with its digit. The server counts it and gives the value
  // of this one field; without script the same form leads to a page that shows it.
  const toClipboard = async (text) => {
    if (navigator.clipboard) return navigator.clipboard.writeText(text);
    const place = Object.assign(document.createElement("textarea"), { value: text });
    document.body.append(place);
    place.select();
    const copied = document.execCommand("copy");
    place.remove();
    if (!copied) throw new Error("copy");
  };
  document.addEventListener("submit", async (event) => {
    const form = event.target.closest("form[data-copy]");
    if (!form) return;
    event.preventDefault();
    const said = form.querySelector("[data-said]");
    try {
      const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { Accept: "application/json" } });
      const told = await answer.json();
      if (!answer.ok) throw new Error(told.error);
      await toClipboard(told.value);
      said.textContent = said.dataset.done;
    } catch (error) {
      said.textContent = error.message && error.message !== "copy" ? error.message : said.dataset.failed;
    }
    const heard = document.querySelector("[data-copied]");
    if (heard) heard.textContent = form.querySelector("button").textContent.trim();
  });
  document.addEventListener("keydown", (event) => {
    if (event.target.closest("input, textarea, select, dialog") || event.ctrlKey || event.metaKey || event.altKey) return;
    send(document.querySelector(`form[data-copy][data-digit="${CSS.escape(event.key)}"]`));
  });

  // What a page kept on this device of somebody's matter goes when one signs out.
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("form[action$='/accounts/logout/']")) return;
    Object.keys(localStorage).filter((key) => key.startsWith("yw:sitting:")).forEach((key) => localStorage.removeItem(key));
  });

  // j and k walk through the rows of a work list.
  document.addEventListener("keydown", (event) => {
    if (!["j", "k"].includes(event.key) || event.target.closest("input, textarea, select, dialog")) return;
    const links = [...document.querySelectorAll("[data-walk] a[data-row]")];
    if (!links.length) return;
    const here = links.indexOf(document.activeElement);
    links[Math.min(links.length - 1, Math.max(0, here + (event.key === "j" ? 1 : -1)))].focus();
  });

  // ? tells the keys; / goes to the search; x picks the row one is on; o opens it beside the list.
  const beside = async (address) => {
    const sheet = document.getElementById("sheet");
    if (!sheet || !window.htmx) return;
    await window.htmx.ajax("GET", address, { target: "#sheet-body" });
    if (!sheet.open) sheet.showModal();
  };
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-sheet]");
    if (opener) beside(opener.dataset.sheet);
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input:not([type=checkbox]), textarea, select, dialog");
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    const row = document.activeElement && document.activeElement.closest("[data-walk] tr");
    const press = (name) => { const one = row && row.querySelector(name); if (one) one.click(); };
    const shortcuts = document.getElementById("shortcuts");
    const act = {
      "?": () => { if (shortcuts) shortcuts.showModal(); },
      "/": () => focus(document.querySelector("form.filters input:not([type=hidden])")),
      x: () => press("input[type=checkbox]"),
      o: () => press("[data-sheet]"),
    }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });

  root.classList.add("js");
})();
