import Scenarios

/// The values between two ends: `20 /min to 45 /min`.
///
/// Where both ends are plain whole numbers, so are all values; each of them is equally likely.
public struct SweepRange: Hashable, Sendable {
  /// The lower end, in the unit.
  public var low: Double
  /// The upper end, in the unit.
  public var high: Double
  /// The unit as it is written; empty where there is none.
  public var unit: String
  /// Whether only whole numbers are meant.
  public var isWhole: Bool

  /// Creates a range.
  public init(low: Double, high: Double, unit: String, isWhole: Bool) {
    self.low = low
    self.high = high
    self.unit = unit
    self.isWhole = isWhole
  }

  /// Reads a range.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - request: The whole text in which it stands, for the error.
  /// - Throws: ``RequestError`` where both ends are quantities that make no range.
  init?(_ text: String, in request: String) throws(RequestError) {
    let parts = text.split(separator: " to ", omittingEmptySubsequences: false)
      .map { withoutBlanks($0[...]) }
    guard parts.count == 2, let low = try? Quantity.parse(parts[0]),
      let high = try? Quantity.parse(parts[1])
    else { return nil }
    let units = parts.map { SweepRange.unit(of: $0) }
    var (first, last) = (SweepRange.number(of: parts[0]), SweepRange.number(of: parts[1]))
    unit = units[0].isEmpty ? units[1] : units[0]
    if !low.hasUnit || !high.hasUnit {
      guard units[1] != "" || units[0] == "" else {
        throw RequestError(request, "'\(parts[1])' has no unit; write '\(parts[1]) \(unit)'")
      }
    } else if units[0] != units[1] {
      guard low.dimension == high.dimension, low.currency == high.currency, first != 0 else {
        throw RequestError(
          request, "'\(parts[0])' and '\(parts[1])' are not in the same unit")
      }
      last = high.value / (low.value / first)
    }
    isWhole =
      units == ["", ""] && parts.allSatisfy { $0.allSatisfy { ("0"..."9").contains($0) } }
    guard first < last else {
      throw RequestError(request, "the range ends before it begins; write the lower end first")
    }
    if isWhole { (first, last) = (first.rounded(), last.rounded()) }
    (self.low, self.high) = (first, last)
  }

  /// The value at a coordinate from 0 (the lower end) to 1 (the upper).
  func value(at coordinate: Double) -> String {
    if isWhole {
      let value = (low + coordinate * (high - low + 1)).rounded(.down)
      return written(min(value, high))
    }
    return written(low + coordinate * (high - low))
  }

  /// Evenly spaced values, both ends included; of whole numbers each only once.
  func values(_ count: Int) -> [String] {
    var values: [String] = []
    for index in 0..<count {
      let part = count == 1 ? 0 : Double(index) / Double(count - 1)
      var value = index == count - 1 && count > 1 ? high : low + part * (high - low)
      if isWhole { value = value.rounded() }
      let text = written(value)
      if values.last != text { values.append(text) }
    }
    return values
  }

  private func written(_ value: Double) -> String {
    NumberText.shortest(value) + (unit.isEmpty ? "" : " " + unit)
  }

  private static func number(of text: String) -> Double {
    Double(withoutBlanks(text.dropLast(unit(of: text).count))) ?? 0
  }

  /// What stands behind the number.
  private static func unit(of text: String) -> String {
    // Not only digits belong to a number: the longest beginning that is one.
    var end = text.endIndex
    while end > text.startIndex, Double(withoutBlanks(text[..<end])) == nil {
      end = text.index(before: end)
    }
    return withoutBlanks(text[end...])
  }
}
