/// Numbers to which distributions are fitted, in increasing order.
public struct FitSample: Hashable, Sendable {
  /// What was observed, in any unit.
  public let values: [Double]
  /// What is known only to be longer than these (right-censored), in the same unit.
  public let censored: [Double]

  /// Creates a sample.
  ///
  /// - Parameters:
  ///   - values: What was observed, in any order; finite numbers.
  ///   - censored: Right-censored values, in any order; finite numbers.
  public init(_ values: [Double], censored: [Double] = []) {
    precondition(
      values.allSatisfy(\.isFinite) && censored.allSatisfy(\.isFinite), "a sample has numbers")
    self.values = values.sorted()
    self.censored = censored.sorted()
  }

  /// How many numbers there are, censored ones included.
  public var count: Int { values.count + censored.count }

  /// The mean of the observed values; not a number where there are none.
  public var mean: Double { values.reduce(0, +) / Double(values.count) }

  /// The standard deviation of the observed values, with n - 1; zero for fewer than two.
  public var standardDeviation: Double {
    guard values.count > 1 else { return 0 }
    let mean = mean
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (squares / Double(values.count - 1)).squareRoot()
  }

  /// The sample with a number subtracted from each value.
  func shifted(by shift: Double) -> FitSample {
    shift == 0
      ? self : FitSample(values.map { $0 - shift }, censored: censored.map { $0 - shift })
  }
}
