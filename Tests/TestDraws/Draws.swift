#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

public import EventKernel
import SpecialFunctions

/// Random numbers for a test, from a stream of its own.
public struct Draws: Sendable {
  private var stream: RandomStream

  /// Creates the draws of an address.
  public init(_ key: StreamKey, ordinal: Int = 0) {
    stream = RandomStream(key, ordinal: UInt64(ordinal))
  }

  /// Creates the draws for something that a test does.
  ///
  /// - Parameters:
  ///   - purpose: What they are for; other words, other draws.
  ///   - ordinal: Which of several series.
  public init(_ purpose: String, ordinal: Int = 0) {
    self.init(
      StreamKey(seed: 20_260_301, replication: 0, path: "tests", purpose: purpose),
      ordinal: ordinal)
  }

  /// A number between 0 and 1.
  public mutating func uniform() -> Double { stream.uniform() }

  /// A standard normal number.
  public mutating func normal() -> Double { StandardNormal.quantile(stream.uniform()) }

  /// An exponential number of mean 1.
  public mutating func exponential() -> Double { -log(stream.uniform()) }

  /// Whether something of that probability happens.
  public mutating func chance(_ probability: Double) -> Bool { stream.uniform() < probability }

  /// A whole number from 0, below `count`.
  public mutating func index(below count: Int) -> Int { Int(stream.uniform() * Double(count)) }

  /// A whole number of a range.
  public mutating func whole(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + index(below: range.count)
  }

  /// The same elements in another order.
  public mutating func permuted<Element>(_ elements: [Element]) -> [Element] {
    var elements = elements
    for last in stride(from: elements.count - 1, to: 0, by: -1) {
      elements.swapAt(last, index(below: last + 1))
    }
    return elements
  }
}
