import SpecialFunctions

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How the shares of some groups differ between two samples.
///
///     PSI = Σ (pᵢ - qᵢ) ln(pᵢ/qᵢ)
///
/// Shares are (count + ½)/(total + ½ · groups), so that an empty group is no infinity. By custom below 0.1
/// nothing has changed, from 0.25 much has. The p-value is that of Pearson's χ² for the table of counts.
///
/// Source: B. Yurdakul, J. Naranjo, "Statistical properties of the population stability index", Journal of
/// Risk Model Validation 14 (4), 2020, 89–100.
struct StabilityIndex {
  /// The index, at least 0.
  let value: Double
  /// The probability of counts as different by chance.
  let pValue: Double

  /// Compares counts of the same groups.
  init(_ one: [Int], _ other: [Int]) {
    let groups = one.indices.filter { one[$0] + other[$0] > 0 }
    let (m, n) = (Double(one.reduce(0, +)), Double(other.reduce(0, +)))
    guard groups.count > 1, m > 0, n > 0 else {
      (value, pValue) = (0, 1)
      return
    }
    let half = Double(groups.count) / 2
    var (index, square) = (0.0, 0.0)
    for group in groups {
      let (a, b) = (Double(one[group]), Double(other[group]))
      let (p, q) = ((a + 0.5) / (m + half), (b + 0.5) / (n + half))
      index += (p - q) * log(p / q)
      let share = (a + b) / (m + n)
      square += (a - m * share) * (a - m * share) / (m * share)
      square += (b - n * share) * (b - n * share) / (n * share)
    }
    value = index
    pValue = RegularizedGamma.upper(shape: Double(groups.count - 1) / 2, at: square / 2)
  }

  /// The numbers that part a sample into at most `groups` groups of about equal size, rising.
  ///
  /// A number belongs to the first group whose end is not below it; what is above all to one more.
  static func ends(_ sample: SortedSample, groups: Int = 10) -> [Double] {
    var ends: [Double] = []
    for group in 1..<groups {
      let end = sample.quantile(Double(group) / Double(groups))
      if ends.last != end { ends.append(end) }
    }
    return ends
  }

  /// How many numbers of a sample lie in each group; see ``ends(_:groups:)``.
  static func counts(_ sample: SortedSample, ends: [Double]) -> [Int] {
    var counts: [Int] = []
    var before = 0
    for end in ends {
      let through = sample.firstIndex(above: end)
      counts.append(through - before)
      before = through
    }
    return counts + [sample.values.count - before]
  }
}
