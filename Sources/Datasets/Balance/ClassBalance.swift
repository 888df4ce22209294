/// How large a share of the rows of readings is to lie shortly before a failure.
///
/// Rows shortly before a failure all stay; of the others whole hours are left out by chance.
public struct ClassBalance: Hashable, Sendable {
  /// The share of the rows, above 0 and at most 1.
  public var share: Double
  /// How long before a failure a row counts, in seconds.
  public var within: Double

  /// Asks for a share.
  public init(share: Double, within: Double) {
    self.share = share
    self.within = within
  }
}

/// What became of the share of a table's rows that lie shortly before a failure.
public struct ClassBalanceResult: Hashable, Sendable {
  /// The table.
  public var table: String
  /// The share before rows were left out.
  public var before: Double
  /// The share among the rows that are written.
  public var after: Double
}
