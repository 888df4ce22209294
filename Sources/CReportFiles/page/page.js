// Draws the charts, and finds metrics. Runs in the page itself; asks nothing of any server.
(function () {
  "use strict";

  var axis = {
    labelColor: "currentColor", titleColor: "currentColor", domainColor: "currentColor",
    tickColor: "currentColor", gridColor: "currentColor", gridOpacity: 0.14, domainOpacity: 0.4,
    tickOpacity: 0.4, labelFontSize: 12, titleFontSize: 12, titleFontWeight: "normal",
    labelLimit: 150, labelPadding: 5
  };
  var config = {
    background: "transparent", font: "system-ui, sans-serif", axis: axis,
    axisY: { domain: false, ticks: false }, view: { stroke: null },
    legend: {
      labelColor: "currentColor", titleColor: "currentColor", labelFontSize: 12, labelLimit: 170
    },
    locale: { number: { decimal: ".", thousands: "\u202f", grouping: [3], currency: ["", ""] } }
  };
  var options = {
    mode: "vega-lite", renderer: "svg", config: config,
    actions: { export: true, source: false, compiled: false, editor: false }
  };

  document.querySelectorAll("script.chart-data").forEach(function (data) {
    var place = document.getElementById(data.dataset.chart);
    var name = document.title.replace(/[^A-Za-z0-9]+/g, "-") + "-" + place.id;
    vegaEmbed(place, JSON.parse(data.textContent), Object.assign({ downloadFileName: name }, options))
      .catch(function (error) { place.textContent = "The chart cannot be drawn: " + error.message; });
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
