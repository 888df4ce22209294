import Foundation
import ModelRegistry
import TestSupport
import Testing

@Suite("What a registry refuses")
struct RegistryFailureTests {
  /// A registry with two versions of one model.
  func withTwo(_ body: (ModelStore) throws -> Void) throws {
    try RegistryFolder.with { store in
      for byte in 1...2 {
        _ = try store.add(
          "press-rul", files: [("model.json", [UInt8(byte)])], content: RegistryFolder.content())
      }
      try body(store)
    }
  }

  func overwrite(_ path: String, _ text: String) throws {
    try Data(text.utf8).write(to: URL(filePath: path))
  }

  @Test("An unknown name, alias, version, hash or file is told with what is known", .tags(.failure))
  func unknown() throws {
    try withTwo { store in
      func resolve(_ text: String, _ sentence: String) {
        RegistryFolder.expect(sentence, in: store) {
          _ = try store.resolve(ModelReference(text))
        }
      }
      resolve("pres-rul@3", "no model 'pres-rul'; did you mean 'press-rul'?")
      resolve("oven", "no model 'oven'; known are press-rul")
      resolve(
        "press-rul@champion",
        "press-rul has no alias 'champion'; promote a version to it first")
      resolve("press-rul@3", "press-rul has no version 3; it has 1, 2")
      resolve(
        "press-rul@sha256:00000000", "no version of press-rul has the hash 00000000")
      resolve(
        "press-rul@sha256:00",
        "'press-rul@sha256:00' is no model; write NAME, NAME@ALIAS, NAME@VERSION or "
          + "NAME@sha256:DIGITS (8 or more)")
      resolve(
        "Press RUL",
        "'Press RUL' cannot be the name of a model; write small letters, digits, '.', '_' and '-'")
      try store.promote(
        ModelReference("press-rul@1"), to: "champion", reason: "", evidence: [RegistryFolder.passed]
      )
      resolve(
        "press-rul@champoin", "press-rul has no alias 'champoin'; did you mean 'champion'?")
      let model = try store.resolve(ModelReference("press-rul@1"))
      RegistryFolder.expect(
        "press-rul@1 has no file 'scaler.json'; it has model.json", in: store
      ) { _ = try store.read("scaler.json", of: model) }
    }
  }

  @Test("A promotion needs a passed gate, or force and a reason", .tags(.failure))
  func gates() throws {
    try withTwo { store in
      let first = try ModelReference("press-rul@1")
      RegistryFolder.expect(
        "press-rul@1 is not promoted to champion: no gate was tried. To promote it nevertheless, "
          + "force it and say the reason", in: store
      ) { try store.promote(first, to: "champion", reason: "good", evidence: []) }
      RegistryFolder.expect(
        "press-rul@1 is not promoted to champion: not passed: decision cost cost rate. To promote "
          + "it nevertheless, force it and say the reason", in: store
      ) {
        try store.promote(
          first, to: "champion", reason: "good",
          evidence: [RegistryFolder.passed, RegistryFolder.failed])
      }
      RegistryFolder.expect(
        "a promotion without a passed gate needs a reason; say why", in: store
      ) { try store.promote(first, to: "champion", reason: " ", evidence: [], isForced: true) }
      #expect(try store.history().count == 2)
      try store.promote(first, to: "champion", reason: "", evidence: [RegistryFolder.passed])
      RegistryFolder.expect(
        "press-rul@1 is champion; promote another version first", in: store
      ) { try store.archive(first, reason: "old") }
      try store.archive(ModelReference("press-rul@2"), reason: "bad")
      RegistryFolder.expect("press-rul@2 is archived; restore it first", in: store) {
        try store.promote(
          ModelReference("press-rul@2"), to: "champion", reason: "",
          evidence: [RegistryFolder.passed])
      }
    }
  }

