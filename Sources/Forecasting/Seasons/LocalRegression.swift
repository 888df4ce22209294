/// A smooth curve through values at equal steps, by weighted regression about each place (loess).
///
/// Source: R. B. Cleveland, W. S. Cleveland, J. E. McRae, I. Terpenning, "STL: A Seasonal-Trend Decomposition Procedure
/// Based on Loess", *Journal of Official Statistics* 6, 1990, 3–73, section 2.
struct LocalRegression {
  /// How many values count at a place, an odd number of 3 or more.
  var window: Int
  /// 0 for local means, 1 for local lines.
  var degree: Int
  /// Every so many places are worked out; between them lie lines.
  var jump = 1

  /// The curve.
  ///
  /// - Parameters:
  ///   - values: The values.
  ///   - robustness: A weight for each, where they are not alike.
  ///   - before: So many places before the first value are wanted, too.
  ///   - after: So many places after the last.
  /// - Returns: The curve from `before` places before the first value.
  func smoothed(
    _ values: [Double], robustness: [Double]? = nil, before: Int = 0, after: Int = 0
  ) -> [Double] {
    let n = values.count
    let length = n + before + after
    var curve = [Double](repeating: 0, count: length)
    var weights = [Double](repeating: 0, count: max(n, window))
    func fit(_ place: Int) {
      let span = min(window, n)
      let first = min(max(place - (span - 1) / 2, 0), n - span)
      curve[place + before] = value(
        at: Double(place), values, first..<(first + span), robustness, &weights)
    }
    guard jump > 1 else {
      for place in -before..<(n + after) { fit(place) }
      return curve
    }
    var done = Array(stride(from: -before, to: n + after, by: jump))
    if let last = done.last, last < n + after - 1 { done.append(n + after - 1) }
    for place in done { fit(place) }
    for (left, right) in zip(done, done.dropFirst()) where right > left + 1 {
      let slope = (curve[right + before] - curve[left + before]) / Double(right - left)
      for place in (left + 1)..<right {
        curve[place + before] = curve[left + before] + slope * Double(place - left)
      }
    }
    return curve
  }

  /// The regression at one place.
  private func value(
    at x: Double, _ values: [Double], _ near: Range<Int>, _ robustness: [Double]?,
    _ weights: inout [Double]
  ) -> Double {
    let n = values.count
    var reach = max(x - Double(near.lowerBound), Double(near.upperBound - 1) - x)
    // A window longer than the series reaches as far as it would in a longer one.
    if window > n { reach += Double((window - n) / 2) }
    let (far, close) = (0.999 * reach, 0.001 * reach)
    var sum = 0.0
    for place in near {
      let distance = abs(Double(place) - x)
      var weight = 0.0
      if distance <= far {
        weight = 1
        if distance > close {
          let share = distance / reach
          let rest = 1 - share * share * share
          weight = rest * rest * rest
        }
        if let robustness { weight *= robustness[place] }
      }
      weights[place - near.lowerBound] = weight
      sum += weight
    }
    // Where robust weights leave nothing, the value itself is as good as any.
    guard sum > 0 else { return values[min(max(Int(x), 0), n - 1)] }
    var (center, mean) = (0.0, 0.0)
    for place in near {
      let weight = weights[place - near.lowerBound] / sum
      center += weight * Double(place)
      mean += weight * values[place]
    }
    guard degree == 1, reach > 0 else { return mean }
    var (spread, slope) = (0.0, 0.0)
    for place in near {
      let weight = weights[place - near.lowerBound] / sum
      let away = Double(place) - center
      spread += weight * away * away
      slope += weight * away * values[place]
    }
    guard spread.squareRoot() > 0.001 * Double(n - 1) else { return mean }
    return mean + (x - center) * slope / spread
  }
}
