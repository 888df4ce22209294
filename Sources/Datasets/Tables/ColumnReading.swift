/// What was met while a column of text was read, beyond its values.
public struct ColumnReading: Hashable, Sendable, Encodable {
  /// Cells that did not suit the type of their column, and count as missing.
  public struct Misfits: Hashable, Sendable, Encodable {
    /// How many there are.
    public var count: Int
    /// The row of the first, from 0.
    public var firstRow: Int
    /// What stood there.
    public var example: String

    /// Creates the misfits.
    public init(count: Int, firstRow: Int, example: String) {
      self.count = count
      self.firstRow = firstRow
      self.example = example
    }
  }

  /// The words that stood for a missing value, with how often each did; an empty cell is `""`.
  public var missingWords: [String: Int] = [:]
  /// Cells that are no number in a column of numbers, no moment in one of moments.
  public var misfits: Misfits?
  /// How many numbers were written with a decimal comma.
  public var decimalCommas = 0
  /// Whether day and month of its dates could also be read the other way round.
  public var isDateOrderUnsure = false
  /// How many moments named a zone, whose offset was taken off.
  public var zonedMoments = 0
  /// The files that have no such column.
  public var absentFrom: [String] = []
  /// The type that each file gave the column, where these could not be brought together but as text.
  public var clashingTypes: [String] = []

  /// Creates a reading in which nothing was met.
  public init() {}
}

/// Which columns something is done to.
public enum ColumnChoice: Hashable, Sendable {
  /// All of them.
  case all
  /// Those with these names.
  case only(Set<String>)

  func contains(_ name: String) -> Bool {
    switch self {
    case .all: true
    case .only(let names): names.contains(name)
    }
  }
}

/// How freely text is read as a table.
public struct TableReading: Hashable, Sendable {
  /// In which columns `12,5` may be a number.
  public var decimalCommas: ColumnChoice
  /// In which columns cells that do not suit the others may count as missing; elsewhere they make the
  /// column one of text.
  public var misfits: ColumnChoice
  /// The least share of a column's cells that must suit a type for the others to be misfits.
  public var suitingShare: Double

  /// Creates a way of reading: the usual one guesses all, and takes a type that suits 95 % of the cells.
  public init(
    decimalCommas: ColumnChoice = .all, misfits: ColumnChoice = .all, suitingShare: Double = 0.95
  ) {
    self.decimalCommas = decimalCommas
    self.misfits = misfits
    self.suitingShare = suitingShare
  }

  /// Guesses no more than that numbers are numbers: what a table is read with that is to be repaired by plan.
  public static let strict = TableReading(decimalCommas: .only([]), misfits: .only([]))
}
