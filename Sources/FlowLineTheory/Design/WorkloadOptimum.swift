#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How a given amount of work is best divided among the stations of a line.
///
/// The best division is not the even one: middle stations, which are starved from one side and
/// blocked from the other, should have less to do (the bowl phenomenon).
///
/// Source: F. S. Hillier, R. W. Boling, "The Effect of Some Design Factors on the Efficiency of
/// Production Lines with Variable Operation Times", *Journal of Industrial Engineering* 17, 1966,
/// 651–658; "On the Optimal Allocation of Work in Symmetrically Unbalanced Production Line Systems
/// with Variable Operation Times", *Management Science* 25 (8), 1979, 721–728.
public struct WorkloadOptimum: Hashable, Sendable {
  /// The mean processing time of each station, for each of its machines.
  public let workloads: [Double]
  /// Parts in a unit of time.
  public let throughput: Double
  /// Parts in a unit of time with the same processing time at each station.
  public let balancedThroughput: Double

  /// Looks for the division with the greatest exact throughput.
  ///
  /// A quasi-Newton search (BFGS) over the logarithms of the processing times, from the even
  /// division, with central differences. The optimum is flat: the throughput has about 10 digits,
  /// the division about 5. Where a line has more than one local optimum it finds one of them.
  ///
  /// - Parameters:
  ///   - line: The line; all but its processing rates stays as it is.
  ///   - totalWork: The sum of the mean processing times; finite and > 0.
  /// - Throws: ``LineError``.
  public init(of line: ExponentialLine, totalWork: Double) throws(LineError) {
    try checkPositive(totalWork, "total work")
    let count = line.stations.count
    func workloads(_ point: [Double]) -> [Double] {
      let weights = point.map { exp($0) }
      let sum = weights.reduce(0, +)
      return weights.map { totalWork * $0 / sum }
    }
    func throughput(_ point: [Double]) throws(LineError) -> Double {
      var stations = line.stations
      for (index, work) in workloads(point).enumerated() {
        stations[index].processingRate = 1 / work
      }
      return try ExponentialLine(
        stations: stations, buffers: line.buffers, blocking: line.blocking,
        failureClock: line.failureClock
      ).steadyState().throughput
    }
    func gradient(_ point: [Double]) throws(LineError) -> [Double] {
      // Truncation 1e-6, rounding 1e-12/1e-3.
      let step = 1e-3
      var slopes: [Double] = []
      for index in 0..<count {
        var (up, down) = (point, point)
        up[index] += step
        down[index] -= step
        slopes.append((try throughput(up) - throughput(down)) / (2 * step))
      }
      return slopes
    }

    var point = [Double](repeating: 0, count: count)
    var value = try throughput(point)
    balancedThroughput = value
    var slopes = try gradient(point)
    var search = QuasiNewton(dimensions: count, scale: 1 / value)
    for _ in 0..<200 {
      if slopes.allSatisfy({ abs($0) < 1e-8 * value }) { break }
      let direction = search.direction(slopes)
      let rise = zip(direction, slopes).map(*).reduce(0, +)
      var length = 1.0
      var next = point
      var reached = value
      repeat {
        next = zip(point, direction).map { $0 + length * $1 }
        reached = try throughput(next)
        length /= 2
      } while reached < value + 1e-4 * 2 * length * rise && length > 1e-6
      if reached <= value { break }
      let before = slopes
      slopes = try gradient(next)
      search.learn(
        step: zip(next, point).map(-), change: zip(slopes, before).map(-))
      (point, value) = (next, reached)
    }
    self.workloads = workloads(point)
    self.throughput = value
  }
}
