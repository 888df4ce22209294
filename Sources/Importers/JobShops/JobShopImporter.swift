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
    var instances: [JobShopInstance]
    if InstanceText.isJSON(text) {
      instances = try JobShopCollection.read(text, name: name, instance: options.instance)
    } else {
      instances = try JobShopText.read(text, name: name)
      if let wanted = options.instance {
        let names = instances.map(\.name)
        instances = instances.filter { $0.name == wanted }
        if instances.isEmpty {
          throw Collection.missing(wanted, among: names) {
            SourceText(text, name: name).failure(line: 1, column: 1, $0)
          }
        }
      }
    }
    let origin = (file: InstanceText.lastPart(name), format: "jsplib")
    let source = SourceText(text, name: name)
    var scenarios: [ImportedScenario] = []
    for instance in instances {
      let files = ShopFiles(shop: instance.shop(options), origin: origin)
      scenarios.append(try files.scenario(of: source))
    }
    return scenarios
  }
}
