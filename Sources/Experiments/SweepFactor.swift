import Scenarios

/// A path into a scenario and the values it takes in a sweep.
public struct SweepFactor: Hashable, Sendable {
  /// What is varied.
  public enum Values: Hashable, Sendable {
    /// These values, as written.
    case levels([String])
    /// Any value between two ends.
    case range(SweepRange)
  }

  /// The dotted path, such as `stations.press.buffer`.
  public var path: String
  /// The values it takes.
  public var values: Values

  /// Creates a factor.
  public init(path: String, values: Values) {
    self.path = path
    self.values = values
  }

  /// Reads `path=20,40,80` or `path=20 /min to 45 /min`.
  ///
  /// Commas inside brackets and quotes belong to a value. A text is a range only where a quantity
  /// stands on both sides of `to`; so `uniform 5 d to 15 d` is a value.
  ///
  /// - Parameter argument: As it is given to `--vary`.
  /// - Throws: ``RequestError`` where it is not of that form.
  public init(argument: String) throws(RequestError) {
    guard let sign = argument.firstIndex(of: "=") else {
      throw RequestError(
        argument, "write a path and its values, as in stations.press.buffer=20,40,80")
    }
    let path = withoutBlanks(argument[..<sign])
    guard !path.isEmpty, !path.split(separator: ".", omittingEmptySubsequences: false).contains("")
    else {
      throw RequestError(argument, "'\(path)' is not a path; write keys joined by points")
    }
    let text = argument[argument.index(after: sign)...]
    if let range = try SweepRange(withoutBlanks(text), in: argument) {
      self.init(path: path, values: .range(range))
      return
    }
    let levels = SweepFactor.split(text)
    guard !levels.contains("") else {
      throw RequestError(argument, "a value is missing; write them as in 20,40,80")
    }
    guard Set(levels).count == levels.count else {
      throw RequestError(argument, "the same value stands there twice")
    }
    self.init(path: path, values: .levels(levels))
  }

  /// How many levels there are; `nil` for a range.
  public var levelCount: Int? {
    if case .levels(let levels) = values { return levels.count }
    return nil
  }

  /// The value at a coordinate of a design.
  ///
  /// - Parameter coordinate: At least 0 and below 1.
  /// - Returns: The value as it is written in a scenario.
  func value(at coordinate: Double) -> String {
    switch values {
    case .levels(let levels):
      levels[min(levels.count - 1, Int(coordinate * Double(levels.count)))]
    case .range(let range): range.value(at: coordinate)
    }
  }

  /// The levels, or so many values from one end of the range to the other.
  func levels(ofRange count: Int) -> [String] {
    switch values {
    case .levels(let levels): levels
    case .range(let range): range.values(count)
    }
  }

  /// The parts between commas that stand outside brackets and quotes.
  private static func split(_ text: Substring) -> [String] {
    var parts = [""]
    var depth = 0
    var quote: Character?
    for character in text {
      if let open = quote {
        if character == open { quote = nil }
      } else if character == "\"" || character == "'" {
        quote = character
      } else if "{[(".contains(character) {
        depth += 1
      } else if "}])".contains(character) {
        depth -= 1
      } else if character == ",", depth <= 0 {
        parts.append("")
        continue
      }
      parts[parts.count - 1].append(character)
    }
    return parts.map { withoutBlanks($0[...]) }
  }
}
