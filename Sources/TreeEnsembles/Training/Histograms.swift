/// The loops that training spends its time in.
enum Histograms {
  /// Places of one feature.
  static let width = 256

  /// Adds rows to the histogram of a feature.
  ///
  /// - Parameters:
  ///   - codes: Codes of all features, column behind column.
  ///   - start: Where the feature's column begins.
  ///   - rows: Rows of the table.
  ///   - range: Which of them are added.
  ///   - pairs: Their slopes, in the order of the range, from 0.
  ///   - histogram: The histograms.
  ///   - place: Where that of the feature begins; its 256 places are set to 0 first.
  static func fill(
    codes: [UInt8], start: Int, rows: [UInt32], range: Range<Int>, pairs: [SlopePair],
    histogram: inout [SlopePair], place: Int
  ) {
    for index in place..<place + width { histogram[index] = SlopePair(0, 0) }
    for index in 0..<range.count {
      let bin = place &+ Int(codes[start &+ Int(rows[range.lowerBound &+ index])])
      histogram[bin] &+= pairs[index]
    }
  }

  /// Takes the histogram of one child away from that of its parent, which becomes the other child's.
  static func subtract(_ child: Int, from parent: Int, in histogram: inout [SlopePair]) {
    for index in 0..<width { histogram[parent &+ index] &-= histogram[child &+ index] }
  }

  /// Puts the rows of a range that go to the left before the others, each in their order.
  ///
  /// - Parameters:
  ///   - codes: Codes of all features, column behind column.
  ///   - start: Where the column begins that is asked for.
  ///   - lastLeft: The last code that goes to the left.
  ///   - missingGoesLeft: Whether the code of missing values does.
  ///   - rows: Rows of the table.
  ///   - range: Which of them are parted.
  ///   - room: Place for as many.
  /// - Returns: How many go to the left.
  static func part(
    codes: [UInt8], start: Int, lastLeft: UInt8, missingGoesLeft: Bool, rows: inout [UInt32],
    range: Range<Int>, room: inout [UInt32]
  ) -> Int {
    var left = range.lowerBound
    var right = 0
    for index in range {
      let row = rows[index]
      let code = codes[start &+ Int(row)]
      let isLeft = code == BinnedTable.missing ? missingGoesLeft : code <= lastLeft
      // Written to both sides, and kept where it belongs: nothing to guess for the processor.
      rows[left] = row
      room[right] = row
      left &+= isLeft ? 1 : 0
      right &+= isLeft ? 0 : 1
    }
    for index in 0..<right { rows[left &+ index] = room[index] }
    return left - range.lowerBound
  }
}
