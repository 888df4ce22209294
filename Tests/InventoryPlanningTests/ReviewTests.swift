import InventoryPlanning
import RandomVariates
import TestDraws
import TestSupport
import Testing

/// Rules of ordering against chains that are followed step by step, and against all other rules.
@Suite("Reviewed stocks")
struct ReviewTests {
  @Test("Compound Poisson probabilities are those of the sums", .tags(.exact))
  func compound() throws {
    let size = try CountDemand(Distribution(.geometric(probability: 0.4), shift: 1))
    for mean in [0.3, 4, 60, 900] {
      let demand = try CountDemand.compoundPoisson(mean: mean, size: size)
      #expect(abs(demand.mean - mean * 2.5) <= 1e-9 * mean)
      let squares = demand.probabilities.enumerated().reduce(0) {
        $0 + Double($1.offset * $1.offset) * $1.element
      }
      // Var = m E X², E X² = (2 - p)/p² for a geometric number from 1.
      #expect(abs(squares - demand.mean * demand.mean - mean * 10) <= 1e-6 * mean * mean)
    }
    let one = try CountDemand.poisson(mean: 3)
    let sum = one.sum(ofPeriods: 4)
    let direct = try CountDemand.poisson(mean: 12)
    for count in 0...40 {
      #expect(abs(sum.probability(of: count) - direct.probability(of: count)) <= 1e-14)
      let left = (0...count).reduce(0) {
        $0 + Double(count - $1) * direct.probability(of: $1)
      }
      #expect(abs(direct.onHand(from: count) - left) <= 1e-12)
    }
  }

  /// A period's stock by following the position and all that is on order.
  @Test("Figures of levels are those of the chain of positions", .tags(.exact))
  func chain() throws {
    var draws = Draws("levels")
    for _ in 0..<12 {
      let demand = try CountDemand(Distribution(.poisson(mean: 0.5 + 4 * draws.uniform())))
      let leadTime = draws.whole(0...3)
      let below = draws.whole(0...8)
      let upTo = below + draws.whole(1...15)
      let stock = try ReviewedStock(demandOfPeriod: demand, leadTime: leadTime)
      let figures = stock.figures(below: below, upTo: upTo)
      // The position after a look, by powers of its transitions.
      var chances = [Int: Double]()
      chances[upTo] = 1
      var orders = 0.0
      for _ in 0..<4_000 {
        var next = [Int: Double]()
        orders = 0
        for position in chances.keys.sorted() {
          let chance = chances[position] ?? 0
          for (taken, probability) in demand.probabilities.enumerated() {
            let left = position - taken
            if left <= below { orders += chance * probability }
            next[left <= below ? upTo : left, default: 0] += chance * probability
          }
        }
        chances = next
      }
      let lead = demand.sum(ofPeriods: leadTime)
      let covered = lead + demand
      var (onHand, owed, served) = (0.0, 0.0, 0.0)
      for position in chances.keys.sorted() {
        let chance = chances[position] ?? 0
        onHand += chance * covered.onHand(from: position)
        owed += chance * covered.backorders(from: position)
        // What is served is what the stock loses: E (y - D_L)⁺ - E (y - D_(L+1))⁺.
        served += chance * (lead.onHand(from: position) - covered.onHand(from: position))
      }
      #expect(abs(figures.onHand - onHand) <= 1e-8)
      #expect(abs(figures.backorders - owed) <= 1e-8)
      #expect(abs(figures.orderRate - orders) <= 1e-8)
      #expect(abs(figures.fillRate - served / demand.mean) <= 1e-8)
    }
  }

  @Test("No levels cost less than the best, of all in reach", .tags(.exact))
  func bestLevels() throws {
    var draws = Draws("best levels")
    for _ in 0..<12 {
      let costs = try InventoryCosts(
        order: Double(draws.whole(0...60)), holding: 0.5 + draws.uniform(),
        backorder: 2 + 10 * draws.uniform())
      let stock =
        draws.chance(0.5)
        ? try ReviewedStock(
          demandOfPeriod: try .poisson(mean: 1 + 6 * draws.uniform()), leadTime: draws.whole(0...2))
        : try ReviewedStock(
          orderRate: 0.5 + 2 * draws.uniform(),
          size: try CountDemand(Distribution(.geometric(probability: 0.5), shift: 1)),
          leadTime: 2 * draws.uniform())
      let best = stock.bestLevels(costs)
      let least = stock.figures(below: best.below, upTo: best.upTo).cost(costs)
      for below in -4...30 {
        for upTo in (below + 1)...(below + 45) {
          let cost = stock.figures(below: below, upTo: upTo).cost(costs)
          #expect(cost >= least - 1e-9, "(\(below), \(upTo)) costs \(cost), \(best) \(least)")
        }
      }
    }
  }

