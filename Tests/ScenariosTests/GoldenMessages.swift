import TestSupport
import Testing

/// What the reader says of several texts, to be compared with a recorded file.
struct GoldenMessages {
  private var text = ""

  /// Adds what was said; `what` says what was wrong.
  mutating func add(_ what: String, _ messages: String) {
    text += "# \(what)\n\(messages)\n\n"
  }

  /// Compares all with the file of that name in the folder of recorded texts.
  func expect(_ name: String) throws {
    try expectGolden(text, "Tests/ScenariosTests/Golden/" + name)
  }
}
