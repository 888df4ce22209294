/// States as rows of small whole numbers, in rising order of their codes.
///
/// A code counts through all rows of digits, the first digit slowest; not every code is a state.
struct StateDigits {
  /// The greatest value of each digit.
  let tops: [Int]
  /// About how fast each digit moves, in steps in a unit of time.
  let speeds: [Double]
  /// The digits of all states, row after row.
  private var values: [Int32] = []
  /// The number of states.
  private(set) var count = 0

  init(tops: [Int], speeds: [Double]) {
    self.tops = tops
    self.speeds = speeds
  }

  /// Adds a state behind the others.
  mutating func append(_ digits: [Int]) {
    for digit in digits { values.append(Int32(digit)) }
    count += 1
  }

  /// The states with neighboring values of the fast digits joined, and for each state its group.
  ///
  /// Sweeps smooth out what is wrong along fast digits only; so no slow one is joined before the
  /// fast ones have been slowed down to it, each by half whenever its values are joined by pairs.
  ///
  /// - Returns: `nil` where there is a single state.
  func coarsened() -> (coarser: StateDigits, group: [Int32])? {
    let moving = tops.indices.filter { tops[$0] > 0 }
    guard let fastest = moving.map({ speeds[$0] }).max() else { return nil }
    let divisors = tops.indices.map { tops[$0] > 0 && speeds[$0] >= fastest / 4 ? 2 : 1 }
    let coarseTops = zip(tops, divisors).map { $0 / $1 }
    var codes = 1
    var strides = tops
    for digit in tops.indices.reversed() {
      strides[digit] = codes
      codes *= coarseTops[digit] + 1
    }
    func code(_ state: Int) -> Int {
      tops.indices.reduce(0) {
        $0 + Int(values[state * tops.count + $1]) / divisors[$1] * strides[$1]
      }
    }
    var position = [Int32](repeating: -1, count: codes)
    for state in 0..<count { position[code(state)] = 0 }
    var coarser = StateDigits(
      tops: coarseTops, speeds: zip(speeds, divisors).map { $0 / Double($1) })
    for code in 0..<codes where position[code] == 0 {
      position[code] = Int32(coarser.count)
      coarser.append(tops.indices.map { code / strides[$0] % (coarseTops[$0] + 1) })
    }
    return (coarser, (0..<count).map { position[code($0)] })
  }
}
