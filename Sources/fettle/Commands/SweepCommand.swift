import ArgumentParser
import Experiments
import Scenarios

/// How the points of a sweep are laid out.
enum DesignName: String, ExpressibleByArgument, CaseIterable {
  case grid
  case list
  case latinHypercube = "latin_hypercube"
  case sobol

  /// The layout of so many points.
  func layout(points: Int?, seed: UInt64?) -> SweepPlan.Design {
    switch self {
    case .grid: .grid(valuesOfRange: points)
    case .list: .list(valuesOfRange: points)
    case .latinHypercube: .latinHypercube(points: points ?? 1, seed: seed ?? 1)
    case .sobol: .sobol(points: points ?? 1, seed: seed)
    }
  }
}

/// `fettle sweep`: simulate a scenario at many points of some factors.
struct SweepCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sweep",
    abstract: "Simulate a scenario at many values of some factors and print a row for each.",
    discussion: """
      --vary takes values side by side, or a range with units. All points meet the same chance. \
      The run folder holds design.csv: one row a point, with the factors and each metric's mean \
      and half-width.

      Examples:
        fettle sweep experiments/buffers/experiment.yaml
        fettle sweep line.yaml --vary stations.press.buffer=20,40,80
        fettle sweep line.yaml --vary 'stations.press.buffer=10 to 100' --points 4
        fettle sweep line.yaml --vary 'stations.press.time=20 s to 30 s' \\
          --vary stations.deburr.machines=1,2 --design sobol --points 16
      """)

  @Argument(
    help: "The scenario, a YAML file; or an experiment, which says itself what varies.",
    completion: .file(extensions: ["yaml", "yml"]))
  var scenario: String

  @Option(
    help: ArgumentHelp(
      "What to vary, such as stations.press.buffer=20,40 or 'stations.press.time=20 s to 30 s'; "
        + "may be repeated.",
      valueName: "path=values"),
    completion: .custom(PathCompletion.factors))
  var vary: [String] = []

  @Option(
    help:
      "How points are laid out: every combination (grid), values side by side (list), or spread.")
  var design: DesignName?

  @Option(
    help: "How many points to spread; with grid or list, how many values a range takes.")
  var points: Int?

  @Option(
    help: "The seed of the points; sobol without one is the plain sequence (default: 1 or none).")
  var designSeed: UInt64?

  @Option(
    help: ArgumentHelp(
      "A metric to show in the table; may be repeated (default: throughput, work in process, "
        + "cycle time, cost)."))
  var metric: [String] = []

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "Change a value at every point, such as 'horizon=2 wk'; may be repeated.",
      valueName: "path=value"),
    completion: .custom(PathCompletion.factors))
  var changes: [String] = []

  @OptionGroup var options: SimulationOptions

  func validate() throws {
    if ExperimentReader.isExperiment(path: scenario) {
      if !vary.isEmpty {
        throw ValidationError("an experiment says itself what varies; leave --vary out")
      }
      return
    }
    if vary.isEmpty {
      throw ValidationError(
        "there is nothing to vary; give --vary, such as --vary stations.press.buffer=20,40,80")
    }
    if let points, points < 1 {
      throw ValidationError("--points is \(points); at least 1 is needed")
    }
    if points == nil, let design, design == .latinHypercube || design == .sobol {
      throw ValidationError("--design \(design.rawValue) needs --points, how many to simulate")
    }
  }

  func run() async throws {
    let include = options.includes.include
    if ExperimentReader.isExperiment(path: scenario) {
      let experiment = try Reading.experiment(
        scenario, changes: changes, include: include, models: options.programs.models)
      try await ExperimentSession(
        sweeping: experiment, options: options, metrics: metric, design: design, points: points,
        designSeed: designSeed
      ).run()
      return
    }
    let plan = try plan()
    let points = try Reading.request("--vary") { () throws(RequestError) -> [[String]] in
      try plan.points()
    }
    // The changes that are the same at every point may be wrong on their own.
    _ = try Reading.scenario(
      scenario, changes: changes, include: include, models: options.programs.models)
    try await ExperimentSession(
      points: points, of: plan.factors.map(\.path), scenario: scenario, changes: changes,
      options: options, metrics: metric
    ).run()
  }

  private func plan() throws -> SweepPlan {
    var factors: [SweepFactor] = []
    for text in vary {
      factors.append(
        try Reading.request("--vary") { () throws(RequestError) -> SweepFactor in
          try SweepFactor(argument: text)
        })
    }
    return SweepPlan(
      factors: factors,
      design: (design ?? .grid).layout(points: points, seed: designSeed))
  }
}
