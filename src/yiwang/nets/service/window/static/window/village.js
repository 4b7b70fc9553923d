// Nothing typed is lost: it goes to the server when that can be reached, and stays on this device until then.
// What is kept here belongs to one account and one matter, holds no pictures, and goes with hand-in and signing out.
"use strict";
(() => {
  const place = document.querySelector("[data-account]");
  if (!place) return;
  const ROOT = "yw:sitting:", mine = `${ROOT}${place.dataset.account}:`;
  Object.keys(localStorage).filter((key) => key.startsWith(ROOT) && !key.startsWith(mine)).forEach((key) => localStorage.removeItem(key));
  const read = (id) => JSON.parse(localStorage.getItem(mine + id) || "{}");
  const done = document.querySelector("[data-sitting-over]");
  if (done) localStorage.removeItem(mine + done.dataset.sittingOver);
  document.querySelectorAll("[data-pending]:not(#save-bar)").forEach((spot) => {
    const count = Object.keys(read(spot.dataset.pending)).length;
    if (count) spot.textContent = spot.dataset.text.replace("{}", count);
  });

  const form = document.getElementById("sitting"), bar = document.getElementById("save-bar");
  if (!form) return;
  const id = form.dataset.id, words = bar.dataset;
  let pending = read(id), timer = 0, busy = false, offline = false, photos = [];
  const keep = () => (Object.keys(pending).length ? localStorage.setItem(mine + id, JSON.stringify(pending)) : localStorage.removeItem(mine + id));
  const controls = (name) => [...form.elements].filter((one) => one.name === name && one.type !== "file");
  const values = (name) => new FormData(form).getAll(name).filter((one) => typeof one === "string");
  const say = (text, kind = "") => { bar.textContent = text; bar.dataset.kind = kind; };
  const count = () => Object.keys(pending).length + photos.length;
  const tell = (at = "") => {
    if (count() && offline) say(words.offline.replace("{}", count()), "warn");
    else if (count()) say(words.pending.replace("{}", count()), "warn");
    else say(words.saved.replace("{}", at), "good");
  };

  const put = (name, wanted) => controls(name).forEach((one) => {
    if (one.type === "checkbox" || one.type === "radio") one.checked = wanted.includes(one.value);
    else if (one.type !== "hidden") one.value = wanted.length ? wanted[0] : "";
  });
  for (const [name, wanted] of Object.entries(pending)) put(name, wanted);

  const send = async (body) => {
    const stop = new AbortController(), late = setTimeout(() => stop.abort(), 20000);
    try {
      const answer = await fetch(form.dataset.save, { method: "POST", body, signal: stop.signal, redirect: "error" });
      const said = await answer.json();
      if (said.over) { say(words.over, "bad"); throw new Error("over"); }
      if (!answer.ok) throw new Error(said.detail);
      offline = false;
      return said;
    } finally { clearTimeout(late); }
  };
  const text = () => {
    const body = new FormData(form);
    [...body.keys()].filter((name) => body.getAll(name).some((one) => typeof one !== "string")).forEach((name) => body.delete(name));
    return body;
  };

  const save = async () => {
    if (busy || !count()) return;
    busy = true;
    const sent = JSON.stringify(pending), waiting = photos.splice(0);
    say(words.saving);
    try {
      const said = await send(text());
      const before = JSON.parse(sent);
      Object.keys(before).filter((name) => JSON.stringify(pending[name]) === JSON.stringify(before[name])).forEach((name) => { delete pending[name]; });
      keep();
      for (const input of waiting) await photo(input);
      tell(said.at);
      if (said.wrong) say(said.wrong, "bad");
      else if (!count() && changed(said.shown)) location.reload();
    } catch (error) {
      photos.push(...waiting.filter((input) => input.files.length));
      if (error.message !== "over") { offline = true; tell(); timer = setTimeout(save, 8000); }
    } finally { busy = false; }
    if (count() && !offline) later();
  };
  const changed = (shown) => {
    const names = new Set([...form.elements].map((one) => one.name).filter((name) => /^[va]\./.test(name)));
    return shown.length !== names.size || shown.some((name) => !names.has(name));
  };
  const photo = async (input) => {
    const body = new FormData();
    body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    if (input.name === "proof_file") body.append("proof", form.elements.proof.value);
    [...input.files].forEach((file) => body.append(input.name, file));
    const said = await send(body);
    input.value = "";
    const spot = form.querySelector(`[data-file="${CSS.escape(input.name.replace(/^file\./, ""))}"]`);
    if (spot) { spot.hidden = false; spot.textContent = words.photo; }
    if (said.wrong) say(said.wrong, "bad");
  };
  const later = () => { clearTimeout(timer); timer = setTimeout(save, 1200); };

  form.addEventListener("input", (event) => {
    const name = event.target.name;
    if (!name || event.target.type === "file") return;
    pending[name] = values(name);
    keep(); tell(); later();
  });
  form.addEventListener("change", (event) => {
    if (event.target.type !== "file" || !event.target.files.length) return;
    if (!photos.includes(event.target)) photos.push(event.target);
    tell(); later();
  });
  form.addEventListener("submit", (event) => {
    if (navigator.onLine && !offline) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    say(words.noHandIn, "bad");
    later();
  }, true);
  addEventListener("online", () => { offline = false; save(); });
  addEventListener("offline", () => { offline = true; tell(); });
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") save(); });
  if (count()) { tell(); later(); }
})();
