import InventoryPlanning
import TestDraws
import TestSupport
import Testing

/// Trees of stages against closed forms, books, and all service times that there are.
@Suite("Guaranteed service")
struct GuaranteedServiceTests {
  typealias Stage = GuaranteedService.Stage
  typealias Arc = GuaranteedService.Arc
  typealias Demand = GuaranteedService.Demand

  /// Square roots and products differ by a few units in the last place of costs below 1e4.
  private func near(_ first: Double, _ second: Double) -> Bool { abs(first - second) <= 1e-10 }

  @Test("A stage alone covers the demand of its time", .tags(.exact))
  func single() throws {
    let network = try GuaranteedService(
      stages: [
        Stage(
          name: "press", processingTime: 9, addedCost: 20,
          demand: Demand(mean: 40, standardDeviation: 6))
      ], arcs: [], holdingRate: 0.25, serviceFactor: 2)
    let best = network.bestPlacement()
    // k σ √T = 2 · 6 · 3, at h c = 5 each.
    let figures = best.stages[0]
    #expect(best.stages.count == 1)
    #expect(figures.serviceTime == 0 && figures.incomingServiceTime == 0)
    #expect(figures.netReplenishmentTime == 9)
    #expect(figures.safetyStock == 36 && figures.safetyStockCost == 180)
    #expect(figures.baseStock == 396 && figures.pipelineStock == 360)
    #expect(best.cost == 180)
  }

  @Test("Customers who wait spare stock, and those who wait for long spare all", .tags(.exact))
  func waiting() throws {
    for (wait, net) in [(0, 4), (1, 3), (4, 0), (7, 0)] {
      let network = try GuaranteedService(
        stages: [
          Stage(
            name: "press", processingTime: 4, addedCost: 1,
            demand: Demand(mean: 1, standardDeviation: 1), greatestServiceTime: wait)
        ], arcs: [], holdingRate: 1, serviceFactor: 1)
      let figures = network.bestPlacement().stages[0]
      #expect(figures.serviceTime == 4 - net && figures.netReplenishmentTime == net)
      #expect(near(figures.safetyStockCost, Double(net).squareRoot()))
    }
  }

  /// Snyder, Shen, Fundamentals of Supply Chain Theory, 2nd edition, 2019, example 6.5; the incoming time of
  /// 1 at stage 1 is part of its time here.
  @Test("Example 6.5 of Snyder and Shen", .tags(.exact))
  func snyderShen() throws {
    let demand = Demand(mean: 0, standardDeviation: 1)
    let network = try GuaranteedService(
      stages: [
        Stage(name: "1", processingTime: 3, addedCost: 1),
        Stage(name: "2", processingTime: 1, addedCost: 1, demand: demand),
        Stage(name: "3", processingTime: 1, addedCost: 1),
        Stage(name: "4", processingTime: 1, addedCost: 1, demand: demand, greatestServiceTime: 1),
      ], arcs: [Arc(from: 0, to: 2), Arc(from: 2, to: 1), Arc(from: 2, to: 3)], holdingRate: 1,
      serviceFactor: 1)
    #expect(network.cumulativeCosts == [1, 3, 2, 3])
    let best = network.bestPlacement()
    #expect(best.stages.map(\.serviceTime) == [0, 0, 0, 1])
    #expect(best.stages.map(\.netReplenishmentTime) == [3, 1, 1, 0])
    #expect(abs(best.cost - 8.277916867529369) <= 1e-12)
  }

  /// Snyder, Shen, figure 6.14, after Graves and Willems's digital camera, with the answer of Stockpyl 1.0.2,
  /// a program of its own.
  @Test("The digital camera of Graves and Willems", .tags(.exact))
  func digitalCamera() throws {
    let stages: [(String, Int, Double)] = [
      ("raw material", 2, 0.01), ("process wafers", 3, 0.02), ("package and test wafers", 2, 0.01),
      ("imager base", 4, 0.06), ("imager assembly", 2, 0.02), ("ship to final assembly", 3, 0.01),
      ("camera", 6, 0.2), ("circuit board", 4, 0.08), ("other parts", 3, 0.04),
    ]
    let network = try GuaranteedService(
      stages: stages.map { Stage(name: $0.0, processingTime: $0.1, addedCost: $0.2) } + [
        Stage(
          name: "build, test, pack", processingTime: 2, addedCost: 0.05,
          demand: Demand(mean: 0, standardDeviation: 10), greatestServiceTime: 2)
      ],
      arcs: [(0, 1), (1, 2), (2, 4), (3, 4), (4, 5), (5, 9), (6, 9), (7, 9), (8, 9)].map {
        Arc(from: $0.0, to: $0.1)
      }, holdingRate: 1, serviceFactor: GuaranteedService.serviceFactor(ofService: 0.95))
    // The value of a camera, to the units in the last place of a sum of ten numbers.
    #expect(abs(network.cumulativeCosts[9] - 0.5) <= 1e-15)
    let best = network.bestPlacement()
    #expect(best.stages.map(\.serviceTime) == [0, 3, 5, 4, 7, 0, 0, 0, 0, 2])
    #expect(abs(best.cost - 18.824004472592172) <= 1e-12)
  }

