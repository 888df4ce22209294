import Reports

extension ReportSource {
  /// The page of a dataset.
  ///
  /// - Parameter path: Its folder.
  /// - Throws: An exit status where a table cannot be read.
  init(dataset path: String) throws {
    do throws(ReportProblem) {
      let data = try StoredDataset(path: path)
      self.init(
        folder: data.path,
        page: try Reports.DatasetReport(of: data, version: FettleCommand.version).page)
    } catch {
      Terminal.printMessage("error: \(error)")
      throw ExitStatus.badInput
    }
  }

  init(folder: String, page: Page) {
    (self.folder, self.page) = (folder, page)
  }
}
