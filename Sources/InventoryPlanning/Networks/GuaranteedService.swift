import SpecialFunctions

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Safety stocks of a tree of stages, each of which guarantees a time in which it serves: guaranteed service.
///
/// Time goes in whole periods. Stage j takes T_j periods once all that it needs is there, and serves its customers
/// S_j periods after they order, always. With SI_j = max S_i over its suppliers i (0 without any) it must cover the
/// demand of its net replenishment time
///
///     τ_j = SI_j + T_j - S_j ≥ 0
///
/// Demand of τ periods is taken to be at most D_j(τ) = μ_j τ + k σ_j √τ; what comes beyond is met by other means
/// and not modelled. So stage j holds the base stock D_j(τ_j), of which k σ_j √τ_j is safety, at the cost
/// h c_j k σ_j √τ_j per period, and μ_j T_j units are in process. An arc from i to j says that each unit of j
/// takes φ_ij units of i; with p = 2 where demands are independent, and p = 1 where they go up and down together,
///
///     c_j = own cost + Σ φ_ij c_i,   μ_i = own + Σ φ_ij μ_j,   σ_i = (own^p + Σ (φ_ij σ_j)^p)^(1/p)
///
/// The time of an outside supplier is part of T_j.
///
/// Sources: S. C. Graves, S. P. Willems, "Optimizing Strategic Safety Stock Placement in Supply Chains",
/// *Manufacturing & Service Operations Management* 2 (1), 2000, 68–83; for one line of stages, K. F. Simpson,
/// "In-Process Inventories", *Operations Research* 6 (6), 1958, 863–873.
public struct GuaranteedService: Sendable {
  /// What customers outside of the network want.
  public struct Demand: Hashable, Sendable {
    /// Units per period in the mean, μ.
    public var mean: Double
    /// The standard deviation of the units of a period, σ.
    public var standardDeviation: Double

    /// Describes a demand; ``GuaranteedService/init(stages:arcs:holdingRate:serviceFactor:poolingExponent:)``
    /// checks it.
    public init(mean: Double, standardDeviation: Double) {
      (self.mean, self.standardDeviation) = (mean, standardDeviation)
    }
  }

  /// Something that is done to goods, with a place behind it where stock may lie.
  public struct Stage: Hashable, Sendable {
    /// What messages call it.
    public var name: String
    /// Periods from when all is there to when it is done, T; from 0.
    public var processingTime: Int
    /// What the stage adds to the cost of a unit, in currency.
    public var addedCost: Double
    /// What customers outside want of it; `nil` where only other stages want something.
    public var demand: Demand?
    /// The shortest service time that it may quote, in periods; from 0.
    public var leastServiceTime: Int
    /// The longest service time that it may quote, in periods; `nil` for 0 where there is a demand from
    /// outside, and for any elsewhere.
    public var greatestServiceTime: Int?

    /// Describes a stage; ``GuaranteedService/init(stages:arcs:holdingRate:serviceFactor:poolingExponent:)``
    /// checks it.
    public init(
      name: String, processingTime: Int, addedCost: Double, demand: Demand? = nil,
      leastServiceTime: Int = 0, greatestServiceTime: Int? = nil
    ) {
      (self.name, self.processingTime, self.addedCost) = (name, processingTime, addedCost)
      (self.demand, self.leastServiceTime) = (demand, leastServiceTime)
      self.greatestServiceTime = greatestServiceTime
    }
  }

  /// That one stage supplies another.
  public struct Arc: Hashable, Sendable {
    /// The stage that supplies, by its place in the list of stages.
    public var supplier: Int
    /// The stage that is supplied.
    public var customer: Int
    /// Units of the supplier in a unit of the customer, φ.
    public var amount: Double

    /// Describes an arc; ``GuaranteedService/init(stages:arcs:holdingRate:serviceFactor:poolingExponent:)``
    /// checks it.
    public init(from supplier: Int, to customer: Int, amount: Double = 1) {
      (self.supplier, self.customer, self.amount) = (supplier, customer, amount)
    }
  }

