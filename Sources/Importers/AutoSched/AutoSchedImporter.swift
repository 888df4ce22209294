/// Imports models of wafer fabs in the text format of AutoSched AP, such as the SMT2020 testbed.
///
/// Tables are known by their columns, whatever their files are called. Tool groups become stations, a lot
/// becomes a part, each line of the order table a product; lots in process become orders that begin in the
/// middle of the route, of a product of their own, so that figures of lots that enter during the run are not
/// mixed with theirs.
///
/// Source of the format: D. Kopp, M. Hassoun, A. Kalir, L. Mönch, "SMT2020 — A semiconductor manufacturing
/// testbed", *IEEE Transactions on Semiconductor Manufacturing* 33 (4), 2020.
public enum AutoSchedImporter {
  /// The scenario of a model.
  ///
  /// - Parameters:
  ///   - files: The tables, each with its path and text.
  ///   - name: The path of the folder; its last part is what the model is called.
  ///   - others: The names of files that the folder holds beside the tables.
  ///   - options: What the user chose; the tables have units of their own.
  /// - Returns: The scenario.
  /// - Throws: ``ImportFailure`` with the place of the first mistake.
  public static func scenario(
    of files: [(name: String, text: String)], name: String, others: [String] = [],
    options: ImportOptions
  ) throws(ImportFailure) -> ImportedScenario {
    let tables = try AutoSchedTables(files, folder: name)
    var reader = AutoSchedReader(tables)
    let model = try reader.model(options)
    if !others.isEmpty { reader.ignore("files: \(others.sorted().joined(separator: ", "))") }
    let files = AutoSchedFiles(
      model: model, name: InstanceText.lastPart(name), options: options,
      assumed: reader.assumed + model.assumed(options), ignored: reader.ignored)
    return files.scenario
  }
}
