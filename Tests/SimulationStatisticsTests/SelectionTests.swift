import SimulationStatistics
import TestDraws
import TestSupport
import Testing

@Suite("Selection")
struct SelectionTests {
  // MARK: - Constants

  /// Solved with 30 digits by adaptive quadrature; to four places they are in Bechhofer's table I.
  @Test(
    "Bechhofer's constant", .tags(.exact),
    arguments: [
      (2, [0.9538725524089, 1.812387604874, 2.326174307353, 3.289952714266, 4.370248438266]),
      (3, [1.433830587497, 2.230199841514, 2.710102626186, 3.617297997569, 4.644990426767]),
      (5, [1.846277593627, 2.599703690205, 3.055172625456, 3.919584276376, 4.904838999182]),
      (10, [2.263667438781, 2.982927118803, 3.418178963777, 4.245557466259, 5.191638340922]),
      (20, [2.600866958517, 3.298603395125, 3.720690630705, 4.522984739074, 5.440926100245]),
      (100, [3.232956615109, 3.90202081222, 4.305979726947, 5.072276680341, 5.94711089598]),
    ])
  func knownVarianceConstants(systems: Int, constants: [Double]) throws {
    for (probability, expected) in zip([0.75, 0.9, 0.95, 0.99, 0.999], constants) {
      let h = try KnownVarianceSelection.constant(systems: systems, probability: probability)
      #expect(relativeError(h, expected) < 1e-11)
      let back = try KnownVarianceSelection.probabilityOfCorrectSelection(
        systems: systems, sampleSize: 1, difference: h, standardDeviation: 1)
      #expect(abs(back - probability) < 1e-12)
    }
  }

  @Test("Without a difference the choice is blind", .tags(.exact))
  func blind() throws {
    for systems in [2, 3, 17, 1_000] {
      let probability = try KnownVarianceSelection.probabilityOfCorrectSelection(
        systems: systems, sampleSize: 5, difference: 0, standardDeviation: 2)
      #expect(relativeError(probability, 1 / Double(systems)) < 1e-10)
    }
  }

  /// Solved in SciPy by another quadrature: tanh-sinh in the probabilities of both chi-square
  /// variables.
  ///
  /// Columns: P* = 0.75, 0.9, 0.95, 0.99.
  @Test(
    "Rinott's constant", .tags(.exact),
    arguments: [
      (2, 2, [2.0000000000, 6.1553670743, 12.6275030293, 63.6410319075]),
      (2, 5, [1.1377469881, 2.2908873254, 3.1068638463, 5.1349394145]),
      (2, 10, [1.0303416052, 1.9985530266, 2.6141192953, 3.8874479496]),
      (2, 20, [0.9890500905, 1.8957470775, 2.4524732526, 3.5401402553]),
      (2, 50, [0.9672887496, 1.8437159272, 2.3731289670, 3.3808743726]),
      (3, 3, [2.4376759595, 4.4154007835, 6.3689291535, 14.0901411437]),
      (3, 10, [1.7109594545, 2.5874979411, 3.1657272141, 4.4028858260]),
      (5, 5, [2.6747476624, 3.8366012356, 4.7431246054, 7.2156794946]),
      (5, 10, [2.3175724088, 3.1366680172, 3.6926240038, 4.9142393584]),
      (5, 20, [2.1934532316, 2.9163628601, 3.3854187316, 4.3499615719]),
      (10, 3, [5.2378444809, 8.5522136043, 12.0986028433, 26.7845115661]),
      (10, 5, [3.5364199663, 4.7852580787, 5.7953298989, 8.6535143229]),
      (10, 10, [2.9644264866, 3.7458662866, 4.2895474716, 5.5136001196]),
      (10, 20, [2.7768045098, 3.4373592995, 3.8752766357, 4.7941948703]),
      (10, 50, [2.6846486673, 3.2923739894, 3.6867589379, 4.4903935679]),
      (20, 3, [7.1336397466, 11.5680635953, 16.3849277965, 36.4595970722]),
      (20, 5, [4.3472369178, 5.7182126076, 6.8545714190, 10.1528246722]),
      (20, 20, [3.2635745497, 3.8842628881, 4.3017006989, 5.1900098967]),
      (20, 50, [3.1402101066, 3.6990433065, 4.0669912145, 4.8273511258]),
      (50, 10, [4.1887512514, 4.9554069611, 5.5061392362, 6.7908181032]),
      (50, 50, [3.6622928288, 4.1750196498, 4.5171257446, 5.2336327332]),
    ])
  func rinottConstants(systems: Int, firstStage: Int, constants: [Double]) throws {
    for (probability, expected) in zip([0.75, 0.9, 0.95, 0.99], constants) {
      let h = try rinottConstant(
        systems: systems, firstStage: firstStage, probability: probability)
      // Ten decimals are given.
      #expect(abs(h - expected) < 1e-10 + 1e-10 * expected)
    }
  }

