import Experiments
import MaintenanceTheory

/// Machines that share crews and spares.
extension ModelFamily {
  /// Machines of which so many have to work.
  static let redundantMachines = ModelFamily.factory(
    "maint.k_out_of_n", parameters: ["n", "k", "crews", "mean_life", "mean_repair"],
    exact: { (battery) throws(CaseProblem) in
      let parameters = battery.parameters
      let (units, needed) = (try parameters.whole("n"), try parameters.whole("k"))
      let crews = try parameters.whole("crews")
      let life = try parameters.positive("mean_life")
      let repair = try parameters.positive("mean_repair")
      return try battery.theory { (wanted) throws(MaintenanceError) in
        guard wanted.name == "MTTF_from_new" else { return nil }
        let system = try KOutOfN(
          units: units, needed: needed, crews: crews, meanLife: life, meanRepair: repair)
        return ExactValue(wanted.name, system.meanTimeToFirstFailure)
      }
    }
  ) { (battery, plan) throws(CaseProblem) in
    let parameters = battery.parameters
    let machines = try parameters.whole("n")
    // All machines are good at the start. By then each has failed some times, and has been repaired even
    // where they all wait for the same crew.
    var length = plan
    let repairs = Double(machines) * (try parameters.positive("mean_repair"))
    length.warmUp = max(plan.warmUp, 10 * (try parameters.positive("mean_life") + repairs))
    let spare = machines - (try parameters.whole("k"))
    var text = ScenarioText(battery.id, length)
    text.add("crews", "{fitters: {size: \(try parameters.whole("crews"))}}")
    text.addProduct(release: "saturated", route: ["units"])
    text.addStation(
      "units",
      [
        ("machines", "\(machines)"), ("time", "10000 min"),
        (
          "components",
          "{unit: {life: exponential \(ScenarioText.minutes(try parameters.positive("mean_life"))), "
            + "replace: {failed: exponential "
            + "\(ScenarioText.minutes(try parameters.positive("mean_repair"))), by: fitters}}}"
        ),
      ])
    let down = MetricFormula.metric("machines_down.share_over(\(spare))")
    let failures = MetricFormula.perMinute("machines_down.rises_above(\(spare))")
    return try ScenarioModel(text, for: battery.expected) { metric in
      switch metric {
      case "system_availability": 1 - down
      case "unavailability": down
      case "system_failures_per_time": failures
      case "MUT": (1 - down) / failures
      case "MDT": down / failures
      case "unit_availability":
        1 - .metric("stations.units.down") - .metric("stations.units.waiting_for_repair")
      default: nil
      }
    }
  }

  /// A store of spares with one order for each piece taken.
  static let sparesPalm = ModelFamily.factory(
    "maint.spares_palm", parameters: ["lambda_", "repair", "base_stock"]
  ) { (battery, length) throws(CaseProblem) in
    let parameters = battery.parameters
    let stock = try parameters.whole("base_stock")
    var text = ScenarioText(battery.id, length)
    text.add("items", "{unit: {unit: piece}}")
    text.add("suppliers", "{shop: {sells: unit, lead_time: \(try parameters.time("repair"))}}")
    text.add(
      "stores",
      "{crib: {holds: unit, from: shop, initial: \(stock), replenish: {base_stock: \(stock)}}}")
    text.add(
      "customers",
      "{field: {buys: unit, from: crib, every: "
        + "\(ScenarioText.exponential(rate: try parameters.positive("lambda_")))}}")
    text.addIdleMachine()
    return try ScenarioModel(text, for: battery.expected) { metric in
      switch metric {
      case "pipeline_mean": .metric("stores.crib.on_order")
      case "fill_rate": .metric("stores.crib.fill_rate")
      case "EBO": .metric("stores.crib.backorders")
      case "mean_on_hand": .metric("stores.crib.on_hand")
      default: nil
      }
    }
  }

  /// Machines whose repair needs somebody and a spare.
  static let crewAndSpares = ModelFamily.factory(
    "integrated.crew_and_spares",
    parameters: ["machines", "crews", "base_stock", "mean_life", "mean_repair", "mean_lead"]
  ) { (battery, length) throws(CaseProblem) in
    let parameters = battery.parameters
    let stock = try parameters.whole("base_stock")
    func exponential(_ name: String) throws(CaseProblem) -> String {
      "exponential \(ScenarioText.minutes(try parameters.positive(name)))"
    }
    var text = ScenarioText(battery.id, length)
    text.add("items", "{unit: {unit: piece}}")
    text.add("suppliers", "{shop: {sells: unit, lead_time: \(try exponential("mean_lead"))}}")
    text.add(
      "stores",
      "{crib: {holds: unit, from: shop, initial: \(stock), replenish: {base_stock: \(stock)}, "
        + "orders: when_taken}}")
    text.add("crews", "{fitters: {size: \(try parameters.whole("crews"))}}")
    text.addProduct(release: "saturated", route: ["units"])
    text.addStation(
      "units",
      [
        ("machines", "\(try parameters.whole("machines"))"), ("time", "10000 min"),
        (
          "components",
          "{unit: {life: \(try exponential("mean_life")), replace: {failed: "
            + "\(try exponential("mean_repair")), by: fitters, uses: {unit: 1}, from: crib}}}"
        ),
      ])
    let machines = MetricFormula.number(Double(try parameters.whole("machines")))
    return try ScenarioModel(text, for: battery.expected) { metric in
      switch metric {
      case "mean_availability":
        1 - .metric("stations.units.down") - .metric("stations.units.waiting_for_repair")
      case "crew_utilisation": .metric("crews.fitters.utilization")
      case "mean_parts_on_hand": .metric("stores.crib.on_hand")
      case "mean_waiting_machines": .metric("stations.units.waiting_for_repair") * machines
      case "P_stockout": .metric("stores.crib.stock_out")
      case "failure_rate": .metric("stations.units.failures") / .number(length.length)
      default: nil
      }
    }
  }
}
