import EventKernel
import RandomVariates
import TestSupport
import Testing

/// What draws ask of the memory, counted at malloc.
@Suite("Allocations of draws", .enabled(if: allocations {} != nil))
struct AllocationTests {
  @Test(
    "No draw allocates, of whatever family and in either mode", .tags(.law),
    arguments: SamplerCases.continuous + SamplerCases.cut + SamplerCases.counts
      + SamplerCases.discreteTables + SamplerCases.tables)
  func draws(_ example: SamplerCase) {
    var tables = SamplerTables()
    let sampler = tables.sampler(for: example.distribution, mode: example.mode)
    var stream = RandomStream(
      StreamKey(seed: 1, replication: 0, path: "sampler", purpose: "allocations"))
    var sum = sampler.sample(using: &stream, from: tables)
    let count = allocations {
      for _ in 0..<500 { sum += sampler.sample(using: &stream, from: tables) }
    }
    #expect(count == 0)
    #expect(!sum.isNaN)
  }
}
