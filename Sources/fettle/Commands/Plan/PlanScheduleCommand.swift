import ArgumentParser
import InventoryPlanning

/// `fettle plan schedule`: lots for a known demand.
struct PlanScheduleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schedule",
    abstract: "The cheapest lots for a demand that is known period by period (Wagner-Whitin).",
    discussion: """
      Example:
        fettle plan schedule 90 120 80 70 --order-cost 150 --holding 0.8
      """)

  @Argument(help: ArgumentHelp("What is wanted in each period.", valueName: "demand"))
  var demands: [Double]

  @Option(help: ArgumentHelp("Cost of an order or a set-up.", valueName: "cost"))
  var orderCost: Double

  @Option(help: ArgumentHelp("Cost of a unit left at the end of a period.", valueName: "cost"))
  var holding: Double

  @OptionGroup var options: PlanOptions

  func run() throws {
    try options.print { () throws(InventoryError) in
      let plan = try WagnerWhitin(demands: demands, orderCost: orderCost, holdingCost: holding)
      var answer = PlanAnswer()
      answer.add("cost", plan.cost, "orders and holding together")
      for (period, order) in plan.orders.enumerated() {
        answer.add(
          "order_\(period + 1)", order,
          order > 0 ? "units ordered in period \(period + 1)" : "nothing is ordered")
      }
      return answer
    }
  }
}
