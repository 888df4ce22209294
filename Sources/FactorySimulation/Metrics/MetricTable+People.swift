import FactoryModel
import SimulationStatistics

/// Metrics of crews, operators, tools and vehicles.
extension MetricTable {
  mutating func addCrew(_ index: Int, _ crew: Crew) {
    let path = "crews.\(crew.name)"
    addRatio(
      "\(path).utilization", "1", .neither, "time at repairs per time on shift, of all members"
    ) { Ratio($0.crews[index].working, per: $0.crews[index].onShift) }
    add(
      "\(path).waiting", "machines", .lower, "time average of the machines that wait for the crew"
    ) {
      $0.crews[index].waiting / $0.duration
    }
    addRatio("\(path).response_time", "min", .lower, "mean time from the call until the crew comes")
    {
      Ratio($0.crews[index].responseTime / 60, per: Double($0.crews[index].repairs))
    }
    add("\(path).repairs", "repairs", .neither, "repairs that were begun") {
      Double($0.crews[index].repairs)
    }
  }

  mutating func addFleet(_ index: Int, _ fleet: Fleet) {
    let path = "vehicles.\(fleet.name)"
    addRatio(
      "\(path).utilization", "1", .neither, "time on the way, empty or not, per time on shift"
    ) { Ratio($0.fleets[index].loaded + $0.fleets[index].empty, per: $0.fleets[index].onShift) }
    addRatio(
      "\(path).empty", "1", .lower, "share of the time on the way in which nothing is carried"
    ) {
      let account = $0.fleets[index]
      return Ratio(account.empty, per: account.loaded + account.empty)
    }
    addRatio(
      "\(path).waiting_time", "min", .lower, "mean time from the call until a vehicle is there"
    ) { Ratio($0.fleets[index].waited / 60, per: Double($0.fleets[index].carried)) }
    add("\(path).carried_parts", "parts", .neither, "parts that were fetched") {
      Double($0.fleets[index].carried)
    }
  }

  mutating func addResource(_ index: Int, _ resource: Resource) {
    let path = (resource.kind == .operators ? "operators." : "tools.") + resource.name
    addRatio("\(path).utilization", "1", .neither, "time at work per time on shift, of all of them")
    {
      Ratio($0.resources[index].working, per: $0.resources[index].onShift)
    }
  }
}
