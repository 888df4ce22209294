import ArgumentParser
import Experiments
import Scenarios

/// `fettle roi`: say whether the arms of an experiment pay.
struct RoiCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "roi",
    abstract: "Say whether the arms of an experiment pay: net present value, payback, risk.",
    discussion: """
      The experiment is carried out as by 'fettle benchmark', or the run that is already there is \
      taken. What an arm saves a year against the baseline is set against its 'business_case': what \
      it costs once and all the time, how long it takes to take hold, and at which rate later money \
      counts less. What is uncertain, the simulated benefit included, is drawn 10000 times.

      Printed are the net present value and the payback with their spread, the chance of a loss, \
      which input moves most, and the value of a factor at which the arm just pays, where the \
      experiment asks for one by 'break_even'.

      Examples:
        fettle roi plan.yaml
        fettle roi plan.yaml -n 100 --format json
      """)

  @Argument(
    help: "The experiment, a YAML file with a business_case.",
    completion: .file(extensions: ["yaml", "yml"]))
  var experiment: String

  @OptionGroup var tuning: TuningOptions

  @OptionGroup var options: SimulationOptions

  func run() async throws {
    let session = try tuning.session(experiment, options: options)
    guard let source = session.benchmark, let plan = try session.benchmarkPlan() else { return }
    let cases = source.experiment.arms.map(\.businessCase)
    guard
      cases.enumerated().contains(where: { $0.offset != plan.judging.baseline && $0.element != nil }
      )
    else {
      Terminal.printMessage(
        "\(experiment): error: the experiment has no 'business_case'; add one, such as "
          + "'business_case: {invest: 60000 EUR}'")
      throw ExitStatus.badInput
    }
    do throws(RequestError) {
      _ = try BusinessCaseStudy.currency(of: plan)
    } catch {
      Terminal.printMessage("\(experiment): error: \(error)")
      throw ExitStatus.badInput
    }
    if !options.quiet {
      // What is doubtful in the scenarios is said where they are simulated.
      for warning in source.experiment.warnings where warning.file == experiment {
        Terminal.printMessage(warning.textWithExcerpt)
      }
    }
    let results = try await session.results(printing: false)
    guard !results.path.isEmpty else { throw ExitStatus.inputOutput }
    let study = try study(plan, cases, try Reading.run(results.path))
    let summary = try await carryOut(study)
    try keep(summary, in: results.path)
    let text =
      options.format == .json
      ? try Output.json(summary)
      : RoiReport(summary: summary, scenario: results.summary.scenario).text
    let isSaid = options.quiet || options.format == .json
    try Output.print(isSaid ? text : text + "\n\nsaved: \(results.path)")
  }

  private func study(
    _ plan: BenchmarkPlan, _ cases: [Experiment.BusinessCase?], _ run: StoredRun
  ) throws -> BusinessCaseStudy {
    do {
      return try BusinessCaseStudy(plan, businessCases: cases, run: run)
    } catch let error as RequestError {
      Terminal.printMessage("\(experiment): error: \(error)")
      throw ExitStatus.badInput
    } catch let error as StoredRunError {
      Terminal.printMessage("error: \(error)")
      throw ExitStatus.of(error)
    }
  }

  private func carryOut(_ study: BusinessCaseStudy) async throws -> BusinessCaseSummary {
    let progress = ProgressLine(isQuiet: options.quiet)
    Interruption.watch()
    let summary = await study.run(
      jobs: options.jobs.count, isInterrupted: { Interruption.isRequested },
      progress: { progress.show($1, of: $2, label: "break-even of \($0) ") })
    progress.finish()
    guard let summary else {
      Terminal.printMessage("interrupted; the benchmark is kept, the business case is not")
      throw Interruption.exitCode
    }
    return summary
  }

  private func keep(_ summary: BusinessCaseSummary, in folder: String) throws {
    let path = folder + "/" + RunFolder.businessCaseName
    try Output.write(try Output.json(summary), to: path) {
      "cannot write '\(path)': \($0)"
    }
  }
}
