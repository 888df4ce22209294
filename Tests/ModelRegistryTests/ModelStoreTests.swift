import Foundation
import ModelRegistry
import TestSupport
import Testing

@Suite("Registry of models")
struct ModelStoreTests {
  @Test("What is added is found by name, alias, number and hash, and read as it was", .tags(.exact))
  func finding() throws {
    try RegistryFolder.with { store in
      let first = try store.add(
        "press-rul", files: [("model.json", Array("one".utf8)), ("scaler.bin", [0, 1])],
        content: RegistryFolder.content())
      let second = try store.add(
        "press-rul", files: [("model.json", Array("two".utf8))],
        content: RegistryFolder.content(rmse: 11, parents: ["\(first)"]))
      #expect((first.version, second.version) == (1, 2) && first.sha256 != second.sha256)
      #expect(try store.resolve(ModelReference("press-rul")) == second)
      try store.promote(
        ModelReference("press-rul@1"), to: "champion", reason: "", evidence: [RegistryFolder.passed]
      )
      for text in ["press-rul", "press-rul@champion", "press-rul@1", "\(first)"] {
        #expect(try store.resolve(ModelReference(text)) == first, "\(text)")
      }
      let short = "press-rul@sha256:" + first.sha256.prefix(8).uppercased()
      #expect(try store.resolve(ModelReference(short)) == first)
      #expect(try store.read("model.json", of: first) == Array("one".utf8))
      #expect(try store.read("scaler.bin", of: first) == [0, 1])
      let shown = try store.show(ModelReference("press-rul@champion"))
      #expect(shown.card.content == RegistryFolder.content() && shown.aliases == ["champion"])
      #expect(shown.card.files.map(\.name) == ["model.json", "scaler.bin"])
      #expect(shown.history.map(\.action) == [.added, .promoted])
      #expect(try store.models() == ["press-rul"])
      #expect(try store.versions(of: "press-rul").map(\.card.version) == [1, 2])
      #expect(try store.verify().isEmpty)
      // Another program sees the same.
      #expect(try ModelStore(at: store.path + "/").history().count == 3)
    }
  }

  @Test("The same model is the same version and hash, in any registry", .tags(.law))
  func hashes() throws {
    var found: [ResolvedModel] = []
    for _ in 0..<2 {
      try RegistryFolder.with { store in
        for _ in 0..<2 {
          found.append(
            try store.add(
              "line", files: [("b", [2]), ("a", [1])], content: RegistryFolder.content()))
        }
        found.append(
          try store.add(
            "line", files: [("a", [1]), ("b", [2])], content: RegistryFolder.content()))
        #expect(try store.versions(of: "line").count == 1)
      }
    }
    #expect(Set(found).count == 1)
  }

  @Test("Scores and features are compared", .tags(.exact))
  func comparison() throws {
    try RegistryFolder.with { store in
      _ = try store.add("a", files: [("m", [1])], content: RegistryFolder.content())
      var next = RegistryFolder.content(rmse: 9.5, unit: "m/s", kind: "linear")
      next.features.insert(FeatureColumn("load", unit: "kN"), at: 0)
      next.features.removeLast()
      next.scores.append(ScoreEstimate("auc", 0.9))
      _ = try store.add("a", files: [("m", [2])], content: next)
      let found = try store.compare(ModelReference("a@1"), ModelReference("a@2"))
      #expect(found.scores.map(\.name) == ["rmse", "auc"])
      #expect(found.scores[0].difference == -2.5 && found.scores[0].isApart == true)
      #expect(found.scores[1].difference == nil && found.scores[1].before == nil)
      #expect(found.featuresGone.map(\.name) == ["cycles"])
      #expect(found.featuresNew == [FeatureColumn("load", unit: "kN")])
      #expect(found.unitsChanged.map { $0.map(\.unit) } == [["mm/s", "m/s"]])
      #expect(found.isOrderKept && found.alsoDifferent == ["kind", "files"])
    }
  }

  @Test("An alias moves with its evidence, and back", .tags(.exact))
  func aliases() throws {
    try RegistryFolder.with { store in
      for byte in 1...3 {
        _ = try store.add("a", files: [("m", [UInt8(byte)])], content: RegistryFolder.content())
      }
      func champion() throws -> Int { try store.resolve(ModelReference("a@champion")).version }
      for version in [1, 3] {
        try store.promote(
          ModelReference("a@\(version)"), to: "champion", reason: "better",
          evidence: [RegistryFolder.passed], by: "me")
      }
      try store.promote(
        ModelReference("a@2"), to: "champion", reason: "a trial", evidence: [RegistryFolder.failed],
        isForced: true)
      #expect(try champion() == 2)
      #expect(try store.rollBack("champion", of: "a", reason: "scrap rose").previous == 2)
      #expect(try champion() == 3)
      try store.rollBack("champion", of: "a", reason: "scrap rose still")
      #expect(try champion() == 1)
      RegistryFolder.expect(
        "champion of a was never another version than 1; promote one", in: store
      ) { try store.rollBack("champion", of: "a", reason: "again") }
      let history = try store.history()
      #expect(history.map(\.number) == Array(1...8))
      #expect(history[4].evidence == [RegistryFolder.passed] && history[4].isForced == false)
      #expect(history[4].previous == 1 && history[4].by == "me")
      #expect(history[5].isForced == true && history[5].reason == "a trial")
      // What is archived is kept.
      try store.archive(ModelReference("a@3"), reason: "old")
      #expect(try store.show(ModelReference("a@3")).isArchived)
      #expect(try store.resolve(ModelReference("a")).version == 1)
      try store.restore(ModelReference("a@3"), reason: "needed")
      #expect(try !store.show(ModelReference("a@3")).isArchived)
    }
  }
}
