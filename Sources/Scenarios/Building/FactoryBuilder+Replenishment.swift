import FactoryModel

/// When stores order, and how much.
extension FactoryBuilder {
  /// Time between looks where a rule needs some and nothing is said.
  private static let usualReview = 86_400.0

  /// Sets the rule of a store whose ways are known.
  mutating func setRule(of store: inout Store, _ node: TreeNode?, item: String) {
    guard let rule = node?.section else {
      if node?.text == "one_for_one" { store.replenishment = .baseStock(store.initial) }
      return
    }
    store.countsEchelon = rule["echelon_base_stock"] != nil
    store.multiple = amount(rule["lot"], of: item) ?? 1
    store.countsOwed = rule["cards"] == nil
    store.review = rule["review"]?.quantity?.value
    if let lots = rule["planned"]?.text {
      store.replenishment = .planned(plan(lots, rule, for: store, item: item))
    } else if rule["forecast"] != nil {
      // Where a model cannot be had, which is noted, something stands for it, so that nothing else is found wrong.
      let method = wayToForecast(rule) ?? .movingAverage(periods: 8)
      store.replenishment = .forecast(forecast(by: method, rule, of: item))
      setTimes(of: &store)
    } else if let buffer = rule["demand_driven"]?.section {
      store.replenishment = .demandDriven(
        BufferRule(
          periods: buffer["periods"]?.count ?? 30,
          leadTimeFactor: buffer["lead_time_factor"]?.quantity?.value ?? 0.5,
          variabilityFactor: buffer["variability_factor"]?.quantity?.value ?? 0.5,
          cycle: buffer["cycle"]?.quantity?.value ?? 0))
      setTimes(of: &store)
    } else {
      store.replenishment = levels(rule, item: item)
    }
  }

  /// What rules that go by the demand of a time need to know: when they look, and how long a delivery takes.
  private func setTimes(of store: inout Store) {
    store.review = store.review ?? FactoryBuilder.usualReview
    for link in store.links.indices {
      store.links[link].meanLeadTime = meanTime(from: store.links[link])
    }
  }

  private func levels(_ rule: TreeSection, item: String) -> Store.Replenishment {
    func amount(_ key: String) -> Int? { self.amount(rule[key], of: item) }
    if let base = amount("base_stock") ?? amount("echelon_base_stock") { return .baseStock(base) }
    if let cards = rule["cards"]?.count {
      let lot = amount("lot") ?? 1
      return .lots(lot, below: (cards - 1) * lot)
    }
    guard let below = amount("below") else { return .never }
    if let upTo = amount("up_to") { return .upTo(upTo, below: below) }
    return amount("order").map { .lots($0, below: below) } ?? .never
  }

  private mutating func plan(
    _ lots: String, _ rule: TreeSection, for store: Store, item: String
  ) -> RequirementsRule {
    func time(_ key: String) -> Double? { rule[key]?.quantity?.value }
    let period = store.review ?? FactoryBuilder.usualReview
    return RequirementsRule(
      lots: lots == "economic_order"
        ? .economicOrder : lots == "wagner_whitin" ? .wagnerWhitin : .lotForLot,
      leadTime: (time("planned_lead_time") ?? meanTime(from: store.links[0]))
        + (time("safety_time") ?? 0),
      frozenPeriods: Int(((time("frozen") ?? 0) / period - 1e-9).rounded(.up)),
      safetyStock: amount(rule["safety_stock"], of: item) ?? 0,
      forecast: wayToForecast(rule))
  }

  /// How demand is foretold; `nil` where nothing is said of it, or by a model that cannot be had.
  private mutating func wayToForecast(_ rule: TreeSection) -> ForecastRule.Method? {
    guard let node = rule["forecast"], let method = node.text else { return nil }
    switch method {
    case "moving_average": return .movingAverage(periods: rule["periods"]?.count ?? 8)
    case "exponential_smoothing":
      return .exponentialSmoothing(weight: rule["weight"]?.quantity?.value ?? 0.2)
    case "seasonal_naive": return .seasonalNaive(season: rule["season"]?.count ?? 7)
    case let name where Reading.fittedForecasts.contains(name):
      return .fitted(name: name, season: rule["season"]?.count)
    default: break
    }
    guard let found = shelved(node) else { return nil }
    guard case .demand(let predictor) = found.answer else {
      reading.error(
        node.place, node.path,
        "\(quoted(found.reference)) gives \(found.answer.name), not a forecast of demand; make one with "
          + "'fettle forecast … --register'")
      return nil
    }
    return .model(DemandModel(reference: found.reference, predictor: predictor))
  }

  private func forecast(
    by method: ForecastRule.Method, _ rule: TreeSection, of item: String
  ) -> ForecastRule {
    var forecast = ForecastRule(method: method, cover: rule["cover"]?.quantity?.value ?? 0)
    if let chance = rule["service"]?.quantity?.value {
      forecast.safety = .service(chance)
    } else if let share = rule["fill_rate"]?.quantity?.value {
      forecast.safety = .fillRate(share)
    } else if let stock = amount(rule["safety_stock"], of: item) {
      forecast.safety = .stock(stock)
    }
    return forecast
  }
}
