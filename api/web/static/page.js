// Leaves at once without an entry in this tab's history (also on Shift pressed three times), shows the middle of a wide
// picture first, and offers names to type. Every page works without it.
"use strict";
(function () {
  var exit = document.getElementById("exit");
  function leave(event) {
    if (event) event.preventDefault();
    document.documentElement.hidden = true;
    document.title = "";
    window.location.replace(exit.href);
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
  document.querySelectorAll("input[data-names]").forEach(function (input) {
    input.addEventListener("focus", function () {
      var list = document.getElementById("names");
      if (list) return;
      list = document.createElement("datalist");
      list.id = "names";
      document.body.appendChild(list);
      fetch(input.dataset.names).then(function (answer) { return answer.json(); }).then(function (names) {
        names.forEach(function (name) {
          var option = document.createElement("option");
          option.value = name;
          list.appendChild(option);
        });
        input.setAttribute("list", "names");
      }).catch(function () { list.remove(); });
    }, { once: true });
  });
})();
