import ProcessQuality
import TestDraws
import TestSupport
import Testing

@Suite("Average run lengths")
struct RunLengthTests {
  // MARK: - Published tables

  /// Lucas and Saccucci 1990, as in Montgomery's book: λ, L, and the run lengths at the shifts.
  @Test(
    "EWMA charts have the run lengths of Lucas and Saccucci", .tags(.exact),
    arguments: [
      (0.25, 2.998, [500, 170, 48.2, 20.1, 11.1, 5.5, 3.6, 2.7, 2.3, 1.7]),
      (0.2, 2.962, [500, 150, 41.8, 18.2, 10.5, 5.5, 3.7, 2.9, 2.4, 1.9]),
      (0.1, 2.814, [500, 106, 31.3, 15.9, 10.3, 6.1, 4.4, 3.4, 2.9, 2.2]),
      (0.05, 2.615, [500, 84.1, 28.8, 16.4, 11.4, 7.1, 5.2, 4.2, 3.5, 2.7]),
    ])
  func ewmaTable(smoothing: Double, limit: Double, published: [Double]) throws {
    let chart = try EwmaChart(center: 0, sigma: 1, smoothing: smoothing, limit: limit)
    let shifts = [0, 0.25, 0.5, 0.75, 1, 1.5, 2, 2.5, 3, 4]
    for (shift, value) in zip(shifts, published) {
      let length = chart.averageRunLength(shift: shift)
      // Three digits are printed; the table's own Markov chain is off by up to one of the last.
      let unit = value >= 100 ? 1 : 0.1
      #expect(abs(length - value) <= 1.1 * unit, "shift \(shift): \(length)")
    }
  }

  /// Lucas and Crosier 1982: k = 0.5; the head start is h/2.
  @Test(
    "CUSUM charts have the run lengths of Lucas and Crosier, with and without head start",
    .tags(.exact),
    arguments: [
      (4.0, 0.0, [168, 74.2, 26.6, 13.3, 8.38, 4.75, 3.34, 2.62, 2.19, 1.71]),
      (4, 2, [149, 62.7, 20.1, 8.97, 5.29, 2.86, 2.01, 1.59, 1.33, 1.07]),
      (5, 0, [465, 139, 38.0, 17.0, 10.4, 5.75, 4.01, 3.11, 2.57, 2.01]),
      (5, 2.5, [430, 122, 28.7, 11.2, 6.35, 3.37, 2.36, 1.86, 1.54, 1.16]),
    ])
  func cusumTable(interval: Double, headStart: Double, published: [Double]) throws {
    let chart = try CusumChart(
      center: 0, sigma: 1, reference: 0.5, decisionInterval: interval, headStart: headStart)
    let shifts = [0, 0.25, 0.5, 0.75, 1, 1.5, 2, 2.5, 3, 4]
    for (shift, value) in zip(shifts, published) {
      let length = chart.averageRunLength(shift: shift)
      // Three digits are printed: half of the last one, and a little for exact halves.
      let unit = value >= 100 ? 1 : value >= 10 ? 0.1 : 0.01
      #expect(abs(length - value) <= 0.51 * unit, "shift \(shift): \(length)")
    }
  }

  // MARK: - Closed forms

  @Test("An EWMA that forgets at once is a Shewhart chart", .tags(.law))
  func fullWeight() throws {
    for (limit, shift) in [(3.0, 0.0), (3, 1), (2.5, -0.7), (4.5, 0.3)] {
      let shewhart = try ShewhartChart(center: 0, sigma: 1, limit: limit)
      for isExact in [false, true] {
        let ewma = try EwmaChart(
          center: 0, sigma: 1, smoothing: 1, limit: limit, hasExactLimits: isExact)
        let expected = shewhart.averageRunLength(shift: shift)
        // A quadrature that agrees with a coarser one to 1e-10.
        #expect(relativeError(ewma.averageRunLength(shift: shift), expected) < 1e-9)
      }
    }
  }

  @Test("A Shewhart chart signals once in 370.4 points, as Montgomery has it", .tags(.exact))
  func shewhart() throws {
    let chart = ControlChart.shewhart(try ShewhartChart(center: 0, sigma: 1, limit: 3))
    #expect(abs(chart.averageRunLength(shift: 0) - 370.4) < 0.05)
    #expect(abs(chart.averageRunLength(shift: 1) - 43.89) < 0.005)
  }

