public import EventKernel

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Exponential and normal numbers by the ziggurat method with 256 layers of equal area.
///
/// The density is covered by 255 rectangles and, lowest, a rectangle with the tail. A point of a
/// layer chosen at random lies under the density at once in 98.9 % of all draws; then it has cost one
/// random word, a product and a comparison. Layer (bits 0–7), sign (bit 8) and place within the layer
/// (bits 11–63) are different bits of the word: where they share bits, as in the original, layer and
/// place are correlated and draws fail tests. A place is (k + 1/2) · 2^-52 of the layer's width, so
/// that no draw is 0.
///
/// Sources: G. Marsaglia, W. W. Tsang, "The Ziggurat Method for Generating Random Variables",
/// *Journal of Statistical Software* 5 (8), 2000; J. A. Doornik, *An Improved Ziggurat Method to
/// Generate Normal Random Samples*, University of Oxford, 2005, for the bits.
public enum Ziggurat {
  /// Where the tail of the exponential begins: the width of its lowest rectangle.
  public static let exponentialTail = 7.697117470131050
  /// Where the tail of the normal begins.
  public static let normalTail = 3.654152885361009

  /// An exponential number of mean 1.
  ///
  /// Not inlined into other modules: there the tables are reached through a call each, which
  /// takes longer than this one call.
  ///
  /// - Parameter stream: Where the random bits come from.
  /// - Returns: A number above 0.
  @inline(never)
  public static func exponential(using stream: inout RandomStream) -> Double {
    let word = stream.next()
    let layer = Int(truncatingIfNeeded: word & 255)
    let place = (word &>> 11) | 1
    let x = Double(Int64(bitPattern: place)) * exponentialWidths[layer]
    if place < exponentialLimits[layer] { return x }
    return exponentialEdge(x, layer, using: &stream)
  }

  /// The exponential number with which a stream begins.
  ///
  /// What ``exponential(using:)`` gives; but the stream need not lie in memory where one word is enough.
  @inline(__always)
  static func exponential(fromStartOf stream: RandomStream) -> Double {
    var start = stream
    let word = start.next()
    let layer = Int(truncatingIfNeeded: word & 255)
    let place = (word &>> 11) | 1
    if place < exponentialLimits[layer] {
      return Double(Int64(bitPattern: place)) * exponentialWidths[layer]
    }
    var whole = stream
    return exponential(using: &whole)
  }

  /// A normal number of mean 0 and standard deviation 1.
  ///
  /// - Parameter stream: Where the random bits come from.
  /// - Returns: A number other than 0.
  @inline(never)
  public static func normal(using stream: inout RandomStream) -> Double {
    let word = stream.next()
    let layer = Int(truncatingIfNeeded: word & 255)
    let place = (word &>> 11) | 1
    let x = Double(Int64(bitPattern: place)) * normalWidths[layer]
    let sign = (word &<< 55) & 0x8000_0000_0000_0000
    if place < normalLimits[layer] { return Double(bitPattern: x.bitPattern | sign) }
    let edge = normalEdge(x, layer, using: &stream)
    guard let edge else { return normal(using: &stream) }
    return Double(bitPattern: edge.bitPattern | sign)
  }

  /// What becomes of a point that may lie above the density.
  @inline(never)
  private static func exponentialEdge(
    _ x: Double, _ layer: Int, using stream: inout RandomStream
  ) -> Double {
    // Beyond the lowest rectangle: there is no memory.
    if layer == 0 { return exponentialTail + exponential(using: &stream) }
    let bottom = exponentialHeights[layer]
    let height = bottom + stream.uniform() * (exponentialHeights[layer + 1] - bottom)
    return height < exp(-x) ? x : exponential(using: &stream)
  }

  /// The magnitude of a normal number whose point may lie above the density; `nil` for a new try.
  @inline(never)
  private static func normalEdge(
    _ x: Double, _ layer: Int, using stream: inout RandomStream
  ) -> Double? {
    if layer == 0 {
      // G. Marsaglia, "Generating a Variable from the Tail of the Normal Distribution",
      // Technometrics 6, 1964, 101–102.
      while true {
        let excess = exponential(using: &stream) / normalTail
        if 2 * exponential(using: &stream) > excess * excess { return normalTail + excess }
      }
    }
    let bottom = normalHeights[layer]
    let height = bottom + stream.uniform() * (normalHeights[layer + 1] - bottom)
    return height < exp(-x * x / 2) ? x : nil
  }
}
