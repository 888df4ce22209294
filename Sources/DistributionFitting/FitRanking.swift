import RandomVariates

/// Distributions fitted to a sample, the best first.
///
/// ```swift
/// let ranking = FitRanking(of: FitSample([21.5, 23.0, 19.8, 24.1]))
/// ranking.best?.distribution
/// ```
public struct FitRanking: Hashable, Sendable {
  /// A family that was not fitted.
  public struct LeftOut: Hashable, Sendable {
    /// The family.
    public var family: FittedFamily
    /// Why.
    public var reason: FitRefusal
  }

  /// The fitted distributions by increasing AIC; where these are equal, in the order of the families.
  public let fits: [DistributionFit]
  /// The families that were not fitted, in their order.
  public let leftOut: [LeftOut]

  /// Fits distributions.
  ///
  /// - Parameters:
  ///   - sample: The numbers, at least one of them observed.
  ///   - request: What is fitted, and how it is judged.
  public init(of sample: FitSample, _ request: FitRequest = FitRequest()) {
    var fits: [DistributionFit] = []
    var leftOut: [LeftOut] = []
    for family in FittedFamily.allCases where request.families.contains(family) {
      do throws(FitRefusal) {
        fits.append(try FitRanking.fit(family, sample, request))
      } catch {
        leftOut.append(LeftOut(family: family, reason: error))
      }
    }
    self.fits = fits.enumerated().sorted {
      ($0.element.aic, $0.offset) < ($1.element.aic, $1.offset)
    }.map(\.element)
    self.leftOut = leftOut
    isNotNegative = (sample.values.first ?? 0) >= 0
  }

  /// The first that the sample does not contradict at the level 5 %; `nil` where there is none.
  ///
  /// Where no value of the sample is negative, a normal distribution is passed over that gives negative values
  /// a chance of more than 0.1 %, and a triangle that gives them any.
  public var best: DistributionFit? {
    fits.first { !$0.isRejected() && !(isNotNegative && $0.reachesBelowZero) }
  }

  private let isNotNegative: Bool

  private static func fit(
    _ family: FittedFamily, _ sample: FitSample, _ request: FitRequest
  ) throws(FitRefusal) -> DistributionFit {
    let (distribution, added) = try ShiftSearch.fit(family, sample, request.shift)
    let likelihood = LogLikelihood(distribution.family).value(
      of: sample.shifted(by: distribution.shift))
    guard likelihood.isFinite else { throw .noMaximum }
    let far = GoodnessOfFit.kolmogorovSmirnov(sample, distribution)
    let deep = GoodnessOfFit.andersonDarling(sample, distribution)
    let pValues = ParametricBootstrap(
      family: family, sample: sample, distribution: distribution, request: request
    ).pValues(kolmogorovSmirnov: far, andersonDarling: deep)
    return DistributionFit(
      family: family, distribution: distribution, parameterCount: family.parameterCount + added,
      logLikelihood: likelihood, count: sample.count,
      kolmogorovSmirnov: .init(value: far, pValue: pValues?.kolmogorovSmirnov),
      andersonDarling: deep.map { .init(value: $0, pValue: pValues?.andersonDarling) })
  }
}
