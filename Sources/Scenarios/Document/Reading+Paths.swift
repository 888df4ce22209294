/// Paths to what is there: those of the timeline, and of factors that are varied.
extension Reading {
  /// Whether a path leads to something that the document has, or that a key may give it; notes an
  /// error where it does not.
  ///
  /// A new name, such as that of a set-point, is nothing that can be moved.
  mutating func leadsSomewhere(
    _ path: String, in document: DocumentNode, _ place: Place, _ owner: String
  ) -> Bool {
    var shape = Shape.section(.scenario)
    var node: DocumentNode? = document
    var above = ""
    for part in path.split(separator: ".").map(String.init) {
      defer { above = part }
      if shape.stepKind != nil, case .list(let items)? = node?.content {
        let names = items.map { $0.scalar ?? $0.entries?.first?.key ?? "" }
        guard let index = names.firstIndex(of: part) else {
          unknownName(place, owner, part, kind: "operation", among: names)
          return false
        }
        node = items[index].entries?.first?.value
      } else if let kind = shape.sectionKind, kind.key(part) != nil || !shape.hasNames {
        guard kind.key(part) != nil else {
          let hint = question(part, among: kind.keys.map(\.name)) ?? ""
          error(place, owner, "\(quoted(path)) leads nowhere: unknown key \(quoted(part))\(hint)")
          return false
        }
        node = node?.entries?.first { $0.key == part }?.value
      } else if shape.hasNames {
        let names = node?.entries?.map(\.key) ?? []
        guard names.contains(part) else {
          let hint =
            question(part, among: names)
            ?? (names.isEmpty
              ? ""
              : "; there \(names.count == 1 ? "is" : "are") " + enumerated(Array(names.prefix(8))))
          error(place, owner, "\(quoted(path)) leads nowhere: there is no \(quoted(part))\(hint)")
          return false
        }
        node = node?.entries?.first { $0.key == part }?.value
      } else {
        error(
          place, owner, "\(quoted(path)) leads nowhere: there is nothing below \(quoted(above))")
        return false
      }
      shape = shape.child(part) ?? .anything
    }
    return true
  }
}

extension Shape {
  /// Whether a mapping from names may stand here.
  fileprivate var hasNames: Bool {
    switch self {
    case .names, .labels, .keyed, .factors: true
    case .either(let shapes, _): shapes.contains { $0.hasNames }
    default: false
    }
  }
}
