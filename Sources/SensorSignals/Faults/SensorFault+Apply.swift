public import EventKernel

/// What faults do to one reading, one after the other.
extension SensorFault {
  /// What a fault needs to know of the sensor, beside the reading.
  public struct Context: Sendable, BitwiseCopyable {
    /// The part of the reading's value that is noise, in the unit of the quantity.
    public var noise: Double
    /// The value at which a sensor sticks, in the same unit.
    public var held: Double

    /// Creates a context.
    public init(noise: Double, held: Double) {
      self.noise = noise
      self.held = held
    }
  }

  /// Whether the fault lies before the resolution and the range of the sensor.
  ///
  /// A drifting sensor shows whole multiples of its resolution all the same, and a spike cannot leave
  /// its range; a stuck value has been through both.
  public var isAnalog: Bool {
    switch behavior {
    case .drift, .offset, .spikes, .noiseBurst: true
    default: false
    }
  }

  /// Turns a true reading into the shown one and sets the fault's bit, if it acts.
  ///
  /// Nothing happens outside the fault's time. Swapped tags need two readings of one moment and are
  /// left to ``swapTags(of:in:at:)``.
  ///
  /// - Parameters:
  ///   - reading: The reading; the last fault's result is the next one's reading.
  ///   - time: The true time, in seconds.
  ///   - context: The reading's noise, and the value at which a sensor sticks.
  ///   - stream: Where the random bits come from: a fault with a probability draws one uniform number
  ///     a reading while it lasts; the sign of a spike is that of another.
  public func apply(
    to reading: inout SensorReading, at time: Double, context: Context,
    using stream: inout RandomStream
  ) {
    guard isActive(at: time) else { return }
    switch behavior {
    case .drift(let rate): reading.value += rate * (time - begin)
    case .offset(let amount): reading.value += amount
    case .noiseBurst(let factor): reading.value += (factor - 1) * context.noise
    case .spikes(let probability, let size):
      guard stream.uniform() < probability else { return }
      reading.value += stream.uniform() < 0.5 ? -size : size
    case .stuck:
      reading.value = context.held
      reading.isClipped = false
    case .swappedTags: return
    case .dropOut(let probability):
      guard stream.uniform() < probability else { return }
      reading.isMissing = true
    case .clockSkew(let rate): reading.time += rate * (time - begin)
    case .missingRows(let probability):
      guard stream.uniform() < probability else { return }
      reading.copies = 0
    case .duplicated(let probability):
      guard stream.uniform() < probability else { return }
      if reading.copies == 1 { reading.copies = 2 }
    case .late(let probability, let delay):
      guard stream.uniform() < probability else { return }
      reading.delay += delay
    }
    reading.faults.insert(kind.mask)
  }

  /// Exchanges the values of two sensors' readings of one moment, if the fault is of swapped tags.
  ///
  /// What was done to a value goes with it: whether it is missing or clipped, and the bits of faults
  /// of the sensor itself. Time stamps, delays, copies and the bits that tell of them stay.
  ///
  /// - Parameters:
  ///   - place: The place of the fault's own sensor among the readings.
  ///   - readings: The readings of all sensors at that time; a partner beyond them leaves all as it is.
  ///   - time: The true time, in seconds.
  public func swapTags(
    of place: Int, in readings: inout MutableSpan<SensorReading>, at time: Double
  ) {
    guard case .swappedTags(let partner) = behavior, isActive(at: time) else { return }
    let other = Int(partner)
    guard other < readings.count && other != place else { return }
    let (mine, theirs) = (readings[place], readings[other])
    readings[place].takeValue(of: theirs)
    readings[other].takeValue(of: mine)
  }
}

extension SensorReading {
  /// The faults that travel with a value, not with its row.
  private static let faultsOfValues: SensorFaultMask = [
    .drift, .offset, .stuck, .spikes, .noiseBurst, .dropOut,
  ]

  fileprivate mutating func takeValue(of other: SensorReading) {
    value = other.value
    isMissing = other.isMissing
    isClipped = other.isClipped
    faults.subtract(SensorReading.faultsOfValues)
    faults.formUnion(other.faults.intersection(SensorReading.faultsOfValues))
    faults.insert(.swappedTags)
  }
}
