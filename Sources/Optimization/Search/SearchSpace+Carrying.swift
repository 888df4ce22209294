/// A point that was tried in one space, in another.
public struct CarriedPoint: Hashable, Sendable {
  /// Its coordinates, below 0 or above 1 where a value lies beyond the ends.
  public var point: [Double]
  /// Whether it could be tried in the new space: its values are there and keep all constraints.
  public var isInside: Bool

  /// Makes a point.
  public init(point: [Double], isInside: Bool) {
    self.point = point
    self.isInside = isInside
  }
}

extension SearchSpace {
  /// Takes a point from the space as it was before bounds, values or conditions were changed.
  ///
  /// Values are kept, and coordinates are worked out anew; dimensions are the same where their names
  /// are. So what has been learned outlives a change of bounds: what lies outside is still data, at
  /// coordinates beyond 0 and 1, but no point to be suggested.
  ///
  /// - Parameters:
  ///   - point: The point, in the old space.
  ///   - old: The old space.
  ///   - values: What held, while the point was tried, of dimensions that the old space had not.
  /// - Returns: The point; `nil` where a dimension's value is not known, or has no place on the new
  ///   axis: a thing of a choice that is gone, or not the number that is now fixed.
  public func carried(
    _ point: [Double], from old: SearchSpace, otherwise values: [String: Double] = [:]
  ) -> CarriedPoint? {
    precondition(point.count == old.dimensions.count, "a coordinate for each dimension")
    let oldActivity = old.activity(at: point)
    var carried: [Double] = []
    var known: [Double] = []
    var wasIdle: [Bool] = []
    for dimension in dimensions {
      if let index = old.dimensions.firstIndex(where: { $0.name == dimension.name }) {
        let value = old.dimensions[index].value(atUnclamped: point[index])
        guard
          let place = dimension.coordinate(of: value, clamped: false)
            ?? (oldActivity[index] ? nil : dimension.idleCoordinate)
        else { return nil }
        carried.append(place)
        known.append(value)
        wasIdle.append(!oldActivity[index])
      } else {
        guard let value = values[dimension.name],
          let place = dimension.coordinate(of: value, clamped: false)
        else { return nil }
        carried.append(place)
        known.append(value)
        wasIdle.append(false)
      }
    }
    let activity = activity(at: carried)
    var isInside = true
    for index in carried.indices {
      if !activity[index] {
        carried[index] = dimensions[index].idleCoordinate
      } else if wasIdle[index] {
        // It plays a part now; what it was then, nobody has chosen.
        return nil
      } else if !dimensions[index].hasValue(known[index]) {
        // A value that was real may be one of the levels but for rounding.
        let place = dimensions[index].coordinate(of: known[index])
        let isNear = abs(place - carried[index]) < 1e-12
        if isNear { carried[index] = place } else { isInside = false }
      }
    }
    return CarriedPoint(point: carried, isInside: isInside && isAllowed(carried))
  }
}
