public import SignalFeatures

/// What is made of the columns of a table before a model looks at them: the features that sensors have in a running
/// simulation, by the same code.
///
/// The rows of a life are fed in the order of time. A feature is called as in headings of datasets: `vibration_mean_60`.
public struct FeatureRecipe: Hashable, Sendable {
  /// The features of each column.
  public var features: [ReadingFeature]

  /// Creates a recipe.
  public init(_ features: [ReadingFeature]) { self.features = features }

  /// What usually tells of wear: the level, the scatter and the slope of the last `window` readings, the mean of the last few, and
  /// how far the mean is from that of the life's first readings.
  public static func usual(window: Int) -> FeatureRecipe {
    FeatureRecipe([
      .last, .mean(readings: window), .deviation(readings: window), .slope(readings: window),
      .mean(readings: max(1, window / 6)),
      .aboveBaseline(readings: window, first: max(2, window / 3)),
    ])
  }

  /// The headings of the features of a column.
  func headings(_ column: String) -> [String] {
    features.map { $0 == .last ? column : "\(column)_\($0.name)" }
  }
}

extension TrainingTable {
  /// Puts features in place of the columns of numbers of which they are made, and the number of rows of the life so far
  /// beside them.
  ///
  /// - Parameter recipe: What is made of each column.
  /// - Throws: ``TrainingProblem`` where the table has no lives or no time.
  public mutating func apply(_ recipe: FeatureRecipe) throws(TrainingProblem) {
    guard let times, !unitNames.isEmpty else {
      throw TrainingProblem(
        "features of windows need to know which rows follow each other; name the columns of unit and time with --unit "
          + "and --time")
    }
    let order = targets.indices.sorted {
      (lives[$0], times[$0], $0) < (lives[$1], times[$1], $1)
    }
    let base = times.min() ?? 0
    let sources = inputs.indices.filter { inputs[$0].words == nil }
    var made: [(InputColumn, [Double])] = []
    for source in sources {
      let name = inputs[source].name
      var pipeline: FeaturePipeline
      do {
        pipeline = try FeaturePipeline([FeatureChannel(name, recipe.features)])
      } catch {
        throw TrainingProblem(error.description)
      }
      var values = [[Double]](
        repeating: [Double](repeating: .nan, count: rowCount), count: recipe.features.count)
      var vector = [Double](repeating: .nan, count: recipe.features.count)
      var life: Int?
      for row in order {
        if lives[row] != life {
          life = lives[row]
          pipeline.beginLife(at: times[row] - base)
        }
        let value = columns[source][row]
        pipeline.feed(
          channel: 0, time: times[row] - base, value: Float(value), isMissing: value.isNaN)
        pipeline.copyVector(to: &vector)
        for place in vector.indices { values[place][row] = vector[place] }
      }
      for (heading, column) in zip(recipe.headings(name), values) {
        made.append((InputColumn(name: heading, words: nil, unit: nil), column))
      }
    }
    let words = inputs.indices.filter { inputs[$0].words != nil }
    (inputs, columns) = (
      words.map { inputs[$0] } + made.map(\.0), words.map { columns[$0] } + made.map(\.1)
    )
  }

  /// Leaves out columns that are the same in every row, or empty.
  public mutating func dropConstantColumns() {
    let kept = columns.indices.filter { index in
      guard let first = columns[index].first(where: { !$0.isNaN }) else { return false }
      return columns[index].contains { !$0.isNaN && $0 != first }
    }
    (inputs, columns) = (kept.map { inputs[$0] }, kept.map { columns[$0] })
  }
}

extension FeatureRecipe {
  /// The recipe of features by their names.
  public init(names: [String]) throws(TrainingProblem) {
    features = []
    for name in names {
      guard let feature = ReadingFeature(name: name) else {
        throw TrainingProblem(
          "the model was made with '\(name)', which is no feature that this program knows")
      }
      features.append(feature)
    }
  }

  /// The feature that a text names, as scenarios write it: `mean 30`, `above_baseline 30 of 10`; `nil` for none.
  public static func feature(_ text: String) -> ReadingFeature? {
    ReadingFeature(name: text.split(separator: " ").joined(separator: "_"))
  }
}
