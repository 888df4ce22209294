/// Numbers that probably stand for a missing value: -999, 9999, -1 and their like.
///
/// A number is suspected if it is one of those that programs and people use, if it is the least or the greatest of
/// its column, and if it lies apart: further from the nearest other number than half of the range of all others,
/// or below zero where all others are not.
enum SentinelSearch {
  /// A suspect.
  struct Sentinel: Hashable {
    var value: Double
    var count: Int
    /// Whether it is hardly anything else; -1 could be a true value.
    var isPlain: Bool
  }

  /// What programs and people write: nines, the ends of whole numbers, fill values of file formats (-999.25 of
  /// logs of wells, 1e20 and 1e30 of grids).
  private static let usual: Set<Double> = [
    -99, -999, -9_999, -99_999, -999_999, 999, 9_999, 99_999, 999_999, -999.25, -9_999.25, -32_768,
    32_767, 65_535, -2_147_483_648, 2_147_483_647, 1e20, -1e20, 1e30, -1e30, 1e31, -1e31,
  ]

  /// The suspects of a sample: at most one at each end.
  static func sentinels(in sample: SortedSample) -> [Sentinel] {
    let values = sample.values
    guard values.count >= 10, let least = values.first, let most = values.last, least < most else {
      return []
    }
    var found: [Sentinel] = []
    for value in [least, most] where usual.contains(value) || value == -1 {
      let count = sample.count(of: value)
      let others = value == least ? count..<values.count : 0..<(values.count - count)
      guard let low = others.first.map({ values[$0] }), let high = others.last.map({ values[$0] }),
        others.count >= 5
      else { continue }
      let distance = value == least ? low - value : value - high
      let isAloneNegative = value < 0 && low >= 0
      if value == -1 {
        // -1, 0, 1 and a few more are a code, not a measurement.
        guard isAloneNegative, high - low >= 10, count >= 2 else { continue }
        found.append(Sentinel(value: value, count: count, isPlain: false))
      } else if distance > (high - low) / 2 || isAloneNegative {
        found.append(Sentinel(value: value, count: count, isPlain: true))
      }
    }
    return found
  }
}
