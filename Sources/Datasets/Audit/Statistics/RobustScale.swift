/// A center and a spread that a few wild numbers do not move.
///
///     z = 0.6745 (x - median) / MAD
///
/// MAD is the median of the distances from the median. Where more than half of the numbers are equal it is 0,
/// and 1.2533 times the mean distance takes its place (0.6745 and 1.2533 make both the standard deviation
/// of normal numbers).
///
/// Source: B. Iglewicz, D. C. Hoaglin, *How to Detect and Handle Outliers*, ASQC, 1993, section 3.3. Their
/// limit of 3.5 would mark one of 2,100 normal numbers.
struct RobustScale {
  let center: Double
  /// The spread, as a standard deviation; 0 where all numbers are equal.
  let spread: Double

  init(_ sample: SortedSample) {
    center = sample.quantile(0.5)
    let deviation = sample.medianDistance(from: center)
    spread =
      deviation > 0 ? deviation / 0.6745 : 1.2533 * sample.meanDistance(from: center)
  }

  /// How many spreads a number lies from the center.
  func score(_ number: Double) -> Double {
    spread > 0 ? (number - center) / spread : number == center ? 0 : .infinity
  }
}