  /// The stages, in the order in which they were given.
  public let stages: [Stage]
  /// Which stage supplies which.
  public let arcs: [Arc]
  /// Cost of holding goods for a period, as a part of their value, h.
  public let holdingRate: Double
  /// Standard deviations of demand that stock covers, k.
  public let serviceFactor: Double
  /// How deviations of several customers add up, p.
  public let poolingExponent: Double
  /// The cost of a unit behind each stage, in currency, c_j.
  public let cumulativeCosts: [Double]
  /// Units that each stage makes per period in the mean, μ_j.
  public let means: [Double]
  /// The standard deviation of each stage's demand of a period, in units, σ_j.
  public let standardDeviations: [Double]

  /// What arcs go into each stage, and from suppliers to customers an order of the stages.
  let supplies: [[Int]]
  let order: [Int]
  /// The longest time that each stage can make of use: it has its goods by then even without stock.
  let longestServiceTimes: [Int]
  /// h c_j k σ_j: the cost of safety for one period of net replenishment time.
  let costFactors: [Double]

  /// Describes a network, which is a tree or several trees.
  ///
  /// - Parameters:
  ///   - stages: At least one, with times from 0 to 10,000 periods and numbers that are finite and at least 0.
  ///   - arcs: Which stage supplies which, by their places; amounts are finite and above 0.
  ///   - holdingRate: h, per period; finite and above 0.
  ///   - serviceFactor: k, above 0 and at most 1000; see ``serviceFactor(ofService:)``.
  ///   - poolingExponent: p, finite and at least 1.
  /// - Throws: ``NetworkError``: numbers outside of their domains, arcs that go round in a circle or join what is
  ///   joined already, a stage that nobody wants, a service time that a stage cannot keep.
  public init(
    stages: [Stage], arcs: [Arc], holdingRate: Double, serviceFactor: Double,
    poolingExponent: Double = 2
  ) throws(NetworkError) {
    try NetworkError.at(.network) { () throws(InventoryError) in
      try Named("holding rate", holdingRate).expectPositive()
      try Named("service factor", serviceFactor).expect(
        serviceFactor > 0 && serviceFactor <= 1000, "above 0 and at most 1000")
      try Named("pooling exponent", poolingExponent).expect(
        poolingExponent >= 1 && poolingExponent < .infinity, "finite and at least 1")
      try Named("number of stages", Double(stages.count)).expect(!stages.isEmpty, "at least 1")
    }
    for (place, stage) in stages.enumerated() {
      try NetworkError.at(.stage(place)) { () throws(InventoryError) in try stage.check() }
    }
    for (place, arc) in arcs.enumerated() {
      precondition(
        stages.indices.contains(arc.supplier) && stages.indices.contains(arc.customer),
        "an arc goes from one of the stages to another")
      let names = "from '\(stages[arc.supplier].name)' to '\(stages[arc.customer].name)'"
      try NetworkError.at(.arc(place)) { () throws(InventoryError) in
        try Named("amount \(names)", arc.amount).expectPositive()
      }
    }
    (self.stages, self.arcs, self.holdingRate) = (stages, arcs, holdingRate)
    (self.serviceFactor, self.poolingExponent) = (serviceFactor, poolingExponent)
    supplies = stages.indices.map { stage in arcs.indices.filter { arcs[$0].customer == stage } }
    let deliveries = stages.indices.map { stage in
      arcs.indices.filter { arcs[$0].supplier == stage }
    }
    order = try NetworkShape(stages: stages, arcs: arcs).order()
    for stage in stages.indices where deliveries[stage].isEmpty && stages[stage].demand == nil {
      throw NetworkError(
        place: .stage(stage),
        reason: .notCovered(
          what: "stage '\(stages[stage].name)'",
          reason: "it supplies no stage and has no demand; give it one of them, or leave it out"))
    }

    var costs = stages.map(\.addedCost)
    var longest = [Int](repeating: 0, count: stages.count)
    for stage in order {
      var incoming = 0
      for arc in supplies[stage].map({ arcs[$0] }) {
        costs[stage] += arc.amount * costs[arc.supplier]
        incoming = max(incoming, longest[arc.supplier])
      }
      longest[stage] = min(
        incoming + stages[stage].processingTime, stages[stage].longestAllowedServiceTime)
      if longest[stage] < stages[stage].leastServiceTime {
        throw NetworkError(
          place: .stage(stage),
          reason: .outOfRange(
            name: "least service time of stage '\(stages[stage].name)'",
            value: Double(stages[stage].leastServiceTime),
            requirement: "at most \(longest[stage]), when it has its goods at the latest"))
      }
    }
    var means = stages.map { $0.demand?.mean ?? 0 }
    var deviations = stages.map { $0.demand?.standardDeviation ?? 0 }
    for stage in order.reversed() {
      let customers = deliveries[stage].map { arcs[$0] }
      means[stage] += customers.reduce(0) { $0 + $1.amount * means[$1.customer] }
      deviations[stage] = pooled(
        [deviations[stage]] + customers.map { $0.amount * deviations[$0.customer] },
        exponent: poolingExponent)
    }
    (cumulativeCosts, self.means, standardDeviations) = (costs, means, deviations)
    longestServiceTimes = longest
    costFactors = stages.indices.map { holdingRate * costs[$0] * serviceFactor * deviations[$0] }
    try checkSizes()
  }

