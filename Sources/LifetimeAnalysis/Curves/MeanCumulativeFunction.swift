/// What was seen of one unit that is repaired and fails again.
public struct RecurrentUnit: Hashable, Sendable {
  /// The ages at which it failed, in any order; several failures may share an age.
  public var events: [Double]
  /// The age from which it was observed.
  public var start: Double
  /// The age up to which it was observed.
  public var end: Double

  /// Describes a unit.
  ///
  /// - Parameters:
  ///   - events: The ages at which it failed, after `start` (or at 0 for a unit observed from 0) and not
  ///     after `end`.
  ///   - start: The age from which it was observed.
  ///   - end: The age up to which it was observed.
  public init(events: [Double], start: Double = 0, end: Double) {
    self.events = events
    self.start = start
    self.end = end
  }
}

/// The mean number of failures of a unit up to an age, without any model of how failures recur.
///
///     M(t) = Σ dᵢ/nᵢ,   Var M(t) = Σ over units (Σ δ(tᵢ) (d(tᵢ) - dᵢ/nᵢ)/nᵢ)²
///
/// with dᵢ failures among the nᵢ units observed at tᵢ; δ = 1 while the unit was observed, d its own failures.
/// The variance holds whether or not failures of a unit depend on each other.
///
/// Sources: W. Nelson, *Recurrent Events Data Analysis for Product Repairs, Disease Recurrences, and Other
/// Applications*, SIAM, 2003; variance: J. F. Lawless, C. Nadeau, "Some Simple Robust Methods for the Analysis
/// of Recurrent Events", *Technometrics* 37, 1995, 158–168, eq. 2.5.
public struct MeanCumulativeFunction: Hashable, Sendable {
  /// The ages at which units failed, increasing.
  public let times: [Double]
  /// How many units were observed at each.
  public let atRisk: [Int]
  /// How many failures there were at each.
  public let events: [Int]
  /// The mean number of failures of a unit up to each.
  public let mean: [Double]
  /// The standard error of each.
  public let standardErrors: [Double]

  /// What happens to units, in the order in which it does at one age.
  private enum Kind: Int {
    case failure, end, entry
  }

  /// Estimates the function.
  ///
  /// - Parameter units: The units, at least one of which failed.
  /// - Throws: ``LifetimeError`` where times make no sense or no unit failed.
  /// - Complexity: O(m log m) for m failures and units.
  public init(_ units: [RecurrentUnit]) throws(LifetimeError) {
    if units.isEmpty { throw .noLives }
    var moments: [(time: Double, kind: Kind, unit: Int)] = []
    for (index, unit) in units.enumerated() {
      for (what, time) in [("its start", unit.start), ("its end", unit.end)]
      where !(time >= 0 && time.isFinite) {
        throw .time(row: index, what: what, value: time)
      }
      guard unit.start < unit.end else {
        throw .entryNotBeforeEnd(row: index, entry: unit.start, end: unit.end)
      }
      for time in unit.events {
        guard time > unit.start || time == 0 && unit.start == 0, time <= unit.end else {
          throw .eventOutsideObservation(unit: index, time: time)
        }
        moments.append((time, .failure, index))
      }
      // A unit counts at ages after its start; one observed from 0, at 0 too.
      if unit.start > 0 { moments.append((unit.start, .entry, index)) }
      moments.append((unit.end, .end, index))
    }
    if !units.contains(where: { !$0.events.isEmpty }) { throw .noFailures(lives: units.count) }
    moments.sort {
      ($0.time, $0.kind.rawValue, $0.unit) < ($1.time, $1.kind.rawValue, $1.unit)
    }
    // A unit's sum is its own part less what the mean took from all since it entered: `own + common at
    // entry - common`. Sums of own and its squares over those under observation give the variance.
    var own = Array(repeating: 0.0, count: units.count)
    var (count, first, second, common, gone) = (0, 0.0, 0.0, 0.0, 0.0)
    for unit in units where unit.start == 0 { count += 1 }
    var (times, atRisk, events) = ([Double](), [Int](), [Int]())
    var (mean, errors) = ([Double](), [Double]())
    var (total, index) = (0.0, 0)
    while index < moments.count {
      let moment = moments[index]
      switch moment.kind {
      case .entry:
        own[moment.unit] = common
        count += 1
        first += common
        second += common * common
        index += 1
      case .end:
        let rest = own[moment.unit] - common
        gone += rest * rest
        count -= 1
        first -= own[moment.unit]
        second -= own[moment.unit] * own[moment.unit]
        index += 1
      case .failure:
        let number = Double(count)
        var failed = 0
        while index < moments.count, moments[index].time == moment.time,
          moments[index].kind == .failure
        {
          let unit = moments[index].unit
          let next = own[unit] + 1 / number
          first += 1 / number
          second += next * next - own[unit] * own[unit]
          own[unit] = next
          failed += 1
          index += 1
        }
        total += Double(failed) / number
        common += Double(failed) / (number * number)
        let variance = second - 2 * common * first + number * common * common + gone
        times.append(moment.time)
        atRisk.append(count)
        events.append(failed)
        mean.append(total)
        errors.append(max(0, variance).squareRoot())
      }
    }
    (self.times, self.atRisk, self.events) = (times, atRisk, events)
    self.mean = mean
    standardErrors = errors
  }

  /// The mean number of failures up to an age.
  public func mean(at time: Double) -> Double {
    RiskTable.place(of: time, in: times).map { mean[$0] } ?? 0
  }

  /// The intervals, from the standard errors of logarithms: M exp(± z SE/M).
  ///
  /// - Parameter level: The confidence, between 0 and 1.
  /// - Returns: One for each of ``times``.
  public func intervals(level: Double = 0.95) -> [ConfidenceInterval] {
    logarithmicIntervals(mean, standardErrors, level)
  }
}
