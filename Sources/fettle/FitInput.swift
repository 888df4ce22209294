import ArgumentParser
import DataTables
import DistributionFitting
import Experiments
import Scenarios

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The numbers of one column of a table, to which distributions are fitted.
struct FitInput {
  var sample: FitSample
  /// The unit that stands in the column's header, if one does.
  var unit: String?
  /// How many cells were empty.
  var emptyCells = 0

  /// Reads a column.
  ///
  /// - Parameters:
  ///   - path: The table.
  ///   - name: The column.
  ///   - censoredName: The column that says which values are known only to be longer.
  /// - Throws: The exit status, once what is wrong is printed.
  init(path: String, column name: String, censored censoredName: String?) throws {
    let table = try FitInput.table(path)
    let column = try FitInput.column(name, of: table, path)
    let flags = try censoredName.map { try FitInput.column($0, of: table, path) }
    var (values, censored) = ([Double](), [Double]())
    var problems: [Diagnostic] = []
    for row in 0..<table.rowCount {
      let text = table.text(row: row, column: column)
      if text.allSatisfy(\.isWhitespace) {
        emptyCells += 1
        continue
      }
      guard let value = table.number(row: row, column: column) else {
        problems.append(
          FitInput.problem(
            path, table, row, column, "'\(text)' is not a number; write one such as 12.5"))
        continue
      }
      guard let flags else {
        values.append(value)
        continue
      }
      let flag = table.text(row: row, column: flags)
      switch flag.lowercased().filter({ !$0.isWhitespace }) {
      case "", "0", "0.0", "false", "no": values.append(value)
      case "1", "1.0", "true", "yes", "censored": censored.append(value)
      default:
        problems.append(
          FitInput.problem(
            path, table, row, flags,
            "'\(flag)' does not say whether the value is censored; write 1 for one that was not over, "
              + "and 0"))
      }
    }
    for problem in problems.prefix(20) { Terminal.printMessage("\(problem)") }
    if !problems.isEmpty { throw ExitStatus.badInput }
    guard !values.isEmpty else {
      Terminal.printMessage(
        "\(path): error: column '\(name)' has no value"
          + (censored.isEmpty ? "" : " that is not censored")
          + "; there is nothing to fit a distribution to")
      throw ExitStatus.badInput
    }
    sample = FitSample(values, censored: censored)
    unit = table.columns[column].unit
  }

  private static func table(_ path: String) throws -> DelimitedTable {
    let bytes = try TextFile.bytes(path)
    do throws(TableProblem) {
      return try DelimitedTable(bytes)
    } catch {
      Terminal.printMessage("\(path):\(error.line):\(error.column): error: \(error.message)")
      throw ExitStatus.badInput
    }
  }

  private static func column(
    _ name: String, of table: DelimitedTable, _ path: String
  ) throws -> Int {
    if let column = table.column(named: name) { return column }
    let names = table.columns.map { "'\($0.name)'" }.joined(separator: ", ")
    let place = table.place(ofColumn: 0)
    Terminal.printMessage(
      "\(path):\(place.line):\(place.column): error: there is no column '\(name)'; there are \(names)"
    )
    throw ExitStatus.badInput
  }

  private static func problem(
    _ path: String, _ table: DelimitedTable, _ row: Int, _ column: Int, _ message: String
  ) -> Diagnostic {
    let place = table.place(row: row, column: column)
    return Diagnostic(file: path, line: place.line, column: place.column, message: message)
  }
}

/// Files that users name.
enum TextFile {
  /// The bytes of a file.
  ///
  /// - Throws: The exit status, once it is said why the file cannot be read.
  static func bytes(_ path: String) throws -> [UInt8] {
    do {
      return Array(try Data(contentsOf: URL(filePath: path)))
    } catch {
      let exists = FileManager.default.fileExists(atPath: path)
      Terminal.printMessage(
        "\(path): error: "
          + (exists ? "cannot read it: \(RunFolder.reason(of: error))" : "there is no such file"))
      throw exists ? ExitStatus.inputOutput : ExitStatus.inputMissing
    }
  }
}
