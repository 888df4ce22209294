#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How far the distributions of two samples are apart, and how likely that is by chance.
///
///     D = max |F₁(x) - F₂(x)|
///
/// The probability of a distance as large, if both samples come from one continuous distribution: up to
/// 250,000 pairs of numbers exactly, by the random walk of which two ordered samples are a path; beyond by
/// Kolmogorov's limit with Stephens' correction. Equal numbers make the true probability smaller.
///
/// Sources: J. L. Hodges, "The significance probability of the Smirnov two-sample test", Arkiv för Matematik 3
/// (1958) 469–486; M. A. Stephens, "Use of the Kolmogorov–Smirnov, Cramér–von Mises and related statistics
/// without extensive tables", Journal of the Royal Statistical Society B 32 (1970) 115–122.
struct KolmogorovSmirnovTest {
  /// The distance D, from 0 to 1.
  let distance: Double
  /// The probability of one as large by chance.
  let pValue: Double

  /// Compares two samples that have numbers.
  init(_ one: SortedSample, _ other: SortedSample) {
    let (m, n) = (one.values.count, other.values.count)
    var (i, j, furthest) = (0, 0, 0)
    while i < m, j < n {
      let value = min(one.values[i], other.values[j])
      while i < m, one.values[i] == value { i += 1 }
      while j < n, other.values[j] == value { j += 1 }
      furthest = max(furthest, abs(i * n - j * m))
    }
    distance = Double(furthest) / (Double(m) * Double(n))
    pValue =
      m * n <= 250_000
      ? KolmogorovSmirnovTest.exact(furthest, m, n)
      : KolmogorovSmirnovTest.limit(distance, m, n)
  }

  /// The probability that a random path from (0, 0) to (m, n) meets |i n - j m| ≥ `furthest`.
  ///
  /// The last step to (i, j) came from (i - 1, j) with probability i/(i + j).
  static func exact(_ furthest: Int, _ m: Int, _ n: Int) -> Double {
    if furthest == 0 { return 1 }
    // inside[j]: the probability that a path to (i, j) has stayed within.
    var inside = [Double](repeating: 0, count: n + 1)
    for i in 0...m {
      for j in 0...n {
        if abs(i * n - j * m) >= furthest {
          inside[j] = 0
        } else if i == 0 {
          inside[j] = j == 0 ? 1 : inside[j - 1]
        } else {
          let share = Double(i) / Double(i + j)
          inside[j] = inside[j] * share + (j > 0 ? inside[j - 1] * (1 - share) : 0)
        }
      }
    }
    return min(1, max(0, 1 - inside[n]))
  }

  static func limit(_ distance: Double, _ m: Int, _ n: Int) -> Double {
    let root = (Double(m) * Double(n) / Double(m + n)).squareRoot()
    let lambda = (root + 0.12 + 0.11 / root) * distance
    guard lambda > 0.2 else { return 1 }
    var (sum, sign) = (0.0, 1.0)
    for k in 1...100 {
      let term = exp(-2 * Double(k * k) * lambda * lambda)
      sum += sign * term
      if term < 1e-17 * abs(sum) || term == 0 { break }
      sign = -sign
    }
    return min(1, max(0, 2 * sum))
  }
}
