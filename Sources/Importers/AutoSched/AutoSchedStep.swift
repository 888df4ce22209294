/// A step of a route as its row says it, whatever the size of the lots.
struct AutoSchedStep {
  /// What a time is counted for.
  enum Per { case lot, batch, piece }

  let source: SourceText
  let line: Int
  var route: String
  var number: Int
  var name: String
  var family: Int
  var time: AutoSchedTime
  var per: Per
  /// Minutes from one piece, or lot, to the next.
  var pieceInterval: Double?
  var lotInterval: Double?
  var batch: (least: Int, most: Int, cell: SourceText.Word)?
  var setup: String?
  var setupCell: SourceText.Word?
  var setupTime: Double?
  /// The later step that the same machine does.
  var forStep: (number: Int, cell: SourceText.Word)?
  /// Minutes from the end of this step within which another is to begin.
  var queueLimit: (minutes: Double, step: Int, cell: SourceText.Word)?
  /// Per cent.
  var share = 100.0
  var shareCell: SourceText.Word?
  /// Per cent, and the step at which lots go on.
  var rework: (percent: Double, step: Int, cell: SourceText.Word)?

  /// The time and the interval for lots of a number of pieces, in minutes.
  func times(pieces: Int, lots: Int) -> (work: AutoSchedTime, interval: Double?) {
    let pieces = Double(pieces)
    if let interval = pieceInterval {
      // The first piece takes its time, each further one comes an interval later.
      return (time.adding((pieces - 1) * interval), pieces * interval)
    }
    switch per {
    case .piece: return (time.multiplied(by: pieces * Double(lots)), lotInterval)
    case .lot: return (time.multiplied(by: Double(lots)), lotInterval)
    case .batch: return (time, lotInterval)
    }
  }
}
