import ArgumentParser

/// Changes to one scenario.
struct ChangeOptions: ParsableArguments {
  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "Change a value of the scenario, such as stations.press.buffer=60; may be repeated.",
      valueName: "path=value"),
    completion: .custom(PathCompletion.factors))
  var changes: [String] = []
}
