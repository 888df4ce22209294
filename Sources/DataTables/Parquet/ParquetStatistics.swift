/// The smallest and largest value of a column chunk, by which readers skip row groups.
///
/// Source: *Parquet format*, `parquet.thrift`, `Statistics` and `ColumnOrder`: NaN is never a bound, a
/// bound of zero is written as -0 where it is the smallest and as +0 where it is the largest, and texts
/// are ordered by their bytes.
struct ParquetStatistics: Hashable, Sendable {
  /// The bounds, as PLAIN writes one value but without the length of a text; `nil` where there are none.
  var bounds: Bounds?
  /// How many values are missing.
  var missing: Int

  /// The smallest and the largest value.
  struct Bounds: Hashable, Sendable {
    var least: [UInt8]
    var greatest: [UInt8]
  }

  /// A text longer than this is no bound, in bytes.
  static let longestText = 64

  /// The bounds of truth values.
  static func bounds(_ values: [Bool]) -> Bounds? {
    guard !values.isEmpty else { return nil }
    return Bounds(
      least: [values.contains(false) ? 0 : 1], greatest: [values.contains(true) ? 1 : 0])
  }

  /// The bounds of whole numbers.
  static func bounds<Number: FixedWidthInteger & BitwiseCopyable>(
    _ values: Span<Number>
  ) -> Bounds? {
    guard !values.isEmpty else { return nil }
    var least = Number.max
    var greatest = Number.min
    for index in values.indices {
      least = min(least, values[index])
      greatest = max(greatest, values[index])
    }
    var bounds = Bounds(least: [], greatest: [])
    bounds.least.append(littleEndian: least)
    bounds.greatest.append(littleEndian: greatest)
    return bounds
  }

  /// The bounds of numbers in single precision.
  static func bounds(_ values: Span<Float>) -> Bounds? {
    guard let (least, greatest) = range(values) else { return nil }
    var bounds = Bounds(least: [], greatest: [])
    bounds.least.append(littleEndian: least.bitPattern)
    bounds.greatest.append(littleEndian: greatest.bitPattern)
    return bounds
  }

  /// The bounds of numbers in double precision.
  static func bounds(_ values: Span<Double>) -> Bounds? {
    guard let (least, greatest) = range(values) else { return nil }
    var bounds = Bounds(least: [], greatest: [])
    bounds.least.append(littleEndian: least.bitPattern)
    bounds.greatest.append(littleEndian: greatest.bitPattern)
    return bounds
  }

  /// The bounds of texts, of which only those at the given places count.
  static func bounds(_ texts: TextBytes, _ places: some Sequence<Int>) -> Bounds? {
    var least: Span<UInt8>?
    var greatest: Span<UInt8>?
    let bytes = texts.bytes.span
    for place in places {
      let text = bytes.extracting(texts.range(place))
      if let bound = least { if isBefore(text, bound) { least = text } } else { least = text }
      if let bound = greatest {
        if isBefore(bound, text) { greatest = text }
      } else {
        greatest = text
      }
    }
    guard let least, let greatest, least.count <= longestText, greatest.count <= longestText
    else { return nil }
    var bounds = Bounds(least: [], greatest: [])
    bounds.least.appendBytes(least)
    bounds.greatest.appendBytes(greatest)
    return bounds
  }

  private static func range<Number: BinaryFloatingPoint & BitwiseCopyable>(
    _ values: Span<Number>
  ) -> (least: Number, greatest: Number)? {
    var least = Number.infinity
    var greatest = -Number.infinity
    for index in values.indices {
      // NaN is neither less nor greater.
      let value = values[index]
      if value < least { least = value }
      if value > greatest { greatest = value }
    }
    guard least <= greatest else { return nil }
    return (least == 0 ? -Number.zero : least, greatest == 0 ? Number.zero : greatest)
  }

  private static func isBefore(_ one: Span<UInt8>, _ other: Span<UInt8>) -> Bool {
    for index in 0..<min(one.count, other.count) where one[index] != other[index] {
      return one[index] < other[index]
    }
    return one.count < other.count
  }
}
