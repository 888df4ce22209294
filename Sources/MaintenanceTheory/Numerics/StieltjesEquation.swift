/// The equation M(t) = F(t) + ∫₀ᵗ K(t, s) dM(s) on a grid.
///
/// Its integral is taken as a sum over cells of K in the middle of the cell times what M gains there.
///
/// Source: M. Xie, "On the Solution of Renewal-Type Integral Equations", *Communications in Statistics –
/// Simulation and Computation* 18 (1), 1989, 281–293.
enum StieltjesEquation {
  /// M at the ends of the cells, from M₀ = 0 on.
  ///
  /// - Parameters:
  ///   - cells: How many cells there are.
  ///   - first: F at the end of a cell, from 1.
  ///   - kernel: K from the middle of the second cell to the end of the first one, both from 1.
  /// - Returns: One value more than there are cells.
  static func solution(
    cells: Int, first: (Int) -> Double, kernel: (Int, Int) -> Double
  ) -> [Double] {
    var values = [Double](repeating: 0, count: cells + 1)
    for end in 1...cells {
      var sum = first(end)
      for cell in 1..<end { sum += (values[cell] - values[cell - 1]) * kernel(end, cell) }
      let last = kernel(end, end)
      values[end] = (sum - values[end - 1] * last) / (1 - last)
    }
    return values
  }
}
