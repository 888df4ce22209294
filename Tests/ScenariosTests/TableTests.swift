import Foundation
import RandomVariates
import FactoryModel
import Scenarios
import TestSupport
import Testing

@Suite("Tables in scenarios")
struct TableTests {
  /// A scenario with a piece in it, and the tables that it names.
  private static func text(
    route: String = "[saw]", stations: String = "{saw: {time: 4 s}}",
    release: String = "saturated", more: String = ""
  ) -> String {
    """
    fettle: 1
    start: 2026-01-05
    horizon: 8 h
    products: {part: {release: \(release), route: \(route)}}
    stations: \(stations)
    \(more)
    """
  }

  @Test("Units stand in the header, and a cell may have its own", .tags(.exact))
  func units() throws {
    let table = "operation,at,time [min]\nrough,saw,2\nfine,saw,30 s\nlast,saw,\n"
    let checked = try CheckedText.check(
      TableTests.text(route: "{table: r.csv}"), files: ["r.csv": table])
    let route = try #require(checked.factory).products[0].route
    #expect(route.map(\.name) == ["rough", "fine", "last"])
    #expect(route.map(\.idealTime) == [120, 30, 4])
    #expect(!checked.resolvedText.contains("table"))
  }

  @Test("Points in a header lead to keys within keys; lists and mappings are written as in YAML")
  func dotted() throws {
    let table = """
      station;machines;time [s];failures.jam.after;failures.jam.repair [min];failures.jam.clock
      saw;2;4;exponential 5 h;9;producing
      mill;[left, right];6;;;
      lathe;{one: {}, two: {}};7;;;
      """
    let checked = try CheckedText.check(
      TableTests.text(route: "[saw, mill, lathe]", stations: "{table: s.csv}"),
      files: ["s.csv": table])
    let stations = try #require(checked.factory).stations
    #expect(stations.map(\.machines.count) == [2, 2, 2])
    #expect(stations[1].machines == ["left", "right"])
    #expect(stations[0].failures.map(\.name) == ["jam"])
    #expect(stations[1].failures.isEmpty)
    #expect(stations[0].failures[0].timeToRepair == .constant(540))
  }

  @Test("Names beside a table are added to it, or replace a row")
  func beside() throws {
    let table = "station,time [s]\nsaw,4\nmill,6\n"
    let checked = try CheckedText.check(
      TableTests.text(
        route: "[saw, mill, pack]",
        stations: "{table: s.csv, mill: {time: 9 s}, pack: {time: 1 s}}"),
      files: ["s.csv": table])
    #expect(try #require(checked.factory).products[0].route.map(\.idealTime) == [4, 9, 1])
  }

  @Test("A matrix is a long table, or one with a column for each name")
  func matrices() throws {
    let long = "from,to,time [min]\na,b,5\nb,a,7\nb,c,8\n"
    let wide = "from,a [min],b [min],c [min]\na,,5,\nb,7,,8\n"
    func times(_ table: String) throws -> [String?] {
      let stations = "{saw: {time: 4 s, setup_times: {table: m.csv}}}"
      let checked = try CheckedText.check(
        TableTests.text(stations: stations), files: ["m.csv": table])
      return ["a.b", "b.a", "b.c", "a.a"].map {
        checked.value(of: "stations.saw.setup_times.\($0)")
      }
    }
    #expect(try times(long) == ["5 min", "7 min", "8 min", nil])
    #expect(try times(wide) == ["5 min", "7 min", "8 min", nil])
  }

  @Test("An override reaches into a table's rows, and may name another table")
  func overrides() throws {
    let files = [
      "s.csv": "station,time [s]\nsaw,4\n", "t.csv": "station,time [s]\nsaw,5\n",
      "r.csv": "operation,at\nsaw,saw\nagain,saw\n",
    ]
    let text = TableTests.text(route: "{table: r.csv}", stations: "{table: s.csv}")
    func ideal(_ overrides: String...) throws -> [Double] {
      let checked = try CheckedText.check(text, overrides: overrides, files: files)
      return try #require(checked.factory).products[0].route.map(\.idealTime)
    }
    #expect(try ideal() == [4, 4])
    #expect(try ideal("stations.saw.time=7 s") == [7, 7])
    #expect(try ideal("products.part.route.again.time=9 s") == [4, 9])
    #expect(try ideal("stations={table: t.csv}") == [5, 5])
  }

