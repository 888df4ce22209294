import Experiments
import Reports
import Scenarios

/// A folder of which a page can be made, with the page.
struct ReportSource {
  /// The folder.
  let folder: String
  /// What is shown of it.
  let page: Page

  /// Finds out what a folder holds, and gathers what its page shows.
  ///
  /// - Parameter path: The folder.
  /// - Throws: An exit status where it is missing, damaged, or nothing of which pages are made.
  init(_ path: String) throws {
    if StoredDataset.isThere(path) {
      self = try ReportSource(dataset: path)
      return
    }
    let stored = try Reading.run(path)
    let replications = try Reading.replications(of: stored)
    let scenarios = try Reading.scenarios(of: stored)
    folder = stored.path
    page = Reports.RunReport(of: stored, scenarios: scenarios, replications: replications).page
  }
}
