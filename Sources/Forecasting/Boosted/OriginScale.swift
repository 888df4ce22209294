/// The level and the roughness of a history, by which series of any size go together.
///
///     scale² = (k r² + 4 (u ℓ)²) / (k + 4)
///
/// r² is the mean squared change over a step, or over a season where that is less; k the number of such changes, ℓ
/// the mean size of the values, and u the usual ratio r / ℓ of the series that were learned. So a history of one value, or
/// of equal ones, has a scale too. All zeros have none.
struct OriginScale {
  /// The mean of the last values, a season of them.
  let level: Double
  /// What errors and values are divided by; 0 where all values are 0.
  let scale: Double

  /// As how many changes the usual ratio counts.
  static let usualWeight = 4.0

  init(_ values: borrowing Span<Double>, period: Int?, usualRatio: Double) {
    let count = values.count
    var sum = 0.0
    let recent = min(count, period.map { max(4, $0) } ?? 4)
    for place in (count - recent)..<count { sum += values[place] }
    level = sum / Double(max(1, recent))
    let (size, roughness, changes) = OriginScale.parts(values, period: period)
    let usual = usualRatio * size
    let (own, weight) = (Double(changes), OriginScale.usualWeight)
    scale =
      ((own * roughness + weight * usual * usual) / (own + weight)).squareRoot()
  }

  /// The median over series of roughness over mean size; 1 where none changes.
  static func usualRatio(_ series: [[Double]], period: Int?) -> Double {
    let ratios = series.compactMap { values -> Double? in
      let (size, square, _) = parts(values.span, period: period)
      return size > 0 && square > 0 ? square.squareRoot() / size : nil
    }.sorted()
    return ratios.isEmpty ? 1 : ratios[ratios.count / 2]
  }

  /// The mean size, the mean squared change, and how many changes there are.
  static func parts(
    _ values: borrowing Span<Double>, period: Int?
  ) -> (size: Double, square: Double, changes: Int) {
    let count = values.count
    var (size, squares) = (0.0, 0.0)
    for place in values.indices {
      size += abs(values[place])
      guard place > 0 else { continue }
      let change = values[place] - values[place - 1]
      squares += change * change
    }
    size /= Double(max(1, count))
    guard count > 1 else { return (size, 0, 0) }
    var best = squares / Double(count - 1)
    if let period, count >= 2 * period {
      var seasonal = 0.0
      for place in period..<count {
        let change = values[place] - values[place - period]
        seasonal += change * change
      }
      best = min(best, seasonal / Double(count - period))
    }
    return (size, best, count - 1)
  }
}
