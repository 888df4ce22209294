import DataTables

/// What the text of a cell may be.
enum CellContent {
  /// A word for a missing value, or nothing.
  case missing
  /// A whole number that 64 bits hold.
  case whole(Int64)
  /// Any other number.
  case number(Double)
  /// A number with a decimal comma.
  case commaNumber(Double)
  /// Digits that begin with zeros, as in a code: `007`.
  case code(Int64)
  /// `true` or `false`.
  case truth(Bool)
  /// A moment.
  case moment(MomentText.Reading)
  /// Anything else.
  case other

  /// The words that stand for a missing value, in small letters.
  static let missingWords: Set<String> = ["na", "n/a", "#n/a", "nan", "null", "-", "--", "?", "."]

  /// What a cell holds.
  ///
  /// - Parameters:
  ///   - text: The cell.
  ///   - slashes: The order of dates with slashes.
  init(_ text: Span<UInt8>, slashes: MomentText.Order = .monthDayYear) {
    var start = 0
    var end = text.count
    while start < end, CellContent.isBlank(text[start]) { start += 1 }
    while end > start, CellContent.isBlank(text[end - 1]) { end -= 1 }
    self.init(trimmed: text.extracting(start..<end), slashes)
  }

  private init(trimmed text: Span<UInt8>, _ slashes: MomentText.Order) {
    guard text.count > 0 else {
      self = .missing
      return
    }
    if let whole = CellContent.whole(text) {
      self = whole
    } else if let number = DecimalNumber.value(of: text) {
      self = .number(number)
    } else if let number = CellContent.commaNumber(text) {
      self = .commaNumber(number)
    } else if text.count >= 6, let moment = MomentText.read(text, slashes: slashes) {
      self = .moment(moment)
    } else {
      self = CellContent.word(text)
    }
  }

  private static func whole(_ text: Span<UInt8>) -> CellContent? {
    let isNegative = text[0] == UInt8(ascii: "-")
    let first = isNegative || text[0] == UInt8(ascii: "+") ? 1 : 0
    guard text.count > first, text.count - first <= 18 else { return nil }
    var value: Int64 = 0
    for index in first..<text.count {
      let digit = text[index] &- 48
      guard digit < 10 else { return nil }
      value = value &* 10 &+ Int64(digit)
    }
    let isCode = text.count - first > 1 && text[first] == UInt8(ascii: "0")
    return isCode ? .code(isNegative ? -value : value) : .whole(isNegative ? -value : value)
  }

  /// `-12,5`: digits on both sides of one comma.
  private static func commaNumber(_ text: Span<UInt8>) -> Double? {
    guard text.count <= 40 else { return nil }
    var comma: Int?
    for index in 0..<text.count where text[index] == UInt8(ascii: ",") {
      guard comma == nil else { return nil }
      comma = index
    }
    guard let comma, comma > 0, comma + 1 < text.count, text[comma - 1] &- 48 < 10,
      text[comma + 1] &- 48 < 10
    else { return nil }
    var pointed: [UInt8] = []
    for index in 0..<text.count {
      guard text[index] != UInt8(ascii: ".") else { return nil }
      pointed.append(index == comma ? UInt8(ascii: ".") : text[index])
    }
    return DecimalNumber.value(of: pointed.span)
  }

  private static func word(_ text: Span<UInt8>) -> CellContent {
    guard text.count <= 5 else { return .other }
    var small = ""
    for index in 0..<text.count {
      guard text[index] < 0x80 else { return .other }
      let byte = text[index]
      small.unicodeScalars.append(
        Unicode.Scalar(byte >= 65 && byte <= 90 ? byte + 32 : byte))
    }
    if small == "true" { return .truth(true) }
    if small == "false" { return .truth(false) }
    return missingWords.contains(small) ? .missing : .other
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
  }
}
