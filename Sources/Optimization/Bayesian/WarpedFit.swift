/// How values are seen by a Gaussian process: warped, then with mean 0 and variance 1.
struct OutputScale: Hashable, Sendable {
  /// Where the warp begins: the least value.
  var least: Double
  /// Within which distance of it the warp is nearly straight; ∞ for none.
  var bend: Double
  var mean = 0.0
  var deviation = 1.0

  /// A value as the process sees it.
  func scaled(_ value: Double) -> Double { (warped(value) - mean) / deviation }

  /// The value that the process sees as this.
  func unscaled(_ value: Double) -> Double {
    let warped = mean + deviation * value
    guard bend.isFinite else { return warped }
    return least + bend * (warped >= 0 ? warped.exponential - 1 : warped)
  }

  private func warped(_ value: Double) -> Double {
    guard bend.isFinite else { return value }
    // Below the least value it goes on as straight as it came.
    let x = (value - least) / bend
    return x >= 0 ? (1 + x).logarithm : x
  }

  /// The scale of some values with a bend.
  init(_ values: [Double], bend: Double) {
    least = values.min() ?? 0
    self.bend = bend
    let warped = values.map { self.warped($0) }
    mean = warped.reduce(0, +) / Double(warped.count)
    let sum = warped.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    deviation = (sum / Double(max(1, warped.count - 1))).squareRoot()
    if !(deviation > 0) { deviation = 1 }
  }

  /// The derivative of the value that the process sees by a value.
  func slope(at value: Double) -> Double {
    guard bend.isFinite else { return 1 / deviation }
    return 1 / (deviation * (bend + max(0, value - least)))
  }

  /// The logarithm of the product of all derivatives.
  func logarithmOfSlopes(_ values: [Double]) -> Double {
    var sum = -Double(values.count) * deviation.logarithm
    guard bend.isFinite else { return sum }
    for value in values { sum -= (bend + value - least).logarithm }
    return sum
  }
}

/// A process with the warp of its values.
struct WarpedFit {
  var process: GaussianProcess
  var scale: OutputScale
  /// The parameters, and the number of the warp.
  var memory: [Double]

  /// Which warps there are: the bend as a part of the values' spread.
  static let bends: [Double] = [.infinity, 1, 0.1, 0.01, 0.001]

  /// Up to how many points parameters are looked for from scratch; of more, so many stand for all.
  static let mostForChoice = 128

  /// The data of a fit.
  struct Data {
    var points: [[Double]]
    var isChoice: [Bool]
    var values: [Double]
    /// The known variances of errors; `nil` where none are known.
    var variances: [Double]?

    /// As many of the data as stand for all: every so many-th in the order of values, the best included.
    func thinned(to count: Int) -> Data {
      let order = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
      let chosen = (0..<count).map { order[$0 * values.count / count] }.sorted()
      return Data(
        points: chosen.map { points[$0] }, isChoice: isChoice, values: chosen.map { values[$0] },
        variances: variances.map { variances in chosen.map { variances[$0] } })
    }
  }

  /// Fits a process, now and then with the warp that explains the data best.
  ///
  /// Parameters go on from those of the last fit. With many data they move little from one trial to the
  /// next, so they are looked for again only after some.
  ///
  /// - Parameters:
  ///   - data: What is to be explained.
  ///   - prior: What is thought of parameters before.
  ///   - old: The ``memory`` of the last fit; `nil` where there is none.
  ///   - canWarp: Whether values may be warped.
  /// - Returns: `nil` where no parameters give a matrix that can be factored.
  static func best(
    _ data: Data, prior: ProcessPrior, old: [Double]?, canWarp: Bool
  ) -> WarpedFit? {
    let count = data.values.count
    let sorted = data.values.sorted()
    // Without a spread there is nothing to measure bends by: half of all values are the least.
    let canWarp = canWarp && sorted[count / 2] > sorted[0]
    let noted = old.flatMap { Int(exactly: $0[$0.count - 1]) } ?? 0
    let current = canWarp && bends.indices.contains(noted) ? noted : 0
    let parameters = old.map { Array($0.dropLast()) }
    guard let parameters, count % max(5, count / 8) != 0 else {
      return chosen(data, prior: prior, parameters: parameters, current: current, canWarp: canWarp)
    }
    if count > 100, count % (count / 50) != 0 {
      // The same parameters with one trial more.
      if let fit = fit(data, choice: current, prior: prior, starts: [parameters], evaluations: 0) {
        return fit.fit
      }
    }
    var starts = [parameters]
    if count <= mostForChoice, count % 4 == 0 { starts.append(short(prior, data)) }
    return fit(
      data, choice: current, prior: prior, starts: starts, evaluations: count > 100 ? 12 : 30)?.fit
  }

