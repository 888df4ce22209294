#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// How the time of an order at a station grows with its quantity.
///
/// The slope b of ln(time) over ln(quantity) within steps: with 0 the time is one of the order, with 1 one of
/// each part. Source: least squares with a constant for each step, as J. M. Wooldridge, *Introductory
/// Econometrics*, section 14.1.
public struct QuantityEffect: Hashable, Sendable {
  /// The slope.
  public var slope: Double
  /// Its standard error.
  public var standardError: Double
  /// How many stays it is estimated from.
  public var count: Int

  /// Estimates the slope; `nil` where quantities do not vary.
  init?(_ stays: [Stay], _ orders: [EventLog.Order]) {
    var points: [Int: [(x: Double, y: Double)]] = [:]
    for stay in stays where stay.work > 0 {
      guard let quantity = orders[stay.order].quantity, quantity > 0 else { continue }
      points[stay.step, default: []].append(
        (log(quantity), log(stay.work)))
    }
    var (products, squares, steps) = (0.0, 0.0, 0)
    var within: [(x: Double, y: Double)] = []
    for step in points.keys.sorted() {
      let group = points[step] ?? []
      guard group.count > 1 else { continue }
      steps += 1
      let count = Double(group.count)
      let x = group.reduce(0) { $0 + $1.x } / count
      let y = group.reduce(0) { $0 + $1.y } / count
      for point in group {
        within.append((point.x - x, point.y - y))
        products += (point.x - x) * (point.y - y)
        squares += (point.x - x) * (point.x - x)
      }
    }
    guard squares > 1e-9, within.count > steps + 1 else { return nil }
    slope = products / squares
    count = within.count
    let slope = slope
    let residual = within.reduce(0) { $0 + ($1.y - slope * $1.x) * ($1.y - slope * $1.x) }
    standardError = (residual / Double(within.count - steps - 1) / squares).squareRoot()
  }
}
