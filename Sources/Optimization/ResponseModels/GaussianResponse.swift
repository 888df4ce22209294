import LinearAlgebra

/// A response that is learned as a Gaussian process, with errors of unknown size.
///
/// Any smooth shape, where a ``QuadraticResponse`` has only one; for the price of a formula. Numbers
/// are counted from 0 to 1 over the range of the runs; words of a choice are all equally far apart.
///
/// Source: C. E. Rasmussen, C. K. I. Williams, *Gaussian Processes for Machine Learning*, MIT Press,
/// 2006, chs. 2, 4 and 5.
public struct GaussianResponse: ResponseModel {
  /// How much one input does.
  public struct Effect: Hashable, Sendable {
    /// The input's place.
    public var input: Int
    /// Within which distance the response changes its course, as a part of the input's range.
    ///
    /// Of a choice: how alike its words are. What is far above 1 hardly counts, or only in a straight line.
    public var lengthScale: Double
    /// The mean response over all runs with this input set to values from the least to the greatest.
    public var curve: [Double]
    /// How far the curve reaches, from its lowest to its highest.
    public var range: Double { (curve.max() ?? 0) - (curve.min() ?? 0) }
  }

  /// How many runs a process can learn from.
  public static let mostRows = 2_000
  /// From how many runs, spread evenly over all, length scales are learned.
  public static let mostRowsForParameters = 400

  /// The runs.
  public let data: ResponseData
  /// What each run was expected to give by the same process without it.
  public let leaveOneOut: LeaveOneOutErrors
  /// What the process has learned, as natural logarithms.
  ///
  /// A length scale an input, the variance, that of errors, and those of a linear and a quadratic trend.
  /// With the runs they are the whole model.
  public let parameters: [Double]
  /// The greatest standard deviation of the true response at a run that is left out: of the loneliest.
  private let greatestDeviation: Double
  let process: GaussianProcess
  let scale: OutputScale

  /// Learns from runs; `nil` where nothing can be learned from them.
  ///
  /// - Parameter data: The runs, ``mostRows`` at most, with values that are not all equal.
  public init?(_ data: ResponseData) {
    guard data.rows.count >= 3, data.rows.count <= GaussianResponse.mostRows else { return nil }
    let count = min(data.rows.count, GaussianResponse.mostRowsForParameters)
    let chosen = (0..<count).map { $0 * data.rows.count / count }
    let chosenData = WarpedFit.Data(
      points: chosen.map { GaussianResponse.placed(data.rows[$0], data) },
      isChoice: data.inputs.map { $0.words != nil }, values: chosen.map { data.values[$0] })
    let prior = ProcessPrior(dimensions: data.inputs.count, inferringNoise: true)
    guard let fit = WarpedFit.best(chosenData, prior: prior, old: nil, canWarp: false)
    else { return nil }
    self.init(data, parameters: fit.process.parameters.vector)
  }

  /// Takes what was learned before; `nil` where it does not belong to the runs.
  ///
  /// - Parameters:
  ///   - data: The runs.
  ///   - parameters: As in ``parameters``.
  public init?(_ data: ResponseData, parameters: [Double]) {
    let dimensions = data.inputs.count
    guard parameters.count == ProcessParameters.count(dimensions: dimensions),
      parameters.allSatisfy(\.isFinite), data.values.count >= 3
    else { return nil }
    let scale = OutputScale(data.values, bend: .infinity)
    guard
      let process = GaussianProcess(
        points: data.rows.map { GaussianResponse.placed($0, data) },
        isChoice: data.inputs.map { $0.words != nil },
        targets: data.values.map { scale.scaled($0) },
        prior: ProcessPrior(means: [], deviations: []),
        parameters: ProcessParameters(vector: parameters, dimensions: dimensions))
    else { return nil }
    self.data = data
    self.parameters = parameters
    self.process = process
    self.scale = scale
    let others = process.leaveOneOut
    leaveOneOut = LeaveOneOutErrors(
      errors: data.values.indices.map { data.values[$0] - scale.unscaled(others[$0].mean) },
      deviations: others.map { scale.deviation * $0.variance.squareRoot() },
      total: data.totalSumOfSquares)
    // At a run itself the process is sure: it has seen it.
    let noise = process.noiseVariance
    greatestDeviation = others.reduce(0) { max($0, max(0, $1.variance - noise).squareRoot()) }
  }

