#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
import JSONDocuments
public import Optimization

extension [JournalRecord.Fact] {
  /// Names what they determine: 16 hexadecimal digits over all of them.
  var fingerprint: String {
    Fingerprint.digits(of: map { "\($0.name)=\($0.text)\n" }.joined())
  }
}

/// One line of a journal: what happened in a search.
public enum JournalRecord: Hashable, Sendable {
  /// The search began: facts that determine it, each with a name of its own, in the order of the names.
  case began([Fact])
  /// A point was chosen: its number, the values as written, coordinates, and what the method remembers.
  case chosen(trial: Int, values: [String], point: [Double], memory: [Double])
  /// A point was measured.
  case measured(trial: Int, Measurement)
  /// A point could not be measured.
  case failed(trial: Int, why: String)

  /// A fact that determines a search.
  public struct Fact: Hashable, Sendable {
    /// What it is.
    public var name: String
    /// What it says.
    public var text: String

    /// Notes a fact.
    public init(_ name: String, _ text: String) {
      self.name = name
      self.text = text
    }
  }

  /// The line, without its end.
  ///
  /// Numbers are given back bit for bit, -0 too; they have to be finite.
  public var line: String {
    func numbers(_ values: [Double]) -> String {
      "[" + values.map { "\($0)" }.joined(separator: ",") + "]"
    }
    func quoted(_ text: String) -> String { JSONValue.text(text).written(.inPage) }
    switch self {
    case .began(let facts):
      let texts = facts.map { JSONValue.Member($0.name, .text($0.text)) }
      return JSONValue.object([.init("journal", 1), .init("facts", .object(texts))])
        .written(.inPage)
    case .chosen(let trial, let values, let point, let memory):
      return "{\"chosen\":\(trial),\"values\":[\(values.map(quoted).joined(separator: ","))],"
        + "\"point\":\(numbers(point)),\"memory\":\(numbers(memory))}"
    case .measured(let trial, let measurement):
      return "{\"measured\":\(trial),\"objectives\":\(numbers(measurement.objectives)),"
        + "\"constraints\":\(numbers(measurement.constraints)),"
        + "\"objective_variances\":\(numbers(measurement.objectiveVariances)),"
        + "\"constraint_variances\":\(numbers(measurement.constraintVariances))"
        + (measurement.covariances.isEmpty
          ? "}" : ",\"covariances\":\(numbers(measurement.covariances))}")
    case .failed(let trial, let why):
      return "{\"failed\":\(trial),\"why\":\(quoted(why))}"
    }
  }

  /// Reads a line; `nil` where it is none.
  ///
  /// Facts come in the order of their names.
  public init?(line: String) {
    guard let parts = try? JSONDecoder().decode(Parts.self, from: Data(line.utf8)) else {
      return nil
    }
    if parts.journal == 1, let facts = parts.facts {
      self = .began(facts.map { Fact($0.key, $0.value) }.sorted { $0.name < $1.name })
    } else if let trial = parts.chosen, let values = parts.values, let point = parts.point {
      self = .chosen(trial: trial, values: values, point: point, memory: parts.memory ?? [])
    } else if let trial = parts.measured, let objectives = parts.objectives {
      self = .measured(
        trial: trial,
        Measurement(
          objectives: objectives, constraints: parts.constraints ?? [],
          objectiveVariances: parts.objective_variances ?? [],
          constraintVariances: parts.constraint_variances ?? [],
          covariances: parts.covariances ?? []))
    } else if let trial = parts.failed {
      self = .failed(trial: trial, why: parts.why ?? "")
    } else {
      return nil
    }
  }

  private struct Parts: Decodable {
    var journal: Int?
    var facts: [String: String]?
    var chosen: Int?
    var values: [String]?
    var point: [Double]?
    var memory: [Double]?
    var measured: Int?
    var objectives: [Double]?
    var constraints: [Double]?
    // swift-format-ignore: AlwaysUseLowerCamelCase
    var objective_variances: [Double]?
    // swift-format-ignore: AlwaysUseLowerCamelCase
    var constraint_variances: [Double]?
    var covariances: [Double]?
    var failed: Int?
    var why: String?
  }
}
