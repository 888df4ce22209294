import EventKernel

/// Makes allowed points of uniform numbers.
///
/// Each equation gives one of its dimensions, its *pivot*, from the others; where the pivot goes by
/// its logarithm, the point is kept with a chance that makes up for the density that it would have.
/// An equation that shares no dimension with another, all of them real, is drawn as a whole: what is
/// above the low ends are the gaps between sorted uniform numbers, which are uniform on a simplex, and
/// points above the high ends are refused.
///
/// Source of the gaps: L. Devroye, *Non-Uniform Random Variate Generation*, Springer, 1986, ch. V.2.
struct PointDrawer {
  /// An equation solved for one of its dimensions.
  struct Pivot {
    var column: Int
    /// Of v = constant + Σ factor · value.
    var constant: Double
    var others: [(column: Int, factor: Double)]
  }

  /// What is to be done where certain dimensions play a part.
  struct Plan {
    var mixtures: [[(column: Int, factor: Double)]] = []
    var bounds: [Double] = []
    var pivots: [Pivot] = []
    /// Whether the equations contradict each other.
    var isImpossible = false
  }

  private let space: SearchSpace
  private let drawsMixtures: Bool
  private let equations: [SearchSpace.Row]
  private var plans: [[Bool]: Plan] = [:]

  /// Makes a drawer.
  ///
  /// - Parameters:
  ///   - space: Of which points are made.
  ///   - drawsMixtures: Whether equations of real numbers are drawn as a whole.
  init(_ space: SearchSpace, drawsMixtures: Bool = true) {
    self.space = space
    self.drawsMixtures = drawsMixtures
    equations = space.rows.filter { $0.relation == .equal }
  }

  /// Draws a point; `nil` where so many are refused.
  mutating func draw(from stream: inout RandomStream, tries: Int) -> [Double]? {
    for _ in 0..<tries {
      let uniform = space.dimensions.map { _ in stream.uniform() }
      if let point = point(ofUniform: uniform, coin: equations.isEmpty ? 0 : stream.uniform()) {
        return point
      }
    }
    return nil
  }

  /// The point of uniform numbers; `nil` where it is refused.
  mutating func point(ofUniform uniform: [Double], coin: Double) -> [Double]? {
    let start = zip(space.dimensions, uniform).map { $0.spread($1) }
    guard let (point, weight) = solved(start, uniform: uniform), coin < weight else { return nil }
    return point
  }

  /// A point with its pivots moved to where the equations hold; `nil` where it is not allowed.
  ///
  /// - Parameters:
  ///   - start: The point.
  ///   - uniform: Uniform numbers for mixtures, one a dimension.
  /// - Returns: The point, snapped, and its density at most 1 as compared with that of its draw.
  mutating func solved(
    _ start: [Double], uniform: [Double]
  ) -> (point: [Double], weight: Double)? {
    let activity = space.activity(at: start)
    guard !equations.isEmpty else {
      let point = space.snapped(start)
      return space.isAllowed(point) ? (point, 1) : nil
    }
    let plan = plan(for: activity)
    guard !plan.isImpossible else { return nil }
    var point = start
    var values = space.values(at: start)
    var weight = 1.0
    for (mixture, bound) in zip(plan.mixtures, plan.bounds) {
      guard
        let parts = gaps(of: mixture, bound: bound, uniform: mixture.map { uniform[$0.column] })
      else { return nil }
      for (part, (column, _)) in zip(parts, mixture) {
        guard set(part, column, &values, &point, &weight) else { return nil }
      }
    }
    for pivot in plan.pivots {
      var value = pivot.constant
      for (column, factor) in pivot.others { value += factor * values[column] }
      guard set(value, pivot.column, &values, &point, &weight) else { return nil }
    }
    guard space.activity(at: point) == activity else { return nil }
    let found = space.snapped(point)
    return space.isAllowed(found) ? (found, weight) : nil
  }

  /// Puts a value where it belongs; false where the dimension has no such value.
  private func set(
    _ value: Double, _ column: Int, _ values: inout [Double], _ point: inout [Double],
    _ weight: inout Double
  ) -> Bool {
    let dimension = space.dimensions[column]
    let slack = 1e-9 * (max(abs(dimension.lowest), abs(dimension.highest)) + abs(value))
    guard value >= dimension.lowest - slack, value <= dimension.highest + slack else {
      return false
    }
    point[column] = dimension.coordinate(of: value)
    values[column] = dimension.value(at: point[column])
    guard abs(values[column] - value) <= slack else { return false }
    if dimension.isReal, case .logarithmic(let low, _) = dimension.scale {
      weight *= low / max(low, value)
    }
    return true
  }

