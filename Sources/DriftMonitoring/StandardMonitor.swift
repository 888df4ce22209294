/// The monitor to take unless there is a reason for another one.
public typealias StandardDriftMonitor = Whitened<ShiryaevRoberts>

extension Whitened where Monitor == ShiryaevRoberts {
  /// The monitor to take unless there is a reason for another one: Shiryaev's and Roberts's evidence, of residuals of an
  /// autoregression of order 3 that is learned from 200 observations and on.
  ///
  /// - Parameter averageRunLength: The least mean number of observations to a false alarm.
  /// - Returns: The monitor, with nothing learned.
  /// - Throws: ``DriftSettingError`` where that is below 10.
  public static func standard(
    averageRunLength: Double = 10_000
  ) throws(DriftSettingError) -> Self {
    try Whitened(ShiryaevRoberts(averageRunLength: averageRunLength))
  }
}
