import BasicContainers
import EventKernel
import RandomVariates

/// Defects of parts that come by once: nothing sends them back.
extension OperationRecord {
  /// The defects that the operation makes on a part, one bit each.
  func defectsMade(in part: UInt64, _ chances: borrowing UniqueArray<ChanceRecord>) -> UInt64 {
    guard !made.isEmpty else { return 0 }
    var stream = RandomStream(defectKey, ordinal: part)
    var defects: UInt64 = 0
    for chance in made.range where stream.uniform() < chances[chance].probability {
      defects |= chances[chance].bit
    }
    return defects
  }

  /// Whether the operation rejects a part: for a defect that it finds, or by a false alarm.
  func rejects(
    _ part: UInt64, defects: UInt64, _ chances: borrowing UniqueArray<ChanceRecord>
  ) -> Bool {
    guard hasInspection else { return false }
    var stream = RandomStream(inspectionKey, ordinal: part)
    let alarm = stream.uniform()
    var isFound = false
    for chance in found.range {
      // Every number is drawn, whatever the part has.
      let luck = stream.uniform()
      if defects & chances[chance].bit != 0, luck < chances[chance].probability { isFound = true }
    }
    return isFound || alarm < falseAlarm
  }
}
