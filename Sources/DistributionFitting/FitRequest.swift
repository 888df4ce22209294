/// What is fitted, and how it is judged.
public struct FitRequest: Hashable, Sendable {
  /// Where the families begin that begin at zero.
  public enum Shift: Hashable, Sendable {
    /// At zero.
    case none
    /// At a value that is known, such as the least time that the machine needs.
    case known(Double)
    /// Where the likelihood is greatest; one parameter more.
    case fitted
  }

  /// The families, in any order.
  public var families: [FittedFamily]
  /// Where they begin.
  public var shift: Shift
  /// How many samples are drawn for p-values; 0 for none, `nil` for as many as the sample's size allows.
  public var bootstraps: Int?
  /// The seed of these samples.
  public var seed: UInt64

  /// Asks for all families, without a shift.
  public init(
    families: [FittedFamily] = FittedFamily.allCases, shift: Shift = .none,
    bootstraps: Int? = nil, seed: UInt64 = 1
  ) {
    self.families = families
    self.shift = shift
    self.bootstraps = bootstraps
    self.seed = seed
  }

  /// How many samples are drawn for a sample of that size: 199, and fewer from 5000 values on.
  func bootstraps(for count: Int) -> Int {
    bootstraps ?? min(199, max(19, 1_000_000 / max(1, count) - 1))
  }
}
