/// Families fitted to lives, the best first.
public struct LifeFitRanking: Hashable, Sendable {
  /// A family that could not be fitted.
  public struct LeftOut: Hashable, Sendable {
    /// The family.
    public let family: LifeFamily
    /// Why.
    public let reason: LifetimeError
  }

  /// The fits by increasing AIC; where these are equal, in the order of the families.
  public let fits: [LifeFit]
  /// The families that could not be fitted.
  public let leftOut: [LeftOut]

  /// The fit of the least AIC; `nil` where no family could be fitted.
  public var best: LifeFit? { fits.first }

  /// Fits families.
  ///
  /// - Parameters:
  ///   - sample: The lives.
  ///   - families: The families.
  public init(of sample: LifeSample, families: [LifeFamily] = LifeFamily.allCases) {
    var fits: [LifeFit] = []
    var leftOut: [LeftOut] = []
    for family in LifeFamily.allCases where families.contains(family) {
      do throws(LifetimeError) {
        fits.append(try LifeFit(sample, family))
      } catch {
        leftOut.append(LeftOut(family: family, reason: error))
      }
    }
    self.fits = fits.enumerated().sorted {
      ($0.element.aic, $0.offset) < ($1.element.aic, $1.offset)
    }.map(\.element)
    self.leftOut = leftOut
  }
}
