import Optimization

/// A process model as JSON.
struct ProcessSummary: Encodable {
  /// How well a model foretells runs that it has not seen.
  struct Errors: Encodable {
    var rootMeanSquare: Double
    var predictedRSquared: Double
    var coverage: Double
    var meanLogScore: Double

    init(_ errors: LeaveOneOutErrors) {
      rootMeanSquare = errors.rootMeanSquare
      predictedRSquared = errors.predictedRSquared
      coverage = errors.coverage
      meanLogScore = errors.meanLogScore
    }
  }

  /// The value of an input: a number or a word.
  struct SetPoint: Encodable {
    var name: String
    var number: Double?
    var word: String?
  }

  /// What is expected at a point.
  struct Prediction: Encodable {
    var mean: Double
    var deviation: Double
    var measuredDeviation: Double
    var interval: [Double]
    var measuredInterval: [Double]
    var isExtrapolated: Bool

    init(_ prediction: ResponsePrediction) {
      mean = prediction.mean
      deviation = prediction.deviation
      measuredDeviation = prediction.measuredDeviation
      interval = [prediction.interval.lowerBound, prediction.interval.upperBound]
      measuredInterval = [
        prediction.measuredInterval.lowerBound, prediction.measuredInterval.upperBound,
      ]
      isExtrapolated = prediction.isExtrapolated
    }
  }

  /// A term of a surface.
  struct Term: Encodable {
    var term: String
    var coefficient: Double
    var standardError: Double
    var interval: [Double]
    var pValue: Double
  }

  /// A term that was left out.
  struct LeftOut: Encodable {
    var term: String
    var repeats: [String]
  }

  /// Whether a surface has the shape of the runs.
  struct Shape: Encodable {
    var ratio: Double
    var degreesOfFreedom: [Int]
    var pValue: Double
  }

  /// Where a surface is level.
  struct Stationary: Encodable {
    var kind: String
    var point: [SetPoint]
    var value: Double
    var curvatures: [Double]
    var isWithinRanges: Bool
  }

  /// A response surface.
  struct Quadratic: Encodable {
    var residualDeviation: Double
    var degreesOfFreedom: Int
    var rSquared: Double
    var adjustedRSquared: Double
    var leaveOneOut: Errors
    var terms: [Term]
    var leftOut: [LeftOut]
    var lackOfFit: Shape?
    var stationaryPoint: Stationary?
    var formula: String
  }

  /// What one input does.
  struct Effect: Encodable {
    var input: String
    var relevance: Double
    var range: Double
    var curve: [Double]
  }

  /// A Gaussian process.
  struct Gaussian: Encodable {
    var errorDeviation: Double
    var leaveOneOut: Errors
    var learnedAnew: Errors?
    var effects: [Effect]
  }

  /// Where the response is best.
  struct Optimum: Encodable {
    var goal: String
    var point: [SetPoint]
    var prediction: Prediction
    var atLimit: [String]
  }

  var target: String
  var unit: String?
  var runs: Int
  var notes: [String]
  var errorOfMean: Double
  var chosen: String
  var quadratic: Quadratic?
  var gaussian: Gaussian?
  var optima: [Optimum]

  /// A point as JSON.
  static func setPoints(_ row: [Double], _ inputs: [ResponseInput]) -> [SetPoint] {
    zip(row, inputs).map { value, input in
      input.words.map { SetPoint(name: input.name, word: $0[Int(value)]) }
        ?? SetPoint(name: input.name, number: value)
    }
  }
}

extension ProcessReport {
  /// The report as JSON.
  var summary: ProcessSummary {
    let inputs = runs.data.inputs
    return ProcessSummary(
      target: runs.target, unit: runs.unit, runs: runs.data.rows.count, notes: runs.notes,
      errorOfMean: fit.errorOfMean, chosen: fit.chosen?.rawValue ?? "",
      quadratic: fit.quadratic.map { summary(of: $0) },
      gaussian: fit.gaussian.map { gaussian in
        ProcessSummary.Gaussian(
          errorDeviation: gaussian.errorDeviation, leaveOneOut: .init(gaussian.leaveOneOut),
          learnedAnew: fit.gaussianLearnedAnew.map { .init($0) },
          effects: gaussian.effects().map {
            ProcessSummary.Effect(
              input: inputs[$0.input].name, relevance: 1 / $0.lengthScale, range: $0.range,
              curve: $0.curve)
          })
      },
      optima: optima.map { isMaximum, optimum in
        ProcessSummary.Optimum(
          goal: isMaximum ? "maximum" : "minimum",
          point: ProcessSummary.setPoints(optimum.row, inputs),
          prediction: .init(optimum.prediction), atLimit: optimum.atLimit.map { inputs[$0].name })
      })
  }

  private func summary(of quadratic: QuadraticResponse) -> ProcessSummary.Quadratic {
    let inputs = runs.data.inputs
    return ProcessSummary.Quadratic(
      residualDeviation: quadratic.residualDeviation, degreesOfFreedom: quadratic.degreesOfFreedom,
      rSquared: quadratic.rSquared, adjustedRSquared: quadratic.adjustedRSquared,
      leaveOneOut: .init(quadratic.leaveOneOut),
      terms: quadratic.coefficients.map {
        ProcessSummary.Term(
          term: $0.term.words(inputs), coefficient: $0.value, standardError: $0.standardError,
          interval: [$0.interval.lowerBound, $0.interval.upperBound], pValue: $0.pValue)
      },
      leftOut: quadratic.leftOut.map {
        ProcessSummary.LeftOut(
          term: $0.term.words(inputs), repeats: $0.repeats.map { $0.words(inputs) })
      },
      lackOfFit: quadratic.lackOfFit.map {
        ProcessSummary.Shape(
          ratio: $0.ratio, degreesOfFreedom: [$0.degreesOfFreedom, $0.pureDegreesOfFreedom],
          pValue: $0.pValue)
      },
      stationaryPoint: quadratic.stationaryPoint(choices: choices).map {
        ProcessSummary.Stationary(
          kind: $0.kind.rawValue, point: ProcessSummary.setPoints($0.point, inputs),
          value: $0.value,
          curvatures: $0.curvatures, isWithinRanges: $0.isWithinRanges)
      },
      formula: ProcessFormula(quadratic, runs, choices: choices).text)
  }
}
