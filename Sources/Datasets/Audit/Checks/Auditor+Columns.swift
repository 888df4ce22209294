import DataTables
import SimulationStatistics

extension Auditor {
  /// Looks at one column after the other.
  mutating func lookAtColumns() {
    for index in columns.indices {
      let column = columns[index]
      if column.values.type.isText {
        lookAtTexts(index)
      } else {
        let numbers = column.numbers()
        let sorted = SortedSample(numbers)
        profiles.append(profile(index, numbers, sorted))
        lookAtNumbers(index, sorted, numbers)
        lookAtSeries(index, numbers)
        lookForLeakage(index, numbers, sorted)
        lookForDrift(index, numbers)
      }
      lookAtReading(index)
    }
    lookAtMissing()
    lookAtDependence()
    tellAnswerKeys()
  }

  private mutating func lookAtTexts(_ index: Int) {
    let column = columns[index]
    guard let codes = ColumnCodes(column) else { return }
    var counts = [Int](repeating: 0, count: codes.count)
    for code in codes.codes where code >= 0 { counts[Int(code)] += 1 }
    profiles.append(profile(index, codes, counts))
    lookAtLevels(index, codes, counts)
    lookForLeakage(index, codes)
    lookForDrift(index, codes, counts)
  }

  // MARK: - Profiles

  private func emptyProfile(_ index: Int, count: Int, distinct: Int) -> ColumnProfile {
    let column = columns[index]
    var profile = ColumnProfile(
      name: column.name, unit: column.description.unit, kind: .empty, role: role(index),
      count: count, missing: rowCount - count, distinct: distinct)
    profile.missingWords = loaded.readings[index].missingWords
    return profile
  }

  private func role(_ index: Int) -> ColumnProfile.Role {
    switch index {
    case unit: .unit
    case time: .time
    case target: .target
    case splitColumn: .split
    default: .feature
    }
  }

  private func profile(
    _ index: Int, _ numbers: [Double], _ sorted: SortedSample
  ) -> ColumnProfile {
    let count = sorted.values.count
    let levels = sorted.levels()
    var profile = emptyProfile(index, count: count, distinct: levels.distinct)
    guard count > 0, let least = sorted.values.first, let most = sorted.values.last else {
      return profile
    }
    let column = columns[index]
    let isFlag = levels.distinct == 2 && least == 0 && most == 1
    switch column.values.type {
    case .boolean: profile.kind = .yesNo
    case .timestamp: profile.kind = .time
    case .int32, .int64: profile.kind = isFlag ? .yesNo : .wholeNumber
    default: profile.kind = isFlag ? .yesNo : .number
    }
    if profile.role == .feature, profile.kind == .wholeNumber, levels.distinct == rowCount,
      rowCount >= Auditor.fewestIdentifiers, most - least == Double(rowCount - 1)
    {
      profile.role = .identifier
    }
    profile.commonestCount = levels.count
    if let row = numbers.firstIndex(of: levels.commonest) { profile.commonest = column.text(row) }
    profile.minimum = least
    profile.lowerQuartile = sorted.quantile(0.25)
    profile.median = sorted.quantile(0.5)
    profile.upperQuartile = sorted.quantile(0.75)
    profile.maximum = most
    var tally = Tally()
    for number in numbers where !number.isNaN { tally.add(number) }
    // Sums of the largest doubles have no value.
    profile.mean = tally.mean.flatMap { $0.isFinite ? $0 : nil }
    profile.standardDeviation = tally.standardDeviation.flatMap { $0.isFinite ? $0 : nil }
    return profile
  }

  private func profile(_ index: Int, _ codes: ColumnCodes, _ counts: [Int]) -> ColumnProfile {
    let count = counts.reduce(0, +)
    var profile = emptyProfile(index, count: count, distinct: codes.count)
    guard count > 0 else { return profile }
    let column = columns[index]
    let texts =
      codes.count <= 2 ? Set(codes.firstRows.map { column.text(Int($0)).lowercased() }) : []
    if codes.count == 2, texts == ["yes", "no"] || texts == ["y", "n"] {
      profile.kind = .yesNo
    } else {
      profile.kind = column.values.type == .text ? .text : .category
    }
    if profile.role == .feature, codes.count == rowCount, rowCount >= Auditor.fewestIdentifiers {
      profile.role = .identifier
    }
    let best = counts.indices.max { counts[$0] < counts[$1] } ?? 0
    profile.commonest = column.text(Int(codes.firstRows[best]))
    profile.commonestCount = counts[best]
    return profile
  }

  /// The fewest rows whose values, if all different, are taken for names of the rows.
  static let fewestIdentifiers = 20
}
