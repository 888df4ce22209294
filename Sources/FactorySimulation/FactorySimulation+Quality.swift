import EventKernel

/// Defects: how operations make them and inspections find them.
extension FactorySimulation {
  enum Verdict {
    case pass
    case scrap
    case back(Int32)

    var passes: Bool { if case .pass = self { true } else { false } }
  }

  /// Draws the defects that an operation makes on a part, and those of a hidden fault, and the values
  /// that it gives.
  ///
  /// - Returns: Whether it made any.
  mutating func makeDefects(_ operation: Int, on part: Int, _ machine: Int) -> Bool {
    var made = defects(
      operations[operation].made, operations[operation].defectKey, part: part, machine)
    if machines[machine].hiddenFault >= 0 {
      let fault = Int(machines[machine].hiddenFault)
      made |= defects(failures[fault].made, failures[fault].defectKey, part: part, machine)
    }
    parts[part].defects |= made
    if !operations[operation].measured.isEmpty { made |= measure(operation, on: part, machine) }
    return made != 0
  }

  private mutating func defects(
    _ made: Stretch, _ key: StreamKey, part: Int, _ machine: Int
  ) -> UInt64 {
    guard !made.isEmpty else { return 0 }
    var stream = RandomStream(
      key, ordinal: parts[part].number, suborder: UInt64(parts[part].visit))
    var defects: UInt64 = 0
    for chance in made.range where stream.uniform() < probability(chance, machine) {
      defects |= chances[chance].bit
    }
    return defects
  }

  /// The probability of a defect on a part that a machine has worked on.
  private mutating func probability(_ chance: Int, _ machine: Int) -> Double {
    let formula = chances[chance].wear
    return formula.isEmpty ? chances[chance].probability : value(of: formula, on: machine)
  }

  /// Looks at a part and says what becomes of it.
  ///
  /// A part that is to go back loses the defects that were found, but keeps its values.
  mutating func inspect(_ operation: Int, part: Int, on machine: Int) -> Verdict {
    let defects = parts[part].defects
    var stream = RandomStream(
      operations[operation].inspectionKey, ordinal: parts[part].number,
      suborder: UInt64(parts[part].visit))
    // Every number is drawn, whatever the part has, so that the same part meets the same luck in
    // every alternative.
    let alarm = stream.uniform()
    var found: UInt64 = 0
    var rejection = Rejection(sharedCounter: operations[operation].otherwise.counter)
    for chance in operations[operation].found.range {
      let bit = chances[chance].bit
      let luck = stream.uniform()
      guard defects & bit != 0, luck < chances[chance].probability else { continue }
      found |= bit
      reject(part, as: chances[chance].disposition, &rejection)
    }
    var isRejected = found != 0
    for gauge in operations[operation].read.range where read(gauge, part: part) {
      isRejected = true
      reject(part, as: measured.gauges[gauge].disposition, &rejection)
    }
    if keepsParts { noteInspection(operation, of: part, on: machine) }
    if operations[operation].model >= 0, modelRejects(part, operation, on: machine) {
      isRejected = true
      // It says not which defect it means.
      found = defects
      reject(part, as: operations[operation].otherwise, &rejection)
    }
    if !isRejected {
      guard alarm < operations[operation].falseAlarm else { return .pass }
      reject(part, as: operations[operation].otherwise, &rejection)
    }
    if rejection.isScrap { return .scrap }
    // A value outside its limits stays what it is.
    parts[part].defects &= ~(found & ~measured.defects)
    return .back(rejection.target)
  }

  /// What the reasons for rejecting a part come to: scrap wins, else the earliest operation.
  private struct Rejection {
    var isScrap = false
    var target = Int32.max
    /// The counter of `otherwise`, under which several defects may fall: they count once.
    let sharedCounter: Int32
    var hasRaisedSharedCounter = false

    mutating func raises(_ counter: Int32) -> Bool {
      if counter == sharedCounter {
        defer { hasRaisedSharedCounter = true }
        return !hasRaisedSharedCounter
      }
      return counter >= 0
    }
  }

  /// Adds one reason to a rejection.
  private mutating func reject(
    _ part: Int, as disposition: DispositionRecord, _ rejection: inout Rejection
  ) {
    guard disposition.target >= 0 else {
      rejection.isScrap = true
      return
    }
    if disposition.counter >= 0, rejection.raises(disposition.counter) {
      let counter = part * returnCounters + Int(disposition.counter)
      guard returnCounts[counter] < disposition.limit else {
        rejection.isScrap = true
        return
      }
      returnCounts[counter] += 1
    }
    rejection.target = min(rejection.target, disposition.target)
  }
}
