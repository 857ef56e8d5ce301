window.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
  const direction = { "+": "in", "=": "in", "-": "out", 0: "normal" }[event.key];
  if (!direction) return;
  event.preventDefault();
  window.__TAURI_INTERNALS__.invoke("call", { command: "zoom_window", input: { direction } });
});