  /// For long intervals the logarithm of the run length rises by the root of the cumulant equation.
  ///
  /// E exp(r (z - k)) = 1 has the root r = 2 (k - δ) for normal z: Cramér's exponent.
  @Test("Run lengths beyond 10⁵⁰ keep their digits", .tags(.law))
  func astronomical() throws {
    let length = try CusumChart.oneSidedRunLength(
      reference: 0.5, decisionInterval: 40, shift: -1)
    let longer = try CusumChart.oneSidedRunLength(
      reference: 0.5, decisionInterval: 41, shift: -1)
    #expect(length > 1e50)
    // e³; 80 additions of positive numbers for each state lose no more than some 1e-14.
    #expect(relativeError(longer / length, 20.085_536_923_187_668) < 1e-12)
  }

  @Test("Run lengths do not depend on the side of the shift", .tags(.law))
  func symmetry() throws {
    let charts: [ControlChart] = [
      .shewhart(try ShewhartChart(center: 1, sigma: 2, limit: 2.5)),
      .cusum(
        try CusumChart(
          center: 1, sigma: 2, reference: 0.25, decisionInterval: 8, headStart: 3)),
      .ewma(try EwmaChart(center: 1, sigma: 2, smoothing: 0.3, limit: 2.9)),
      .ewma(
        try EwmaChart(center: 1, sigma: 2, smoothing: 0.3, limit: 2.9, hasExactLimits: true)),
    ]
    for chart in charts {
      let (up, down) = (chart.averageRunLength(shift: 0.6), chart.averageRunLength(shift: -0.6))
      #expect(relativeError(up, down) < 1e-12)
    }
  }

  // MARK: - Simulation

  /// Each chart is run to its signal 20,000 times, at most some 50 points long.
  @Test(
    "Simulated charts run as long as the integral equation says", .tags(.statistical),
    arguments: [
      (0, 2.0, 0.0, 0.3), (1, 4, 0, 0.5), (1, 5, 2.5, 1), (1, 3, 0, -0.8), (2, 2.7, 0.1, 0.75),
      (3, 2.7, 0.1, 0.75), (3, 2.5, 0.4, -1.2), (3, 2.6, 0.05, 0.6),
    ])
  func simulation(kind: Int, limit: Double, other: Double, shift: Double) throws {
    let (center, sigma) = (12.0, 0.5)
    var chart: ControlChart =
      switch kind {
      case 0: .shewhart(try ShewhartChart(center: center, sigma: sigma, limit: limit))
      case 1:
        .cusum(
          try CusumChart(
            center: center, sigma: sigma, reference: 0.5, decisionInterval: limit,
            headStart: other))
      default:
        .ewma(
          try EwmaChart(
            center: center, sigma: sigma, smoothing: other, limit: limit,
            hasExactLimits: kind == 3))
      }
    var draws = Draws("run lengths", ordinal: kind + Int(100 * abs(shift)) + Int(1_000 * other))
    let runs = 20_000
    var (sum, squares) = (0.0, 0.0)
    for _ in 0..<runs {
      chart.restart()
      var length = 1.0
      while !chart.add(center + sigma * (shift + draws.normal())) { length += 1 }
      sum += length
      squares += length * length
    }
    let mean = sum / Double(runs)
    let error = ((squares / Double(runs) - mean * mean) / Double(runs)).squareRoot()
    // 4 standard errors: a right chart fails for about 1 seed in 16,000.
    #expect(abs(mean - chart.averageRunLength(shift: shift)) < 4 * error)
  }

  // MARK: - Design

  @Test("A chart designed for a run length in control has it", .tags(.law))
  func design() throws {
    for length in [50, 370.4, 1e6] {
      let shewhart = try ShewhartChart(
        center: 0, sigma: 1, limit: ShewhartChart.limit(inControlRunLength: length))
      #expect(relativeError(shewhart.averageRunLength(shift: 0), length) < 1e-9)
      let cusum = try CusumChart(
        center: 0, sigma: 1, reference: 0.25,
        decisionInterval: CusumChart.decisionInterval(
          inControlRunLength: length, reference: 0.25))
      #expect(relativeError(cusum.averageRunLength(shift: 0), length) < 1e-9)
      let ewma = try EwmaChart(
        center: 0, sigma: 1, smoothing: 0.2,
        limit: EwmaChart.limit(inControlRunLength: length, smoothing: 0.2))
      #expect(relativeError(ewma.averageRunLength(shift: 0), length) < 1e-9)
    }
  }

  @Test("A run length that no chart has is refused", .tags(.failure))
  func impossibleDesigns() {
    #expect(throws: QualityInputError.self) {
      try CusumChart.decisionInterval(inControlRunLength: 1.2, reference: 0.5)
    }
    #expect {
      try ShewhartChart.limit(inControlRunLength: 1)
    } throws: {
      "\($0)" == "average run length is 1; it must be finite and above 1"
    }
  }
}
