import Experiments
import FactoryModel
import FactorySimulation
import JSONDocuments
import Scenarios

/// What the page's script is given: names and figures, long series in base64 as ``ReplayCoding`` writes them.
extension Replay {
  var data: JSONValue {
    let stretch = recording.stretch
    var members: [JSONValue.Member] = [
      .init("plantStart", .number(factory.start.seconds)),
      .init("start", .number(stretch.start)), .init("end", .number(recording.end)),
      .init("measured", .number(factory.warmUp)),
      .init("states", states), .init("stations", stations), .init("layout", layout),
      .init("stateStep", .number(Double(recording.tracks.first?.step ?? 1))),
      .init(
        "tracks",
        .list(
          recording.tracks.map { .text(ReplayCoding.base64(ReplayCoding.bytes(of: $0))) })),
      .init("firstMoment", .number(recording.firstMoment)), .init("step", .number(stretch.step)),
      .init("moments", .number(Double(recording.momentCount))),
      .init("queues", .list(recording.queues.map(Replay.series))),
      .init("crews", crews), .init("stores", stores), .init("customers", customers),
      .init("inside", Replay.series(recording.inside)),
      .init("good", Replay.series(recording.good)),
      .init("scrapped", Replay.series(recording.scrapped)),
    ]
    if recording.overdue.contains(where: { $0 > 0 }) {
      members.append(.init("overdue", Replay.series(recording.overdue)))
    }
    if let first = recording.wear.first {
      members.append(.init("wearStep", .number(stretch.wearStep)))
      members.append(.init("wearCount", .number(Double(first.count))))
      members.append(.init("wear", .list(recording.wear.map(Replay.series))))
    }
    members.append(.init("failures", failures))
    members.append(.init("marks", marks))
    return .object(members)
  }

  private static func series(_ numbers: [Int]) -> JSONValue {
    .text(ReplayCoding.base64(ReplayCoding.bytes(of: numbers)))
  }

  private static func whole(_ number: Double) -> Int {
    abs(number) < 9e15 ? Int(number.rounded()) : 0
  }

  // MARK: - The factory

  private var states: JSONValue {
    .list(
      MachineState.allCases.map { ["title": .text($0.title), "color": .text($0.color)] })
  }

  private var stations: JSONValue {
    .list(
      factory.stations.map { station in
        [
          "name": .text(station.name),
          "machines": .list(
            station.machines.map { .text(station.machines.count == 1 ? station.name : $0.name) }),
          "buffer": station.buffer.map { .number(Double($0)) } ?? .null,
          "components": .list(station.components.map { .text($0.name) }),
        ]
      })
  }

  private var layout: JSONValue {
    let layout = RouteLayout(of: factory)
    func numbers(_ list: some Sequence<Int>) -> JSONValue {
      .list(list.map { .number(Double($0)) })
    }
    return [
      "layers": .list(layout.layers.map { numbers($0) }),
      "ways": .list(
        layout.ways.map { way in
          [
            "from": .number(Double(way.from)), "to": .number(Double(way.to)),
            "back": .truth(way.isBack), "places": numbers(way.places),
          ]
        }),
      "entries": numbers(layout.entries.sorted()), "exits": numbers(layout.exits.sorted()),
    ]
  }

  private var crews: JSONValue {
    .list(
      zip(factory.crews, recording.crews).map { crew, busy in
        [
          "name": .text(crew.name), "size": .number(Double(crew.size)),
          "busy": Replay.series(busy),
        ]
      })
  }

  private var stores: JSONValue {
    .list(
      zip(factory.stores, recording.stores).map { store, levels in
        let item = factory.items[store.item]
        return [
          "name": .text(store.name), "item": .text(item.name), "unit": .text(item.unit),
          "level": Replay.amounts(levels, of: item),
        ]
      })
  }

  private var customers: JSONValue {
    .list(
      factory.customers.indices.map { index in
        let customer = factory.customers[index]
        let item = factory.items[factory.stores[customer.store].item]
        return [
          "name": .text(customer.name), "unit": .text(item.unit),
          "owed": Replay.amounts(recording.owed[index], of: item),
          "late": Replay.amounts(recording.late[index], of: item),
        ]
      })
  }

  /// Amounts in whole units of the item: what is weighed has millions of smallest amounts.
  private static func amounts(_ numbers: [Int], of item: Item) -> JSONValue {
    series(item.grain == 1 ? numbers : numbers.map { whole(Double($0) / item.grain) })
  }

  // MARK: - What happened

  /// Failures: when, in tenths of a second from the beginning, at which machine, and of what.
  private var failures: JSONValue {
    var causes: [String] = []
    var places: [String: Int] = [:]
    let stations = factory.stations.enumerated().flatMap { index, station in
      station.machines.map { _ in index }
    }
    let numbers = recording.failures.map { entry -> Int in
      let station = factory.stations[stations[Int(entry.machine)]]
      let cause =
        entry.mode >= 0
        ? station.failures[Int(entry.mode)].name : station.components[Int(entry.component)].name
      if let place = places[cause] { return place }
      places[cause] = causes.count
      causes.append(cause)
      return causes.count - 1
    }
    return [
      "count": .number(Double(recording.failures.count)), "causes": .list(causes.map { .text($0) }),
      "times": Replay.series(recording.failures.map { recording.tenths($0.time) }),
      "machines": Replay.series(recording.failures.map { Int($0.machine) }),
      "cause": Replay.series(numbers),
    ]
  }

  /// What is marked on the line of time: the end of the warm-up, changes of the scenario, and of set-points.
  var marks: JSONValue {
    var marks: [(time: Double, text: String)] = []
    if factory.warmUp > recording.stretch.start {
      marks.append((factory.warmUp, "the warm-up ends"))
    }
    let notes = TimelineNotes.notes(in: scenario.resolvedText)
    for (index, step) in factory.timeline.enumerated() {
      let note = notes.count == factory.timeline.count ? notes[index] : ""
      marks.append((step.time, note.isEmpty ? "change in the scenario" : note))
    }
    for change in recording.setPointChanges {
      let rule = factory.controlRules[change.rule]
      let station = factory.stations[rule.station]
      let values = zip(rule.moves, change.suggestion.setPoints).map { move, value in
        let point = station.setPoints[move.setPoint]
        let shown = point.unit.shown(value)
        return "\(point.name) \(NumberText.significant(shown)) \(point.unit.name)"
      }
      marks.append((change.settledAt, "\(rule.name): " + values.joined(separator: ", ")))
    }
    let shown = recording.stretch.start...max(recording.stretch.start, recording.end)
    let order = marks.enumerated().filter { shown.contains($0.element.time) }
      .sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }
    return .list(
      order.map { ["time": .number($0.element.time), "text": .text($0.element.text)] })
  }
}
