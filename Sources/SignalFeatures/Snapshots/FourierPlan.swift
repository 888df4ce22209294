import SpecialFunctions

/// How a discrete Fourier transform is taken apart: passes of 4, 2, 3 and 5, with their factors.
///
/// Stockham's form: each pass reads one pair of arrays and writes another, in the order in which they lie in
/// memory, so that no reversal of digits is needed. With n numbers still to be transformed and s = N/n
/// transforms side by side, a pass of r reads
///
///     x_k = x[q + s (p + m k)],  m = n/r,  k < r,  p < m,  q < s
///
/// and writes the transform of r numbers, times e^(-2πi k p/n), to q + s (r p + k).
///
/// Source: C. Van Loan, *Computational Frameworks for the Fast Fourier Transform*, SIAM, 1992, sec. 1.7.
struct FourierPlan: Sendable {
  struct Pass: Sendable {
    var radix: Int
    /// Transforms side by side, s.
    var stride: Int
    /// n/r.
    var length: Int
    /// Where its factors begin: those of k = 1, …, r - 1 for p = 0, then for p = 1, and so on.
    var factors: Int
  }

  let length: Int
  private(set) var passes: [Pass] = []
  /// Cosines and sines by turns.
  private(set) var factors: [Double] = []

  /// Makes a plan.
  ///
  /// - Parameter length: N, a product of 2, 3 and 5.
  init(length: Int) {
    self.length = length
    var rest = length
    var stride = 1
    while rest > 1 {
      let radix =
        rest % 4 == 0 ? 4 : rest % 5 == 0 ? 5 : rest % 3 == 0 ? 3 : 2
      precondition(rest % radix == 0, "a plan is for products of 2, 3 and 5")
      let shorter = rest / radix
      passes.append(Pass(radix: radix, stride: stride, length: shorter, factors: factors.count))
      for p in 0..<shorter {
        for k in 1..<radix {
          let (cosine, sine) = Reproducible.circle(turns: -Double(k * p) / Double(rest))
          factors.append(cosine)
          factors.append(sine)
        }
      }
      rest = shorter
      stride *= radix
    }
  }

  /// Whether a length is a product of 2, 3 and 5.
  static func isSmooth(_ length: Int) -> Bool {
    var rest = length
    for prime in [2, 3, 5] { while rest > 1 && rest % prime == 0 { rest /= prime } }
    return rest == 1
  }

  /// The least product of 2, 3 and 5 that is not below a number.
  static func smoothLength(atLeast least: Int) -> Int {
    var length = max(1, least)
    while !isSmooth(length) { length += 1 }
    return length
  }
}
