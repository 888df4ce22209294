import Foundation
import Prognostics

/// Scores of all detectors on two public sets of data.
enum AnomalyScores {
  /// A part to learn from and rows to judge.
  struct Problem {
    var name: String
    var features: [String]
    var healthy: [[Double]]
    var rows: [(unit: Int, bad: Bool, values: [Double])]
  }

  /// Writes `problem,unit,bad,detector…` for each row to judge.
  static func write(folder: String) throws {
    var isFirst = true
    for problem in [try engines(folder), try machines(folder)] {
      let (healthy, names) = (problem.healthy, problem.features)
      let detectors: [(String, any AnomalyDetector)] = [
        ("components", try PrincipalComponentMonitor(healthy, names: names)),
        ("mahalanobis", try MahalanobisDetector(healthy, names: names)),
        ("mahalanobis robust", try MahalanobisDetector(healthy, names: names, isRobust: true)),
        ("mahalanobis ridge 1", try MahalanobisDetector(healthy, names: names, ridge: 1)),
        ("histogram", try HistogramDetector(healthy, names: names)),
        ("forest", try IsolationForest(healthy, names: names)),
        ("health", try HealthDetector(healthy, names: names)),
      ]
      if isFirst {
        print((["problem", "unit", "bad"] + detectors.map(\.0)).joined(separator: ","))
      }
      isFirst = false
      for row in problem.rows {
        let scores = detectors.map { "\($0.1.score(row.values))" }
        print(([problem.name, "\(row.unit)", row.bad ? "1" : "0"] + scores).joined(separator: ","))
      }
    }
  }

  /// C-MAPSS FD001: every second healthy cycle of engines 1 to 50, and all cycles of the others that are
  /// clearly healthy (more than 125 left) or near the end (at most 50).
  private static func engines(_ folder: String) throws -> Problem {
    let table = try rows(folder + "/cmapss-fd001/train.csv").map { $0.map { Double($0) ?? .nan } }
    var lives: [Int: Double] = [:]
    for row in table { lives[Int(row[0])] = max(lives[Int(row[0])] ?? 0, row[1]) }
    let sensors = [2, 3, 4, 7, 8, 9, 11, 12, 13, 14, 15, 17, 20, 21]
    var problem = Problem(
      name: "FD001", features: sensors.map { "s\($0)" }, healthy: [], rows: [])
    var healthy: [[Double]] = []
    for row in table {
      let (unit, left) = (Int(row[0]), (lives[Int(row[0])] ?? 0) - row[1])
      let values = sensors.map { row[4 + $0] }
      if unit <= 50, left > 125 { healthy.append(values) }
      if unit > 50, left > 125 || left <= 50 { problem.rows.append((unit, left <= 50, values)) }
    }
    problem.healthy = stride(from: 0, to: healthy.count, by: 2).map { healthy[$0] }
    return problem
  }

  /// AI4I 2020: the rows without a failure of the training part, and the test part.
  private static func machines(_ folder: String) throws -> Problem {
    var problem = Problem(
      name: "AI4I", features: ["air", "process", "speed", "torque", "wear"], healthy: [], rows: [])
    for row in try rows(folder + "/ai4i2020/ai4i2020.csv") {
      let number = Int(row[0]) ?? 0
      let isTest = number * 2_654_435_761 % (1 << 32) < Int(0.3 * Double(1 << 32))
      let (values, failed) = ((3..<8).map { Double(row[$0]) ?? .nan }, row[8] == "1")
      if isTest {
        problem.rows.append((number, failed, values))
      } else if !failed {
        problem.healthy.append(values)
      }
    }
    return problem
  }

  private static func rows(_ path: String) throws -> [[Substring]] {
    try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").dropFirst()
      .map { $0.split(separator: ",", omittingEmptySubsequences: false) }
  }
}
