extension SearchSpace {
  /// How many points there are; `nil` where there is a real dimension, or more than 2³⁰ of them.
  ///
  /// Where conditions or constraints leave some out, the points are counted one by one, and more than
  /// 2²⁰ are not counted.
  public var pointCount: Int? {
    guard rows.isEmpty, !hasConditions else {
      var count = 0
      return visitPoints(upTo: 1 << 20) { _ in count += 1 } ? count : nil
    }
    var count = 1
    for dimension in dimensions {
      guard let levels = dimension.levelCount else { return nil }
      let (product, isTooLarge) = count.multipliedReportingOverflow(by: levels)
      guard !isTooLarge, product <= 1 << 30 else { return nil }
      count = product
    }
    return count
  }

  /// Every allowed point, the last dimension fastest.
  ///
  /// - Precondition: ``pointCount`` is not `nil`.
  public var allPoints: [[Double]] {
    let all = listing(upTo: 1 << 30)
    precondition(all != nil, "there are no more points than can be listed")
    return all ?? []
  }

  /// Every allowed point, if there are no more than so many.
  ///
  /// - Parameter most: How many there may be.
  /// - Returns: The points, the last dimension fastest; `nil` where there are more, or a real dimension.
  public func listing(upTo most: Int) -> [[Double]]? {
    var points: [[Double]] = []
    return visitPoints(upTo: most) { points.append($0) } ? points : nil
  }

  /// The allowed points that differ from one by a step.
  ///
  /// A step goes from a number to the next larger or smaller one, or from a thing to any other; real
  /// numbers stay. Where equations bind levels, two numbers that occur in one together may step.
  ///
  /// - Parameter point: A point.
  /// - Returns: Its neighbors, snapped, each once and in the order of the dimensions.
  public func neighbors(of point: [Double]) -> [[Double]] {
    let own = snapped(point)
    let activity = activity(at: own)
    var seen: Set<[Double]> = [own]
    var found: [[Double]] = []
    func consider(_ point: [Double]) {
      let next = snapped(point)
      if isAllowed(next), seen.insert(next).inserted { found.append(next) }
    }
    for index in dimensions.indices where activity[index] {
      for level in nearLevels(index, own) {
        var next = own
        next[index] = dimensions[index].coordinate(ofLevel: level)
        consider(next)
      }
    }
    for row in rows where row.relation == .equal {
      let columns = row.columns.filter { activity[$0] && !dimensions[$0].isReal }
      for (place, first) in columns.enumerated() {
        for second in columns.dropFirst(place + 1) {
          for level in nearLevels(first, own) {
            for other in nearLevels(second, own) {
              var next = own
              next[first] = dimensions[first].coordinate(ofLevel: level)
              next[second] = dimensions[second].coordinate(ofLevel: other)
              consider(next)
            }
          }
        }
      }
    }
    return found
  }

  private func nearLevels(_ index: Int, _ point: [Double]) -> [Int] {
    let dimension = dimensions[index]
    guard let count = dimension.levelCount else { return [] }
    let level = dimension.level(at: point[index])
    let levels = dimension.isChoice ? Array(0..<count) : [level - 1, level + 1]
    return levels.filter { $0 != level && $0 >= 0 && $0 < count }
  }

  /// Visits every allowed point, the last dimension fastest, each once.
  ///
  /// - Parameters:
  ///   - most: How many there may be.
  ///   - visit: What is done with each.
  /// - Returns: Whether these were all: false where there are more, or far more combinations of levels
  ///   would have to be looked at, or a dimension is real.
  private func visitPoints(upTo most: Int, _ visit: ([Double]) -> Void) -> Bool {
    guard dimensions.allSatisfy({ !$0.isReal }) else { return false }
    var (left, steps) = (most, (32 + dimensions.count) * most + (1 << 16))
    var point = dimensions.map(\.idleCoordinate)
    func go(_ place: Int) -> Bool {
      guard place < dimensions.count else {
        guard !hasConditions || snapped(point) == point, isAllowed(point) else { return true }
        guard left > 0 else { return false }
        left -= 1
        visit(point)
        return true
      }
      let dimension = dimensions[place]
      for level in 0..<(dimension.levelCount ?? 1) {
        steps -= 1
        guard steps > 0 else { return false }
        point[place] = dimension.coordinate(ofLevel: level)
        if canBeKept(point, settled: place + 1), !go(place + 1) { return false }
      }
      return true
    }
    return go(0)
  }

  /// Whether sums could still be kept when only the first dimensions are known.
  private func canBeKept(_ point: [Double], settled: Int) -> Bool {
    rows.allSatisfy { row in
      // A dimension with a condition may count as 0; where all have one, there may be no sum at all.
      guard row.columns.contains(where: { parents[$0] == nil }) else { return true }
      var (least, most) = (0.0, 0.0)
      for (column, factor) in zip(row.columns, row.factors) {
        let dimension = dimensions[column]
        var (first, second) = (factor * dimension.lowest, factor * dimension.highest)
        if column < settled {
          first = factor * dimension.value(at: point[column])
          second = first
        }
        if parents[column] != nil {
          (first, second) = (min(0, first, second), max(0, first, second))
        }
        least += min(first, second)
        most += max(first, second)
      }
      return switch row.relation {
      case .atMost: least <= row.bound + row.tolerance
      case .atLeast: most >= row.bound - row.tolerance
      case .equal:
        least <= row.bound + row.tolerance && most >= row.bound - row.tolerance
      }
    }
  }
}
