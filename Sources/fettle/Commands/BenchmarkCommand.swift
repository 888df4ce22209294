import ArgumentParser
import Experiments
import Scenarios

/// `fettle benchmark`: tune alternatives, judge them on fresh replications, and say which is best.
struct BenchmarkCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "benchmark",
    abstract: "Tune the arms of an experiment, judge them on fresh chance, and say which is best.",
    discussion: """
      The experiment names its arms, what is good ('minimise' or 'maximise') and what must hold \
      ('subject_to'). The factors that an arm has under 'tune' are set to the best values that are \
      found on some replications; then all arms are judged on others, which met none of the tuning. \
      All arms meet the same chance.

      Printed are the values found, the metrics of each arm, the differences from the baseline, the \
      chance that an arm is the best, how much of the gap to perfect prediction it closes (where \
      'perfect' names an arm that knows the future), and whether the best arm would be another if \
      failures cost more or less.

      Examples:
        fettle benchmark experiments/buffers/experiment.yaml
        fettle benchmark plan.yaml -n 100 --tuning-replications 40
        fettle benchmark plan.yaml --format json --fail-if 'cost.total.diff > 0 EUR'
      """)

  @Argument(
    help: "The experiment, a YAML file.", completion: .file(extensions: ["yaml", "yml"]))
  var experiment: String

  @OptionGroup var tuning: TuningOptions

  @Option(
    help: ArgumentHelp(
      "A metric to show in the table; may be repeated (default: the experiment's, or the usual)."))
  var metric: [String] = []

  @OptionGroup var gates: GateOptions

  @OptionGroup var options: SimulationOptions

  func run() async throws {
    var session = try tuning.session(experiment, options: options, conditions: gates.conditions)
    if !metric.isEmpty { session.metrics = metric }
    try await session.run()
  }
}
