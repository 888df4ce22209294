import TestDraws
import TestSupport
import Testing

@testable import Optimization

/// Runs at rows, with ranges as they are seen.
func responseData(_ rows: [[Double]], _ values: [Double]) -> ResponseData {
  let inputs = rows[0].indices.map { input in
    let column = rows.map { $0[input] }
    return ResponseInput(
      "x\(input + 1)", .number(low: column.min() ?? 0, high: column.max() ?? 1))
  }
  return ResponseData(inputs: inputs, rows: rows, values: values)
}

@Suite("Quadratic response")
struct QuadraticResponseTests {
  /// The yield of a chemical process by time [min] and temperature [°F].
  ///
  /// D. C. Montgomery, *Design and Analysis of Experiments*, 5th ed., Wiley, 2001, example 11-2.
  static let chemical: ResponseData = {
    let far = 2.0.squareRoot()
    let coded: [[Double]] =
      [[-1, -1], [-1, 1], [1, -1], [1, 1], [0, 0], [0, 0], [0, 0], [0, 0], [0, 0]]
      + [[far, 0], [-far, 0], [0, far], [0, -far]]
    return responseData(
      coded.map { [85 + 5 * $0[0], 175 + 5 * $0[1]] },
      [76.5, 77, 78, 79.5, 79.9, 80.3, 80, 79.7, 79.8, 78.4, 75.6, 78.5, 77])
  }()

