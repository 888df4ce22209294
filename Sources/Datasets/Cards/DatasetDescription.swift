import DataTables
import FactoryModel
public import Scenarios

/// All that is said of a dataset, from which its card and both kinds of metadata are written.
struct DatasetDescription {
  /// A file of a table.
  struct File {
    var table: DatasetTable
    /// The part of the split.
    var part: String
    /// The path within the dataset.
    var path: String
    var rows: Int
    var bytes: Int
    /// SHA-256 of its content, in hexadecimal digits.
    var checksum: String
  }

  var plan: DatasetPlan
  /// Where the factory comes from, and how to make the dataset again.
  var origin: DatasetOrigin
  var tables: [DatasetTable]
  var files: [File]
  var counts: [DatasetCounts]

  /// The name, in letters that all programs take: `stamping-line`.
  var name: String {
    var name = ""
    for character in plan.factory.name.lowercased() {
      if character.isASCII, character.isLetter || character.isNumber {
        name.append(character)
      } else if !name.isEmpty, name.last != "-" {
        name.append("-")
      }
    }
    while name.last == "-" { name.removeLast() }
    return name.isEmpty ? "dataset" : name
  }

  /// What it is, in a few sentences.
  var summary: String {
    let hours = plan.factory.horizon / 3_600
    let failures = counts.reduce(0) { $0 + $1.allFailures }
    let units = counts.reduce(0) { $0 + $1.units }
    return
      "Synthetic data of a simulated factory: what the sensors of its machines read and what happened to "
      + "them, in \(DatasetDescription.counted(units, "unit")) of \(DatasetDescription.short(hours)) h each, with "
      + "\(DatasetDescription.counted(failures, "failure")). Labels tell what "
      + "nobody sees in a real factory: hidden wear, remaining useful life, the next failure, faults of "
      + "sensors."
  }

  /// A number to a tenth, without a point where it is whole.
  static func short(_ value: Double) -> String {
    let rounded = (value * 10).rounded() / 10
    return rounded == rounded.rounded() && abs(rounded) < 1e15 ? "\(Int(rounded))" : "\(rounded)"
  }

  /// A number and what is counted: `1 unit`, `20 units`.
  static func counted(_ number: Int, _ word: String) -> String {
    "\(number) \(word)\(number == 1 ? "" : "s")"
  }

  /// The files of a table.
  func files(of table: DatasetTable) -> [File] { files.filter { $0.table == table } }

  /// How many rows there are in all.
  var rows: Int { files.reduce(0) { $0 + $1.rows } }
}

/// Where a dataset comes from.
public struct DatasetOrigin: Hashable, Sendable {
  /// The command that makes it again, in words of the shell.
  public var command: String
  /// The version of Fettle.
  public var version: String
  /// The licence under which it may be used, as an identifier of SPDX; `nil` where its maker has not said.
  public var license: String?
  /// The scenario in canonical form.
  public var resolvedScenario: String
  /// The tables that it names.
  public var resolvedTables: [ResolvedTable]

  /// Describes an origin.
  public init(
    command: String, version: String, license: String? = nil, resolvedScenario: String,
    resolvedTables: [ResolvedTable] = []
  ) {
    self.command = command
    self.version = version
    self.license = license
    self.resolvedScenario = resolvedScenario
    self.resolvedTables = resolvedTables
  }
}
