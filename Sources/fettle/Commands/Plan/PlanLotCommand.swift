import ArgumentParser
import InventoryPlanning

/// `fettle plan lot`: the economic order quantity.
struct PlanLotCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lot",
    abstract: "The best lot at a constant demand: EOQ, EPQ, with or without backorders.",
    discussion: """
      Examples:
        fettle plan lot --demand 1200 --order-cost 50 --holding 2.4
        fettle plan lot --demand 1200 --order-cost 50 --holding 2.4 --backorder 12
        fettle plan lot --demand 1200 --order-cost 50 --holding 2.4 --production 4000
      """)

  @Option(help: ArgumentHelp("Units per time.", valueName: "rate"))
  var demand: Double

  @Option(help: ArgumentHelp("Cost of an order or a set-up.", valueName: "cost"))
  var orderCost: Double

  @Option(help: ArgumentHelp("Cost of a unit on hand, per time.", valueName: "cost"))
  var holding: Double

  @Option(
    help: ArgumentHelp(
      "Cost of a unit that is owed, per time (default: nothing may be owed).", valueName: "cost"))
  var backorder: Double?

  @Option(
    help: ArgumentHelp(
      "Units per time while a lot is made (default: it comes at once).", valueName: "rate"))
  var production: Double?

  @Option(
    help: ArgumentHelp("Say what this lot costs, beside the best one.", valueName: "units"))
  var quantity: Double?

  @OptionGroup var options: PlanOptions

  func validate() throws {
    if let quantity, !(quantity > 0 && quantity < .infinity) {
      throw ValidationError("--quantity is \(quantity); give a number above 0")
    }
  }

  func run() throws {
    try options.print { () throws(InventoryError) in
      let lot = try EconomicOrderQuantity(
        demandRate: demand, orderCost: orderCost, holdingCost: holding,
        backorderCost: backorder ?? .infinity, productionRate: production ?? .infinity)
      var answer = PlanAnswer()
      answer.add("quantity", lot.quantity, "units of the best lot")
      answer.add("cost", lot.cost, "cost per time")
      answer.add("interval", lot.quantity / demand, "time from one lot to the next")
      if backorder != nil {
        answer.add("greatest_backorder", lot.greatestBackorder, "units owed at most")
      }
      if let quantity {
        answer.add(
          "cost_of_quantity", lot.cost(ofQuantity: quantity),
          "cost per time of the lot that is given")
      }
      return answer
    }
  }
}
