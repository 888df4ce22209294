import FactoryModel

/// Whether the arms of an experiment give rows with the same columns.
enum ArmComparison {
  /// Compares the arms with the first.
  ///
  /// - Throws: ``DatasetProblem`` that says what one of them has otherwise.
  static func check(_ arms: [DatasetArm]) throws(DatasetProblem) {
    for arm in arms.dropFirst() {
      for ((what, first), (_, other)) in zip(facts(arms[0].factory), facts(arm.factory))
      where first != other {
        throw DatasetProblem(
          .input,
          "the arm '\(arm.name)' has other \(what) than '\(arms[0].name)' (\(list(other)); there \(list(first))); all arms of a "
            + "dataset need the same, so that their rows can stand in one table")
      }
    }
  }

  private static func list(_ names: [String]) -> String {
    names.isEmpty ? "none" : names.joined(separator: ", ")
  }

  /// What must be the same, in words.
  private static func facts(_ factory: Factory) -> [(what: String, names: [String])] {
    let stations = factory.stations
    return [
      (
        "machines",
        stations.flatMap { station in station.machines.map { "\(station.name).\($0.name)" } }
      ),
      ("products", factory.products.map(\.name)),
      (
        "components",
        stations.flatMap { station in station.components.map { "\(station.name).\($0.name)" } }
      ),
      (
        "failure modes",
        stations.flatMap { station in station.failures.map { "\(station.name).\($0.name)" } }
      ),
      (
        "sensors",
        stations.flatMap { station in
          station.sensors.map { sensor in
            // The name of the fault's kind, without its figures.
            let faults = sensor.faults.map { " with \("\($0.behavior)".prefix { $0 != "(" })" }
              .joined()
            let rhythm = sensor.rhythm == .part ? " of parts" : ""
            let features = sensor.features.map { ", \($0.name)" }.joined()
            return
              "\(station.name).\(sensor.name) [\(sensor.unit.name)]\(rhythm)\(faults)\(features)"
          }
        }
      ),
      (
        "set-points",
        stations.flatMap { station in
          station.setPoints.map { "\(station.name).\($0.name) [\($0.unit.name)]" }
        }
      ),
      (
        "waveforms",
        stations.flatMap { station in
          station.waveforms.map { waveform in
            let features = waveform.features.map { ", \($0.name)" }.joined()
            return
              "\(station.name).\(waveform.name) [\(waveform.unit.name)] of \(waveform.length)\(features)"
          }
        }
      ),
      ("customers", factory.customers.map(\.name)),
      ("stores", factory.stores.map(\.name)),
      ("items", factory.items.map { "\($0.name) in \($0.unit)" }),
      ("kinds of defect", factory.defects),
      ("characteristics", factory.characteristics.map { "\($0.name) [\($0.unit)]" }),
      ("hours of record", ["\(DatasetDescription.short(factory.horizon / 3_600)) h"]),
    ]
  }
}
