import ArgumentParser

/// Where files that a scenario names may lie.
struct IncludeOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A folder, beside the scenario's own, from which it may read tables and other scenarios; may "
        + "be repeated.",
      valueName: "folder"),
    completion: .directory)
  var include: [String] = []
}
