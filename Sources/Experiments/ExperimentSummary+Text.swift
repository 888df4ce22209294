public import FactoryModel
import SimulationStatistics

/// An experiment in words.
extension ExperimentSummary {
  /// How it was made: `26 wk after 2 wk warm-up`, `20 replications`, `seed 1`.
  ///
  /// - Parameter factory: The factory of the first arm.
  /// - Returns: The parts, to be joined.
  public func outline(of factory: Factory) -> [String] {
    let measured = NumberText.duration(factory.horizon)
    var parts = [
      factory.warmUp > 0
        ? "\(measured) after \(NumberText.duration(factory.warmUp)) warm-up" : measured
    ]
    if !factors.isEmpty {
      parts.append("\(arms.count) point\(arms.count == 1 ? "" : "s")")
    } else if arms.count > 1 {
      parts.append("\(arms.count) arms")
    }
    let whose = batches != nil ? " of one run" : isSingleRun ? "" : " each"
    parts.append(
      (partial
        ? "interrupted: \(replicationsFinished) of \(samples.counted(replicationsRequested))"
        : samples.counted(replicationsFinished)) + whose)
    parts.append("seed \(seed)")
    return parts
  }

  /// What the intervals are taken over, in words.
  public var samples: SampleWords { batches == nil ? .replications : .batches }
}

extension ExperimentSummary.DifferenceEntry {
  /// The difference in the metric's unit, and, where there is one, as a part of the baseline.
  ///
  /// As intervals; a single replication gives the difference alone.
  ///
  /// - Parameter scale: By what the difference is multiplied, such as 100 for percent.
  /// - Returns: One or two texts.
  public func cells(scale: Double = 1) -> [String] {
    guard let lower, let upper else { return [NumberText.shortest(scale * mean)] }
    let absolute =
      lower == 0 && upper == 0 ? "0" : IntervalText.ends(scale * lower, scale * upper)
    guard unit != "1", let low = relativeLower, let high = relativeUpper else { return [absolute] }
    return [
      absolute, low == 0 && high == 0 ? "0 %" : IntervalText.ends(100 * low, 100 * high) + " %",
    ]
  }
}

extension PrecisionResult {
  /// What became of it: `precision throughput=1%: reached, ± 0.8 % of the mean after 20 replications`.
  public var sentence: String {
    var line = "precision \(wanted): "
    line += isReached ? "reached" : "not reached"
    if let halfWidth {
      let isPart = unit == "of the mean" || unit == "1"
      let shown = isPart ? 100 * halfWidth : halfWidth
      let decimals = NumberText.decimals(mean: 0, halfWidth: shown / 10)
      let unit = unit == "1" ? "points" : isPart ? "% of the mean" : unit
      line += ", ± \(NumberText.fixed(shown, decimals: decimals))"
      if !unit.isEmpty { line += " " + unit }
    } else {
      line += ", there is no interval"
    }
    return line + " after \(replications) replications"
  }
}