  private func checkSizes() throws(NetworkError) {
    for (place, stage) in stages.enumerated() {
      // Small enough for sums over all stages to stay finite.
      for (name, value) in [
        ("cost of a unit behind", cumulativeCosts[place]), ("mean demand of", means[place]),
        ("deviation of the demand of", standardDeviations[place]),
        ("cost of the safety stock of", costFactors[place]),
      ] {
        try NetworkError.at(.stage(place)) { () throws(InventoryError) in
          try Named("\(name) stage '\(stage.name)'", value).expect(value < 1e280, "below 1e280")
        }
      }
    }
    // What the search looks at: each incoming time of a stage with each outgoing one.
    let work = stages.indices.reduce(0.0) {
      $0 + Double(longestIncomingTime(of: $1) + 1) * Double(longestServiceTimes[$1] + 1)
    }
    guard work <= 1e10 else {
      throw NetworkError(
        place: .network,
        reason: .notCovered(
          what: "a network with so many stages and periods",
          reason: "count times in longer periods"))
    }
  }

  /// The latest that all suppliers of a stage can be allowed to serve it.
  func longestIncomingTime(of stage: Int) -> Int {
    supplies[stage].map { longestServiceTimes[arcs[$0].supplier] }.max() ?? 0
  }

  /// The factor k for which normal demand stays within its bound with some probability.
  ///
  ///     k = Φ⁻¹(service)
  ///
  /// Source: Graves and Willems 2000, who bound normal demand by μ τ + k σ √τ.
  ///
  /// - Parameter service: The probability, above 0.5 and below 1.
  /// - Throws: ``InventoryError/outOfRange(name:value:requirement:)``.
  /// - Returns: k.
  public static func serviceFactor(ofService service: Double) throws(InventoryError) -> Double {
    try Named("service", service).expect(service > 0.5 && service < 1, "above 0.5 and below 1")
    return StandardNormal.quantile(service)
  }
}

extension GuaranteedService.Stage {
  fileprivate func check() throws(InventoryError) {
    try Named("time of stage '\(name)'", Double(processingTime)).expect(
      (0...10_000).contains(processingTime), "from 0 to 10000 periods")
    try Named("cost of stage '\(name)'", addedCost).expectNotNegative()
    if let demand {
      try Named("mean demand of stage '\(name)'", demand.mean).expectNotNegative()
      try Named("deviation of the demand of stage '\(name)'", demand.standardDeviation)
        .expectNotNegative()
    }
    try Named("least service time of stage '\(name)'", Double(leastServiceTime)).expect(
      leastServiceTime >= 0, "at least 0")
    try Named("service time of stage '\(name)'", Double(longestAllowedServiceTime)).expect(
      longestAllowedServiceTime >= leastServiceTime,
      leastServiceTime > 0 ? "at least \(leastServiceTime), its least one" : "at least 0")
  }

  /// The longest service time that customers take.
  fileprivate var longestAllowedServiceTime: Int {
    greatestServiceTime ?? (demand == nil ? .max : 0)
  }
}

/// The deviation of a sum whose parts have deviations: (Σ σ^p)^(1/p), without overflow on the way.
private func pooled(_ deviations: [Double], exponent: Double) -> Double {
  let greatest = deviations.max() ?? 0
  guard greatest > 0, greatest < .infinity else { return greatest }
  if exponent == 1 { return deviations.reduce(0, +) }
  let parts = deviations.map { $0 / greatest }
  if exponent == 2 { return greatest * parts.reduce(0) { $0 + $1 * $1 }.squareRoot() }
  return greatest * pow(parts.reduce(0) { $0 + pow($1, exponent) }, 1 / exponent)
}
