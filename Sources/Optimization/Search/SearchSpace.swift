/// The quantities whose best values are looked for, together.
///
/// A point is one coordinate from 0 to 1 a dimension, whatever the dimensions mean. Dimensions may
/// play a part only with some values of another one (``SearchDimension/Condition``); while they play
/// none they stand at one coordinate, so that points that mean the same are the same. Values may be
/// bound together by sums (``LinearConstraint``).
public struct SearchSpace: Hashable, Sendable {
  /// A condition with dimensions by index.
  struct Row: Hashable, Sendable {
    var columns: [Int]
    var factors: [Double]
    var relation: LinearConstraint.Relation
    var bound: Double
    /// By how much rounding may break it.
    var tolerance: Double
  }

  /// The dimensions, at least one.
  public let dimensions: [SearchDimension]
  /// What binds values together.
  public let constraints: [LinearConstraint]
  let rows: [Row]
  /// The index of the dimension on which each depends.
  let parents: [Int?]
  /// The dimensions in an order in which none comes before its parent.
  let order: [Int]

  /// Creates a space.
  ///
  /// - Parameters:
  ///   - dimensions: At least one, each with a name of its own. Conditions name dimensions that have
  ///     levels and lead in no circle.
  ///   - constraints: What binds values together, each with a name of its own. They name no choices.
  public init(_ dimensions: [SearchDimension], constraints: [LinearConstraint] = []) {
    precondition(!dimensions.isEmpty, "something is looked for")
    precondition(
      Set(dimensions.map(\.name)).count == dimensions.count, "dimensions have different names")
    precondition(
      Set(constraints.map(\.name)).count == constraints.count, "constraints have different names")
    self.dimensions = dimensions
    self.constraints = constraints
    func index(_ name: String) -> Int {
      guard let index = dimensions.firstIndex(where: { $0.name == name }) else {
        preconditionFailure("there is no dimension '\(name)'")
      }
      return index
    }
    let parents = dimensions.map { dimension -> Int? in
      guard let condition = dimension.condition else { return nil }
      let parent = index(condition.parent)
      precondition(!dimensions[parent].isReal, "a parent has levels")
      return parent
    }
    func depth(_ dimension: Int) -> Int {
      var (depth, place) = (0, dimension)
      while let parent = parents[place] {
        (depth, place) = (depth + 1, parent)
        precondition(depth <= dimensions.count, "conditions lead in no circle")
      }
      return depth
    }
    let depths = dimensions.indices.map(depth)
    order = dimensions.indices.sorted { (depths[$0], $0) < (depths[$1], $1) }
    self.parents = parents
    rows = constraints.map { constraint in
      let columns = constraint.terms.map { index($0.dimension) }
      precondition(columns.allSatisfy { !dimensions[$0].isChoice }, "choices are not summed")
      let size = zip(constraint.terms, columns).reduce(abs(constraint.bound)) { sum, term in
        let dimension = dimensions[term.1]
        return sum + abs(term.0.factor) * max(abs(dimension.lowest), abs(dimension.highest))
      }
      return Row(
        columns: columns, factors: constraint.terms.map(\.factor), relation: constraint.relation,
        bound: constraint.bound, tolerance: 1e-9 * size)
    }
  }

  /// The values at a point, in the order of the dimensions.
  public func values(at point: [Double]) -> [Double] {
    zip(dimensions, point).map { $0.value(at: $1) }
  }

  /// The point of some values, or of the nearest that there are.
  public func point(of values: [Double]) -> [Double] {
    let point = zip(dimensions, values).map { $0.coordinate(of: $1) }
    return hasConditions ? settled(point) : point
  }

  /// The point that stands for all that mean the same values.
  public func snapped(_ point: [Double]) -> [Double] {
    let point = zip(dimensions, point).map { $0.snapped($1) }
    return hasConditions ? settled(point) : point
  }

  /// Whether some dimension plays a part only at times.
  public var hasConditions: Bool { parents.contains { $0 != nil } }

  /// Which dimensions play a part at a point.
  public func activity(at point: [Double]) -> [Bool] {
    var isActive = [Bool](repeating: true, count: dimensions.count)
    for index in order {
      guard let parent = parents[index], let condition = dimensions[index].condition else {
        continue
      }
      isActive[index] =
        isActive[parent] && condition.levels.contains(dimensions[parent].level(at: point[parent]))
    }
    return isActive
  }

  /// Whether a point lies in the space and keeps all constraints.
  ///
  /// A sum may break its bound by a billionth of the greatest that its summands can be.
  ///
  /// - Parameter point: One coordinate a dimension.
  /// - Returns: Whether the point may be tried.
  public func isAllowed(_ point: [Double]) -> Bool {
    precondition(point.count == dimensions.count, "a coordinate for each dimension")
    guard point.allSatisfy({ $0 >= 0 && $0 <= 1 }) else { return false }
    if rows.isEmpty { return true }
    return isAllowed(values: values(at: point), activity: activity(at: point))
  }

  func isAllowed(values: [Double], activity: [Bool]) -> Bool {
    rows.allSatisfy { $0.isKept(by: values, activity: activity) }
  }

  /// The greatest number of dimensions that can be filled evenly.
  public static let mostDimensions = SobolSequence.mostDimensions

  /// A snapped point with dimensions that play no part where these stand.
  private func settled(_ point: [Double]) -> [Double] {
    let isActive = activity(at: point)
    return point.indices.map { isActive[$0] ? point[$0] : dimensions[$0].idleCoordinate }
  }
}

extension SearchSpace.Row {
  /// Whether values keep the condition.
  func isKept(by values: [Double], activity: [Bool]) -> Bool {
    guard columns.contains(where: { activity[$0] }) else { return true }
    return isKept(by: sum(of: values, activity: activity))
  }

  /// Whether a sum keeps the condition, but for rounding.
  func isKept(by sum: Double) -> Bool {
    switch relation {
    case .atMost: sum <= bound + tolerance
    case .atLeast: sum >= bound - tolerance
    case .equal: abs(sum - bound) <= tolerance
    }
  }

  /// The sum of what plays a part.
  func sum(of values: [Double], activity: [Bool]) -> Double {
    var sum = 0.0
    for (column, factor) in zip(columns, factors) where activity[column] {
      sum += factor * values[column]
    }
    return sum
  }
}
