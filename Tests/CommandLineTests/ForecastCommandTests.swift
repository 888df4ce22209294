import Foundation
import TestSupport
import Testing

@Suite("fettle forecast")
struct ForecastCommandTests {
  private static let months: String = {
    var text = "month,bolts,pins\n"
    for month in 0..<60 {
      let season = [0.0, 2, 5, 9, 12, 14, 13, 10, 6, 3, 1, 0][month % 12]
      let noise = Double((month * 7919) % 11) / 5
      text += "\(month + 1),\(100 + month + Int(10 * season + noise)),\(month % 4 == 0 ? 3 : 0)\n"
    }
    return text
  }()

  @Test("A series has its steps with intervals, and the method that was taken", .tags(.exact))
  func single() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      try folder.write(ForecastCommandTests.months, to: "orders.csv")
      let outcome = try await fettle(
        "forecast", "orders.csv", "--value", "bolts", "--horizon", "12", "--season", "12",
        "--method", "seasonal-naive", in: folder)
      #expect(outcome.exitCode == 0, "\(outcome.standardError)")
      let lines = outcome.standardOutput.split(separator: "\n")
      #expect(lines[0] == "bolts · 60 values · seasonal-naive")
      #expect(lines[1].split(separator: " ").prefix(2) == ["step", "mean"])
      #expect(lines[2].contains("149") && lines.count >= 14)
    }
  }

  @Test(
    "Several series go side by side, are written as a table, and do not depend on jobs", .tags(.law)
  )
  func several() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      try folder.write(ForecastCommandTests.months, to: "orders.csv")
      var tables: [String] = []
      for jobs in ["1", "4"] {
        let outcome = try await fettle(
          "forecast", "orders.csv", "--time", "month", "--horizon", "6", "--season", "12", "--jobs",
          jobs, "--out", "out\(jobs).csv", in: folder)
        #expect(outcome.exitCode == 0, "\(outcome.standardError)")
        #expect(outcome.standardError.hasSuffix("written: out\(jobs).csv, 2 series\n"))
        tables.append(try folder.text("out\(jobs).csv"))
      }
      #expect(tables[0] == tables[1])
      #expect(
        tables[0].hasPrefix("series,step,mean,lower_80,upper_80,lower_95,upper_95\nbolts,1,"))
      #expect(tables[0].split(separator: "\n").count == 13)
    }
  }

  @Test("Methods are compared at earlier origins; long tables are read by name", .tags(.law))
  func backtest() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      var long = "item,week,pieces\n"
      for week in 0..<40 {
        for item in ["a", "b", "c"] {
          long += "\(item),\(week),\(10 + (week * 31 + item.utf8.count) % 7)\n"
        }
      }
      try folder.write(long, to: "long.csv")
      let outcome = try await fettle(
        "forecast", "long.csv", "--series", "item", "--value", "pieces", "--time", "week",
        "--horizon", "4", "--backtest", "--method", "ses", "--method", "naive", "--method", "theta",
        in: folder)
      #expect(outcome.exitCode == 0, "\(outcome.standardError)")
      #expect(
        outcome.standardOutput.hasPrefix(
          "long.csv · 3 series · 4 steps ahead from up to 3 origins each\n"))
      for method in ["ses", "naive", "theta"] {
        #expect(outcome.standardOutput.contains("\n\(method) "), "\(outcome.standardOutput)")
      }
    }
  }

  @Test("Gaps, short series and unknown methods are said", .tags(.failure))
  func mistakes() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      try folder.write("x\n1\n\n3\n4\n5\n6\n7\n", to: "gap.csv")
      try folder.write("x,y\n1,2\n,3\n3,4\n4,5\n5,6\n", to: "gaps.csv")
      let gap = try await fettle("forecast", "gaps.csv", "--horizon", "2", in: folder)
      #expect(gap.exitCode == 0 && gap.standardError.contains("note: "), "\(gap.standardError)")
      let filled = try await fettle(
        "forecast", "gaps.csv", "--horizon", "2", "--fill", "--format", "json", in: folder)
      #expect(filled.exitCode == 0 && filled.standardOutput.contains("\"x\""))
      let unknown = try await fettle(
        "forecast", "gaps.csv", "--horizon", "2", "--method", "arima", in: folder)
      #expect(unknown.exitCode == 64 && unknown.standardError.contains("arima"))
      let column = try await fettle(
        "forecast", "gaps.csv", "--horizon", "2", "--value", "z", in: folder)
      #expect(column.exitCode == 65)
      #expect(
        column.standardError
          == "gaps.csv: error: there is no column 'z' for --value; the table has 'x', 'y'\n")
    }
    try await expectWrongUsage(
      ["forecast", "x.csv", "--horizon", "0"], message: "--horizon is 0; it must be 1 at least")
  }

  @Test("What is learned from series is registered, and a store orders by it", .tags(.law))
  func registered() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      var days = "day,a,b,c\n"
      for day in 0..<120 {
        let week = [30, 40, 50, 60, 50, 20, 0][day % 7]
        let values = [week + day * 31 % 7, 2 * week + day * 17 % 9, week / 2 + day * 13 % 5]
        days += "\(day),\(values.map(String.init).joined(separator: ","))\n"
      }
      try folder.write(days, to: "demand.csv")
      func shop(_ forecast: String) -> String {
        """
        fettle: 1
        warm_up: 10 wk
        horizon: 30 wk
        items: {bread: {unit: piece}}
        suppliers: {bakery: {sells: bread, lead_time: 2 d}}
        stores: {shelf: {holds: bread, from: bakery, initial: 300, replenish: {forecast: \(forecast), service: 95 %, review: 1 d}}}
        customers: {town: {buys: bread, from: shelf, every: 1 d, quantity: poisson mean 40}}

        """
      }
      for (name, method) in [("learned", "boosted"), ("smooth", "ses")] {
        let made = try await fettle(
          "forecast", "demand.csv", "--time", "day", "--horizon", "7", "--season", "7", "--method",
          method, "--register", name, in: folder)
        #expect(made.exitCode == 0, "\(made.standardError)")
        #expect(
          made.standardError.hasSuffix(
            "registered: \(name)@1      use it: 'forecast: \(name)@1' in the 'replenish' of a store\n"
          ),
          "\(made.standardError)")
        try folder.write(shop("\(name)@1"), to: "\(name).yaml")
        let run = try await fettle(
          "run", "\(name).yaml", "--quiet", "-n", "2", "--fail-if", "stores.shelf.fill_rate < 80 %",
          in: folder)
        #expect(run.exitCode == 0, "\(run.standardOutput)\(run.standardError)")
        let resolved = try await fettle("validate", "\(name).yaml", "--resolved", in: folder)
        #expect(resolved.standardOutput.contains("forecast: \(name)@sha256:"))
      }
      // The same method, fitted anew at each look, is the same whether it is named or registered.
      try folder.write(shop("ses"), to: "named.yaml")
      let compared = try await fettle(
        "compare", "named.yaml", "smooth.yaml", "-n", "3", "--quiet", "--fail-if",
        "stores.shelf.fill_rate.diff > 0 %", "--fail-if", "stores.shelf.fill_rate.diff < 0 %",
        in: folder)
      #expect(compared.exitCode == 0, "\(compared.standardOutput)\(compared.standardError)")
    }
  }
}