  /// The book's axial points are at ±1.414; its figures come out to the digits that it prints.
  @Test("Montgomery's chemical process: coefficients, errors, lack of fit", .tags(.exact))
  func published() throws {
    let response = try QuadraticResponse(QuadraticResponseTests.chemical)
    // The book codes 80 to 90 min as -1 to 1; here the range of the runs is.
    let far = 2.0.squareRoot()
    let scales = [1, far, far, 2, 2, 2]
    let book = [79.94, 0.995, 0.515, -1.376, -1.001, 0.25]
    for (coefficient, (scale, value)) in zip(response.coefficients, zip(scales, book)) {
      #expect(abs(coefficient.value / scale - value) < 0.0006)
    }
    #expect(response.degreesOfFreedom == 7)
    let residual = response.residualDeviation * response.residualDeviation
    #expect(abs(residual - 0.071) < 0.0005)
    let test = try #require(response.lackOfFit)
    #expect(test.degreesOfFreedom == 3 && test.pureDegreesOfFreedom == 4)
    #expect(abs(test.sumOfSquares - 0.28) < 0.005 && abs(test.pureError - 0.212) < 1e-9)
    #expect(abs(test.ratio - 1.78) < 0.01 && abs(test.pValue - 0.2897) < 0.001)
    #expect(abs(response.rSquared - 28.25 / 28.74) < 0.001)
    // The book: 80.21 at 87 min and 176.5 °F.
    let level = try #require(response.stationaryPoint(choices: [85, 175]))
    #expect(level.kind == .maximum && level.isWithinRanges)
    #expect(abs(level.value - 80.21) < 0.005)
    #expect(abs(level.point[0] - 87) < 0.1 && abs(level.point[1] - 176.5) < 0.1)
    #expect(
      zip(level.curvatures, [-1.4141 * 2, -0.9634 * 2]).allSatisfy { abs($0 - $1) < 0.003 })
    let best = ResponseOptimum(
      of: response, isMaximum: true,
      limits: [.range(low: 78, high: 92), .range(low: 168, high: 182)])
    #expect(zip(best.row, level.point).allSatisfy { abs($0 - $1) < 1e-6 } && best.atLimit.isEmpty)
    #expect(abs(best.prediction.mean - level.value) < 1e-12 && !best.prediction.isExtrapolated)
  }

  @Test("An exact quadratic is recovered, with choices", .tags(.law), arguments: 0..<20)
  func exact(ordinal: Int) throws {
    var draws = Draws("quadratic, exact", ordinal: ordinal)
    let inputs = [
      ResponseInput("a", .number(low: 100, high: 300)),
      ResponseInput("b", .number(low: -1, high: 4)),
      ResponseInput("c", .choice(["p", "q", "r"])),
    ]
    let weights = (0..<20).map { _ in draws.normal() }
    func truth(_ row: [Double]) -> Double {
      let (a, b, c) = ((row[0] - 200) / 100, row[1], Int(row[2]))
      return weights[c] + weights[3 + c] * a + weights[6 + c] * b + weights[9] * a * a
        + weights[10] * b * b + weights[11] * a * b
    }
    func row() -> [Double] {
      [100 + 200 * draws.uniform(), -1 + 5 * draws.uniform(), Double(draws.index(below: 3))]
    }
    let rows = (0..<40).map { _ in row() }
    let response = try QuadraticResponse(
      ResponseData(inputs: inputs, rows: rows, values: rows.map(truth)))
    #expect(response.leftOut.isEmpty && response.coefficients.count == 12)
    for _ in 0..<10 {
      let point = row()
      #expect(abs(response.prediction(at: point).mean - truth(point)) < 1e-9)
    }
    #expect(response.residualDeviation < 1e-9)
  }

  @Test("PRESS is what refits without each run give", .tags(.law), arguments: 0..<10)
  func press(ordinal: Int) throws {
    var draws = Draws("quadratic, PRESS", ordinal: ordinal)
    let rows = (0..<25).map { _ in (0..<3).map { _ in draws.uniform() } }
    let values = rows.map { 3 * $0[0] - $0[1] * $0[1] + 0.3 * draws.normal() }
    let data = responseData(rows, values)
    let response = try QuadraticResponse(data)
    for left in rows.indices {
      var others = data
      others.rows.remove(at: left)
      others.values.remove(at: left)
      let refit = try QuadraticResponse(others)
      let there = refit.prediction(at: rows[left])
      let error = values[left] - there.mean
      #expect(abs(response.leaveOneOut.errors[left] - error) < 1e-9)
      #expect(
        relativeError(response.leaveOneOut.deviations[left], there.measuredDeviation) < 1e-8)
    }
  }

  @Test("Intervals cover the truth and a new measurement at 95 %", .tags(.statistical))
  func coverage() throws {
    var draws = Draws("quadratic, coverage")
    var (inside, measured, coefficient) = (0, 0, 0)
    let sets = 400
    for _ in 0..<sets {
      let rows = (0..<20).map { _ in (0..<2).map { _ in 2 * draws.uniform() - 1 } }
      func truth(_ row: [Double]) -> Double { 5 + row[0] - 2 * row[1] * row[1] }
      let inputs = ["a", "b"].map { ResponseInput($0, .number(low: -1, high: 1)) }
      let response = try QuadraticResponse(
        ResponseData(
          inputs: inputs, rows: rows, values: rows.map { truth($0) + 0.5 * draws.normal() }))
      let point = [2 * draws.uniform() - 1, 2 * draws.uniform() - 1]
      let there = response.prediction(at: point)
      if there.interval.contains(truth(point)) { inside += 1 }
      if there.measuredInterval.contains(truth(point) + 0.5 * draws.normal()) { measured += 1 }
      if response.coefficients[1].interval.contains(1) { coefficient += 1 }
    }
    // 4 standard deviations of a binomial count: 400 · 0.95 ± 4 · 4.36.
    for count in [inside, measured, coefficient] { #expect(abs(count - 380) <= 17) }
  }

  @Test("Terms that the runs cannot tell apart are left out, and it is said why", .tags(.exact))
  func leftOut() throws {
    // Corners of a square: squares are 1 everywhere.
    var draws = Draws("quadratic, corners")
    let rows = (0..<8).map { [$0 & 1 == 0 ? 10.0 : 20, $0 & 2 == 0 ? 1.0 : 3] }
    let response = try QuadraticResponse(responseData(rows, rows.map { _ in draws.normal() }))
    let inputs = response.data.inputs
    #expect(response.leftOut.map { $0.term.words(inputs) } == ["x1^2", "x2^2"])
    #expect(
      response.leftOut.map { $0.repeats.map { $0.words(inputs) } } == [
        ["intercept"], ["intercept"],
      ])
    #expect(response.stationaryPoint(choices: rows[0])?.kind == .saddle)
    #expect(throws: QuadraticResponse.Failure.tooFewRows(rows: 3, terms: 6)) {
      try QuadraticResponse(responseData([[1, 2], [3, 4], [5, 7]], [1, 2, 4]))
    }
  }

  @Test("A formula of the scenario language", .tags(.exact))
  func formula() throws {
    let response = try QuadraticResponse(QuadraticResponseTests.chemical)
    let formula = ResponseFormula(
      response, choices: [0, 0],
      inputs: [
        .init(name: "time", unit: "min"),
        .init(name: "oven", unit: "degC", differenceUnit: "K"),
      ],
      target: .init(name: "yield", unit: "%"), digits: 4)
    #expect(
      formula.text.hasPrefix(
        "79.94 % + 1.407 % * (time - 85 min) / (7.07106781187 min) + 0.7286 % * (oven - 175 degC) "
          + "/ (7.07106781187 K) - 2.753 % * ((time - 85 min) / (7.07106781187 min))^2"),
      "\(formula.text)")
  }

  @Test("The optimum at limits and beyond the runs is marked", .tags(.exact))
  func limits() throws {
    let rows = (0..<9).map { [Double($0 % 3), Double($0 / 3)] }
    let response = try QuadraticResponse(
      responseData(rows, rows.map { $0[0] + 2 * $0[1] + ($0[0] == 1 ? 0.01 : 0) }))
    let inner = ResponseOptimum(
      of: response, isMaximum: true, limits: [.range(low: 0, high: 2), .range(low: 0, high: 1.5)])
    #expect(inner.row == [2, 1.5] && inner.atLimit == [0, 1] && !inner.prediction.isExtrapolated)
    let outer = ResponseOptimum(
      of: response, isMaximum: false, limits: [.range(low: -2, high: 2), .range(low: 1, high: 1)])
    #expect(outer.row == [-2, 1] && outer.atLimit == [0] && outer.prediction.isExtrapolated)
  }
}
