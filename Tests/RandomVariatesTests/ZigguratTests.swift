import EventKernel
import RandomVariates
import SpecialFunctions
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite("Ziggurat")
struct ZigguratTests {
  static let draws = 4_000_000

  /// The edges of the 256 layers, increasing from 0 to R, built from the top: each layer has the area
  /// of the lowest.
  private func edges(
    tail: Double, area: Double, density: (Double) -> Double, inverse: (Double) -> Double
  ) -> [Double] {
    var edges = [tail]
    for _ in 0..<254 {
      let last = edges[edges.count - 1]
      edges.append(inverse(density(last) + area / last))
    }
    return edges.reversed()
  }

  private func stream(_ seed: UInt64) -> RandomStream {
    RandomStream(StreamKey(seed: seed, replication: 0, path: "ziggurat", purpose: "test"))
  }

  /// Chi-squared over the layers' own edges and the middles between them.
  ///
  /// An error in one layer's table, or in the test at its edge, shows in a cell or two. The limit is
  /// exceeded by a correct sampler with a probability of 1e-6.
  private func check(
    edges: [Double], survival: (Double) -> Double, draw: (inout RandomStream) -> Double,
    seed: UInt64
  ) {
    var ends: [Double] = []
    for (low, high) in zip([0] + edges, edges) { ends += [low + (high - low) / 2, high] }
    let top = edges[edges.count - 1]
    ends += [top + 0.1, top + 0.3]
    var observed = Array(repeating: 0.0, count: ends.count + 1)
    var stream = stream(seed)
    for _ in 0..<ZigguratTests.draws {
      let x = draw(&stream)
      var (low, high) = (0, ends.count)
      while low < high {
        let middle = (low + high) / 2
        if x <= ends[middle] { high = middle } else { low = middle + 1 }
      }
      observed[low] += 1
    }
    var statistic = 0.0
    var before = 1.0
    for (cell, seen) in observed.enumerated() {
      let after = cell < ends.count ? survival(ends[cell]) : 0
      let mean = (before - after) * Double(ZigguratTests.draws)
      statistic += (seen - mean) * (seen - mean) / mean
      before = after
    }
    let degrees = Double(observed.count - 1)
    #expect(
      statistic < 2 * RegularizedGamma.inverseUpper(shape: degrees / 2, probability: 1e-6))
    #expect(
      statistic > 2 * RegularizedGamma.inverseLower(shape: degrees / 2, probability: 1e-6))
  }

  @Test("Exponential draws fill the cells at the layers' edges", .tags(.statistical))
  func exponentialLayers() {
    let tail = Ziggurat.exponentialTail
    let layers = edges(
      tail: tail, area: exp(-tail) * (tail + 1), density: { exp(-$0) }, inverse: { -log($0) })
    // The layers reach the top of the density, as they do for no other R.
    let top = exp(-layers[0]) + exp(-tail) * (tail + 1) / layers[0]
    #expect(abs(top - 1) < 1e-12)
    check(
      edges: layers, survival: { exp(-$0) }, draw: { Ziggurat.exponential(using: &$0) }, seed: 1)
  }

  @Test("Normal draws fill the cells at the layers' edges", .tags(.statistical))
  func normalLayers() {
    let tail = Ziggurat.normalTail
    let beyond = (Double.pi / 2).squareRoot() * erfc(tail / 2.0.squareRoot())
    let area = tail * exp(-tail * tail / 2) + beyond
    let layers = edges(
      tail: tail, area: area, density: { exp(-$0 * $0 / 2) },
      inverse: { (-2 * log($0)).squareRoot() })
    let top = exp(-layers[0] * layers[0] / 2) + area / layers[0]
    #expect(abs(top - 1) < 1e-12)
    check(
      edges: layers, survival: { erfc($0 / 2.0.squareRoot()) },
      draw: { abs(Ziggurat.normal(using: &$0)) }, seed: 2)
  }

  /// Binomial counts: 4 standard errors.
  @Test("The tails hold what they should, on either side", .tags(.statistical))
  func tails() {
    var stream = stream(3)
    let points = [1.0, Ziggurat.normalTail, 4, 4.5]
    var above = Array(repeating: 0.0, count: points.count)
    var below = above
    var far = [0.0, 0.0, 0.0]
    let farPoints = [Ziggurat.exponentialTail, Ziggurat.exponentialTail + 1, 12]
    for _ in 0..<ZigguratTests.draws {
      let z = Ziggurat.normal(using: &stream)
      if abs(z) > 1 {
        for (index, point) in points.enumerated() {
          if z > point { above[index] += 1 }
          if z < -point { below[index] += 1 }
        }
      }
      let x = Ziggurat.exponential(using: &stream)
      if x > 7 {
        for (index, point) in farPoints.enumerated() where x > point { far[index] += 1 }
      }
    }
    let count = Double(ZigguratTests.draws)
    func isNear(_ seen: Double, _ probability: Double) -> Bool {
      abs(seen - count * probability) < 4 * (count * probability).squareRoot()
    }
    for (index, point) in points.enumerated() {
      #expect(isNear(above[index], StandardNormal.survival(point)), "\(point)")
      #expect(isNear(below[index], StandardNormal.survival(point)), "\(-point)")
    }
    for (index, point) in farPoints.enumerated() {
      #expect(isNear(far[index], exp(-point)), "\(point)")
    }
  }

  /// The 37th to 40th binary digits of draws are uniform; the chi-squared limit is the 1e-6 point.
  ///
  /// Where layer and place share bits, as in the original method, the lowest bits of the place are
  /// the same throughout a layer, and the draws of a layer are a comb.
  @Test("Draws are fine-grained and never 0", .tags(.statistical))
  func grain() {
    var stream = stream(4)
    var cells = Array(repeating: 0.0, count: 16)
    var zeros = 0
    for _ in 0..<1_000_000 {
      let x = Ziggurat.exponential(using: &stream)
      let fine = x * 0x1p40
      cells[Int(fine - (fine / 16).rounded(.down) * 16)] += 1
      if x == 0 || Ziggurat.normal(using: &stream) == 0 { zeros += 1 }
    }
    let expected = 1_000_000.0 / 16
    let statistic = cells.reduce(0) { $0 + ($1 - expected) * ($1 - expected) / expected }
    #expect(statistic < 2 * RegularizedGamma.inverseUpper(shape: 7.5, probability: 1e-6))
    #expect(zeros == 0)
  }
}
