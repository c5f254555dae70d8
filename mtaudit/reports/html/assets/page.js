"use strict";
// The theme: as the system has it, until the reader chooses. Some browsers keep nothing for files.
(() => {
  const button = document.getElementById("theme");
  const order = ["auto", "light", "dark"];
  const kept = () => { try { return localStorage.getItem("mtaudit-theme"); } catch { return null; } };
  const keep = (name) => { try { localStorage.setItem("mtaudit-theme", name); } catch { /* not kept */ } };
  const put = (name) => {
    if (name === "auto") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = name;
    button.textContent = `Theme: ${name}`;
    button.dataset.name = name;
  };
  put(order.includes(kept()) ? kept() : "auto");
  button.hidden = false;
  button.addEventListener("click", () => {
    const name = order[(order.indexOf(button.dataset.name) + 1) % order.length];
    put(name);
    keep(name);
  });
})();
