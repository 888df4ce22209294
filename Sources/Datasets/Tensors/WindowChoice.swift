/// The windows of rows that a dataset has as tensors, beside its tables.
public struct WindowChoice: Hashable, Sendable {
  /// How many rows a window has.
  public let length: Int
  /// By how many rows a window begins later than the one before.
  public let hop: Int

  /// Creates a choice.
  ///
  /// - Parameters:
  ///   - length: How many rows a window has; at least 1.
  ///   - hop: How many rows lie between the beginnings of two windows, at least 1; `nil` for as many as a window has.
  public init(length: Int, hop: Int? = nil) {
    precondition(length >= 1 && (hop ?? 1) >= 1, "a window has rows, and the next begins later")
    self.length = length
    self.hop = hop ?? length
  }
}
