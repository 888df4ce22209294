public struct TableProblem: Error {
  public var line: Int; public var column: Int; public var message: String
}
public struct DelimitedTable {
  public struct Column { public var name: String; public var unit: String? }
  public var columns: [Column] = []
  public var rowCount = 0
  public init(_ bytes: [UInt8]) throws(TableProblem) {}
  public func text(_ row: Int, _ column: Int) -> String { "" }
  public func number(_ row: Int, _ column: Int) -> Double? { nil }
  public func place(row: Int, column: Int) -> (line: Int, column: Int) { (1, 1) }
  public func place(ofColumn column: Int) -> (line: Int, column: Int) { (1, 1) }
}
