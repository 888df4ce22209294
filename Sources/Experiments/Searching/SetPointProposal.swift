#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
import JSONDocuments

/// Set-points that a search recommends, and what was decided about them.
///
/// The file `recommendation.yaml` is for people; what it proposes is named by a mark, and decisions name the
/// mark, so that a decision about one proposal is never taken for one about another.
public struct SetPointProposal: Hashable, Sendable {
  /// The factors' paths with their values, as written.
  public var values: [(path: String, value: String)] {
    zip(paths, texts).map { (path: $0, value: $1) }
  }
  private var paths: [String]
  private var texts: [String]
  /// The scenario's file.
  public var scenario: String

  /// Proposes values.
  public init(_ values: [(path: String, value: String)], scenario: String) {
    paths = values.map(\.path)
    texts = values.map(\.value)
    self.scenario = scenario
  }

  /// The mark of the proposal: 16 hexadecimal digits over the scenario and the values.
  public var mark: String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    let text = "\(scenario)\n" + values.map { "\($0.path)=\($0.value)\n" }.joined()
    for byte in text.utf8 {
      hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
    }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// The file for people.
  ///
  /// - Parameter evidence: Lines that say why.
  /// - Returns: The text.
  public func text(evidence: [String]) -> String {
    var text =
      "# What 'fettle optimise' recommends. It takes effect only once somebody approves it:\n"
    text += "#   fettle approve FOLDER --by NAME --reason TEXT\n"
    text += evidence.map { "# \($0)\n" }.joined()
    text += "scenario: \(JSONValue.text(scenario).written(.inPage))\nmark: \"\(mark)\"\nset:\n"
    for (path, value) in values {
      text += "  \(path): \(JSONValue.text(value).written(.inPage))\n"
    }
    return text
  }

  /// Reads the file; `nil` where it is none, or what it proposes is not that of its mark.
  public init?(text: String) {
    var (scenario, mark): (String?, String?)
    var values: [(path: String, value: String)] = []
    var isInSet = false
    func unquoted(_ text: Substring) -> String? {
      try? JSONDecoder().decode(String.self, from: Data(text.utf8))
    }
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      guard let colon = line.firstRange(of: ": ") else {
        isInSet = line == "set:"
        continue
      }
      guard let value = unquoted(line[colon.upperBound...]) else { return nil }
      let name = line[..<colon.lowerBound]
      if isInSet, name.hasPrefix("  ") {
        values.append((String(name.dropFirst(2)), value))
      } else if name == "scenario" {
        scenario = value
      } else if name == "mark" {
        mark = value
      }
    }
    guard let scenario, let mark, !values.isEmpty else { return nil }
    self.init(values, scenario: scenario)
    guard self.mark == mark else { return nil }
  }
}

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
