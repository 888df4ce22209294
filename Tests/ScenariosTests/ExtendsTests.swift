import Foundation
import RandomVariates
import FactoryModel
import Scenarios
import TestSupport
import Testing

@Suite("Scenarios that extend others")
struct ExtendsTests {
  private static let base = """
    fettle: 1
    name: Base
    horizon: 8 h
    products: {part: {release: {keep: 5}, route: [saw, mill]}}
    stations:
      saw: {time: 4 s, buffer: 3, failures: {jam: {after: 1 h, repair: 5 min}}}
      mill: {time: 6 s}
    costs: {scrap: 1 EUR/part}
    """

  private func check(_ text: String, base: String = ExtendsTests.base) throws -> CheckedScenario {
    try CheckedText.check("fettle: 1\nextends: base.yaml\n" + text, files: ["base.yaml": base])
  }

  @Test("Mappings are merged key by key, in the order of the base")
  func merged() throws {
    let factory = try #require(
      try check("stations: {saw: {time: 5 s}, mill: {buffer: 2}}\nhorizon: 1 d").factory)
    #expect(factory.horizon == 86_400)
    #expect(factory.stations.map(\.name) == ["saw", "mill"])
    #expect(factory.stations.map(\.buffer) == [3, 2])
    #expect(factory.products[0].route.map(\.idealTime) == [5, 6])
    #expect(factory.stations[0].failures.map(\.name) == ["jam"])
    #expect(factory.costs.scrap == 1)
    #expect(factory.name == "Base")
  }

  @Test("Lists, and rules that say how, replace those of the base as a whole")
  func replaced() throws {
    let factory = try #require(
      try check(
        "products: {part: {release: {every: 10 s}, route: [saw]}}\nstations: {mill: {time: 1 s}}"
      ).factory)
    #expect(factory.products[0].route.map(\.name) == ["saw"])
    #expect(factory.products[0].release == .every(interval: .constant(10)))
  }

  @Test("A key without a value keeps the base's")
  func nothing() throws {
    let factory = try #require(try check("stations:\n  saw:\ncosts:").factory)
    #expect(factory.products[0].route.map(\.idealTime) == [4, 6])
    #expect(factory.costs.scrap == 1)
  }

  @Test("The nearest of several scenarios that build on one another wins")
  func chain() throws {
    let checked = try CheckedText.check(
      "fettle: 1\nextends: middle.yaml\nhorizon: 3 h",
      files: [
        "middle.yaml": "fettle: 1\nextends: base.yaml\nhorizon: 2 h\nname: Middle",
        "base.yaml": ExtendsTests.base,
      ])
    #expect(checked.factory?.horizon == 10_800)
    #expect(checked.name == "Middle")
    #expect(!checked.resolvedText.contains("extends"))
  }

  @Test("Ten scenarios may build on one another, and no more")
  func depth() throws {
    func files(_ count: Int) -> [String: String] {
      var files = ["s0.yaml": ExtendsTests.base]
      for index in 1..<count {
        files["s\(index).yaml"] = "fettle: 1\nextends: s\(index - 1).yaml"
      }
      return files
    }
    let top = "fettle: 1\nextends: "
    #expect(try CheckedText.check(top + "s8.yaml", files: files(10)).name == "Base")
    #expect(
      CheckedText.messages(top + "s9.yaml", files: files(10)).contains(
        "s1.yaml:2:10: error: extends: more than 10 scenarios build on one another"))
  }

  @Test("What goes wrong is reported in the file where it stands", .tags(.golden, .failure))
  func messages() throws {
    var golden = GoldenMessages()
    func add(_ what: String, _ text: String, _ files: [String: String]) {
      golden.add(what, CheckedText.messages("fettle: 1\n" + text, files: files))
    }
    add("no such file", "extends: bsae.yaml", ["base.yaml": ExtendsTests.base])
    add("a list", "extends: [a.yaml, b.yaml]", [:])
    add("no value", "extends:\nhorizon: 1 h", [:])
    add(
      "a circle", "extends: b.yaml",
      ["b.yaml": "fettle: 1\nextends: c.yaml", "c.yaml": "fettle: 1\nextends: b.yaml"])
    add("not YAML", "extends: b.yaml", ["b.yaml": "a: [1, 2"])
    add("empty", "extends: b.yaml", ["b.yaml": "# nothing\n"])
    add(
      "an error in the base", "extends: b.yaml",
      ["b.yaml": ExtendsTests.base.replacing("6 s", with: "6 sec")])
    add(
      "an error in what is laid over it", "extends: b.yaml\nstations: {sawe: {time: 3 s}}",
      ["b.yaml": ExtendsTests.base])
    add(
      "a reference from the base to what is gone",
      "extends: b.yaml\nproducts: {part: {route: [lathe]}}",
      ["b.yaml": ExtendsTests.base])
    add(
      "an experiment", "extends: b.yaml",
      ["b.yaml": "fettle: 1\nscenario: a.yaml\nvary: {stations.saw.buffer: [1, 2]}"])
    add(
      "a base of another version", "extends: b.yaml",
      ["b.yaml": ExtendsTests.base.replacing("fettle: 1", with: "fettle: 2")])
    try golden.expect("extends.txt")
  }

  // MARK: - Files

  @Test("A file outside the folder is read only where its folder is included")
  func outside() throws {
    try withTemporaryFolder { root in
      let (plans, shared) = (root.appending(path: "plans"), root.appending(path: "shared"))
      for folder in [plans, shared] {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      }
      try Data(ExtendsTests.base.utf8).write(to: shared.appending(path: "base.yaml"))
      let plan = plans.appending(path: "plan.yaml")
      try Data("fettle: 1\nextends: ../shared/base.yaml\n".utf8).write(to: plan)
      let failure = #expect(throws: ScenarioFailure.self) {
        try ScenarioReader.check(path: plan.path)
      }
      #expect(
        failure?.description
          == "\(plan.path):2:10: error: extends: '\(cut(plans.path + "/../shared/base.yaml"))' lies "
          + "outside the folder of this file; a scenario reads files of its own folder, and of those "
          + "given with --include")
      let included = try ScenarioReader.check(path: plan.path, include: [shared.path])
      #expect(included.name == "Base")
      // By its plain name, too.
      try Data("fettle: 1\nextends: base.yaml\n".utf8).write(to: plan)
      #expect(try ScenarioReader.check(path: plan.path, include: [shared.path]).name == "Base")
    }
  }

  @Test("A link that leads out of the folder is refused; one that stays in it is followed")
  func links() throws {
    try withTemporaryFolder { root in
      let plans = root.appending(path: "plans")
      try FileManager.default.createDirectory(at: plans, withIntermediateDirectories: true)
      try Data(ExtendsTests.base.utf8).write(to: root.appending(path: "base.yaml"))
      let link = plans.appending(path: "link.yaml")
      try FileManager.default.createSymbolicLink(
        at: link, withDestinationURL: root.appending(path: "base.yaml"))
      let plan = plans.appending(path: "plan.yaml")
      try Data("fettle: 1\nextends: link.yaml\n".utf8).write(to: plan)
      let failure = #expect(throws: ScenarioFailure.self) {
        try ScenarioReader.check(path: plan.path)
      }
      #expect(failure?.description.contains("lies outside the folder of this file") == true)

      try Data(ExtendsTests.base.utf8).write(to: plans.appending(path: "real.yaml"))
      try FileManager.default.removeItem(at: link)
      try FileManager.default.createSymbolicLink(
        at: link, withDestinationURL: plans.appending(path: "real.yaml"))
      #expect(try ScenarioReader.check(path: plan.path).name == "Base")
    }
  }

  @Test("A file that extends itself by another name is a circle")
  func itself() throws {
    try withTemporaryFolder { folder in
      let plan = folder.appending(path: "plan.yaml")
      try Data("fettle: 1\nextends: ./plan.yaml\n".utf8).write(to: plan)
      let failure = #expect(throws: ScenarioFailure.self) {
        try ScenarioReader.check(path: plan.path)
      }
      #expect(failure?.description.contains("'./plan.yaml' extends this file in a circle") == true)
    }
  }

  /// A text as messages show it: its first 60 letters.
  private func cut(_ text: String) -> String {
    text.count > 60 ? text.prefix(60) + "…" : text
  }
}
