/// What the order of a column's numbers tells.
struct SortedSample {
  /// The numbers in rising order, none of them NaN.
  let values: [Double]

  /// Sorts numbers; those that are NaN are left out.
  init(_ numbers: [Double]) { values = NumberSort.sorted(numbers) }

  /// The quantile between the two nearest numbers, in a straight line.
  ///
  ///     Q(p) = x₍ⱼ₎ + g (x₍ⱼ₊₁₎ - x₍ⱼ₎),   j + g = 1 + (n - 1) p
  ///
  /// Source: R. J. Hyndman, Y. Fan, "Sample quantiles in statistical packages", The American Statistician
  /// 50 (4), 1996, 361–365, definition 7.
  ///
  /// - Precondition: There are numbers, and `probability` lies from 0 to 1.
  func quantile(_ probability: Double) -> Double {
    let place = probability * Double(values.count - 1)
    let below = Int(place)
    guard below + 1 < values.count else { return values[values.count - 1] }
    let (low, high) = (values[below], values[below + 1])
    let part = place - Double(below)
    // So that equal neighbors give themselves, and infinite ones no NaN.
    return part == 0 || low == high ? low : low * (1 - part) + high * part
  }

  /// How many different numbers there are, and the one that is met most often (the least of several).
  func levels() -> (distinct: Int, commonest: Double, count: Int) {
    var (distinct, commonest, most) = (0, Double.nan, 0)
    var start = 0
    while start < values.count {
      var end = start + 1
      while end < values.count, values[end] == values[start] { end += 1 }
      distinct += 1
      if end - start > most { (commonest, most) = (values[start], end - start) }
      start = end
    }
    return (distinct, commonest, most)
  }

  /// The median of the distances from a center.
  ///
  /// The distances below the center and above it both rise outwards, so that merging them sorts them.
  ///
  /// Complexity: the count of numbers.
  func medianDistance(from center: Double) -> Double {
    let n = values.count
    var above = firstIndex(atLeast: center)
    var below = above - 1
    var (previous, current) = (0.0, 0.0)
    for _ in 0...(n / 2) {
      previous = current
      if below < 0 || (above < n && values[above] - center <= center - values[below]) {
        current = values[above] - center
        above += 1
      } else {
        current = center - values[below]
        below -= 1
      }
    }
    return n % 2 == 1 ? current : (previous + current) / 2
  }

  /// The mean of the distances from a center.
  func meanDistance(from center: Double) -> Double {
    values.reduce(0) { $0 + abs($1 - center) } / Double(values.count)
  }

  /// The index of the first number that is not below `bound`; the count where all are.
  func firstIndex(atLeast bound: Double) -> Int {
    var (low, high) = (0, values.count)
    while low < high {
      let middle = (low + high) / 2
      if values[middle] < bound { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The index of the first number above `bound`; the count where none is.
  func firstIndex(above bound: Double) -> Int {
    var (low, high) = (0, values.count)
    while low < high {
      let middle = (low + high) / 2
      if values[middle] <= bound { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// How many numbers equal this one.
  func count(of number: Double) -> Int { firstIndex(above: number) - firstIndex(atLeast: number) }
}
