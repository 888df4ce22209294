/// An array that is being written to a file, from some place on.
struct NumpyArray {
  /// What the file's directory needs to know of it.
  struct Extent: Hashable {
    var byteCount: Int
    /// CRC-32 of all its bytes.
    var checksum: UInt32
  }

  private let header: NumpyHeader
  private var begin = 0
  private var numberCount = 0
  private var checksum: UInt32 = 0
  private let hasChecksum: Bool

  /// How many numbers are copied to bytes at a time.
  private static let pieceSize = 1 << 15

  init(_ element: NumpyElement, rowShape: [Int], hasChecksum: Bool = false) {
    precondition(rowShape.allSatisfy { $0 > 0 }, "a row without numbers")
    header = NumpyHeader(element: element, rowShape: rowShape)
    self.hasChecksum = hasChecksum
  }

  /// How many whole rows have been appended.
  var rowCount: Int { numberCount / header.rowSize }

  /// Leaves room for the header.
  mutating func begin(in file: WholeFileWriter) throws(DataFileProblem) {
    begin = file.count
    try file.write(header.bytes(rowCount: 0))
  }

  /// Appends numbers.
  mutating func append<Number: NumpyNumber>(
    _ numbers: [Number], to file: WholeFileWriter
  ) throws(DataFileProblem) {
    precondition(Number.numpyElement == header.element, "the array has other numbers")
    var next = 0
    var bytes: [UInt8] = []
    while next < numbers.count {
      let end = min(next + NumpyArray.pieceSize, numbers.count)
      bytes.removeAll(keepingCapacity: true)
      bytes.append(nativeBytesOf: numbers.span.extracting(next..<end))
      try append(bytes: bytes.span, to: file)
      next = end
    }
  }

  /// Appends numbers that are bytes already; see ``NumpyBytes``.
  mutating func append(
    bytes: Span<UInt8>, to file: WholeFileWriter
  ) throws(DataFileProblem) {
    precondition(bytes.count % header.element.size == 0, "the last number has not all its bytes")
    if hasChecksum { checksum = Checksum.crc32(of: bytes, after: checksum) }
    try file.write(bytes)
    numberCount += bytes.count / header.element.size
  }

  /// Writes the header, now that the number of rows is known.
  mutating func end(in file: WholeFileWriter) throws(DataFileProblem) -> Extent {
    precondition(numberCount % header.rowSize == 0, "the last row of the array is not whole")
    let head = header.bytes(rowCount: rowCount)
    try file.replace(at: begin, with: head)
    let size = numberCount * header.element.size
    return Extent(
      byteCount: head.count + size,
      checksum: Checksum.joined(
        Checksum.crc32(of: head.span, after: 0), checksum, lastByteCount: size))
  }
}
