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

  /// Whether a list of operations stands here.
  var isRoute: Bool {
    switch self {
    case .route: true
    case .either(let shapes, _): shapes.contains { $0.isRoute }
    default: false
    }
  }

  /// What stands behind a key, or a name, of a mapping of this shape.
  func child(_ key: String) -> Shape? {
    switch self {
    case .section(let kind): kind.key(key)?.shape
    case .names(_, let inner, _), .labels(let inner, _), .keyed(_, let inner, _, _),
      .factors(let inner, _):
      inner
    case .route: .section(.operation)
    case .either(let shapes, _):
      shapes.lazy.filter { $0.takesMapping || $0.isRoute }.compactMap { $0.child(key) }.first
    default: nil
    }
  }
}