  /// Values of a mixture, from sorted uniform numbers.
  private func gaps(
    of mixture: [(column: Int, factor: Double)], bound: Double, uniform: [Double]
  ) -> [Double]? {
    // Each part counts from the end at which its summand is least.
    var (total, whole) = (bound, 0.0)
    var widths: [Double] = []
    for (column, factor) in mixture {
      let dimension = space.dimensions[column]
      total -= factor * (factor > 0 ? dimension.lowest : dimension.highest)
      widths.append(abs(factor) * (dimension.highest - dimension.lowest))
      whole += widths[widths.count - 1]
    }
    guard total >= 0, total <= whole else { return nil }
    // From the other ends where less is left of them.
    let isTurned = total > whole / 2
    let sum = isTurned ? whole - total : total
    let cuts = uniform.dropLast().sorted() + [1]
    var last = 0.0
    var values: [Double] = []
    for (place, cut) in cuts.enumerated() {
      let (column, factor) = mixture[place]
      var part = (cut - last) * sum
      last = cut
      guard part <= widths[place] else { return nil }
      if isTurned { part = widths[place] - part }
      let dimension = space.dimensions[column]
      values.append((factor > 0 ? dimension.lowest : dimension.highest) + part / factor)
    }
    return values
  }

  // MARK: - Plans

  /// The pivots of the equations, for a walk.
  mutating func plan(for activity: [Bool]) -> Plan {
    if let plan = plans[activity] { return plan }
    let plan = makePlan(activity)
    plans[activity] = plan
    return plan
  }

  private func makePlan(_ activity: [Bool]) -> Plan {
    var plan = Plan()
    var rows: [(terms: [Int: Double], bound: Double)] = []
    for equation in equations where equation.columns.contains(where: { activity[$0] }) {
      var terms: [Int: Double] = [:]
      var bound = equation.bound
      for (column, factor) in zip(equation.columns, equation.factors)
      where activity[column] && factor != 0 {
        if space.dimensions[column].levelCount == 1 {
          bound -= factor * space.dimensions[column].lowest
        } else {
          terms[column] = factor
        }
      }
      rows.append((terms, bound))
    }
    // Equations of real numbers that share nothing with another.
    var left: [(terms: [Int: Double], bound: Double)] = []
    for (index, row) in rows.enumerated() {
      let isApart = rows.indices.allSatisfy { other in
        other == index || rows[other].terms.keys.allSatisfy { row.terms[$0] == nil }
      }
      if drawsMixtures, isApart, row.terms.count > 2,
        row.terms.keys.allSatisfy({ space.dimensions[$0].isReal })
      {
        plan.mixtures.append(row.terms.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
        plan.bounds.append(row.bound)
      } else {
        left.append(row)
      }
    }
    plan.pivots = pivots(of: left, isImpossible: &plan.isImpossible)
    return plan
  }

  /// Gauss and Jordan's elimination: each equation solved for one dimension of its own.
  private func pivots(
    of rows: [(terms: [Int: Double], bound: Double)], isImpossible: inout Bool
  ) -> [Pivot] {
    var rows = rows
    var chosen: [(row: Int, column: Int)] = []
    for row in rows.indices {
      guard let column = rows[row].terms.keys.max(by: { rank($0, rows[row]) < rank($1, rows[row]) })
      else {
        let size = abs(rows[row].bound)
        if size > 1e-9 * (1 + size) { isImpossible = true }
        continue
      }
      let pivot = rows[row].terms[column] ?? 1
      rows[row].terms = rows[row].terms.mapValues { $0 / pivot }
      rows[row].bound /= pivot
      for other in rows.indices where other != row {
        guard let factor = rows[other].terms[column] else { continue }
        for (place, value) in rows[row].terms {
          let sum = (rows[other].terms[place] ?? 0) - factor * value
          rows[other].terms[place] = abs(sum) < 1e-13 * abs(factor) ? nil : sum
        }
        rows[other].terms[column] = nil
        rows[other].bound -= factor * rows[row].bound
      }
      chosen.append((row, column))
    }
    return chosen.map { row, column in
      let others = rows[row].terms.filter { $0.key != column }.sorted { $0.key < $1.key }
      return Pivot(
        column: column, constant: rows[row].bound, others: others.map { ($0.key, -$0.value) })
    }
  }

  /// How well a dimension is given by the others: real numbers best, what others depend on last.
  private func rank(
    _ column: Int, _ row: (terms: [Int: Double], bound: Double)
  ) -> (Int, Double, Int) {
    let dimension = space.dimensions[column]
    let isParent = space.parents.contains(column)
    let span = abs(row.terms[column] ?? 0) * (dimension.highest - dimension.lowest)
    return (dimension.isReal ? 2 : isParent ? 0 : 1, span, -column)
  }
}
