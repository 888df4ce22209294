import ArgumentParser

/// How much is said.
struct QuietOptions: ParsableArguments {
  @Flag(name: [.short, .long], help: "Print results and errors only.")
  var quiet = false
}
