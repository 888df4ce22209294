extension Unicode.Scalar {
  /// Whether it is a letter; quicker than asking the tables where it is plain English.
  var isLetter: Bool {
    value < 0x80 ? (value | 0x20) &- 0x61 < 26 : properties.isAlphabetic
  }

  /// Whether it is a blank, a tab or another space.
  var isBlank: Bool {
    value < 0x80 ? value == 0x20 || value &- 9 < 5 : properties.isWhitespace
  }
}
