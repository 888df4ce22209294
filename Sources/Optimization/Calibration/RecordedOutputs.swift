/// What a plant recorded: the figures to which a model's outputs are fitted.
public struct RecordedOutputs: Hashable, Sendable {
  /// One figure an output.
  public let values: [Double]
  /// The standard deviation of each figure's error; `nil` where it is the spread of one replication, as of
  /// a period that was recorded once.
  public let deviations: [Double?]
  /// From how many replications each of the model's outputs comes, at least 2.
  public let replications: Int

  /// Notes figures.
  ///
  /// - Parameters:
  ///   - values: One figure an output, at least one; finite.
  ///   - deviations: Their standard deviations; `nil` for the spread of one replication.
  ///   - replications: From how many replications each of the model's outputs comes, at least 2.
  public init(values: [Double], deviations: [Double?], replications: Int) {
    precondition(!values.isEmpty && values.count == deviations.count, "each figure has an error")
    precondition(values.allSatisfy(\.isFinite), "figures are finite")
    precondition(deviations.allSatisfy { $0.map { $0 >= 0 } ?? true }, "errors are not below 0")
    precondition(replications >= 2, "a spread comes from two replications or more")
    self.values = values
    self.deviations = deviations
    self.replications = replications
  }
}
