import ArgumentParser
import InventoryPlanning
import Scenarios

/// `fettle plan chain`: base stocks of a serial chain.
struct PlanChainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "chain",
    abstract: "The best base stocks of stocks that fill each other (Clark and Scarf).",
    discussion: """
      Stocks are listed from the first, which a source fills that never fails, to the last, to which customers \
      come as a Poisson process. Each orders one unit for each that is taken.

      Examples:
        fettle plan chain --demand-rate 5 --lead-times 2 1 --holding 1 2 --backorder 20
        fettle plan chain --demand-rate 5 --lead-times 2 1 --holding 1 2 --backorder 20 --base-stocks 11 8
      """)

  @Option(help: ArgumentHelp("Customers per time.", valueName: "rate"))
  var demandRate: Double

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("Time into each stock.", valueName: "time"))
  var leadTimes: [Double]

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("Cost of a unit on hand at each stock, per time.", valueName: "cost"))
  var holding: [Double]

  @Option(help: ArgumentHelp("Cost of a unit owed to customers, per time.", valueName: "cost"))
  var backorder: Double

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("Judge these base stocks beside the best ones.", valueName: "units"))
  var baseStocks: [Int] = []

  @OptionGroup var options: PlanOptions

  func validate() throws {
    guard holding.count == leadTimes.count else {
      throw ValidationError(
        "--holding has \(holding.count) number\(holding.count == 1 ? "" : "s"), and there are "
          + "\(leadTimes.count) lead times; give one cost for each stock")
    }
    guard baseStocks.isEmpty || baseStocks.count == leadTimes.count,
      baseStocks.allSatisfy({ $0 >= 0 && $0 <= 1_000_000 })
    else {
      throw ValidationError(
        "--base-stocks are \(baseStocks.map { "\($0)" }.joined(separator: " ")); give one of at least 0 "
          + "for each of the \(leadTimes.count) lead times")
    }
  }

  func run() throws {
    try options.print { () throws(InventoryError) in
      let chain = try SerialSystem(
        demandRate: demandRate, leadTimes: leadTimes, holdingCosts: holding,
        backorderCost: backorder)
      var answer = PlanAnswer()
      judge(chain, try chain.bestBaseStocks(), prefix: "", in: &answer)
      if !baseStocks.isEmpty { judge(chain, baseStocks, prefix: "given_", in: &answer) }
      return answer
    }
  }

  private func judge(
    _ chain: SerialSystem, _ stocks: [Int], prefix: String, in answer: inout PlanAnswer
  ) {
    let figures = chain.figures(baseStocks: stocks)
    for (place, stock) in stocks.enumerated() {
      answer.add(
        prefix + "base_stock_\(place + 1)", Double(stock),
        "local base stock, \(ShortNumber.text(figures.onHand[place], digits: 4)) on hand in the mean"
      )
    }
    answer.add(prefix + "cost", figures.cost, "cost per time")
    answer.add(prefix + "fill_rate", figures.fillRate, "part of the demand served from stock")
    answer.add(prefix + "backorders", figures.backorders.last ?? 0, "units owed, in the mean")
  }
}
