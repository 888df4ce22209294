/// What is asked of a calibration, for one score at a time and without asking for memory.
extension LifeCalibration {
  /// The chance of a failure within a time.
  ///
  /// - Parameters:
  ///   - time: From now on, in the unit of the data.
  ///   - score: What the model says of the unit.
  /// - Returns: From 0 to 1.
  public func chance(within time: Double, score: Double) -> Double {
    1 - table.survival(table.place(score), at: time)
  }

  /// The time within which a unit fails with a probability.
  ///
  /// - Parameters:
  ///   - probability: From 0 to 1.
  ///   - score: What the model says of the unit.
  /// - Returns: A time; infinity where the chance stays below the probability.
  public func quantile(_ probability: Double, score: Double) -> Double {
    table.time(table.place(score), survival: 1 - probability)
  }

  /// The mean of the smaller of remaining life and last time of the table.
  ///
  /// - Parameter score: What the model says of the unit.
  /// - Returns: A time.
  public func mean(score: Double) -> Double {
    let place = table.place(score)
    let here = table.means[place.curve]
    return place.part > 0 ? here + place.part * (table.means[place.curve + 1] - here) : here
  }

  /// How many units the answer for a score rests on.
  ///
  /// - Parameter score: What the model says of the unit.
  /// - Returns: Kish's number of units of equal weight; between two curves the smaller one.
  public func units(score: Double) -> Double {
    let place = table.place(score)
    let here = table.units[place.curve]
    return place.part > 0 ? min(here, table.units[place.curve + 1]) : here
  }

  /// An interval within which a new unit's remaining life lies with a probability.
  ///
  /// - Parameters:
  ///   - level: The probability, above 0 and below 1.
  ///   - score: What the model says of the unit.
  /// - Returns: Its ends; 0 and infinity where there are too few units for the level.
  public func interval(level: Double, score: Double) -> LifeInterval {
    let width = levels.width(level: level)
    guard width < 1 else { return LifeInterval(lower: 0, upper: .infinity) }
    let place = table.place(score)
    return LifeInterval(
      lower: table.time(place, survival: (1 + width) / 2),
      upper: table.time(place, survival: (1 - width) / 2))
  }

  /// The whole distribution for a score.
  ///
  /// - Parameter score: What the model says of the unit.
  /// - Returns: The distribution, not widened. This asks for memory.
  public func remainingLife(score: Double) -> RemainingLife {
    let place = table.place(score)
    return RemainingLife(
      unchecked: table.times, table.times.indices.map { table.survival(place, $0) })
  }
}
