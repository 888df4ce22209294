import ArgumentParser

/// The command `fettle`.
@main
struct FettleCommand: AsyncParsableCommand {
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "fettle",
    abstract: "A factory laboratory: simulate a factory from a text file.",
    discussion: """
      Start with:  fettle run scenarios/stamping-line.yaml

      Exit status: 0 done · 1 a condition of --fail-if holds, a verification failed, or an audit found an error · 64 wrong usage · 65 bad input, or a model that cannot run · \
      66 input missing · 70 internal error · 74 input or output failed · 130 interrupted, or 128 + \
      the number of another signal (finished replications are kept).
      """,
    version: version,
    subcommands: [
      RunCommand.self, CompareCommand.self, SweepCommand.self, BenchmarkCommand.self,
      OptimiseCommand.self, CalibrateCommand.self, ApproveCommand.self, RejectCommand.self,
      RoiCommand.self, DatasetCommand.self, AuditCommand.self, CleanCommand.self, FitCommand.self,
      FitProcessCommand.self, TrainCommand.self, ScoreCommand.self, ModelsCommand.self,
      ForecastCommand.self, LivesCommand.self,
      PlanCommand.self,
      ListCommand.self, ShowCommand.self,
      ReportCommand.self, ReplayCommand.self, NotebookCommand.self, ExportCommand.self,
      DiffCommand.self, ExplainCommand.self, InitCommand.self,
      ImportCommand.self,
      ValidateCommand.self,
      SchemaCommand.self, FactorsCommand.self, MetricsCommand.self, VerifyCommand.self,
      DoctorCommand.self, CompletionsCommand.self,
      ManualCommand.self,
    ])

  static func main() async {
    Terminal.holdClosedStreams()
    await main(nil)
  }
}
