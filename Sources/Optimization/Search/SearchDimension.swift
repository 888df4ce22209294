#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// One of the quantities whose best values are looked for.
///
/// Methods of search see only a coordinate from 0 to 1. That of a real number moves with the number,
/// or with its logarithm; that of a whole number or a choice stands in the middle of the part of the
/// axis that belongs to it, so that all are equally wide.
public struct SearchDimension: Hashable, Sendable {
  /// What values there are.
  public enum Domain: Hashable, Sendable {
    /// Any number between two ends, both included.
    case real(low: Double, high: Double)
    /// Any number between two ends above 0, spread evenly by its logarithm.
    case logarithmic(low: Double, high: Double)
    /// A whole number between two ends, both included.
    case whole(low: Int, high: Int)
    /// One of so many things without an order, by its number from 0.
    case choice(count: Int)
  }

  /// What it is called.
  public let name: String
  /// What values there are.
  public let domain: Domain

  /// Creates a dimension.
  ///
  /// - Parameters:
  ///   - name: What it is called.
  ///   - domain: What values there are; at least one, and of numbers finite ends in rising order.
  public init(_ name: String, _ domain: Domain) {
    switch domain {
    case .real(let low, let high):
      precondition(low < high && (high - low).isFinite, "a range ends after it begins")
    case .logarithmic(let low, let high):
      precondition(low > 0 && low < high && high.isFinite, "a range of logarithms is above 0")
    case .whole(let low, let high):
      precondition(low <= high && high - low < 1 << 40, "a range of whole numbers has some")
    case .choice(let count): precondition(count >= 1, "a choice is of something")
    }
    self.name = name
    self.domain = domain
  }

  /// How many values there are; `nil` for real numbers.
  public var levelCount: Int? {
    switch domain {
    case .real, .logarithmic: nil
    case .whole(let low, let high): high - low + 1
    case .choice(let count): count
    }
  }

  /// Whether the values are real numbers.
  public var isReal: Bool { levelCount == nil }

  /// The value at a coordinate; that of a choice is its number.
  ///
  /// - Parameter coordinate: From 0 to 1; beyond them the nearer end counts.
  /// - Returns: The value.
  public func value(at coordinate: Double) -> Double {
    let place = min(1, max(0, coordinate))
    switch domain {
    case .real(let low, let high): return min(high, low + place * (high - low))
    case .logarithmic(let low, let high):
      if place == 0 { return low }
      return place == 1 ? high : min(high, max(low, low * exp(place * log(high / low))))
    case .whole(let low, _): return Double(low + level(at: place))
    case .choice: return Double(level(at: place))
    }
  }

  /// The coordinate of a value, or of the nearest that there is.
  public func coordinate(of value: Double) -> Double {
    let place: Double
    switch domain {
    case .real(let low, let high): place = (value - low) / (high - low)
    case .logarithmic(let low, let high):
      place = value > 0 ? log(value / low) / log(high / low) : 0
    case .whole(let low, let high):
      let nearest = min(Double(high), max(Double(low), value)).rounded()
      return coordinate(ofLevel: Int(nearest) - low)
    case .choice(let count):
      return coordinate(ofLevel: Int(min(Double(count - 1), max(0, value)).rounded()))
    }
    return min(1, max(0, place))
  }

  /// The coordinate that stands for all that mean the same value.
  func snapped(_ coordinate: Double) -> Double {
    isReal ? min(1, max(0, coordinate)) : self.coordinate(ofLevel: level(at: coordinate))
  }

  /// The number of the value at a coordinate, from 0; for what has levels.
  func level(at coordinate: Double) -> Int {
    let count = levelCount ?? 1
    return min(count - 1, max(0, Int((min(1, max(0, coordinate)) * Double(count)).rounded(.down))))
  }

  /// The middle of a level's part of the axis.
  func coordinate(ofLevel level: Int) -> Double {
    (Double(level) + 0.5) / Double(levelCount ?? 1)
  }
}
