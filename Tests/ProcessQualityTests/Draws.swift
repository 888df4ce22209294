import EventKernel
import SpecialFunctions

/// Standard normal numbers for a test, from a stream of its own.
struct Draws {
  private var stream: RandomStream

  init(_ purpose: String, ordinal: Int = 0) {
    let key = StreamKey(seed: 20_260_301, replication: 0, path: "tests", purpose: purpose)
    stream = RandomStream(key, ordinal: UInt64(ordinal))
  }

  mutating func normal() -> Double { StandardNormal.quantile(stream.uniform()) }
}

/// How far a value lies from what is expected, as a part of that.
func relativeError(_ value: Double, _ expected: Double) -> Double {
  value == expected ? 0 : abs(value - expected) / abs(expected)
}