  @Test("No lot costs less than the best, and lots of one are base stocks", .tags(.exact))
  func bestLot() throws {
    var draws = Draws("best lots")
    for _ in 0..<12 {
      let costs = try InventoryCosts(
        order: 1 + Double(draws.whole(0...30)), holding: 0.5 + draws.uniform(),
        backorder: 2 + 10 * draws.uniform())
      let stock = try ReviewedStock(
        orderRate: 0.5 + 5 * draws.uniform(), leadTime: 0.2 + 2 * draws.uniform())
      let best = try stock.bestLot(costs)
      let least = stock.figures(below: best.below, lot: best.lot).cost(costs)
      for below in -3...25 {
        for lot in 1...40 {
          let (lots, levels) = (
            stock.figures(below: below, lot: lot), stock.figures(below: below, upTo: below + lot)
          )
          #expect(lots.cost(costs) >= least - 1e-9)
          // With single units both rules are the same.
          #expect(abs(lots.cost(costs) - levels.cost(costs)) <= 1e-9 * lots.cost(costs))
          #expect(abs(lots.fillRate - levels.fillRate) <= 1e-12)
        }
      }
    }
    let several = try ReviewedStock(
      orderRate: 1, size: try CountDemand(Distribution(.geometric(probability: 0.5), shift: 1)),
      leadTime: 1)
    #expect(throws: InventoryError.self) {
      try several.bestLot(try InventoryCosts(order: 1, holding: 1, backorder: 9))
    }
  }

  @Test("Erlang's loss, and a machine that makes to stock, by their chains", .tags(.exact))
  func birthAndDeath() throws {
    // Busy servers i with weights aⁱ / i!.
    let lost = try BaseStockLostSales(demandRate: 3, meanLeadTime: 1.5, baseStock: 6)
    var weights = [1.0]
    for busy in 1...6 { weights.append(weights[busy - 1] * 4.5 / Double(busy)) }
    let total = weights.reduce(0, +)
    #expect(abs(lost.fillRate - (1 - weights[6] / total)) <= 1e-14)
    let onHand = weights.enumerated().reduce(0) { $0 + Double(6 - $1.offset) * $1.element } / total
    #expect(abs(lost.onHand - onHand) <= 1e-13)

    let machine = try MakeToStockQueue(demandRate: 0.7, productionRate: 0.9)
    let rho = 0.7 / 0.9
    var (stock, owed, chance) = (0.0, 0.0, 1 - rho)
    for queue in 0..<2_000 {
      stock += chance * Double(max(0, 5 - queue))
      owed += chance * Double(max(0, queue - 5))
      chance *= rho
    }
    #expect(abs(machine.onHand(baseStock: 5) - stock) <= 1e-12)
    #expect(abs(machine.backorders(baseStock: 5) - owed) <= 1e-12)
    let costs = try InventoryCosts(holding: 1, backorder: 7)
    let best = machine.cheapestBaseStock(costs)
    for other in 0...60 {
      #expect(machine.cost(baseStock: other, costs) >= machine.cost(baseStock: best, costs) - 1e-12)
    }
  }

  @Test(
    "A base stock with lost sales, by the chain of its pipeline", .tags(.exact), arguments: [1, 2])
  func lostSales(leadTime: Int) throws {
    let demand = try CountDemand.poisson(mean: 3)
    let stock = try LostSalesReview(
      demand: demand, leadTime: leadTime, holdingCost: 1, penalty: 6)
    let level = 9
    // On hand and, behind it, what comes next; each period orders up to the level.
    var chances = [[level, 0]: 1.0]
    var cost = 0.0
    for _ in 0..<400 {
      var next = [[Int]: Double]()
      cost = 0
      for (state, chance) in chances.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
        cost += chance * (demand.onHand(from: state[0]) + 6 * demand.backorders(from: state[0]))
        let order = level - state[0] - state[1]
        for (taken, probability) in demand.probabilities.enumerated() {
          let left = max(0, state[0] - taken)
          let after = leadTime == 1 ? [left + order, 0] : [left + state[1], order]
          next[after, default: 0] += chance * probability
        }
      }
      chances = next
    }
    #expect(abs(stock.cost(baseStock: level) - cost) <= 1e-7)
    let best = stock.cheapestBaseStock
    #expect(best.cost <= cost + 1e-9 && stock.leastCost <= best.cost + 1e-9)
    // Where nothing may be missing, lost sales cost what backorders would.
    #expect(stock.leastCost > 0)
  }
}
