import LinearAlgebra
import Prognostics

/// Few numbers in place of many sensors that all tell of the same wear, each with its own noise.
///
///     z_j = (x_j - m_j) / s_j,   index_i = Σ b_ij z_j
///
/// Means and deviations are those of rows of the same operating regime, where there are any. The first index, `wear`, is the direction of
/// ridge regression to the remaining life as it is taught, its logarithm; the others are the directions in which the columns vary
/// most, those with an eigenvalue of the correlation matrix well above the 1 of a column that varies alone. Each is turned so that it
/// rises as lives go by. A reading that is missing counts as the one before, and before the first as the mean.
///
/// Everything is learned from the rows of some units, so that what is said of others has not seen them.
///
/// Sources: T. Wang, J. Yu, D. Siegel, J. Lee, "A similarity-based prognostics approach for remaining useful life estimation of engineered
/// systems", PHM 2008 (regimes, fusion by regression); J. E. Jackson, *A User's Guide to Principal Components*, Wiley, 1991.
public struct ColumnFusion: Hashable, Sendable, Codable {
  /// The columns.
  public let columns: [String]
  /// In which way units are run; `nil` where there is one way only.
  public let regimes: OperatingRegimes?
  /// The names of the indices: `wear`, `component_1`.
  public let indices: [String]
  /// What each column weighs in each index.
  public let directions: [[Double]]
  /// The mean of each column in each regime.
  let means: [[Double]]
  /// The standard deviation of each column in each regime; 0 where it does not vary.
  let deviations: [[Double]]

  private static let leastEigenvalue = 1.2
  private static let mostComponents = 3

  /// Learns how columns are fused.
  ///
  /// - Parameters:
  ///   - table: The table; words are left out.
  ///   - rows: The rows that are learned from.
  ///   - targets: What is taught of each row of the table.
  ///   - isKnown: Whether that is known.
  /// - Throws: ``TrainingProblem`` where no column varies.
  init(
    _ table: TrainingTable, rows: [Int], targets: [Double], isKnown: [Bool]
  ) throws(TrainingProblem) {
    let rows = table.inTimeOrder(rows)
    regimes = OperatingRegimes(table, rows: rows)
    let regimeOf = ColumnFusion.regimes(table, regimes)
    let places = table.inputs.indices.filter { place in
      table.inputs[place].words == nil && ColumnFusion.varies(table.columns[place], rows)
    }
    guard !places.isEmpty else { throw TrainingProblem("no column of numbers varies in time") }
    columns = places.map { table.inputs[$0].name }
    let count = regimes?.count ?? 1
    var (means, deviations): ([[Double]], [[Double]]) = ([], [])
    for regime in 0..<count {
      let own = count == 1 ? rows : rows.filter { regimeOf[$0] == regime }
      let scales = places.map { ColumnFusion.scale(table.columns[$0], own) }
      means.append(scales.map(\.mean))
      deviations.append(scales.map(\.deviation))
    }
    (self.means, self.deviations) = (means, deviations)
    let z = places.indices.map { place in
      rows.map { row -> Double in
        guard let regime = regimeOf[row] else { return 0 }
        let value = table.columns[places[place]][row]
        let deviation = deviations[regime][place]
        return value.isNaN || deviation == 0 ? 0 : (value - means[regime][place]) / deviation
      }
    }
    let known = rows.indices.filter { isKnown[rows[$0]] }
    guard known.count >= 10 else {
      throw TrainingProblem(
        "\(known.count) rows are left to learn from where each unit is foretold by the others; 10 are needed at least"
      )
    }
    let left = known.map { targets[rows[$0]] }
    let plane = LinearFunction(
      z.map { column in known.map { column[$0] } }, targets: left,
      weights: [Double](repeating: 1, count: known.count))
    let length = plane.slopes.reduce(0) { $0 + $1 * $1 }.squareRoot()
    var names = ["wear"]
    var directions = [plane.slopes.map { length > 0 ? -$0 / length : 0 }]
    let correlation = SymmetricMatrix(order: z.count) { row, column in
      var sum = 0.0
      for place in rows.indices { sum += z[row][place] * z[column][place] }
      return sum / Double(max(1, rows.count - 1))
    }
    let eigen = SymmetricEigen(correlation)
    let mean = left.reduce(0, +) / Double(max(1, left.count))
    let along = z.map { column in
      zip(known, left).reduce(0) { $0 + column[$1.0] * ($1.1 - mean) }
    }
    for (value, vector) in zip(eigen.values, eigen.vectors).prefix(ColumnFusion.mostComponents)
    where value > ColumnFusion.leastEigenvalue {
      let slope = zip(vector, along).reduce(0) { $0 + $1.0 * $1.1 }
      directions.append(slope > 0 ? vector.map { -$0 } : vector)
      names.append("component_\(names.count)")
    }
    (indices, self.directions) = (names, directions)
  }

