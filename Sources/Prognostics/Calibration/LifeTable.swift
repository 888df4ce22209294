/// Curves of survival at a few risks, between which is interpolated.
struct LifeTable: Codable, Hashable, Sendable {
  /// What a higher score means.
  let meaning: ScoreMeaning
  /// The risks at which there is a curve, rising: scores, negated where they mean a life.
  let risks: [Double]
  /// The times at which the curves are known, rising from 0.
  let times: [Double]
  /// The curves one after the other, a number for each time.
  let survival: [Double]
  /// The means up to the last time, one a curve.
  let means: [Double]
  /// How many units each curve rests on, weighed.
  let units: [Double]

  init(_ rows: [ScoredLife], meaning: ScoreMeaning, options: LifeCalibration.Options) {
    let found = LifeNeighborhoods(rows, meaning: meaning, options: options).curves()
    self.meaning = meaning
    risks = found.risks
    times = found.times
    survival = found.survival.flatMap { $0 }
    units = found.units
    means = found.survival.map { RemainingLife(unchecked: found.times, $0).mean }
  }

  func check() throws(PrognosticsError) {
    try checkAtLeast(risks.count, 1, "curves of a life calibration")
    try checkFinite(risks, "a risk")
    for (risk, next) in zip(risks, risks.dropFirst()) where risk >= next {
      throw .outOfRange(name: "a risk", value: next, requirement: "above \(risk)")
    }
    try checkCount(survival.count, risks.count * times.count, "the survival of a life calibration")
    try checkCount(means.count, risks.count, "the means of a life calibration")
    try checkCount(units.count, risks.count, "the units of a life calibration")
    for (number, mean) in zip(units, means) {
      try checkPositive(number, "the units of a life calibration")
      try checkNotNegative(mean, "a mean of a life calibration")
    }
    for (time, next) in zip(times, times.dropFirst()) where time >= next {
      throw .outOfRange(name: "a time", value: next, requirement: "above \(time)")
    }
    for curve in risks.indices {
      let start = curve * times.count
      _ = try RemainingLife(
        times: times, survival: Array(survival[start..<(start + times.count)]))
    }
  }
}

// MARK: - Looking up, without asking for memory

extension LifeTable {
  /// Between which curves a score lies.
  struct Place {
    /// The curve below.
    var curve: Int
    /// How far it is to the next one, from 0 to 1.
    var part: Double
  }

  /// Beyond the first and the last curve those count.
  func place(_ score: Double) -> Place {
    precondition(!score.isNaN, "a score is a number")
    let risk = meaning.sign * score
    var (low, high) = (0, risks.count)
    while low < high {
      let middle = (low + high) / 2
      if risks[middle] <= risk { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return Place(curve: 0, part: 0) }
    guard low < risks.count else { return Place(curve: low - 1, part: 0) }
    return Place(
      curve: low - 1, part: (risk - risks[low - 1]) / (risks[low] - risks[low - 1]))
  }

  /// The survival at one of the times.
  func survival(_ place: Place, _ time: Int) -> Double {
    let here = survival[place.curve * times.count + time]
    guard place.part > 0 else { return here }
    let next = survival[(place.curve + 1) * times.count + time]
    return here + place.part * (next - here)
  }

  /// The survival at any time.
  func survival(_ place: Place, at time: Double) -> Double {
    guard time > 0 else { return 1 }
    var (low, high) = (0, times.count)
    while low < high {
      let middle = (low + high) / 2
      if times[middle] <= time { low = middle + 1 } else { high = middle }
    }
    let before = survival(place, low - 1)
    guard low < times.count else { return before }
    let part = (time - times[low - 1]) / (times[low] - times[low - 1])
    return before + part * (survival(place, low) - before)
  }

  /// The first time at which the survival has fallen to a value.
  func time(_ place: Place, survival level: Double) -> Double {
    guard level < 1 else { return 0 }
    var (low, high) = (0, times.count)
    while low < high {
      let middle = (low + high) / 2
      if survival(place, middle) > level { low = middle + 1 } else { high = middle }
    }
    guard low < times.count else { return .infinity }
    guard low > 0 else { return times[0] }
    let (before, after) = (survival(place, low - 1), survival(place, low))
    return times[low - 1] + (before - level) / (before - after) * (times[low] - times[low - 1])
  }
}
