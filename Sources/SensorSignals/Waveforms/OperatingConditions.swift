/// How a machine runs while a snapshot is taken.
public struct OperatingConditions: Hashable, Sendable, BitwiseCopyable {
  /// How fast the shaft turns, in Hz: turns a second, not a minute.
  public var shaftSpeed: Double
  /// The load as a part of the full one, from 0; 1 is full.
  public var load: Double

  /// Creates conditions.
  ///
  /// - Parameters:
  ///   - shaftSpeed: In Hz, ≥ 0.
  ///   - load: As a part of the full one, ≥ 0.
  public init(shaftSpeed: Double, load: Double = 1) {
    self.shaftSpeed = shaftSpeed
    self.load = load
  }
}
