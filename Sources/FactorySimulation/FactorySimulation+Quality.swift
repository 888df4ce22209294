import BasicContainers
import EventKernel

/// Defects: how operations make them and inspections find them.
extension FactorySimulation {
  enum Verdict {
    case pass
    case scrap
    case back(Int32)
  }

  /// Draws the defects that an operation makes on a part.
  ///
  /// - Returns: Whether it made any.
  mutating func makeDefects(_ operation: Int, on part: Int) -> Bool {
    let count = Int(operations[operation].madeCount)
    guard count > 0 else { return false }
    var stream = RandomStream(
      operations[operation].defectKey, ordinal: parts[part].number,
      suborder: UInt64(parts[part].returns))
    var made: UInt64 = 0
    let first = Int(operations[operation].firstMade)
    for chance in first..<first + count
    where stream.uniform() < chances[chance].probability {
      made |= chances[chance].bit
    }
    parts[part].defects |= made
    return made != 0
  }

  /// Looks at a part and says what becomes of it.
  ///
  /// A part that is to go back loses the defects that were found.
  mutating func inspect(_ operation: Int, part: Int) -> Verdict {
    let defects = parts[part].defects
    var stream = RandomStream(
      operations[operation].inspectionKey, ordinal: parts[part].number,
      suborder: UInt64(parts[part].returns))
    // Every number is drawn, whatever the part has, so that the same part meets the same luck in
    // every alternative.
    let alarm = stream.uniform()
    var found: UInt64 = 0
    var isScrap = false
    var target = Int32.max
    let first = Int(operations[operation].firstFound)
    for chance in first..<first + Int(operations[operation].foundCount) {
      let bit = chances[chance].bit
      let luck = stream.uniform()
      guard defects & bit != 0, luck < chances[chance].probability else { continue }
      found |= bit
      settle(chances[chance].disposition, of: part, &isScrap, &target)
    }
    if found == 0 {
      guard alarm < operations[operation].falseAlarm else { return .pass }
      settle(operations[operation].otherwise, of: part, &isScrap, &target)
    }
    if isScrap { return .scrap }
    parts[part].defects &= ~found
    parts[part].returns += 1
    return .back(target)
  }

  /// Adds one reason for rejection to the verdict: scrap wins, else the earliest operation.
  private mutating func settle(
    _ disposition: DispositionRecord, of part: Int, _ isScrap: inout Bool, _ target: inout Int32
  ) {
    guard disposition.target >= 0 else {
      isScrap = true
      return
    }
    if disposition.counter >= 0 {
      let counter = part * returnCounters + Int(disposition.counter)
      guard returnCounts[counter] < disposition.limit else {
        isScrap = true
        return
      }
      returnCounts[counter] += 1
    }
    target = min(target, disposition.target)
  }
}
