/// What is asked of a remaining life.
extension RemainingLife {
  /// The chance of a life longer than everything that the model has seen.
  public var chanceBeyond: Double { survival[survival.count - 1] }

  /// The last time at which the survival is known.
  public var horizon: Double { times[times.count - 1] }

  /// P(remaining life > t), right-continuous.
  ///
  /// - Parameter time: t.
  /// - Returns: From 0 to 1.
  /// - Complexity: The logarithm of the number of times.
  public func survival(at time: Double) -> Double {
    let above = firstTime(after: time)
    guard above > 0 else { return 1 }
    guard above < times.count else { return survival[above - 1] }
    let (low, high) = (times[above - 1], times[above])
    let part = (time - low) / (high - low)
    return survival[above - 1] + part * (survival[above] - survival[above - 1])
  }

  /// P(remaining life ≤ t).
  ///
  /// - Parameter time: t.
  /// - Returns: From 0 to 1.
  public func chance(within time: Double) -> Double { 1 - survival(at: time) }

  /// P(remaining life ≤ a + t | remaining life > a); 1 where no life is as long as a, and 0 beyond the
  /// horizon, where nothing is known.
  ///
  /// - Parameters:
  ///   - time: t.
  ///   - age: a, what has been survived since the prediction.
  /// - Returns: From 0 to 1.
  public func chance(within time: Double, after age: Double) -> Double {
    let left = survival(at: age)
    return left > 0 ? 1 - survival(at: age + time) / left : 1
  }

  /// The first time at which the chance of failure reaches a probability.
  ///
  /// - Parameter probability: From 0 to 1.
  /// - Returns: A time; infinity where the chance stays below.
  public func quantile(_ probability: Double) -> Double {
    quantile(survival: 1 - probability)
  }

  /// The first time at which the survival has fallen to a value.
  func quantile(survival level: Double) -> Double {
    guard level < 1 else { return 0 }
    // The first place whose survival is not above the level.
    var (low, high) = (0, survival.count)
    while low < high {
      let middle = (low + high) / 2
      if survival[middle] > level { low = middle + 1 } else { high = middle }
    }
    guard low < survival.count else { return .infinity }
    guard low > 0 else { return times[0] }
    let part = (survival[low - 1] - level) / (survival[low - 1] - survival[low])
    return times[low - 1] + part * (times[low] - times[low - 1])
  }

  /// The time that half of the lives exceed; infinite where more than half are beyond the horizon.
  public var median: Double { quantile(0.5) }

  /// The mean of the smaller of remaining life and horizon, ∫ S(t) dt.
  ///
  /// The mean life itself where ``chanceBeyond`` is 0, and below it else.
  public var mean: Double { meanBeyond(0) }

  /// The mean of what remains after a further time has been survived, up to the horizon; 0 where no life
  /// is as long.
  ///
  /// - Parameter age: What has been survived since the prediction.
  /// - Returns: A time.
  public func meanBeyond(_ age: Double) -> Double {
    let left = survival(at: age)
    guard left > 0, age < horizon else { return 0 }
    var (time, share, area) = (age, left, 0.0)
    for place in firstTime(after: age)..<times.count {
      area += (times[place] - time) * (share + survival[place]) / 2
      (time, share) = (times[place], survival[place])
    }
    return area / left
  }

  /// The standard deviation of the smaller of remaining life and horizon.
  public var standardDeviation: Double {
    // E T² = ∫ 2 t S(t) dt, exactly on each piece.
    var (time, share, square) = (0.0, 1.0, 0.0)
    for place in times.indices {
      let (width, next) = (times[place] - time, survival[place])
      square += width * (time * (share + next) + width * (share + 2 * next) / 3)
      (time, share) = (times[place], next)
    }
    return max(0, square - mean * mean).squareRoot()
  }

  /// The interval that leaves out as many lives above as below.
  ///
  /// - Parameter level: Which part of the lives lies within, above 0 and below 1.
  /// - Returns: Its ends; the upper one may be infinite.
  public func interval(level: Double) -> LifeInterval {
    LifeInterval(
      lower: quantile(survival: (1 + level) / 2), upper: quantile(survival: (1 - level) / 2))
  }

  /// The distribution of what remains after a further time has been survived.
  ///
  /// - Parameter age: What has been survived since the prediction, ≥ 0.
  /// - Returns: The distribution given that; certainly 0 where no life is as long.
  public func survived(_ age: Double) -> RemainingLife {
    let left = survival(at: age)
    guard left > 0 else { return RemainingLife(unchecked: [0, 0], [1, 0]) }
    var (later, shares) = ([0.0], [1.0])
    for place in firstTime(after: age)..<times.count {
      later.append(times[place] - age)
      shares.append(survival[place] / left)
    }
    return RemainingLife(unchecked: later, shares)
  }

  /// The first place whose time is after another.
  private func firstTime(after time: Double) -> Int {
    var (low, high) = (0, times.count)
    while low < high {
      let middle = (low + high) / 2
      if times[middle] <= time { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

/// Two times between which a life is expected to end.
public struct LifeInterval: Hashable, Sendable {
  /// The earlier end.
  public var lower: Double
  /// The later end; infinity where there is none.
  public var upper: Double

  /// Creates an interval.
  public init(lower: Double, upper: Double) {
    self.lower = lower
    self.upper = upper
  }

  /// Whether a time lies within, ends included.
  public func contains(_ time: Double) -> Bool { time >= lower && time <= upper }

  /// The distance of the ends.
  public var width: Double { upper - lower }
}
