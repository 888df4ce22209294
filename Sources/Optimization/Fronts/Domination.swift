/// Which of several measurements are better than which, where there is more than one objective.
///
/// A point dominates another if it is nowhere worse and somewhere better; all objectives are to be
/// small. Of two that break constraints the one that breaks them less dominates, and what keeps all
/// dominates what does not.
///
/// Sources: K. Deb, A. Pratap, S. Agarwal, T. Meyarivan, "A fast and elitist multiobjective genetic
/// algorithm: NSGA-II", IEEE Transactions on Evolutionary Computation 6 (2002) 182–197.
public enum Domination {
  /// Whether objectives dominate others.
  public static func dominates(_ left: [Double], _ right: [Double]) -> Bool {
    var isBetter = false
    for i in left.indices {
      if left[i] > right[i] { return false }
      if left[i] < right[i] { isBetter = true }
    }
    return isBetter
  }

  /// Whether a measurement dominates another, constraints taken into account.
  public static func dominates(_ left: Measurement, _ right: Measurement) -> Bool {
    let (first, second) = (left.violation, right.violation)
    if first > 0 || second > 0 { return first < second }
    return dominates(left.objectives, right.objectives)
  }

  /// The points that no other dominates, by index in rising order; of equal ones each.
  ///
  /// - Parameter points: Objectives, as many for each.
  /// - Returns: The indices. Takes time in proportion to the square of the number of points.
  public static func front(of points: [[Double]]) -> [Int] {
    points.indices.filter { index in
      !points.contains { dominates($0, points[index]) }
    }
  }

  /// The measurements that no other dominates, by index in rising order.
  public static func front(of measurements: [Measurement]) -> [Int] {
    measurements.indices.filter { index in
      !measurements.contains { dominates($0, measurements[index]) }
    }
  }

  /// Fronts behind each other: the first dominated by none, the second by none but the first, and so on.
  ///
  /// - Parameters:
  ///   - measurements: The measurements.
  ///   - least: Fronts are no longer sought once they hold so many together.
  /// - Returns: Indices in rising order, front by front.
  static func fronts(of measurements: [Measurement], atLeast least: Int) -> [[Int]] {
    var above = [Int](repeating: 0, count: measurements.count)
    var below = [[Int]](repeating: [], count: measurements.count)
    let objectives = measurements.map(\.objectives)
    let violations = measurements.map(\.violation)
    for i in measurements.indices {
      for j in 0..<i {
        let (first, second) = (violations[i], violations[j])
        if first > 0 || second > 0
          ? first < second : dominates(objectives[i], objectives[j])
        {
          below[i].append(j)
          above[j] += 1
        } else if first > 0 || second > 0
          ? second < first : dominates(objectives[j], objectives[i])
        {
          below[j].append(i)
          above[i] += 1
        }
      }
    }
    var fronts: [[Int]] = []
    var found = 0
    var front = measurements.indices.filter { above[$0] == 0 }
    while !front.isEmpty, found < least {
      fronts.append(front)
      found += front.count
      var next: [Int] = []
      for index in front {
        for other in below[index] {
          above[other] -= 1
          if above[other] == 0 { next.append(other) }
        }
      }
      front = next.sorted()
    }
    return fronts
  }

  /// How far each point of a front is from its neighbors, along each objective and together.
  ///
  /// ∞ for those at the ends of some objective.
  ///
  /// - Parameter points: The objectives of the points of a front.
  /// - Returns: The crowding distance of each.
  static func crowding(of points: [[Double]]) -> [Double] {
    var distances = [Double](repeating: 0, count: points.count)
    for objective in (points.first ?? []).indices {
      let order = points.indices.sorted {
        (points[$0][objective], $0) < (points[$1][objective], $1)
      }
      let range = points[order[order.count - 1]][objective] - points[order[0]][objective]
      distances[order[0]] = .infinity
      distances[order[order.count - 1]] = .infinity
      guard range > 0, order.count > 2 else { continue }
      for place in 1..<(order.count - 1) {
        distances[order[place]] +=
          (points[order[place + 1]][objective] - points[order[place - 1]][objective]) / range
      }
    }
    return distances
  }
}
