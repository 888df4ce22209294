public import EventKernel

extension SensorChain {
  /// What the sensor shows with the faults that it has.
  ///
  /// First the faults that lie within the sensor (drift, offset, noise, spikes), then its resolution
  /// and range, then the others, each in the order of the list. A sensor sticks at the last
  /// value that it showed before; where it never showed any, at its first.
  ///
  /// Swapped tags are left to ``SensorFault/swapTags(of:in:at:)``, after the readings of all sensors.
  ///
  /// - Parameters:
  ///   - truth: What is true now, in the unit of the quantity.
  ///   - time: Now, in seconds, not before the last call.
  ///   - faults: The sensor's faults, those included that have not begun or have ended.
  ///   - state: What the sensor remembers.
  ///   - stream: Where the noise comes from, the same with and without faults.
  ///   - faultStream: Where the faults' own draws come from.
  /// - Returns: The reading as it is recorded.
  public func reading(
    of truth: Double, at time: Double, faults: Span<SensorFault>, state: inout SensorState,
    using stream: inout RandomStream, faultStream: inout RandomStream
  ) -> SensorReading {
    let (value, noise) = analog(of: truth, at: time, state: &state, using: &stream)
    var reading = SensorReading(time: time, value: value)
    var context = SensorFault.Context(noise: noise, held: 0)
    for place in 0..<faults.count where faults[place].isAnalog {
      faults[place].apply(to: &reading, at: time, context: context, using: &faultStream)
    }
    (reading.value, reading.isClipped) = digitizer.shown(reading.value)
    context.held = state.hasHeld ? state.held : reading.value
    for place in 0..<faults.count where !faults[place].isAnalog {
      faults[place].apply(to: &reading, at: time, context: context, using: &faultStream)
    }
    if !reading.faults.contains(.stuck) || !state.hasHeld {
      state.held = reading.value
      state.hasHeld = true
    }
    return reading
  }
}