  /// The columns of a table that are read, and those of settings.
  func places(
    in table: TrainingTable
  ) throws(TrainingProblem) -> (columns: [Int], settings: [Int]) {
    var found: [Int] = []
    for name in columns + (regimes?.settings ?? []) {
      guard let place = table.inputs.firstIndex(where: { $0.name == name }) else {
        throw TrainingProblem("the model fuses '\(name)', which the table does not have")
      }
      found.append(place)
    }
    return (Array(found.prefix(columns.count)), Array(found.dropFirst(columns.count)))
  }

  /// Brings a row to standard deviations from the mean; what is missing stays what it was.
  ///
  /// - Parameters:
  ///   - z: The row before; becomes this one.
  ///   - values: The readings, in the order of the columns.
  ///   - settings: Those of the settings.
  func standardize(_ z: inout [Double], _ values: [Double], settings: [Double]) {
    guard let regime = regimes.map({ $0.regime(settings) }) ?? 0 else { return }
    for place in z.indices where !values[place].isNaN {
      let deviation = deviations[regime][place]
      z[place] = deviation == 0 ? 0 : (values[place] - means[regime][place]) / deviation
    }
  }

  /// An index of a standardised row.
  func index(_ number: Int, _ z: [Double]) -> Double {
    var sum = 0.0
    let direction = directions[number]
    for place in z.indices { sum += direction[place] * z[place] }
    return sum
  }

  /// Sees whether the numbers can be those of a fusion.
  func check() throws(TrainingProblem) {
    let regimes = regimes?.count ?? 1
    guard
      indices.count == directions.count, means.count == regimes, deviations.count == regimes,
      (directions + means + deviations).allSatisfy({ $0.count == columns.count }),
      (directions + means + deviations).joined().allSatisfy(\.isFinite)
    else {
      throw TrainingProblem(
        "'\(TrainedModel.mainFile)' is damaged: the fusion of columns is none")
    }
  }

  private static func regimes(_ table: TrainingTable, _ regimes: OperatingRegimes?) -> [Int?] {
    guard let regimes else { return Array(repeating: 0, count: table.rowCount) }
    let places = regimes.settings.compactMap { name in
      table.inputs.firstIndex { $0.name == name }
    }
    return (0..<table.rowCount).map { row in regimes.regime(places.map { table.columns[$0][row] }) }
  }

  private static func varies(_ column: [Double], _ rows: [Int]) -> Bool {
    guard let first = rows.first(where: { !column[$0].isNaN }) else { return false }
    return rows.contains { !column[$0].isNaN && column[$0] != column[first] }
  }

  private static func scale(_ column: [Double], _ rows: [Int]) -> (mean: Double, deviation: Double)
  {
    var (sum, largest, count) = (0.0, 0.0, 0.0)
    for row in rows where !column[row].isNaN {
      sum += column[row]
      largest = max(largest, abs(column[row]))
      count += 1
    }
    guard count > 1 else { return (count > 0 ? sum : 0, 0) }
    let mean = sum / count
    var squares = 0.0
    for row in rows where !column[row].isNaN {
      squares += (column[row] - mean) * (column[row] - mean)
    }
    let deviation = (squares / (count - 1)).squareRoot()
    return (mean, deviation > 1e-9 * largest ? deviation : 0)
  }
}
