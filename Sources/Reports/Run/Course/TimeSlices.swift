import Experiments

/// Equal stretches of time, of a length that people use: days, weeks, or some hours.
struct TimeSlices: Hashable, Sendable {
  /// The length of each, in seconds.
  let length: Double
  /// How many there are.
  let count: Int

  private static let lengths: [Double] = [
    1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1_200, 1_800, 3_600, 7_200, 14_400, 28_800, 43_200,
    86_400, 172_800, 604_800, 1_209_600, 2_419_200, 7_257_600, 31_536_000, 63_072_000, 157_680_000,
  ]
  private static let most = 120
  private static let least = 6
  /// From so many weeks on, work that stops on weekends is followed from week to week.
  private static let enoughWeeks = 10

  /// Divides a time.
  ///
  /// It is `nil` where the time is too short.
  ///
  /// - Parameters:
  ///   - end: How far the stretches reach at most, in seconds from the start.
  ///   - isWhole: Whether they should reach exactly as far, if that can be.
  ///   - hasCalendars: Whether work stops and goes on by day and night: then a stretch is a day at
  ///     least, if there are as many days, or a week.
  init?(upTo end: Double, isWhole: Bool, hasCalendars: Bool) {
    func count(_ length: Double) -> Int { Int((end / length + 1e-9).rounded(.down)) }
    func fits(_ length: Double) -> Bool {
      (TimeSlices.least...TimeSlices.most).contains(count(length))
    }
    var lengths = TimeSlices.lengths.filter(fits)
    let days = lengths.filter { $0 >= 86_400 }
    let weeks = days.filter { $0 >= 604_800 && count($0) >= TimeSlices.enoughWeeks }
    if hasCalendars, !days.isEmpty { lengths = weeks.isEmpty ? days : weeks }
    let exact = lengths.first { abs(end - Double(count($0)) * $0) < 1e-6 * end }
    guard let length = isWhole ? exact ?? lengths.first : lengths.first else { return nil }
    self.length = length
    self.count = count(length)
  }

  /// Where the last one ends, in seconds from the start.
  var end: Double { Double(count) * length }

  /// The unit in which times of the stretches are told.
  var unit: (name: String, seconds: Double) {
    switch end {
    case 1_209_600...: ("wk", 604_800)
    case 172_800...: ("d", 86_400)
    case 7_200...: ("h", 3_600)
    default: ("min", 60)
    }
  }

  /// Two times in the unit of the stretches: `25.4 of 117 wk`.
  func words(_ part: Double, of whole: Double) -> String {
    let texts = [part, whole].map {
      NumberText.shortest((10 * $0 / unit.seconds).rounded() / 10)
    }
    return "\(texts[0]) of \(texts[1]) \(unit.name)"
  }

  /// A time in words, whole where it can be: `10 wk`, `15.5 d`.
  static func words(_ seconds: Double) -> String {
    let exact = NumberText.duration(seconds)
    guard exact.count > 7 else { return exact }
    for (unit, length) in [("wk", 604_800.0), ("d", 86_400), ("h", 3_600), ("min", 60)]
    where seconds >= 2 * length {
      return NumberText.fixed(seconds / length, decimals: 1) + " " + unit
    }
    return NumberText.fixed(seconds, decimals: 0) + " s"
  }
}
