/// The keys of every kind of section.
enum KeyTable {
  static func keys(of kind: SectionKind) -> [Key] { sections[kind]?.keys ?? [] }

  static func index(of kind: SectionKind) -> [String: Key] { sections[kind]?.index ?? [:] }

  private struct Entry: Sendable {
    var keys: [Key]
    var index: [String: Key]
  }

  private static let sections: [SectionKind: Entry] = {
    var entries: [SectionKind: Entry] = [:]
    for kind in SectionKind.allCases {
      var index: [String: Key] = [:]
      let keys = list(of: kind)
      for key in keys {
        index[key.name] = key
        if let spelling = key.spelling { index[spelling] = key }
      }
      entries[kind] = Entry(keys: keys, index: index)
    }
    return entries
  }()

  private static func list(of kind: SectionKind) -> [Key] {
    switch kind {
    case .scenario: scenario
    case .calendar: calendar
    case .product: product
    case .release: release
    case .due: due
    case .order: order
    case .operation: operation
    case .back: back
    case .queueLimit: queueLimit
    case .batch: batch
    case .station: station
    case .machine: machine
    case .machineType: machineType
    case .setPoint: setPoint
    case .minimumRun: minimumRun
    case .setupCycle: setupCycle
    case .power: power
    case .failure: failure
    case .component: component
    case .wearState: wearState
    case .replacement: replacement
    case .restorationCost: restorationCost
    case .sensor: sensor
    case .sensorFault: sensorFault
    case .waveform: waveform
    case .bearing: bearing
    case .gear: gear
    case .shaft: shaft
    case .motor: motor
    case .cutting: cutting
    case .characteristic: characteristic
    case .gauge: gauge
    case .controlChart: controlChart
    case .cusum: cusum
    case .ewma: ewma
    case .crew: crew
    case .operatorGroup: operatorGroup
    case .tool: tool
    case .vehicle: vehicle
    case .move: move
    case .clock: clock
    case .ambient: ambient
    case .item: item
    case .supplier: supplier
    case .outage: outage
    case .discount: discount
    case .lossOfYield: lossOfYield
    case .stockLosses: stockLosses
    case .rush: rush
    case .market: market
    case .buffer: buffer
    case .store: store
    case .replenishment: replenishment
    case .customer: customer
    case .season: season
    case .promotion: promotion
    case .shortage: shortage
    case .historyRow: historyRow
    case .rule: rule
    case .replace: replace
    case .retraining: retraining
    case .wearAction: wearAction
    case .stop: stop
    case .inspection: inspection
    case .warning: warning
    case .step: step
    case .control: control
    case .controlledSetPoint: controlledSetPoint
    case .runToRun: runToRun
    case .evolutionary: evolutionary
    case .safeSteps: safeSteps
    case .worth: worth
    case .costs: costs
    case .experiment: experiment
    case .arm: arm
    case .observation: observation
    case .replications: replications
    case .businessCase: businessCase
    }
  }
}