  /// A network whose arcs run either way, some in several trees.
  private func network(
    _ draws: inout Draws
  ) throws -> (network: GuaranteedService, isMixed: Bool)? {
    let count = draws.whole(1...7)
    var arcs: [Arc] = []
    for stage in 1..<max(1, count) where stage < count && !draws.chance(0.08) {
      let other = draws.index(below: stage)
      let amount = draws.chance(0.7) ? 1 : 0.5 + 2 * draws.uniform()
      arcs.append(
        draws.chance(0.5)
          ? Arc(from: stage, to: other, amount: amount)
          : Arc(from: other, to: stage, amount: amount))
    }
    let stages = (0..<count).map { place in
      let isLast = !arcs.contains { $0.supplier == place }
      let isWanted = isLast || draws.chance(0.1)
      let least = draws.chance(0.15) ? draws.whole(0...2) : 0
      return Stage(
        name: "stage \(place)", processingTime: draws.whole(0...4),
        addedCost: draws.chance(0.1) ? 0 : 10 * draws.uniform(),
        demand: isWanted
          ? Demand(mean: 20 * draws.uniform(), standardDeviation: 8 * draws.uniform()) : nil,
        leastServiceTime: least,
        greatestServiceTime: least > 0 || draws.chance(0.3) ? least + draws.whole(0...3) : nil)
    }
    let (pooling, arcsInOrder) = (
      draws.chance(0.5) ? 2 : 1 + 2 * draws.uniform(), draws.permuted(arcs)
    )
    do throws(NetworkError) {
      let network = try GuaranteedService(
        stages: stages, arcs: arcsInOrder, holdingRate: 0.1, serviceFactor: 1.645,
        poolingExponent: pooling)
      // Neither do all arcs come together nor do all part.
      let isMixed =
        stages.indices.contains { stage in arcs.count { $0.supplier == stage } > 1 }
        && stages.indices.contains { stage in arcs.count { $0.customer == stage } > 1 }
      return (network, isMixed)
    } catch {
      // A least service time longer than a stage can use.
      guard case .outOfRange(let name, _, _) = error.reason, name.hasPrefix("least service time")
      else { throw error }
      return nil
    }
  }

  /// The least cost among all service times, straight from the definition.
  private func leastCost(of network: GuaranteedService) -> Double {
    let count = network.stages.count
    // Suppliers come before the stages that they supply.
    var order: [Int] = []
    while order.count < count {
      order += (0..<count).filter { stage in
        !order.contains(stage)
          && network.arcs.allSatisfy { $0.customer != stage || order.contains($0.supplier) }
      }
    }
    var (times, least) = ([Int](repeating: 0, count: count), Double.infinity)
    func enumerate(_ place: Int, _ cost: Double) {
      guard place < count else {
        least = min(least, cost)
        return
      }
      let stage = order[place]
      let incoming =
        network.arcs.filter { $0.customer == stage }.map { times[$0.supplier] }.max() ?? 0
      let given = network.stages[stage]
      let allowed = given.greatestServiceTime ?? (given.demand == nil ? .max : 0)
      let most = min(incoming + given.processingTime, allowed)
      guard given.leastServiceTime <= most else { return }
      for time in given.leastServiceTime...most {
        times[stage] = time
        let net = Double(incoming + given.processingTime - time)
        enumerate(
          place + 1,
          cost + network.holdingRate * network.cumulativeCosts[stage] * network.serviceFactor
            * network.standardDeviations[stage] * net.squareRoot())
      }
    }
    enumerate(0, 0)
    return least
  }

