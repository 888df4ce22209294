public import EventKernel

extension Distribution {
  /// A life of which it is known that it lasts longer than `age`.
  ///
  /// Drawn by inversion from what lies above the age: exact however far out in the tail that is, and
  /// increasing in the one uniform number that it takes. For lives that are pending when a copy of a
  /// simulation is given a future of its own.
  ///
  /// - Parameters:
  ///   - age: The age reached.
  ///   - stream: Where the random number comes from.
  /// - Returns: The whole life, above `age`; `nil` where no life lasts that long.
  public func life(
    beyond age: Double, using stream: inout RandomStream
  ) -> Double? {
    let rest = TruncatedDistribution(givenSurvival(to: age))
    return rest.canDraw ? rest.sample(using: &stream) : nil
  }
}
