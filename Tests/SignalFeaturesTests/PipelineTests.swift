import SignalFeatures
import TestDraws
import TestSupport
import Testing

@Suite("Feature pipeline")
struct PipelineTests {
  static let features: [ReadingFeature] = [
    .last, .mean(readings: 4), .deviation(readings: 4), .slope(readings: 4), .least(readings: 4),
    .greatest(readings: 4), .exponentialMean(timeConstant: 100),
    .aboveBaseline(readings: 1, first: 3), .baselineScore(readings: 2, first: 3), .count, .missing,
    .age, .silence,
  ]

  static func pipeline() throws -> FeaturePipeline {
    try FeaturePipeline([
      FeatureChannel("temperature", features), FeatureChannel("current", [.last, .silence, .age]),
    ])
  }

  @Test("A vector worked by hand", .tags(.exact))
  func byHand() throws {
    var pipeline = try Self.pipeline()
    pipeline.beginLife(at: 1_000)
    #expect(pipeline.count == 16 && pipeline.vector.count == 16)
    for (step, value) in [10 as Float, 12, 14, 99, 20, 22].enumerated() {
      pipeline.feed(
        channel: 0, time: 1_000 + 10 * Double(step), value: value, isMissing: value == 99)
    }
    pipeline.feed(channel: 1, time: 1_060, value: .infinity)
    let vector = pipeline.vector
    // 12, 14, 20, 22 at 10, 20, 40, 50: mean 17, squares 68, times' 1,000, products 260.
    #expect(vector[0] == 22 && vector[1] == 17)
    #expect(abs(vector[2] - (68.0 / 3).squareRoot()) < 1e-14 && abs(vector[3] - 0.26) < 1e-14)
    #expect(vector[4] == 12 && vector[5] == 22)
    // The first three have the mean 12 and the deviation 2.
    #expect(vector[7] == 10 && vector[8] == 4.5)
    #expect(vector[9] == 5 && vector[10] == 1 && vector[11] == 60 && vector[12] == 10)
    #expect(vector[13].isNaN && vector[14].isNaN && vector[15] == 60)
    #expect(pipeline.names[3] == "temperature.slope_4" && pipeline.names[14] == "current.silence")
  }

  @Test("What is made of the whole life, worked by hand", .tags(.exact))
  func ofLife() throws {
    var pipeline = try FeaturePipeline([
      FeatureChannel(
        "wear",
        [
          .meanDifference(readings: 2, of: 4), .exceedance(first: 2), .lifeMean, .lifeSlope,
          .lifeGreatest,
        ])
    ])
    #expect(pipeline.vector.allSatisfy { $0.isNaN })
    for life in 0..<2 {
      pipeline.beginLife(at: 100 * Double(life))
      for (step, value) in [9 as Float, 11, 8, 14, 20, 10].enumerated() {
        pipeline.feed(channel: 0, time: 100 * Double(life) + Double(step), value: value)
      }
      let vector = pipeline.vector
      // The last two have the mean 15, the last four 13.
      #expect(vector[0] == 2)
      // The first two have the mean 10; 14 and 20 are 4 and 10 above, 8 and 10 are not.
      #expect(vector[1] == 14)
      // Mean 12; products of (step - 2.5) and (value - 12): 7.5 + 1.5 + 2 + 1 + 12 - 5 = 19 over 17.5.
      #expect(abs(vector[2] - 12) < 1e-14 && abs(vector[3] - 19 / 17.5) < 1e-14)
      #expect(vector[4] == 20)
    }
  }

  @Test("Before the first reading what is unknown is NaN", .tags(.exact))
  func unknown() throws {
    let vector = try Self.pipeline().vector
    for place in [0, 1, 2, 3, 4, 5, 6, 7, 8, 12, 13, 14] { #expect(vector[place].isNaN) }
    #expect(vector[9] == 0 && vector[10] == 0 && vector[11] == 0)
  }

  @Test("A new life, a copy and a pipeline that was never used give equal bits", .tags(.law))
  func determinism() throws {
    var draws = Draws("pipeline")
    var used = try Self.pipeline()
    for step in 0..<137 {
      used.feed(channel: step % 2, time: Double(step), value: Float(draws.normal()))
    }
    used.beginLife(at: 500)
    var fresh = try Self.pipeline()
    fresh.beginLife(at: 500)
    var copy = fresh
    for step in 0..<300 {
      let (value, isMissing) = (Float(50 + draws.normal()), draws.chance(0.1))
      let time = 500 + Double(step)
      used.feed(channel: 0, time: time, value: value, isMissing: isMissing)
      fresh.feed(channel: 0, time: time, value: value, isMissing: isMissing)
      if step == 150 { copy = fresh }
      if step > 150 { copy.feed(channel: 0, time: time, value: value, isMissing: isMissing) }
    }
    let bits = used.vector.map(\.bitPattern)
    #expect(bits == fresh.vector.map(\.bitPattern))
    #expect(bits == copy.vector.map(\.bitPattern))
  }

  @Test("Rows and vectors ask for no memory", .tags(.exact))
  func memory() throws {
    var pipeline = try Self.pipeline()
    var vector = [Double](repeating: 0, count: pipeline.count)
    let count = allocations {
      for step in 0..<2_000 {
        pipeline.feed(channel: step & 1, time: Double(step), value: Float(step % 37))
        pipeline.copyVector(to: &vector)
        if step % 500 == 0 { pipeline.beginLife(at: Double(step)) }
      }
    }
    #expect((count ?? 0) == 0)
  }

  @Test("What features cannot be is said", .tags(.failure))
  func problems() {
    #expect(throws: FeatureProblem("two channels are called a; names must differ")) {
      try FeaturePipeline([FeatureChannel("a", []), FeatureChannel("a", [])])
    }
    #expect(
      throws: FeatureProblem("the feature mean_0 is of 0 readings; it must be of 1 to 10000000")
    ) { try FeaturePipeline([FeatureChannel("a", [.mean(readings: 0)])]) }
    #expect(
      throws: FeatureProblem(
        "the feature baseline_score_5_of_1 has a baseline of 1 readings; it must be of 2 to 10000000"
      )
    ) { try FeaturePipeline([FeatureChannel("a", [.baselineScore(readings: 5, first: 1)])]) }
    #expect(
      throws: FeatureProblem(
        "the time constant of an exponential mean is 0.0 s; it must be finite and > 0")
    ) { try FeaturePipeline([FeatureChannel("a", [.exponentialMean(timeConstant: 0)])]) }
  }
}
