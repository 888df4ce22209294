// Plays a stretch of a run. Runs in the page itself; asks nothing of any server.
(function () {
  "use strict";

  var data = JSON.parse(document.getElementById("replay-data").textContent);
  function byId(name) { return document.getElementById(name); }

  // ---- What was written, as ReplayCoding.swift describes it ----

  function bytesOf(text) {
    var raw = atob(text), bytes = new Uint8Array(raw.length);
    for (var i = 0; i < raw.length; i++) { bytes[i] = raw.charCodeAt(i); }
    return bytes;
  }

  function track(text, step) {
    var bytes = bytesOf(text), times = [], states = [], time = 0, state = 9, i = 0;
    while (i < bytes.length) {
      var byte = bytes[i++], code;
      if (byte < 120) {
        code = byte & 7;
        time += ((byte >> 3) + 1) * step;
      } else {
        code = byte - 120;
        var after = 0, unit = 1, group;
        do {
          group = bytes[i++];
          after += (group & 127) * unit;
          unit *= 128;
        } while (group > 127);
        time += after;
      }
      state = code < state ? code : code + 1;
      times.push(time);
      states.push(state);
    }
    return { times: Int32Array.from(times), states: Uint8Array.from(states), at: 0 };
  }

  function series(text, count) {
    var bytes = bytesOf(text), place = 0, values = new Float64Array(count), last = 0, n = 0;
    function half() {
      var byte = bytes[place >> 1];
      return place++ & 1 ? byte >> 4 : byte & 15;
    }
    function number() {
      var value = 0, unit = 1, group;
      do {
        group = half();
        value += (group & 7) * unit;
        unit *= 8;
      } while (group > 7);
      return value;
    }
    while (n < count) {
      var code = half(), same = 1;
      if (code === 14) {
        same = number() + 4;
      } else if (code === 15) {
        var twice = number();
        last += twice % 2 === 0 ? twice / 2 : -(twice + 1) / 2;
      } else {
        last += code - 6;
      }
      while (same-- > 0 && n < count) { values[n++] = last; }
    }
    return values;
  }

  function levels(text) { return series(text, data.moments); }

  var machines = [];
  data.stations.forEach(function (station, index) {
    station.first = machines.length;
    station.queue = levels(data.queues[index]);
    station.machines.forEach(function (name) {
      machines.push({ name: name, station: index, wear: [] });
    });
  });
  var wearPlace = 0;
  machines.forEach(function (machine, index) {
    machine.track = track(data.tracks[index], data.stateStep);
    data.stations[machine.station].components.forEach(function () {
      if (data.wear) { machine.wear.push(series(data.wear[wearPlace], data.wearCount)); }
      wearPlace += 1;
    });
  });
  data.crews.forEach(function (crew) { crew.busy = levels(crew.busy); });
  data.stores.forEach(function (store) { store.level = levels(store.level); });
  data.customers.forEach(function (customer) {
    customer.owed = levels(customer.owed);
    customer.late = levels(customer.late);
  });
  var inside = levels(data.inside), good = levels(data.good), scrapped = levels(data.scrapped);
  var overdue = data.overdue ? levels(data.overdue) : null;
  var failures = {
    times: series(data.failures.times, data.failures.count),
    machines: series(data.failures.machines, data.failures.count),
    cause: series(data.failures.cause, data.failures.count)
  };

  // ---- What is the case at a moment, in seconds from the start of the simulation ----

  // Whole tenths of a second, so that a moment which is written as 25200.1 s is that tenth.
  function tenths(time) { return Math.floor((time - data.start) * 10 + 1e-6); }

  function placeIn(times, count, time) {
    var low = 0, high = count;
    while (low < high) {
      var middle = (low + high) >> 1;
      if (times[middle] <= time) { low = middle + 1; } else { high = middle; }
    }
    return low - 1;
  }

  function stateAt(machine, time) {
    var own = machines[machine].track, tenth = tenths(time), at = own.at, times = own.times;
    // While it plays, the state is mostly the one before or the next.
    if (times[at] <= tenth && (at + 1 >= times.length || times[at + 1] > tenth)) {
      return own.states[at];
    }
    if (at + 1 < times.length && times[at + 1] <= tenth
      && (at + 2 >= times.length || times[at + 2] > tenth)) {
      own.at = at + 1;
    } else {
      own.at = Math.max(0, placeIn(times, times.length, tenth));
    }
    return own.states[own.at];
  }

  function momentAt(time) {
    if (time >= data.end) { return data.moments - 1; }
    var last = Math.max(0, data.moments - 2);
    return Math.max(0, Math.min(last, Math.floor((time - data.firstMoment) / data.step + 1e-9)));
  }

  function healthAt(machine, component, time) {
    var own = machines[machine].wear[component];
    var place = Math.floor((time - data.start) / data.wearStep + 1e-9);
    return 100 - own[Math.max(0, Math.min(own.length - 1, place))];
  }

  // ---- Words ----

  var days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
  function two(number) { return (number < 10 ? "0" : "") + number; }

  function clock(time, withSeconds) {
    var date = new Date(Math.floor(data.plantStart + time + 1e-6) * 1000);
    return days[date.getUTCDay()] + " " + date.getUTCFullYear() + "-" + two(date.getUTCMonth() + 1)
      + "-" + two(date.getUTCDate()) + " " + two(date.getUTCHours()) + ":"
      + two(date.getUTCMinutes()) + (withSeconds ? ":" + two(date.getUTCSeconds()) : "");
  }

  function grouped(number) {
    var text = String(Math.round(Math.abs(number)));
    if (text.length > 4) { text = text.replace(/\B(?=(\d{3})+$)/g, "\u202f"); }
    return (number < 0 ? "\u2212" : "") + text;
  }

  // ---- Elements, each told only when what it shows is another ----

  function svg(name, attributes, parent) {
    var element = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (var key in attributes) { element.setAttribute(key, attributes[key]); }
    if (parent) { parent.appendChild(element); }
    return element;
  }
  function html(name, attributes, parent, text) {
    var element = document.createElement(name);
    for (var key in attributes) { element.setAttribute(key, attributes[key]); }
    if (text !== undefined) { element.textContent = text; }
    if (parent) { parent.appendChild(element); }
    return element;
  }
  function setText(element, text) {
    if (element.shownText !== text) { element.textContent = element.shownText = text; }
  }
  function setAttribute(element, name, value) {
    var key = "shown-" + name;
    if (element[key] !== value) { element.setAttribute(name, element[key] = value); }
  }

  // ---- The floor: stations in bands of layers, forth and back ----

  var cardWidth = 132, square = 16, pitch = 20, mostSquares = 24;
  var floor = byId("floor");
  var shapes = [];

  function shortened(text, width, size) {
    var most = Math.max(3, Math.floor(width / (size * 0.56)));
    return text.length <= most ? text : text.slice(0, most - 1) + "\u2026";
  }

  function heightOf(station) {
    var count = station.machines.length, perRow = Math.floor((cardWidth - 14) / pitch);
    var rows = count > mostSquares ? 1 : Math.ceil(count / perRow);
    return 26 + rows * (pitch + (station.components.length ? 5 : 0)) + 26;
  }

  function drawFloor(width) {
    var margin = 26, gap = width < 520 ? 30 : 40, bandGap = 44;
    var layers = data.layout.layers;
    var perBand = Math.max(1, Math.floor((width - 2 * margin + gap) / (cardWidth + gap)));
    var stationCount = data.stations.length, isWeb = data.layout.ways.length > 2.5 * stationCount;
    var bandCount = Math.ceil(layers.length / perBand) || 1;
    perBand = Math.ceil(layers.length / bandCount) || 1;
    var place = {}, top = 30;
    floor.textContent = "";
    shapes = [];
    for (var band = 0; band < bandCount; band++) {
      var own = layers.slice(band * perBand, (band + 1) * perBand);
      var heights = own.map(function (layer) {
        return layer.reduce(function (sum, node) {
          return sum + (node < stationCount ? heightOf(data.stations[node]) : 6) + 18;
        }, -18);
      });
      var height = Math.max.apply(null, heights.concat([0]));
      own.forEach(function (layer, column) {
        var isBack = band % 2 === 1;
        var x = margin + (isBack ? perBand - 1 - column : column) * (cardWidth + gap);
        var y = top + (height - heights[column]) / 2;
        layer.forEach(function (node) {
          var tall = node < stationCount ? heightOf(data.stations[node]) : 6;
          place[node] = { x: x, y: y, height: tall, band: band, back: isBack };
          y += tall + 18;
        });
      });
      top += height + bandGap;
    }
    var wide = 2 * margin + perBand * (cardWidth + gap) - gap, tall = top - bandGap + 24;
    setAttribute(floor, "viewBox", "0 0 " + wide + " " + tall);
    floor.style.maxWidth = wide + "px";
    var heads = svg("defs", {}, floor);
    var head = svg("marker", {
      id: "head", viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 7, markerHeight: 7,
      orient: "auto-start-reverse"
    }, heads);
    svg("path", { d: "M0 0.5 8 4 0 7.5Z", "class": "head" }, head);
    data.layout.ways.forEach(function (way) { drawWay(way, place, isWeb); });
    data.stations.forEach(function (station, index) {
      if (place[index]) { drawStation(station, index, place[index]); }
    });
  }

  // Where a way leaves or reaches a place: at its side, above or below it.
  function side(spot, isEnd) {
    var right = spot.back === isEnd;
    return { x: spot.x + (right ? cardWidth : 0), y: spot.y + spot.height / 2 };
  }

  function drawWay(way, place, isWeb) {
    var from = place[way.from], to = place[way.to], path, middle;
    if (way.back) {
      var start = { x: from.x + cardWidth * 0.4, y: from.y };
      var end = { x: to.x + cardWidth * 0.6, y: to.y };
      var rise = from.band === to.band ? Math.min(from.y, to.y) - 24 : null;
      path = rise === null
        ? "M" + start.x + " " + start.y + "C" + start.x + " " + (start.y - 40) + " " + end.x + " "
          + (to.y + to.height + 40) + " " + end.x + " " + (to.y + to.height)
        : "M" + start.x + " " + start.y + "C" + start.x + " " + rise + " " + end.x + " " + rise
          + " " + end.x + " " + end.y;
    } else {
      var chain = [way.from].concat(way.places, [way.to]);
      path = "";
      for (var i = 0; i + 1 < chain.length; i++) {
        var one = place[chain[i]], other = place[chain[i + 1]], a, b;
        if (one.band === other.band) {
          a = side(one, false);
          b = side(other, true);
          middle = (a.x + b.x) / 2;
          path += (i ? "L" : "M") + a.x + " " + a.y + "C" + middle + " " + a.y + " " + middle + " "
            + b.y + " " + b.x + " " + b.y;
        } else {
          a = { x: one.x + cardWidth / 2, y: one.y + one.height };
          b = { x: other.x + cardWidth / 2, y: other.y };
          middle = (a.y + b.y) / 2;
          path += (i ? "L" : "M") + a.x + " " + a.y + "C" + a.x + " " + middle + " " + b.x + " "
            + middle + " " + b.x + " " + b.y;
        }
      }
    }
    svg("path", {
      d: path, "class": "way" + (way.back ? " back" : "") + (isWeb ? " web" : ""),
      "marker-end": "url(#head)"
    }, floor);
  }

  function stub(spot, isEntry) {
    var at = side(spot, isEntry), away = spot.back === isEntry ? 20 : -20;
    svg("path", {
      d: isEntry
        ? "M" + (at.x + away) + " " + at.y + "L" + at.x + " " + at.y
        : "M" + at.x + " " + at.y + "L" + (at.x + away) + " " + at.y,
      "class": "way", "marker-end": "url(#head)"
    }, floor);
  }

  function drawStation(station, index, spot) {
    if (data.layout.entries.indexOf(index) >= 0) { stub(spot, true); }
    if (data.layout.exits.indexOf(index) >= 0) { stub(spot, false); }
    var card = svg("g", { transform: "translate(" + spot.x + " " + spot.y + ")" }, floor);
    svg("rect", { width: cardWidth, height: spot.height, rx: 6, "class": "card" }, card);
    svg("title", {}, card).textContent = station.name;
    svg("text", { x: 8, y: 17, "class": "name" }, card).textContent =
      shortened(station.name, cardWidth - 16, 12.5);
    var shape = { squares: [], bars: [], health: [], station: index };
    var count = station.machines.length, hasWear = station.components.length > 0;
    var perRow = Math.floor((cardWidth - 14) / pitch), rowHeight = pitch + (hasWear ? 5 : 0);
    if (count > mostSquares) {
      data.states.forEach(function (state) {
        shape.bars.push(svg("rect", {
          x: 8, y: 26, width: 0, height: square, fill: state.color
        }, card));
      });
      shape.barsTitle = svg("title", {}, card);
    } else {
      for (var i = 0; i < count; i++) {
        var x = 8 + (i % perRow) * pitch, y = 26 + Math.floor(i / perRow) * rowHeight;
        var box = svg("rect", {
          x: x, y: y, width: square, height: square, rx: 2, "class": "machine"
        }, card);
        box.words = svg("title", {}, box);
        shape.squares.push(box);
        if (hasWear) {
          svg("rect", { x: x, y: y + square + 1.5, width: square, height: 3.5, "class": "trough" },
            card);
          shape.health.push(svg("rect", {
            x: x, y: y + square + 1.5, width: square, height: 3.5, "class": "health"
          }, card));
        }
      }
      if (count === 1) { shape.words = svg("text", { x: 30, y: 38, "class": "state" }, card); }
    }
    var foot = spot.height - 11;
    shape.waiting = svg("text", { x: 8, y: foot - 4, "class": "waiting" }, card);
    svg("rect", { x: 8, y: foot, width: cardWidth - 16, height: 5, "class": "trough" }, card);
    shape.fill = svg("rect", { x: 8, y: foot, width: 0, height: 5, "class": "fill" }, card);
    shape.most = station.buffer === null
      ? station.queue.reduce(function (a, b) { return Math.max(a, b); }, 1) : station.buffer;
    shapes.push(shape);
  }

  function showFloor(time, moment) {
    shapes.forEach(function (shape) {
      var station = data.stations[shape.station], first = station.first;
      if (shape.bars.length) {
        var counts = data.states.map(function () { return 0; }), x = 8;
        station.machines.forEach(function (_, place) { counts[stateAt(first + place, time)] += 1; });
        var words = [];
        shape.bars.forEach(function (bar, state) {
          var width = (cardWidth - 16) * counts[state] / station.machines.length;
          setAttribute(bar, "x", x.toFixed(1));
          setAttribute(bar, "width", width.toFixed(1));
          x += width;
          if (counts[state]) { words.push(counts[state] + " " + data.states[state].title); }
        });
        setText(shape.barsTitle, words.join(", "));
      }
      shape.squares.forEach(function (box, place) {
        var state = data.states[stateAt(first + place, time)];
        if (box.shownState === state) { return; }
        box.shownState = state;
        box.setAttribute("fill", state.color);
        box.words.textContent = station.machines[place] + ": " + state.title;
        if (shape.words) { setText(shape.words, shortened(state.title, cardWidth - 34, 11)); }
      });
      shape.health.forEach(function (bar, place) {
        var least = 100;
        station.components.forEach(function (_, component) {
          least = Math.min(least, healthAt(first + place, component, time));
        });
        setAttribute(bar, "width", (square * least / 100).toFixed(1));
        setAttribute(bar, "class", least <= 20 ? "health low" : "health");
      });
      var waiting = station.queue[moment];
      setText(shape.waiting, "waiting " + grouped(waiting)
        + (station.buffer === null ? "" : " of " + grouped(station.buffer)));
      var share = shape.most > 0 ? Math.min(1, waiting / shape.most) : waiting > 0 ? 1 : 0;
      setAttribute(shape.fill, "width", ((cardWidth - 16) * share).toFixed(1));
    });
  }

  // ---- Crews, stores and customers ----

  var sideLists = [];
  function addList(title, items, most, words) {
    if (!items.length) { return; }
    var box = html("div", { "class": "list" }, byId("around"));
    html("h3", {}, box, title);
    var list = html("ul", {}, box);
    items.forEach(function (item) {
      var line = html("li", {}, list), bar;
      html("span", { "class": "who" }, line, item.name);
      bar = html("span", { "class": "bar", "aria-hidden": "true" }, line);
      sideLists.push({
        item: item, most: most(item), words: words, text: html("span", { "class": "what" }, line),
        fill: html("i", {}, bar)
      });
    });
  }
  function greatest(values) {
    return values.reduce(function (a, b) { return Math.max(a, b); }, 1);
  }
  addList("Crews", data.crews, function (crew) { return Math.max(crew.size, greatest(crew.busy)); },
    function (crew, moment) {
      var busy = crew.busy[moment];
      return { level: busy, text: grouped(busy) + " of " + crew.size + " at work" };
    });
  addList("Stores", data.stores, function (store) { return greatest(store.level); },
    function (store, moment) {
      var level = store.level[moment];
      return {
        level: Math.max(0, level),
        text: (level < 0 ? "owes " + grouped(-level) : grouped(level)) + " " + store.unit
      };
    });
  addList("Customers", data.customers, function (customer) { return greatest(customer.owed); },
    function (customer, moment) {
      var owed = customer.owed[moment], late = customer.late[moment];
      return {
        level: owed,
        text: "wait for " + grouped(owed) + (late ? ", " + grouped(late) + " came late" : "") + " ("
          + customer.unit + ")"
      };
    });

  function showLists(moment) {
    sideLists.forEach(function (line) {
      var now = line.words(line.item, moment);
      setText(line.text, now.text);
      var width = (100 * Math.min(1, now.level / line.most)).toFixed(0) + "%";
      if (line.shownWidth !== width) { line.fill.style.width = line.shownWidth = width; }
    });
  }

  // ---- Figures ----

  var cards = byId("figures");
  function card(title) {
    var box = html("div", {}, cards);
    html("dt", {}, box, title);
    var line = html("dd", {}, box);
    return {
      value: html("span", { "class": "value" }, line),
      note: html("dd", { "class": "interval" }, box)
    };
  }
  var hour = 3600, recent = Math.max(hour, Math.ceil(20 * data.step / hour) * hour);
  var recentName = recent === hour ? "the last hour" : "the last " + recent / hour + " hours";
  var figures = {
    good: card("good parts"), rate: card("throughput"), inside: card("parts in the factory"),
    working: card("machines at work"),
    late: overdue ? card("late parts") : null
  };
  var since = "since " + clock(Math.max(data.measured, 0));
  cards.classList.add("of" + cards.children.length);
  if (!machines.length) {
    document.querySelectorAll(".of-machines").forEach(function (part) { part.hidden = true; });
  }

  function showFigures(time, moment) {
    setText(figures.good.value, grouped(good[moment]));
    setText(figures.good.note, since + (scrapped[moment]
      ? ", " + grouped(scrapped[moment]) + " scrapped" : ""));
    var before = momentAt(Math.max(data.start, time - recent));
    var hours = (moment - before) * data.step / hour, made = good[moment] - good[before];
    // Counts begin anew when the warm-up ends.
    setText(figures.rate.value, hours > 0 && made >= 0
      ? (made / hours).toFixed(made / hours < 100 ? 1 : 0) : "\u2013");
    setText(figures.rate.note, "good parts/h, " + recentName);
    setText(figures.inside.value, grouped(inside[moment]));
    setText(figures.inside.note, "waiting, on a machine or on the way");
    var working = 0, failed = 0;
    machines.forEach(function (_, machine) {
      var state = stateAt(machine, time);
      if (state === 0) { working += 1; }
      if (state === 5 || state === 6) { failed += 1; }
    });
    setText(figures.working.value, working + " of " + machines.length);
    setText(figures.working.note, failed ? failed + " failed" : "none failed");
    if (figures.late) {
      setText(figures.late.value, grouped(overdue[moment]));
      setText(figures.late.note, "left after their due date, " + since);
    }
  }

  // ---- The table: all there is at this moment, in words ----

  var rows = [];
  var body = byId("moment-rows");
  data.stations.forEach(function (station, index) {
    station.machines.forEach(function (name, place) {
      var row = html("tr", {}, body);
      html("th", { scope: "row" }, row, name);
      var entry = {
        machine: station.first + place, station: index, chip: null, state: null, since: null
      };
      var cell = html("td", {}, row);
      entry.chip = html("span", { "class": "chip", "aria-hidden": "true" }, cell);
      entry.state = html("span", {}, cell);
      entry.since = html("td", {}, row);
      entry.health = html("td", {}, row);
      if (place === 0) {
        var span = station.machines.length;
        entry.waiting = html("td", { "class": "number", rowspan: span }, row);
      }
      rows.push(entry);
    });
  });
  if (!data.wear) { document.querySelectorAll(".of-health").forEach(function (c) { c.hidden = true; }); }

  function showTable(time, moment) {
    rows.forEach(function (row) {
      var state = data.states[stateAt(row.machine, time)], own = machines[row.machine].track;
      setText(row.state, state.title);
      if (row.shownColor !== state.color) { row.chip.style.background = row.shownColor = state.color; }
      setText(row.since, clock(data.start + own.times[own.at] / 10));
      var station = data.stations[row.station];
      if (data.wear) {
        setText(row.health, station.components.map(function (name, component) {
          return name + " " + healthAt(row.machine, component, time) + " %";
        }).join(", ") || "\u2013");
      } else {
        row.health.hidden = true;
      }
      if (row.waiting) {
        setText(row.waiting, grouped(station.queue[moment])
          + (station.buffer === null ? "" : " of " + grouped(station.buffer)));
      }
    });
  }

  // ---- The whole stretch at a glance ----

  var overview = byId("overview");
  function stock(moment) {
    return data.stores.reduce(function (sum, store) { return sum + Math.max(0, store.level[moment]); }, 0);
  }
  function stockAt(after) { return stock(momentAt(data.start + after)); }
  var mostStock = machines.length ? 1 : greatest(Array.from(inside, function (_, moment) {
    return stock(moment);
  }));
  function drawOverview() {
    var ratio = Math.min(2, devicePixelRatio || 1), width = overview.clientWidth, high = 46;
    overview.width = Math.round(width * ratio);
    overview.height = high * ratio;
    var pen = overview.getContext("2d"), length = data.end - data.start, looks = 3;
    pen.scale(ratio, ratio);
    pen.clearRect(0, 0, width, high);
    pen.fillStyle = getComputedStyle(head).backgroundColor;
    var at = machines.map(function () { return 0; });
    for (var x = 0; x < width; x++) {
      var counts = data.states.map(function () { return 0; });
      for (var look = 0; look < looks; look++) {
        var tenth = (x + (look + 0.5) / looks) / width * length * 10;
        machines.forEach(function (machine, index) {
          var times = machine.track.times;
          while (at[index] + 1 < times.length && times[at[index] + 1] <= tenth) { at[index] += 1; }
          counts[machine.track.states[at[index]]] += 1;
        });
      }
      var y = high;
      if (!machines.length) {
        // Without machines it is the stock of all stores, of the most that there is.
        pen.fillRect(x, high - (high - 8) * stockAt(x / width * length) / mostStock, 1, high);
      }
      counts.forEach(function (count, state) {
        var tall = (high - 8) * count / (looks * machines.length);
        pen.fillStyle = data.states[state].color;
        pen.fillRect(x, y - tall, 1, tall);
        y -= tall;
      });
    }
    pen.fillStyle = getComputedStyle(overview).color;
    data.marks.forEach(function (mark) {
      var x = (mark.time - data.start) / length * width;
      pen.beginPath();
      pen.moveTo(x - 5, 0);
      pen.lineTo(x + 5, 0);
      pen.lineTo(x, 8);
      pen.fill();
      pen.fillRect(x - 0.5, 0, 1, high);
    });
  }

  // ---- The player ----

  var slider = byId("slider"), playButton = byId("play"), speed = byId("speed"), head = byId("head");
  var now = data.start, isPlaying = false, lastFrame = 0, lastTable = 0, frames = 0;
  var isCalm = matchMedia("(prefers-reduced-motion: reduce)");
  var reading = byId("clock"), said = byId("said"), happened = byId("happened");

  slider.min = 0;
  slider.max = Math.max(1, Math.round(data.end - data.start));

  function show(withTable) {
    var moment = momentAt(now), share = (now - data.start) / Math.max(1e-9, data.end - data.start);
    showFloor(now, moment);
    showLists(moment);
    showFigures(now, moment);
    setText(reading, clock(now, true));
    head.style.left = (100 * share).toFixed(3) + "%";
    var second = String(Math.round(now - data.start));
    if (slider.value !== second) { slider.value = second; }
    if (withTable) {
      showTable(now, moment);
      setAttribute(slider, "aria-valuetext", clock(now));
      showHappened();
    }
  }

  // The failure or change that came last.
  function showHappened() {
    var place = placeIn(failures.times, data.failures.count, tenths(now)), text = "", time = -1;
    if (place >= 0) {
      time = data.start + failures.times[place] / 10;
      text = clock(time) + ": " + machines[failures.machines[place]].name + " fails, "
        + data.failures.causes[failures.cause[place]];
    }
    data.marks.forEach(function (mark) {
      if (mark.time <= now && mark.time >= time) {
        time = mark.time;
        text = clock(time) + ": " + mark.text;
      }
    });
    setText(happened, text ? "Last: " + text : "");
  }

  function tell() {
    var counts = {}, words = [];
    machines.forEach(function (_, machine) {
      var title = data.states[stateAt(machine, now)].title;
      counts[title] = (counts[title] || 0) + 1;
    });
    data.states.forEach(function (state) {
      if (counts[state.title]) { words.push(counts[state.title] + " " + state.title); }
    });
    said.textContent = clock(now) + ". Machines: " + words.join(", ") + ". "
      + inside[momentAt(now)] + " parts in the factory. " + happened.textContent;
  }

  function remember() {
    var hash = "#t=" + Math.round((now) * 10) / 10;
    if (location.hash === hash) { return; }
    try { history.replaceState(null, "", hash); } catch (refused) { location.hash = hash; }
  }

  function seek(time) {
    now = Math.max(data.start, Math.min(data.end, time));
    show(true);
    if (!isPlaying) {
      tell();
      remember();
    }
  }

  function play(shouldPlay) {
    if (shouldPlay && now >= data.end) { now = data.start; }
    isPlaying = shouldPlay;
    setText(playButton, isPlaying ? "Pause" : "Play");
    setAttribute(playButton, "aria-label", isPlaying ? "Pause" : "Play");
    if (isPlaying) {
      lastFrame = 0;
      requestAnimationFrame(frame);
    } else {
      show(true);
      tell();
      remember();
    }
  }

  function frame(stamp) {
    if (!isPlaying) { return; }
    // Who wants little motion sees a picture each half second.
    if (lastFrame && isCalm.matches && stamp - lastFrame < 500) {
      requestAnimationFrame(frame);
      return;
    }
    if (lastFrame) {
      now = Math.min(data.end, now + Number(speed.value) * Math.min(1000, stamp - lastFrame) / 1000);
    }
    lastFrame = stamp;
    frames += 1;
    var withTable = stamp - lastTable > 500;
    if (withTable) { lastTable = stamp; }
    show(withTable);
    if (now >= data.end) { play(false); } else { requestAnimationFrame(frame); }
  }

  function failureBeside(direction) {
    // What follows a state that is kept at its own time is a tenth later at most.
    var place = placeIn(failures.times, data.failures.count, tenths(now));
    if (direction > 0) {
      place += 1;
    } else if (place >= 0 && failures.times[place] >= tenths(now)) {
      place -= 1;
    }
    if (place < 0 || place >= data.failures.count) {
      said.textContent = direction > 0 ? "No failure after this." : "No failure before this.";
      return;
    }
    seek(data.start + failures.times[place] / 10);
  }

  function changeSpeed(by) {
    speed.selectedIndex = Math.max(0, Math.min(speed.options.length - 1, speed.selectedIndex + by));
  }

  var stride = Math.max(60, data.step);
  var keys = {
    " ": function () { play(!isPlaying); }, k: function () { play(!isPlaying); },
    ArrowRight: function (far) { seek(now + (far ? hour : stride)); },
    ArrowLeft: function (far) { seek(now - (far ? hour : stride)); },
    Home: function () { seek(data.start); }, End: function () { seek(data.end); },
    n: function () { failureBeside(1); }, p: function () { failureBeside(-1); },
    "+": function () { changeSpeed(1); }, "-": function () { changeSpeed(-1); }
  };
  document.addEventListener("keydown", function (event) {
    var target = event.target, name = target.tagName;
    if (event.ctrlKey || event.metaKey || event.altKey || !keys[event.key]) { return; }
    if (name === "SELECT" || name === "SUMMARY" || name === "PRE") { return; }
    if (name === "BUTTON" && event.key === " ") { return; }
    event.preventDefault();
    keys[event.key](event.shiftKey);
  });

  playButton.addEventListener("click", function () { play(!isPlaying); });
  byId("next").addEventListener("click", function () { failureBeside(1); });
  byId("previous").addEventListener("click", function () { failureBeside(-1); });
  slider.addEventListener("input", function () { seek(data.start + Number(slider.value)); });
  overview.addEventListener("click", function (event) {
    seek(data.start + event.offsetX / overview.clientWidth * (data.end - data.start));
  });
  document.querySelectorAll("button[data-time]").forEach(function (button) {
    button.addEventListener("click", function () { seek(Number(button.dataset.time)); });
  });

  function follow() {
    var wanted = /^#t=([0-9.]+)$/.exec(location.hash);
    if (wanted) { seek(Number(wanted[1])); }
    return Boolean(wanted);
  }
  addEventListener("hashchange", follow);

  var drawnWidth = 0;
  function fit() {
    var width = Math.floor(overview.clientWidth);
    if (width === drawnWidth || width === 0) { return; }
    drawnWidth = width;
    drawFloor(width);
    drawOverview();
    show(true);
  }
  addEventListener("resize", fit);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawOverview);

  // The slowest speed at which the stretch takes 20 minutes at most.
  for (var i = 0; i < speed.options.length; i++) {
    speed.selectedIndex = i;
    if ((data.end - data.start) / Number(speed.value) <= 1200) { break; }
  }
  fit();
  if (!follow()) { seek(data.start); }

  // For who wants to look closer from the browser's console.
  globalThis.replay = {
    data: data, machines: machines, seek: seek, play: play, stateAt: stateAt, momentAt: momentAt,
    healthAt: healthAt, now: function () { return now; }, frames: function () { return frames; },
    good: good, inside: inside, failures: failures
  };
})();
