import ArgumentParser
import FactoryModel
import FactorySimulation
import Scenarios
import SimulationStatistics

/// `fettle plan safety`: how much safety stock a store needs, from one run.
struct PlanSafetyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "safety",
    abstract: "How much safety stock a store of a scenario needs, from one run of it.",
    discussion: """
      Where all customers of a store wait, raising its levels raises its net stock by as much throughout: on the same \
      draws, nothing else changes. So one run tells what every other safety stock would give, and by how much the levels \
      have to be raised, or may be lowered, for a wanted fill rate.

      Examples:
        fettle plan safety scenarios/beer-game.yaml --store retailer
        fettle plan safety plant.yaml --store shop --fill-rate '97 %' -n 50
      """)

  @Argument(
    help: "The scenario.", completion: .file(extensions: ["yaml", "yml"]))
  var scenario: String

  @Option(help: ArgumentHelp("The store.", valueName: "name"))
  var store: String

  @Option(
    help: ArgumentHelp(
      "The wanted share of the demand that is served from stock (default: 90, 95, 98, 99 and 99.5 %).",
      valueName: "share"))
  var fillRate: [String] = []

  @Option(name: [.customShort("n"), .long], help: "How many independent replications to run.")
  var replications = 20

  @OptionGroup var seed: SeedOptions
  @OptionGroup var changes: ChangeOptions
  @OptionGroup var include: IncludeOptions
  @OptionGroup var options: PlanOptions

  private static let usualRates = ["90 %", "95 %", "98 %", "99 %", "99.5 %"]

  func validate() throws {
    guard replications >= 1 else {
      throw ValidationError("-n is \(replications); at least 1 is needed")
    }
    for text in fillRate where share(text) == nil {
      throw ValidationError(
        "--fill-rate is '\(text)'; give a share above 0 and below 100 %, such as '97 %'")
    }
  }

  private func share(_ text: String) -> Double? {
    ShareText.value(of: text).flatMap { $0 > 0 && $0 < 1 ? $0 : nil }
  }

  func run() throws {
    let read = try Reading.scenario(
      scenario, changes: changes.changes, include: include.include)
    let factory = read.factory
    guard let index = factory.stores.firstIndex(where: { $0.name == store }) else {
      let names = factory.stores.map(\.name)
      let hint = NearestName.of(store, among: names).map { "; did you mean '\($0)'?" } ?? ""
      Terminal.printMessage(
        "error: \(scenario) has no store '\(store)'"
          + (hint.isEmpty ? "; its stores: " + names.joined(separator: ", ") : hint))
      throw ExitStatus.usage
    }
    if let refusal = factory.refusalOfStockLog(of: index) {
      Terminal.printMessage(
        "error: \(refusal); a run does not tell what other levels would give. "
          + "Try them by 'fettle sweep'")
      throw ExitStatus.badInput
    }
    let logs = try (0..<replications).map { try log(of: factory, store: index, replication: $0) }
    let rates = fillRate.isEmpty ? PlanSafetyCommand.usualRates : fillRate
    let answer = SafetyAnswer(
      logs, item: factory.items[factory.stores[index].item], wanted: rates.compactMap { share($0) })
    try Output.print(options.format == .json ? try Output.json(answer) : answer.text)
  }

  private func log(of factory: Factory, store: Int, replication: Int) throws -> StockLog {
    var simulation = FactorySimulation(
      factory, seed: seed.seed, replication: UInt64(replication), stockLogOf: store)
    do {
      while try simulation.advance(maximumEvents: 100_000) {}
    } catch {
      Terminal.printMessage("error: \(error)")
      throw ExitStatus.badInput
    }
    guard let log = simulation.stockLog else { preconditionFailure("a log was asked for") }
    return log
  }
}

/// What `fettle plan safety` says.
private struct SafetyAnswer: Encodable {
  /// What a change of the levels gives.
  struct Level: Encodable {
    var raisedBy: Double
    var fillRate: Double
    var fillRateHalfWidth: Double?
    var readyRate: Double
    var onHand: Double
    var backorders: Double
  }

  var unit: String
  var levels: [Level]

  /// - Parameters:
  ///   - logs: A log for each replication.
  ///   - item: What the store holds.
  ///   - wanted: The fill rates that are wanted.
  init(_ logs: [StockLog], item: Item, wanted: [Double]) {
    unit = item.unit
    var changes: Set<Int> = [0]
    for rate in wanted {
      if let change = SafetyAnswer.change(for: rate, logs) { changes.insert(change) }
    }
    levels = changes.sorted().map { SafetyAnswer.level(raisedBy: $0, logs, grain: item.grain) }
  }

  private static func rate(_ logs: [StockLog], _ change: Int) -> Double? {
    let figures = logs.map { $0.figures(raisedBy: change) }
    let demanded = figures.reduce(0) { $0 + $1.demanded }
    return demanded > 0 ? Double(figures.reduce(0) { $0 + $1.served }) / Double(demanded) : nil
  }

  /// The least change with which a fill rate is reached; `nil` where nothing was wanted.
  private static func change(for wanted: Double, _ logs: [StockLog]) -> Int? {
    guard rate(logs, 0) != nil else { return nil }
    // More stock never serves less: the change is between two that are found by doubling.
    var (low, high) = (-1, 0)
    while rate(logs, high) ?? 1 < wanted { (low, high) = (high, max(1, 2 * high)) }
    if high == 0 { while rate(logs, low) ?? 0 >= wanted { (high, low) = (low, 2 * low) } }
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if rate(logs, middle) ?? 0 >= wanted { high = middle } else { low = middle }
    }
    return high
  }

  private static func level(raisedBy change: Int, _ logs: [StockLog], grain: Double) -> Level {
    let figures = logs.map { $0.figures(raisedBy: change) }
    let time = figures.reduce(0) { $0 + $1.time }
    let rate = StudentInterval(
      figures.map { Ratio(Double($0.served), per: Double($0.demanded)) })
    return Level(
      raisedBy: Double(change) / grain, fillRate: rate?.mean ?? 1,
      fillRateHalfWidth: rate?.halfWidth,
      readyRate: figures.reduce(0) { $0 + $1.ready } / time,
      onHand: figures.reduce(0) { $0 + $1.onHand } / time / grain,
      backorders: figures.reduce(0) { $0 + $1.owed } / time / grain)
  }

  /// A line for each level.
  var text: String {
    var table = TextTable([TextTable.Alignment](repeating: .right, count: 5))
    table.add(["levels raised by", "fill rate", "ready rate", "on hand", "backorders"])
    func number(_ value: Double) -> String { ShortNumber.text(value, digits: 4) }
    func percent(_ value: Double) -> String { "\(ShortNumber.text(value * 100, digits: 4)) %" }
    for level in levels {
      table.add([
        number(level.raisedBy) + " \(unit)",
        percent(level.fillRate)
          + (level.fillRateHalfWidth.map { " ± \(ShortNumber.text($0 * 100, digits: 2))" } ?? ""),
        percent(level.readyRate), number(level.onHand), number(level.backorders),
      ])
    }
    return table.text
  }
}
