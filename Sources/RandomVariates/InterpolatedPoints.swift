/// The continuous empirical distribution: piecewise linear between the values in increasing order.
///
/// Places along it are counted from 0 at the smallest to n - 1 at the largest value; the probability
/// up to a place is the place over n - 1.
struct InterpolatedPoints: TailFunctions, Sendable {
  let values: [Double]

  /// Sorts the values.
  init(_ values: [Double]) {
    precondition(values.count >= 2, "interpolation takes two values at least")
    self.values = values.sorted()
  }

  /// The last place.
  var last: Double { Double(values.count - 1) }

  var support: (lower: Double, upper: Double) { (values[0], values[values.count - 1]) }

  func cumulative(at x: Double) -> Double { place(upTo: x) / last }

  func survival(at x: Double) -> Double {
    let next = values.firstIndex(from: 0) { $0 > x }
    if next == 0 { return 1 }
    if next == values.count { return 0 }
    let fraction = (values[next] - x) / (values[next] - values[next - 1])
    return (Double(values.count - 1 - next) + fraction) / last
  }

  func below(_ x: Double) -> Double { place(before: x) / last }

  func notBelow(_ x: Double) -> Double {
    let next = values.firstIndex(from: 0) { $0 >= x }
    if next == 0 { return 1 }
    if next == values.count { return 0 }
    let fraction = (values[next] - x) / (values[next] - values[next - 1])
    return (Double(values.count - 1 - next) + fraction) / last
  }

  /// The place that `x` reaches, with all values equal to it.
  func place(upTo x: Double) -> Double {
    place(next: values.firstIndex(from: 0) { $0 > x }, x)
  }

  /// The place up to which values lie below `x`.
  func place(before x: Double) -> Double {
    place(next: values.firstIndex(from: 0) { $0 >= x }, x)
  }

  private func place(next: Int, _ x: Double) -> Double {
    if next == 0 { return 0 }
    if next == values.count { return last }
    let fraction = (x - values[next - 1]) / (values[next] - values[next - 1])
    return Double(next - 1) + fraction
  }

  func lowerQuantile(_ p: Double) -> Double {
    let place = p * last
    let index = min(values.count - 2, Int(place))
    return min(
      values[index + 1],
      values[index] + (place - Double(index)) * (values[index + 1] - values[index]))
  }

  func upperQuantile(_ q: Double) -> Double {
    let place = q * last
    let index = min(values.count - 2, Int(place))
    let top = values.count - 1 - index
    return max(
      values[top - 1], values[top] - (place - Double(index)) * (values[top] - values[top - 1]))
  }
}
