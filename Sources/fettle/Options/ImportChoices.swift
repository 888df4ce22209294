import ArgumentParser
import Importers

/// The units that a source's times may be in.
enum TimeUnitName: String, ExpressibleByArgument, CaseIterable {
  case s, min, h, d

  var unit: ImportTimeUnit { ImportTimeUnit(rawValue: rawValue) ?? .minutes }
}

/// What all importers let the user choose.
struct ImportRuleChoices: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Which part goes next: words of the language, such as 'shortest time', or names such as SPT; "
        + "several with commas between (default: what the source says, else first come; for flexible job "
        + "shops most work left).",
      valueName: "rule"),
    completion: .list(ImportRule.knownNames.split(separator: ", ").map(String.init)),
    transform: { text in
      guard let rule = ImportRule(text) else {
        throw ValidationError(
          "there is no rule '\(text)'; there are \(ImportRule.knownNames), and the words of 'dispatch'"
        )
      }
      return rule
    })
  var rule: ImportRule?

  @Option(
    help: ArgumentHelp(
      "How long to simulate (default: what the source says, else until all jobs must be done).",
      valueName: "time"))
  var horizon: String?
}

/// What importers of sources without units let the user choose.
struct ImportChoices: ParsableArguments {
  @OptionGroup var choices: ImportRuleChoices

  @Option(help: "What one unit of the source's times is.")
  var timeUnit = TimeUnitName.min

  func options(instance: String? = nil) -> ImportOptions {
    ImportOptions(
      instance: instance, rule: choices.rule, timeUnit: timeUnit.unit, horizon: choices.horizon)
  }
}
