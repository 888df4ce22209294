// Draws the charts, and finds metrics. Runs in the page itself; asks nothing of any server.
(function () {
  "use strict";

  var config = JSON.parse(document.getElementById("chart-style").textContent);
  var options = {
    mode: "vega-lite", renderer: "svg", config: config,
    actions: { export: true, source: false, compiled: false, editor: false }
  };

  document.querySelectorAll("script.chart-data").forEach(function (data) {
    var place = document.getElementById(data.dataset.chart);
    var name = document.title.replace(/[^A-Za-z0-9]+/g, "-") + "-" + place.id;
    vegaEmbed(place, JSON.parse(data.textContent), Object.assign({ downloadFileName: name }, options))
      .then(function () {
        var label = place.getAttribute("aria-label");
        // One picture with its words; its hundreds of marks are in the table.
        var drawing = place.querySelector("svg");
        if (drawing) {
          drawing.setAttribute("role", "img");
          drawing.setAttribute("aria-label", label);
        }
        var menu = place.querySelector("summary");
        if (menu) menu.setAttribute("aria-label", "Save the chart: " + label);
      })
      .catch(function (error) { place.textContent = "The chart cannot be drawn: " + error.message; });
  });

  // What moves sideways can be moved by keys.
  document.querySelectorAll(".wide").forEach(function (box) {
    if (box.scrollWidth <= box.clientWidth) return;
    box.tabIndex = 0;
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", "Table; arrows move it sideways");
  });

  var find = document.getElementById("find");
  if (find) {
    var rows = document.querySelectorAll("table.metrics tbody tr");
    find.addEventListener("input", function () {
      var words = find.value.toLowerCase().split(/\s+/);
      rows.forEach(function (row) {
        var text = row.textContent.toLowerCase();
        row.hidden = !words.every(function (word) { return text.includes(word); });
      });
    });
  }
})();
