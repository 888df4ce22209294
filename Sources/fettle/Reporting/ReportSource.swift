import Experiments
import Reports
import Scenarios

/// A folder of which a page can be made, with the page.
struct ReportSource {
  /// The folder.
  let folder: String
  /// What is shown of it.
  let page: Page

  /// What pages can be made of, for who names something else.
  static let kinds =
    "pages are made of the folders of fettle run, compare, sweep, benchmark (with fettle roi), optimise, "
    + "calibrate and dataset, and of trained models"

  /// Finds out what a folder holds, and gathers what its page shows.
  ///
  /// - Parameter path: The folder.
  /// - Throws: An exit status where it is missing, damaged, or nothing of which pages are made.
  init(_ path: String) throws {
    if StoredDataset.isThere(path) {
      self = try ReportSource(dataset: path)
      return
    }
    if StoredSearch.isThere(path) {
      let search = try Reading.stored { () throws(StoredRunError) -> StoredSearch in
        try StoredSearch(path: path)
      }
      folder = search.path
      page = SearchReport(of: search).page
      return
    }
    if StoredCalibration.isThere(path) {
      let calibration = try Reading.stored { () throws(StoredRunError) -> StoredCalibration in
        try StoredCalibration(path: path)
      }
      folder = calibration.path
      page = Reports.CalibrationReport(of: calibration).page
      return
    }
    try ReportSource.refuseOldSearch(path)
    let stored = try ReportSource.run(path)
    let replications = try Reading.replications(of: stored)
    let scenarios = try Reading.scenarios(of: stored)
    folder = stored.path
    let (tuning, businessCase) = try Reading.stored {
      () throws(StoredRunError) -> (StoredTuning?, BusinessCaseSummary?) in
      (try stored.tuning(), try stored.businessCase())
    }
    if let report = Reports.BenchmarkReport(
      of: stored, scenarios: scenarios, replications: replications, tuning: tuning,
      businessCase: businessCase)
    {
      page = report.page
    } else {
      page =
        Reports.RunReport(of: stored, scenarios: scenarios, replications: replications).page
    }
  }

  /// Reads a run; says of what pages are made where there is none.
  private static func run(_ path: String) throws -> StoredRun {
    do throws(StoredRunError) {
      return try StoredRun(path: path)
    } catch {
      Terminal.printMessage("error: \(error)" + (error.kind == .noRun ? "; \(kinds)" : ""))
      throw ExitStatus.of(error)
    }
  }

  /// Says what to do about a search that was made before searches noted what was asked.
  private static func refuseOldSearch(_ path: String) throws {
    guard SearchFolder.hasJournal(path) else { return }
    Terminal.printMessage(
      "error: '\(path)' has the journal of a search, but neither \(SearchRecord.name) nor "
        + "\(CalibrationRecord.name): an earlier version made it. Give the same command again, fettle optimise or "
        + "calibrate; it adds what is missing, and simulates no point again")
    throw ExitStatus.badInput
  }
}
