public import SignalFeatures

/// What is made of the columns of a table before a model looks at them: the features that sensors have in a running
/// simulation, by the same code.
///
/// The rows of a life are fed in the order of time. A feature is called as in headings of datasets: `vibration_mean_60`.
public struct FeatureRecipe: Hashable, Sendable {
  /// The features of each column, which take its place.
  public var features: [ReadingFeature]
  /// The features of each index of a ``ColumnFusion``, which take the place of all columns of numbers; empty for none.
  public var fused: [ReadingFeature]
  /// Whether there are products, ratios and differences of columns beside them.
  public var hasPairs: Bool

  /// Creates a recipe.
  public init(
    _ features: [ReadingFeature] = [], fused: [ReadingFeature] = [], hasPairs: Bool = false
  ) {
    (self.features, self.fused, self.hasPairs) = (features, fused, hasPairs)
  }

  /// What usually tells of wear: the level, the scatter and the slope of the last `window` readings, the mean of the last few, and
  /// how far the mean is from that of the life's first readings.
  public static func usual(window: Int) -> FeatureRecipe {
    FeatureRecipe([
      .last, .mean(readings: window), .deviation(readings: window), .slope(readings: window),
      .mean(readings: max(1, window / 6)),
      .aboveBaseline(readings: window, first: max(2, window / 3)),
    ])
  }

  /// For units that run to failure and show all they know in many noisy columns: levels and slopes of fused columns over
  /// short and long windows, against the beginning of the life and over all of it; and of each column a short mean, for what only one of
  /// them shows near the end.
  ///
  /// - Parameter window: A window, in rows, within which wear can be told from noise: a third of a life.
  /// - Returns: The recipe.
  public static func fused(window: Int) -> FeatureRecipe {
    func part(_ share: Double) -> Int { max(2, Int((share * Double(window)).rounded())) }
    let (first, half, all) = (part(1.0 / 3), part(0.5), part(1))
    let features: [ReadingFeature] = [.mean(readings: part(1.0 / 6))]
    return FeatureRecipe(
      features,
      fused: [
        .mean(readings: part(1.0 / 12)), .mean(readings: part(1.0 / 6)), .mean(readings: first),
        .mean(readings: half), .mean(readings: all), .mean(readings: part(5.0 / 3)),
        .slope(readings: first), .slope(readings: half), .slope(readings: all),
        .slope(readings: part(5.0 / 3)), .deviation(readings: half),
        .aboveBaseline(readings: half, first: first),
        .meanDifference(readings: part(1.0 / 12), of: half),
        .meanDifference(readings: first, of: all), .exceedance(first: half), .lifeMean, .lifeSlope,
        .lifeGreatest,
      ])
  }

  /// The recipes that are worth trying on a table.
  ///
  /// - Parameter table: What is learned from.
  /// - Returns: Of units that run to failure fused columns, of other tables pairs, where columns are few; nothing, which is worth a
  ///   try, too, is not among them.
  public static func candidates(for table: TrainingTable) -> [FeatureRecipe] {
    if table.question == .remainingLife {
      let window = Int((0.3 * table.medianLife).rounded())
      return table.times == nil ? [] : [.fused(window: max(6, window))]
    }
    let numbers = table.inputs.count { $0.words == nil }
    return numbers > 1 && numbers <= PairColumns.mostColumns
      ? [FeatureRecipe(hasPairs: true)] : []
  }

  /// The headings of the features of a column.
  func headings(_ column: String) -> [String] {
    features.map { $0 == .last ? column : "\(column)_\($0.name)" }
  }
}

extension FeatureRecipe {
  static let pairs = "pairs"

  /// The names of what is made of columns.
  var names: [String] { features.map(\.name) + (hasPairs ? [FeatureRecipe.pairs] : []) }

  /// The recipe of features by their names.
  ///
  /// - Parameters:
  ///   - names: Of the features of columns; `pairs` for those.
  ///   - fused: Of the features of indices.
  /// - Throws: ``TrainingProblem`` with a name that is none.
  public init(names: [String], fused: [String] = []) throws(TrainingProblem) {
    func features(_ names: [String]) throws(TrainingProblem) -> [ReadingFeature] {
      var features: [ReadingFeature] = []
      for name in names where name != FeatureRecipe.pairs {
        guard let feature = ReadingFeature(name: name) else {
          throw TrainingProblem(
            "the model was made with '\(name)', which is no feature that this program knows")
        }
        features.append(feature)
      }
      return features
    }
    self.init(
      try features(names), fused: try features(fused),
      hasPairs: names.contains(FeatureRecipe.pairs))
  }

  /// The feature that a text names, as scenarios write it: `mean 30`, `above_baseline 30 of 10`; `nil` for none.
  public static func feature(_ text: String) -> ReadingFeature? {
    ReadingFeature(name: text.split(separator: " ").joined(separator: "_"))
  }
}
