import ArgumentParser

/// Conditions on the results that make the command fail.
struct GateOptions: ParsableArguments {
  @Option(
    name: .customLong("fail-if"),
    help: ArgumentHelp(
      "Exit with 1 if this holds beyond chance, such as 'throughput < 140 parts/h' or, against a "
        + "baseline, 'throughput.diff < -1 %'; may be repeated.",
      valueName: "condition"),
    completion: .custom(PathCompletion.metrics))
  var conditions: [String] = []
}
