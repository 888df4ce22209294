import EventKernel
import SimulationStatistics
import TestDraws
import TestSupport
import Testing

@Suite("Paired bootstrap")
struct PairedBootstrapTests {
  private let key = StreamKey(seed: 4, replication: 0, path: "test", purpose: "bootstrap")

  @Test("Series are drawn together: what is equal stays equal, what is proportional stays so")
  func pairing() {
    let first = (0..<20).map { Ratio(Double($0 * $0 % 17)) }
    let second = first.map { Ratio(3 * $0.numerator + 5) }
    for estimates in PairedBootstrap(resamples: 500, key: key).estimates(of: [first, second, first])
    {
      #expect(estimates[0] == estimates[2])
      // Sums of 20 numbers below 60 are exact.
      #expect(abs(estimates[1] - 3 * estimates[0] - 5) < 1e-12)
    }
  }

  /// The resampled mean of n observations has the variance Σ(x - x̄)²/n².
  ///
  /// See Efron and Tibshirani, ch. 5.
  ///
  /// An estimate of a standard deviation from 10,000 nearly normal numbers has the relative standard
  /// error 1/√20000 = 0.7 %; four of these.
  @Test("Resampled means spread by the standard error", .tags(.statistical))
  func spread() {
    let values = (0..<40).map { Double($0 * 37 % 41) }
    let mean = values.reduce(0, +) / 40
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 1_600
    let estimates = PairedBootstrap(key: key).estimates(of: [values.map { Ratio($0) }]).map {
      $0[0]
    }
    #expect(estimates.count == 10_000)
    let tally = Tally(estimates)
    let deviation = tally.standardDeviation ?? 0
    #expect(abs(deviation / variance.squareRoot() - 1) < 4 * 0.00707)
    #expect(abs((tally.mean ?? 0) - mean) < 4 * deviation / 100)
  }

  @Test("Ratios are those of the sums, not the mean of ratios", .tags(.exact))
  func ratios() {
    let series = [Ratio(1, per: 1), Ratio(9, per: 3)]
    let found = Set(
      PairedBootstrap(resamples: 200, key: key).estimates(of: [series]).map { $0[0] })
    #expect(found == [1, 2.5, 3])
  }

  @Test("Quantiles stand at rank (n + 1) p", .tags(.exact))
  func quantiles() {
    let sorted = [1.0, 2, 3, 4]
    #expect(PairedBootstrap.quantile(0.5, of: sorted) == 2.5)
    #expect(PairedBootstrap.quantile(0.2, of: sorted) == 1)
    #expect(PairedBootstrap.quantile(0.01, of: sorted) == 1)
    #expect(PairedBootstrap.quantile(0.99, of: sorted) == 4)
    #expect(PairedBootstrap.quantile(0.5, of: [1, .infinity, .infinity]) == .infinity)
  }
}
