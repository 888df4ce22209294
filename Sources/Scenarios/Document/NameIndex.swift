/// Names in order, each found by itself in constant time.
struct NameIndex: Sendable {
  private(set) var names: [String] = []
  private var indices: [String: Int] = [:]

  init(_ names: [String] = []) {
    for name in names { insert(name) }
  }

  /// Appends a name, unless it is there.
  ///
  /// - Returns: Whether it was new.
  @discardableResult mutating func insert(_ name: String) -> Bool {
    guard indices[name] == nil else { return false }
    indices[name] = names.count
    names.append(name)
    return true
  }

  /// The index of a name; `nil` where it is not there.
  func index(of name: String) -> Int? { indices[name] }
}
