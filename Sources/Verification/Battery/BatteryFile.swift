#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
import Experiments
import JSONDocuments

/// Why a battery could not be read.
public struct BatteryFileError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What went wrong, as far as an exit code tells it.
  public enum Kind: Hashable, Sendable {
    case missing
    case unreadable
    case invalid
  }

  /// What went wrong.
  public var kind: Kind
  /// The file, with line and column where they are known.
  public var place: String
  /// What was read and what was expected.
  public var message: String

  /// One line, as compilers write it.
  public var description: String { "\(place): error: \(message)" }
}

/// A file of cases: a list of cases, or of published table rows.
public struct BatteryFile: Hashable, Sendable {
  /// The cases, in the order of the file.
  public var cases: [BatteryCase]

  /// Reads a file.
  ///
  /// - Parameter path: The file.
  /// - Throws: ``BatteryFileError`` that says where it is no battery.
  public init(path: String) throws(BatteryFileError) {
    var isFolder = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw BatteryFileError(kind: .missing, place: path, message: "there is no such file")
    }
    guard !isFolder, let data = FileManager.default.contents(atPath: path) else {
      throw BatteryFileError(
        kind: .unreadable, place: path,
        message: isFolder ? "it is a folder; give a file of cases" : "it cannot be read")
    }
    try self.init(text: Array(data), name: path)
  }

  /// Reads a text.
  ///
  /// - Parameters:
  ///   - text: The text, in UTF-8.
  ///   - name: What to call it in messages.
  /// - Throws: ``BatteryFileError`` that says where it is no battery.
  public init(text: [UInt8], name: String) throws(BatteryFileError) {
    let root: JSONValue
    do throws(JSONProblem) {
      root = try JSONReader.value(of: text)
    } catch {
      throw BatteryFileError(
        kind: .invalid, place: "\(name):\(error.line):\(error.column)", message: error.message)
    }
    do throws(CaseProblem) {
      cases = try BatteryFile.cases(of: root)
    } catch {
      throw BatteryFileError(kind: .invalid, place: name, message: "\(error)")
    }
  }

  private static func cases(of root: JSONValue) throws(CaseProblem) -> [BatteryCase] {
    guard let items = root.items else {
      throw CaseProblem("", "expected a list of cases; found \(root.kind)")
    }
    var cases: [BatteryCase] = []
    var ids: Set<String> = []
    for (index, item) in items.enumerated() {
      guard let members = item.members else {
        throw CaseProblem("[\(index)]", "expected a case; found \(item.kind)")
      }
      let fields = CaseParameters(members, path: item["id"]?.string ?? "[\(index)]")
      let read =
        item["table"] == nil
        ? try BatteryCase(fields) : try BatteryCase(publishedRow: fields, number: index + 1)
      guard ids.insert(read.id).inserted else {
        throw CaseProblem(read.id, "two cases have this id")
      }
      cases.append(read)
    }
    return cases
  }
}

extension BatteryCase {
  /// Reads a case.
  init(_ fields: CaseParameters) throws(CaseProblem) {
    let hint = try fields.object("tolerance_hint")
    self.init(
      id: try fields.text("id"), family: try fields.text("family"),
      parameters: CaseParameters(try fields.members("parameters")),
      expected: ExpectedValue.answers(from: try fields.members("expected")),
      plan: hint.has("replications") ? try SimulationPlan(hint) : nil)
    if hint.has("rel_tol") { relativeTolerance = try hint.positive("rel_tol") }
  }
}

extension SimulationPlan {
  /// Reads a `tolerance_hint`.
  init(_ hint: CaseParameters) throws(CaseProblem) {
    var errors: [String: Double] = [:]
    if hint.has("se_at_recommended") {
      let given = try hint.object("se_at_recommended")
      for name in given.names { errors[name] = try given.number(name) }
    }
    self.init(
      replications: try hint.whole("replications"),
      warmUp: hint.has("warmup_per_replication") ? try hint.number("warmup_per_replication") : 0,
      length: try hint.positive("length_per_replication"), unit: try hint.text("unit"),
      standardErrors: errors,
      gates: hint.has("gate_metrics") ? try hint.texts("gate_metrics") : [])
    guard replications >= 2 else {
      throw CaseProblem("tolerance_hint.replications", "expected at least 2; found \(replications)")
    }
  }
}