  /// The fit with the best of all warps.
  private static func chosen(
    _ data: Data, prior: ProcessPrior, parameters: [Double]?, current: Int, canWarp: Bool
  ) -> WarpedFit? {
    let few = data.values.count > mostForChoice ? data.thinned(to: mostForChoice) : data
    let starts = [parameters ?? prior.means, short(prior, data)]
    let evaluations = parameters == nil ? 60 : 40
    var best: (fit: WarpedFit, misfit: Double, choice: Int)?
    for choice in canWarp ? Array(bends.indices) : [0] {
      // Other warps than today's begin where the best fit so far has ended.
      let begins = best.map { [Array($0.fit.memory.dropLast())] } ?? starts
      guard
        let found = fit(few, choice: choice, prior: prior, starts: begins, evaluations: evaluations)
      else { continue }
      if best.map({ found.misfit < $0.misfit }) ?? true {
        best = (found.fit, found.misfit, choice)
      }
    }
    guard let best, data.values.count > mostForChoice else { return best?.fit }
    return fit(
      data, choice: best.choice, prior: prior, starts: [Array(best.fit.memory.dropLast())],
      evaluations: 8)?.fit
  }

  /// Parameters of a function that changes within a third of the space.
  private static func short(_ prior: ProcessPrior, _ data: Data) -> [Double] {
    var parameters = prior.means
    for i in data.isChoice.indices { parameters[i] = -1.2 }
    return parameters
  }

  private static func fit(
    _ data: Data, choice: Int, prior: ProcessPrior, starts: [[Double]], evaluations: Int
  ) -> (fit: WarpedFit, misfit: Double)? {
    let sorted = data.values.sorted()
    let spread = sorted[sorted.count / 2] - sorted[0]
    guard choice == 0 || spread > 0 else { return nil }
    let scale = OutputScale(data.values, bend: bends[choice] * (spread > 0 ? spread : 1))
    let errors = data.variances.map { variances in
      zip(variances, data.values).map { variance, value in
        let slope = scale.slope(at: value)
        return variance * slope * slope
      }
    }
    let targets = data.values.map { scale.scaled($0) }
    var process: GaussianProcess?
    if evaluations == 0 {
      process = GaussianProcess(
        points: data.points, isChoice: data.isChoice, targets: targets, variances: errors,
        prior: prior,
        parameters: ProcessParameters(vector: starts[0], dimensions: data.isChoice.count))
    } else {
      process = GaussianProcess(
        points: data.points, isChoice: data.isChoice, targets: targets, variances: errors,
        prior: prior, starts: starts, evaluations: evaluations)
    }
    if process == nil, evaluations > 0 {
      // Points too close for each other: as if each observation had an error of a thousandth.
      var rougher = prior
      rougher.means[data.isChoice.count + 1] = max(-13, prior.means[data.isChoice.count + 1])
      process = GaussianProcess(
        points: data.points, isChoice: data.isChoice, targets: targets, variances: errors,
        prior: rougher, starts: [prior.means], evaluations: 60)
    }
    guard let process else { return nil }
    return (
      WarpedFit(
        process: process, scale: scale, memory: process.parameters.vector + [Double(choice)]),
      process.misfit - scale.logarithmOfSlopes(data.values)
    )
  }
}