  @Test("A long table is read by columns and kept as it is")
  func orders() throws {
    let table =
      "order,release [d],due,quantity\na,1,2026-01-12,40\nb,2.5,16 d,\nc,2026-01-09 06:00,,3\n"
    let text = TableTests.text(release: "{orders: orders.csv}")
    let checked = try CheckedText.check(text, files: ["orders.csv": table])
    let name = try #require(checked.resolvedTables.first?.name)
    #expect(name.wholeMatch(of: /tables\/orders-[0-9a-f]{8}\.csv/) != nil, "\(name)")
    #expect(checked.resolvedTables.map(\.text) == [table])
    #expect(checked.resolvedText.contains("release: {orders: {table: \(name)}}"))
    // What the table holds stands in the text, so that no run is taken for another.
    let other = try CheckedText.check(text, files: ["orders.csv": table + "d,30,,1\n"])
    #expect(other.resolvedText != checked.resolvedText)
    let again = try ScenarioReader.check(
      text: checked.resolvedText, name: "plan.yaml", files: [name: table])
    #expect(again.resolvedText == checked.resolvedText)
    let day = 86_400.0
    let product = try #require(checked.factory?.products[0])
    #expect(
      product.release
        == .orders([
          ReleaseOrder(time: day, parts: 40, due: 7 * day),
          ReleaseOrder(time: 2.5 * day, due: 16 * day), ReleaseOrder(time: 4.25 * day, parts: 3),
        ]))
    #expect(product.orderNames == ["a", "b", "c"])
  }

  @Test("Orders may begin at an operation of the route, and at no other")
  func placesOfOrders() throws {
    let route = "[saw, turn: {at: saw}, pack: {at: saw}]"
    let text = TableTests.text(route: route, release: "{orders: orders.csv}")
    let checked = try CheckedText.check(
      text, files: ["orders.csv": "release [h],at\n1,turn\n2,\n0,pack\n"])
    #expect(
      try #require(checked.factory?.products[0]).release
        == .orders([
          ReleaseOrder(time: 0, operation: 2), ReleaseOrder(time: 3_600, operation: 1),
          ReleaseOrder(time: 7_200),
        ]))
    let list = TableTests.text(route: route, release: "{orders: [{release: 1 h, at: turn}]}")
    #expect(
      try #require(try CheckedText.check(list).factory?.products[0]).release
        == .orders([ReleaseOrder(time: 3_600, operation: 1)]))
  }

  @Test("A long matrix of many rows takes less than two seconds of processor time")
  func longMatrix() throws {
    var table = "from,to,time [min]\n"
    for index in 0..<50_000 { table += "a,b\(index),\(1 + index % 9)\n" }
    let text = TableTests.text(stations: "{saw: {time: 4 s, setup_times: {table: m.csv}}}")
    var last: String?
    let time = try ThreadTime.seconds {
      last = try CheckedText.check(text, files: ["m.csv": table])
        .value(of: "stations.saw.setup_times.a.b49999")
    }
    #expect(last == "\(1 + 49_999 % 9) min")
    #expect(time < 2, "\(time)")
  }

  @Test("A hundred thousand orders take less than two seconds of processor time")
  func manyOrders() throws {
    var table = "order,release [h],quantity\n"
    for index in 0..<100_000 { table += "o\(index),\(Double(index) / 8),\(1 + index % 9)\n" }
    let text = TableTests.text(release: "{orders: orders.csv}")
    var count = 0
    let time = try ThreadTime.seconds {
      count = try CheckedText.check(text, files: ["orders.csv": table]).resolvedTables[0].text
        .utf8.count
    }
    #expect(count == table.utf8.count)
    // It takes some tenths of a second; reading that grows with the square would take minutes.
    #expect(time < 2, "\(time)")
  }

  @Test("Two long tables of one name go beside a resolved text under two names")
  func sameNames() throws {
    try withTemporaryFolder { folder in
      for (name, rows) in [("a", "1 d,4"), ("b", "2 d,5")] {
        let inner = folder.appending(path: name)
        try FileManager.default.createDirectory(at: inner, withIntermediateDirectories: true)
        try Data("release,quantity\n\(rows)\n".utf8).write(to: inner.appending(path: "o.csv"))
      }
      let plan = folder.appending(path: "plan.yaml")
      try Data(
        """
        fettle: 1
        horizon: 8 h
        products:
          p: {release: {orders: a/o.csv}, route: [saw]}
          q: {release: {orders: b/o.csv}, route: [saw]}
        stations: {saw: {time: 4 s}}
        """.utf8
      ).write(to: plan)
      let checked = try ScenarioReader.check(path: plan.path)
      let names = checked.resolvedTables.map(\.name)
      #expect(names.count == 2 && names[0] != names[1])
      #expect(names.allSatisfy { $0.hasPrefix("tables/o-") })
    }
  }

  @Test("A table that an override names lies beside the scenario")
  func overrideFolder() throws {
    try withTemporaryFolder { folder in
      let inner = folder.appending(path: "data")
      try FileManager.default.createDirectory(at: inner, withIntermediateDirectories: true)
      try Data("release,quantity\n1 d,4\n".utf8).write(to: inner.appending(path: "o.csv"))
      try Data("station,time\nsaw,4 s\n".utf8).write(to: inner.appending(path: "s.csv"))
      let plan = folder.appending(path: "plan.yaml")
      try Data(TableTests.text().utf8).write(to: plan)
      let checked = try ScenarioReader.check(
        path: plan.path,
        overrides: [
          Override(path: "products.part.release", text: "{orders: data/o.csv}"),
          Override(path: "stations", text: "{table: data/s.csv}"),
        ])
      #expect(checked.resolvedTables.map { $0.name.hasPrefix("tables/o-") } == [true])
    }
  }

  @Test("A wrong table is reported with file, line and column", .tags(.golden, .failure))
  func messages() throws {
    var golden = GoldenMessages()
    func stations(_ what: String, _ table: String, beside: String = "") {
      let text = TableTests.text(stations: "{table: s.csv\(beside)}")
      golden.add(what, CheckedText.messages(text, files: ["s.csv": table]))
    }
    func route(_ what: String, _ table: String) {
      golden.add(
        what,
        CheckedText.messages(TableTests.text(route: "{table: r.csv}"), files: ["r.csv": table]))
    }
    func orders(_ what: String, _ table: String) {
      let text = TableTests.text(release: "{orders: o.csv}")
      golden.add(what, CheckedText.messages(text, files: ["o.csv": table]))
    }
    stations("an unknown column", "station,tiem [s]\nsaw,4\n")
    stations("an unknown unit in the header", "station,time [sec]\nsaw,4\n")
    stations("a unit of another kind in the header", "station,time [kg]\nsaw,4\n")
    stations("a ragged row", "station,time [s],buffer\nsaw,4\n")
    stations("a row that is too long", "station,time [s]\nsaw,4,5,6\n")
    stations("one name in two rows", "station,time [s]\nsaw,4\nsaw,5\n")
    stations("a wrong cell", "station,time [s]\nsaw,four\n")
    stations("a decimal comma", "station;time [s]\nsaw;4,5\n")
    stations("a name that is none", "station,time [s]\nsaw,4\n2nd saw,5\n")
    stations("a row without a name", "station,time [s]\nsaw,4\n,5\n")
    stations("one column twice", "station,time [s],time [min]\nsaw,4,5\n")
    stations("no rows", "station,time [s]\n")
    stations("an empty file", "")
    stations("a list that is not closed", "station,machines,time [s]\nsaw,\"[a, b\",4\n")
    stations("a key and a key within it", "station,failures,failures.jam.after\nsaw,none,3 h\n")
    stations(
      "a key, and again as a list",
      "station,machines,time [s],machines.a.speed\nsaw,{a: {speed: 90 %}},4,80 %\n")
    golden.add(
      "a pair of names in two rows",
      CheckedText.messages(
        TableTests.text(stations: "{saw: {time: 4 s, setup_times: {table: m.csv}}}"),
        files: ["m.csv": "from,to,time [min]\na,b,5\nb,a,7\na,b,6\n"]))
    route("an unknown station in a cell", "operation,at\nsaw,sawe\n")
    route("an unknown key of an operation", "operation,att\nsaw,saw\n")
    orders("an unknown column of orders", "order,relaese [d]\na,1\n")
    orders("a required column is missing", "order,quantity\na,1\n")
    orders("an empty cell that is required", "order,release [d]\na,\n")
    orders("a wrong number", "order,release [d],quantity\na,1,half\nb,2,1.5\nc,-3,1\n")
    orders("a date that is none", "order,release\na,2026-02-30\n")
    orders("an unknown unit", "order,release [days]\na,1\n")
    golden.add(
      "no such table", CheckedText.messages(TableTests.text(route: "{table: r.csv}"), files: [:]))
    golden.add(
      "something beside a table for a list",
      CheckedText.messages(
        TableTests.text(route: "{table: r.csv, saw: {}}"), files: ["r.csv": "operation\nsaw\n"]))
    golden.add(
      "a table where none can stand",
      CheckedText.messages(
        TableTests.text(stations: "{saw: {time: {table: t.csv}}}"), files: ["t.csv": "a\n1\n"]))
    try golden.expect("tables.txt")
  }
}
