/// An instance of a problem, which becomes a scenario of its own.
protocol ImportedInstance {
  var name: String { get }
  /// Why it cannot become a scenario; `nil` where it can.
  var refusal: String? { get }

  /// The shop of the instance.
  func shop(_ options: ImportOptions) -> Shop
}

extension ImportedInstance {
  var refusal: String? { nil }
}

/// A file of one instance or of several: a collection in JSON, or lines of numbers.
struct InstanceFile<Instance: ImportedInstance> {
  /// What `fettle import` calls the format.
  var format: String
  /// Reads an instance of a collection.
  var readInstance: (_ tree: JSONTree, _ fileName: String) throws(ImportFailure) -> Instance
  /// Reads lines of numbers.
  var readLines: (_ text: String, _ name: String) throws(ImportFailure) -> [Instance]

  /// One scenario for each instance of a file, or that of the instance that the options name.
  func scenarios(
    of text: String, name: String, _ options: ImportOptions
  ) throws(ImportFailure) -> [ImportedScenario] {
    let source = SourceText(text, name: name)
    let origin = (file: InstanceText.lastPart(name), format: format)
    var scenarios: [ImportedScenario] = []
    for instance in try instances(of: text, source, options.instance) {
      if let refusal = instance.refusal {
        throw source.failure(line: 1, column: 1, refusal)
      }
      let files = ShopFiles(shop: instance.shop(options), origin: origin)
      scenarios.append(try files.scenario(of: source))
    }
    return scenarios
  }

  private func instances(
    of text: String, _ source: SourceText, _ wanted: String?
  ) throws(ImportFailure) -> [Instance] {
    guard InstanceText.isJSON(text) else {
      let all = try readLines(text, source.name)
      guard let wanted else { return all }
      let chosen = all.filter { $0.name == wanted }
      guard chosen.isEmpty else { return chosen }
      throw Collection.missing(wanted, among: all.map(\.name)) {
        source.failure(line: 1, column: 1, $0)
      }
    }
    var instances: [Instance] = []
    for tree in try Collection.chosen(from: try JSONTree.read(text, name: source.name), wanted) {
      instances.append(try readInstance(tree, InstanceText.fileName(source.name)))
    }
    return instances
  }
}
