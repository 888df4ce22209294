/// A procedure that finds the best of several systems, driven by its caller.
///
/// The caller simulates what ``requests`` asks for and hands it back, until there are no more
/// requests:
///
///     var procedure = try KimNelson(systems: 5, goal: .maximum, indifferenceZone: 0.3)
///     while !procedure.requests.isEmpty {
///       procedure.supply(procedure.requests.map { request in
///         request.replications.map { simulate(request.system, $0) }
///       })
///     }
///     let best = procedure.result?.selected
///
/// The requests of one round may be simulated side by side. Systems and replications are numbered
/// from 0; where a procedure allows common random numbers, replication r of every system should
/// use the same ones.
public protocol SelectionProcedure: Sendable {
  /// What to simulate next; empty when the procedure is done.
  var requests: [SelectionRequest] { get }

  /// Takes what was asked for.
  ///
  /// - Parameter observations: For each request, in their order, one observation for each of its
  ///   replications, in their order. Finite.
  mutating func supply(_ observations: [[Double]])

  /// What was found; `nil` while there are requests.
  var result: SelectionResult? { get }
}

/// Replications of one system that a procedure asks for.
public struct SelectionRequest: Hashable, Sendable {
  /// The number of the system, from 0.
  public var system: Int
  /// The numbers of the replications, from 0.
  public var replications: Range<Int>

  /// Asks for replications of a system.
  public init(system: Int, replications: Range<Int>) {
    self.system = system
    self.replications = replications
  }
}

extension SelectionProcedure {
  /// Runs the procedure to its end.
  ///
  /// - Parameter simulate: One observation of a system's replication, finite.
  /// - Returns: What was found.
  /// - Throws: What `simulate` throws.
  public mutating func run<Failure: Error>(
    _ simulate: (_ system: Int, _ replication: Int) throws(Failure) -> Double
  ) throws(Failure) -> SelectionResult {
    while true {
      if let result { return result }
      var observations: [[Double]] = []
      for request in requests {
        var series: [Double] = []
        series.reserveCapacity(request.replications.count)
        for replication in request.replications {
          series.append(try simulate(request.system, replication))
        }
        observations.append(series)
      }
      supply(observations)
    }
  }
}

/// Checks that observations answer the requests.
func checkSupply(_ observations: [[Double]], for requests: [SelectionRequest]) {
  precondition(
    observations.count == requests.count
      && zip(observations, requests).allSatisfy { $0.count == $1.replications.count },
    "observations are supplied request by request, one for each replication")
  precondition(
    observations.allSatisfy { $0.allSatisfy(\.isFinite) }, "an observation is finite")
}
