import ArgumentParser
import Experiments
import FactoryModel
import Scenarios

/// What a run would be, without simulating: the load of each station, and how many events.
struct DryRun {
  var scenario: String
  var changes: [String]
  var include: [String]
  var replications: Int
  var format: OutputFormat

  func run() throws {
    let read = try Reading.scenario(
      scenario, changes: changes, include: include, models: Reading.namedModels)
    Reading.printWarnings(of: [read])
    guard let loads = StationLoad.predicted(for: read.factory) else {
      Terminal.printMessage(
        "error: a mean time cannot be calculated, so that no load can be predicted")
      throw ExitStatus.badInput
    }
    let prediction = Prediction(read.factory, loads, replications: replications)
    try Output.print(format == .json ? Output.json(prediction) : prediction.text)
  }

  /// What is predicted.
  struct Prediction: Encodable {
    struct Row: Encodable {
      var station: String
      var machines: Int
      var visits: Double
      var workPerPart: Double
      var capacity: Double
      var load: Double?
    }

    var scenario: String
    var stations: [Row]
    /// The station that can do least, and so bounds the line.
    var bottleneck: String
    /// Parts per hour of wall time that the line can make at most.
    var mostParts: Double
    var eventsPerReplication: Int
    var replications: Int

    init(_ factory: Factory, _ loads: [StationLoad], replications: Int) {
      scenario = factory.name
      let machines = Dictionary(
        uniqueKeysWithValues: factory.stations.map { ($0.name, $0.machines.count) })
      stations = loads.map { load in
        Row(
          station: load.station, machines: machines[load.station] ?? 1, visits: load.visits,
          workPerPart: load.workPerPart, capacity: load.capacity * 3_600, load: load.load)
      }
      let tightest = loads.min { $0.capacity < $1.capacity }
      bottleneck = tightest?.station ?? ""
      mostParts = (tightest?.capacity ?? 0) * 3_600
      var rate = tightest?.capacity ?? 0
      if let load = tightest?.load { rate *= min(1, load) }
      let span = factory.warmUp + factory.horizon
      // A completion for each visit, and an arrival for each lot; failures are few beside them.
      let visits = loads.reduce(1) { $0 + $1.visits }
      let events = rate * span * visits
      eventsPerReplication = events < 1e15 ? Int(events) : .max
      self.replications = replications
    }

    var text: String {
      var table = TextTable([.left, .right, .right, .right, .right, .right])
      table.add(["station", "machines", "visits", "work/part s", "most parts/h", "load"])
      for row in stations {
        table.add([
          row.station, "\(row.machines)", NumberText.fixed(row.visits, decimals: 3),
          NumberText.fixed(row.workPerPart, decimals: 1),
          NumberText.fixed(row.capacity, decimals: 1),
          row.load.map { NumberText.fixed(100 * $0, decimals: 1) + " %" } ?? "–",
        ])
      }
      let millions = Double(eventsPerReplication) / 1e6
      let events =
        millions >= 0.1
        ? NumberText.fixed(millions, decimals: 1) + " million events"
        : "\(eventsPerReplication) events"
      return """
        \(scenario) · nothing simulated: predicted from means, blocking and starving left out

        \(table.text)

        \(stations.contains { $0.load == nil } ? "No load: parts come as fast as the line takes them.\n" : "")'\(bottleneck)' bounds the line at \(NumberText.fixed(mostParts, decimals: 1)) parts/h of \
        wall time, nights and weekends included.
        About \(events) a replication, \(replications) replication\(replications == 1 ? "" : "s").
        """
    }
  }
}
