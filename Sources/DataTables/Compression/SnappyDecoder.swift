/// Takes apart what Snappy has compressed, the default of pandas and Spark.
///
/// Our own, because the format is a page long: Debian's package brings a C++ library for it.
/// Source: Google, *Snappy compressed format description*, `format_description.txt`, 2011.
enum SnappyDecoder {
  /// Reads a whole compressed text.
  static func decode(_ bytes: Span<UInt8>, limit: Int) throws(DecompressionProblem) -> [UInt8] {
    var position = 0
    let size = try length(bytes, &position)
    guard size <= limit else { throw .tooLarge(limit: limit) }
    var output: [UInt8] = []
    // A copy of 64 bytes takes at least two, so that what a damaged length claims is not set aside.
    output.reserveCapacity(min(size, bytes.count * 32 + 64))
    while position < bytes.count {
      let tag = bytes[position]
      position += 1
      if tag & 3 == 0 {
        var count = Int(tag >> 2) + 1
        if count > 60 {
          let width = count - 60
          count = try number(bytes, &position, width: width) + 1
        }
        guard count <= bytes.count - position else { throw .cut }
        guard count <= size - output.count else { throw .damaged("too many bytes") }
        output.appendBytes(bytes.extracting(position..<position + count))
        position += count
        continue
      }
      let count: Int
      let distance: Int
      switch tag & 3 {
      case 1:
        count = Int(tag >> 2 & 7) + 4
        distance = Int(tag >> 5) << 8 | (try number(bytes, &position, width: 1))
      case 2:
        count = Int(tag >> 2) + 1
        distance = try number(bytes, &position, width: 2)
      default:
        count = Int(tag >> 2) + 1
        distance = try number(bytes, &position, width: 4)
      }
      guard distance > 0, distance <= output.count else { throw .damaged("a copy from nowhere") }
      guard count <= size - output.count else { throw .damaged("too many bytes") }
      let from = output.count - distance
      if distance >= count {
        output.append(contentsOf: output[from..<from + count])
      } else {
        // The copy repeats what it has just written.
        for offset in 0..<count { output.append(output[from + offset]) }
      }
    }
    guard output.count == size else { throw .cut }
    return output
  }

  private static func length(
    _ bytes: Span<UInt8>, _ position: inout Int
  ) throws(DecompressionProblem) -> Int {
    var size = 0
    for shift in stride(from: 0, to: 35, by: 7) {
      guard position < bytes.count else { throw .cut }
      let byte = bytes[position]
      position += 1
      size |= Int(byte & 0x7F) << shift
      if byte < 0x80 { return size }
    }
    throw .damaged("no length")
  }

  private static func number(
    _ bytes: Span<UInt8>, _ position: inout Int, width: Int
  ) throws(DecompressionProblem) -> Int {
    guard width <= bytes.count - position else { throw .cut }
    var number = 0
    for index in 0..<width { number |= Int(bytes[position + index]) << (8 * index) }
    position += width
    return number
  }
}
