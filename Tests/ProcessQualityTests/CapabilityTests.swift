import ProcessQuality
import TestDraws
import TestSupport
import Testing

@Suite("Process capability")
struct CapabilityTests {
  /// Montgomery's tables of process fallout, centered and shifted by 1.5 σ (3.4 at six sigma).
  @Test(
    "Defectives per million are those of Montgomery's tables", .tags(.exact),
    arguments: [
      (0.5, 0.0, 133_614.0), (1.0, 0.0, 2_700.0), (4.0 / 3, 0.0, 63.0), (5.0 / 3, 0.0, 0.573),
      (2.0, 0.0, 0.00197), (1.0, 1.5, 66_811.0), (2.0, 1.5, 3.4),
    ])
  func defectives(cp: Double, shift: Double, perMillion: Double) throws {
    let process = try ProcessCapability(
      limits: .init(lower: -6 * cp, upper: 6 * cp), mean: 2 * shift, standardDeviation: 2)
    #expect(relativeError(process.cp ?? .nan, cp) < 1e-15)
    // The tables print two digits and more; 63 is the coarsest, ±0.5.
    #expect(relativeError(1e6 * process.fractionNonconforming, perMillion) < 0.5 / 63)
    #expect(relativeError(process.yield + process.fractionNonconforming, 1) < 1e-15)
    let centered = try ProcessCapability(
      limits: process.limits, mean: 0, standardDeviation: 2)
    #expect(process.leastFractionNonconforming == centered.fractionNonconforming)
    #expect(process.bestYield >= process.yield)
  }

  /// Montgomery's example of the strength of bottles: only a lower limit, 200; mean 264, deviation 32.
  @Test("With one limit there is a Cpk and no Cp", .tags(.exact))
  func oneSided() throws {
    let bottles = try ProcessCapability(
      limits: .init(lower: 200), mean: 264, standardDeviation: 32)
    #expect(abs(bottles.cpk - 0.67) < 0.005)
    #expect(bottles.cp == nil)
    #expect(bottles.cpm == nil)
    #expect(abs(bottles.fractionNonconforming - 0.0228) < 5e-5)
    #expect(bottles.bestYield == 1)
  }

  @Test("A target other than the middle lowers Cpm by the distance to it", .tags(.exact))
  func target() throws {
    // σ = 3, mean 4 off the target: √(3² + 4²) = 5.
    let process = try ProcessCapability(
      limits: .init(lower: 0, upper: 60), mean: 30, standardDeviation: 3, target: 26)
    #expect(process.cpm == 2)
    #expect(relativeError(process.cp ?? .nan, 60.0 / 18) < 1e-15)
  }

  @Test("Deviations within samples, over all and from moving ranges are told apart", .tags(.exact))
  func tally() throws {
    var tally = CharacteristicTally()
    // Means 2 and 12; Σ(x - mean)² = 2 + 8 = 10 with 2 + 2 degrees of freedom.
    for sample in [[1.0, 2, 3], [10, 12, 14]] {
      for value in sample { tally.add(value) }
      tally.endSample()
    }
    #expect(tally.count == 6)
    #expect(relativeError(tally.mean, 7) < 1e-15)
    #expect(relativeError(tally.withinSampleStandardDeviation ?? .nan, 2.5.squareRoot()) < 1e-15)
    // Σ(x - 7)² = 10 + 6 · 25 = 160, 5 degrees of freedom.
    #expect(relativeError(tally.overallStandardDeviation ?? .nan, 32.0.squareRoot()) < 1e-15)
    // Ranges 1, 1, 7, 2, 2, whose mean is 2.6; d₂ = 1.128.
    #expect(abs((tally.movingRangeStandardDeviation ?? .nan) - 2.6 / 1.128) < 0.001)
    let limits = try SpecificationLimits(lower: 0, upper: 14)
    #expect(
      relativeError(try tally.capability(within: limits).cpk, 7 / (3 * 2.5.squareRoot())) < 1e-14)
    #expect(
      relativeError(try tally.performance(within: limits).cpk, 7 / (3 * 32.0.squareRoot()))
        < 1e-14)
  }

  @Test("A drifting mean shows in the overall deviation and not in the others", .tags(.statistical))
  func drift() throws {
    var draws = Draws("drift")
    var (samples, single) = (CharacteristicTally(), CharacteristicTally())
    for index in 0..<20_000 {
      let value = draws.normal() + Double(index) / 5_000
      samples.add(value)
      single.add(value)
      if index % 5 == 4 { samples.endSample() }
    }
    // σ = 1 within; the drift from 0 to 4 adds 4²/12 to the overall variance. The standard error of
    // a standard deviation is about σ/√(2n): 0.0056 with 16,000 degrees of freedom; that of the
    // mean moving range is 0.0065 (its variance is 0.826 σ²/n for d₂-scaled ranges). 4 of them
    // each.
    #expect(abs((samples.withinSampleStandardDeviation ?? .nan) - 1) < 0.0225)
    #expect(abs((single.movingRangeStandardDeviation ?? .nan) - 1) < 0.026)
    let overall = (1 + 16.0 / 12).squareRoot()
    #expect(abs((single.overallStandardDeviation ?? .nan) - overall) < 4 * overall / 200)
    #expect(single.withinSampleStandardDeviation == single.overallStandardDeviation)
  }

  @Test("Too few values, or values without spread, give no index", .tags(.failure))
  func tooFew() throws {
    let limits = try SpecificationLimits(lower: 0, upper: 1)
    var tally = CharacteristicTally()
    tally.add(0.5)
    #expect {
      try tally.capability(within: limits)
    } throws: {
      "\($0)" == "characteristic: 1 values, and at least 2 are needed"
    }
    tally.add(0.5)
    #expect {
      try tally.performance(within: limits)
    } throws: {
      "\($0)" == "standard deviation is 0; it must be finite and above 0"
    }
    #expect(throws: QualityInputError.self) { try SpecificationLimits(lower: 1, upper: 1) }
    #expect(throws: QualityInputError.self) { try SpecificationLimits() }
  }
}
