/// Why a program did not answer as a model must.
public struct OutsideProblem: Error, Hashable, Sendable, CustomStringConvertible {
  /// What went wrong.
  public enum Kind: Hashable, Sendable {
    /// The command cannot be one.
    case badCommand(String)
    /// Nobody has allowed to start it.
    case notAllowed
    /// It could not be started.
    case notStarted(String)
    /// It reads or answers something else than it did.
    case otherContract(String)
    /// It did not answer in time, and was ended.
    case late(seconds: Double)
    /// It ended by itself: how.
    case ended(String)
    /// Its line is not what was expected: the line, and what was expected.
    case unreadable(line: String, expected: String)
    /// It answered another request; `nil` where it did not say which.
    case otherRequest(Int?)
    /// It gave another number of answers.
    case otherCount(found: Int, expected: Int)
    /// An answer, counted from 1, is no number.
    case notNumber(place: Int)
    /// It said itself why it cannot answer.
    case refused(String)
  }

  /// The command.
  public var command: String
  /// The number of the request, from 1; 0 for the question what it reads; `nil` before any.
  public var request: Int?
  /// How many rows were asked about.
  public var rows: Int
  /// What went wrong.
  public var kind: Kind
  /// The last lines that it wrote to standard error.
  public var errors: String

  /// Creates a problem.
  public init(
    _ command: String, _ kind: Kind, request: Int? = nil, rows: Int = 0, errors: String = ""
  ) {
    (self.command, self.kind, self.request) = (command, kind, request)
    (self.rows, self.errors) = (rows, errors)
  }

  /// What happened, what was expected and what to do.
  public var description: String {
    let place =
      switch request {
      case nil: ""
      case 0: ", asked what it reads"
      case let number?: ", request \(number) (\(rows) \(rows == 1 ? "row" : "rows"))"
      }
    return "the program '\(command)'\(place): \(reason)"
      + (errors.isEmpty ? "" : "\n  the last it wrote to standard error:\n" + indented)
  }

  private var reason: String {
    switch kind {
    case .badCommand(let reason): reason
    case .notAllowed:
      "the model is this program, and it may not be started; add --allow-commands where you trust it"
    case .notStarted(let reason): "it cannot be started: \(reason)"
    case .otherContract(let difference):
      "it is another model than the one that was calibrated: \(difference); change it back, or add it as a new model"
    case .late(let seconds):
      "no whole line within \(OutsideProblem.text(seconds)) s, so it was ended. Does it write a line end and flush its output, as "
        + "print(…, flush=True) does? If it only needs longer, allow more time"
    case .ended(let how):
      "it ended (\(how)) where it should answer; a model reads lines until its input ends"
    case .unreadable(let line, let expected):
      "it wrote \(OutsideProblem.shortened(line)) where \(expected) was expected; messages belong on standard error"
    case .otherRequest(let found):
      "it answered request \(found.map(String.init) ?? "without a number"); each request is answered by one line with its 'id'"
    case .otherCount(let found, let expected):
      "it gave \(found) \(found == 1 ? "answer" : "answers"); \(expected) were expected, one a row"
    case .notNumber(let place):
      "answer \(place) is no number; each row is answered by a finite one, also where inputs are null"
    case .refused(let text): "it says: \(OutsideProblem.shortened(text))"
    }
  }

  private static func text(_ seconds: Double) -> String {
    seconds == seconds.rounded() ? "\(Int(seconds))" : "\(seconds)"
  }

  private var indented: String {
    errors.split(separator: "\n").map { "    \($0)" }.joined(separator: "\n")
  }

  private static func shortened(_ text: String) -> String {
    let most = 200
    return text.count <= most ? "'\(text)'" : "'\(text.prefix(most))…' (\(text.utf8.count) bytes)"
  }
}
