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
    window.location.replace(exit.href);
  }
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
