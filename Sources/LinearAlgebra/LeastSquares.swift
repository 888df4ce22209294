/// The least squares solution of X b ≈ y, by Householder reflections.
///
///     X = Q R,   b = R⁻¹ Qᵀ y,   Var b = σ² (RᵀR)⁻¹,   hᵢ = xᵢᵀ (RᵀR)⁻¹ xᵢ
///
/// Columns are taken in their order. One of which the columns before it leave less than a part
/// ``tolerance`` of its length says nothing of its own: it is dropped, its coefficient is 0, and
/// ``combination(ofDropped:)`` tells which of the others it repeats. So of terms that the data cannot
/// tell apart the first stays, where pivoting by length would keep any.
///
/// All sums run from the first row to the last, no product is fused with a sum: the same bits on every
/// processor.
///
/// Sources: G. H. Golub, C. F. Van Loan, *Matrix Computations*, 4th ed., Johns Hopkins University Press,
/// 2013, algorithms 5.1.1 and 5.2.1; dropping in order as in `dqrdc2` of R.
public struct LeastSquares: Sendable {
  /// The columns that are kept, in their order.
  public let kept: [Int]
  /// The columns that repeat those before them.
  public let dropped: [Int]
  /// One a column; 0 for dropped ones.
  public let coefficients: [Double]
  /// What is left of each value.
  public let residuals: [Double]
  /// How much each value pulls its own prediction, from 0 to 1.
  public let leverages: [Double]
  /// The sum of squares of the residuals.
  public let residualSumOfSquares: Double
  /// R of the kept columns, row by row.
  private let triangle: [[Double]]
  /// Qᵀ times the dropped columns, as far as R goes.
  private let repeated: [[Double]]
  /// How many columns there were.
  private let columnCount: Int

  /// How many values are left over for the error.
  public var degreesOfFreedom: Int { residuals.count - kept.count }

  /// Solves.
  ///
  /// - Parameters:
  ///   - design: X: a row for each value.
  ///   - values: y.
  ///   - tolerance: Below which part of its length a column says nothing of its own.
  public init(_ design: Matrix, _ values: [Double], tolerance: Double = 1e-8) {
    precondition(design.rows == values.count, "a row for each value")
    let (rows, count) = (design.rows, design.columns)
    var columns = (0..<count).map { column in (0..<rows).map { design[$0, column] } }
    var right = values
    var (kept, dropped) = ([Int](), [Int]())
    for column in 0..<count {
      let step = kept.count
      let length = LeastSquares.length(design, column)
      let rest = LeastSquares.length(columns[column], from: step)
      guard step < rows, rest > tolerance * length else {
        dropped.append(column)
        continue
      }
      // The reflection I - 2 v vᵀ / vᵀv that leaves of this column only its first element.
      var reflector = Array(columns[column][step...])
      let sign = reflector[0] < 0 ? -1.0 : 1.0
      reflector[0] += sign * rest
      var square = 0.0
      for element in reflector { square += element * element }
      func reflect(_ vector: inout [Double]) {
        var product = 0.0
        for (place, element) in reflector.enumerated() { product += element * vector[step + place] }
        let factor = 2 * product / square
        for (place, element) in reflector.enumerated() { vector[step + place] -= factor * element }
      }
      for other in column..<count { reflect(&columns[other]) }
      reflect(&right)
      kept.append(column)
    }
    let rank = kept.count
    let triangle = (0..<rank).map { row in kept.map { columns[$0][row] } }
    repeated = dropped.map { Array(columns[$0].prefix(rank)) }
    let solution = LeastSquares.solved(triangle, Array(right.prefix(rank)))
    var coefficients = Array(repeating: 0.0, count: count)
    for (place, column) in kept.enumerated() { coefficients[column] = solution[place] }
    self.kept = kept
    self.dropped = dropped
    self.coefficients = coefficients
    self.triangle = triangle
    columnCount = count
    residuals = (0..<rows).map { row in
      var sum = values[row]
      for column in kept { sum -= design[row, column] * coefficients[column] }
      return sum
    }
    var sum = 0.0
    for residual in residuals { sum += residual * residual }
    residualSumOfSquares = sum
    leverages = (0..<rows).map { row in
      LeastSquares.square(triangle, kept.map { design[row, $0] })
    }
  }

  /// xᵀ (RᵀR)⁻¹ x: the variance of xᵀ b, in units of the errors' variance.
  ///
  /// - Parameter row: One number a column of X; those of dropped columns do not count.
  /// - Returns: The variance; for a row of X, its leverage.
  public func variance(of row: [Double]) -> Double {
    precondition(row.count == columnCount, "a number for each column")
    return LeastSquares.square(triangle, kept.map { row[$0] })
  }

  /// The variances of the coefficients in units of the errors' variance; 0 for dropped columns.
  public var coefficientVariances: [Double] {
    var variances = Array(repeating: 0.0, count: columnCount)
    for column in kept {
      var unit = Array(repeating: 0.0, count: columnCount)
      unit[column] = 1
      variances[column] = variance(of: unit)
    }
    return variances
  }

  /// Which combination of kept columns a dropped one is.
  ///
  /// - Parameter place: Its place among ``dropped``.
  /// - Returns: A factor for each column; 0 for those that are not needed.
  public func combination(ofDropped place: Int) -> [Double] {
    let solution = LeastSquares.solved(triangle, repeated[place])
    let largest = solution.reduce(0) { max($0, abs($1)) }
    var factors = Array(repeating: 0.0, count: columnCount)
    for (place, column) in kept.enumerated() where abs(solution[place]) > 1e-7 * largest {
      factors[column] = solution[place]
    }
    return factors
  }

  /// Solves R x = b from below.
  private static func solved(_ triangle: [[Double]], _ right: [Double]) -> [Double] {
    var solution = right
    for row in right.indices.reversed() {
      for column in (row + 1)..<max(row + 1, right.count) {
        solution[row] -= triangle[row][column] * solution[column]
      }
      solution[row] /= triangle[row][row]
    }
    return solution
  }

  /// |R⁻ᵀ x|².
  private static func square(_ triangle: [[Double]], _ vector: [Double]) -> Double {
    var (solution, sum) = (vector, 0.0)
    for row in vector.indices {
      for above in 0..<row { solution[row] -= triangle[above][row] * solution[above] }
      solution[row] /= triangle[row][row]
      sum += solution[row] * solution[row]
    }
    return sum
  }

  private static func length(_ design: Matrix, _ column: Int) -> Double {
    var sum = 0.0
    for row in 0..<design.rows { sum += design[row, column] * design[row, column] }
    return sum.squareRoot()
  }

  private static func length(_ vector: [Double], from start: Int) -> Double {
    var sum = 0.0
    for element in vector.dropFirst(start) { sum += element * element }
    return sum.squareRoot()
  }
}
