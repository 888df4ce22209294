import FactoryModel
import FactorySimulation
import Foundation
import Scenarios
import TestDraws
import TestSupport
import Testing

@testable import Importers

/// Models of jasima, in text and in JSON.
@Suite("Importing jasima models")
struct JasimaImportTests {
  @Test("Groups, set-ups, batches and jobs become stations, tables and orders", .tags(.exact))
  func files() throws {
    let scenario = try JasimaImporter.scenario(
      of: try fixture("shop.txt"), name: "shop.txt",
      options: ImportOptions(rule: ImportRule("EDD"), minimumBatch: 0.5))
    #expect(
      try scenario.text("scenario.yaml") == """
        # Written by 'fettle import jasima' from shop.txt.
        # 2 machine groups, 2 routes, both counted from 1.
        # Assumed: one unit of time of the source is 1 min.
        # Assumed: a weight of 2 is a priority of 1, and so on: rules weigh by 1 + priority.
        fettle: 1
        name: shop
        horizon: 49 min
        dispatch: {default: earliest due}
        products:
          route_1: {release: {orders: orders/route_1.csv}, route: {table: routes/route_1.csv}}
          route_2: {release: {orders: [{order: rush, release: 0.5 min, due: 30 min, priority: 0}]}, \
        route: {table: routes/route_2.csv}}
        stations:
          furnace_no__1: {machines: [furnace_no__1_1, furnace_no__1_2], free_machine: longest_free}
          saw: {machines: 3, free_machine: freed_last, setup_at_start: DEF_SETUP, \
        setup_times: {table: setups/saw.csv, otherwise: 0 min}}
        # Machines that come later stand still until then.
        maintenance:
          furnace_no__1_2_arrives: {of: furnace_no__1.furnace_no__1_2, \
        stop: {first: 0 s, every: 1000 yr, takes: 2.5 min}}

        """)
    #expect(
      try scenario.text("routes/route_1.csv") == """
        operation,at,time [min],setup,family,batch.same,batch.at_least,batch.at_most
        op_1,furnace_no__1,4,,ash,family,2,3
        op_2,saw,2,wide,,,,
        op_3,furnace_no__1,3,,oak,family,1,2

        """)
    #expect(
      try scenario.text("orders/route_1.csv") == """
        order,release [min],due [min],priority
        1,0,20,0
        2,0,9,2
        4,1,40,0

        """)
    #expect(
      try scenario.text("setups/saw.csv") == """
        from,to,time [min]
        DEF_SETUP,wide,1
        DEF_SETUP,narrow,2
        wide,narrow,1.5
        narrow,wide,3

        """)
  }

  /// First come, two to a batch of ash.
  ///
  /// Jobs 1 and 2 are in the first furnace (0–4). Job 3 is on the last saw,
  /// set up for it (0.5–3.5), and with job 4 in the second furnace (3.5–7.5). Job 1 goes to the saw that was freed
  /// last, which has to be set up anew (4–9), job 2 to the next (4–7) and into the first furnace as oak (7–10).
  /// Job 4 finds the saw of job 2 set up (7.5–9.5). Job 1 goes into the second furnace (9–12), job 4 into the
  /// first (10–13).
  @Test("Batches, set-ups and machines that come later are as worked by hand", .tags(.exact))
  func byHand() throws {
    let scenario = try JasimaImporter.scenario(
      of: try fixture("shop.txt"), name: "shop.txt", options: ImportOptions(minimumBatch: 0.5))
    let run = try ImportedRun(scenario)
    #expect(run.finishTimes == [12, 10, 13, 7.5])
  }

  @Test("A model in JSON takes its lots, rule, batches and horizon from a run", .tags(.exact))
  func json() throws {
    let model = try fixture("model.json")
    let scenario = try JasimaImporter.scenario(
      of: model, name: "model.json", orders: (try fixture("run.json"), "runs/run.json"),
      options: ImportOptions())
    let text = try scenario.text("scenario.yaml")
    #expect(text.contains("# Orders: run.json.\n"))
    #expect(text.contains("horizon: 60 min\ndispatch: {default: shortest time}\n"))
    #expect(
      scenario.ignored == [
        "'colour' of groups", "how often lots enter, as the orders say when",
        "when the lots were finished in that run",
      ])
    // Lot 0 is on the second lathe, set up for a (0–5); lot 1 on the first, which becomes one for b in no time
    // (0.5–2.5), and then one for a again, for lot 2 (2.5–6). The oven takes both (6–10).
    #expect(try ImportedRun(scenario).finishTimesByName == ["0": 10, "1": 2.5, "2": 10])

    let streams = try JasimaImporter.scenario(
      of: model, name: "model.json", options: ImportOptions(timeUnit: .hours))
    #expect(
      try streams.text("scenario.yaml").contains(
        "  route_2: {release: {every: exponential 11 h}, route: {table: routes/route_2.csv}}\n"))
    #expect(streams.assumed.contains("52 wk are simulated; change it with '--horizon'"))
    _ = try streams.read()
  }

  @Test(
    "Jobs that enter at one moment become products where routes would change their order",
    .tags(.exact))
  func orderOfEntry() throws {
    let text = "1\n2\n1\n1\n3\n2\njobs\n3\n2 0 0 1\n1 0 0 1 first\n2 1 0 1\n"
    let scenario = try JasimaImporter.scenario(of: text, name: "a", options: ImportOptions())
    let run = try ImportedRun(scenario)
    #expect(run.factory.products.map(\.name) == ["job_1", "job_2", "job_3"])
    #expect(run.finishTimes == [2, 5, 7])
  }

  @Test("Jobs may come again and again", .tags(.exact))
  func dynamic() throws {
    let text = """
      1
      2
      1
      1
      3
      2
      jobs_dynamic
      route
      1
      arrivals
      dblExp(12.5)
      due_dates
      const(4)
      weights
      const(3)
      numJobs
      100
      jobs_dynamic
      route
      2
      arrivals
      const(9)
      due_dates
      dblUnif(1, 2)
      weights
      const(1)
      jobs_dynamic
      route
      2
      arrivals
      const(40)
      due_dates
      const(2)
      weights
      const(2)
      """
    let scenario = try JasimaImporter.scenario(
      of: text, name: "a", options: ImportOptions(horizon: "4 wk"))
    #expect(
      try scenario.text("scenario.yaml").contains(
        """
        horizon: 4 wk
        dispatch: {default: first come}
        products:
          route_1: {release: {every: exponential 12.5 min, due: {after_release: 4 * work}}, priority: 2, \
        route: {table: routes/route_1.csv}}
          route_2: {release: {every: 9 min}, priority: 0, route: {table: routes/route_2.csv}}
          route_2_2: {release: {every: 40 min, due: {after_release: 2 * work}}, priority: 1, \
        route: {table: routes/route_2.csv}}

        """))
    #expect(
      scenario.ignored == [
        "line 17: no more than 100 jobs; they come as long as the run lasts",
        "line 24: due dates 'dblUnif(1,2)', which are no constant",
      ])
    _ = try scenario.read()
  }

  // MARK: - Against a simulator of our own

  /// A shop with ties: times and dates are quarters of minutes, so that all sums are exact.
  private func shop(_ draws: inout Draws, rule: String) -> ReferenceShop {
    let looksAhead = rule == "WINQ" || rule == "2PT+WINQ+NPT"
    var shop = ReferenceShop(groups: [], routes: [], jobs: [], rule: rule)
    func quarters(_ draws: inout Draws, _ range: ClosedRange<Int>) -> Double {
      Double(draws.whole(range)) / 4
    }
    var takesBatches: [Bool] = []
    for _ in 0..<draws.whole(1...4) {
      var group = ReferenceShop.Group(machineCount: [1, 2, 4][draws.index(below: 3)])
      // Where rules see the queues ahead, set-ups and batches would show in which order stations decide at one
      // moment.
      if !looksAhead, draws.chance(0.5) {
        for from in ["DEF_SETUP", "a", "b"] {
          for to in ["DEF_SETUP", "a", "b"] where from != to {
            group.setups[[from, to]] = quarters(&draws, 0...6)
          }
        }
      }
      if !looksAhead, draws.chance(0.4) {
        for _ in 0..<group.machineCount { group.releases.append(quarters(&draws, 0...20)) }
      }
      shop.groups.append(group)
      // Only the machine that has been free for longest is asked there, whatever its set-up.
      let isAsked = rule != "SST" || group.setups.isEmpty || group.machineCount == 1
      takesBatches.append(!looksAhead && isAsked && draws.chance(0.4))
    }
    for _ in 0..<draws.whole(1...4) {
      var route: [ReferenceShop.Operation] = []
      for _ in 0..<draws.whole(1...6) {
        let group = draws.index(below: shop.groups.count)
        var operation = ReferenceShop.Operation(group: group, time: quarters(&draws, 1...16))
        if !shop.groups[group].setups.isEmpty {
          operation.setup = [nil, "a", "b"][draws.index(below: 3)]
        }
        if takesBatches[group], draws.chance(0.7) {
          // Parts of one batch have one set-up and take one time.
          let number = draws.index(below: 2)
          operation.family = "f\(group)_\(number)_\(operation.setup ?? "")"
          operation.time = Double(number + 1)
          operation.largestBatch = 2 + number
        }
        route.append(operation)
      }
      shop.routes.append(route)
    }
    var release = 0.0
    for _ in 0..<draws.whole(1...30) {
      if draws.chance(0.7) { release += quarters(&draws, 0...12) }
      shop.jobs.append(
        ReferenceShop.Job(
          route: draws.index(below: shop.routes.count), release: release,
          due: release + quarters(&draws, 0...120), weight: Double(draws.whole(1...3))))
    }
    shop.minimumBatch = [0, 0.5, 1][draws.index(below: 3)]
    return shop
  }

  @Test(
    "Drawn shops are simulated as the rules say", .tags(.law),
    arguments: [
      "FCFS", "LCFS", "FASFS", "SPT", "LPT", "WSPT", "EDD", "SST", "LWKR", "MWKR", "SLK", "CR",
      "WINQ", "2PT+WINQ+NPT",
    ])
  func drawn(rule: String) throws {
    for number in 0..<60 {
      var draws = Draws("imported shops \(rule)", ordinal: number)
      let shop = shop(&draws, rule: rule)
      let scenario = try JasimaImporter.scenario(
        of: shop.jasimaText, name: "drawn",
        options: ImportOptions(rule: ImportRule(rule), minimumBatch: shop.minimumBatch))
      let found = try ImportedRun(scenario).finishTimesByName
      let wanted = shop.finishTimes()
      for (job, time) in wanted.enumerated() {
        #expect(found["n\(job)"] == time, "\(rule) \(number), job \(job)\n\(shop.jasimaText)")
        if found["n\(job)"] != time { return }
      }
    }
  }
}
