import Experiments

/// A factory in Fettle's language, put together from texts.
///
/// One unit of time of a case is one minute.
struct ScenarioText: Sendable {
  /// A key with its value, both as they stand in the file.
  typealias Field = (key: String, value: String)

  var name: String
  /// Minutes that are discarded.
  var warmUp: Double
  /// Minutes that are measured.
  var horizon: Double
  private var top: [Field] = []
  private var products: [(name: String, fields: [Field], route: [String])] = []
  private var stations: [(name: String, fields: [Field])] = []

  init(_ name: String, _ run: RunLength) {
    self.name = name
    warmUp = run.warmUp
    horizon = run.length
  }

  /// Adds a key of the scenario itself.
  mutating func add(_ key: String, _ value: String) { top.append((key, value)) }

  /// Adds a product.
  ///
  /// - Parameters:
  ///   - name: Its name.
  ///   - release: How its parts enter.
  ///   - priority: Its priority, where there are several.
  ///   - route: Its operations: ``operation(_:_:)``, or names.
  mutating func addProduct(
    _ name: String = "part", release: String, priority: Int? = nil, route: [String]
  ) {
    let fields = [("release", release)] + (priority.map { [("priority", "\($0)")] } ?? [])
    products.append((name, fields, route))
  }

  /// Adds a station.
  mutating func addStation(_ name: String, _ fields: [Field]) { stations.append((name, fields)) }

  /// Adds a machine that has nothing to do with what is asked, since every factory has one.
  mutating func addIdleMachine() {
    addProduct(release: "saturated", route: ["idle"])
    addStation("idle", [("time", "10000 min")])
  }

  /// Adds a key to a station that was added.
  mutating func addField(_ key: String, _ value: String, toStation index: Int) {
    stations[index].fields.append((key, value))
  }

  // MARK: - Pieces

  /// An operation with its keys, in braces.
  static func operation(_ name: String, _ fields: [Field]) -> String {
    fields.isEmpty ? name : "\(name): \(braces(fields))"
  }

  /// Keys with their values, in braces.
  static func braces(_ fields: [Field]) -> String {
    "{" + fields.map { "\($0.key): \($0.value)" }.joined(separator: ", ") + "}"
  }

  /// A number in its shortest form.
  static func number(_ value: Double) -> String { NumberText.shortest(value) }

  /// So many minutes.
  static func minutes(_ value: Double) -> String { number(value) + " min" }

  /// Exponential times with a rate per minute.
  static func exponential(rate: Double) -> String { "exponential \(minutes(1 / rate))" }

  // MARK: - The whole

  /// The file.
  var yaml: String {
    var lines = ["fettle: 1", "name: \(name)"]
    if warmUp > 0 { lines.append("warm_up: \(ScenarioText.minutes(warmUp))") }
    lines.append("horizon: \(ScenarioText.minutes(horizon))")
    for field in top { lines.append("\(field.key): \(field.value)") }
    lines.append("products:")
    for product in products {
      lines.append("  \(product.name):")
      for field in product.fields { lines.append("    \(field.key): \(field.value)") }
      lines.append("    route:")
      for operation in product.route { lines.append("      - \(operation)") }
    }
    lines.append("stations:")
    for station in stations {
      lines.append("  \(station.name): \(ScenarioText.braces(station.fields))")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
