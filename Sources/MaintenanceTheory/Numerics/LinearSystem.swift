/// Linear equations, solved by elimination.
package enum LinearSystem {
  /// The solution of n equations with n unknowns.
  ///
  /// - Parameter equations: For each equation its n factors and its right-hand side.
  /// - Returns: The unknowns, or `nil` where the equations do not determine them.
  package static func solution(of equations: [[Double]]) -> [Double]? {
    var rows = equations
    let count = rows.count
    let size = rows.joined().reduce(0) { max($0, abs($1)) }
    for column in 0..<count {
      var pivot = column
      for row in column..<count where abs(rows[row][column]) > abs(rows[pivot][column]) {
        pivot = row
      }
      guard abs(rows[pivot][column]) > 1e-13 * size else { return nil }
      rows.swapAt(column, pivot)
      for row in column + 1..<max(count, column + 1) where rows[row][column] != 0 {
        let factor = rows[row][column] / rows[column][column]
        for place in column...count { rows[row][place] -= factor * rows[column][place] }
      }
    }
    var solution = [Double](repeating: 0, count: count)
    for row in (0..<count).reversed() {
      var sum = rows[row][count]
      for column in row + 1..<max(count, row + 1) { sum -= rows[row][column] * solution[column] }
      solution[row] = sum / rows[row][row]
    }
    return solution
  }
}
