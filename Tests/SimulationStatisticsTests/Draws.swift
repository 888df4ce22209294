#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

import EventKernel
import SpecialFunctions

/// Random numbers for a test, from a stream of its own.
struct Draws {
  private var stream: RandomStream

  init(_ purpose: String, ordinal: Int = 0) {
    let key = StreamKey(seed: 20_260_301, replication: 0, path: "tests", purpose: purpose)
    stream = RandomStream(key, ordinal: UInt64(ordinal))
  }

  mutating func uniform() -> Double { stream.uniform() }

  mutating func normal() -> Double { StandardNormal.quantile(stream.uniform()) }

  mutating func exponential() -> Double { -log(stream.uniform()) }

  mutating func index(below count: Int) -> Int { Int(stream.uniform() * Double(count)) }

  /// The same elements in another order.
  mutating func permuted<Element>(_ elements: [Element]) -> [Element] {
    var elements = elements
    for last in stride(from: elements.count - 1, to: 0, by: -1) {
      elements.swapAt(last, index(below: last + 1))
    }
    return elements
  }

  /// A stationary autoregressive series of order 1 with mean 0 and variance 1.
  mutating func autoregressive(_ phi: Double, count: Int) -> [Double] {
    let scale = (1 - phi * phi).squareRoot()
    var value = normal()
    var series: [Double] = []
    series.reserveCapacity(count)
    for _ in 0..<count {
      series.append(value)
      value = phi * value + scale * normal()
    }
    return series
  }
}

/// How far an estimate lies from what is expected, as a part of that.
func relativeError(_ value: Double, _ expected: Double) -> Double {
  value == expected ? 0 : abs(value - expected) / abs(expected)
}

/// The part of trials with some outcome, and how far it lies from what is expected.
struct Share {
  private(set) var hits = 0
  private(set) var trials = 0

  mutating func add(_ isHit: Bool) {
    trials += 1
    if isHit { hits += 1 }
  }

  var value: Double { Double(hits) / Double(trials) }

  /// Standard errors from what is expected, which may have a standard error itself.
  func z(from expected: Double, standardError reference: Double = 0) -> Double {
    let variance = expected * (1 - expected) / Double(trials) + reference * reference
    return (value - expected) / variance.squareRoot()
  }
}

extension Double {
  /// e to this power.
  var exponential: Double { exp(self) }

  /// This to a power.
  func raised(to power: Double) -> Double { pow(self, power) }

  /// The natural logarithm.
  var logarithm: Double { log(self) }
}
