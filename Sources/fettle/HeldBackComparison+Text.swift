import DataTables
import Experiments
import Scenarios

/// The comparison for people, and as files.
extension HeldBackComparison {
  var text: String {
    func number(_ value: Double?, _ unit: String) -> String {
      guard let value else { return "–" }
      return NumberText.fixed(value, decimals: unit == "d" ? 1 : 0)
    }
    func lines(_ rows: [Row], _ table: inout TextTable) {
      for row in rows {
        let range = row.lower.map {
          "\(number($0, row.unit)) … \(number(row.upper, row.unit))"
        }
        let error = row.error.map {
          ($0 >= 0 ? "+" : "-") + NumberText.fixed(abs($0) * 100, decimals: 0) + " %"
        }
        let verdict =
          switch row.isWithin {
          case true?: "within chance"
          case false?: (row.error ?? 0) > 0 ? "model too high" : "model too low"
          case nil: ""
          }
        table.add(
          [
            row.name, row.unit, number(row.measured, row.unit), number(row.simulated, row.unit),
            range ?? "–", error ?? "–", verdict,
          ])
      }
    }
    let alignments: [TextTable.Alignment] = [.left, .left, .right, .right, .left, .right, .left]
    var plant = TextTable(alignments)
    plant.add(["", "", "happened", "model", "95 % of periods", "error", ""])
    lines(self.plant, &plant)
    var use = TextTable(alignments)
    let shown = stations.prefix(12)
    use.add(["use of open time", "", "happened", "model", "95 % of periods", "error", ""])
    lines(Array(shown), &use)
    var text = plant.text + "\n\n" + use.text
    if stations.count > shown.count {
      text += "\n… \(stations.count - shown.count) more stations in held-back.csv"
    }
    return text + "\n\n" + summary
  }

  /// Whether the model may be believed, in a sentence or two.
  private var summary: String {
    let judged = plant.filter { $0.isWithin != nil }
    let wrong = judged.filter { $0.isWithin == false }
    let used = stations.filter { $0.isWithin != nil }
    let right = used.count { $0.isWithin == true }
    // Points of use, each station by its open hours alike: large errors of idle stations do not count for more.
    let points = used.compactMap { row in
      row.measured.flatMap { measured in row.simulated.map { abs($0 - measured) } }
    }.sorted()
    let middle = points.isEmpty ? 0 : points[points.count / 2]
    return
      (wrong.isEmpty
      ? "All \(judged.count) figures of the plant lie within what chance brings in such a period."
      : "\(judged.count - wrong.count) of \(judged.count) figures of the plant lie within what chance "
        + "brings; not so: \(wrong.map(\.name).joined(separator: "; ")).")
      + "\nThe use of \(right) of \(used.count) stations does too; half of them are off by no more than "
      + "\(NumberText.fixed(middle, decimals: 1)) points."
  }

  // MARK: - As files

  /// The rows as comma-separated values.
  var table: String {
    let rows: [[String]] =
      [["figure", "unit", "measured", "simulated", "lower", "upper"]]
      + (plant.map { ("", $0) } + stations.map { ("use of ", $0) }).map { prefix, row in
        [prefix + row.name, row.unit]
          + [row.measured, row.simulated, row.lower, row.upper].map { value in
            value.map { ShortNumber.text($0, digits: 6) } ?? ""
          }
      }
    return rows.map { DelimitedText.row($0) }.joined(separator: "\n") + "\n"
  }

  /// A figure as JSON.
  struct Entry: Encodable {
    var figure: String
    var unit: String
    var measured: Double?
    var simulated: Double?
    var lower: Double?
    var upper: Double?
    var within: Bool?
  }

  var entries: [Entry] {
    (plant.map { ("", $0) } + stations.map { ("use of ", $0) }).map { prefix, row in
      Entry(
        figure: prefix + row.name, unit: row.unit, measured: row.measured,
        simulated: row.simulated, lower: row.lower, upper: row.upper, within: row.isWithin)
    }
  }
}
