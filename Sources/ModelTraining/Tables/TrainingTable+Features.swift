import SignalFeatures

extension TrainingTable {
  /// Puts features in place of the columns of numbers of which they are made.
  ///
  /// - Parameters:
  ///   - recipe: What is made of the columns.
  ///   - fusion: How columns are fused, where the recipe asks for that.
  /// - Throws: ``TrainingProblem`` where the table has no lives or no time.
  public mutating func apply(
    _ recipe: FeatureRecipe, fusion: ColumnFusion? = nil
  ) throws(TrainingProblem) {
    var made: [(InputColumn, [Double])] = []
    if let fusion {
      made += try features(recipe.fused, of: fusion)
    }
    // Where units are run in several ways, a column for itself tells of these and not of wear.
    if !recipe.features.isEmpty, fusion?.regimes == nil {
      let own = try features(recipe)
      made += numbers.filter { isFeature($0.0.name) }
      let there = made.map(\.0.name)
      made += own.filter { !there.contains($0.0.name) }
    }
    if fusion == nil, recipe.features.isEmpty { made = numbers }
    if recipe.hasPairs { made += PairColumns.made(of: self) }
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

  /// The number of rows that half of the lives have at most.
  var medianLife: Double {
    var sizes: [Int: Int] = [:]
    for life in lives { sizes[life, default: 0] += 1 }
    let sorted = sizes.values.sorted()
    return sorted.isEmpty ? 0 : Double(sorted[sorted.count / 2])
  }

  /// Rows in the order of lives, and of time within them.
  func inTimeOrder(_ rows: [Int]) -> [Int] {
    guard let times else { return rows.sorted { (lives[$0], $0) < (lives[$1], $1) } }
    return rows.sorted { (lives[$0], times[$0], $0) < (lives[$1], times[$1], $1) }
  }

  private var numbers: [(InputColumn, [Double])] {
    inputs.indices.filter { inputs[$0].words == nil }.map { (inputs[$0], columns[$0]) }
  }

  /// Whether a column is a feature of another one: `force_mean_24` where there is `force`.
  private func isFeature(_ name: String) -> Bool {
    inputs.contains { source in
      name.hasPrefix(source.name + "_")
        && ReadingFeature(name: String(name.dropFirst(source.name.count + 1))) != nil
    }
  }

  private func timesOfLives() throws(TrainingProblem) -> [Double] {
    guard let times, !unitNames.isEmpty else {
      throw TrainingProblem(
        "features of windows need to know which rows follow each other; name the columns of unit and time with --unit "
          + "and --time")
    }
    let base = times.min() ?? 0
    return times.map { $0 - base }
  }

  /// The features of each column of numbers.
  private func features(
    _ recipe: FeatureRecipe
  ) throws(TrainingProblem) -> [(InputColumn, [Double])] {
    let times = try timesOfLives()
    let order = inTimeOrder(Array(targets.indices))
    var made: [(InputColumn, [Double])] = []
    for source in inputs.indices where inputs[source].words == nil {
      let name = inputs[source].name
      if isFeature(name) { continue }
      var rows = MadeRows(try pipeline([FeatureChannel(name, recipe.features)]), rows: rowCount)
      for row in order {
        rows.begin(lives[row], at: times[row])
        let value = columns[source][row]
        rows.pipeline.feed(
          channel: 0, time: times[row], value: Float(value), isMissing: value.isNaN)
        rows.keep(row)
      }
      for (heading, column) in zip(recipe.headings(name), rows.columns) {
        made.append((InputColumn(name: heading, words: nil, unit: nil), column))
      }
    }
    return made
  }

  /// The features of each index of fused columns, and the number of rows of the life so far.
  private func features(
    _ features: [ReadingFeature], of fusion: ColumnFusion
  ) throws(TrainingProblem) -> [(InputColumn, [Double])] {
    let times = try timesOfLives()
    let (places, settings) = try fusion.places(in: self)
    var channels = fusion.indices.map { FeatureChannel($0, features) }
    channels[channels.count - 1].features.append(.count)
    var rows = MadeRows(try pipeline(channels), rows: rowCount)
    var z = [Double](repeating: 0, count: places.count)
    var values = z
    var levels = [Double](repeating: 0, count: settings.count)
    for row in inTimeOrder(Array(targets.indices)) {
      if rows.begin(lives[row], at: times[row]) {
        for place in z.indices { z[place] = 0 }
      }
      for place in places.indices { values[place] = columns[places[place]][row] }
      for place in settings.indices { levels[place] = columns[settings[place]][row] }
      fusion.standardize(&z, values, settings: levels)
      for index in fusion.indices.indices {
        rows.pipeline.feed(
          channel: index, time: times[row], value: Float(fusion.index(index, z)))
      }
      rows.keep(row)
    }
    let headings = channels.flatMap { channel in
      channel.features.map { $0 == .count ? "rows_so_far" : "\(channel.name)_\($0.name)" }
    }
    return zip(headings, rows.columns).map { heading, column in
      (InputColumn(name: heading, words: nil, unit: nil), column)
    }
  }

  private func pipeline(
    _ channels: [FeatureChannel]
  ) throws(TrainingProblem) -> FeaturePipeline {
    do {
      return try FeaturePipeline(channels)
    } catch {
      throw TrainingProblem(error.description)
    }
  }
}

/// A pipeline, and what it has made of rows.
private struct MadeRows {
  var pipeline: FeaturePipeline
  private(set) var columns: [[Double]]
  private var vector: [Double]
  private var life: Int?

  init(_ pipeline: FeaturePipeline, rows: Int) {
    self.pipeline = pipeline
    vector = [Double](repeating: .nan, count: pipeline.count)
    columns = [[Double]](
      repeating: [Double](repeating: .nan, count: rows), count: pipeline.count)
  }

  /// Begins a life, where it is another one.
  ///
  /// - Returns: Whether it is.
  @discardableResult
  mutating func begin(_ next: Int, at time: Double) -> Bool {
    guard next != life else { return false }
    life = next
    pipeline.beginLife(at: time)
    return true
  }

  /// Keeps what is known as of a row.
  mutating func keep(_ row: Int) {
    pipeline.copyVector(to: &vector)
    for place in vector.indices { columns[place][row] = vector[place] }
  }
}
