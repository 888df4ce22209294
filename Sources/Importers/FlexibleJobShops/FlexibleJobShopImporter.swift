/// Imports flexible job shops: Brandimarte's and the like.
///
/// Machines that share operations become one station, and an operation says by `times` which of them do it and
/// how fast. Each job becomes a product of its own that is there from the start.
public enum FlexibleJobShopImporter {
  /// The scenarios of a file: a collection in JSON, or one instance in the `.fjs` format.
  ///
  /// - Parameters:
  ///   - text: What stands in the file.
  ///   - name: The file's path, for messages.
  ///   - options: What the user chose.
  /// - Returns: One scenario for each instance, or that of the instance that the options name.
  /// - Throws: ``ImportFailure`` with the place of the first mistake.
  public static func scenarios(
    of text: String, name: String, options: ImportOptions
  ) throws(ImportFailure) -> [ImportedScenario] {
    let file = InstanceFile(
      format: "fjsp", readInstance: FlexibleCollection.read,
      readLines: { (text, name) throws(ImportFailure) in
        [try FlexibleText.read(text, name: name)]
      })
    return try file.scenarios(of: text, name: name, options)
  }
}