  /// A row as the process sees it: coordinates from 0 to 1.
  private static func placed(_ row: [Double], _ data: ResponseData) -> [Double] {
    placed(coded: data.coded(row), data)
  }

  private static func placed(coded: [Double], _ data: ResponseData) -> [Double] {
    coded.indices.map { input in
      guard let words = data.inputs[input].words else { return 0.5 + 0.5 * coded[input] }
      return (coded[input] + 0.5) / Double(words.count)
    }
  }

  /// What runs are expected to give by processes that have not seen them, and have learned all they
  /// know, length scales too, without them.
  ///
  /// ``leaveOneOut`` keeps what was learned of all runs; with many inputs and few runs that flatters.
  /// Here up to 60 runs are left out one by one; of more, every 20th at a time, and of more than
  /// ``mostRowsForParameters`` every tenth.
  ///
  /// - Returns: `nil` where some of the runs do not suffice to learn from.
  public func learnedAnew() -> LeaveOneOutErrors? {
    let count = data.rows.count
    let parts =
      count <= 60 ? count : count <= GaussianResponse.mostRowsForParameters ? 20 : 10
    var errors = Array(repeating: 0.0, count: count)
    var deviations = errors
    for part in 0..<parts {
      let (kept, left) = (
        (0..<count).filter { $0 % parts != part }, stride(from: part, to: count, by: parts)
      )
      let others = ResponseData(
        inputs: data.inputs, rows: kept.map { data.rows[$0] }, values: kept.map { data.values[$0] })
      guard let model = GaussianResponse(others) else { return nil }
      for place in left {
        let there = model.prediction(at: data.rows[place])
        errors[place] = data.values[place] - there.mean
        deviations[place] = there.measuredDeviation
      }
    }
    return LeaveOneOutErrors(
      errors: errors, deviations: deviations, total: data.totalSumOfSquares)
  }

  /// The standard deviation of the errors of measurements.
  public var errorDeviation: Double { scale.deviation * process.noiseVariance.squareRoot() }

  /// What to expect; see ``ResponseModel``.
  public func prediction(at row: [Double]) -> ResponsePrediction {
    let seen = process.prediction(at: GaussianResponse.placed(row, data))
    let mean = scale.unscaled(seen.mean)
    let deviation = scale.deviation * seen.variance.squareRoot()
    let measured = scale.deviation * (seen.variance + process.noiseVariance).squareRoot()
    let width = ResponseLevel.normalWidth
    return ResponsePrediction(
      mean: mean, deviation: deviation, measuredDeviation: measured,
      interval: (mean - width * deviation)...(mean + width * deviation),
      measuredInterval: (mean - width * measured)...(mean + width * measured),
      isExtrapolated: seen.variance.squareRoot() > greatestDeviation * (1 + 1e-9))
  }

  /// What is expected, with derivatives; see ``ResponseModel``.
  public func codedMean(_ point: [Double]) -> (value: Double, gradient: [Double]) {
    var room = GaussianProcess.Room(count: process.points.count)
    let seen = process.slopedMean(at: GaussianResponse.placed(coded: point, data), room: &room)
    return (
      scale.unscaled(seen.value), seen.gradient.map { 0.5 * scale.deviation * $0 }
    )
  }

  /// How much each input does, in the order of inputs.
  ///
  /// - Parameter steps: At how many values a number is looked at.
  /// - Returns: One an input.
  public func effects(steps: Int = 11) -> [Effect] {
    let stride = max(1, data.rows.count / 200)
    let rows = Swift.stride(from: 0, to: data.rows.count, by: stride).map {
      data.coded(data.rows[$0])
    }
    var room = GaussianProcess.Room(count: process.points.count)
    return data.inputs.indices.map { input in
      let values: [Double] =
        if let words = data.inputs[input].words {
          words.indices.map { Double($0) }
        } else {
          (0..<steps).map { -1 + 2 * Double($0) / Double(steps - 1) }
        }
      let curve = values.map { value in
        let sum = rows.reduce(0.0) { sum, row in
          var point = row
          point[input] = value
          return sum
            + process.mean(at: GaussianResponse.placed(coded: point, data), room: &room)
        }
        return scale.unscaled(sum / Double(rows.count))
      }
      return Effect(input: input, lengthScale: parameters[input].exponential, curve: curve)
    }
  }
}
