import JSONDocuments

/// Charts without the intervals that a single replication does not have.
extension JSONValue {
  private static let ends: Set<String> = ["lower", "stockLower", "fillLower"]

  /// The same chart without those layers that draw intervals of which no row has a number.
  ///
  /// The browser would look for their ends in vain, and say so.
  var withoutEmptyIntervals: JSONValue { withoutEmptyIntervals(of: []) }

  private func withoutEmptyIntervals(of outer: [JSONValue]) -> JSONValue {
    guard let members, let layers = self["layer"]?.items else { return self }
    let rows = self["data"]?["values"]?.items ?? outer
    let kept = layers.filter { !$0.isEmptyInterval(of: rows) }.map {
      $0.withoutEmptyIntervals(of: rows)
    }
    return .object(
      members.map { $0.name == "layer" ? Member("layer", .list(kept)) : $0 })
  }

  private func isEmptyInterval(of outer: [JSONValue]) -> Bool {
    let rows = self["data"]?["values"]?.items ?? outer
    return ["x", "y"].contains { channel in
      guard let field = self["encoding"]?[channel]?["field"]?.string else { return false }
      return JSONValue.ends.contains(field) && !rows.contains { $0[field]?.number != nil }
    }
  }
}
