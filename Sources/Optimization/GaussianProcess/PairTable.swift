/// The squared differences of all pairs of points, one table a dimension.
///
/// Pairs stand in the order (1, 0), (2, 0), (2, 1), (3, 0)…: the rows of the lower triangle without the
/// diagonal, one after the other, four pairs to an element; the last is filled up with zeros.
struct PairTable: Sendable {
  /// How many points there are.
  let count: Int
  /// Squared differences: those of the first dimension, then those of the second, and so on.
  private(set) var squares: [FourLanes]
  /// The sum over dimensions of products of coordinates that are counted from the middle of the cube and
  /// from -1 to 1; of real and whole dimensions only.
  private(set) var products: [FourLanes]
  /// How many elements a dimension has.
  let length: Int
  /// How many dimensions there are.
  let dimensions: Int

  /// Works out the differences.
  ///
  /// - Parameters:
  ///   - points: Coordinates from 0 to 1.
  ///   - isChoice: One a dimension: whether its values have no order.
  init(_ points: [[Double]], isChoice: [Bool]) {
    count = points.count
    dimensions = isChoice.count
    let pairs = count * (count - 1) / 2
    length = (pairs + 3) / 4
    squares = Array(repeating: .zero, count: length * dimensions)
    products = Array(repeating: .zero, count: length)
    for dimension in 0..<dimensions {
      let column = points.map { $0[dimension] }
      var pair = 0
      for i in 0..<count {
        for j in 0..<i {
          let difference = column[i] - column[j]
          let place = dimension * length + pair / 4
          if isChoice[dimension] {
            squares[place][pair % 4] = difference == 0 ? 0 : 1
          } else {
            squares[place][pair % 4] = difference * difference
            products[pair / 4][pair % 4] += (2 * column[i] - 1) * (2 * column[j] - 1)
          }
          pair += 1
        }
      }
    }
  }
}
