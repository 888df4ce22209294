/// Imports models of jasima, in its text format or in JSON, with jobs of their own or from a run.
///
/// Groups become stations. A route becomes a product, unless jobs that enter at one moment would then enter in
/// another order than they are numbered: then each job is a product.
public enum JasimaImporter {
  /// The scenario of a file.
  ///
  /// - Parameters:
  ///   - text: What stands in the file.
  ///   - name: The file's path, for messages.
  ///   - orders: A run whose lots are the jobs: its text and path.
  ///   - options: What the user chose.
  /// - Returns: The scenario.
  /// - Throws: ``ImportFailure`` with the place of the first mistake.
  public static func scenario(
    of text: String, name: String, orders: (text: String, name: String)? = nil,
    options: ImportOptions
  ) throws(ImportFailure) -> ImportedScenario {
    var model =
      InstanceText.isJSON(text)
      ? try JasimaJSON.read(text, name: name, unit: options.timeUnit.rawValue)
      : try JasimaText.read(text, name: name, unit: options.timeUnit.rawValue)
    var options = options
    var assumed: [String] = []
    if let orders {
      let run = try JasimaRun.read(
        orders.text, name: orders.name, routes: model.routes.count,
        needsRule: options.rule == nil)
      if !model.jobs.isEmpty { model.ignored.append("the model's own jobs") }
      if !model.sources.isEmpty {
        model.ignored.append("how often lots enter, as the orders say when")
      }
      (model.jobs, model.sources) = (run.jobs, [])
      model.ignored += run.ignored
      model.remarks.append("Orders: \(InstanceText.lastPart(orders.name)).")
      options.rule = options.rule ?? run.rule
      options.minimumBatch = options.minimumBatch ?? run.minimumBatch
      if options.horizon == nil, let horizon = run.horizon {
        options.horizon = "\(horizon.text) \(options.timeUnit.rawValue)"
      }
    }
    try addSources(to: &model, options, SourceText(text, name: name))
    assumed += ShopText.assumed(options, source: "the source")
    var shop = JasimaShop(model, options, name: InstanceText.fileName(name)).shop
    shop.assumed = assumed + shop.assumed
    let origin = (file: InstanceText.lastPart(name), format: "jasima")
    return try ShopFiles(shop: shop, origin: origin).scenario(of: SourceText(text, name: name))
  }

  /// Adds lots that enter at intervals that the user gave, where the source has no jobs.
  private static func addSources(
    to model: inout JasimaModel, _ options: ImportOptions, _ source: SourceText
  ) throws(ImportFailure) {
    if !options.intervals.isEmpty {
      guard options.intervals.count == model.routes.count else {
        throw source.failure(
          line: 1, column: 1,
          "\(options.intervals.count) intervals for \(model.routes.count) routes; give '--every' once for "
            + "each route, in their order")
      }
      if !model.jobs.isEmpty || !model.sources.isEmpty {
        model.ignored.append("the source's own jobs, as intervals were given")
      }
      model.jobs = []
      model.sources = options.intervals.enumerated().map { route, interval in
        JasimaModel.Source(route: route, interval: interval)
      }
    }
    guard !model.jobs.isEmpty || !model.sources.isEmpty else {
      throw source.failure(
        line: 1, column: 1,
        "the file has no jobs; give a run whose lots enter with '--orders FILE', or for each route how often "
          + "a lot enters with \"--every 'exponential 350 min'\"")
    }
  }
}
