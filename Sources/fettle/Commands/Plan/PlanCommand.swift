import ArgumentParser
import InventoryPlanning

/// `fettle plan`: answers of inventory theory, without a simulation.
struct PlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Work out lots, levels and stocks exactly, without a simulation.",
    discussion: """
      Numbers may be in any units, as long as they are the same throughout: if demand is per week, so are \
      holding costs and lead times.

      Examples:
        fettle plan lot --demand 1200 --order-cost 50 --holding 2.4
        fettle plan newsvendor --mean 50 --sd 8 --underage 0.7 --overage 0.18
        fettle plan levels --demand-rate 10 --lead-time 1 --order-cost 20 --holding 1 --backorder 10
        fettle plan chain --demand-rate 5 --lead-times 2 1 --holding 1 2 --backorder 20
        fettle plan tree stages.csv --holding 0.004 --service '95 %'
      """,
    subcommands: [
      PlanLotCommand.self, PlanScheduleCommand.self, PlanNewsvendorCommand.self,
      PlanLevelsCommand.self, PlanChainCommand.self, PlanTreeCommand.self,
      PlanSafetyCommand.self, PlanSparesCommand.self,
    ])
}

/// What all plans have in common.
struct PlanOptions: ParsableArguments {
  @Option(help: "Print the figures as text or as json.")
  var format = OutputFormat.text

  /// Works an answer out and prints it; what the theory refuses is wrong usage.
  ///
  /// - Parameter answer: Works it out.
  /// - Throws: The exit status, once a mistake is said.
  func print(_ answer: () throws(InventoryError) -> PlanAnswer) throws {
    let result: PlanAnswer
    do throws(InventoryError) {
      result = try answer()
    } catch {
      Terminal.printMessage("error: \(error)")
      throw ExitStatus.usage
    }
    try Output.print(format == .json ? try Output.json(result.figures) : result.text)
  }
}
