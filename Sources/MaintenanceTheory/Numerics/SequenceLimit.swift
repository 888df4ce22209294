/// The limit of what is worked out on ever finer grids, each twice as fine as the one before.
///
/// Errors are sums of powers of the step, whose exponents need not be known: halving the step makes each
/// a geometric sequence, and the epsilon algorithm takes one after the other away.
///
/// Source: P. Wynn, "On a Device for Computing the e_m(S_n) Transformation", *Mathematical Tables and
/// Other Aids to Computation* 10 (54), 1956, 91–96.
struct SequenceLimit {
  /// The best estimate.
  private(set) var estimate = Double.nan
  /// How much the best estimate moved when the last term came, and so about how far it may be off.
  private(set) var error = Double.infinity
  /// The last entries of the table's columns, one more with every term.
  private var diagonal: [Double] = []

  /// Goes on to finer grids until the limit is known.
  ///
  /// - Parameters:
  ///   - coarsest: The number of cells of the first grid.
  ///   - finest: That of the last grid.
  ///   - relative: The error at which to stop, as a part of the estimate.
  ///   - value: What is worked out with a number of cells.
  init(coarsest: Int, finest: Int, relative: Double, of value: (Int) -> Double) {
    var cells = coarsest
    while cells <= finest {
      append(value(cells))
      if error <= relative * abs(estimate) { break }
      cells *= 2
    }
  }

  /// Takes in the next term of the sequence.
  private mutating func append(_ term: Double) {
    var next = [term]
    var (best, least) = (term, Double.infinity)
    for column in diagonal.indices {
      let change = next[column] - diagonal[column]
      // Every second column holds limits; of these that which moves least is believed.
      if column.isMultiple(of: 2), abs(change) < least {
        (best, least) = (next[column], abs(change))
      }
      if change == 0 { break }
      next.append((column > 0 ? diagonal[column - 1] : 0) + 1 / change)
    }
    if least <= error { (estimate, error) = (best, least) }
    diagonal = next
  }
}
