import EventKernel
import RandomVariates

/// How large distances are if a sample comes from the fitted family.
///
/// Samples are drawn from the fitted distribution, fitted anew, and their distances compared with that of
/// the data, since parameters that are estimated bring a distribution nearer to its sample than tables
/// for known parameters say. p = (1 + number as large) / (1 + number drawn).
///
/// Source: W. Stute, W. González Manteiga, M. Presedo Quindimil, "Bootstrap based goodness-of-fit tests",
/// *Metrika* 40, 1993, 243–256; the p-value: A. C. Davison, D. V. Hinkley, *Bootstrap Methods and their
/// Application*, Cambridge, 1997, eq. 4.11.
struct ParametricBootstrap {
  var family: FittedFamily
  var sample: FitSample
  var distribution: Distribution
  var request: FitRequest

  /// The p-values of both distances; `nil` where nothing is drawn.
  func pValues(
    kolmogorovSmirnov: Double, andersonDarling: Double?
  ) -> (kolmogorovSmirnov: Double, andersonDarling: Double?)? {
    let drawn = request.bootstraps(for: sample.count)
    guard drawn > 0, family != .constant else { return nil }
    let sampler = Sampler(distribution)
    let losing = ProductLimit(
      ended: sample.censored.map { ($0, 1) }, lost: sample.values.map { ($0, 1) })
    var (asFar, asDeep, compared) = (0, 0, 0)
    for replication in 0..<drawn {
      let key = StreamKey(
        seed: request.seed, replication: UInt64(replication), path: family.rawValue,
        purpose: "bootstrap")
      var stream = RandomStream(key)
      let copy = redrawn(sampler, losing, &stream)
      guard let refit = try? ShiftSearch.fit(family, copy, request.shift) else { continue }
      compared += 1
      if GoodnessOfFit.kolmogorovSmirnov(copy, refit.distribution) >= kolmogorovSmirnov {
        asFar += 1
      }
      if let andersonDarling {
        let depth = GoodnessOfFit.andersonDarling(copy, refit.distribution) ?? .infinity
        if depth >= andersonDarling { asDeep += 1 }
      }
    }
    guard compared > 0 else { return nil }
    func share(_ count: Int) -> Double { Double(count + 1) / Double(compared + 1) }
    return (share(asFar), andersonDarling.map { _ in share(asDeep) })
  }

  /// A sample like the data, censored as they are.
  private func redrawn(
    _ sampler: Sampler, _ losing: ProductLimit, _ stream: inout RandomStream
  ) -> FitSample {
    var (values, censored) = ([Double](), [Double]())
    values.reserveCapacity(sample.count)
    for _ in 0..<sample.count {
      let value = sampler.sample(using: &stream)
      if sample.censored.isEmpty {
        values.append(value)
        continue
      }
      let end = losing.quantile(stream.uniform())
      if end < value { censored.append(end) } else { values.append(value) }
    }
    return FitSample(values, censored: censored)
  }
}
