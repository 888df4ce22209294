import Scenarios
import TestDraws
import TestSupport
import Testing

@testable import Importers

/// Models of AutoSched that are nearly right: whatever stands in their tables, the answer is a scenario or a place.
@Suite("Mutated models of AutoSched")
struct AutoSchedMutationTests {
  private static let nasty = [
    "", "0", "-1", "0.5", "1e308", "1e9", "99999999999", "nan", "x", "constant", "uniform", "2",
    "25", "100", "101",
    "hr", "wet", "litho", "gas_A", "chip", "yes", "per_batch", "\"", ",", "[a]",
    "01/05/18 00:00:00",
    "mtbpm_by_cal", "stnfam", "Fab", "#", "ä b",
  ]

  @Test(
    "A mutated model becomes a scenario that can be read, or a message with a place", .tags(.law))
  func mutated() throws {
    let model = try AutoSchedModelText.fixture()
    var good = 0
    for number in 0..<300 {
      var draws = Draws("mutated fab", ordinal: number)
      var files = model
      for _ in 0..<draws.whole(1...2) { mutate(&files, &draws) }
      do throws(ImportFailure) {
        let scenario = try AutoSchedImporter.scenario(
          of: files, name: "fab", options: ImportOptions())
        #expect(
          throws: Never.self, "\(number)\n\(scenario.files.map(\.text).joined(separator: "\n"))"
        ) {
          try scenario.read()
        }
        good += 1
      } catch {
        #expect(error.diagnostics.allSatisfy { $0.line != nil && $0.column != nil }, "\(error)")
      }
    }
    #expect(good > 100)
  }

  private func mutate(_ files: inout [(name: String, text: String)], _ draws: inout Draws) {
    guard !files.isEmpty else { return }
    let file = draws.index(below: files.count)
    var rows = files[file].text.split(separator: "\n").map {
      $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
    guard !rows.isEmpty else { return }
    let row = draws.index(below: rows.count)
    switch draws.index(below: 10) {
    case 0:
      files.remove(at: file)
      return
    case 1: rows.remove(at: row)
    case 2: rows.append(rows[row])
    case 3:
      // A column less.
      let column = draws.index(below: rows[0].count)
      for index in rows.indices where column < rows[index].count { rows[index].remove(at: column) }
    default:
      guard !rows[row].isEmpty else { return }
      rows[row][draws.index(below: rows[row].count)] =
        Self.nasty[draws.index(below: Self.nasty.count)]
    }
    files[file].text = rows.map { $0.joined(separator: "\t") }.joined(separator: "\n") + "\n"
  }
}
