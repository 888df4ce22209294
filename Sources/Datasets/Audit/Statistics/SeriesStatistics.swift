#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What the order of a column's numbers within units tells.
enum SeriesStatistics {
  /// The autocorrelation at lag 1, within units and over all of them.
  ///
  ///     r = Σᵤ Σₜ (xₜ - x̄ᵤ)(xₜ₊₁ - x̄ᵤ) / Σᵤ Σₜ (xₜ - x̄ᵤ)²
  ///
  /// Pairs with a missing number are left out. `nil` where no unit's numbers vary.
  static func lagOne(_ numbers: [Double], _ series: SeriesOrder) -> Double? {
    var (products, squares) = (0.0, 0.0)
    for unit in 0..<series.unitCount {
      let places = series.starts[unit]..<series.starts[unit + 1]
      var (mean, n) = (0.0, 0.0)
      for place in places {
        let value = numbers[series.row(place)]
        if value.isNaN { continue }
        n += 1
        mean += (value - mean) / n
      }
      var before = Double.nan
      for place in places {
        let distance = numbers[series.row(place)] - mean
        if !distance.isNaN {
          squares += distance * distance
          if !before.isNaN { products += before * distance }
        }
        before = distance
      }
    }
    return squares > 0 && squares.isFinite && products.isFinite ? products / squares : nil
  }

  /// A number that stays the same for several rows of a unit.
  struct Run: Hashable {
    var value: Double
    var length: Int
    /// Its first row in the table.
    var row: Int
  }

  /// The longest run of equal numbers within a unit, and how often two neighbors are equal elsewhere.
  ///
  /// Of equally long ones the first. A missing number ends a run.
  static func longestRun(
    _ numbers: [Double], _ series: SeriesOrder
  ) -> (run: Run, equalShare: Double)? {
    var longest: Run?
    var (equal, pairs) = (0, 0)
    for unit in 0..<series.unitCount {
      var run: Run?
      for place in series.starts[unit]..<series.starts[unit + 1] {
        let row = series.row(place)
        let value = numbers[row]
        if value.isNaN {
          run = nil
          continue
        }
        if run != nil { pairs += 1 }
        if run?.value == value {
          run?.length += 1
          equal += 1
        } else {
          run = Run(value: value, length: 1, row: row)
        }
        if let run, run.length > longest?.length ?? 0 { longest = run }
      }
    }
    guard let longest else { return nil }
    let otherPairs = pairs - (longest.length - 1)
    let otherEqual = equal - (longest.length - 1)
    return (longest, otherPairs > 0 ? Double(otherEqual) / Double(otherPairs) : 0)
  }

  /// The length from which a run is hardly chance: about `chance` runs as long are met among `rows` rows of
  /// which neighbors are equal with a probability, each pair by itself.
  ///
  ///     n (1 - p) p^(L - 1) = chance
  static func unlikelyRun(rows: Int, equalShare: Double, chance: Double) -> Double {
    // One equal pair more than was met: none met does not mean that none can be.
    let p = max(equalShare, 1 / Double(max(rows, 2)))
    guard p < 1 else { return .infinity }
    return 1 + log(chance / (Double(rows) * (1 - p))) / log(p)
  }
}
