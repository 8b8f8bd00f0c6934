// On every page, and not built: leaving at once (also on Shift pressed three times), printing, copying, and the last
// answer without a network. Every page works without it.
"use strict";
(function () {
  var exit = document.getElementById("exit");
  function leave(event) {
    if (event) event.preventDefault();
    document.documentElement.hidden = true;
    document.title = "";
    forget();
    held().forEach(function (address) { navigator.sendBeacon(address); });
    try {
      sessionStorage.removeItem("held");
      sessionStorage.setItem("left", "1");
    } catch (refused) { /* then a page kept in memory stays as it was */ }
    window.location.replace(exit.href);
  }
  // Where the server is told to forget what was asked on this page and before it in this tab; random addresses, no words.
  function held() {
    var known = [];
    try { known = JSON.parse(sessionStorage.getItem("held") || "[]"); } catch (refused) { /* then only this page's */ }
    var own = exit && exit.getAttribute("ping");
    return own && known.indexOf(own) < 0 ? known.concat(own).slice(-20) : known;
  }
  window.addEventListener("pagehide", function () {
    try { if (!sessionStorage.getItem("left")) sessionStorage.setItem("held", JSON.stringify(held())); } catch (refused) { return; }
  });
  // Whoever comes back after leaving finds an empty form, not what was typed before.
  window.addEventListener("pageshow", function () {
    try {
      if (!sessionStorage.getItem("left")) return;
      sessionStorage.removeItem("left");
    } catch (refused) { return; }
    document.querySelectorAll("main form").forEach(function (form) { form.reset(); });
    if (exit && exit.hasAttribute("ping") || document.getElementById("again")) window.location.replace(document.querySelector(".brand").href);
    document.documentElement.hidden = false;
  });
  // What was kept for reading without a network goes with the reader; leaving does not wait for it, so the worker does
  // it as well: it goes on when this page is gone.
  function forget() {
    try {
      var worker = navigator.serviceWorker;
      if (worker && worker.controller) worker.controller.postMessage("forget");
      if ("caches" in window) caches.keys().then(function (names) { names.forEach(function (name) { caches.delete(name); }); });
    } catch (refused) { /* a browser that keeps nothing has nothing to forget */ }
  }
  var script = document.querySelector("script[data-worker]");
  if (script && navigator.serviceWorker) {
    navigator.serviceWorker.register(script.dataset.worker).catch(function () { /* then nothing is kept */ });
  }
  if (exit) {
    exit.addEventListener("click", leave);
    var shifts = [];
    document.addEventListener("keydown", function (event) {
      if (event.key !== "Shift") { shifts = []; return; }
      if (event.repeat) return;
      var now = Date.now();
      shifts = shifts.filter(function (at) { return now - at < 2000; });
      shifts.push(now);
      if (shifts.length === 3) leave(null);
    });
  }
  var offering = document.querySelector("script[data-offering]");
  function offer(event) {
    if (!offering || !event.target || !event.target.dataset || !event.target.dataset.suggest) return;
    var island = document.createElement("script");
    island.type = "module";
    island.src = offering.dataset.offering;
    document.head.appendChild(island);
    offering = null;
  }
  document.addEventListener("focusin", offer);
  offer({ target: document.activeElement });
  document.querySelectorAll(".netbox").forEach(function (box) {
    box.scrollLeft = (box.scrollWidth - box.clientWidth) / 2;
  });
  document.querySelectorAll("[data-print]").forEach(function (button) {
    button.addEventListener("click", function () { window.print(); });
  });
  document.querySelectorAll("[data-copy]").forEach(function (button) {
    var text = document.getElementById(button.dataset.copy);
    function done() { button.querySelector("[role=status]").textContent = button.dataset.done; }
    button.addEventListener("click", function () {
      if (navigator.clipboard) { navigator.clipboard.writeText(text.value).then(done, select); return; }
      select();
      if (document.execCommand("copy")) done();
    });
    function select() { text.focus(); text.select(); }
  });
})();
