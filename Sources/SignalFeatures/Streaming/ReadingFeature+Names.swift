extension ReadingFeature {
  /// Reads a feature from its ``name``; `nil` where it is none.
  ///
  /// - Parameter name: As headings of tables have it: `mean_60`, `above_baseline_60_of_1440`.
  public init?(name: String) {
    switch name {
    case "last": self = .last
    case "life_mean": self = .lifeMean
    case "life_slope": self = .lifeSlope
    case "life_greatest": self = .lifeGreatest
    case "count": self = .count
    case "missing": self = .missing
    case "age": self = .age
    case "silence": self = .silence
    default:
      guard let found = ReadingFeature(words: name.split(separator: "_").map(String.init)),
        found.name == name, (try? found.validate()) != nil
      else { return nil }
      self = found
    }
  }

  private init?(words: [String]) {
    guard let last = words.last else { return nil }
    if words.starts(with: ["exponential", "mean"]), words.count == 3, let time = Double(last) {
      self = .exponentialMean(timeConstant: time)
      return
    }
    guard let count = Int(last) else { return nil }
    if words.count == 5, words[3] == "of", let readings = Int(words[2]) {
      switch words[0] + " " + words[1] {
      case "above baseline": self = .aboveBaseline(readings: readings, first: count)
      case "mean difference": self = .meanDifference(readings: readings, of: count)
      case "baseline score": self = .baselineScore(readings: readings, first: count)
      default: return nil
      }
      return
    }
    guard words.count == 2 else { return nil }
    switch words[0] {
    case "mean": self = .mean(readings: count)
    case "deviation": self = .deviation(readings: count)
    case "slope": self = .slope(readings: count)
    case "least": self = .least(readings: count)
    case "greatest": self = .greatest(readings: count)
    case "exceedance": self = .exceedance(first: count)
    default: return nil
    }
  }
}
