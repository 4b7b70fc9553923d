// A voice is recorded into the file field beside it. Without this script, or where a browser cannot record, the field
// alone does: a telephone then opens its own recorder.
"use strict";
(() => {
  const place = document.querySelector("[data-recorder]");
  const field = place && document.getElementById(place.dataset.recorder);
  const devices = navigator.mediaDevices;
  if (!field || !window.MediaRecorder || !devices || !devices.getUserMedia) return;

  const filled = (file) => {
    const list = new DataTransfer();
    if (file) list.items.add(file);
    field.files = list.files;
  };
  try { filled(null); } catch (error) { return; }

  const offered = [["webm", "audio/webm;codecs=opus"], ["webm", "audio/webm"], ["m4a", "audio/mp4"], ["ogg", "audio/ogg;codecs=opus"]];
  const kinds = place.dataset.kinds.split(" ");
  const kind = offered.find(([word, mime]) => kinds.includes(word) && MediaRecorder.isTypeSupported && MediaRecorder.isTypeSupported(mime));
  if (!kind) return;

  const words = place.dataset, most = Number(words.seconds);
  const button = place.querySelector("[data-start]"), drop = place.querySelector("[data-drop]");
  const said = place.querySelector("[data-said]"), left = place.querySelector("[data-left]"), sound = place.querySelector("audio");
  let recorder = null, ticking = 0, since = 0;
  const say = (text) => { said.textContent = text; };
  const label = (text) => { button.querySelector("span").textContent = text; };
  const shown = (file) => {
    if (sound.src) URL.revokeObjectURL(sound.src);
    sound.hidden = drop.hidden = !file;
    if (file) sound.src = URL.createObjectURL(file); else sound.removeAttribute("src");
  };

  const stop = () => { if (recorder && recorder.state !== "inactive") recorder.stop(); };
  const ended = (stream, parts) => {
    clearInterval(ticking);
    stream.getTracks().forEach((track) => track.stop());
    left.textContent = "";
    const file = new File(parts, `voice.${kind[0]}`, { type: kind[1].split(";")[0] });
    filled(file);
    shown(file);
    label(words.again);
    say(words.done);
    recorder = null;
  };
  const tick = () => {
    const seconds = Math.floor((Date.now() - since) / 1000);
    left.textContent = `${seconds} / ${most}`;
    if (seconds >= most) stop();
  };
  const start = async () => {
    const stream = await devices.getUserMedia({ audio: true }), parts = [];
    recorder = new MediaRecorder(stream, { mimeType: kind[1], audioBitsPerSecond: 32000 });
    recorder.addEventListener("dataavailable", (event) => parts.push(event.data));
    recorder.addEventListener("stop", () => ended(stream, parts));
    recorder.start();
    since = Date.now();
    ticking = setInterval(tick, 500);
    label(words.stop);
    say(words.recording);
  };

  button.addEventListener("click", () => {
    if (recorder) { stop(); return; }
    start().catch(() => say(words.failed));
  });
  drop.addEventListener("click", () => { filled(null); shown(null); label(words.record); say(words.dropped); button.focus(); });
  field.addEventListener("change", () => { shown(field.files[0]); say(""); });
  field.form.addEventListener("submit", (event) => {
    if (!recorder) return;
    event.preventDefault();
    event.stopPropagation();
    say(words.still);
    button.focus();
  }, true);
  place.hidden = false;
})();
