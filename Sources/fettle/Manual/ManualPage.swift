/// The manual page `fettle(1)`, in the macros of man(7).
///
/// The same text for the same commands: it bears the version and no date.
struct ManualPage {
  var root: CommandDescription
  var version: String

  var text: String {
    var lines = [
      ".TH FETTLE 1 \"\" \"Fettle \(version)\" \"Fettle\"",
      ".SH NAME",
      escaped("\(root.commandName) - \(firstPhrase(root.abstract))"),
      ".SH SYNOPSIS",
      ".B \(root.commandName)",
      ".I command",
      "[options] [arguments]",
      ".SH DESCRIPTION",
    ]
    lines += paragraphs(root.discussion)
    lines.append(".SH COMMANDS")
    for command in shownCommands(of: root) {
      lines += section(command, within: root.commandName)
      for inner in shownCommands(of: command) {
        lines += section(inner, within: "\(root.commandName) \(command.commandName)")
      }
    }
    lines += [".SH OPTIONS"]
    for argument in shown(root.arguments) { lines += item(argument) }
    return lines.joined(separator: "\n")
  }

  private func shownCommands(of command: CommandDescription) -> [CommandDescription] {
    (command.subcommands ?? []).filter { $0.shouldDisplay != false && $0.commandName != "help" }
  }

  private func section(_ command: CommandDescription, within name: String) -> [String] {
    var lines = [".SS \(name) \(command.commandName)"] + synopsis(command, within: name)
    if let abstract = command.abstract { lines += [".PP", escaped(abstract)] }
    lines += paragraphs(command.discussion)
    for argument in shown(command.arguments) { lines += item(argument) }
    return lines
  }

  private func shown(
    _ arguments: [CommandDescription.Argument]?
  ) -> [CommandDescription.Argument] {
    (arguments ?? []).filter(\.shouldDisplay)
  }

  /// The abstract as `NAME` wants it: without a full stop.
  private func firstPhrase(_ abstract: String?) -> String {
    var text = abstract ?? ""
    if text.last == "." { text.removeLast() }
    return text
  }

  private func synopsis(_ command: CommandDescription, within name: String) -> [String] {
    let positional = shown(command.arguments).filter { $0.kind == "positional" }.map { argument in
      let name = (argument.valueName ?? "") + (argument.isRepeating ? " ..." : "")
      return argument.isOptional ? "[\(name)]" : name
    }
    let isGroup = !shownCommands(of: command).isEmpty
    return [".B \(name) \(command.commandName)"] + (isGroup ? [".I command"] : ["[options]"])
      + positional.map { ".I " + escaped($0) }
  }

  private func item(_ argument: CommandDescription.Argument) -> [String] {
    var head: String
    if argument.kind == "positional" {
      head = "\\fI\(escaped(argument.valueName ?? ""))\\fR"
    } else {
      head = (argument.names ?? []).map { "\\fB\(hyphenated($0.text))\\fR" }
        .joined(separator: ", ")
      if argument.kind == "option" { head += " \\fI\(escaped(argument.valueName ?? ""))\\fR" }
    }
    var body = argument.abstract ?? ""
    if let values = argument.allValues, !values.isEmpty {
      body += " One of: \(values.joined(separator: ", "))."
    }
    if argument.kind == "option", let value = argument.defaultValue {
      body += " Default: \(value)."
    }
    return [".TP", head, escaped(body)]
  }

  /// Paragraphs, and what is indented as it stands.
  private func paragraphs(_ discussion: String?) -> [String] {
    var lines: [String] = []
    var isExample = false
    for line in (discussion ?? "").split(separator: "\n", omittingEmptySubsequences: false) {
      let isIndented = line.hasPrefix("  ")
      if isIndented != isExample {
        lines.append(isIndented ? ".EX" : ".EE")
        isExample = isIndented
      } else if line.isEmpty || lines.isEmpty {
        lines.append(".PP")
      }
      if !line.isEmpty { lines.append(escaped(String(line))) }
    }
    if isExample { lines.append(".EE") }
    return lines
  }

  /// Text that the macros take as it is.
  private func escaped(_ text: String) -> String {
    let plain = text.replacing("\\", with: "\\e")
    return plain.hasPrefix(".") || plain.hasPrefix("'") ? "\\&" + plain : plain
  }

  /// Hyphens that can be copied and pasted.
  private func hyphenated(_ text: String) -> String { escaped(text).replacing("-", with: "\\-") }
}
