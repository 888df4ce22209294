/// The sums kept of a model that judges parts while a replication runs.
public struct InspectionModelAccount: Hashable, Sendable, BitwiseCopyable {
  /// Parts that it was asked about, each as often as it was inspected.
  public var judged = 0
  /// Those that had a defect.
  public var defective = 0
  /// Parts that it rejected.
  public var rejected = 0
  /// Parts without a defect that it rejected.
  public var falseRejections = 0
  /// Parts with a defect that it did not reject, whatever else found it.
  public var misses = 0

  init() {}
}
