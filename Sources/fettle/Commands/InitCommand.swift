import ArgumentParser
import Scenarios

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// `fettle init`: begin a scenario.
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Begin a scenario: from a template, or by answering a few questions.",
    discussion: """
      On a terminal, without a template, a few questions are asked; an empty answer takes what \
      stands in brackets. The file is never written over.

      Examples:
        fettle init
        fettle init --template line --out my-line.yaml
        fettle init --list
      """)

  @Option(help: "The template; see --list.")
  var template: String?

  @Option(
    help: ArgumentHelp("The file to write (default: the template's name).", valueName: "file"),
    completion: .file(extensions: ["yaml", "yml"]))
  var out: String?

  @Flag(help: "List the templates.")
  var list = false

  func run() throws {
    if list {
      var table = TextTable([.left, .left])
      for template in ScenarioTemplate.all { table.add([template.name, template.meaning]) }
      try Output.print(table.text)
      return
    }
    let text: String
    let name: String
    if let template {
      guard let found = ScenarioTemplate.all.first(where: { $0.name == template }) else {
        let names = ScenarioTemplate.all.map(\.name).joined(separator: ", ")
        Terminal.printMessage("error: there is no template '\(template)'; there are \(names)")
        throw ExitStatus.usage
      }
      (text, name) = (found.text, found.name)
    } else if Terminal.canAsk {
      let line = try Questionnaire().ask()
      (text, name) = (line.text, line.fileName)
    } else {
      Terminal.printMessage(
        "error: nobody is there to ask; give a template, such as --template line (--list lists them)"
      )
      throw ExitStatus.usage
    }
    let path = out ?? name + ".yaml"
    try write(text, to: path)
    try Output.print("written: \(path)      run it: fettle run \(path)")
  }

  private func write(_ text: String, to path: String) throws {
    guard !FileManager.default.fileExists(atPath: path) else {
      Terminal.printMessage("error: '\(path)' is there already; choose another name with --out")
      throw ExitStatus.inputOutput
    }
    try Output.write(text, to: path) {
      "cannot write '\(path)': \($0); choose another place with --out"
    }
  }
}

/// The questions that `fettle init` asks.
struct Questionnaire {
  /// What is asked, and checked as the reader would.
  private func answer(
    _ question: String, standard: String, _ isGood: (String) -> Bool, hint: String
  ) throws -> String {
    while true {
      Terminal.ask("\(question) [\(standard)]: ")
      guard let line = readLine() else { throw ExitCode(130) }
      let text = String(line.drop { $0.isWhitespace })
      let given = text.isEmpty ? standard : text
      if isGood(given) { return given }
      Terminal.printMessage("  \(hint)")
    }
  }

  /// Asks for a line of stations.
  func ask() throws -> (text: String, fileName: String) {
    let name = try answer(
      "What is it called?", standard: "My line", { !$0.isEmpty }, hint: "Write a name.")
    let stations = try answer(
      "Its stations, in order, with blanks between", standard: "cut press pack",
      { text in
        let names = text.split(separator: " ").map(String.init)
        return !names.isEmpty && names.allSatisfy { ScenarioTemplate.isName($0) }
          && Set(names).count == names.count
      }, hint: "Each a name of letters, digits, '_' and '-', all different, such as: cut press pack"
    ).split(separator: " ").map(String.init)
    var lines: [String] = []
    for station in stations {
      let time = try answer(
        "Time for one part at '\(station)'", standard: "30 s", { isTime($0) },
        hint: "A time such as 30 s, or a distribution such as lognormal mean 30 s cv 20 %")
      let after = try answer(
        "It stops about every (or 'never')", standard: "never",
        { $0 == "never" || isTime($0) }, hint: "A time such as 8 h, or 'never'")
      guard after != "never" else {
        lines.append("  \(station): {buffer: 10, time: \(time)}")
        continue
      }
      let repair = try answer(
        "and stands then for about", standard: "20 min", { isTime($0) },
        hint: "A time such as 20 min")
      lines += [
        "  \(station):", "    buffer: 10", "    time: \(time)", "    failures:",
        "      stop: {after: exponential \(after), clock: producing, repair: exponential \(repair)}",
      ]
    }
    let text = """
      # \(name): begun with `fettle init`. Figures are first guesses; replace them by your own.
      fettle: 1
      name: \(quoted(name))
      warm_up: 1 d
      horizon: 4 wk
      products:
        part:
          release: saturated
          route: [\(stations.joined(separator: ", "))]
      stations:
      \(lines.joined(separator: "\n"))

      """
    let slug = String(name.lowercased().map { $0.isLetter || $0.isNumber ? $0 : "-" })
    return (text, slug)
  }

  private func isTime(_ text: String) -> Bool {
    let scenario = """
      fettle: 1
      horizon: 1 wk
      products: {part: {release: saturated, route: [press]}}
      stations: {press: {time: \(text)}}
      """
    return (try? ScenarioReader.read(text: scenario, name: "answer")) != nil
  }

  private func quoted(_ text: String) -> String {
    "\"" + text.filter { $0 != "\"" && $0 != "\\" && !$0.isNewline } + "\""
  }
}
