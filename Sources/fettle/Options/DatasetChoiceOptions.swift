import ArgumentParser
import Datasets

/// Which of the rows and readings that there are a dataset has.
struct DatasetChoiceOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Write only the machines that have this component, and of lives and labels only its own; may be repeated.",
      valueName: "station.component"),
    completion: .custom(PathCompletion.components))
  var component: [String] = []

  @Flag(
    help:
      "Write readings as trajectories: only those of whole lives of a component that ended by failure."
  )
  var runToFailure = false

  @Option(help: "With --run-to-failure: whether to drop or keep lives that ended otherwise.")
  var censored: CensoredLives?

  @Flag(
    help:
      "Add tables of quality and yield: the parts that left, and what gauges read of them.")
  var parts = false

  @Option(
    help: ArgumentHelp(
      "Leave out readings by the hour, so that this share lies within --failure-within of a failure.",
      valueName: "percent"))
  var failureShare: String?

  @Option(
    help: ArgumentHelp(
      "With --failure-share: within how many hours before a failure rows all stay.",
      valueName: "hours"))
  var failureWithin: Double?

  @Option(
    help: ArgumentHelp(
      "Leave out this share of each sensor's readings, completely at random.", valueName: "percent")
  )
  var missing: String?

  func validate() throws {
    if censored != nil, !runToFailure {
      throw ValidationError("--censored is about trajectories; add --run-to-failure")
    }
    if (failureShare == nil) != (failureWithin == nil) {
      throw ValidationError(
        "--failure-share and --failure-within go together, such as --failure-share 20 --failure-within 24"
      )
    }
    if let failureWithin, !(failureWithin > 0 && failureWithin.isFinite) {
      throw ValidationError("--failure-within is \(failureWithin); give a time above 0, such as 24")
    }
    if runToFailure, failureShare != nil {
      throw ValidationError(
        "--run-to-failure writes whole lives, and --failure-share leaves hours out of them; choose one"
      )
    }
    if let failureShare {
      let share = DatasetChoiceOptions.share(failureShare)
      if !(share.map { $0 > 0 && $0 <= 1 } ?? false) {
        throw ValidationError(
          "--failure-share is '\(failureShare)'; give a percentage above 0 and at most 100, such as 20"
        )
      }
    }
    if let missing {
      let share = DatasetChoiceOptions.share(missing)
      if !(share.map { $0 >= 0 && $0 < 1 } ?? false) {
        throw ValidationError(
          "--missing is '\(missing)'; give a percentage of 0 or more and below 100, such as 5")
      }
    }
  }

  /// A percentage, with or without its sign, as a share.
  private static func share(_ text: String) -> Double? {
    let digits = text.filter { !$0.isWhitespace }
    return Double(digits.hasSuffix("%") ? String(digits.dropLast()) : digits).map { $0 / 100 }
  }

  /// Puts what is asked for into a plan.
  func apply(to plan: inout DatasetPlan) {
    plan.components = component
    if runToFailure { plan.trajectories = TrajectoryChoice(keepsCensored: censored == .keep) }
    if let share = failureShare.flatMap(DatasetChoiceOptions.share), let failureWithin {
      plan.balance = ClassBalance(share: share, within: failureWithin * 3_600)
    }
    plan.keepsParts = parts
    plan.missing = missing.flatMap(DatasetChoiceOptions.share) ?? 0
  }

  /// The options as words of a command.
  var words: [String] {
    var words = component.map { "--component '\($0)'" }
    if runToFailure { words.append("--run-to-failure") }
    if let censored { words.append("--censored \(censored.rawValue)") }
    if parts { words.append("--parts") }
    if let failureShare { words.append("--failure-share '\(failureShare)'") }
    if let failureWithin { words.append("--failure-within \(failureWithin)") }
    if let missing { words.append("--missing '\(missing)'") }
    return words
  }
}

/// What becomes of lives that ended otherwise than by failure.
enum CensoredLives: String, ExpressibleByArgument, CaseIterable {
  case drop
  case keep
}
