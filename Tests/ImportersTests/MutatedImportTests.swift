import Scenarios
import TestDraws
import TestSupport
import Testing

@testable import Importers

/// Files that are nearly right: whatever stands in them, the answer is a scenario or a place.
@Suite("Mutated imports")
struct MutatedImportTests {
  /// Words that change a file's meaning.
  private static let nasty = [
    "0", "-1", "1e308", "1e-9", "99999999999", "nan", "x", ";", "[", "]", "{", "}", "\"", ",", ":",
    "#", "\n",
    "null", "*a", "&a", "jobs", "setup", "machineReleaseDates", "otherwise", "default", "\u{FEFF}",
    "ü", "2",
  ]

  private func mutated(_ text: String, _ draws: inout Draws) -> String {
    var scalars = Array(text.unicodeScalars)
    for _ in 0..<draws.whole(1...3) {
      let place = draws.index(below: scalars.count + 1)
      switch draws.index(below: 4) {
      case 0: scalars.insert(contentsOf: draws.permuted(Self.nasty)[0].unicodeScalars, at: place)
      case 1 where place < scalars.count:
        let end = min(scalars.count, place + draws.whole(1...12))
        scalars.removeSubrange(place..<end)
      case 2 where place < scalars.count:
        let end = min(scalars.count, place + draws.whole(1...20))
        scalars.insert(
          contentsOf: Array(scalars[place..<end]), at: draws.index(below: scalars.count))
      default: scalars = Array(scalars.prefix(max(1, place)))
      }
    }
    var result = String.UnicodeScalarView()
    result.append(contentsOf: scalars)
    return String(result)
  }

  @Test(
    "A mutated file becomes a scenario that can be read, or a message with a place", .tags(.law),
    arguments: ["three-jobs.txt", "library.txt", "flexible.fjs", "shop.txt", "model.json"])
  func mutations(name: String) throws {
    let text = try fixture(name)
    let run = try fixture("run.json")
    var good = 0
    for number in 0..<1_500 {
      var draws = Draws("mutated \(name)", ordinal: number)
      let mutated = mutated(text, &draws)
      do throws(ImportFailure) {
        let scenarios =
          switch name {
          case "three-jobs.txt", "library.txt":
            try JobShopImporter.scenarios(of: mutated, name: name, options: ImportOptions())
          case "flexible.fjs":
            try FlexibleJobShopImporter.scenarios(of: mutated, name: name, options: ImportOptions())
          case "shop.txt":
            [try JasimaImporter.scenario(of: mutated, name: name, options: ImportOptions())]
          default:
            [
              try JasimaImporter.scenario(
                of: mutated, name: name, orders: number.isMultiple(of: 2) ? (run, "run") : nil,
                options: ImportOptions())
            ]
          }
        for scenario in scenarios {
          #expect(throws: Never.self, "\(name) \(number)\n\(mutated)\n\(scenario.files)") {
            try scenario.read()
          }
        }
        good += 1
      } catch {
        #expect(error.diagnostics.allSatisfy { $0.line != nil && $0.column != nil }, "\(error)")
      }
    }
    #expect(good > 50, "\(name)")
  }
}
