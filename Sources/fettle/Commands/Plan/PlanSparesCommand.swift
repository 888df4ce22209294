import ArgumentParser
import InventoryPlanning
import Scenarios

/// `fettle plan spares`: where repairable spares should lie.
struct PlanSparesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "spares",
    abstract: "Where repairable spares should lie: at a depot or at its bases (METRIC, exactly).",
    discussion: """
      Failures at each base come as a Poisson process; failed parts are repaired at the depot, which sends \
      a good one for each. The allocation with the fewest machines waiting is found among all.

      Example:
        fettle plan spares --rates 0.1 0.1 0.2 --order-times 3 3 5 --repair 10 --spares 8
      """)

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("Failures per time at each base.", valueName: "rate"))
  var rates: [Double]

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("Time from the depot to each base.", valueName: "time"))
  var orderTimes: [Double]

  @Option(help: ArgumentHelp("Mean time of a repair.", valueName: "time"))
  var repair: Double

  @Option(help: ArgumentHelp("How many spares there are.", valueName: "units"))
  var spares: Int

  @OptionGroup var options: PlanOptions

  func validate() throws {
    guard rates.count == orderTimes.count else {
      throw ValidationError(
        "--rates has \(rates.count) bases, and --order-times \(orderTimes.count); give both for each base"
      )
    }
    guard (0...10_000).contains(spares) else {
      throw ValidationError("--spares is \(spares); give a number from 0 to 10000")
    }
  }

  func run() throws {
    try options.print { () throws(InventoryError) in
      let system = try RepairableSpares(
        failureRates: rates, orderTimes: orderTimes, repairTime: repair)
      let best = try system.bestAllocation(of: spares)
      var answer = PlanAnswer()
      answer.add("depot", Double(best.depot), "spares at the depot")
      for (base, stock) in best.bases.enumerated() {
        let owed = try system.backorders(at: base, stock: stock, depotStock: best.depot)
        answer.add(
          "base_\(base + 1)", Double(stock),
          "spares, \(ShortNumber.text(owed, digits: 4)) machines waiting in the mean")
      }
      answer.add("backorders", best.backorders, "machines waiting at all bases, in the mean")
      return answer
    }
  }
}
