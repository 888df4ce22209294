/// Why a text is not a formula, and where in the text.
package struct FormulaProblem: Error, Hashable {
  /// Where the wrong piece begins, in Unicode scalars from the beginning of the text.
  package var offset: Int
  /// How long the wrong piece is, in Unicode scalars; zero at the end of the text.
  package var length: Int
  /// What was read, what was expected and what to do.
  package var message: String

  init(_ range: Range<Int>, _ message: String) {
    offset = range.lowerBound
    length = range.count
    self.message = message
  }
}
