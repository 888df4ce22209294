extension Unicode.Scalar {
  /// Whether it is a letter, as names and words have them.
  ///
  /// Those of ASCII, which are nearly all, are told without the tables of Unicode.
  var isLetter: Bool {
    isASCII ? ("a"..."z") ~= self || ("A"..."Z") ~= self : properties.isAlphabetic
  }
}
