/// How much of the space of objectives is dominated by some points, up to a point that is worse.
///
/// The larger, the nearer the points are to what can be reached, and the better they cover it; the only
/// such figure of a single front that never prefers a dominated set. All objectives are to be small.
///
/// Two objectives are swept. With more, each point adds what it dominates alone: its own box less what
/// the others dominate of it (WFG). That is exact, and fast for some hundreds of points with three
/// objectives, some tens with five or six.
///
/// Source: L. While, L. Bradstreet, L. Barone, "A fast way of calculating exact hypervolumes", IEEE
/// Transactions on Evolutionary Computation 16 (2012) 86–95.
public enum Hypervolume {
  /// The hypervolume of some points.
  ///
  /// - Parameters:
  ///   - points: Objectives, all to be small; equal or dominated ones add nothing.
  ///   - reference: The worse point; what is not better than it in every objective counts for nothing.
  /// - Returns: The volume; 0 for no points.
  public static func value(of points: [[Double]], reference: [Double]) -> Double {
    precondition(!reference.isEmpty, "there are objectives")
    precondition(points.allSatisfy { $0.count == reference.count }, "as many objectives for each")
    let inside = points.filter { zip($0, reference).allSatisfy { $0 < $1 } }
    return volume(front(inside), reference)
  }

  /// By how much each point raises the hypervolume of all: what it dominates alone.
  ///
  /// - Parameters:
  ///   - points: Objectives, all to be small.
  ///   - reference: The worse point.
  /// - Returns: One part a point; 0 for equal and dominated ones.
  public static func contributions(of points: [[Double]], reference: [Double]) -> [Double] {
    points.indices.map { index in
      guard zip(points[index], reference).allSatisfy({ $0 < $1 }) else { return 0 }
      let others = points.indices.filter { $0 != index }.map { points[$0] }
        .filter { zip($0, reference).allSatisfy { $0 < $1 } }
      return exclusive(points[index], others, reference)
    }
  }

  /// Sorted by the last objective, worst first: then the boxes that have to be cut are small.
  private static func front(_ points: [[Double]]) -> [[Double]] {
    var kept: [[Double]] = []
    let last = (points.first?.count ?? 1) - 1
    let order = points.indices.sorted { (points[$0][last], $0) > (points[$1][last], $1) }
    for index in order {
      let point = points[index]
      if kept.contains(where: { $0 == point || Domination.dominates($0, point) }) { continue }
      kept.removeAll { Domination.dominates(point, $0) }
      kept.append(point)
    }
    return kept
  }

  /// The volume of a front.
  private static func volume(_ front: [[Double]], _ reference: [Double]) -> Double {
    guard !front.isEmpty else { return 0 }
    if reference.count == 1 { return reference[0] - front[0][0] }
    if reference.count == 2 { return area(front, reference) }
    var sum = 0.0
    for (index, point) in front.enumerated() {
      sum += exclusive(point, Array(front[(index + 1)...]), reference)
    }
    return sum
  }

  /// What a point dominates and others do not.
  private static func exclusive(
    _ point: [Double], _ others: [[Double]], _ reference: [Double]
  ) -> Double {
    let box = zip(point, reference).reduce(1) { $0 * ($1.1 - $1.0) }
    let limited = others.map { other in zip(other, point).map { max($0, $1) } }
    return box - volume(front(limited), reference)
  }

  private static func area(_ front: [[Double]], _ reference: [Double]) -> Double {
    var (sum, height) = (0.0, reference[1])
    for point in front.sorted(by: { ($0[0], $0[1]) < ($1[0], $1[1]) }) where point[1] < height {
      sum += (reference[0] - point[0]) * (height - point[1])
      height = point[1]
    }
    return sum
  }
}
