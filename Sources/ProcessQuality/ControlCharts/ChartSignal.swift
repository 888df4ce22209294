/// What the last point of a control chart said.
public enum ChartSignal: Hashable, Sendable, BitwiseCopyable {
  /// The process looks undisturbed.
  case none
  /// The mean seems to have risen.
  case above
  /// The mean seems to have fallen.
  case below
}
