import DataTables

/// Reads a table of five columns and takes three of them as numbers.
func measureTable(rows: Int) {
  var text = "time [s],station,force [kN],temperature [K],note\n"
  for row in 0..<rows {
    let varied = (row &* 7_919) % 100_000
    text += "\(Double(row) * 0.25),press_\(row % 12),\(Double(varied) / 1_000),"
    text += "\(293 + Double(varied % 977) / 100),\(row % 50 == 0 ? "\"checked, twice\"" : "ok")\n"
  }
  let bytes = Array(text.utf8)
  var sum = 0.0
  let seconds = medianTime {
    do {
      let table = try DelimitedTable(bytes)
      for column in [0, 2, 3] { sum += try table.numbers(column).reduce(0, +) }
    } catch {
      print(error)
    }
  }
  let milliseconds = (seconds * 1e5).rounded() / 100
  print("\(milliseconds) ms  \(rows) rows, \(bytes.count) bytes  (sum \(sum / 5))")
}
