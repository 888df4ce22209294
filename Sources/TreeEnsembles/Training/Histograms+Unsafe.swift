/// The loops that training spends its time in, behind a safe door.
///
/// Rows and codes come from the grower, which keeps rows below the table's number; here it is seen to that
/// ranges lie within their arrays. Checked reads make training of 20,631 rows by 85 features take half as
/// long again.
enum Histograms {
  /// Places of one feature.
  static let width = 256

  /// Adds rows to the histograms of a feature.
  ///
  /// - Parameters:
  ///   - codes: Codes of all features, column behind column.
  ///   - start: Where the feature's column begins.
  ///   - rowCount: The rows of the table.
  ///   - rows: Rows, all below `rowCount`.
  ///   - range: Which of them are added.
  ///   - pairs: Their slopes, in the order of the range, from 0.
  ///   - histogram: The histograms.
  ///   - place: Where that of the feature begins; its 256 places are set to 0 first.
  static func fill(
    codes: [UInt8], start: Int, rowCount: Int, rows: [UInt32], range: Range<Int>,
    pairs: [SlopePair], histogram: inout [SlopePair], place: Int
  ) {
    precondition(
      start >= 0 && start + rowCount <= codes.count && range.lowerBound >= 0
        && range.upperBound <= rows.count && range.count <= pairs.count && place >= 0
        && place + width <= histogram.count, "ranges lie within their arrays")
    unsafe histogram.withUnsafeMutableBufferPointer { histogram in
      unsafe codes.withUnsafeBufferPointer { codes in
        unsafe rows.withUnsafeBufferPointer { rows in
          unsafe pairs.withUnsafeBufferPointer { pairs in
            for index in place..<place &+ width { unsafe histogram[index] = SlopePair(0, 0) }
            for index in 0..<range.count {
              let row = unsafe Int(rows[range.lowerBound &+ index])
              let bin = unsafe place &+ Int(codes[start &+ row])
              unsafe histogram[bin] &+= pairs[index]
            }
          }
        }
      }
    }
  }

  /// Takes the histograms of one child away from those of its parent, which becomes the other child's.
  static func subtract(
    _ child: Int, from parent: Int, in histogram: inout [SlopePair], count: Int
  ) {
    precondition(
      child >= 0 && parent >= 0 && child + count <= histogram.count
        && parent + count <= histogram.count, "ranges lie within their arrays")
    unsafe histogram.withUnsafeMutableBufferPointer { histogram in
      for index in 0..<count { unsafe histogram[parent &+ index] &-= histogram[child &+ index] }
    }
  }

  /// Puts the rows of a range that go to the left before the others, each in their order.
  ///
  /// - Returns: How many go to the left.
  static func part(
    codes: [UInt8], start: Int, rowCount: Int, lastLeft: UInt8, missingGoesLeft: Bool,
    rows: inout [UInt32], range: Range<Int>, room: inout [UInt32]
  ) -> Int {
    precondition(
      start >= 0 && start + rowCount <= codes.count && range.lowerBound >= 0
        && range.upperBound <= rows.count && room.count >= range.count,
      "ranges lie within their arrays")
    var left = range.lowerBound
    var right = 0
    unsafe codes.withUnsafeBufferPointer { codes in
      unsafe rows.withUnsafeMutableBufferPointer { rows in
        unsafe room.withUnsafeMutableBufferPointer { room in
          for index in range {
            let row = unsafe rows[index]
            let code = unsafe codes[start &+ Int(row)]
            let isLeft = code == BinnedTable.missing ? missingGoesLeft : code <= lastLeft
            // Written to both sides, and kept where it belongs.
            unsafe rows[left] = row
            unsafe room[right] = row
            left &+= isLeft ? 1 : 0
            right &+= isLeft ? 0 : 1
          }
          for index in 0..<right { unsafe rows[left &+ index] = room[index] }
        }
      }
    }
    return left - range.lowerBound
  }
}
