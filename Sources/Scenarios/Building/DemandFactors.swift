import FactoryModel

/// What multiplies a customer's demand: seasons, a trend, promotions.
struct DemandFactors {
  /// A promotion; times in seconds from the start.
  private struct Promotion {
    var start: Double
    var length: Double
    var lift: Double
    var pulled: Double

    /// The factor at a time.
    ///
    /// In the time after it, which is as long, what was pulled forward is missing.
    func factor(at time: Double) -> Double {
      if time >= start, time < start + length { return lift }
      if time >= start + length, time < start + 2 * length {
        return max(0, 1 - pulled * (lift - 1))
      }
      return 1
    }

    var edges: [Double] { [start, start + length, start + 2 * length] }
  }

  private var daily: [Double]
  private var weekly: [Double]
  private var yearly: [Double]
  private var trend: Double
  private var promotions: [Promotion]

  init(_ customer: TreeSection, reading: Reading) {
    let season = customer["season"]?.section
    func factors(_ key: String) -> [Double] {
      (season?[key]?.items ?? []).compactMap { $0.quantity?.value }
    }
    (daily, weekly, yearly) = (factors("daily"), factors("weekly"), factors("yearly"))
    trend = customer["trend"]?.quantity?.value ?? 0
    promotions = (customer["promotions"]?.items ?? []).compactMap(\.section).compactMap { section in
      guard let start = reading.moment(section["at"]),
        let length = section["lasts"]?.quantity?.value, let lift = section["lift"]?.quantity?.value
      else { return nil }
      return Promotion(
        start: start, length: length, lift: lift,
        pulled: section["pulls_forward"]?.quantity?.value ?? 0)
    }
  }

  /// The factors over a time; `nil` where they are always 1.
  ///
  /// - Parameters:
  ///   - start: The plant time at which it begins.
  ///   - length: How long it is, in seconds.
  /// - Returns: A factor for each hour where the demand follows the day, else for each day.
  func profile(from start: PlantTime, length: Double) -> DemandProfile? {
    let followsDays = !weekly.isEmpty || !yearly.isEmpty || trend != 0
    guard !daily.isEmpty || followsDays || !promotions.isEmpty else { return nil }
    var edges: Set<Double> = [0]
    if !daily.isEmpty || followsDays {
      let step: Double = daily.isEmpty ? 86_400 : 3_600
      // The first edge is the last hour or midnight before the start.
      var edge = (start.seconds / step).rounded(.down) * step - start.seconds
      while edge < length {
        edges.insert(edge)
        edge += step
      }
    }
    for edge in promotions.flatMap(\.edges) where edge < length { edges.insert(edge) }
    let times = edges.filter { $0 >= 0 }.sorted()
    var profile = DemandProfile(times: [], factors: [])
    for (index, time) in times.enumerated() {
      let end = index + 1 < times.count ? times[index + 1] : length
      let factor = factor(at: time + (end - time) / 2, start)
      if let last = profile.factors.last, last == factor { continue }
      profile.times.append(time)
      profile.factors.append(factor)
    }
    return profile
  }

  private func factor(at time: Double, _ start: PlantTime) -> Double {
    let moment = PlantTime(seconds: start.seconds + time)
    var factor = max(0, 1 + trend * time)
    let week = moment.secondsIntoWeek
    if weekly.count == 7 { factor *= weekly[Int(week / 86_400)] }
    if daily.count == 24 {
      factor *= daily[Int(week.truncatingRemainder(dividingBy: 86_400) / 3_600)]
    }
    if yearly.count == 12 { factor *= yearly[moment.month - 1] }
    return promotions.reduce(factor) { $0 * $1.factor(at: time) }
  }
}
