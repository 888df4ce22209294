#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
import JSONDocuments

/// What somebody decided about a proposal.
public struct SetPointDecision: Hashable, Sendable {
  /// Whether it may take effect.
  public var isApproved: Bool
  /// Who decided.
  public var by: String
  /// Why.
  public var reason: String
  /// The mark of the proposal.
  public var mark: String
  /// When, by the clock of the machine, as in `2026-01-05T14:00:00Z`.
  public var time: String

  /// Notes a decision.
  public init(isApproved: Bool, by: String, reason: String, mark: String, time: String) {
    self.isApproved = isApproved
    self.by = by
    self.reason = reason
    self.mark = mark
    self.time = time
  }

  /// One line of the log, with its end.
  public var line: String {
    JSONValue.object([
      .init("decision", .text(isApproved ? "approved" : "rejected")), .init("by", .text(by)),
      .init("reason", .text(reason)), .init("mark", .text(mark)), .init("time", .text(time)),
    ]).written(.inPage) + "\n"
  }

  /// Reads a log.
  ///
  /// - Returns: The decisions in their order; a line that was not finished counts for nothing.
  public static func log(_ text: String) -> [SetPointDecision] {
    whole(text).split(separator: "\n").compactMap { line in
      guard let parts = try? JSONDecoder().decode(Parts.self, from: Data(line.utf8)) else {
        return nil
      }
      return SetPointDecision(
        isApproved: parts.decision == "approved", by: parts.by, reason: parts.reason,
        mark: parts.mark, time: parts.time)
    }
  }

  /// The log with one more decision; a line that was not finished is left out.
  ///
  /// - Parameter text: The log so far.
  /// - Returns: The new text.
  public func added(to text: String) -> String { SetPointDecision.whole(text) + line }

  /// The lines that have an end.
  private static func whole(_ text: String) -> String {
    let bytes = text.utf8
    guard let end = bytes.lastIndex(of: 0x0A) else { return "" }
    return String(text[...end])
  }

  private struct Parts: Decodable {
    var decision: String
    var by: String
    var reason: String
    var mark: String
    var time: String
  }
}
