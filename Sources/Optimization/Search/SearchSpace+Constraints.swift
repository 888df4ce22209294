extension SearchSpace {
  /// The allowed point that is nearest to a given one.
  ///
  /// Distances are those of coordinates, over dimensions that play a part. Dimensions on which others
  /// depend keep their values where that leaves a point that is no farther than others.
  ///
  /// - Parameter point: One coordinate a dimension; beyond 0 and 1 the nearer end counts.
  /// - Returns: The point, snapped; itself, snapped, where it is allowed. `nil` where no allowed point
  ///   was found: there is none (``conflict`` is not empty), or, with many levels bound together by
  ///   equations, the search was given up.
  public func nearestAllowed(_ point: [Double]) -> [Double]? {
    let own = snapped(point)
    if isAllowed(own) { return own }
    guard case .point(let nearest) = NearestPoint.search(near: point, in: self) else { return nil }
    return nearest
  }

  /// The names of constraints that together leave nothing; none where something is allowed.
  ///
  /// They are as few as possible in this sense: without any one of them the others leave something.
  ///
  /// Source: J. W. Chinneck, E. W. Dravnieks, "Locating minimal infeasible constraint sets in linear
  /// programs", ORSA Journal on Computing 3 (1991) 157–168: the deletion filter.
  public var conflict: [String] {
    func leavesNothing(_ rows: [Row]) -> Bool {
      let middle = dimensions.map(\.idleCoordinate)
      if case .nothing = NearestPoint.search(near: middle, in: self, rows: rows, stopsAtFirst: true)
      {
        return true
      }
      return false
    }
    guard !rows.isEmpty, leavesNothing(rows) else { return [] }
    var kept = Array(rows.indices)
    for index in rows.indices {
      let others = kept.filter { $0 != index }
      if leavesNothing(others.map { rows[$0] }) { kept = others }
    }
    return kept.map { constraints[$0].name }
  }
}
