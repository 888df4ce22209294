import DistributionFitting
import Experiments
import FactoryModel
import Importers
import Scenarios

/// What was found in a log, how well it fits, and what it foretold, as text.
struct EventLogReport {
  var log: EventLog
  var fit: FactoryFit
  var file: String
  var folder: String
  var showsAll: Bool
  var comparison: HeldBackComparison?

  var text: String {
    var parts = [found, fits]
    if let comparison { parts.append(heading(of: comparison) + "\n\n" + comparison.text) }
    parts.append("written: \(folder)/scenario.yaml      run it: fettle run \(folder)/scenario.yaml")
    return parts.joined(separator: "\n\n")
  }

  // MARK: - What was found

  private var found: String {
    var lines = [
      "\(file): \(log.reports.count) reports on \(log.orders.count) orders, "
        + "\(PlantTime(seconds: log.begin)) to \(PlantTime(seconds: log.end))",
      "fitted to: \(fit.reportCount) reports on \(fit.orderCount) orders until "
        + "\(PlantTime(seconds: fit.end))",
      "found: \(fit.stayCount) stays at \(fit.stationCount) stations; the plant works "
        + "\(fit.plantHoursPerWeek) h a week; \(fit.breakdownCount) breakdowns; about "
        + "\(fit.initialCount) orders under way at the beginning",
      "products: "
        + fit.productList.map { product in
          let routes = product.variants.map { "\($0) variants" } ?? "ways by chance"
          return "\(product.name) (\(product.orders) orders, \(routes))"
        }.joined(separator: ", "),
    ]
    if let effect = fit.quantityEffect {
      let slope = NumberText.fixed(effect.slope, decimals: 2)
      let error = NumberText.fixed(effect.standardError, decimals: 2)
      lines.append(
        "time of a stay grows with the order's quantity to the power \(slope) ± \(error) "
          + "(0: one time for the order; 1: a time for each part); "
          + (effect.slope < 0.5
            ? "it is taken as a time of the order"
            : "it is taken as a time of the order all the same: quantities show in its spread"))
    }
    let ignored = log.ignoredColumns
    lines.append(
      ignored.isEmpty
        ? "columns that are not used: none"
        : "columns that are not used: \(ignored.joined(separator: ", "))")
    for note in log.notes + fit.notes { lines.append("note: \(note)") }
    return lines.joined(separator: "\n")
  }

  // MARK: - How well it fits

  private var fits: String {
    let sorted = fit.times.enumerated().sorted {
      let left = $0.element.mean * Double($0.element.count)
      let right = $1.element.mean * Double($1.element.count)
      return left != right ? left > right : $0.offset < $1.offset
    }.map(\.element)
    let shown = showsAll ? sorted[...] : sorted.prefix(20)
    var table = TextTable([.left, .right, .right, .left, .right, .right, .right, .right])
    table.add(["time", "values", "mean h", "taken", "KS", "p", "AD", "p"])
    for time in shown {
      let fit = time.fit
      let taken =
        switch time.choice {
        case .fitted: time.fit?.family.rawValue ?? (time.count > 0 ? "constant" : "exponential")
        case .values: "values (none fits)"
        case .fewValues: "values (too few)"
        }
      table.add([
        time.what, "\(time.count)", ShortNumber.text(time.mean / 3_600, digits: 3), taken,
        cell(fit?.kolmogorovSmirnov.value), cell(fit?.kolmogorovSmirnov.pValue),
        cell(fit?.andersonDarling?.value), cell(fit?.andersonDarling?.pValue),
      ])
    }
    let hidden = sorted.count - shown.count
    return table.text
      + (hidden > 0 ? "\n… \(hidden) more in \(folder)/fits.csv (--all-fits prints them)" : "")
  }

  private func cell(_ value: Double?) -> String {
    value.map { NumberText.fixed($0, decimals: 2) } ?? "–"
  }

  private func heading(of comparison: HeldBackComparison) -> String {
    "held back: \(PlantTime(seconds: fit.end)) to \(PlantTime(seconds: fit.last)), "
      + "\(NumberText.fixed(comparison.days, decimals: 1)) d · \(comparison.replications) simulated periods"
  }

  // MARK: - As JSON

  struct Document: Encodable {
    var reports: Int
    var orders: Int
    var fittedReports: Int
    var ignoredColumns: [String]
    var notes: [String]
    var fits: [Fit]
    var heldBack: [HeldBackComparison.Entry]?

    struct Fit: Encodable {
      var name: String
      var what: String
      var values: Int
      var meanHours: Double
      var taken: String
      var family: String?
      var kolmogorovSmirnov: Double?
      var kolmogorovSmirnovP: Double?
      var andersonDarling: Double?
      var andersonDarlingP: Double?
    }
  }

  var document: Document {
    Document(
      reports: log.reports.count, orders: log.orders.count, fittedReports: fit.reportCount,
      ignoredColumns: log.ignoredColumns, notes: log.notes + fit.notes,
      fits: fit.times.map { time in
        Document.Fit(
          name: time.name, what: time.what, values: time.count, meanHours: time.mean / 3_600,
          taken: time.choice.rawValue, family: time.fit?.family.rawValue,
          kolmogorovSmirnov: time.fit?.kolmogorovSmirnov.value,
          kolmogorovSmirnovP: time.fit?.kolmogorovSmirnov.pValue,
          andersonDarling: time.fit?.andersonDarling?.value,
          andersonDarlingP: time.fit?.andersonDarling?.pValue)
      }, heldBack: comparison?.entries)
  }
}
