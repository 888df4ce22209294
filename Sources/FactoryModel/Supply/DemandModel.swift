/// What says how demand goes on, given what it was: a function of numbers, without memory.
public protocol DemandPredictor: Sendable {
  /// What is expected of the periods that come.
  ///
  /// - Parameters:
  ///   - history: The demand of past periods, the oldest first.
  ///   - periods: How many are asked for, at least 1.
  /// - Returns: The demand of each; `nil` where nothing can be said.
  func demand(after history: [Double], periods: Int) -> [Double]?
}

/// A version of a model that foretells demand, as a factory uses it.
///
/// Two are the same where their references are: a reference names the version and what its file holds.
public struct DemandModel: Hashable, Sendable {
  /// Which version of which model, with a mark of what its file holds: `bolt-demand@sha256:9f86d081884c7d65`.
  public let reference: String
  /// The function.
  public let predictor: any DemandPredictor

  /// Creates a model; see the properties.
  public init(reference: String, predictor: any DemandPredictor) {
    (self.reference, self.predictor) = (reference, predictor)
  }

  /// Whether they are the same version.
  public static func == (left: DemandModel, right: DemandModel) -> Bool {
    left.reference == right.reference
  }

  /// Takes the reference into a hash.
  public func hash(into hasher: inout Hasher) { hasher.combine(reference) }
}