  @Test("No service times of 300 trees cost less than the best", .tags(.exact))
  func everyServiceTime() throws {
    var draws = Draws("trees of stages")
    var (compared, mixed, several, waiting) = (0, 0, 0, 0)
    while compared < 300 {
      guard let (network, isMixed) = try network(&draws) else { continue }
      compared += 1
      mixed += isMixed ? 1 : 0
      several += network.arcs.count < network.stages.count - 1 ? 1 : 0
      let best = network.bestPlacement()
      waiting += best.stages.contains { $0.serviceTime > 0 } ? 1 : 0
      let least = leastCost(of: network)
      #expect(near(best.cost, least), "\(network.stages) \(network.arcs): \(best) \(least)")
      // The figures are those of the times, which stages may quote and can keep.
      let times = best.stages.map(\.serviceTime)
      #expect(try network.placement(serviceTimes: times) == best)
    }
    // All that is hard has been there.
    #expect(mixed > 30 && several > 20 && waiting > 100, "\(mixed) \(several) \(waiting)")
  }

  @Test("A line of stages waits for all of its supplier's time or for none (Simpson)", .tags(.law))
  func serialLine() throws {
    var draws = Draws("lines of stages")
    var (decoupled, through) = (0, 0)
    for _ in 0..<100 {
      let count = draws.whole(2...12)
      let network = try GuaranteedService(
        stages: (0..<count).map { stage in
          Stage(
            name: "\(stage)", processingTime: draws.whole(1...6), addedCost: 0.1 + draws.uniform(),
            demand: stage == count - 1 ? Demand(mean: 10, standardDeviation: 3) : nil)
        }, arcs: (1..<count).map { Arc(from: $0 - 1, to: $0) }, holdingRate: 0.2, serviceFactor: 2)
      for figures in network.bestPlacement().stages.dropLast() {
        #expect(figures.serviceTime == 0 || figures.netReplenishmentTime == 0)
        if figures.serviceTime == 0 { decoupled += 1 } else { through += 1 }
      }
    }
    #expect(decoupled > 50 && through > 50, "\(decoupled) \(through)")
  }

  @Test("Costs, means and deviations go along the arcs", .tags(.exact))
  func alongArcs() throws {
    let stages = [
      Stage(name: "steel", processingTime: 1, addedCost: 2),
      Stage(
        name: "bolt", processingTime: 1, addedCost: 1,
        demand: Demand(mean: 5, standardDeviation: 2)),
      Stage(
        name: "frame", processingTime: 1, addedCost: 10,
        demand: Demand(mean: 3, standardDeviation: 1)),
    ]
    let arcs = [Arc(from: 0, to: 1, amount: 0.5), Arc(from: 1, to: 2, amount: 4)]
    func network(_ exponent: Double) throws -> GuaranteedService {
      try GuaranteedService(
        stages: stages, arcs: arcs, holdingRate: 1, serviceFactor: 1, poolingExponent: exponent)
    }
    let independent = try network(2)
    #expect(independent.cumulativeCosts == [2, 2, 18])
    #expect(independent.means == [8.5, 17, 3])
    #expect(near(independent.standardDeviations[1], 20.0.squareRoot()))
    #expect(near(independent.standardDeviations[0], 5.0.squareRoot()))
    #expect(try network(1).standardDeviations == [3, 6, 1])
    // (2³ + 4³)^(1/3), of which half.
    let cubic = try network(3).standardDeviations
    #expect(near(cubic[1] * cubic[1] * cubic[1], 72) && near(2 * cubic[0], cubic[1]))
  }

  @Test("A stage may be held to a service time", .tags(.exact))
  func fixedTimes() throws {
    func network(_ least: Int, _ greatest: Int?) throws -> GuaranteedService {
      try GuaranteedService(
        stages: [
          Stage(
            name: "casting", processingTime: 5, addedCost: 1, leastServiceTime: least,
            greatestServiceTime: greatest),
          Stage(
            name: "lathe", processingTime: 2, addedCost: 1,
            demand: Demand(mean: 1, standardDeviation: 1)),
        ], arcs: [Arc(from: 0, to: 1)], holdingRate: 1, serviceFactor: 1)
    }
    // √5 + 2 √2 = 5.06, and 2 √7 = 5.29.
    #expect(try network(0, nil).bestPlacement().stages[0].serviceTime == 0)
    for time in 0...5 {
      let best = try network(time, time).bestPlacement()
      #expect(best.stages[0].serviceTime == time)
      #expect(near(best.cost, Double(5 - time).squareRoot() + 2 * Double(2 + time).squareRoot()))
    }
    #expect(try network(2, nil).bestPlacement().stages[0].serviceTime == 5)
  }

