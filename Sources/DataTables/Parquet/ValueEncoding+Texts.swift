extension ValueEncoding {
  /// The ways to write texts.
  static func texts(_ values: [String]) -> [ValueEncoding] {
    var texts = TextBytes()
    for value in values { texts.append(value) }
    let behindLengths = ValueEncoding(encoding: .deltaLengthByteArray) { [texts] range, page in
      guard let last = range.last else {
        DeltaBinaryEncoder.append([Int32]().span, to: &page.bytes)
        return
      }
      DeltaBinaryEncoder.append(texts.lengths(range).span, to: &page.bytes)
      page.blockEnds.append(page.bytes.count)
      let place = texts.range(range.lowerBound).lowerBound..<texts.range(last).upperBound
      page.bytes.appendBytes(texts.bytes.span.extracting(place))
    }
    let ways = [behindLengths, behindPrefixes(texts)]
    guard !values.isEmpty,
      let (firsts, indices) = texts.dictionary(limit: dictionaryLimit(values.count))
    else { return ways }
    var bytes: [UInt8] = []
    for first in firsts { texts.appendPlain(first..<first + 1, to: &bytes) }
    return ways + self.indices(indices, Dictionary(count: firsts.count, bytes: bytes))
  }

  /// Texts without what they share with the one before: good for serial numbers and for sorted texts.
  ///
  /// Source: *Parquet format*, `Encodings.md`, "Delta Strings (DELTA_BYTE_ARRAY = 7)".
  private static func behindPrefixes(_ texts: TextBytes) -> ValueEncoding {
    ValueEncoding(encoding: .deltaByteArray) { range, page in
      var prefixes: [Int32] = []
      var suffixes: [Int32] = []
      var rests: [UInt8] = []
      for index in range {
        let shared = index == range.lowerBound ? 0 : texts.countShared(index - 1, index)
        let place = texts.range(index)
        prefixes.append(Int32(shared))
        suffixes.append(Int32(place.count - shared))
        rests.appendBytes(texts.bytes.span.extracting(place.lowerBound + shared..<place.upperBound))
      }
      DeltaBinaryEncoder.append(prefixes.span, to: &page.bytes)
      DeltaBinaryEncoder.append(suffixes.span, to: &page.bytes)
      page.blockEnds.append(page.bytes.count)
      page.bytes += rests
    }
  }

  /// The ways to write categories: always by a dictionary, of those texts that occur.
  static func categories(_ codes: [Int32], _ levels: [String]) -> [ValueEncoding] {
    guard !codes.isEmpty else { return texts([]) }
    var places = [UInt32](repeating: .max, count: levels.count)
    for code in codes { places[Int(code)] = 0 }
    var used = TextBytes()
    for level in levels.indices where places[level] == 0 {
      places[level] = UInt32(used.count)
      used.append(levels[level])
    }
    var bytes: [UInt8] = []
    used.appendPlain(0..<used.count, to: &bytes)
    return indices(codes.map { places[Int($0)] }, Dictionary(count: used.count, bytes: bytes))
  }
}
