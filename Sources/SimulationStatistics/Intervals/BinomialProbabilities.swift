/// The probabilities of a binomial count, near its most probable value.
///
/// Weights start from 1 at the most probable count and follow by the ratio of neighbors; divided by
/// their sum they are probabilities. Nothing cancels, so a probability or a sum of them has a
/// relative error of a few units of 1e-16 times the number of steps from the middle, about
/// 20 √n at the most: below 1e-11 for a million trials. Counts less probable than 1e-300 are given
/// the probability 0.
///
/// The ratio of neighbors: N. L. Johnson, A. W. Kemp, S. Kotz, *Univariate Discrete Distributions*,
/// 3rd ed., Wiley, 2005, ch. 3.
struct BinomialProbabilities {
  private var first: Int
  private var weights: [Double]
  private var total: Double

  /// - Parameters:
  ///   - trials: At least 0.
  ///   - probability: That of one success, strictly between 0 and 1.
  init(trials: Int, probability: Double) {
    let odds = probability / (1 - probability)
    let mode = min(trials, Int(Double(trials + 1) * probability))
    var below: [Double] = []
    var above: [Double] = []
    var weight = 1.0
    var count = mode
    while count > 0, weight > 1e-300 {
      weight *= Double(count) / (Double(trials - count + 1) * odds)
      below.append(weight)
      count -= 1
    }
    first = count
    weight = 1
    count = mode
    while count < trials, weight > 1e-300 {
      weight *= Double(trials - count) * odds / Double(count + 1)
      above.append(weight)
      count += 1
    }
    weights = below.reversed() + [1] + above
    // From the small ends inward: what is small is summed before it meets what is large.
    total = below.reversed().reduce(0, +) + above.reversed().reduce(0, +) + 1
  }

  /// The counts with a probability above 0.
  var support: Range<Int> { first..<first + weights.count }

  /// The probability of one count.
  subscript(count: Int) -> Double {
    support.contains(count) ? weights[count - first] / total : 0
  }

  /// The probability of a count within a range.
  func probability(of counts: Range<Int>) -> Double {
    min(1, counts.clamped(to: support).reduce(0) { $0 + weights[$1 - first] } / total)
  }
}
