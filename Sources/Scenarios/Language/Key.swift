/// A key of the language: its name, type, default, meaning, and whether it may move in a run.
///
/// The one table of keys is made of these. From it come the reader, its errors, the overrides, the
/// resolved writer, the schema, the reference page, the list of factors and the completion of paths.
struct Key: Sendable {
  /// Whether a value may move while the simulation runs.
  enum Change: String, Sendable {
    case structural, live
  }

  /// What holds where the key is not written.
  enum Standard: Sendable {
    /// Nothing: the key may be left out.
    case nothing
    /// The key must be written; what to write, for the message.
    case required(example: String)
    /// A value, as it would be written; the resolved text has it.
    case value(String)
    /// Something that depends on the rest, in words.
    case described(String)
  }

  var name: String
  var shape: Shape
  var standard: Standard
  var change: Change
  /// What the key means, one line.
  var doc: String
  /// Another spelling that is read as well: `minimize`.
  var spelling: String?
  /// What this version does not simulate, in the plural: `components that wear`.
  ///
  /// `nil` where the key is simulated.
  var missing: String?

  /// A key that is simulated.
  static func key(
    _ name: String, _ shape: Shape, _ standard: Standard, _ change: Change, _ doc: String
  ) -> Key {
    Key(name: name, shape: shape, standard: standard, change: change, doc: doc)
  }

  /// A key that is simulated and may not move in a run.
  static func key(_ name: String, _ shape: Shape, _ standard: Standard, _ doc: String) -> Key {
    key(name, shape, standard, .structural, doc)
  }

  /// A key that is simulated, may be left out, and may not move in a run.
  static func key(_ name: String, _ shape: Shape, spelling: String? = nil, _ doc: String) -> Key {
    var key = key(name, shape, .nothing, .structural, doc)
    key.spelling = spelling
    return key
  }

  /// A key that is read and checked, and that this version does not simulate.
  static func later(
    _ name: String, _ shape: Shape, _ standard: Standard, _ change: Change, _ missing: String,
    _ doc: String
  ) -> Key {
    var key = key(name, shape, standard, change, doc)
    key.missing = missing
    return key
  }

  /// A key that is not simulated, and that may not move in a run.
  static func later(
    _ name: String, _ shape: Shape, _ standard: Standard, _ missing: String, _ doc: String
  ) -> Key {
    later(name, shape, standard, .structural, missing, doc)
  }

  /// A key that is not simulated, may be left out, and may not move in a run.
  static func later(_ name: String, _ shape: Shape, _ missing: String, _ doc: String) -> Key {
    later(name, shape, .nothing, .structural, missing, doc)
  }

  /// The value that holds where the key is not written.
  var standardValue: String? {
    if case .value(let text) = standard { text } else { nil }
  }

  /// What to write, where the key must be written.
  var requiredExample: String? {
    if case .required(let example) = standard { example } else { nil }
  }
}

/// The kinds of section, each with a list of keys.
enum SectionKind: String, CaseIterable, Sendable {
  // Scenario.
  case scenario, calendar, product, release, due, order, operation, back, queueLimit, batch
  case station, machine, machineType, setPoint, minimumRun, setupCycle, power, failure, component,
    wearState
  case replacement, restorationCost, sensor, sensorFault
  case waveform, bearing, gear, shaft, motor, cutting
  case characteristic, gauge, controlChart, cusum, ewma, crew, operatorGroup, tool, vehicle, move
  case clock, ambient, item, supplier, outage, discount, lossOfYield, stockLosses, rush, market,
    buffer, store,
    replenishment,
    customer,
    season
  case promotion, shortage, historyRow, rule, replace, retraining, wearAction, stop, inspection
  case warning, step
  case control, controlledSetPoint, runToRun, evolutionary, safeSteps, worth
  case costs
  // Experiment.
  case experiment, arm, observation, replications, businessCase

  /// The keys of the section, in the order in which they are written.
  var keys: [Key] { KeyTable.keys(of: self) }

  /// The key of that name or spelling.
  func key(_ name: String) -> Key? {
    KeyTable.index(of: self)[name]
  }

  /// The key that a single value gives where a mapping may stand: the value of a set-point.
  var principalKey: String? {
    switch self {
    case .setPoint, .characteristic: "value"
    default: nil
    }
  }
}
