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
/// or with its logarithm. That of a whole number, a step or a choice stands in the middle of the part
/// of the axis that belongs to it, so that all are equally wide. Numbers of a list stand where they
/// would if all between the first and the last were meant, so that distances say how far apart they
/// are; a point of the axis belongs to the nearest.
public struct SearchDimension: Hashable, Sendable {
  /// What values there are.
  public enum Domain: Hashable, Sendable {
    /// Any number between two ends, both included.
    case real(low: Double, high: Double)
    /// Any number between two ends above 0, spread evenly by its logarithm.
    case logarithmic(low: Double, high: Double)
    /// A whole number between two ends, both included.
    case whole(low: Int, high: Int)
    /// The low end, and further numbers a step apart that are not above the high end.
    case stepped(low: Double, high: Double, step: Double)
    /// One of some numbers, given in rising order, that need not be equally far apart.
    ///
    /// They are placed by their logarithms where all are above 0 and the last is 100 times the first
    /// or more, else by themselves.
    case ordinal(values: [Double])
    /// One of so many things without an order, by its number from 0.
    case choice(count: Int)
    /// One number: nothing is looked for.
    case fixed(Double)
  }

  /// When a dimension plays a part.
  public struct Condition: Hashable, Sendable {
    /// The dimension on which it depends.
    public let parent: String
    /// With which of the parent's values, by their number from 0.
    public let levels: Set<Int>

    /// Makes a condition.
    ///
    /// - Parameters:
    ///   - parent: The dimension on which it depends; not one of real numbers.
    ///   - levels: With which of the parent's values, by their number from 0.
    public init(parent: String, levels: Set<Int>) {
      self.parent = parent
      self.levels = levels
    }
  }

  /// How values follow from coordinates, where levels are left out of account.
  enum Scale: Hashable, Sendable {
    /// start + coordinate · width
    case linear(start: Double, width: Double)
    /// low · e^(coordinate · logarithm)
    case logarithmic(low: Double, logarithm: Double)
  }

  /// What it is called.
  public let name: String
  /// What values there are.
  public let domain: Domain
  /// When it plays a part; `nil` where it always does.
  public let condition: Condition?
  let scale: Scale
  /// The coordinates of a list's numbers; empty for other domains.
  private let places: [Double]

  /// Creates a dimension.
  ///
  /// - Parameters:
  ///   - name: What it is called.
  ///   - domain: What values there are; at least one, and of numbers finite ends in rising order.
  ///   - condition: When it plays a part; `nil` where it always does.
  public init(_ name: String, _ domain: Domain, onlyWhen condition: Condition? = nil) {
    switch domain {
    case .real(let low, let high):
      precondition(low < high && (high - low).isFinite, "a range ends after it begins")
      scale = .linear(start: low, width: high - low)
    case .logarithmic(let low, let high):
      precondition(low > 0 && low < high && high.isFinite, "a range of logarithms is above 0")
      scale = .logarithmic(low: low, logarithm: log(high / low))
    case .whole(let low, let high):
      precondition(low <= high && high - low < 1 << 40, "a range of whole numbers has some")
      scale = .linear(start: Double(low) - 0.5, width: Double(high - low + 1))
    case .stepped(let low, let high, let step):
      precondition(
        step > 0 && low <= high && (high - low) / step < 0x1p40, "a range has steps")
      let count = SearchDimension.stepCount(low, high, step)
      scale = .linear(start: low - step / 2, width: Double(count) * step)
    case .ordinal(let values):
      precondition(
        !values.isEmpty && values.allSatisfy(\.isFinite)
          && zip(values, values.dropFirst()).allSatisfy { $0 < $1 },
        "the numbers of a list rise")
      let (first, last) = (values[0], values[values.count - 1])
      scale =
        first > 0 && last >= 100 * first
        ? .logarithmic(low: first, logarithm: log(last / first))
        : .linear(start: first, width: last - first)
    case .choice(let count):
      precondition(count >= 1, "a choice is of something")
      scale = .linear(start: -0.5, width: Double(count))
    case .fixed(let value):
      precondition(value.isFinite, "a fixed number is finite")
      scale = .linear(start: value, width: 0)
    }
    self.name = name
    self.domain = domain
    self.condition = condition
    if case .ordinal(let values) = domain {
      let scale = scale
      places = values.enumerated().map { index, value in
        if values.count == 1 { return 0.5 }
        return index == values.count - 1 ? 1 : SearchDimension.place(of: value, on: scale)
      }
    } else {
      places = []
    }
  }

  /// How many values there are; `nil` for real numbers.
  public var levelCount: Int? {
    switch domain {
    case .real, .logarithmic: nil
    case .whole(let low, let high): high - low + 1
    case .stepped(let low, let high, let step): SearchDimension.stepCount(low, high, step)
    case .ordinal(let values): values.count
    case .choice(let count): count
    case .fixed: 1
    }
  }

  /// Whether the values are real numbers.
  public var isReal: Bool { levelCount == nil }

  /// Whether the values are things without an order.
  public var isChoice: Bool { if case .choice = domain { true } else { false } }

  /// The least value; that of a choice is 0.
  public var lowest: Double {
    switch domain {
    case .real(let low, _), .logarithmic(let low, _): low
    default: value(ofLevel: 0)
    }
  }

