import ArgumentParser
import Datasets

/// What a dataset has beside its tables, for those who learn from arrays.
struct DatasetTensorOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Write windows of so many rows as arrays for NumPy, too, beside each table of readings.",
      valueName: "rows"))
  var windows: Int?

  @Option(
    help: ArgumentHelp(
      "With --windows: by how many rows a window begins later than the one before (default: as many as it has).",
      valueName: "rows"))
  var hop: Int?

  @Flag(
    help: ArgumentHelp(
      "Write all readings as arrays into one file of HDF5, too, in the style of N-CMAPSS; needs a fettle that is built with it."
    ))
  var hdf5 = false

  func validate() throws {
    if let windows, windows < 1 {
      throw ValidationError("--windows is \(windows); a window has at least 1 row, such as 128")
    }
    guard let hop else { return }
    if windows == nil {
      throw ValidationError("--hop lies between the beginnings of windows; add --windows")
    }
    if hop < 1 {
      throw ValidationError("--hop is \(hop); the next window begins at least 1 row later")
    }
  }

  /// Puts what is asked for into a plan.
  func apply(to plan: inout DatasetPlan) {
    plan.windows = windows.map { WindowChoice(length: $0, hop: hop) }
    plan.writesHDF5 = hdf5
  }

  /// The options as words of a command.
  var words: [String] {
    (windows.map { ["--windows \($0)"] } ?? []) + (hop.map { ["--hop \($0)"] } ?? [])
      + (hdf5 ? ["--hdf5"] : [])
  }
}
