import SimulationStatistics
import TestDraws
import TestSupport
import Testing

@Suite("Quantile sketch")
struct QuantileSketchTests {
  static let probabilities = [0, 0.001, 0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 0.999, 1]

  /// Observations of some shape by its name.
  static func observations(_ shape: String, count: Int, ordinal: Int = 0) -> [Double] {
    var draws = Draws(shape, ordinal: ordinal)
    return (0..<count).map { _ in
      switch shape {
      case "uniform": draws.uniform()
      case "exponential": draws.exponential()
      case "lognormal": (2 * draws.normal()).exponential
      case "normal": draws.normal()
      case "Pareto": draws.uniform().raised(to: -1)
      case "counts": Double(draws.index(below: 9) - 4)
      default: draws.uniform() < 0.3 ? 0 : (20 * draws.normal()).exponential
      }
    }
  }

  /// The sketch promises α of the exact quantile, and 1e-13 of rounding.
  @Test(
    "Every quantile lies within the stated relative error", .tags(.law),
    arguments: ["uniform", "exponential", "lognormal", "normal", "Pareto", "counts", "wide"],
    [0.05, 0.01, 0.001])
  func relativeErrors(shape: String, relativeError alpha: Double) throws {
    let observations = QuantileSketchTests.observations(shape, count: 5_000)
    var sketch = try QuantileSketch(relativeError: alpha, bucketLimit: 200_000)
    for observation in observations { sketch.add(observation) }
    let ordered = observations.sorted()
    #expect(sketch.count == 5_000)
    #expect(sketch.resolution == 0)
    for probability in QuantileSketchTests.probabilities {
      let exact = ordered[Int(probability * 4_999)]
      let value = try #require(sketch.quantile(probability))
      #expect(abs(value - exact) <= (alpha + 1e-13) * abs(exact))
    }
    #expect(sketch.quantile(0) == ordered[0])
    #expect(sketch.quantile(1) == ordered[4_999])
  }

  @Test(
    "Sketches merged in any order, or filled in any order, are equal", .tags(.law),
    arguments: ["normal", "Pareto", "wide"], [8, 300, 2_048])
  func merging(shape: String, bucketLimit: Int) throws {
    let observations = QuantileSketchTests.observations(shape, count: 2_000, ordinal: 1)
    let empty = try QuantileSketch(bucketLimit: bucketLimit)
    var draws = Draws("merging sketches")
    var whole = empty
    for observation in observations { whole.add(observation) }
    for _ in 0..<10 {
      var parts = Array(repeating: empty, count: 7)
      for observation in draws.permuted(observations) {
        parts[draws.index(below: 6)].add(observation)
      }
      var merged = empty
      for part in draws.permuted(parts) { merged.merge(part) }
      #expect(merged == whole)
      #expect(merged.hashValue == whole.hashValue)
      for probability in QuantileSketchTests.probabilities {
        #expect(merged.quantile(probability) == whole.quantile(probability))
      }
    }
  }

  @Test("With few buckets the promise holds above the resolution, and below it the magnitude")
  func fewBuckets() throws {
    let observations = QuantileSketchTests.observations("wide", count: 5_000).map { $0 - 1 }
    var sketch = try QuantileSketch(relativeError: 0.02, bucketLimit: 100)
    for observation in observations { sketch.add(observation) }
    let ordered = observations.sorted()
    let resolution = sketch.resolution
    #expect(resolution > 0)
    for rank in stride(from: 0, to: 5_000, by: 7) {
      let exact = ordered[rank]
      // A rank from the middle of (rank, rank + 1) is the same whatever the rounding.
      let value = try #require(sketch.quantile((Double(rank) + 0.5) / 4_999))
      let bound = abs(exact) > resolution ? (0.02 + 1e-13) * abs(exact) : 1.02 * resolution
      #expect(abs(value - exact) <= bound)
    }
  }

  @Test("Zeros, signs and the ends of the range of numbers", .tags(.exact))
  func ends() throws {
    var sketch = try QuantileSketch(bucketLimit: 200_000)
    #expect(sketch.quantile(0.5) == nil)
    let least = Double.leastNonzeroMagnitude
    let greatest = Double.greatestFiniteMagnitude
    for observation in [-greatest, -1, -least, -0.0, 0, least, 1, greatest, greatest] {
      sketch.add(observation)
    }
    #expect(sketch.count == 9)
    #expect(sketch.minimum == -greatest)
    #expect(sketch.quantile(0.5) == 0)
    #expect(sketch.quantile(1) == greatest)
    let nearlyGreatest = try #require(sketch.quantile(0.9))
    #expect(relativeError(nearlyGreatest, greatest) <= 0.01 + 1e-13)
    // The smallest number has no neighbor within 1 %: it is hit exactly.
    #expect(sketch.quantile(5.5 / 8) == least)
  }

  @Test("A sketch takes an error and a limit that make sense", .tags(.failure))
  func domains() {
    for relativeError in [0, 1, -0.1, Double.nan] {
      #expect(throws: StatisticsInputError.self) {
        try QuantileSketch(relativeError: relativeError)
      }
    }
    #expect(
      throws: StatisticsInputError.outOfRange(
        name: "limit of buckets", value: 0, requirement: "at least 1")
    ) { try QuantileSketch(bucketLimit: 0) }
  }
}
