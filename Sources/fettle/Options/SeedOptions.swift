import ArgumentParser

/// Where random numbers come from, for commands that no experiment tells.
struct SeedOptions: ParsableArguments {
  @Option(help: "The seed of all random numbers.")
  var seed: UInt64 = 1
}
