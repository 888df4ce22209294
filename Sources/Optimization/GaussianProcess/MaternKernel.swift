/// The Matérn covariance of smoothness 5/2.
///
///     k(r) = (1 + √5 r + 5 r²/3) e^(-√5 r),  r² = Σⱼ (xⱼ - x′ⱼ)² / ℓⱼ²
///
/// A length scale ℓ for each dimension (automatic relevance determination). For a choice without an
/// order the squared difference is 1 where the values differ (Hamming distance).
///
/// Source: C. E. Rasmussen, C. K. I. Williams, *Gaussian Processes for Machine Learning*, MIT Press,
/// 2006, eq. 4.17.
enum MaternKernel {
  /// The covariance, and what its derivatives share.
  ///
  ///     slope = (5/3)(1 + √5 r) e^(-√5 r) = -2 dk/d(r²)
  ///
  /// - Parameter squaredDistance: r² of four pairs.
  /// - Returns: k and the slope of each.
  @inline(__always)
  static func covariance(
    _ squaredDistance: FourLanes
  ) -> (value: FourLanes, slope: FourLanes) {
    let root = (squaredDistance * 5).squareRoot()
    let decay = FourLanes.exponential(ofMinus: root)
    let value = (root + 1 + squaredDistance * (5.0 / 3)) * decay
    return (value, (root + 1) * decay * (5.0 / 3))
  }
}
