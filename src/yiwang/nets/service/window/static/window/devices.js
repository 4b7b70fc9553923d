// The device bridge on this machine (docs/reference/device-bridge.md). Everything can also be typed by hand:
// buttons of devices stay hidden until a bridge with that device answers.
"use strict";
(() => {
  const place = document.querySelector("[data-bridge]");
  if (!place) return;
  const base = place.dataset.bridge, told = place.querySelector("[aria-live]"), KEY = "yw-bridge-token";
  const say = (words) => { told.textContent = words; };
  const ask = async (path, body) => {
    const answer = await fetch(base + path, {
      method: body ? "POST" : "GET", body: body && JSON.stringify(body), credentials: "omit",
      headers: { "X-Yiwang-Token": localStorage.getItem(KEY) || "", ...(body && { "Content-Type": "application/json" }) },
    });
    const said = await answer.json();
    if (!answer.ok) throw new Error(said.detail);
    return said;
  };

  const connect = async () => {
    try {
      const there = await ask("/v1/devices");
      say(there.simulated ? place.dataset.simulated : place.dataset.there);
      document.querySelectorAll("[data-device]").forEach((button) => { button.hidden = !there.devices.includes(button.dataset.device); });
    } catch { say(place.dataset.none); }
  };

  const bytes = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
  const into = (input, name, mime, data) => {
    const files = new DataTransfer();
    files.items.add(new File([bytes(data)], name, { type: mime }));
    input.files = files.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  };

  const uses = {
    "id-reader": async () => {
      const read = await ask("/v1/id-reader/read", {});
      for (const name of ["kind", "number", "name"]) document.querySelector(`#who [name=${name}]`).value = read[name];
      document.querySelector("#who [name=read]").value = "1";
    },
    "document-camera": async (button) => {
      const shot = await ask("/v1/document-camera/capture", {});
      into(document.getElementById(button.dataset.into), "高拍仪.jpg", shot.mime, shot.data);
    },
    "signature-pad": async (button) => {
      const signed = await ask("/v1/signature-pad/sign", {});
      into(document.getElementById(button.dataset.into), "签名.png", signed.mime, signed.data);
    },
    "caller": async (button) => ask("/v1/caller/call", { label: button.dataset.label, where: button.dataset.where }),
    "printer": async (button) => {
      const paper = new Uint8Array(await (await fetch(button.dataset.pdf)).arrayBuffer());
      const data = btoa(Array.from(paper, (one) => String.fromCharCode(one)).join(""));
      await ask("/v1/printer/print", { mime: "application/pdf", data });
    },
  };

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-device]");
    if (!button) return;
    try { await uses[button.dataset.device](button); } catch (error) { say(error.message); }
  });
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-bridge-token]")) return;
    event.preventDefault();
    localStorage.setItem(KEY, event.target.querySelector("input").value.trim());
    connect();
  });
  if (localStorage.getItem(KEY)) connect(); else say(place.dataset.none);
})();
