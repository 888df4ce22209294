/// When to stop replicating: at a wanted half-width of the interval for the mean.
///
/// The caller adds one replication after the other, in the order of their numbers, until ``status``
/// says stop:
///
///     var rule = try PrecisionRule(.relative(0.02))
///     while rule.status == .goOn { rule.add(simulate(rule.count)) }
///
/// **What it does not promise.** The interval is looked at again and again, and the run ends when it
/// happens to be narrow, which it is sooner where the variance is underestimated. So the final
/// interval covers the mean somewhat less often than its level says; the shortfall falls as the
/// precision gets finer. Ten replications at the least keep it small, a few hundredths for
/// intervals of level 0.95. A relative half-width is met by the estimate, not by the true mean:
/// |estimate - mean| ≤ γ/(1 - γ) |mean| where the interval covers. Near a mean of 0 use an absolute
/// one.
///
/// Sources: Y. S. Chow, H. Robbins, "On the asymptotic theory of fixed-width sequential confidence
/// intervals for the mean", Annals of Mathematical Statistics 36 (1965) 457–462; A. M. Law,
/// *Simulation Modeling and Analysis*, 5th ed., McGraw-Hill, 2015, § 9.4.1.
public struct PrecisionRule: Hashable, Sendable {
  /// The wanted half-width.
  public enum Target: Hashable, Sendable {
    /// In the unit of the observations.
    case absolute(Double)
    /// As a part of the estimate's magnitude, such as 0.02.
    case relative(Double)

    /// Whether an interval is as narrow as wanted; one without a half-width is not.
    public func isMet(by interval: StudentInterval) -> Bool {
      guard let halfWidth = interval.halfWidth else { return false }
      switch self {
      case .absolute(let wanted): return halfWidth <= wanted
      case .relative(let wanted): return halfWidth <= wanted * abs(interval.mean)
      }
    }
  }

  /// Whether to go on, or why to stop.
  public enum Status: Hashable, Sendable {
    /// One more replication is wanted.
    case goOn
    /// The wanted half-width is reached.
    case precise
    /// The greatest number of replications is reached, the half-width is not.
    case exhausted
  }

  /// The wanted half-width.
  public let target: Target
  /// The chance that the interval covers the mean, were it looked at once.
  public let confidenceLevel: Double
  /// The least number of replications with which any rule may begin.
  public static let fewest = 10

  /// The least number of replications.
  public let minimum: Int
  /// The greatest number of replications.
  public let maximum: Int
  /// The replications so far.
  public private(set) var observations = Tally()
  /// Whether to go on.
  public private(set) var status: Status = .goOn

  /// Creates a rule.
  ///
  /// - Parameters:
  ///   - target: The wanted half-width, finite and above 0.
  ///   - confidenceLevel: That of the interval, between 0 and 1.
  ///   - minimum: The least number of replications, at least 10.
  ///   - maximum: The greatest number, at least `minimum`.
  /// - Throws: ``StatisticsInputError`` where one of them lies outside its domain.
  public init(
    _ target: Target, confidenceLevel: Double = 0.95, minimum: Int = fewest, maximum: Int = 1_000
  ) throws(StatisticsInputError) {
    switch target {
    case .absolute(let width): try checkPositive(width, "absolute half-width")
    case .relative(let width): try checkPositive(width, "relative half-width")
    }
    try checkLevel(confidenceLevel)
    try checkAtLeast(PrecisionRule.fewest, minimum, "least number of replications")
    try checkAtLeast(minimum, maximum, "greatest number of replications")
    self.target = target
    self.confidenceLevel = confidenceLevel
    self.minimum = minimum
    self.maximum = maximum
  }

  /// How many replications there have been; also the number, from 0, of the next one.
  public var count: Int { observations.count }

  /// The interval now; `nil` before the first replication.
  public var interval: StudentInterval? {
    StudentInterval(observations, confidenceLevel: confidenceLevel)
  }

  /// Adds the next replication.
  ///
  /// - Parameter observation: Finite. Only while the status is to go on: observations after that
  ///   would make the number of replications depend on more than the rule.
  public mutating func add(_ observation: Double) {
    precondition(status == .goOn, "the rule has stopped")
    precondition(observation.isFinite, "an observation is finite")
    observations.add(observation)
    guard count >= minimum else { return }
    if isPrecise { status = .precise } else if count >= maximum { status = .exhausted }
  }

  private var isPrecise: Bool {
    interval.map { target.isMet(by: $0) } ?? false
  }
}
