import FactoryModel
import ProcessQuality
import RandomVariates

/// The characteristics of a factory, laid out flat.
struct CharacteristicTables {
  var characteristics: [CharacteristicRecord] = []
  var values: [ValueRecord] = []
  var shifts: [ShiftRecord] = []
  var gauges: [GaugeRecord] = []
  var charts: [ChartRecord] = []

  init(_ characteristics: [Characteristic]) {
    self.characteristics = characteristics.map { characteristic in
      var record = CharacteristicRecord(bit: 1 << characteristic.defect)
      if let limits = characteristic.limits { (record.lower, record.upper) = limits.ends }
      return record
    }
  }

  mutating func add(_ added: [CharacteristicShift]) -> Stretch {
    let first = Int32(shifts.count)
    shifts += added.map {
      ShiftRecord(characteristic: Int32($0.characteristic), amount: $0.amount)
    }
    return Stretch(first: first, count: Int32(added.count))
  }
}

extension SpecificationLimits {
  fileprivate var ends: (Double, Double) { (lower, upper) }
}

extension FactoryTables {
  /// Adds the values that an operation gives.
  mutating func add(
    _ measured: [CharacteristicValue], path: String, of factory: Factory
  ) -> Stretch {
    let first = Int32(characteristics.values.count)
    for value in measured {
      let name = factory.characteristics[value.characteristic].name
      characteristics.values.append(
        ValueRecord(
          characteristic: Int32(value.characteristic),
          sampler: samplerTables.sampler(for: value.value),
          key: key(path, "characteristic \(name)")))
    }
    return Stretch(first: first, count: Int32(measured.count))
  }

  /// Adds the gauges of an inspection, whose route begins with the operation `route`.
  mutating func addGauges(
    of inspection: Inspection, otherwise: DispositionRecord, route: Int32, path: String,
    _ factory: Factory
  ) -> Stretch {
    let first = Int32(characteristics.gauges.count)
    for gauge in inspection.reads {
      let characteristic = factory.characteristics[gauge.characteristic]
      let own = inspection.dispositions[characteristic.defect].map {
        disposition($0, first: route)
      }
      var record = GaugeRecord(
        characteristic: Int32(gauge.characteristic), error: gauge.error,
        key: key(path, "reading \(characteristic.name)"), disposition: own ?? otherwise)
      if let limits = gauge.limits { (record.lower, record.upper) = limits.ends }
      if let chart = gauge.chart {
        record.chart = Int32(characteristics.charts.count)
        characteristics.charts.append(
          ChartRecord(
            chart: chart.chart, sampleSize: Int32(clamping: chart.sampleSize),
            stops: chart.response == .stop))
      }
      characteristics.gauges.append(record)
    }
    return Stretch(first: first, count: Int32(inspection.reads.count))
  }
}
