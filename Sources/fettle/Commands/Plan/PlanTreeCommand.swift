import ArgumentParser
import InventoryPlanning
import Scenarios

/// `fettle plan tree`: where safety stock lies in a tree of stages.
struct PlanTreeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tree",
    abstract: "Where safety stock should lie in a tree of stages (guaranteed service).",
    discussion: """
      A row of the table is a stage and one of the stages that it supplies:

        stage,ships_to,time,cost,mean,sd,service_time
        casting,lathe,4,12,,,
        lathe,,2,8,30,6,1

      time is in whole periods, with the time of outside suppliers; cost is what the stage adds to a unit; mean \
      and sd are the demand of a period, for stages with customers outside. service_time is the longest time that \
      a stage may let its customers wait (empty: 0 where there is a demand, else any). A further row with the same \
      stage adds another stage that it supplies. There may be columns amount, the units in a unit of ships_to \
      (empty: 1), and least_service_time (empty: 0).

      Examples:
        fettle plan tree stages.csv --holding 0.004 --service '95 %'
        fettle plan tree stages.csv --holding 0.004 --service-factor 1.645
      """)

  @Argument(
    help: "The table of stages: text with commas, semicolons or tabs.",
    completion: .file(extensions: ["csv"]))
  var stages: String

  @Option(
    help: ArgumentHelp(
      "Cost of holding goods for a period, as a part of their value.", valueName: "rate"))
  var holding: Double

  @Option(
    help: ArgumentHelp(
      "Chance that demand stays within what stock covers, such as '95 %'.", valueName: "share"))
  var service: String?

  @Option(
    help: ArgumentHelp(
      "Standard deviations that stock covers, in the place of --service.", valueName: "number"))
  var serviceFactor: Double?

  @Option(
    help: ArgumentHelp(
      "How demands add up: 2 where they are independent, down to 1 where they go up and down together.",
      valueName: "number"))
  var pooling = 2.0

  @OptionGroup var options: PlanOptions

  func validate() throws {
    guard holding > 0, holding < .infinity else {
      throw ValidationError("--holding is \(holding); give a number above 0")
    }
    guard pooling >= 1, pooling < .infinity else {
      throw ValidationError("--pooling is \(pooling); give a number from 1")
    }
    guard (service == nil) != (serviceFactor == nil) else {
      throw ValidationError("give --service or --service-factor")
    }
    if let serviceFactor, !(serviceFactor > 0 && serviceFactor <= 1000) {
      throw ValidationError(
        "--service-factor is \(serviceFactor); give a number above 0 and at most 1000")
    }
    if let service, factor == nil {
      throw ValidationError(
        "--service is '\(service)'; give a share above 50 % and below 100 %, such as '95 %'")
    }
  }

  /// The standard deviations that stock covers.
  private var factor: Double? {
    if let serviceFactor { return serviceFactor }
    return service.flatMap { ShareText.value(of: $0) }.flatMap {
      try? GuaranteedService.serviceFactor(ofService: $0)
    }
  }

  func run() throws {
    let table = try StageTable(path: stages)
    let network: GuaranteedService
    do throws(NetworkError) {
      network = try GuaranteedService(
        stages: table.stages, arcs: table.arcs, holdingRate: holding, serviceFactor: factor ?? 0,
        poolingExponent: pooling)
    } catch {
      Terminal.printMessage("\(table.diagnostic(of: error))")
      throw ExitStatus.badInput
    }
    let answer = TreeAnswer(network, network.bestPlacement())
    try Output.print(options.format == .json ? try Output.json(answer) : answer.text)
  }
}

/// What `fettle plan tree` says.
private struct TreeAnswer: Encodable {
  /// A stage's figures.
  struct Stage: Encodable {
    var stage: String
    var incomingServiceTime: Int
    var processingTime: Int
    var serviceTime: Int
    var netReplenishmentTime: Int
    var safetyStock: Double
    var safetyStockCost: Double
    var baseStock: Double
    var pipelineStock: Double
  }

  var stages: [Stage]
  var cost: Double

  init(_ network: GuaranteedService, _ placement: GuaranteedService.Placement) {
    stages = zip(network.stages, placement.stages).map { stage, figures in
      Stage(
        stage: stage.name, incomingServiceTime: figures.incomingServiceTime,
        processingTime: stage.processingTime, serviceTime: figures.serviceTime,
        netReplenishmentTime: figures.netReplenishmentTime, safetyStock: figures.safetyStock,
        safetyStockCost: figures.safetyStockCost, baseStock: figures.baseStock,
        pipelineStock: figures.pipelineStock)
    }
    cost = placement.cost
  }

  /// A line for each stage, and what all cost.
  var text: String {
    var table = TextTable([.left] + [TextTable.Alignment](repeating: .right, count: 8))
    table.add([
      "stage", "incoming", "time", "service", "net", "safety stock", "its cost", "base stock",
      "in process",
    ])
    func number(_ value: Double) -> String { ShortNumber.text(value, digits: 5) }
    for stage in stages {
      table.add([
        stage.stage, "\(stage.incomingServiceTime)", "\(stage.processingTime)",
        "\(stage.serviceTime)", "\(stage.netReplenishmentTime)", number(stage.safetyStock),
        number(stage.safetyStockCost), number(stage.baseStock), number(stage.pipelineStock),
      ])
    }
    table.add(["total", "", "", "", "", "", number(cost)])
    return table.text
  }
}
