/// Checks of when stores order, and how much.
extension Reading {
  /// The rule is one of the ways to order, with the keys that it needs.
  mutating func checkReplenishment(_ rule: TreeSection, of store: TreeSection) {
    let ways = [
      "base_stock", "echelon_base_stock", "below", "planned", "forecast", "demand_driven", "cards",
    ]
    // A plan may be for what is foretold.
    let given = ways.filter { rule[$0] != nil && !($0 == "forecast" && rule["planned"] != nil) }
    guard let way = given.first else {
      error(
        rule.place, rule.path,
        "says not when to order; expected a rule such as '{below: 16 t, up_to: 36 t}' or "
          + "'{base_stock: 3}'")
      return
    }
    for other in given.dropFirst() { exclude(way, other, rule) }
    let sizes = ["up_to", "order"].filter { rule[$0] != nil }
    if way == "below", sizes.isEmpty, let place = rule.place(of: "below") {
      error(place, rule.path, "has 'below' but not how much; add 'up_to' or 'order'")
    }
    if sizes.count == 2 { exclude("up_to", "order", rule) }
    checkForecast(rule)
    checkPlan(rule, of: store)
    if let below = rule["below"]?.quantity, let upTo = rule["up_to"],
      let target = upTo.quantity, target.value <= below.value
    {
      error(
        upTo.place, upTo.path,
        "\(quoted(upTo.text ?? "")) is not more than 'below', which is "
          + "\(quoted(rule["below"]?.text ?? ""))")
    }
  }

  /// A plan is made at looks, and knows how long it takes until something is there.
  private mutating func checkPlan(_ rule: TreeSection, of store: TreeSection) {
    guard let planned = rule["planned"] else {
      for key in ["planned_lead_time", "safety_time", "frozen"] {
        guard let place = rule.place(of: key) else { continue }
        error(
          place, rule.path,
          "'\(key)' belongs to 'planned'; add one, such as 'planned: lot_for_lot'")
      }
      return
    }
    if rule["review"] == nil {
      error(
        planned.place, rule.path,
        "plans are made at looks, and nothing says when these are; add 'review', such as "
          + "'review: 1 wk'")
    }
    if store["from"]?.text == "route", rule["planned_lead_time"] == nil {
      error(
        planned.place, rule.path,
        "nothing says how long it takes to make it; add 'planned_lead_time', such as "
          + "'planned_lead_time: 1 wk'")
    }
  }

  /// Methods that are fitted anew at each look, by their names in the library of forecasts.
  static let fittedForecasts = [
    "ets", "theta", "dotm", "ses", "drift", "croston", "sba", "tsb", "adida", "imapa", "discounted",
    "automatic",
  ]

  /// Forecasts are made at looks, with the keys of their method and one kind of safety.
  private mutating func checkForecast(_ rule: TreeSection) {
    let methods = ["periods": "moving_average", "weight": "exponential_smoothing"]
    let method = rule["forecast"]?.text
    let seasonal = ["seasonal_naive"] + Reading.fittedForecasts
    if let place = rule.place(of: "season"), method.map({ !seasonal.contains($0) }) ?? true {
      error(
        place, rule.path,
        "'season' belongs to 'forecast: seasonal_naive', or a method that is fitted such as 'forecast: ets'"
      )
    }
    for entry in rule.entries {
      let key = entry.key.name
      if let own = methods[key], method != own {
        error(entry.place, rule.path, "'\(key)' belongs to 'forecast: \(own)'")
      } else if key == "safety_stock", rule["planned"] != nil {
        continue
      } else if ["cover", "service", "fill_rate", "safety_stock"].contains(key),
        method == nil || rule["planned"] != nil
      {
        error(
          entry.place, rule.path,
          "'\(key)' belongs to 'forecast'; add one, such as 'forecast: moving_average'")
      }
    }
    guard let method, let forecast = rule["forecast"] else { return }
    let ways = ["moving_average", "exponential_smoothing"] + seasonal
    if !ways.contains(method), !method.contains("@") {
      let hint =
        NearestName.of(method, among: ways).map { "; did you mean \(quoted($0))?" }
        ?? "; expected \(enumerated(ways, joinedBy: "or"))"
      error(forecast.place, forecast.path, "unknown way to forecast \(quoted(method))\(hint)")
    }
    let safeties = ["service", "fill_rate", "safety_stock"].filter { rule[$0] != nil }
    for other in safeties.dropFirst() { exclude(safeties[0], other, rule) }
    for key in safeties.dropLast(safeties.last == "safety_stock" ? 1 : 0) {
      guard let value = rule[key]?.quantity?.value, value >= 1, let node = rule[key] else {
        continue
      }
      error(
        node.place, node.path,
        "\(quoted(node.text ?? "")) cannot be reached with any stock; expected less than 100 %")
    }
  }
}
