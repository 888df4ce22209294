/// Where a response surface of the second order is level, and what it is there.
///
///     ŷ = b₀ + xᵀb + xᵀBx,   x₀ = -½ B⁻¹ b,   ŷ₀ = b₀ + ½ x₀ᵀ b
///
/// Source: R. H. Myers, D. C. Montgomery, C. M. Anderson-Cook, *Response Surface Methodology*, 4th ed.,
/// Wiley, 2016, section 6.3.
public struct StationaryPoint: Hashable, Sendable {
  /// What the surface is there.
  public enum Kind: String, Hashable, Sendable {
    case maximum
    case minimum
    case saddle
    /// Along one axis it hardly bends: an eigenvalue is below a twentieth of the largest.
    case ridge
  }

  /// What it is there.
  public let kind: Kind
  /// The point as in ``ResponseData/rows``; choices as they were given.
  public let point: [Double]
  /// The value there.
  public let value: Double
  /// The curvatures along the axes, in coded numbers: the eigenvalues of B, rising.
  public let curvatures: [Double]
  /// Whether it lies within the range of every input.
  public let isWithinRanges: Bool
}

extension QuadraticResponse {
  /// Where the surface is level.
  ///
  /// - Parameter row: The words of choices count; numbers do not.
  /// - Returns: `nil` where no number bends the surface.
  public func stationaryPoint(choices row: [Double]) -> StationaryPoint? {
    let numbers = data.inputs.indices.filter { data.inputs[$0].words == nil }
    guard !numbers.isEmpty else { return nil }
    var point = data.coded(row)
    for input in numbers { point[input] = 0 }
    let slope = codedMean(point).gradient
    let matrix = numbers.map { first in
      numbers.map { second in
        first == second
          ? coefficient([.number(first), .number(first)])
          : 0.5 * coefficient([.number(min(first, second)), .number(max(first, second))])
      }
    }
    let eigen = SymmetricEigen(matrix)
    let largest = eigen.values.reduce(0) { max($0, abs($1)) }
    guard largest > 1e-9 * residualScale else { return nil }
    var isRidge = false
    for (axis, value) in eigen.values.enumerated() {
      if abs(value) < 0.05 * largest { isRidge = true }
      // Along a straight axis there is no level place; the middle stands for all of it.
      guard abs(value) > 1e-9 * largest else { continue }
      var along = 0.0
      for (place, input) in numbers.enumerated() {
        along += eigen.vectors[place][axis] * slope[input]
      }
      for (place, input) in numbers.enumerated() {
        point[input] -= 0.5 * along / value * eigen.vectors[place][axis]
      }
    }
    let kind: StationaryPoint.Kind =
      if isRidge {
        .ridge
      } else if eigen.values.allSatisfy({ $0 < 0 }) {
        .maximum
      } else {
        eigen.values.allSatisfy { $0 > 0 } ? .minimum : .saddle
      }
    return StationaryPoint(
      kind: kind, point: point.indices.map { data.inputs[$0].decoded(point[$0]) },
      value: codedMean(point).value, curvatures: eigen.values.sorted(),
      isWithinRanges: numbers.allSatisfy { abs(point[$0]) <= 1 + 1e-9 })
  }

  /// The size of the values' spread, against which curvatures are rounding.
  private var residualScale: Double {
    (data.totalSumOfSquares / Double(data.values.count)).squareRoot()
  }
}
