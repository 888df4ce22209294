/// Imports job shops: JSPLIB and the like.
///
/// Each machine becomes a station, and each job a product of its own that is there from the start. The format
/// is seen from the text: a collection in JSON, or the usual lines of numbers.
public enum JobShopImporter {
  /// The scenarios of a file.
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
      format: "jsplib", readInstance: JobShopCollection.read, readLines: JobShopText.read)
    return try file.scenarios(of: text, name: name, options)
  }
}
