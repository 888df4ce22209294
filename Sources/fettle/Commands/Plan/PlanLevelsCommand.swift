import ArgumentParser
import InventoryPlanning
import RandomVariates

/// `fettle plan levels`: when to order, and how much.
struct PlanLevelsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "levels",
    abstract: "When to order and how much: the exact best (r, Q) and (s, S).",
    discussion: """
      Customers come as a Poisson process, each for one unit or, with --mean-size, for a geometric number \
      of them; the stock is looked at at each of them. With --periodic the stock is looked at once a period, \
      and the demand of a period is a Poisson number. What is missing is delivered later.

      Examples:
        fettle plan levels --demand-rate 10 --lead-time 1 --order-cost 20 --holding 1 --backorder 10
        fettle plan levels --demand-rate 20 --lead-time 0 --periodic --order-cost 64 --holding 1 --backorder 9
        fettle plan levels --demand-rate 3 --mean-size 2 --lead-time 2 --order-cost 30 --holding 1 \
      --backorder 9 --below 14 --up-to 35
      """)

  @Option(help: ArgumentHelp("Orders of customers per time.", valueName: "rate"))
  var demandRate: Double

  @Option(
    help: ArgumentHelp(
      "Mean units of an order, a geometric number from 1 (default: 1, always).",
      valueName: "units"))
  var meanSize = 1.0

  @Option(help: ArgumentHelp("Time from an order to its delivery.", valueName: "time"))
  var leadTime: Double

  @Flag(help: "Look at the stock at the beginning of each period of time 1 only.")
  var periodic = false

  @Option(help: ArgumentHelp("Cost of an order.", valueName: "cost"))
  var orderCost = 0.0

  @Option(help: ArgumentHelp("Cost of a unit on hand, per time.", valueName: "cost"))
  var holding: Double

  @Option(help: ArgumentHelp("Cost of a unit that is owed, per time.", valueName: "cost"))
  var backorder: Double

  @Option(help: ArgumentHelp("Judge this r or s beside the best ones.", valueName: "units"))
  var below: Int?

  @Option(help: ArgumentHelp("Judge this lot, with --below.", valueName: "units"))
  var lot: Int?

  @Option(help: ArgumentHelp("Judge this S, with --below.", valueName: "units"))
  var upTo: Int?

  @OptionGroup var options: PlanOptions

  func validate() throws {
    guard meanSize >= 1, meanSize < 1e4 else {
      throw ValidationError("--mean-size is \(meanSize); give a number from 1 to 10000")
    }
    guard (below != nil) == (lot != nil || upTo != nil), lot == nil || upTo == nil else {
      throw ValidationError("give --below together with --lot or with --up-to")
    }
    if let lot, lot < 1 { throw ValidationError("--lot is \(lot); give a number from 1") }
    if let below, let upTo, upTo <= below {
      throw ValidationError("--up-to is \(upTo), which is not above --below, \(below)")
    }
    if periodic, leadTime != leadTime.rounded() || abs(leadTime) > 1e6 {
      throw ValidationError("--lead-time is \(leadTime); with --periodic give whole periods")
    }
    if periodic, meanSize != 1 {
      throw ValidationError("--mean-size does not go with --periodic")
    }
  }

  func run() throws {
    try options.print { () throws(InventoryError) in
      let costs = try InventoryCosts(order: orderCost, holding: holding, backorder: backorder)
      let size =
        meanSize == 1
        ? CountDemand.one
        : try CountDemand(Distribution(.geometric(probability: 1 / meanSize), shift: 1))
      let stock =
        periodic
        ? try ReviewedStock(
          demandOfPeriod: try .poisson(mean: demandRate), leadTime: Int(leadTime))
        : try ReviewedStock(orderRate: demandRate, size: size, leadTime: leadTime)
      var answer = PlanAnswer()
      if !periodic, meanSize == 1 {
        let best = try stock.bestLot(costs)
        answer.add("r", Double(best.below), "orders at this position and below")
        answer.add("Q", Double(best.lot), "units of a lot")
      }
      let best = stock.bestLevels(costs)
      answer.add("s", Double(best.below), "orders at this position and below")
      answer.add("S", Double(best.upTo), "up to this position")
      answer.add(stock.figures(below: best.below, upTo: best.upTo), costs, prefix: "")
      if let below, let upTo {
        answer.add(stock.figures(below: below, upTo: upTo), costs, prefix: "given_")
      } else if let below, let lot {
        answer.add(stock.figures(below: below, lot: lot), costs, prefix: "given_")
      }
      return answer
    }
  }
}
