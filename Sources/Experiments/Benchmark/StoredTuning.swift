#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
import JSONDocuments
import SimulationStatistics

/// The points that were tried while arms were tuned: what `tuning.csv` holds.
public struct StoredTuning: Sendable {
  /// A point.
  public struct Point: Hashable, Sendable {
    /// The arm.
    public var arm: String
    /// From how many replications it was scored.
    public var replications: Int
    /// The value of each factor of the arm, as written, in the order of ``paths``; empty for another arm's.
    public var values: [String]
    /// The objective; `nil` where the point cannot be simulated.
    public var objective: Double?
    /// Half the width of its 95 % interval; `nil` where there is none, and in files of old.
    public var halfWidth: Double?
    /// By how much conditions were broken, together.
    public var violation: Double
  }

  /// The factors of all arms.
  public let paths: [String]
  /// The points, in the order in which they were tried.
  public let points: [Point]

  /// Reads the table; `nil` where the text is something else.
  ///
  /// - Parameter text: The text of `tuning.csv`.
  public init?(_ text: String) {
    let rows = CommaSeparated.rows(of: text)
    guard let head = rows.first, head.prefix(3) == ["arm", "stage", "replications"],
      let end = head.lastIndex(of: "objective"), let miss = head.lastIndex(of: "violation"),
      end >= 3
    else { return nil }
    let width = head.lastIndex(of: "half_width").flatMap { $0 > end ? $0 : nil }
    paths = Array(head[3..<end])
    var points: [Point] = []
    for row in rows.dropFirst() {
      guard row.count == head.count, let replications = Int(row[2]),
        let violation = Double(row[miss])
      else { return nil }
      points.append(
        Point(
          arm: row[0], replications: replications, values: Array(row[3..<end]),
          objective: Double(row[end]), halfWidth: width.flatMap { Double(row[$0]) },
          violation: violation))
    }
    self.points = points
  }

  /// The points of an arm, each once, as it was scored from the most replications.
  ///
  /// - Parameter arm: The arm.
  /// - Returns: In the order in which they were first tried.
  public func points(of arm: String) -> [Point] {
    var found: [Point] = []
    var places: [[String]: Int] = [:]
    for point in points where point.arm == arm {
      if let place = places[point.values] {
        if point.replications >= found[place].replications { found[place] = point }
      } else {
        places[point.values] = found.count
        found.append(point)
      }
    }
    return found
  }
}

extension StoredRun {
  /// What was tried for the arms of a benchmark; `nil` where nothing was tuned.
  ///
  /// - Throws: ``StoredRunError`` where the table is damaged.
  public func tuning() throws(StoredRunError) -> StoredTuning? {
    guard let text = SearchFolder.text(RunFolder.tuningName, in: path) else { return nil }
    guard let tuning = StoredTuning(text) else {
      throw StoredRunError(path, .damaged, "\(RunFolder.tuningName) is not what Fettle writes")
    }
    return tuning
  }

  /// Whether the arms of a benchmark pay; `nil` where nobody has asked.
  ///
  /// - Throws: ``StoredRunError`` where the file is damaged.
  public func businessCase() throws(StoredRunError) -> BusinessCaseSummary? {
    guard SearchFolder.holds(RunFolder.businessCaseName, path) else { return nil }
    return try SearchFolder.record(
      BusinessCaseSummary.self, RunFolder.businessCaseName, in: path)
  }
}

extension StoredReplications {
  /// By how much one arm differs from another, replication by replication.
  ///
  /// - Parameters:
  ///   - metric: The metric: a mean over replications, not a ratio of sums.
  ///   - arm: The arm.
  ///   - other: The arm that is subtracted.
  /// - Returns: The mean difference with Student's 95 % interval; `nil` for fewer than two replications, or
  ///   where one of them has no value.
  public func difference(
    in metric: String, of arm: String, from other: String
  ) -> BenchmarkSummary.Estimate? {
    let (first, second) = (values(of: metric, in: arm), values(of: metric, in: other))
    let differences = zip(first, second).compactMap { pair in
      pair.0.flatMap { value in pair.1.map { value - $0 } }
    }
    guard first.count == second.count, differences.count == first.count, first.count >= 2,
      let interval = StudentInterval(Tally(differences)), let lower = interval.lower,
      let upper = interval.upper
    else { return nil }
    return BenchmarkSummary.Estimate(mean: interval.mean, lower: lower, upper: upper)
  }
}
