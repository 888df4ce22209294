/// The share that lasts longer, from observed and censored values.
///
/// Source: E. L. Kaplan, P. Meier, "Nonparametric Estimation from Incomplete Observations", *JASA* 53, 1958,
/// 457–481. Where both stand at one value, the observed ones come first.
public struct ProductLimit: Hashable, Sendable {
  /// A value at which the share falls, and the share after it.
  public struct Step: Hashable, Sendable {
    /// The value.
    public var value: Double
    /// The share that lasts longer than the value.
    public var survival: Double
  }

  /// The steps, by increasing values.
  public let steps: [Step]

  /// Estimates the shares.
  ///
  /// - Parameters:
  ///   - ended: Values at which something ended, each with its weight ≥ 0.
  ///   - lost: Values up to which it was seen to last, each with its weight ≥ 0.
  public init(ended: [(value: Double, weight: Double)], lost: [(value: Double, weight: Double)]) {
    let events =
      (ended.map { (value: $0.value, weight: $0.weight, ends: true) }
      + lost.map { (value: $0.value, weight: $0.weight, ends: false) })
      .sorted { $0.value < $1.value }
    var left = events.reduce(0) { $0 + $1.weight }
    var survival = 1.0
    var steps: [Step] = []
    var index = 0
    while index < events.count {
      let value = events[index].value
      var (ending, all) = (0.0, 0.0)
      while index < events.count, events[index].value == value {
        if events[index].ends { ending += events[index].weight }
        all += events[index].weight
        index += 1
      }
      if ending > 0, left > 0 {
        survival *= max(0, 1 - ending / left)
        steps.append(Step(value: value, survival: survival))
      }
      left -= all
    }
    self.steps = steps
  }

  /// Estimates the shares of a sample.
  public init(_ sample: FitSample) {
    self.init(
      ended: sample.values.map { ($0, 1) }, lost: sample.censored.map { ($0, 1) })
  }

  /// The share that lasts longer than a value; beyond the last step, what is left there.
  public func survival(at value: Double) -> Double {
    var (low, high) = (0, steps.count)
    while low < high {
      let middle = (low + high) / 2
      if steps[middle].value <= value { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? 1 : steps[low - 1].survival
  }

  /// The first value up to which the share of those that end exceeds `share`; infinite where none does.
  func quantile(_ share: Double) -> Double {
    steps.first { 1 - $0.survival > share }?.value ?? .infinity
  }
}
