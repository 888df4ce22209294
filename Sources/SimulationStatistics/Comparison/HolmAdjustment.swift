/// P-values of several tests, adjusted so that all of them may be read at once.
///
/// With the p-values in rising order, p₍₁₎ ≤ … ≤ p₍ₘ₎, the adjusted ones are
///
///     max over j ≤ i of min(1, (m - j + 1) p₍ⱼ₎)
///
/// To call significant what lies at or below α is wrong anywhere with a chance of at most α, however
/// the tests depend on each other. Never weaker than Bonferroni's m p.
///
/// Source: S. Holm, "A simple sequentially rejective multiple test procedure", Scandinavian Journal
/// of Statistics 6 (1979) 65–70; adjusted p-values: P. H. Westfall, S. S. Young,
/// *Resampling-Based Multiple Testing*, Wiley, 1993, ch. 2.
///
/// - Parameter probabilities: P-values from 0 to 1.
/// - Returns: The adjusted p-values, in the order of the given ones.
public func holmAdjusted(_ probabilities: [Double]) -> [Double] {
  precondition(
    probabilities.allSatisfy { $0 >= 0 && $0 <= 1 }, "a probability lies from 0 to 1")
  let order = probabilities.indices.sorted {
    (probabilities[$0], $0) < (probabilities[$1], $1)
  }
  var adjusted = probabilities
  var largest = 0.0
  for (place, index) in order.enumerated() {
    largest = max(largest, min(1, Double(order.count - place) * probabilities[index]))
    adjusted[index] = largest
  }
  return adjusted
}
