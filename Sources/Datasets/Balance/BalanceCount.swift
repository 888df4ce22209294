/// How many rows of a table lie shortly before a failure, and how many do not, by what was drawn for their hour.
///
/// A row that does not stays where the draw of its hour lies below the table's limit. The draws are counted before
/// anything is written, so that the limit is the one that gives the share that is asked for.
struct BalanceCount: Hashable, Sendable {
  /// How many different draws there are.
  static let draws = 65_536

  /// Rows shortly before a failure.
  private(set) var positives = 0
  /// The other rows, by the draw of their hour.
  private(set) var others = [Int](repeating: 0, count: draws)

  mutating func addPositive() { positives += 1 }

  mutating func addOther(draw: Int) { others[draw] += 1 }

  mutating func add(_ other: BalanceCount) {
    positives += other.positives
    for draw in others.indices { others[draw] += other.others[draw] }
  }

  /// The limit of the draws of hours that stay.
  ///
  /// - Parameters:
  ///   - balance: What is asked for.
  ///   - table: The table's name.
  /// - Returns: The limit, and the shares before and after.
  /// - Throws: ``DatasetProblem`` where leaving rows out cannot give the share.
  func limit(
    for balance: ClassBalance, table: String
  ) throws(DatasetProblem) -> (limit: Int, result: ClassBalanceResult) {
    let count = others.reduce(0, +)
    let hours = DatasetDescription.short(balance.within / 3_600)
    guard positives > 0 else {
      throw DatasetProblem(
        .usage,
        "no row of the table '\(table)' lies within \(hours) h of a failure, so no share of them can be asked for; "
          + "record more with --units or --hours, or count from earlier on with --failure-within")
    }
    let present = Double(positives) / Double(positives + count)
    guard balance.share >= present - 1e-12 else {
      throw DatasetProblem(
        .usage,
        "\(BalanceCount.percent(present)) of the rows of the table '\(table)' lie within \(hours) h of a failure, more than the "
          + "\(BalanceCount.percent(balance.share)) asked for; only other rows are left out, so ask for a larger share with "
          + "--failure-share, or for fewer hours with --failure-within")
    }
    let wanted = Double(positives) * (1 - balance.share) / balance.share
    var limit = 0
    var kept = 0
    while limit < others.count,
      abs(Double(kept + others[limit]) - wanted) <= abs(Double(kept) - wanted)
    {
      kept += others[limit]
      limit += 1
    }
    return (
      limit,
      ClassBalanceResult(
        table: table, before: present, after: Double(positives) / Double(positives + kept))
    )
  }

  /// A share in percent, to two digits behind the point.
  static func percent(_ share: Double) -> String {
    let value = (share * 10_000).rounded() / 100
    return "\(value == value.rounded() ? "\(Int(value))" : "\(value)") %"
  }
}
