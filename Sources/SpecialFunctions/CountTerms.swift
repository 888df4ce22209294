#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Terms of the Poisson and binomial sums, without the cancellation of large factorials.
///
/// Both are Loader's: Stirling's formula takes the size of each term apart from its distance to the
/// mean, so that the absolute error of the logarithm is some 1e-14, plus 1e-16 of its own size,
/// from the smallest to the largest counts. The counts need not be whole: the densities of the gamma
/// and beta distributions are such terms too.
///
/// Source: C. Loader, *Fast and Accurate Computation of Binomial Probabilities*, Bell Laboratories,
/// 2000.
public enum CountTerms {
  /// The logarithm of a Poisson probability.
  ///
  ///     ln(mᵏ e⁻ᵐ / Γ(k + 1))
  ///
  /// - Parameters:
  ///   - count: The count k, finite and at least 0.
  ///   - mean: The mean m, finite and > 0.
  /// - Returns: The logarithm.
  public static func logPoisson(_ count: Double, mean: Double) -> Double {
    precondition(count >= 0 && mean > 0, "a count is at least 0 and its mean above 0")
    if count == 0 { return -mean }
    return -stirlingError(count) - poissonDeviance(count, expected: mean)
      - log(2 * Double.pi * count) / 2
  }

  /// The logarithm of a binomial probability.
  ///
  ///     ln(Γ(n + 1) / (Γ(k + 1) Γ(n - k + 1)) pᵏ qⁿ⁻ᵏ)
  ///
  /// - Parameters:
  ///   - successes: k, at least 0.
  ///   - failures: n - k, at least 0.
  ///   - probability: p, above 0 and below 1.
  ///   - complement: q = 1 - p, given so that a small one keeps its digits.
  /// - Returns: The logarithm.
  public static func logBinomial(
    successes: Double, failures: Double, probability: Double, complement: Double
  ) -> Double {
    precondition(successes >= 0 && failures >= 0, "counts are at least 0")
    precondition(probability > 0 && complement > 0, "probabilities are above 0 and below 1")
    if successes == 0 { return failures * logComplement(complement, of: probability) }
    if failures == 0 { return successes * logComplement(probability, of: complement) }
    let trials = successes + failures
    return stirlingError(trials) - stirlingError(successes) - stirlingError(failures)
      - poissonDeviance(successes, expected: trials * probability)
      - poissonDeviance(failures, expected: trials * complement)
      - log(2 * Double.pi * successes * (failures / trials)) / 2
  }

  /// ln y for y = 1 - x, from whichever of the two is the smaller.
  private static func logComplement(_ y: Double, of x: Double) -> Double {
    x < 0.5 ? log1p(-x) : log(y)
  }
}
