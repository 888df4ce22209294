/// Predictions of remaining life along one unit's way to failure.
///
/// Source: A. Saxena, J. Celaya, B. Saha, S. Saha, K. Goebel, "Metrics for offline evaluation of prognostic
/// performance", *International Journal of Prognostics and Health Management* 1 (1), 2010.
public struct PredictedPath: Hashable, Sendable {
  /// When the unit failed, in the unit of the data.
  public let life: Double
  /// When predictions were made, rising, none after the failure.
  public let times: [Double]
  /// The remaining life that was predicted then.
  public let predictions: [Double]

  /// Creates a path.
  ///
  /// - Parameters:
  ///   - life: When the unit failed, > 0.
  ///   - times: When predictions were made, rising, none after the failure.
  ///   - predictions: What was predicted then.
  /// - Throws: ``PrognosticsError`` naming what is out of order.
  public init(
    life: Double, times: [Double], predictions: [Double]
  ) throws(PrognosticsError) {
    try checkPositive(life, "a life")
    try checkAtLeast(times.count, 1, "predictions of a path")
    try checkCount(predictions.count, times.count, "predictions of a path")
    try checkFinite(predictions, "a prediction")
    var before = -Double.infinity
    for time in times {
      guard time > before, time <= life else {
        throw .outOfRange(
          name: "the time of a prediction", value: time,
          requirement: "after \(before) and at most the life \(life)")
      }
      before = time
    }
    (self.life, self.times, self.predictions) = (life, times, predictions)
  }

  /// Whether the prediction at a part λ of the way is within a part α of what remains.
  ///
  ///     |prediction - r| ≤ α r,   at the first prediction not before λ · life
  ///
  /// - Parameters:
  ///   - part: λ, above 0 and below 1.
  ///   - tolerance: α, > 0.
  /// - Returns: Whether it is; `nil` where there is no prediction as late.
  public func isAccurate(at part: Double, within tolerance: Double) -> Bool? {
    let place = times.partitioningIndex { $0 >= part * life }
    guard place < times.count else { return nil }
    let rest = life - times[place]
    return abs(predictions[place] - rest) <= tolerance * rest
  }

  /// How long before the failure predictions become good and stay so.
  ///
  ///     |prediction - r| ≤ α · life,   from a time on until the last prediction
  ///
  /// The band is as wide at the end as before, unlike that of ``isAccurate(at:within:)``.
  ///
  /// - Parameter tolerance: α, > 0.
  /// - Returns: The life less that time; 0 where the last prediction is not good.
  public func horizon(within tolerance: Double) -> Double {
    var horizon = 0.0
    for (time, prediction) in zip(times, predictions).reversed() {
      guard abs(prediction - (life - time)) <= tolerance * life else { break }
      horizon = life - time
    }
    return horizon
  }

  /// The part of the paths whose prediction at a part of their way is good (α-λ accuracy).
  ///
  /// - Parameters:
  ///   - paths: Paths of several units.
  ///   - part: λ.
  ///   - tolerance: α.
  /// - Returns: The part of those that have a prediction as late; `nil` where none has.
  public static func accuracy(
    of paths: [PredictedPath], at part: Double, within tolerance: Double
  ) -> Double? {
    let found = paths.compactMap { $0.isAccurate(at: part, within: tolerance) }
    return found.isEmpty ? nil : Double(found.count { $0 }) / Double(found.count)
  }
}
