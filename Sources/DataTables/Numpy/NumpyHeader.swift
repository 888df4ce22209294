/// What stands before the numbers of an array.
///
/// Its length does not depend on the number of rows, so that it can be written anew when that is known.
///
/// Source: NumPy, *NEP 1: a simple file format for NumPy arrays*, 2007, format version 1.0.
struct NumpyHeader: Hashable {
  var element: NumpyElement
  /// The shape of one row.
  var rowShape: [Int]

  /// How many numbers a row has.
  var rowSize: Int { rowShape.reduce(1, *) }

  /// The header of so many rows.
  func bytes(rowCount: Int) -> [UInt8] {
    let longest = 10 + dictionary(rowCount: .max).count + 1
    let size = (longest + 63) / 64 * 64
    precondition(size < 1 << 16, "an array with so many dimensions cannot be written")
    var bytes: [UInt8] = [0x93] + Array("NUMPY".utf8) + [1, 0]
    bytes.append(littleEndian: UInt16(size - 10))
    bytes += dictionary(rowCount: rowCount)
    while bytes.count < size - 1 { bytes.append(Ascii.blank) }
    bytes.append(Ascii.lineFeed)
    return bytes
  }

  private func dictionary(rowCount: Int) -> [UInt8] {
    let order = 1.littleEndian == 1 ? "<" : ">"
    let shape = ([rowCount] + rowShape).map(String.init).joined(separator: ", ")
    let end = rowShape.isEmpty ? "," : ""
    return Array(
      "{'descr': '\(order)\(element.code)', 'fortran_order': False, 'shape': (\(shape)\(end)), }"
        .utf8)
  }
}
