import FactoryModel
import TestDraws

/// The log of a made-up workshop whose every time is known, simulated here in a way of its own.
///
/// Orders of shafts (saw, turn, grind, inspect) and flanges (saw, mill, inspect) go from station to station and are
/// taken first come, first served. As nothing comes back, stations can be worked out one after the other, in
/// hours of open time; the plant is open from Monday to Friday, 6 to 22.
struct WorkshopLog {
  /// Mean times, in hours; each is the sum of so many exponential phases.
  static let times: [String: (mean: Double, phases: Int)] = [
    "saw": (1, 9), "turn": (4.8, 6), "mill": (4.5, 9), "grind": (3.5, 1), "inspect": (0.8, 6),
    "setup": (1, 4), "repair": (2, 1), "wait": (6, 1), "orders": (4, 1), "breakdowns": (40, 1),
  ]
  static let shareOfShafts = 0.6
  static let shareOfSetups = 0.6

  private struct Order {
    var name: String
    var isShaft: Bool
    var pieces: Int
    /// When it comes to the next station, in open hours.
    var at: Double
  }

  private struct Report {
    var order: Int
    var activity: String
    var machine: String
    var start: Double
    var end: Double
    var kind: String
  }

  private var draws: Draws
  private var orders: [Order] = []
  private var reports: [Report] = []
  private let hours: Double

  /// Simulates a log.
  ///
  /// - Parameters:
  ///   - weeks: How long it is.
  ///   - number: Which of several.
  init(weeks: Int, number: Int) {
    draws = Draws("workshop logs", ordinal: number)
    hours = Double(weeks) * 80
    var time = draw("orders")
    while time < hours {
      orders.append(
        Order(
          name: "A\(orders.count + 101)", isShaft: draws.chance(Self.shareOfShafts),
          pieces: [10, 50, 100][draws.index(below: 3)], at: time))
      time += draw("orders")
    }
    pass("saw", machines: ["Saw"]) { _ in true }
    pass("turn", machines: ["Lathe 1", "Lathe 2"], isSetUp: true) { $0.isShaft }
    pass("mill", machines: ["Mill"], isSetUp: true) { !$0.isShaft }
    for order in orders.indices where orders[order].isShaft {
      orders[order].at = Self.open(Self.wall(orders[order].at) + draw("wait"))
    }
    pass("grind", machines: ["Grinder"], breaksDown: true) { $0.isShaft }
    pass("inspect", machines: ["Bench"]) { _ in true }
  }

  /// What was reported before the end, as comma-separated values.
  var text: String {
    var lines: [(start: Double, line: String)] = []
    for report in reports {
      let order = orders[report.order]
      // A shift's end ends a report; the next shift goes on with one of its own.
      var start = report.start
      while start < min(report.end, hours) {
        let end = min(report.end, hours, ((start / 16).rounded(.down) + 1) * 16)
        let last = Self.wall(end - 1e-9) + 1e-9
        lines.append(
          (
            start,
            "\(order.name),\(order.isShaft ? "shaft" : "flange"),\(order.pieces),\(report.activity),"
              + "\(report.machine),\(Self.moment(Self.wall(start))),\(Self.moment(last)),\(report.kind)"
          ))
        start = end
      }
    }
    lines.sort { ($0.start, $0.line) < ($1.start, $1.line) }
    return "order,product,pieces,operation,machine,from,to,kind\n"
      + lines.map { $0.line + "\n" }.joined()
  }

  // MARK: - Work

  private mutating func draw(_ name: String) -> Double {
    guard let time = Self.times[name] else { return 0 }
    return (0..<time.phases).reduce(0) { sum, _ in sum + draws.exponential() }
      * time.mean / Double(time.phases)
  }

  private mutating func pass(
    _ activity: String, machines: [String], isSetUp: Bool = false, breaksDown: Bool = false,
    _ comes: (Order) -> Bool
  ) {
    var free = [Double](repeating: 0, count: machines.count)
    var untilBreakdown = breaksDown ? draw("breakdowns") : .infinity
    for order in orders.indices.filter({ comes(orders[$0]) }).sorted(by: {
      (orders[$0].at, $0) < (orders[$1].at, $1)
    }) {
      let machine = free.indices.min { (free[$0], $0) < (free[$1], $1) } ?? 0
      var now = max(orders[order].at, free[machine])
      func add(_ length: Double, _ kind: String) {
        reports.append(
          Report(
            order: order, activity: activity, machine: machines[machine], start: now,
            end: now + length, kind: kind))
        now += length
      }
      if isSetUp, draws.chance(Self.shareOfSetups) { add(draw("setup"), "setup") }
      var left = draw(activity)
      while left > untilBreakdown {
        add(untilBreakdown, "work")
        left -= untilBreakdown
        add(draw("repair"), "stop")
        untilBreakdown = draw("breakdowns")
      }
      untilBreakdown -= left
      add(left, "work")
      free[machine] = now
      orders[order].at = now
    }
  }

  // MARK: - Time

  /// The hour since the first Monday, 00:00, of an open hour.
  private static func wall(_ open: Double) -> Double {
    let day = (open / 16).rounded(.down)
    let week = (day / 5).rounded(.down)
    return week * 168 + (day - week * 5) * 24 + 6 + open - day * 16
  }

  /// How many hours have been open by an hour since the first Monday, 00:00.
  private static func open(_ wall: Double) -> Double {
    let week = (wall / 168).rounded(.down)
    let day = ((wall - week * 168) / 24).rounded(.down)
    let hour = wall - week * 168 - day * 24
    return week * 80 + min(day, 5) * 16 + (day < 5 ? min(16, max(0, hour - 6)) : 0)
  }

  private static func moment(_ wall: Double) -> String {
    let monday = PlantTime(year: 2025, month: 9, day: 1)?.seconds ?? 0
    return PlantTime(seconds: monday + (wall * 60).rounded() * 60).description
  }
}
