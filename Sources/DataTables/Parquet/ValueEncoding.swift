/// A way to write the values of a column chunk.
struct ValueEncoding {
  /// A page while it is written: its bytes, and where in them something unlike begins.
  struct Page {
    var bytes: [UInt8] = []
    var blockEnds: [Int] = []
  }

  /// The different values of a chunk, as PLAIN writes them.
  struct Dictionary {
    var count: Int
    var bytes: [UInt8]
  }

  var encoding: ParquetFormat.Encoding
  /// What pages refer to, if they do.
  var dictionary: Dictionary?
  /// Appends some of the values to a page.
  var append: (Range<Int>, inout Page) -> Void
}

extension ValueEncoding {
  /// A dictionary with more entries than this is not tried.
  static let longestDictionary = 1 << 16

  /// The most entries of a dictionary for so many values.
  static func dictionaryLimit(_ count: Int) -> Int { min(longestDictionary, max(count / 4, 16)) }

  /// The ways to write the values of the rows that have one, of which the first is taken where none
  /// is better.
  static func candidates(for values: ColumnValues) -> [ValueEncoding] {
    switch values {
    case .boolean(let values): [bits(values)]
    case .int32(let values):
      [differences(values)]
        + dictionary(values.map { UInt32(bitPattern: $0) }) { $0 ^ 1 << 31 }
    case .int64(let values), .timestamp(let values):
      [differences(values)]
        + dictionary(values.map { UInt64(bitPattern: $0) }) { $0 ^ 1 << 63 }
    case .float32(let values), .float32List(let values, length: _): floats(values.map(\.bitPattern))
    case .float64(let values): floats(values.map(\.bitPattern))
    case .category(let codes, let levels): categories(codes, levels)
    case .text(let values): texts(values)
    }
  }

  private static func bits(_ values: [Bool]) -> ValueEncoding {
    ValueEncoding(encoding: .plain) { range, page in
      var packer = BitPacker()
      for index in range { packer.append(values[index] ? 1 : 0, width: 1, to: &page.bytes) }
      packer.flush(to: &page.bytes)
    }
  }

  private static func differences<Number: FixedWidthInteger & SignedInteger & BitwiseCopyable>(
    _ values: [Number]
  ) -> ValueEncoding where Number.Magnitude: BitwiseCopyable {
    ValueEncoding(encoding: .deltaBinaryPacked) { range, page in
      DeltaBinaryEncoder.append(values.span.extracting(range), to: &page.bytes)
    }
  }

  private static func floats<Bits: FixedWidthInteger & UnsignedInteger & BitwiseCopyable>(
    _ values: [Bits]
  ) -> [ValueEncoding] {
    let planes = ValueEncoding(encoding: .byteStreamSplit) { range, page in
      for _ in 0..<MemoryLayout<Bits>.size {
        page.blockEnds.append((page.blockEnds.last ?? page.bytes.count) + range.count)
      }
      ByteStreamSplit.append(values.span.extracting(range), to: &page.bytes)
    }
    // Bit patterns in the order of the numbers: negative ones fall, positive ones rise.
    let sign: Bits = 1 << Bits(Bits.bitWidth - 1)
    return [planes] + dictionary(values) { $0 & sign == 0 ? $0 | sign : ~$0 }
  }

  private static func dictionary<Bits: FixedWidthInteger & UnsignedInteger & BitwiseCopyable>(
    _ values: [Bits], rank: (Bits) -> Bits
  ) -> [ValueEncoding] {
    guard !values.isEmpty,
      var found = BitPatternDictionary(of: values, limit: dictionaryLimit(values.count))
    else { return [] }
    found.sort(by: rank)
    var bytes: [UInt8] = []
    for pattern in found.patterns { bytes.append(littleEndian: pattern) }
    return indices(found.indices, Dictionary(count: found.patterns.count, bytes: bytes))
  }

  /// Indices packed as tightly as they can be, and in whole bytes, which Zstandard models better.
  static func indices(_ indices: [UInt32], _ dictionary: Dictionary) -> [ValueEncoding] {
    let least = max(1, bitWidth(of: UInt32(dictionary.count - 1)))
    // Only categories can have more than 65,536 entries.
    let whole = least <= 8 ? 8 : max(16, least)
    return (least == whole ? [least] : [least, whole]).map { width in
      ValueEncoding(encoding: .runLengthDictionary, dictionary: dictionary) { range, page in
        page.bytes.append(UInt8(width))
        RunLengthEncoder.append(indices.span.extracting(range), width: width, to: &page.bytes)
      }
    }
  }
}
