import Foundation
import Scenarios
import Testing

@Suite("Unusable files and texts")
struct UnusableTextTests {
  @Test("A text that is no scenario is refused in one sentence")
  func notAScenario() {
    func check(_ text: String, _ message: String) {
      #expect(BracketLine.messages(text) == "line.yaml:\(message)")
    }
    let empty = "1:1: error: the file is empty; a scenario begins with 'fettle: 1'"
    check("", empty)
    check("\n \n", empty)
    check("# only a comment\n", empty)
    check("---\n", empty)
    check(
      "hello",
      "1:1: error: a scenario is a mapping that begins with 'fettle: 1', not 'hello'")
    check(
      "- 1\n- 2\n",
      "1:1: error: a scenario is a mapping that begins with 'fettle: 1', not a list")
    check(
      "fettle: 1\n---\nfettle: 1\n",
      "2:1: error: a second document begins here; a scenario is a single one")
    check(
      "fettle: [1",
      "2:1: error: this is not YAML: did not find expected ',' or ']', while "
        + "parsing a flow sequence that begins at 1:9")
    check(
      "a: *b\n", "1:4: error: an alias ('*name') for which there is no anchor ('&name') before it")
    check("a: \u{7}\n", "1:4: error: the character \\u{7} cannot stand in YAML; remove it")
    check("[1, 2]: 3\n", "1:1: error: a list or mapping stands where a key was expected")
  }

  @Test("Nesting is bounded")
  func nesting() {
    let message = "error: lists and mappings are nested more than 100 deep"
    for text in [
      String(repeating: "[", count: 100_000), String(repeating: "- ", count: 100_000),
      String(repeating: "{a: ", count: 100_000), String(repeating: "? ", count: 100_000),
      String(repeating: "[", count: 500) + String(repeating: "]", count: 500),
    ] {
      #expect(BracketLine.messages(text).hasSuffix(message))
    }
  }

  @Test("Aliases that multiply what they stand for are bounded")
  func aliasBomb() {
    var bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    for level in 1...8 {
      let aliases = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
      bomb += "a\(level): &a\(level) [\(aliases)]\n"
    }
    #expect(
      BracketLine.messages(bomb)
        == "line.yaml:3:45: error: more than 16 aliases ('*name'); make the values parameters in "
        + "'params' and write '$name'")
    // Sixteen aliases that double a list of a thousand eight times are 256,000 values.
    var doubling = "a0: &a0 [\(Array(repeating: "x", count: 1_000).joined(separator: ","))]\n"
    for level in 1...8 {
      doubling += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]\n"
    }
    #expect(BracketLine.messages(doubling).contains("error: more than 200,000 values"))
  }

  @Test("Aliases that nest what they stand for do not overflow the stack")
  func aliasDepth() {
    let open = String(repeating: "[", count: 900)
    let close = String(repeating: "]", count: 900)
    var text = "a0: &a0 \(open)\(close)\n"
    for level in 1...16 { text += "a\(level): &a\(level) \(open)*a\(level - 1)\(close)\n" }
    #expect(BracketLine.messages(text).contains("nested more than 100 deep"))
  }

  @Test("Aliases as keys that multiply what they stand for are bounded")
  func aliasKeys() {
    var text = "a0: &a0 [x, x, x]\n"
    for level in 1...8 {
      text += "a\(level): &a\(level) {? [*a\(level - 1), *a\(level - 1)] : 1}\n"
    }
    #expect(BracketLine.messages(text).contains("where a key was expected"))
  }

  @Test("Size is bounded")
  func size() {
    let large = "fettle: 1\nname: " + String(repeating: "x", count: 5 << 20)
    #expect(
      BracketLine.messages(large)
        == "line.yaml:1:1: error: the file is larger than 4 MB; put large lists into tables that "
        + "it names")
    let many = "fettle: 1\nparams: [" + String(repeating: "1,", count: 200_000) + "]\n"
    #expect(
      BracketLine.messages(many)
        == "line.yaml:2:400007: error: more than 200,000 values; a scenario names that many by "
        + "tables, not in its text")
  }

  @Test("Bytes that are not UTF-8 are located")
  func notText() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "fettle-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("bytes.yaml")
    try Data([0x61, 0x3A, 0x0A, 0x62, 0xFF, 0xFE]).write(to: file)
    let failure = #expect(throws: ScenarioFailure.self) {
      try ScenarioReader.read(path: file.path)
    }
    #expect(failure?.kind == .invalid)
    #expect(
      failure?.description
        == "\(file.path):2:2: error: this is not text in UTF-8; a scenario is a YAML file, saved as "
        + "UTF-8")

    let folderFailure = #expect(throws: ScenarioFailure.self) {
      try ScenarioReader.read(path: folder.path)
    }
    #expect(folderFailure?.kind == .unreadable)
    #expect(
      folderFailure?.description
        == "\(folder.path): error: is a folder; give the path of a scenario file in it")

    let missing = folder.appendingPathComponent("missing.yaml").path
    for path in [missing, file.path + "/inside.yaml"] {
      let failure = #expect(throws: ScenarioFailure.self) { try ScenarioReader.read(path: path) }
      #expect(failure?.kind == .notFound)
      #expect(failure?.description == "\(path): error: there is no such file")
    }
  }

  @Test("A file reads as its text does")
  func file() throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent(
      "fettle-\(UUID().uuidString).yaml")
    try Data(BracketLine.text.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let fromFile = try ScenarioReader.read(path: file.path)
    let fromText = try ScenarioReader.read(text: BracketLine.text, name: "line.yaml")
    #expect(fromFile.factory == fromText.factory)
  }

  @Test("Parameters that multiply each other are bounded")
  func parameterBomb() {
    var params = ["p0: xxxxxxxxxx"]
    for level in 1...30 { params.append("p\(level): $p\(level - 1)$p\(level - 1)") }
    let text = BracketLine.text(
      replacing: "jam_life: 5 h", by: "jam_life: 5 h, " + params.joined(separator: ", "))
    #expect(BracketLine.messages(text).contains("params.p10: with its parameters replaced this is"))
    // Doubling nothing takes no space; it must not take time either.
    let empty = text.split(separator: "xxxxxxxxxx").joined(separator: "''")
    #expect(BracketLine.messages(empty).contains("no value uses the parameter 'p30'"))
  }
}
