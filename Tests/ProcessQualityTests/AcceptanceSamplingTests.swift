import ProcessQuality
import TestSupport
import Testing

@Suite("Acceptance sampling")
struct AcceptanceSamplingTests {
  /// Montgomery's chapter on lot acceptance, table of the plan.
  @Test(
    "The plan n = 89, c = 2 has Montgomery's operating characteristic", .tags(.exact),
    arguments: [
      (0.005, 0.9897), (0.01, 0.9397), (0.02, 0.7366), (0.03, 0.4985), (0.04, 0.3042),
      (0.05, 0.1721), (0.06, 0.0919), (0.07, 0.0468), (0.08, 0.0230), (0.09, 0.0109),
    ])
  func operatingCharacteristic(fraction: Double, published: Double) throws {
    let plan = try SingleSamplingPlan(sampleSize: 89, acceptanceNumber: 2)
    #expect(
      abs(try plan.acceptanceProbability(fractionDefective: fraction) - published) <= 5.1e-5)
  }

  /// Montgomery's example of rectifying inspection: lots of 10,000, the plan 89, 2.
  @Test("Rectifying inspection has Montgomery's AOQ, AOQL and ATI", .tags(.exact))
  func rectification() throws {
    let plan = try SingleSamplingPlan(sampleSize: 89, acceptanceNumber: 2)
    #expect(
      abs(
        try plan.averageOutgoingQuality(fractionDefective: 0.01, lotSize: 10_000) - 0.0093)
        < 5e-5)
    // Printed 687, from the rounded 0.9397.
    #expect(
      abs(try plan.averageTotalInspection(fractionDefective: 0.01, lotSize: 10_000) - 687) < 0.5)
    // The limit is read off a chart as about 0.0155.
    let limit = try plan.averageOutgoingQualityLimit(lotSize: 10_000)
    #expect(abs(limit.fraction - 0.0155) < 0.0005)
  }

  @Test("No incoming quality gives a worse outgoing quality than the limit", .tags(.law))
  func outgoingLimit() throws {
    for (size, number) in [(1, 0), (5, 0), (50, 1), (80, 2), (200, 10), (30, 29)] {
      let plan = try SingleSamplingPlan(sampleSize: size, acceptanceNumber: number)
      let limit = try plan.averageOutgoingQualityLimit(lotSize: 1_000)
      let greatest = try (0...10_000).map {
        try plan.averageOutgoingQuality(fractionDefective: Double($0) / 10_000, lotSize: 1_000)
      }.max()
      let found = try #require(greatest)
      #expect(limit.fraction >= found)
      // Between two points of the grid the top is flat: within (1e-4/p)² of the value.
      #expect(relativeError(found, limit.fraction) < 1e-2)
    }
  }

  /// p Pₐ = p (1 - p)ⁿ is greatest at 1/(n + 1).
  @Test("With c = 0 the limit has a closed form", .tags(.exact))
  func closedLimit() throws {
    let plan = try SingleSamplingPlan(sampleSize: 4, acceptanceNumber: 0)
    let limit = try plan.averageOutgoingQualityLimit(lotSize: 8)
    #expect(abs(limit.fractionDefective - 0.2) < 1e-12)
    #expect(relativeError(limit.fraction, 0.2 * 0.8 * 0.8 * 0.8 * 0.8 / 2) < 1e-12)
  }

  @Test("Samples from a small lot are counted out exactly", .tags(.exact))
  func hypergeometric() throws {
    let plan = try SingleSamplingPlan(sampleSize: 10, acceptanceNumber: 1)
    // [C(46,10) + 4 C(46,9)] / C(50,10): without its common factors 37·36·… it is
    // (40·39·38·37 + 4·10·40·39·38) / (50·49·48·47).
    let expected = Double(40 * 39 * 38 * 37 + 4 * 10 * 40 * 39 * 38) / Double(50 * 49 * 48 * 47)
    #expect(
      relativeError(try plan.acceptanceProbability(defectives: 4, lotSize: 50), expected) < 1e-13)
    #expect(try plan.acceptanceProbability(defectives: 1, lotSize: 50) == 1)
    #expect(try plan.acceptanceProbability(defectives: 50, lotSize: 50) == 0)
    // The whole lot is inspected.
    #expect(try plan.acceptanceProbability(defectives: 2, lotSize: 10) == 0)
    #expect(try plan.acceptanceProbability(defectives: 1, lotSize: 10) == 1)
  }

  @Test("In a large lot the two kinds of chance meet", .tags(.law))
  func largeLot() throws {
    let plan = try SingleSamplingPlan(sampleSize: 80, acceptanceNumber: 2)
    let lot = 10_000_000
    let binomial = try plan.acceptanceProbability(fractionDefective: 0.02)
    let counted = try plan.acceptanceProbability(defectives: lot / 50, lotSize: lot)
    // They differ by a part of about n/N.
    #expect(relativeError(counted, binomial) < 1e-5)
  }

  @Test(
    "The smallest plan is the one that trying all plans finds", .tags(.law),
    arguments: [
      SingleSamplingPlan.Requirement(acceptableQuality: 0.01, rejectableQuality: 0.06),
      .init(
        acceptableQuality: 0.05, producerRisk: 0.05, rejectableQuality: 0.15,
        consumerRisk: 0.075),
      .init(
        acceptableQuality: 0.005, producerRisk: 0.01, rejectableQuality: 0.03,
        consumerRisk: 0.05),
      .init(
        acceptableQuality: 0.1, producerRisk: 0.3, rejectableQuality: 0.9, consumerRisk: 0.5),
    ])
  func smallestPlan(requirement: SingleSamplingPlan.Requirement) throws {
    let plan = try SingleSamplingPlan.smallest(for: requirement)
    func keeps(_ size: Int, _ number: Int) throws -> Bool {
      let plan = try SingleSamplingPlan(sampleSize: size, acceptanceNumber: number)
      return try plan.acceptanceProbability(fractionDefective: requirement.acceptableQuality)
        >= 1 - requirement.producerRisk
        && plan.acceptanceProbability(fractionDefective: requirement.rejectableQuality)
          <= requirement.consumerRisk
    }
    var smallest: (Int, Int)?
    search: for size in 1...400 {
      for number in 0..<min(size, 20) where try keeps(size, number) {
        smallest = (size, number)
        break search
      }
    }
    let found = try #require(smallest)
    #expect((plan.sampleSize, plan.acceptanceNumber) == found)
  }

  @Test("A demand that contradicts itself, or a sample above the lot, is refused", .tags(.failure))
  func mistakes() throws {
    #expect {
      try SingleSamplingPlan.smallest(
        for: .init(acceptableQuality: 0.06, rejectableQuality: 0.05))
    } throws: {
      "\($0)"
        == "acceptable quality is 0.06; it must be above 0 and below the rejectable quality, 0.05"
    }
    let plan = try SingleSamplingPlan(sampleSize: 80, acceptanceNumber: 2)
    #expect {
      try plan.averageTotalInspection(fractionDefective: 0.01, lotSize: 79)
    } throws: {
      "\($0)" == "lot size is 79; it must be at least the sample size, 80"
    }
    #expect(throws: QualityInputError.self) {
      try SingleSamplingPlan.smallest(
        for: .init(acceptableQuality: 0.01, rejectableQuality: 0.010_001))
    }
    #expect(throws: QualityInputError.self) {
      try SingleSamplingPlan(sampleSize: 3, acceptanceNumber: 3)
    }
  }
}
