import Testing

/// A piece of the bracket line, what a planner wrote instead, and what the reader says to that.
struct Mistake: Sendable, CustomTestStringConvertible {
  var piece: String
  var replacement: String
  var message: String

  init(_ piece: String, _ replacement: String, _ message: String) {
    self.piece = piece
    self.replacement = replacement
    self.message = message
  }

  var testDescription: String { replacement }
}