  @Test("What was changed by hand is not used", .tags(.failure))
  func changed() throws {
    try withTwo { store in
      let model = try store.resolve(ModelReference("press-rul@2"))
      let place = store.path + "/models/press-rul/2/"
      let card = try String(contentsOf: URL(filePath: place + "card.json"), encoding: .utf8)
      try overwrite(place + "model.json", "x")
      let hash = "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"
      let stored = "dbc1b4c900ffe48d575b5da5c638040125f65db0fe3e24494b76ea986457d986"
      let sentence =
        "ROOT/models/press-rul/2/model.json was changed by hand: found SHA-256 \(hash), expected "
        + "\(stored). Restore it from a copy, or add it as a new version"
      RegistryFolder.expect(sentence, in: store) { _ = try store.read("model.json", of: model) }
      #expect(
        try store.verify().map { "\($0)".replacing(store.path, with: "ROOT") } == [sentence])
      try overwrite(place + "card.json", card.replacing("\"value\" : 12", with: "\"value\" : 2"))
      let error = #expect(throws: RegistryError.self) {
        _ = try store.show(ModelReference("press-rul@2"))
      }
      #expect("\(error.map { "\($0)" } ?? "")".contains("card.json was changed by hand: found SHA"))
      try FileManager.default.removeItem(atPath: store.path + "/models/press-rul/2")
      #expect(try store.verify().count == 1)
      RegistryFolder.expect("press-rul has no version 2; it has 1", in: store) {
        _ = try store.read(
          "model.json", of: try store.resolve(ModelReference("press-rul@2")))
      }
      // A number is never given twice.
      let next = try store.add("press-rul", files: [("m", [3])], content: RegistryFolder.content())
      #expect(next.version == 3)
    }
  }

  @Test("A journal with half a line goes on; one with a line taken out does not", .tags(.failure))
  func journal() throws {
    try withTwo { store in
      let path = store.path + "/journal.jsonl"
      let text = try String(contentsOf: URL(filePath: path), encoding: .utf8)
      try overwrite(path, text + "{\"action\":\"promo")
      #expect(try store.history().count == 2)
      try store.archive(ModelReference("press-rul@1"), reason: "old")
      let whole = try String(contentsOf: URL(filePath: path), encoding: .utf8)
      #expect(whole.hasPrefix(text + "{") && !whole.contains("promo") && whole.hasSuffix("}\n"))
      let lines = whole.split(separator: "\n")
      try overwrite(path, lines.dropFirst().joined(separator: "\n") + "\n")
      RegistryFolder.expect(
        "ROOT/journal.jsonl:1: entry 2 stands where 1 should; restore the file from a copy",
        in: store
      ) { _ = try store.history() }
      try overwrite(path, "so\n")
      RegistryFolder.expect(
        "ROOT/journal.jsonl:1: this is no entry of a journal; restore the file from a copy",
        in: store
      ) { _ = try store.history() }
    }
  }

  @Test("What a killed writer leaves is mended by the next one", .tags(.exact))
  func recovery() throws {
    try withTwo { store in
      let path = store.path + "/journal.jsonl"
      let text = try String(contentsOf: URL(filePath: path), encoding: .utf8)
      // Published, but killed before its entry; and another one half staged.
      try overwrite(path, text.split(separator: "\n")[0] + "\n")
      let staged = store.path + "/staging/press-rul-3"
      try FileManager.default.createDirectory(
        atPath: staged, withIntermediateDirectories: true)
      try overwrite(staged + "/model.json", "half")
      let second = try store.resolve(ModelReference("press-rul@2"))
      #expect(try store.read("model.json", of: second) == [2])
      let next = try store.add("press-rul", files: [("m", [3])], content: RegistryFolder.content())
      #expect(next.version == 3)
      #expect(try store.history().map(\.version) == [1, 2, 3])
      #expect(try store.history()[1].sha256 == second.sha256)
      #expect(try store.verify().isEmpty)
      #expect(try FileManager.default.contentsOfDirectory(atPath: store.path + "/staging") == [])
    }
  }

  @Test("Files that cannot be stored are refused", .tags(.failure))
  func files() throws {
    try RegistryFolder.with { store in
      func add(_ files: [String], _ sentence: String, rmse: Double = 1) {
        RegistryFolder.expect(sentence, in: store) {
          _ = try store.add(
            "a", files: files.map { ($0, [1]) }, content: RegistryFolder.content(rmse: rmse))
        }
      }
      add([], "a model needs at least one file")
      add(["Card.json"], "'Card.json' is the registry's own file; name it otherwise")
      add(["m", "M"], "two files are named 'M'; name one otherwise")
      add(
        ["../m"],
        "'../m' cannot be the name of a file; write letters, digits, '.', '_' and '-'")
      add(
        ["m"], "a score is no finite number; leave it out, or compute it anew", rmse: .infinity)
      let models = try store.models()
      #expect(models.isEmpty)
    }
  }

  @Test("A folder that is none, is missing or is of a newer form is told", .tags(.failure))
  func folders() throws {
    try RegistryFolder.with { store in
      let none = "ROOT: no registry of models; make one, or name another folder"
      RegistryFolder.expect(none.replacing("ROOT", with: "ROOT/models"), in: store) {
        _ = try ModelStore(at: store.path + "/models")
      }
      try overwrite(store.path + "/registry.json", "{\"format\": 2}")
      RegistryFolder.expect(
        "ROOT/registry.json: format 2 is newer than 1, the newest known here; use a newer version "
          + "of Fettle", in: store
      ) { _ = try ModelStore(at: store.path) }
      RegistryFolder.expect(
        "ROOT/registry.json/x: the folder cannot be made: Not a directory", in: store
      ) { _ = try ModelStore.make(at: store.path + "/registry.json/x") }
      // A file where the folder of a model should be.
      try overwrite(store.path + "/models/oven", "")
      RegistryFolder.expect(
        "ROOT/models/oven: the folder cannot be read: Not a directory", in: store
      ) { _ = try store.models() }
    }
  }

  @Test("A disk that is full leaves the registry as it was", .tags(.failure))
  func fullDisk() async throws {
    let writer = try RegistryFolder.writer()
    try await withTemporaryFolder { folder in
      let store = try ModelStore.make(at: folder.appending(path: "models").path)
      _ = try store.add("a", files: [("m", [1])], content: RegistryFolder.content())
      let outcome = try await runProcess(writer, ["limit", store.path, "a", "50000"])
      #expect(outcome.exitCode == 1)
      #expect(
        outcome.standardOutput
          == "error: \(store.path)/staging/a-2/model.json: the file cannot be written: File too large\n"
      )
      #expect(try store.versions(of: "a").count == 1 && store.verify().isEmpty)
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: store.path + "/staging") == [])
      let enough = try await runProcess(writer, ["limit", store.path, "a", "200000"])
      #expect(enough.exitCode == 0, "\(enough)")
    }
  }

  @Test("A writer waits for another one, and says so when it waited long enough", .tags(.failure))
  func lock() async throws {
    let writer = try RegistryFolder.writer()
    try await withTemporaryFolder { folder in
      let path = folder.appending(path: "models").path
      _ = try ModelStore.make(at: path)
      let mark = path + "/held"
      async let holder = runProcess(writer, ["hold", path])
      while !FileManager.default.fileExists(atPath: mark) {
        try await Task.sleep(for: .milliseconds(10))
      }
      let store = try ModelStore(at: path, lockTimeout: 0.1)
      RegistryFolder.expect(
        "ROOT/lock: another program writes to the registry; waited 0.1 s. Wait for it, or stop it",
        in: store
      ) { _ = try store.add("a", files: [("m", [1])], content: RegistryFolder.content()) }
      // Readers do not wait, and the lock ends with its holder.
      #expect(try store.models() == [])
      try FileManager.default.removeItem(atPath: mark)
      let patient = try ModelStore(at: path, lockTimeout: 60)
      _ = try patient.add("a", files: [("m", [1])], content: RegistryFolder.content())
      #expect(try await holder.exitCode == 0)
    }
  }
}
