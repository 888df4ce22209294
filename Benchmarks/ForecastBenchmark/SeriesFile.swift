import Forecasting

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A series of a file, parted in what is known and what came.
struct PartedSeries {
  var known: TimeSeries
  var actual: [Double]
  /// The lag of the naive method in scores.
  var period: Int
}

/// Series of a file with the columns id, period, horizon, n_train, values.
///
/// - Parameters:
///   - path: The file.
///   - periods: Seasons in place of the file's.
///   - count: So many rows, at even distances; all where it is 0.
///   - inner: So many horizons before the test part, which is then not read: values up to there are known, and one
///     horizon of the training part is what came.
/// - Returns: The series.
func readSeries(_ path: String, periods: [Int], count: Int, inner: Int) -> [PartedSeries] {
  guard let lines = readLines(path), lines.count > 1 else {
    print("\(path): no series")
    exit(66)
  }
  let rows = Array(lines.dropFirst())
  let stride = count > 0 ? max(1, rows.count / count) : 1
  var parted: [PartedSeries] = []
  for (place, row) in rows.enumerated() where place % stride == 0 {
    if count > 0, parted.count == count { break }
    let cells = row.split(separator: ",", omittingEmptySubsequences: false)
    guard cells.count == 5, let period = Int(cells[1]), let horizon = Int(cells[2]),
      let trained = Int(cells[3])
    else { continue }
    let values = cells[4].split(separator: " ").compactMap { Double($0) }
    let end = trained - inner * horizon
    guard end >= 1, values.count >= end + horizon else { continue }
    let seasons = periods.isEmpty ? [period] : periods
    guard
      let known = try? TimeSeries(
        name: String(cells[0]), values: Array(values[..<end]), periods: seasons.filter { $0 > 1 })
    else { continue }
    parted.append(
      PartedSeries(known: known, actual: Array(values[end..<end + horizon]), period: period))
  }
  return parted
}

/// The lines of a file.
private func readLines(_ path: String) -> [String]? {
  guard let file = unsafe fopen(path, "r") else { return nil }
  defer { unsafe fclose(file) }
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let got = unsafe buffer.withUnsafeMutableBytes {
      unsafe fread($0.baseAddress, 1, $0.count, file)
    }
    if got == 0 { break }
    bytes += buffer[..<got]
  }
  return String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).map(String.init)
}
