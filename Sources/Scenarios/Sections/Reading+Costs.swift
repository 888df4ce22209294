import FactoryModel

/// Costs, all in one currency.
extension Reading {
  /// Reads `costs`.
  mutating func readCosts(_ value: Value, stations: [StationDraft]) -> CostRates {
    var costs = CostRates()
    guard let section = open(value, as: .costs) else { return costs }
    if let downtime = section["downtime"] {
      let what = "stations, each a name and money per time as in {press: 420 EUR/h}"
      let names = NameIndex(stations.map(\.station.name))
      for entry in entries(downtime, of: what) ?? [] {
        let rate = money(entry.value, .costPerTime, &costs)
        if let index = names.index(of: entry.name) {
          costs.downtime[index] = rate
        } else {
          let place = DocumentNode(content: .nothing, place: entry.place)
          unknownName(
            Value(node: place, path: downtime.path), entry.name, kind: "station", among: names)
        }
      }
    }
    if let scrap = section["scrap"] {
      if says(scrap, "value") {
        error(scrap, "scrap that costs its material's value is not simulated yet")
      } else {
        costs.scrap = money(scrap, .costPerPart, &costs) ?? 0
      }
    }
    if let escape = section["escape"] { costs.escape = money(escape, .costPerPart, &costs) ?? 0 }
    return costs
  }

  private mutating func money(
    _ value: Value, _ expectation: Expectation, _ costs: inout CostRates
  ) -> Double? {
    guard let quantity = quantity(value, expectation) else { return nil }
    if let counted = quantity.counted, !["part", "parts", "piece", "pieces"].contains(counted) {
      error(value, "money per \(counted) is not simulated yet; expected \(expectation.example)")
      return nil
    }
    guard let currency = quantity.currency else { return quantity.value }
    if let first = costs.currency, first != currency {
      error(value, "is in \(currency), but costs before it are in \(first); use one currency")
      return nil
    }
    costs.currency = currency
    return quantity.value
  }
}
