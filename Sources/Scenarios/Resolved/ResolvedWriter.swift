import FactoryModel

/// Writes a factory as a scenario in canonical form, with every default written out.
///
/// What an operation may take from its station stands at the operation; keys have the order of the
/// key table; nothing depends on the order of a dictionary.
enum ResolvedWriter {
  /// The scenario's text.
  static func text(of factory: Factory) -> String {
    var values: [String: ResolvedNode] = [
      "fettle": .text("1"),
      "name": .freeText(factory.name),
      "start": .text(factory.start.description),
      "warm_up": .text(ResolvedValues.time(factory.warmUp)),
      "horizon": .text(ResolvedValues.time(factory.horizon)),
      "products": .block([(factory.product.name, product(factory))]),
      "stations": .block(factory.stations.map { ($0.name, station($0, factory)) }),
    ]
    if !factory.calendars.isEmpty {
      values["calendars"] = .block(factory.calendars.map { ($0.name, calendar($0)) })
    }
    if let currency = factory.costs.currency {
      values["costs"] = costs(factory, currency)
    }
    var text = ""
    ResolvedNode.write(ResolvedNode.section(.scenario, values), indentation: 0, to: &text)
    return text
  }

  private static func calendar(_ calendar: WorkCalendar) -> ResolvedNode {
    let patterns = ResolvedValues.patterns(of: calendar.spans).map { pattern in
      ResolvedNode.flow(
        ResolvedNode.section(
          .calendar, ["days": .text(pattern.days), "shifts": .text(pattern.shifts)]))
    }
    return patterns.count == 1 ? patterns[0] : .flowList(patterns)
  }

  // MARK: - Product

  private static func product(_ factory: Factory) -> ResolvedNode {
    let route = factory.product.route.map { ($0.name, operation($0, factory)) }
    return .block(
      ResolvedNode.section(
        .product, ["release": release(factory.product.release), "route": .blockList(route)]))
  }

  private static func release(_ release: Release) -> ResolvedNode {
    switch release {
    case .saturated:
      return .text("saturated")
    case .keep(let parts):
      return .flow(ResolvedNode.section(.release, ["keep": .text("\(parts)")]))
    case .every(let interval, let lot, let lostIfFull):
      return .flow(
        ResolvedNode.section(
          .release,
          [
            "every": .text(ResolvedValues.distribution(interval)), "lot": .text("\(lot)"),
            "if_full": .text(lostIfFull ? "lost" : "wait"),
          ]))
    }
  }

  private static func operation(_ operation: Operation, _ factory: Factory) -> ResolvedNode {
    var values: [String: ResolvedNode] = [
      "at": .text(factory.stations[operation.station].name),
      "time": .text(ResolvedValues.distribution(operation.time)),
      "ideal_time": .text(ResolvedValues.time(operation.idealTime)),
      "makes": chances(operation.makes, factory),
    ]
    if let inspection = operation.inspection {
      values["finds"] = chances(inspection.finds, factory)
      values["false_alarm"] = .text(ResolvedValues.probability(inspection.falseAlarm))
      values["then"] = dispositions(inspection, factory)
    }
    return .block(ResolvedNode.section(.operation, values))
  }

  private static func chances(_ chances: [DefectChance], _ factory: Factory) -> ResolvedNode {
    .flow(
      chances.map {
        (factory.defects[$0.defect], .text(ResolvedValues.probability($0.probability)))
      })
  }

  private static func dispositions(_ inspection: Inspection, _ factory: Factory) -> ResolvedNode {
    var entries = inspection.dispositions.sorted { $0.key < $1.key }.map { defect, disposition in
      (key: factory.defects[defect], value: self.disposition(disposition, factory))
    }
    entries.append((Reading.otherwise, disposition(inspection.otherwise, factory)))
    return .flow(entries)
  }

  private static func disposition(
    _ disposition: Inspection.Disposition, _ factory: Factory
  ) -> ResolvedNode {
    switch disposition {
    case .scrap:
      return .text("scrap")
    case .back(let operation, let atMost):
      let name = factory.product.route[operation].name
      guard let atMost else { return .text("back to \(name)") }
      return .flow(
        ResolvedNode.section(.back, ["back_to": .text(name), "at_most": .text("\(atMost)")]))
    }
  }

  // MARK: - Stations

  private static func station(_ station: Station, _ factory: Factory) -> ResolvedNode {
    let numbered = (1...max(1, station.machines.count)).map { "\(station.name)_\($0)" }
    let machines: ResolvedNode =
      station.machines == numbered
      ? .text("\(station.machines.count)") : .flowList(station.machines.map { .text($0) })
    let calendar = station.calendar.map { factory.calendars[$0].name } ?? Reading.alwaysOpen
    return .block(
      ResolvedNode.section(
        .station,
        [
          "machines": machines,
          "buffer": .text(station.buffer.map { "\($0)" } ?? Reading.unlimited),
          "calendar": .text(calendar),
          "failures": .block(station.failures.map { ($0.name, failure($0)) }),
        ]))
  }

  private static func failure(_ mode: FailureMode) -> ResolvedNode {
    .flow(
      ResolvedNode.section(
        .failure,
        [
          "after": .text(ResolvedValues.distribution(mode.timeToFailure)),
          "clock": .text(mode.clock.rawValue),
          "repair": .text(ResolvedValues.distribution(mode.timeToRepair)),
        ]))
  }

  // MARK: - Costs

  private static func costs(_ factory: Factory, _ currency: String) -> ResolvedNode {
    let costs = factory.costs
    let downtime = costs.downtime.sorted { $0.key < $1.key }.map { index, rate in
      (
        key: factory.stations[index].name,
        value: ResolvedNode.text(ResolvedValues.costPerTime(rate, currency))
      )
    }
    return .block(
      ResolvedNode.section(
        .costs,
        [
          "downtime": .flow(downtime),
          "scrap": .text("\(ResolvedValues.number(costs.scrap)) \(currency)/part"),
          "escape": .text("\(ResolvedValues.number(costs.escape)) \(currency)/part"),
        ]))
  }
}
