import ArgumentParser
import Datasets

/// Which rows of a dataset are for what.
struct DatasetSplitOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Names and shares of the parts of the split, in percent, such as train=80,test=20.",
      valueName: "parts"))
  var split: String?

  @Option(
    help: "What is dealt out to parts: whole units, or the time of each unit, first parts first.")
  var splitBy = DatasetSplitName.units

  @Option(
    help: ArgumentHelp(
      "With --split-by time: how many hours to leave out at the beginning of each part but the first.",
      valueName: "hours"))
  var gap: Double?

  func validate() throws {
    guard let gap else { return }
    if splitBy == .units {
      throw ValidationError("--gap lies between parts in time; add --split-by time")
    }
    if !(gap >= 0 && gap.isFinite) {
      throw ValidationError("--gap is \(gap); give a time of 0 or more, such as 24")
    }
  }

  /// The split that is asked for.
  func plan() throws(DatasetProblem) -> DatasetSplit {
    var plan = DatasetSplit()
    if let split { plan = try DatasetSplit(text: split) }
    if splitBy == .time { plan.way = .time(gap: (gap ?? 0) * 3_600) }
    return plan
  }

  /// The options as words of a command.
  var words: [String] {
    var words: [String] = []
    if let split { words.append("--split \(split)") }
    if splitBy == .time { words.append("--split-by time") }
    if let gap { words.append("--gap \(gap)") }
    return words
  }
}

/// What is dealt out to the parts of a dataset.
enum DatasetSplitName: String, ExpressibleByArgument, CaseIterable {
  case units
  case time
}
