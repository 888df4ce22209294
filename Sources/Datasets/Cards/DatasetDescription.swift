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

  /// A file of a table's windows.
  struct TensorFile {
    var layout: TensorLayout
    /// How many windows there are.
    var windows: Int
    var file: ArrayFile
  }

  /// What it is made of, and how it is laid out.
  var layout: DatasetLayout
  /// Where the factory comes from, and how to make the dataset again.
  var origin: DatasetOrigin
  var files: [File]
  /// The files of windows; empty where nobody asked for them.
  var tensors: [TensorFile]
  /// The file of HDF5; `nil` where nobody asked for it.
  var rowArrays: ArrayFile?
  /// How many units there are.
  var units: Int
  /// What there is in each part.
  var counts: [DatasetCounts]
  /// What became of the share of rows shortly before failures.
  var balance: [ClassBalanceResult]

  /// What was asked for.
  var plan: DatasetPlan { layout.plan }
  /// What it is called.
  var title: String { layout.title }
  /// The tables, in order.
  var tables: [DatasetTable] { layout.tables.map(\.table) }

  /// The files of arrays beside the tables.
  var arrayFiles: [ArrayFile] { tensors.map(\.file) + (rowArrays.map { [$0] } ?? []) }

  /// The name, in letters that all programs take: `stamping-line`.
  var name: String { layout.name }

  /// A title in letters that all programs take.
  static func name(of title: String) -> String {
    var name = ""
    for character in title.lowercased() {
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
  /// The file that the command names.
  public let source: String
  /// The files that it needs: the scenario in canonical form, and the tables that it names.
  public let files: [File]

  /// A file with its path within the dataset.
  public struct File: Hashable, Sendable {
    /// The path.
    public let name: String
    /// What it holds.
    public let text: String
  }

  /// Describes a scenario.
  public init(
    command: String, version: String, license: String? = nil, resolvedScenario: String,
    resolvedTables: [ResolvedTable] = []
  ) {
    self.command = command
    self.version = version
    self.license = license
    source = "scenario.resolved.yaml"
    files =
      [File(name: source, text: resolvedScenario)]
      + resolvedTables.map { File(name: $0.name, text: $0.text) }
  }

  /// Describes an experiment: a file that names its arms, and a folder for the scenario of each.
  public init(
    command: String, version: String, license: String? = nil, experiment: String,
    arms: [(name: String, scenario: Scenario)]
  ) {
    self.command = command
    self.version = version
    self.license = license
    source = "experiment.yaml"
    func quoted(_ text: String) -> String {
      "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
    var text =
      "fettle: 1\nname: \(quoted(experiment))\nscenario: arms/1/scenario.resolved.yaml\narms:\n"
    var files: [File] = []
    for (index, arm) in arms.enumerated() {
      let folder = "arms/\(index + 1)/"
      text += "  \(quoted(arm.name)): {scenario: \(folder)scenario.resolved.yaml}\n"
      files.append(
        File(name: folder + "scenario.resolved.yaml", text: arm.scenario.resolvedText))
      files += arm.scenario.resolvedTables.map {
        File(name: folder + $0.name, text: $0.text)
      }
    }
    self.files = [File(name: source, text: text)] + files
  }
}
