import SignalFeatures

/// Features as they are written: `mean 1 h`, `slope 60`, `above_baseline 1 h of 3 d`.
enum FeatureText {
  /// The features of sensors of one number, as examples.
  static let words = [
    "last", "mean 60", "deviation 60", "slope 60", "least 60", "greatest 60",
    "exponential_mean 2 h", "above_baseline 60 of 1440", "baseline_score 60 of 1440", "count",
    "missing", "age", "silence",
  ]

  /// Reads a feature of a sensor.
  ///
  /// - Parameters:
  ///   - text: The feature.
  ///   - period: The time from one reading to the next, in seconds; `nil` where rows are parts.
  /// - Returns: The feature.
  /// - Throws: ``ValueProblem`` that says what is wrong.
  static func reading(_ text: String, period: Double?) throws(ValueProblem) -> ReadingFeature {
    let words = text.split(separator: " ").map(String.init)
    let name = words.first ?? ""
    let rest = words.dropFirst().joined(separator: " ")
    func readings(_ amount: String) throws(ValueProblem) -> Int {
      try FeatureText.readings(amount, of: text, period: period)
    }
    let windows: [String: (Int) -> ReadingFeature] = [
      "mean": { .mean(readings: $0) }, "deviation": { .deviation(readings: $0) },
      "slope": { .slope(readings: $0) }, "least": { .least(readings: $0) },
      "greatest": { .greatest(readings: $0) },
    ]
    if let window = windows[name] { return window(try readings(rest)) }
    switch name {
    case "last" where rest.isEmpty: return .last
    case "count" where rest.isEmpty: return .count
    case "missing" where rest.isEmpty: return .missing
    case "age" where rest.isEmpty: return .age
    case "silence" where rest.isEmpty: return .silence
    case "exponential_mean":
      return .exponentialMean(timeConstant: try Expectation.duration.quantity(rest).value)
    case "above_baseline", "baseline_score":
      guard let of = words.firstIndex(of: "of") else {
        throw ValueProblem(
          "\(quoted(text)) says not of how many first readings; write '\(name) 60 of 1440'")
      }
      let last = try readings(words[1..<max(1, of)].joined(separator: " "))
      let first = try readings(words[(of + 1)...].joined(separator: " "))
      return name == "above_baseline"
        ? .aboveBaseline(readings: last, first: first)
        : .baselineScore(readings: last, first: first)
    default:
      let known = FeatureText.words.map { String($0.prefix { $0 != " " }) }
      let hint = NearestName.of(name, among: known).flatMap { near in
        FeatureText.words.first { $0.hasPrefix(near) }
      }
      throw ValueProblem(
        "\(quoted(text)) is no feature of readings"
          + (hint.map { "; did you mean '\($0)'?" }
            ?? "; expected one such as 'mean 60' or 'slope 8 h'"))
    }
  }

  /// A number of readings, or a time in which so many are made.
  private static func readings(
    _ amount: String, of text: String, period: Double?
  ) throws(ValueProblem) -> Int {
    if let count = Int(amount), (1...10_000_000).contains(count) { return count }
    guard let time = try? Quantity.parse(amount), time.dimension == .time, time.value > 0 else {
      throw ValueProblem(
        "\(quoted(text)) says not of how many readings; write a number such as '60', or a time such as '1 h'"
      )
    }
    guard let period else {
      throw ValueProblem(
        "\(quoted(text)) is of a time, and this sensor is read part by part; write a number of readings"
      )
    }
    let count = time.value / period
    guard abs(count - count.rounded()) < 1e-9 * count, (1...10_000_000).contains(count.rounded())
    else {
      throw ValueProblem(
        "\(quoted(text)): \(quoted(amount)) is no whole number of readings of this sensor")
    }
    return Int(count.rounded())
  }

  /// Reads a feature of snapshots.
  ///
  /// - Parameters:
  ///   - text: The feature: `rms`, `band 2 kHz to 5 kHz`, `envelope outer_race`, `shaft 2`, `mesh`.
  ///   - envelope: Lines of the envelope that have a name, in multiples of the speed of the shaft.
  ///   - lines: The same of the spectrum.
  /// - Returns: The feature.
  /// - Throws: ``ValueProblem`` that says what is wrong.
  static func snapshot(
    _ text: String, envelope: [String: Double], lines: [String: Double]
  ) throws(ValueProblem) -> SnapshotFeature {
    let words = text.split(separator: " ").map(String.init)
    let rest = words.dropFirst().joined(separator: " ")
    let plain: [String: SnapshotFeature] = [
      "rms": .rms, "peak": .peak, "crest": .crest, "skewness": .skewness, "kurtosis": .kurtosis,
      "envelope": .envelope,
    ]
    if let feature = plain[text] { return feature }
    switch words.first {
    case "band":
      guard let to = words.firstIndex(of: "to"), to > 1 else { break }
      let low = try Expectation.frequency.quantity(words[1..<to].joined(separator: " ")).value
      let high = try Expectation.frequency.quantity(
        words[(to + 1)...].joined(separator: " ")
      ).value
      return .band(low: low, high: high)
    case "envelope":
      guard let order = envelope[rest] else {
        throw ValueProblem(
          envelope.isEmpty
            ? "\(quoted(text)): there is no bearing, so that nothing is known of its lines"
            : "\(quoted(text)): \(quoted(rest)) is no line of a bearing; expected one of "
              + "\(enumerated(envelope.keys.sorted()))")
      }
      return .envelopeLine(name: rest, order: order)
    case "shaft":
      guard let order = Double(rest), order > 0, order <= 1_000 else { break }
      let whole = order.rounded() == order
      return .line(name: "shaft_" + (whole ? String(Int(order)) : rest), order: order)
    case let name?:
      if let order = lines[name], rest.isEmpty { return .line(name: name, order: order) }
    case nil: break
    }
    throw ValueProblem(
      "\(quoted(text)) is no feature of snapshots; expected one such as 'rms', 'kurtosis', "
        + "'band 2 kHz to 5 kHz', 'envelope outer_race' or 'shaft 2'")
  }
}
