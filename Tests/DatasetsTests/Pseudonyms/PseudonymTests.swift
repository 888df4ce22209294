import DataTables
import FactoryModel
import Foundation
import TestSupport
import Testing

@testable import Datasets

@Suite("Pseudonyms")
struct PseudonymTests {
  private static let key = try? Pseudonyms(key: Array(0..<32), from: "key")

  /// A factory in all of whose names there is a word that stands nowhere else.
  private static func factory() throws -> Factory {
    var factory = try SampleFactory.line()
    factory.name = "Quillworks"
    factory.products[0].name = "quillpart"
    factory.stations[0].name = "quillpress"
    factory.stations[0].machines[0].name = "quill_left"
    factory.stations[0].machines[1].name = "quill_right"
    factory.stations[0].components[0].name = "quilldie"
    factory.stations[0].failures[0].name = "quilljam"
    factory.stations[0].setPoints[0].name = "rate_of_quillpress"
    factory.stations[0].sensors[0].name = "quilldie_load"
    factory.stations[1].name = "quillpack"
    factory.stations[1].machines[0].name = "quillpack"
    return factory
  }

  private static func plan(_ format: TableFormat = .csv) throws -> DatasetPlan {
    var plan = DatasetPlan(
      arms: [
        DatasetArm(name: "quillbase", factory: try factory()),
        DatasetArm(name: "quillnew", factory: try factory()),
      ], units: 2, seed: 6, split: SampleDataset.undivided, format: format)
    plan.title = "Quillstudy"
    plan.components = ["quillpress.quilldie"]
    plan.pseudonyms = key
    plan.windows = WindowChoice(length: 40)
    return plan
  }

  @Test("No name stands in any byte of the dataset", .tags(.law))
  func noNames() async throws {
    var plan = try Self.plan()
    func found(_ contents: [String: Data]) -> [String] {
      contents.filter { path, data in
        path.lowercased().contains("quill")
          || String(decoding: data, as: UTF8.self).lowercased().contains("quill")
      }.keys.sorted()
    }
    try await SampleDataset.with(plan) { folder, _ in
      let contents = try SampleDataset.contents(folder)
      #expect(found(contents) == [])
      #expect(contents.count >= 9)
      #expect(contents.keys.allSatisfy { !$0.hasSuffix(".yaml") })
      for (path, data) in contents where path.hasSuffix(".csv") {
        for line in String(decoding: data, as: UTF8.self).split(separator: "\n").dropFirst() {
          #expect(line.hasPrefix("u_"))
        }
      }
    }
    // The search finds them where they are.
    plan.pseudonyms = nil
    try await SampleDataset.with(plan) { folder, _ in
      let contents = try SampleDataset.contents(folder)
      #expect(found(contents).count >= 9)
    }
  }

  @Test(
    "One key gives the same pseudonyms, another one others, and both the same data", .tags(.law))
  func keys() async throws {
    var plan = try Self.plan(.parquet)
    let maker = try DatasetMaker(plan, from: SampleDataset.origin, jobs: 1)
    let map = maker.pseudonymMap
    let table = try #require(maker.tables.first { $0.isReadings }).name
    let first = try await SampleDataset.with(plan) { folder, _ in
      try SampleDataset.contents(folder)
    }
    try await SampleDataset.with(plan, jobs: 3) { folder, _ in
      #expect(try SampleDataset.contents(folder) == first)
      plan.pseudonyms = nil
      try await SampleDataset.with(plan) { plain, _ in
        let hidden = try SampleRows("\(folder)/\(table)/all.parquet")
        let open = try SampleRows("\(plain)/quillpress/all.parquet")
        #expect(hidden.count == open.count && hidden.count > 1_000)
        #expect(hidden.names.count == open.names.count)
        let days = Double(try #require(map.days))
        #expect(days >= 1)
        for row in hidden.rows {
          #expect(hidden.number("time", row) == open.number("time", row) - days * 86_400)
          #expect(
            hidden.number("time_to_failure", row) == open.number("time_to_failure", row)
              || open.text("time_to_failure", row) == "")
          for name in ["unit", "machine", "product", "arm", "next_failure"] {
            let (pseudonym, original) = (hidden.text(name, row), open.text(name, row))
            guard original != "" else { continue }
            #expect(map.entries.contains { $0.name == original && $0.pseudonym == pseudonym })
          }
        }
      }
    }
    plan.pseudonyms = try Pseudonyms(key: Array(1..<33), from: "key")
    let other = try DatasetMaker(plan, from: SampleDataset.origin, jobs: 1).pseudonymMap
    #expect(other.entries.map(\.name) == map.entries.map(\.name))
    #expect(Set(other.entries.map(\.pseudonym)).isDisjoint(with: map.entries.map(\.pseudonym)))
  }

  @Test("A pseudonym is a letter and ten digits of HMAC-SHA256")
  func digits() throws {
    // RFC 4231 has no such message; worked out with Python: hmac.new(bytes(range(32)), b"machine\0press_1", "sha256").
    let pseudonyms = try #require(Self.key)
    #expect(pseudonyms.name(.machine, "press_1") == "m_611299fbc6")
    #expect(pseudonyms.name(.station, "press_1") != pseudonyms.name(.machine, "press_1"))
  }

  @Test("Sensors keep their names unless those tell another", .tags(.law))
  func sensors() throws {
    var map = PseudonymMap()
    let pseudonyms = try #require(Self.key)
    let hidden = try PseudonymousFactory(of: try Self.factory(), pseudonyms, noting: &map).factory
    #expect(
      hidden.stations[0].sensors.map(\.name) == [pseudonyms.name(.reading, "quilldie_load"), "age"])
    #expect(hidden.stations[0].setPoints[0].name == pseudonyms.name(.reading, "rate_of_quillpress"))
    #expect(map.text.hasPrefix("kind,name,pseudonym\nfactory,Quillworks,d_"))
  }

  @Test("A short key is refused, and so are two names with one pseudonym", .tags(.failure))
  func refused() throws {
    do throws(DatasetProblem) {
      _ = try Pseudonyms(key: Array(0..<15), from: "key")
      Issue.record("the key is taken")
    } catch {
      #expect(
        error.description
          == "the key in 'key' has 15 bytes; at least 16 are needed: make one by head -c 32 /dev/urandom > key"
      )
    }
    var map = PseudonymMap()
    try map.note(.machine, "a", "m_1")
    try map.note(.machine, "a", "m_1")
    #expect(map.entries.count == 1)
    do throws(DatasetProblem) {
      try map.note(.machine, "b", "m_1")
      Issue.record("two names have one pseudonym")
    } catch {
      #expect(
        error.description == "the machines 'a' and 'b' would have one pseudonym; take another key")
    }
  }
}
