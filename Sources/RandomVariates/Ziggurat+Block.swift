public import EventKernel

extension Ziggurat {
  /// Many normal numbers of mean 0 and standard deviation 1.
  ///
  /// The same numbers as from ``normal(using:)`` one after the other, and the stream is left where they
  /// leave it. The generator's words and the tables stay where they are from one number to the next.
  ///
  /// - Parameters:
  ///   - numbers: Where the numbers go.
  ///   - stream: Where the random bits come from.
  public static func fillNormal(
    _ numbers: inout MutableSpan<Double>, using stream: inout RandomStream
  ) {
    var own = stream
    for place in 0..<numbers.count {
      let before = own
      let word = own.next()
      let layer = Int(truncatingIfNeeded: word & 255)
      let distance = (word &>> 11) | 1
      if distance < normalLimits[layer] {
        let x = Double(Int64(bitPattern: distance)) * normalWidths[layer]
        let sign = (word &<< 55) & 0x8000_0000_0000_0000
        numbers[place] = Double(bitPattern: x.bitPattern | sign)
      } else {
        own = before
        numbers[place] = normal(using: &own)
      }
    }
    stream = own
  }
}
