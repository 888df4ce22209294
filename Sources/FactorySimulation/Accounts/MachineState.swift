/// What a machine does at a moment; the states exclude each other and leave nothing out.
public enum MachineState: UInt8, CaseIterable, Sendable, BitwiseCopyable {
  /// Working on a part.
  case producing
  /// Being set up for the part that it has.
  case settingUp
  /// Holding a part, and waiting for operators or tools.
  case waitingForOperator
  /// Ready, but without a part.
  case starved
  /// Holding a part that finds no place ahead.
  case blocked
  /// Failed and under repair, within the calendar.
  case down
  /// Failed and waiting for the crew, within the calendar.
  case waitingForRepair
  /// Stopped as planned, within the calendar.
  case plannedStop
  /// Outside the calendar, whatever else is the case.
  case offShift
}
