#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
import JSONDocuments

/// Set-points that a search recommends.
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
    Fingerprint.digits(
      of: "\(scenario)\n" + values.map { "\($0.path)=\($0.value)\n" }.joined())
  }

  /// The file for people.
  ///
  /// - Parameters:
  ///   - evidence: Lines that say why.
  ///   - command: The command that recommends them.
  /// - Returns: The text.
  public func text(evidence: [String], by command: String = "optimise") -> String {
    var text =
      "# What 'fettle \(command)' recommends. It takes effect only once somebody approves it:\n"
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
