/// The last step of a sensor: whole multiples of its resolution, within its range.
public struct Digitizer: Hashable, Sendable, BitwiseCopyable {
  /// The step from one value that is shown to the next, in the unit of the quantity; 0 for none.
  public let resolution: Double
  /// The least value that can be shown, in the same unit; -∞ for none.
  public let lowest: Double
  /// The greatest value that can be shown, in the same unit; ∞ for none.
  public let highest: Double

  /// Creates the last step of a sensor.
  ///
  /// - Parameters:
  ///   - resolution: The step, ≥ 0, in the unit of the quantity.
  ///   - lowest: The least value that can be shown, in the same unit.
  ///   - highest: The greatest value that can be shown, above the least.
  /// - Throws: ``SignalProblem`` that says what is wrong.
  public init(
    resolution: Double = 0, lowest: Double = -.infinity, highest: Double = .infinity
  ) throws(SignalProblem) {
    try SignalProblem.requireNonnegative("the resolution of a sensor", resolution)
    guard lowest < highest else {
      throw SignalProblem(
        "a sensor's range is from \(lowest) to \(highest); it must end above where it begins")
    }
    self.resolution = resolution
    self.lowest = lowest
    self.highest = highest
  }

  /// The shown value of a quantity: rounded to the nearest multiple, halves to the even one, then
  /// clipped.
  ///
  /// - Parameter value: In the unit of the quantity.
  /// - Returns: What is shown, and whether the range ended before.
  @inlinable
  public func shown(_ value: Double) -> (value: Double, isClipped: Bool) {
    var shown = value
    if resolution > 0 {
      let steps = value / resolution
      // Beyond 2^51 steps a value has no digits left below one.
      if abs(steps) < 0x1p51 {
        shown = ((steps + 0x1.8p52) - 0x1.8p52) * resolution
      }
    }
    if shown < lowest { return (lowest, true) }
    if shown > highest { return (highest, true) }
    return (shown, false)
  }
}
