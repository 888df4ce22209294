import Scenarios

/// One place in which two resolved scenarios differ.
public struct ScenarioDifference: Codable, Hashable, Sendable {
  /// The dotted path, such as `stations.press.buffer`.
  public var path: String
  /// What stands there in the first; absent where there is nothing.
  public var first: String?
  /// What stands there in the second; absent where there is nothing.
  public var second: String?

  /// The places in which two resolved scenarios differ.
  ///
  /// - Parameters:
  ///   - first: The text of a resolved scenario.
  ///   - second: That of another one.
  /// - Returns: The places in the order of the first, then what only the second has.
  public static func between(_ first: String, _ second: String) -> [ScenarioDifference] {
    let (left, right) = (ScenarioPaths.values(in: first), ScenarioPaths.values(in: second))
    func byPath(_ values: [(path: String, value: String)]) -> [String: String] {
      Dictionary(values.map { ($0.path, $0.value) }, uniquingKeysWith: { first, _ in first })
    }
    let (leftValues, rightValues) = (byPath(left), byPath(right))
    var differences: [ScenarioDifference] = []
    for (path, value) in left where rightValues[path] != value {
      differences.append(
        ScenarioDifference(path: path, first: value, second: rightValues[path]))
    }
    for (path, value) in right where leftValues[path] == nil {
      differences.append(ScenarioDifference(path: path, first: nil, second: value))
    }
    return differences
  }
}
