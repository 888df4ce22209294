import ProcessQuality
import TestDraws
import TestSupport
import Testing

@Suite("Samples from a normal process")
struct NormalSampleTests {
  /// Montgomery, appendix VI, four digits.
  @Test(
    "c₄ is that of the tables", .tags(.exact),
    arguments: [(2, 0.7979), (3, 0.8862), (4, 0.9213), (5, 0.9400), (10, 0.9727), (25, 0.9896)])
  func tables(count: Int, factor: Double) {
    #expect(abs(NormalSample.deviationFactor(count: count) - factor) <= 0.5e-4)
  }

  @Test("c₄ has its closed forms", .tags(.exact))
  func closedForms() {
    // g(1/2) = 1/√π and g(1) = √π/2, and c₄(n + 2)/c₄(n) follows from Γ(x + 1) = x Γ(x).
    #expect(abs(NormalSample.deviationFactor(count: 2) - (2 / Double.pi).squareRoot()) < 1e-13)
    #expect(abs(NormalSample.deviationFactor(count: 3) - Double.pi.squareRoot() / 2) < 1e-13)
    #expect(abs(NormalSample.indexFactor(count: 3) - 1 / Double.pi.squareRoot()) < 1e-13)
    for count in [2, 7, 60, 83, 84, 1_000] {
      let n = Double(count)
      let ratio = n / (n - 1) * ((n - 1) / (n + 1)).squareRoot()
      let found =
        NormalSample.deviationFactor(count: count + 2) / NormalSample.deviationFactor(count: count)
      #expect(abs(found - ratio) < 1e-13, "\(count)")
    }
    // 1 - 1/(4f) + 1/(32f²) and 1 - 3/(4f) - 7/(32f²), to the third order of 1/f.
    let f = 1e6
    #expect(
      abs(NormalSample.deviationFactor(count: 1_000_001) - (1 - 0.25 / f + 1 / (32 * f * f)))
        < 1e-15)
    #expect(
      abs(NormalSample.indexFactor(count: 1_000_001) - (1 - 0.75 / f - 7 / (32 * f * f))) < 1e-15)
  }

  @Test("s/c₄ and b/s have the means σ and 1/σ", .tags(.statistical), arguments: [6, 12])
  func unbiased(count: Int) throws {
    var draws = Draws("normal samples", ordinal: count)
    let samples = 100_000
    var (deviations, inverses) = (0.0, 0.0)
    var (squares, inverseSquares) = (0.0, 0.0)
    for _ in 0..<samples {
      var tally = CharacteristicTally()
      for _ in 0..<count { tally.add(draws.normal()) }
      let s = try #require(tally.overallStandardDeviation)
      let deviation = s / NormalSample.deviationFactor(count: count)
      let inverse = NormalSample.indexFactor(count: count) / s
      deviations += deviation
      squares += deviation * deviation
      inverses += inverse
      inverseSquares += inverse * inverse
    }
    let n = Double(samples)
    for (sum, square) in [(deviations, squares), (inverses, inverseSquares)] {
      let mean = sum / n
      let standardError = ((square / n - mean * mean) / n).squareRoot()
      #expect(abs(mean - 1) < 4 * standardError, "\(mean) ± \(standardError)")
      // Uncorrected, the mean of s or 1/s is off by more than ten of these.
      #expect(standardError < 0.003)
    }
  }
}
