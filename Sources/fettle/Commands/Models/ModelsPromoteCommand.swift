import ArgumentParser
import Experiments
import ModelRegistry

/// `fettle models promote`.
struct ModelsPromoteCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "promote",
    abstract: "Give an alias another version, after it has passed the gates.",
    discussion: """
      --test compares the new version with the one that the alias has on units that neither has seen: it \
      must not be clearly worse. --gate simulates a scenario that names the model with either version, on the same \
      chance: it must cost less, or at least not clearly more. What was found is kept in the journal. \
      Without a gate, or where one is not passed, --force and a reason are needed.

      Examples:
        fettle models promote press-rul@3 --gate scenarios/press.yaml --test data/press/test.parquet --reason 'new sensor'
        fettle models promote press-rul@1 --force --reason 'the first version'
      """)

  @Argument(help: "The version: NAME@3.")
  var model: String

  @Option(name: .customLong("to"), help: ArgumentHelp("The alias.", valueName: "alias"))
  var alias = "champion"

  @Option(help: ArgumentHelp("Why.", valueName: "text"))
  var reason: String

  @Option(help: ArgumentHelp("Who decides.", valueName: "name"))
  var by: String?

  @Option(
    help: ArgumentHelp(
      "A table of units that neither version has learned from.", valueName: "file"),
    completion: .file(extensions: ["csv", "parquet"]))
  var test: String?

  @OptionGroup var columns: ColumnOptions

  @Option(
    help: ArgumentHelp("A scenario that names the model.", valueName: "file"),
    completion: .file(extensions: ["yaml"]))
  var gate: String?

  @Option(help: ArgumentHelp("What must not rise.", valueName: "metric"))
  var metric = "cost.total"

  @Option(
    name: [.customShort("n"), .long], help: "How many replications the gate simulates.")
  var replications = 20

  @OptionGroup var seed: SeedOptions
  @OptionGroup var jobs: JobOptions
  @OptionGroup var includes: IncludeOptions

  @Flag(help: "Promote without a passed gate.")
  var force = false

  @OptionGroup var registry: RegistryOptions
  @OptionGroup var programs: ProgramOptions

  func validate() throws {
    if reason.allSatisfy(\.isWhitespace) { throw ValidationError("--reason needs a reason") }
    if replications < 2 {
      throw ValidationError("--replications is \(replications); 2 are needed at least")
    }
  }

  func run() async throws {
    let store = try registry.store()
    let (name, candidate, incumbent) = try RegistryOptions.saying { () throws(RegistryError) in
      let reference = try ModelReference(model)
      let candidate = try store.resolve(reference)
      let versions = try store.versions(of: candidate.name)
      let incumbent = versions.first { $0.aliases.contains(alias) }?.card
      return (reference.name, candidate, incumbent)
    }
    if incumbent?.version == candidate.version {
      Terminal.printMessage("\(alias) of \(name) is version \(candidate.version) already")
      return
    }
    var evidence: [GateResult] = []
    if let test {
      evidence.append(
        try OfflineGate(test: test, columns: columns, registry: registry, programs: programs)
          .result(candidate: candidate, incumbent: incumbent?.version))
    }
    if let gate {
      evidence.append(
        try await DecisionGate(
          scenario: gate, metric: metric, replications: replications, seed: seed.seed,
          jobs: jobs.count, include: includes.include, registry: registry,
          programs: programs
        ).result(candidate: candidate, incumbent: incumbent?.version))
    }
    for result in evidence {
      Terminal.printMessage(
        "\(result.kind.rawValue): \(result.isPassed ? "passed" : "not passed"); \(result.note)")
    }
    _ = try RegistryOptions.saying { () throws(RegistryError) in
      try store.promote(
        ModelReference(name: candidate.name, choice: .version(candidate.version)), to: alias,
        reason: reason, evidence: evidence, isForced: force, by: by)
    }
    try Output.print(
      "\(candidate.name)@\(alias) is \(candidate.name)@\(candidate.version) now"
        + (incumbent.map { "; before it was version \($0.version)" } ?? ""))
  }
}
