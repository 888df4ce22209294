/// What each place in a season adds to the series, or multiplies it by, in the classical way.
///
/// The series is compared with its centred moving average over a season; what differs is averaged for each
/// place, and the averages are brought to a sum of 0, or a mean of 1.
///
/// Source: S. Makridakis, S. C. Wheelwright, R. J. Hyndman, *Forecasting: Methods and Applications*, 3rd ed., Wiley,
/// 1998, ch. 3.
public struct SeasonalIndices: Hashable, Sendable {
  /// Whether indices multiply.
  public let isMultiplicative: Bool
  /// The index of each place in a season; the first value of the series is at place 0.
  public let indices: [Double]

  /// Works out the indices.
  ///
  /// - Parameters:
  ///   - values: At least two seasons.
  ///   - period: Steps in a season, at least 2.
  ///   - isMultiplicative: Whether indices multiply; then values are above 0.
  public init(_ values: [Double], period: Int, isMultiplicative: Bool) {
    precondition(period >= 2 && values.count >= 2 * period, "indices need two seasons")
    let n = values.count
    let half = period / 2
    var sums = [Double](repeating: 0, count: period)
    var counts = [Int](repeating: 0, count: period)
    var window = values[..<period].reduce(0, +)
    // With an even period the window is one longer, and its ends count half.
    for center in half..<(n - half) {
      let first = center - half
      if period % 2 == 1 {
        if first > 0 { window += values[first + period - 1] - values[first - 1] }
      } else if first > 0 {
        window += values[first + period - 1] - values[first - 1]
      }
      let average =
        period % 2 == 1
        ? window / Double(period)
        : (window + 0.5 * (values[first + period] - values[first])) / Double(period)
      sums[center % period] +=
        isMultiplicative ? values[center] / average : values[center] - average
      counts[center % period] += 1
    }
    let means = zip(sums, counts).map { $1 > 0 ? $0 / Double($1) : (isMultiplicative ? 1 : 0) }
    let middle = means.reduce(0, +) / Double(period)
    self.isMultiplicative = isMultiplicative
    indices = means.map { isMultiplicative ? $0 / middle : $0 - middle }
  }

  /// The values without their season.
  ///
  /// - Parameter values: The series that the indices were made of.
  /// - Returns: Values over, or less, the index of their place.
  public func removed(from values: [Double]) -> [Double] {
    values.indices.map { place in
      let index = indices[place % indices.count]
      return isMultiplicative ? values[place] / index : values[place] - index
    }
  }

  /// A step with its season.
  ///
  /// - Parameters:
  ///   - value: Without.
  ///   - place: The place in the series, counted from its first value.
  /// - Returns: The value times, or plus, the index.
  public func applied(to value: Double, at place: Int) -> Double {
    let index = indices[place % indices.count]
    return isMultiplicative ? value * index : value + index
  }

  /// The season that a method takes out of a series: none, or indices.
  ///
  /// Multiplicative where all values are above 0 and no index comes near 0, else additive.
  ///
  /// - Parameters:
  ///   - values: The series.
  ///   - period: Steps in a season, of which there are two; `nil` for none.
  /// - Returns: The indices, or `nil` where the test finds no season.
  static func found(in values: [Double], period: Int?) -> SeasonalIndices? {
    guard let period, SeasonalityTest.isSeasonal(values, period: period) else { return nil }
    if values.allSatisfy({ $0 > 0 }) {
      let indices = SeasonalIndices(values, period: period, isMultiplicative: true)
      if indices.indices.allSatisfy({ $0 >= 0.01 }) { return indices }
    }
    return SeasonalIndices(values, period: period, isMultiplicative: false)
  }
}
