extension ColumnarTable {
  /// The rows that are chosen, in their order.
  ///
  /// - Precondition: There is a choice for each row.
  public func rows(where isChosen: [Bool]) -> ColumnarTable {
    precondition(isChosen.count == rowCount, "a choice for each row")
    guard isChosen.contains(false) else { return self }
    return ColumnarTable(
      columns.map { column in
        let isPresent = column.isPresent.map { present in
          zip(present, isChosen).compactMap { $1 ? $0 : nil }
        }
        return TableColumn(
          column.description, column.values.present(isChosen), isPresent: isPresent)
      })
  }
}