  /// The greatest value; that of a choice is the number of its last thing.
  public var highest: Double {
    switch domain {
    case .real(_, let high), .logarithmic(_, let high): high
    default: value(ofLevel: (levelCount ?? 1) - 1)
    }
  }

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
    case .stepped, .ordinal, .fixed: return value(ofLevel: level(at: place))
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
    case .stepped, .ordinal, .fixed: return coordinate(ofLevel: level(of: value))
    }
    return min(1, max(0, place))
  }

  /// Where a value stands on the axis, beyond its ends too.
  ///
  /// What was measured outside today's range is still known: a model of the response can use it, at
  /// a coordinate below 0 or above 1. Numbers between two levels stand between their coordinates.
  ///
  /// - Parameters:
  ///   - value: The value.
  ///   - clamped: Whether the nearest value that there is stands for it, as in ``coordinate(of:)``.
  /// - Returns: The coordinate; `nil` where the axis has no place for the value: a number that is
  ///   not the fixed one, a choice that there is not, what is not above 0 for a logarithm.
  public func coordinate(of value: Double, clamped: Bool) -> Double? {
    if clamped { return coordinate(of: value) }
    if case .choice(let count) = domain {
      return value >= 0 && value < Double(count) && value == value.rounded()
        ? coordinate(ofLevel: Int(value)) : nil
    }
    if levelCount == 1 { return value == lowest ? 0.5 : nil }
    if hasValue(value) { return coordinate(of: value) }
    if case .logarithmic = scale, value <= 0 { return nil }
    return SearchDimension.place(of: value, on: scale)
  }

  /// The value at a coordinate that may lie beyond the ends; not rounded to a level there.
  func value(atUnclamped coordinate: Double) -> Double {
    if coordinate >= 0, coordinate <= 1 { return value(at: coordinate) }
    switch scale {
    case .linear(let start, let width): return start + coordinate * width
    case .logarithmic(let low, let logarithm): return low * exp(coordinate * logarithm)
    }
  }

  /// Whether a value is one of the dimension's.
  public func hasValue(_ value: Double) -> Bool {
    guard value >= lowest, value <= highest else { return false }
    return isReal || self.value(ofLevel: level(of: value)) == value
  }

  /// The coordinate that stands for all that mean the same value.
  func snapped(_ coordinate: Double) -> Double {
    isReal ? min(1, max(0, coordinate)) : self.coordinate(ofLevel: level(at: coordinate))
  }

  /// The coordinate to which a uniform number is spread, so that all values are equally likely.
  func spread(_ uniform: Double) -> Double {
    guard case .ordinal(let values) = domain else { return snapped(uniform) }
    let level = Int(min(1, max(0, uniform)) * Double(values.count))
    return places[min(values.count - 1, level)]
  }

  /// The coordinate of a dimension that plays no part.
  var idleCoordinate: Double { snapped(0.5) }

  // MARK: - Levels

  /// The number of the value at a coordinate, from 0; for what has levels.
  func level(at coordinate: Double) -> Int {
    let place = min(1, max(0, coordinate))
    if !places.isEmpty {
      let below = levelBelow(place)
      guard below + 1 < places.count else { return below }
      return place - places[below] <= places[below + 1] - place ? below : below + 1
    }
    let count = levelCount ?? 1
    return min(count - 1, max(0, Int((place * Double(count)).rounded(.down))))
  }

  /// The coordinate that stands for a level.
  func coordinate(ofLevel level: Int) -> Double {
    places.isEmpty ? (Double(level) + 0.5) / Double(levelCount ?? 1) : places[level]
  }

  /// The last level whose coordinate is not above one; 0 where none is.
  func levelBelow(_ coordinate: Double) -> Int {
    guard places.isEmpty else {
      return max(0, (places.firstIndex { $0 > coordinate } ?? places.count) - 1)
    }
    let count = levelCount ?? 1
    return min(count - 1, max(0, Int((coordinate * Double(count) - 0.5).rounded(.down))))
  }

  /// The value of a level.
  func value(ofLevel level: Int) -> Double {
    switch domain {
    case .real(let low, _), .logarithmic(let low, _): return low
    case .whole(let low, _): return Double(low + level)
    case .stepped(let low, _, let step):
      // Tenths, hundredths and the like as they would be written: 0.3, not 0.1 + 2 · 0.1.
      let (parts, first) = ((1 / step).rounded(), (low / step).rounded())
      if parts > 0, abs(parts * step - 1) < 1e-12, abs(first / parts - low) < 1e-12 * abs(low) {
        return (first + Double(level)) / parts
      }
      return low + Double(level) * step
    case .ordinal(let values): return values[level]
    case .choice: return Double(level)
    case .fixed(let value): return value
    }
  }

  /// The level whose value is nearest.
  func level(of value: Double) -> Int {
    if case .ordinal(let values) = domain {
      let above = values.firstIndex { $0 >= value } ?? values.count - 1
      return above > 0 && value - values[above - 1] < values[above] - value ? above - 1 : above
    }
    let count = levelCount ?? 1
    guard count > 1 else { return 0 }
    let place = SearchDimension.place(of: value, on: scale) * Double(count) - 0.5
    return Int(min(Double(count - 1), max(0, place.rounded())))
  }

  private static func stepCount(_ low: Double, _ high: Double, _ step: Double) -> Int {
    // A whole number of steps may fall short by rounding.
    Int(((high - low) / step * (1 + 1e-12) + 1e-9).rounded(.down)) + 1
  }

  private static func place(of value: Double, on scale: Scale) -> Double {
    switch scale {
    case .linear(let start, let width): (value - start) / width
    case .logarithmic(let low, let logarithm): log(value / low) / logarithm
    }
  }
}
