/// A stretch of a unit's time, in seconds from the start.
struct RecordWindow: Hashable, Sendable {
  /// When it begins.
  let from: Double
  /// When it is over, which belongs to it no more; ∞ where it lasts to the end of the record.
  let to: Double

  /// Whether a moment lies in it.
  func contains(_ time: Double) -> Bool { time >= from && time < to }
}

extension DatasetSplit {
  /// Cuts the record of a unit.
  ///
  /// - Parameters:
  ///   - warmUp: When the record begins, in seconds from the start.
  ///   - horizon: How long it is, in seconds.
  /// - Returns: The stretch of each part; one for the whole record where units are dealt out.
  /// - Throws: ``DatasetProblem`` where the gap takes all of a part.
  func windows(warmUp: Double, horizon: Double) throws(DatasetProblem) -> [RecordWindow] {
    guard case .time(let gap) = way else { return [RecordWindow(from: warmUp, to: .infinity)] }
    var windows: [RecordWindow] = []
    var cumulative = 0.0
    for (index, part) in parts.enumerated() {
      let begin = warmUp + cumulative * horizon + (index > 0 ? gap : 0)
      cumulative += part.share
      let end = warmUp + cumulative * horizon
      guard begin < end else {
        throw DatasetProblem(
          .usage,
          "a gap of \(DatasetDescription.short(gap / 3_600)) h leaves nothing of the part '\(part.name)', which takes "
            + "\(DatasetDescription.short(part.share * horizon / 3_600)) h; make --gap shorter, or record more with --hours"
        )
      }
      windows.append(
        RecordWindow(from: begin, to: index == parts.count - 1 ? .infinity : end))
    }
    return windows
  }
}
