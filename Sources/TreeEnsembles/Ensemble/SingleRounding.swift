/// Thresholds in single precision.
enum SingleRounding {
  /// The least number of single precision that is not below a threshold: the same ones are below it.
  static func single(_ threshold: Double) -> Float {
    let single = Float(threshold)
    return Double(single) < threshold ? single.nextUp : single
  }

  /// The least `Double` that, rounded to the nearest, is not below a threshold of single precision.
  static func threshold(for single: Float) -> Double {
    guard single.isFinite else { return Double(single) }
    let middle = 0.5 * (Double(single.nextDown) + Double(single))
    // Halfway, the one of the two whose last bit is 0 is taken.
    return Float(middle) < single ? middle.nextUp : middle
  }
}
