/// A calibration as it was found in its folder.
public struct StoredCalibration: Sendable {
  /// The folder.
  public let path: String
  /// What was asked, and what came out.
  public let record: CalibrationRecord
  /// All that happened.
  public let journal: SearchJournal
  /// What is uncertain.
  public let factors: [TuningFactor]
  /// The samples of what is possible: coordinates from 0 to 1, one a factor; none where it has not ended.
  public let samples: [[Double]]
  /// What is recommended; `nil` where nothing is.
  public let proposal: SetPointProposal?
  /// What was decided, the earliest first.
  public let decisions: [SetPointDecision]

  /// Whether a folder is that of a calibration.
  public static func isThere(_ path: String) -> Bool {
    SearchFolder.holds(CalibrationRecord.name, path)
  }

  /// Reads the folder of a calibration.
  ///
  /// - Parameter path: The folder.
  /// - Throws: ``StoredRunError`` where it is missing, no calibration, or damaged.
  public init(path: String) throws(StoredRunError) {
    let folder = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    self.path = folder
    let record = try SearchFolder.record(
      CalibrationRecord.self, CalibrationRecord.name, in: folder)
    self.record = record
    let journal = try SearchFolder.readJournal(in: folder)
    self.journal = journal
    do throws(RequestError) {
      var read: [TuningFactor] = []
      for factor in record.factors { read.append(try factor.tuningFactor()) }
      factors = read
    } catch {
      throw StoredRunError(folder, .damaged, "\(CalibrationRecord.name): \(error)")
    }
    let paths = factors.map(\.path)
    guard journal.entries.allSatisfy({ $0.values.count == paths.count }),
      record.result.map({ result in
        result.factors.map(\.path) == paths && result.figures.map(\.metric) == record.observed
      }) ?? true
    else {
      throw StoredRunError(
        folder, .damaged,
        "\(SearchFolder.journalName) and \(CalibrationRecord.name) are of different calibrations")
    }
    samples = record.result == nil ? [] : try StoredCalibration.samples(of: factors, in: folder)
    proposal = SearchFolder.text(SearchFolder.recommendationName, in: folder)
      .flatMap { SetPointProposal(text: $0) }
    decisions = SetPointDecision.log(
      SearchFolder.text(SearchFolder.decisionsName, in: folder) ?? "")
  }

  private static func samples(
    of factors: [TuningFactor], in folder: String
  ) throws(StoredRunError) -> [[Double]] {
    let name = SearchFolder.posteriorName
    let rows = CommaSeparated.rows(of: SearchFolder.text(name, in: folder) ?? "")
    guard rows.first == factors.map(\.path) else {
      throw StoredRunError(folder, .damaged, "\(name) is missing, or of other factors")
    }
    var samples: [[Double]] = []
    for row in rows.dropFirst() {
      let point = zip(factors, row).compactMap { $0.coordinate(of: $1) }
      guard row.count == factors.count, point.count == factors.count else {
        throw StoredRunError(folder, .damaged, "\(name) has values outside the ranges")
      }
      samples.append(point)
    }
    return samples
  }
}
