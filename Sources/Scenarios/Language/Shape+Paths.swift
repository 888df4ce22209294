/// Shapes along a path.
extension Shape {
  /// The kind of section that may stand here.
  var sectionKind: SectionKind? {
    switch self {
    case .section(let kind): kind
    case .either(let shapes, _): shapes.lazy.compactMap { $0.sectionKind }.first
    default: nil
    }
  }

  /// The key whose value a single value here stands for.
  var principalKey: String? { sectionKind?.principalKey }

  /// The kind of the steps that stand in a list here; `nil` where no list of steps may stand.
  var stepKind: SectionKind? {
    switch self {
    case .steps(let kind): kind
    case .either(let shapes, _): shapes.lazy.compactMap { $0.stepKind }.first
    default: nil
    }
  }

  /// What stands behind a key, or a name, of a mapping of this shape.
  func child(_ key: String) -> Shape? {
    switch self {
    case .section(let kind): kind.key(key)?.shape
    case .names(_, let inner, _), .labels(let inner, _), .keyed(_, let inner, _, _),
      .factors(let inner, _):
      inner
    case .steps(let kind): .section(kind)
    case .distribution:
      // `{empirical: {table: times.csv}}`.
      DistributionFamily.named(key)?.isList == true ? .list(.anything, what: "values") : nil
    case .either(let shapes, _):
      shapes.lazy.filter { $0.takesMapping || $0.stepKind != nil }.compactMap { $0.child(key) }
        .first
    default: nil
    }
  }
}
