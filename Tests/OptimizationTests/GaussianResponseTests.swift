import TestDraws
import TestSupport
import Testing

@testable import Optimization

@Suite("Gaussian response")
struct GaussianResponseTests {
  private func bumps(_ row: [Double]) -> Double {
    let z = row[0] - 3
    return 8 / (1 + z * z) + 0.2 * row[1]
  }

  private func runs(_ count: Int, _ purpose: String) -> ResponseData {
    var draws = Draws(purpose)
    let rows = (0..<count).map { _ in [10 * draws.uniform(), 5 * draws.uniform()] }
    let values = rows.map { bumps($0) + 0.2 * draws.normal() }
    return responseData(rows, values)
  }

  @Test("Errors without each run are what processes say that have not seen it", .tags(.law))
  func leaveOneOut() throws {
    let data = runs(30, "gaussian, leave one out")
    let response = try #require(GaussianResponse(data))
    let process = response.process
    for left in data.rows.indices {
      func without<Element>(_ all: [Element]) -> [Element] {
        Array(all[..<left] + all[(left + 1)...])
      }
      let refit = try #require(
        GaussianProcess(
          points: without(process.points), isChoice: process.isChoice,
          targets: without(process.targets), prior: ProcessPrior(means: [], deviations: []),
          parameters: process.parameters))
      let there = refit.prediction(at: process.points[left])
      let error = data.values[left] - response.scale.unscaled(there.mean)
      #expect(abs(response.leaveOneOut.errors[left] - error) < 1e-8)
      let deviation =
        response.scale.deviation * (there.variance + process.noiseVariance).squareRoot()
      #expect(relativeError(response.leaveOneOut.deviations[left], deviation) < 1e-8)
    }
  }

  @Test("A shape that no quadratic has is learned, and foretold with the right spread", .tags(.law))
  func shape() throws {
    let data = runs(80, "gaussian, shape")
    let response = try #require(GaussianResponse(data))
    let quadratic = try QuadraticResponse(data)
    #expect(response.leaveOneOut.rootMeanSquare < 0.5 * quadratic.leaveOneOut.rootMeanSquare)
    #expect(response.errorDeviation > 0.1 && response.errorDeviation < 0.4)
    // 80 · 0.95 within 4 standard deviations of a binomial count.
    #expect(abs(response.leaveOneOut.coverage - 0.95) < 4 * (0.95 * 0.05 / 80).squareRoot())
    let effects = response.effects()
    #expect(effects[0].range > 3 * effects[1].range)
    let best = ResponseOptimum(
      of: response, isMaximum: true, limits: [.range(low: 0, high: 10), .range(low: 0, high: 5)])
    #expect(abs(best.row[0] - 3) < 0.3 && !best.prediction.isExtrapolated)
    let far = response.prediction(at: [30, 2])
    #expect(far.isExtrapolated && far.deviation > 5 * best.prediction.deviation)
  }

  @Test("Errors of processes that learn anew are those of refits", .tags(.law))
  func learnedAnew() throws {
    let data = runs(20, "gaussian, learned anew")
    let response = try #require(GaussianResponse(data))
    let errors = try #require(response.learnedAnew())
    var others = data
    let (left, value) = (others.rows.remove(at: 7), others.values.remove(at: 7))
    let refit = try #require(GaussianResponse(others))
    #expect(errors.errors[7] == value - refit.prediction(at: left).mean)
    #expect(errors.deviations[7] == refit.prediction(at: left).measuredDeviation)
  }

  @Test(
    "Of noise nothing is foretold, and length scales that are kept flatter", .tags(.statistical))
  func noise() throws {
    var draws = Draws("gaussian, noise")
    var (anew, kept) = (0.0, 0.0)
    for _ in 0..<5 {
      let rows = (0..<16).map { _ in (0..<6).map { _ in draws.uniform() } }
      let response = try #require(
        GaussianResponse(responseData(rows, rows.map { _ in draws.normal() })))
      anew += try #require(response.learnedAnew()).predictedRSquared / 5
      kept += response.leaveOneOut.predictedRSquared / 5
    }
    #expect(anew < 0.05 && anew < kept)
  }

  @Test("The better model is taken by how it foretells", .tags(.law))
  func choice() throws {
    let bumpy = ResponseFit(runs(60, "gaussian, choice"), .best)
    #expect(bumpy.chosen == .gaussian && bumpy.errors == bumpy.gaussianLearnedAnew)
    let round = ResponseFit(QuadraticResponseTests.chemical, .best)
    #expect(round.chosen == .quadratic && round.errors == round.quadratic?.leaveOneOut)
    // The others' mean, by hand: 3 values 1, 2, 6 miss by 3, 1.5, 4.5.
    let mean = ResponseFit(responseData([[1], [2], [3]], [1, 2, 6]), .quadratic)
    #expect(mean.chosen == nil && mean.quadraticFailure == .tooFewRows(rows: 3, terms: 3))
    #expect(abs(mean.errorOfMean - (31.5 / 3).squareRoot()) < 1e-14)
  }

  @Test("With the same parameters it is the same model, bit by bit", .tags(.law))
  func again() throws {
    let response = try #require(GaussianResponse(runs(25, "gaussian, again")))
    let again = try #require(GaussianResponse(response.data, parameters: response.parameters))
    for row in [[1.0, 2], [3, 4.5], [9, 0]] {
      #expect(again.prediction(at: row) == response.prediction(at: row))
    }
    #expect(again.leaveOneOut == response.leaveOneOut)
    #expect(GaussianResponse(response.data, parameters: [1, 2]) == nil)
  }

  @Test("Derivatives are those of differences, for both models", .tags(.law))
  func gradients() throws {
    let data = runs(30, "gaussian, gradients")
    let models: [any ResponseModel] = [
      try #require(GaussianResponse(data)), try QuadraticResponse(data),
    ]
    for model in models {
      let point = [0.3, -0.4]
      let found = model.codedMean(point)
      for input in 0..<2 {
        var (above, below) = (point, point)
        above[input] += 1e-5
        below[input] -= 1e-5
        let slope = (model.codedMean(above).value - model.codedMean(below).value) / 2e-5
        // Differences of numbers near 5 with steps of 2e-5: an error near 1e-10.
        #expect(abs(found.gradient[input] - slope) < 1e-6)
      }
      let row = [5 + 5 * 0.3, 2.5]
      let coded = data.coded(row)
      #expect(abs(model.codedMean(coded).value - model.prediction(at: row).mean) < 1e-10)
    }
  }

  @Test("Words of a choice have levels of their own", .tags(.exact))
  func words() throws {
    var draws = Draws("gaussian, words")
    let levels = [2.0, 5, 3]
    let rows = (0..<45).map { _ in [Double(draws.index(below: 3)), draws.uniform()] }
    let response = try #require(
      GaussianResponse(
        ResponseData(
          inputs: [
            ResponseInput("catalyst", .choice(["A", "B", "C"])),
            ResponseInput("x", .number(low: 0, high: 1)),
          ], rows: rows,
          values: rows.map { levels[Int($0[0])] + 0.5 * $0[1] + 0.05 * draws.normal() })))
    for word in 0..<3 {
      let there = response.prediction(at: [Double(word), 0.5])
      #expect(abs(there.mean - levels[word] - 0.25) < 0.1)
    }
    let all: [ResponseOptimum.Limit] = [.words([0, 1, 2]), .range(low: 0, high: 1)]
    let best = ResponseOptimum(of: response, isMaximum: true, limits: all)
    #expect(best.row[0] == 1 && best.row[1] > 0.9)
    let allowed = ResponseOptimum(
      of: response, isMaximum: true, limits: [.words([0, 2]), .range(low: 0, high: 1)])
    #expect(allowed.row[0] == 2)
  }
}
