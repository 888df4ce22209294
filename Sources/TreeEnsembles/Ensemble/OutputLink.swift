import SpecialFunctions

/// How the sum of a model's leaves becomes what it predicts.
public enum OutputLink: String, Hashable, Sendable, CaseIterable {
  /// The sum itself.
  case identity
  /// A probability, 1 / (1 + e^-s).
  case logistic
  /// A positive number, e^s.
  case exponential
  /// A probability for each class, e^(s_k) over their sum.
  case softmax

  /// The prediction of one sum; for ``softmax`` the sum itself, which means nothing alone.
  ///
  /// - Parameter sum: The base score with the leaves.
  /// - Returns: The prediction.
  public func prediction(_ sum: Double) -> Double {
    switch self {
    case .identity, .softmax: sum
    case .logistic: 1 / (1 + Reproducible.exp(-sum))
    case .exponential: Reproducible.exp(sum)
    }
  }

  /// Turns sums, one an output, into predictions.
  ///
  /// - Parameter sums: The sums, then the predictions.
  func apply(_ sums: inout MutableSpan<Double>) {
    guard self == .softmax else {
      for output in sums.indices { sums[output] = prediction(sums[output]) }
      return
    }
    var largest = -Double.infinity
    for output in sums.indices { largest = max(largest, sums[output]) }
    var total = 0.0
    for output in sums.indices {
      sums[output] = Reproducible.exp(sums[output] - largest)
      total += sums[output]
    }
    for output in sums.indices { sums[output] /= total }
  }
}
