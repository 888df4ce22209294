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

  static func best(
    points: [[Double]], isChoice: [Bool], values: [Double], variances: [Double]?,
    prior: ProcessPrior, old: [Double]?, canWarp: Bool
  ) -> WarpedFit? {
    let sorted = values.sorted()
    let spread = sorted[sorted.count / 2] - sorted[0]
    var best: (fit: WarpedFit, misfit: Double)?
    // Without a spread there is nothing to measure bends by: half of all values are the least.
    let canWarp = canWarp && spread > 0
    let current = old.flatMap { Int(exactly: $0[$0.count - 1]) }.map {
      canWarp && bends.indices.contains($0) ? $0 : 0
    }
    let choosing = canWarp && (current == nil || values.count % 5 == 0)
    let choices = choosing ? Array(bends.indices) : [current ?? 0]
    for choice in choices {
      let scale = OutputScale(values, bend: choice == 0 ? .infinity : bends[choice] * spread)
      let square = scale.deviation * scale.deviation
      let errors = variances.map { $0.map { $0 / square } }
      let targets = values.map { scale.scaled($0) }
      var starts = [prior.means]
      var evaluations = 60
      if let old {
        starts = [Array(old.dropLast())]
        evaluations = choice == current ? 30 : 40
      }
      if old == nil || values.count % 4 == 0 {
        var short = prior.means
        for i in isChoice.indices { short[i] = -1.2 }
        starts.append(short)
      }
      var process = GaussianProcess(
        points: points, isChoice: isChoice, targets: targets, variances: errors, prior: prior,
        starts: starts,
        evaluations: evaluations)
      if process == nil {
        // Points too close for each other: as if each observation had an error of a thousandth.
        var rougher = prior
        rougher.means[isChoice.count + 1] = max(-13, prior.means[isChoice.count + 1])
        process = GaussianProcess(
          points: points, isChoice: isChoice, targets: targets, variances: errors, prior: rougher,
          starts: [prior.means],
          evaluations: 60)
      }
      guard let process else { continue }
      let misfit = process.misfit - scale.logarithmOfSlopes(values)
      if best.map({ misfit < $0.misfit }) ?? true {
        best = (
          WarpedFit(
            process: process, scale: scale, memory: process.parameters.vector + [Double(choice)]),
          misfit
        )
      }
    }
    return best?.fit
  }
}
