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
    var instances: [FlexibleInstance]
    if InstanceText.isJSON(text) {
      instances = try FlexibleCollection.read(text, name: name, instance: options.instance)
    } else {
      instances = [try FlexibleText.read(text, name: name)]
      if let wanted = options.instance, wanted != instances[0].name {
        throw Collection.missing(wanted, among: instances.map(\.name)) {
          SourceText(text, name: name).failure(line: 1, column: 1, $0)
        }
      }
    }
    let origin = (file: InstanceText.lastPart(name), format: "fjsp")
    let source = SourceText(text, name: name)
    var scenarios: [ImportedScenario] = []
    for instance in instances {
      if let group = instance.groups.first(where: { $0.count > FlexibleInstance.mostMachines }) {
        throw source.failure(
          line: 1, column: 1,
          "'\(instance.name)' has \(group.count) machines that share operations; at most "
            + "\(FlexibleInstance.mostMachines) can be one station")
      }
      scenarios.append(
        try ShopFiles(shop: instance.shop(options), origin: origin).scenario(of: source))
    }
    return scenarios
  }
}
