import DataTables
import DistributionFitting
import FactoryModel
import RandomVariates
import Scenarios

/// Writes a fitted factory as a scenario with its tables.
public struct ScenarioWriter {
  /// The name of the operation and of the station at which orders come in.
  static let entry = "order_desk"
  /// The name of the operation and of the station at which orders are that were under way when the log began,
  /// and of the time until they are seen.
  static let underWay = "under_way"

  private let fit: FactoryFit
  private let source: String
  private let command: String
  private let horizon: Double

  /// Writes a scenario.
  ///
  /// - Parameters:
  ///   - fit: The factory.
  ///   - source: What the log is called.
  ///   - command: How it was called, for the heading.
  public init(_ fit: FactoryFit, source: String, command: String) {
    self.fit = fit
    self.source = source
    self.command = command
    // What is held back, else four weeks.
    horizon = fit.last > fit.end ? fit.last - fit.end : 4 * WorkCalendar.week
  }

  /// The files: `scenario.yaml`, and the tables that it names.
  public var files: [ImportedScenario.File] {
    typealias File = ImportedScenario.File
    return [
      File(path: "scenario.yaml", text: scenario), File(path: "times.csv", text: times),
      File(path: "stations.csv", text: stations), File(path: "fits.csv", text: fits),
    ]
      + fit.products.map { File(path: "route-\($0.name).csv", text: route(of: $0)) }
  }

  // MARK: - The scenario

  private var scenario: String {
    var lines = [
      "# Fitted to \(source) by:", "#   \(command)",
      "# Reports from \(PlantTime(seconds: fit.log.begin)) to \(PlantTime(seconds: fit.end)). A part is an "
        + "order, its time at a",
      "# station that of all its parts; 'wait_…' is time that no machine "
        + "explains. Warm-up: the time that was",
      "# fitted to; horizon: "
        + (fit.last > fit.end ? "the time that was held back." : "four weeks after it."),
      "fettle: 1",
      "name: Fitted to \(Self.plain(source))",
      "start: \(PlantTime(seconds: fit.start))",
      "warm_up: \(length(fit.end - fit.start))", "horizon: \(length(horizon))",
    ]
    let calendars = calendarNames
    if !calendars.isEmpty {
      lines.append("calendars:")
      for (hours, name) in calendars.sorted(by: { $0.value < $1.value }) {
        lines.append("  \(name):")
        lines += CalendarText.patterns(hours).map { "    - \($0)" }
      }
    }
    lines += ["params: {table: times.csv}", "products:"]
    for product in fit.products {
      lines += [
        "  \(product.name):",
        "    release: {every: $\(product.arrivals.interval.name)"
          + "\(fit.plantHours == .always ? "" : ", calendar: plant")}",
        "    route: {table: route-\(product.name).csv}",
      ]
    }
    lines += ["stations:", "  table: stations.csv", ""]
    return lines.joined(separator: "\n")
  }

  /// A text that means the same in YAML without quotes.
  private static func plain(_ text: String) -> String {
    String(text.map { $0.isLetter || $0.isNumber || "-_./ ".contains($0) ? $0 : "-" })
  }

  /// A length of time in the largest unit of which it is a whole number.
  private func length(_ seconds: Double) -> String {
    for (unit, size) in [("d", 86_400.0), ("h", 3_600), ("min", 60)] where seconds > 0 {
      let count = seconds / size
      if count == count.rounded() { return "\(Int(count)) \(unit)" }
    }
    return "\(ShortNumber.text(seconds, digits: 12)) s"
  }

  /// The calendars in use, each with its name.
  private var calendarNames: [WorkHours: String] {
    var names: [WorkHours: String] = [:]
    if fit.plantHours != .always { names[fit.plantHours] = "plant" }
    for (place, station) in fit.stations.enumerated()
    where station.hours != .always && names[station.hours] == nil {
      names[station.hours] = "of_\(fit.stationNames[place])"
    }
    return names
  }

  // MARK: - Tables

  private var times: String {
    var rows = [["name", "value"]]
    for time in fit.times { rows.append([time.name, words(time.distribution)]) }
    return table(rows)
  }

  private var fits: String {
    var rows = [
      [
        "name", "what", "values", "mean [h]", "distribution", "chosen by", "best family",
        "KS distance", "KS p", "AD distance", "AD p",
      ]
    ]
    for time in fit.times {
      func number(_ value: Double?) -> String {
        value.map { ShortNumber.text($0, digits: 4) } ?? ""
      }
      rows.append([
        time.name, time.what, "\(time.count)", number(time.mean / 3_600), words(time.distribution),
        time.choice.rawValue, time.fit?.family.rawValue ?? "",
        number(time.fit?.kolmogorovSmirnov.value), number(time.fit?.kolmogorovSmirnov.pValue),
        number(time.fit?.andersonDarling?.value), number(time.fit?.andersonDarling?.pValue),
      ])
    }
    return table(rows)
  }

  private var stations: String {
    let hasBreakdowns = fit.breakdowns.contains { $0 != nil }
    let calendars = calendarNames
    var rows = [["station", "machines", "calendar"]]
    if hasBreakdowns {
      rows[0] += [
        "failures.breakdown.after", "failures.breakdown.clock", "failures.breakdown.repair",
      ]
    }
    let used = Set(
      fit.products.flatMap { $0.route.states.map { fit.stays.steps[$0.step].station } })
    for (place, station) in fit.stations.enumerated() where used.contains(place) {
      var row = [
        fit.stationNames[place], "\(station.capacity)", calendars[station.hours] ?? "always",
      ]
      if hasBreakdowns {
        if let breakdown = fit.breakdowns[place] {
          row += [
            words(Distribution(.exponential(mean: breakdown.meanBetween))), "producing",
            "$\(breakdown.repair)",
          ]
        } else {
          row += ["", "", ""]
        }
      }
      rows.append(row)
    }
    let none = hasBreakdowns ? ["", "", ""] : []
    rows.append([ScenarioWriter.entry, "1", "always"] + none)
    if fit.initialCount > 0 {
      rows.append([ScenarioWriter.underWay, "\(fit.initialCount)", "always"] + none)
    }
    return table(rows)
  }

  private func route(of product: FactoryFit.Product) -> String {
    FittedRouteTable(fit, product).text
  }

  /// A distribution of seconds in the words of the language, in hours.
  private func words(_ distribution: Distribution) -> String {
    HourText.words(distribution)
  }

  private func table(_ rows: [[String]]) -> String {
    rows.map { DelimitedText.row($0) }.joined(separator: "\n") + "\n"
  }
}
