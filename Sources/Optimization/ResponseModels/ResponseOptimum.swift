/// The set-points at which a model expects the best response within limits.
public struct ResponseOptimum: Hashable, Sendable {
  /// Within which an input is looked for.
  public enum Limit: Hashable, Sendable {
    /// Numbers between two ends, which may be equal.
    case range(low: Double, high: Double)
    /// Some words of a choice, by their numbers.
    case words([Int])
  }

  /// The set-points, as in ``ResponseData/rows``.
  public let row: [Double]
  /// What is expected there.
  public let prediction: ResponsePrediction
  /// The inputs that stand at an end of their limits.
  public let atLimit: [Int]

  /// Looks for the best response.
  ///
  /// Descents on the mean of the model (``LimitedMemoryDescent``) start from the middle, from the
  /// eight runs of which the model expects most and from twelve points of a Sobol sequence, for each
  /// combination of words; of more than 64 combinations, for those that were run.
  ///
  /// - Parameters:
  ///   - model: The model.
  ///   - isMaximum: Whether more is better.
  ///   - limits: One an input.
  public init(of model: some ResponseModel, isMaximum: Bool, limits: [Limit]) {
    let inputs = model.data.inputs
    let sign = isMaximum ? -1.0 : 1.0
    var (lower, upper) = ([Double](), [Double]())
    for (input, limit) in zip(inputs, limits) {
      switch limit {
      case .range(let low, let high):
        lower.append(input.coded(low))
        upper.append(input.coded(high))
      case .words(let words):
        lower.append(Double(words.min() ?? 0))
        upper.append(Double(words.max() ?? 0))
      }
    }
    let numbers = inputs.indices.filter { inputs[$0].words == nil }
    let combinations = ResponseOptimum.combinations(model.data, limits)
    func within(_ point: [Double], _ words: [Double]) -> [Double] {
      point.indices.map {
        inputs[$0].words == nil ? min(upper[$0], max(lower[$0], point[$0])) : words[$0]
      }
    }
    var best: (point: [Double], value: Double)?
    let coded = model.data.rows.map { model.data.coded($0) }
    let order = coded.indices.map { (sign * model.codedMean(coded[$0]).value, $0) }.sorted {
      $0 < $1
    }
    var spread: [[Double]] = [lower.indices.map { (lower[$0] + upper[$0]) / 2 }]
    spread += order.prefix(8).map { coded[$0.1] }
    if !numbers.isEmpty, numbers.count <= SobolSequence.mostDimensions {
      // The first point of the sequence is a corner.
      for place in SobolSequence(dimensions: numbers.count).points(13).dropFirst() {
        var point = spread[0]
        for (coordinate, input) in zip(place, numbers) {
          point[input] = lower[input] + coordinate * (upper[input] - lower[input])
        }
        spread.append(point)
      }
    }
    let descent = LimitedMemoryDescent(
      lower: numbers.map { lower[$0] }, upper: numbers.map { upper[$0] }, evaluations: 200,
      gradientTolerance: 1e-9, fallTolerance: 1e-13)
    for words in combinations {
      for start in spread {
        var point = within(start, words)
        let found = descent.minimum(from: numbers.map { point[$0] }) { free in
          for (place, input) in numbers.enumerated() { point[input] = free[place] }
          let mean = model.codedMean(point)
          return (sign * mean.value, numbers.map { sign * mean.gradient[$0] })
        }
        guard let found else { continue }
        for (place, input) in numbers.enumerated() { point[input] = found.point[place] }
        if best.map({ found.value < $0.value }) ?? true { best = (point, found.value) }
      }
    }
    let point = best?.point ?? within(spread[0], combinations[0])
    row = point.indices.map { input in
      // Ends come out as they were given.
      guard case .range(let low, let high) = limits[input] else { return point[input] }
      if point[input] <= lower[input] { return low }
      if point[input] >= upper[input] { return high }
      return inputs[input].decoded(point[input])
    }
    prediction = model.prediction(at: row)
    atLimit = numbers.filter {
      let tolerance = 1e-6 * (upper[$0] - lower[$0])
      return upper[$0] > lower[$0]
        && (point[$0] <= lower[$0] + tolerance || point[$0] >= upper[$0] - tolerance)
    }
  }

  /// Which words go together: one number an input, 0 for numbers.
  private static func combinations(_ data: ResponseData, _ limits: [Limit]) -> [[Double]] {
    var all: [[Double]] = [[]]
    for limit in limits {
      guard case .words(let words) = limit else {
        all = all.map { $0 + [0] }
        continue
      }
      all = all.flatMap { start in words.map { start + [Double($0)] } }
      if all.count > 64 { break }
    }
    if all.count <= 64 { return all }
    var seen: Set<[Double]> = []
    return data.rows.compactMap { row in
      let words = row.indices.map { data.inputs[$0].words == nil ? 0 : row[$0] }
      let isAllowed = row.indices.allSatisfy { input in
        guard case .words(let allowed) = limits[input] else { return true }
        return allowed.contains(Int(row[input]))
      }
      return isAllowed && seen.insert(words).inserted ? words : nil
    }
  }
}
