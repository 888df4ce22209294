import Scenarios

/// Reads and checks a scenario of so many lines: stations in a row, each with failures.
func measureScenario(lines: Int) {
  // A station takes six lines and its operation one.
  let stations = max(1, (lines - 8) / 7)
  var text = """
    fettle: 1
    name: A long line
    horizon: 26 wk
    params: {jam_life: 5 h}
    products:
      part:
        release: {keep: 150}
        route:

    """
  for number in 1...stations { text += "      - station_\(number)\n" }
  text += "stations:\n"
  for number in 1...stations {
    text += """
        station_\(number):
          buffer: \(10 + number % 30)
          set_points: {rate: {value: \(100 + number % 50) /h, range: 60 /h to 200 /h}}
          time: lognormal mean (1 / rate) cv 10 %
          failures:
            jam: {after: exponential $jam_life, clock: producing, repair: lognormal mean 20 min cv 80 %}

      """
  }
  let count = text.split(separator: "\n").count
  let seconds = medianTime(runs: 9) {
    guard (try? ScenarioReader.check(text: text, name: "line.yaml")) != nil else { fail() }
  }
  print("scenario of \(count) lines: \(milliseconds(seconds)) ms")
}

/// Reads and checks a scenario with a table of so many dated orders.
func measureOrders(rows: Int) {
  let text = """
    fettle: 1
    horizon: 26 wk
    products: {part: {release: {orders: orders.csv}, route: [saw]}}
    stations: {saw: {time: 30 s}}
    """
  var table = "order,release [h],due [d],quantity,priority\n"
  for row in 0..<rows {
    table += "order-\(row),\(Double(row) * 0.0375),\(10 + row % 90).5,\(1 + row % 40),\(row % 3)\n"
  }
  let files = ["orders.csv": table]
  let seconds = medianTime(runs: 5) {
    guard (try? ScenarioReader.check(text: text, name: "shop.yaml", files: files)) != nil else {
      fail()
    }
  }
  print("table of \(rows) orders: \(milliseconds(seconds)) ms")
}

private func milliseconds(_ seconds: Double) -> String {
  "\((seconds * 1e5).rounded() / 100)"
}
