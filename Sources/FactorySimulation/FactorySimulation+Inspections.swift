import FactoryModel

/// Models that judge parts.
extension FactorySimulation {
  /// Whether the model of an operation thinks a defect likely enough to reject a part, whose gauges have been read.
  @inline(never)
  mutating func modelRejects(_ part: Int, _ operation: Int, on machine: Int) -> Bool {
    let place = Int(operations[operation].model)
    if inspectionModels[place].readsFeatures { refreshFeatures(of: machine) }
    let features = inspectionModels[place].inputs.map { input in
      switch input {
      case .gauge(let gauge, let unitSize): measured.gauges[gauge].shown / unitSize
      case .machine(let input): value(of: input, at: machine)
      }
    }
    let chance = inspectionModels[place].predictor.chanceOfDefect(features: features)
    let isRejected = chance > inspectionModels[place].chance
    inspectionModels[place].account.note(
      isRejected: isRejected, hasDefect: parts[part].defects != 0)
    return isRejected
  }

  /// Notes a part that is inspected, whose gauges have been read.
  @inline(never)
  mutating func noteInspection(_ operation: Int, of part: Int, on machine: Int) {
    guard now >= historyStart else { return }
    let station = Int(operations[operation].station)
    let first = flow.inspectionValues.count
    flow.inspections.append(
      FlowHistory.Inspection(
        time: now, station: operations[operation].station, product: operations[operation].product,
        number: parts[part].number, defects: parts[part].defects, firstValue: first))
    for _ in 0..<measured.count { flow.inspectionValues.append(.nan) }
    for gauge in operations[operation].read.range {
      let characteristic = Int(measured.gauges[gauge].characteristic)
      flow.inspectionValues[first + characteristic] =
        measured.gauges[gauge].shown / factory.characteristics[characteristic].unitSize
    }
    let current = currentFactory.stations[station]
    if !current.features.isEmpty {
      refreshFeatures(of: machine)
      flow.inspectionValues += sensing.features[machine]
    }
    flow.inspectionValues += current.setPoints.map { $0.unit.shown($0.value) }
  }
}

extension InspectionModelAccount {
  /// Counts a part.
  fileprivate mutating func note(isRejected: Bool, hasDefect: Bool) {
    judged += 1
    if hasDefect { defective += 1 }
    if isRejected { rejected += 1 }
    if isRejected, !hasDefect { falseRejections += 1 }
    if !isRejected, hasDefect { misses += 1 }
  }
}
