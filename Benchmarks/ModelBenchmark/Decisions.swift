import DataTables
import Prognostics

/// What decisions cost that follow what was foretold of training engines: replacement at a look when few cycles seem to be left.
enum Decisions {
  /// Prints for each partition and cost of a failure the rate over that of who knows the failures, less 1.
  ///
  /// The threshold for an engine is chosen on the other folds.
  static func report(_ path: String) throws {
    let looks = try DelimitedTable(contentsOfFile: path)
    let columns = try (0..<6).map { try looks.numbers($0) }
    print("partition,failure,rate,M,failures,plainM,plainFailures")
    for partition in Array(Set(columns[0])).sorted() {
      let rows = columns[0].indices.filter { columns[0][$0] == partition }
      let units = Array(Set(rows.map { columns[1][$0] })).sorted()
      var (histories, folds): ([FailureHistory], [Int]) = ([], [])
      var (seen, seenFolds): ([FailureHistory], [Int]) = ([], [])
      for unit in units {
        let own = rows.filter { columns[1][$0] == unit }.sorted { columns[4][$0] < columns[4][$1] }
        // Looks every ten cycles from the tenth on are judged; a threshold is chosen on looks from the first to the tenth on.
        let all = try FailureHistory.lookingEvery(
          10, life: columns[3][own[0]], readings: own.map { columns[4][$0] },
          risks: own.map { -columns[5][$0] })
        seen += all
        seenFolds += all.map { _ in Int(columns[2][own[0]]) }
        histories += all.suffix(1)
        folds.append(Int(columns[2][own[0]]))
      }
      for corrective in [1_000.0, 500, 300] {
        let costs = ReplacementCosts(preventive: 100, corrective: corrective)
        let found = try ReplacementPolicy.crossValidated(
          histories, fold: folds, costs, choosingOn: (seen, seenFolds),
          among: { ReplacementPolicy.thresholds(of: $0) })
        let plain = try ReplacementPolicy.crossValidated(
          histories, fold: folds, costs, among: { ReplacementPolicy.thresholds(of: $0) })
        let best = ReplacementPolicy.perfect.cost(on: histories, costs)
        print(
          "\(Int(partition)),\(Int(corrective)),\(found.cost.rate),\(found.cost.excess(over: best)),"
            + "\(found.cost.failures),\(plain.cost.excess(over: best)),\(plain.cost.failures)")
      }
    }
  }
}
