@testable import EventKernel
import TestSupport
import Testing

@Suite("Random streams")
struct RandomStreamTests {
  /// Source: the known answers of the library Random123, file kat_vectors, philox4x64 10.
  @Test("Philox gives the published known answers", .tags(.exact))
  func knownAnswers() {
    let ones = UInt64.max
    #expect(
      words(counter: [ones, ones, ones, ones], key: [ones, ones]) == [
        0x87b0_92c3_013f_e90b, 0x438c_3c67_be8d_0224, 0x9cc7_d7c6_9cd7_77b6,
        0xa09c_aebf_594f_0ba0,
      ])
    let digitsOfPi: [UInt64] = [
      0x243f_6a88_85a3_08d3, 0x1319_8a2e_0370_7344, 0xa409_3822_299f_31d0, 0x082e_fa98_ec4e_6c89,
    ]
    #expect(
      words(counter: digitsOfPi, key: [0x4528_21e6_38d0_1377, 0xbe54_66cf_34e9_0c6c]) == [
        0xa528_f454_03e6_1d95, 0x38c7_2dbd_566e_9788, 0xa5a1_610e_72fd_18b5,
        0x57bd_43b5_e52b_7fe6,
      ])
  }

  private func words(counter: [UInt64], key: [UInt64]) -> [UInt64] {
    let block = philox(
      counter: (counter[0], counter[1], counter[2], counter[3]), key: (key[0], key[1]))
    return [block.0, block.1, block.2, block.3]
  }

  /// SplitMix64 from the state 1234567, as published with the generator's test vectors in Rosetta Code's
  /// task "Pseudo-random numbers/Splitmix64"; xoshiro256++ written out a second time below.
  @Test("A stream gives its first word, then xoshiro256++ seeded by SplitMix64", .tags(.exact))
  func continuation() {
    var stream = RandomStream(first: 1_234_567, mirror: 0)
    #expect(stream.next() == 1_234_567)
    var s: [UInt64] = [
      6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
      4_593_380_528_125_082_431,
    ]
    func rotated(_ x: UInt64, _ k: UInt64) -> UInt64 { x << k | x >> (64 - k) }
    for _ in 0..<20 {
      let expected = rotated(s[0] &+ s[3], 23) &+ s[0]
      let t = s[1] << 17
      s[2] ^= s[0]
      s[3] ^= s[1]
      s[1] ^= s[2]
      s[0] ^= s[3]
      s[2] ^= t
      s[3] = rotated(s[3], 45)
      #expect(stream.next() == expected)
    }
  }

  @Test("Four ordinals in a row begin with the four words of one block", .tags(.exact))
  func beginning() {
    let key = StreamKey(seed: 7, replication: 3, path: "stations.press", purpose: "time")
    let block = philox(counter: (0, 2, 5, 3), key: (7, key.place))
    let first = (8..<12 as Range<UInt64>).map { ordinal in
      var stream = RandomStream(key, ordinal: ordinal, suborder: 5)
      return stream.next()
    }
    #expect(first == [block.0, block.1, block.2, block.3])
  }

  @Test("A remembered block gives what the key gives, in any order", .tags(.law))
  func remembering() {
    let key = StreamKey(seed: 7, replication: 3, path: "stations.press", purpose: "time").antithetic
    var draws = DrawBlock()
    let order: [(UInt64, UInt64)] = [
      (0, 0), (1, 0), (3, 0), (3, 1), (2, 0), (7, 0), (4, 2), (5, 0), (.max, 0), (.max - 1, .max),
    ]
    for (ordinal, suborder) in order + order.reversed() {
      var remembered = draws.stream(key, ordinal: ordinal, suborder: suborder)
      var stream = RandomStream(key, ordinal: ordinal, suborder: suborder)
      #expect((0..<5).map { _ in remembered.next() } == (0..<5).map { _ in stream.next() })
    }
  }

  @Test("The mirror of a stream has one less each of its uniform numbers", .tags(.law))
  func antithetic() {
    let key = StreamKey(seed: 7, replication: 3, path: "stations.press", purpose: "time")
    var stream = RandomStream(key, ordinal: 5)
    var mirror = RandomStream(key.antithetic, ordinal: 5)
    var again = RandomStream(key.antithetic.antithetic, ordinal: 5)
    for _ in 0..<1000 {
      let u = stream.uniform()
      #expect(mirror.uniform() == 1 - u)
      #expect(again.uniform() == u)
    }
  }

  @Test("A rekeyed stream draws other numbers, the same in every branch of its number", .tags(.law))
  func rekeying() {
    let key = StreamKey(seed: 7, replication: 3, path: "stations.press", purpose: "time")
    let keys = [key] + (0..<100).map { key.rekeyed(branch: $0) }
    var first: Set<UInt64> = []
    for key in keys {
      var stream = RandomStream(key)
      first.insert(stream.next())
    }
    #expect(first.count == 101)
    #expect(key.rekeyed(branch: 7) == key.rekeyed(branch: 7))
    #expect(key.rekeyed(branch: 7).rekeyed(branch: 8) != key.rekeyed(branch: 8).rekeyed(branch: 7))
  }

  @Test("Any other seed, replication, path, purpose or ordinal gives other numbers", .tags(.law))
  func separation() {
    var seen: Set<UInt64> = []
    var count = 0
    for seed in 0..<4 as Range<UInt64> {
      for replication in 0..<4 as Range<UInt64> {
        for path in ["a", "b", "ab", "a.b"] {
          for purpose in ["time", "b", ""] {
            let key = StreamKey(seed: seed, replication: replication, path: path, purpose: purpose)
            for ordinal in 0..<4 as Range<UInt64> {
              for suborder in 0..<4 as Range<UInt64> {
                var stream = RandomStream(key, ordinal: ordinal, suborder: suborder)
                seen.insert(stream.next())
                count += 1
              }
            }
          }
        }
      }
    }
    // 3072 words of 64 bits: two are equal by chance once in 10^12 such tests.
    #expect(seen.count == count)
  }

  @Test(
    "Uniform numbers lie inside (0, 1) and fill 100 cells evenly", .tags(.statistical),
    arguments: [1, 2, 3] as [UInt64])
  func uniformity(seed: UInt64) {
    var cells = Array(repeating: 0, count: 100)
    let draws = 1_000_000
    let key = StreamKey(seed: seed, replication: 0, path: "x", purpose: "y")
    // Half along one stream, half as the first numbers of many: both ways are used.
    var stream = RandomStream(key)
    for draw in 0..<draws {
      var other = RandomStream(key, ordinal: UInt64(draw + 1))
      let u = draw % 2 == 0 ? stream.uniform() : other.uniform()
      #expect(u > 0 && u < 1)
      cells[Int(u * 100)] += 1
    }
    let expected = Double(draws) / 100
    let chiSquared = cells.reduce(0) {
      $0 + (Double($1) - expected) * (Double($1) - expected) / expected
    }
    // Chi-squared with 99 degrees of freedom: mean 99, standard deviation √198 = 14.07; the upper
    // 1e-5 point is 169.
    #expect(chiSquared < 169)
    // Far too even would be as wrong; the lower 1e-5 point is 48.
    #expect(chiSquared > 48)
  }

  @Test("Words for four ordinals of several keys begin the streams of each", .tags(.law))
  func beginnings() {
    let keys = ["press", "mill", "wash"].map {
      StreamKey(seed: 7, replication: 3, path: $0, purpose: "time")
    }
    let mirrored = keys + [keys[0].antithetic]
    var words = [UInt64](repeating: 0, count: 4 * mirrored.count)
    for first in [0, 4, 1_000_000] as [UInt64] {
      var span = words.mutableSpan
      RandomStream.beginnings(of: mirrored.span, fourFrom: first, into: &span)
      for (place, key) in mirrored.enumerated() {
        for word in 0..<4 {
          var stream = RandomStream(beginning: words[4 * place + word], of: key)
          var expected = RandomStream(key, ordinal: first + UInt64(word))
          #expect((0..<3).map { _ in stream.next() } == (0..<3).map { _ in expected.next() })
        }
      }
    }
  }
}