  /// With two observations, k = 2, the inner ratio is Cauchy's: P = 3/4 at h = 2, exactly.
  @Test("Rinott's constant in a case with a closed form", .tags(.exact))
  func rinottByHand() throws {
    let h = try rinottConstant(systems: 2, firstStage: 2, probability: 0.75)
    #expect(abs(h - 2) < 1e-11)
  }

  /// With many degrees of freedom both variances are known: h → √2 times Bechhofer's for the
  /// difference of two means.
  @Test("With a large first stage Rinott's constant becomes the one for known variances")
  func largeFirstStage() throws {
    for (systems, probability) in [(2, 0.95), (2, 0.999_999)] {
      let h = try rinottConstant(
        systems: systems, firstStage: 200_001, probability: probability)
      let limit = try KnownVarianceSelection.constant(
        systems: systems, probability: probability)
      // The difference is of order 1/ν.
      #expect(relativeError(h, limit) < 1e-4)
    }
  }

  @Test("What makes no sense is refused", .tags(.failure))
  func failures() {
    #expect(
      throws: StatisticsInputError.outOfRange(
        name: "probability of correct selection", value: 0.2,
        requirement: "above 1/5, that of a blind choice, and below 1")
    ) { try rinottConstant(systems: 5, firstStage: 10, probability: 0.2) }
    #expect(throws: StatisticsInputError.self) {
      try KimNelson(systems: 1, goal: .maximum, indifferenceZone: 1)
    }
    #expect(throws: StatisticsInputError.self) {
      try KimNelson(systems: 3, goal: .maximum, indifferenceZone: 0)
    }
    #expect(throws: StatisticsInputError.self) {
      try Rinott(systems: 3, goal: .maximum, indifferenceZone: 1, firstStage: 1)
    }
    #expect(
      throws: StatisticsInputError.outOfRange(
        name: "budget", value: 29, requirement: "at least 30")
    ) { try BudgetAllocation(systems: 3, goal: .minimum, budget: 29) }
  }

  // MARK: - KN

  /// n₀ = 2, two systems: the differences 1 and 3 have variance 2 and mean 2.
  ///
  /// η = (0.1⁻² - 1)/2 = 49.5, h² = 99, W(r) = 4/(2r) (99 · 2/16 - r) = 24.75/r - 2.
  @Test("KN eliminates when the lead exceeds the width, worked by hand", .tags(.exact))
  func kimNelsonByHand() throws {
    for goal in SelectionGoal.allCases {
      let sign = goal == .maximum ? 1.0 : -1.0
      var procedure = try KimNelson(
        systems: 2, goal: goal, indifferenceZone: 4, firstStage: 2)
      #expect(relativeError(procedure.eta, 49.5) < 1e-13)
      #expect(relativeError(procedure.hSquared, 99) < 1e-13)
      #expect(procedure.requests.map(\.replications) == [0..<2, 0..<2])
      #expect(procedure.greatestSampleSize == nil)
      procedure.supply([[0, 0], [sign, 3 * sign]])
      #expect(procedure.greatestSampleSize == 13)
      // A lead of 2 beats W(r) = 24.75/r - 2 from r = 7 on.
      for replication in 2..<7 {
        #expect(procedure.result == nil)
        let next = replication..<replication + 1
        #expect(procedure.requests.map(\.replications) == [next, next])
        procedure.supply([[0], [2 * sign]])
      }
      #expect(procedure.requests.isEmpty)
      let result = try #require(procedure.result)
      #expect(result.selected == 1)
      #expect(result.observationCount == 14)
      #expect(
        result.systems[0].elimination
          == SystemEvidence.Elimination(by: 1, afterObservations: 7))
      #expect(result.systems[1].elimination == nil)
      #expect(result.systems[1].observations.mean == 2 * sign)
      #expect(
        result.guarantee.description
          == "KN (Kim & Nelson 2001): the best system is selected with probability at least 0.95, "
          + "if it is better than any other by 4.0 or more; assumes independent normal observations"
      )
    }
  }

  @Test("KN ends where systems are equal and do not vary", .tags(.exact))
  func kimNelsonTies() throws {
    var procedure = try KimNelson(systems: 4, goal: .minimum, indifferenceZone: 1)
    let result = procedure.run { _, _ in 3 }
    #expect(result.selected == 0)
    #expect(result.observationCount == 40)
    #expect(result.systems[3].elimination?.by == 0)
    // Common noise cancels in every difference: no width, and the better is seen at once.
    var common = try KimNelson(systems: 3, goal: .minimum, indifferenceZone: 1)
    var draws = Draws("common noise")
    let noise = (0..<10).map { _ in draws.normal() }
    let selected = common.run { system, replication in
      Double((system + 1) % 3) + noise[replication]
    }.selected
    #expect(selected == 2)
  }

  /// Unequal variances, several correlations, in the slippage configuration: the probability of
  /// correct selection must not be below the nominal one by more than 3 standard errors.
  @Test(
    "KN keeps its promise with and without common random numbers", .tags(.statistical),
    arguments: [0, 0.3, 0.8], [2, 7])
  func kimNelsonPromise(correlation: Double, systems: Int) throws {
    let procedure = try KimNelson(
      systems: systems, goal: .minimum, indifferenceZone: 0.5, probability: 0.9, firstStage: 8)
    let (common, own) = (correlation.squareRoot(), (1 - correlation).squareRoot())
    var share = Share()
    for trial in 0..<1_500 {
      var draws = Draws("KN promise \(correlation) \(systems)", ordinal: trial)
      var shared: [Double] = []
      var run = procedure
      let result = run.run { system, replication in
        while shared.count <= replication { shared.append(draws.normal()) }
        let deviation = 1 + 0.2 * Double(system)
        let noise = deviation * (common * shared[replication] + own * draws.normal())
        return noise - (system == systems - 1 ? 0.5 : 0)
      }
      share.add(result.selected == systems - 1)
    }
    let z = share.z(from: 0.9)
    #expect(z > -3)
  }

  @Test("A closure's error passes through", .tags(.failure))
  func errorsPass() throws {
    struct Stopped: Error, Equatable { var replication: Int }
    var procedure = try KimNelson(systems: 2, goal: .maximum, indifferenceZone: 1)
    #expect(throws: Stopped(replication: 4)) {
      try procedure.run { (_, replication) throws(Stopped) -> Double in
        if replication == 4 { throw Stopped(replication: 4) }
        return 0
      }
    }
  }

  // MARK: - Rinott

  @Test("Rinott's second stage takes what the variance asks for", .tags(.exact))
  func rinottStages() throws {
    var procedure = try Rinott(
      systems: 2, goal: .minimum, indifferenceZone: 0.5, firstStage: 10)
    let wide = (0..<10).map { $0 % 2 == 0 ? 1.0 : -1.0 }
    let size = procedure.sampleSize(variance: 10.0 / 9)
    // ⌈(2.614119/0.5)² · 10/9⌉ = ⌈30.37⌉.
    #expect(size == 31)
    procedure.supply([wide, Array(repeating: -3, count: 10)])
    #expect(procedure.result == nil)
    #expect(procedure.requests == [SelectionRequest(system: 0, replications: 10..<31)])
    procedure.supply([Array(repeating: -5, count: 21)])
    let result = try #require(procedure.result)
    #expect(result.selected == 0)
    #expect(result.systems.map(\.observations.count) == [31, 10])
    #expect(result.guarantee.assumptions.contains(.independentSystems))
  }

  @Test("Rinott ends after the first stage where that is enough", .tags(.exact))
  func rinottFirstStage() throws {
    var procedure = try Rinott(systems: 3, goal: .maximum, indifferenceZone: 1, firstStage: 5)
    let result = procedure.run { system, _ in system == 1 ? 2 : 0 }
    #expect(result.selected == 1)
    #expect(result.observationCount == 15)
  }

  // MARK: - Known variance

  @Test("Selection with a known variance keeps its promise", .tags(.statistical))
  func knownVariancePromise() throws {
    let procedure = try KnownVarianceSelection(
      systems: 4, goal: .minimum, indifferenceZone: 0.5, standardDeviation: 1, probability: 0.9)
    let exact = try KnownVarianceSelection.probabilityOfCorrectSelection(
      systems: 4, sampleSize: procedure.sampleSize, difference: 0.5, standardDeviation: 1)
    let smaller = try KnownVarianceSelection.probabilityOfCorrectSelection(
      systems: 4, sampleSize: procedure.sampleSize - 1, difference: 0.5, standardDeviation: 1)
    #expect(exact >= 0.9)
    #expect(smaller < 0.9)
    var share = Share()
    for trial in 0..<5_000 {
      var draws = Draws("known variance", ordinal: trial)
      var run = procedure
      let result = run.run { system, _ in draws.normal() - (system == 2 ? 0.5 : 0) }
      share.add(result.selected == 2)
    }
    let z = share.z(from: exact)
    #expect(abs(z) < 4)
  }
}