  /// "late" may not serve before 3, so "mill" may not either, though "shop" would have it at once.
  @Test("Who must not be early makes the supplier wait", .tags(.exact), arguments: [false, true])
  func leastServiceTime(isReversed: Bool) throws {
    var stages = [
      Stage(
        name: "late", processingTime: 0, addedCost: 0,
        demand: Demand(mean: 1, standardDeviation: 0.1), leastServiceTime: 3,
        greatestServiceTime: 3),
      Stage(name: "mill", processingTime: 5, addedCost: 10),
      Stage(
        name: "shop", processingTime: 0, addedCost: 0,
        demand: Demand(mean: 1, standardDeviation: 1)),
    ]
    if isReversed { stages.reverse() }
    let network = try GuaranteedService(
      stages: stages, arcs: [Arc(from: 1, to: 0), Arc(from: 1, to: 2)], holdingRate: 1,
      serviceFactor: 1)
    let best = network.bestPlacement()
    // Mill's S = 3 costs 10 √1.01 √2 + 10 √3 = 31.5, and S = 5 costs 10 √5 at the shop, √2 at the late one.
    #expect(best.stages.map(\.serviceTime) == (isReversed ? [0, 5, 3] : [3, 5, 0]))
    #expect(near(best.cost, 10 * 5.0.squareRoot() + 2.0.squareRoot()))
  }

  @Test("What is no tree, or has a number that cannot be, is named", .tags(.exact))
  func refusals() {
    let demand = Demand(mean: 1, standardDeviation: 1)
    func stages(_ wanted: Int...) -> [Stage] {
      ["a", "b", "c"].enumerated().map { place, name in
        Stage(
          name: name, processingTime: 1, addedCost: 1,
          demand: wanted.contains(place) ? demand : nil)
      }
    }
    func message(_ stages: [Stage], _ arcs: [(Int, Int)], rate: Double = 1) -> String {
      do throws(NetworkError) {
        let network = try GuaranteedService(
          stages: stages, arcs: arcs.map { Arc(from: $0.0, to: $0.1) }, holdingRate: rate,
          serviceFactor: 1)
        _ = try network.placement(serviceTimes: [0, 2, 0])
        return "nothing"
      } catch {
        return "\(error.place): \(error)"
      }
    }
    #expect(
      message(stages(2), [(0, 1), (1, 2), (0, 2)])
        == "arc(2): a network that is not a tree is not covered: 'a' and 'c' are joined in another way, "
        + "too; leave one of the arcs out, or put stages together")
    #expect(
      message(stages(2), [(0, 1), (1, 0), (1, 2)])
        == "arc(1): a network that goes round in a circle is not covered: 'b' → 'a' → 'b' need each "
        + "other; leave one of the arcs out")
    #expect(
      message(stages(2), [(2, 0), (1, 2), (0, 1)])
        == "arc(2): a network that goes round in a circle is not covered: 'a' → 'b' → 'c' → 'a' need "
        + "each other; leave one of the arcs out")
    #expect(
      message(stages(), [(0, 1), (1, 2)])
        == "network: a network without demand is not covered: nobody wants anything; give the last "
        + "stages a mean and deviation of demand")
    #expect(
      message(stages(2), [(0, 2)])
        == "stage(1): stage 'b' is not covered: it supplies no stage and has no demand; give it one of "
        + "them, or leave it out")
    var late = stages(2)
    late[1].processingTime = -3
    #expect(
      message(late, [(0, 1), (1, 2)])
        == "stage(1): time of stage 'b' is -3; it must be from 0 to 10000 periods")
    late = stages(2)
    late[1].leastServiceTime = 4
    #expect(
      message(late, [(0, 1), (1, 2)])
        == "stage(1): least service time of stage 'b' is 4; it must be at most 2, when it has its goods "
        + "at the latest")
    late[1].greatestServiceTime = 3
    #expect(
      message(late, [(0, 1), (1, 2)])
        == "stage(1): service time of stage 'b' is 3; it must be at least 4, its least one")
    #expect(
      message(stages(2), [(0, 1), (1, 2)], rate: 0)
        == "network: holding rate is 0; it must be finite and above 0")
    #expect(
      message(stages(2), [(0, 1), (1, 2)])
        == "stage(1): service time of stage 'b' is 2; it must be from 0 to 1")
    #expect(
      throws: InventoryError.outOfRange(
        name: "service", value: 0.5, requirement: "above 0.5 and below 1")
    ) { try GuaranteedService.serviceFactor(ofService: 0.5) }
  }
}
