extension GuaranteedService {
  /// What a service time means for its stage.
  public struct StageFigures: Hashable, Sendable {
    /// Periods until customers are served, S.
    public var serviceTime: Int
    /// Periods until the last of the suppliers serves, SI.
    public var incomingServiceTime: Int
    /// Periods whose demand stock must cover, τ.
    public var netReplenishmentTime: Int
    /// Units above the mean demand of these periods, k σ √τ.
    public var safetyStock: Double
    /// What the safety stock costs per period, h c k σ √τ, in currency.
    public var safetyStockCost: Double
    /// Units on hand and ordered, less those owed: D(τ) = μ τ + k σ √τ.
    public var baseStock: Double
    /// Units in process in the mean, μ T.
    public var pipelineStock: Double
  }

  /// Where safety stock lies, and what it costs.
  public struct Placement: Hashable, Sendable {
    /// A figure set for each stage, in the order of the stages.
    public var stages: [StageFigures]
    /// What all safety stocks cost per period, in currency.
    public var cost: Double
  }

  /// What service times mean for stocks.
  ///
  /// - Parameter serviceTimes: One for each stage, in periods.
  /// - Throws: ``NetworkError`` at the first stage, from suppliers to customers, that may not quote its time or
  ///   cannot keep it.
  /// - Returns: The figures of all stages.
  public func placement(serviceTimes: [Int]) throws(NetworkError) -> Placement {
    precondition(serviceTimes.count == stages.count, "one service time for each stage")
    for stage in order {
      let incoming = incomingTime(of: stage, serviceTimes)
      let most = min(
        longestServiceTimes[stage], incoming + stages[stage].processingTime)
      try NetworkError.at(.stage(stage)) { () throws(InventoryError) in
        try Named("service time of stage '\(stages[stage].name)'", Double(serviceTimes[stage]))
          .expect(
            serviceTimes[stage] >= stages[stage].leastServiceTime && serviceTimes[stage] <= most,
            "from \(stages[stage].leastServiceTime) to \(most)")
      }
    }
    return figures(of: serviceTimes)
  }

  /// The service times for which safety stock costs least.
  ///
  /// Found among all of them by dynamic programming over the trees; if several cost the same, one of them, always
  /// the same. Complexity: O(N M²) for N stages and M periods that goods take at most to come through.
  ///
  /// Source: Graves and Willems 2000, the algorithm for spanning trees: each stage of a tree is solved before the
  /// one neighbour by which it hangs together with the rest. Here the incoming time is exactly the longest of the
  /// suppliers' service times; a stage with a least service time might gain if it could wait longer.
  ///
  /// - Returns: The figures of all stages.
  public func bestPlacement() -> Placement {
    var search = ServiceTimeSearch(self)
    return figures(of: search.bestServiceTimes())
  }

  private func incomingTime(of stage: Int, _ serviceTimes: [Int]) -> Int {
    supplies[stage].map { serviceTimes[arcs[$0].supplier] }.max() ?? 0
  }

  private func figures(of serviceTimes: [Int]) -> Placement {
    var placement = Placement(stages: [], cost: 0)
    for (place, stage) in stages.enumerated() {
      let incoming = incomingTime(of: place, serviceTimes)
      let net = incoming + stage.processingTime - serviceTimes[place]
      let root = Double(net).squareRoot()
      let safety = serviceFactor * standardDeviations[place] * root
      let cost = costFactors[place] * root
      placement.stages.append(
        StageFigures(
          serviceTime: serviceTimes[place], incomingServiceTime: incoming,
          netReplenishmentTime: net, safetyStock: safety, safetyStockCost: cost,
          baseStock: means[place] * Double(net) + safety,
          pipelineStock: means[place] * Double(stage.processingTime)))
      placement.cost += cost
    }
    return placement
  }
}
