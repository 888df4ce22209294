/// What a block of readings is like, but for its content.
public struct ReadingBlockShape: Hashable, Sendable {
  /// The station, by index in the factory.
  public let station: Int
  /// The machine, by index in its station.
  public let machine: Int
  /// Whether rows are parts.
  public let isPerPart: Bool
  /// The sensor whose snapshots these are; `nil` for sensors of one number.
  public let waveform: Int?
  /// How many rows there are.
  public let rowCount: Int
  /// How many sensors there are.
  public let sensorCount: Int
  /// How many components have their wear noted.
  public let componentCount: Int
  /// Whether some sensor fails.
  public let hasFaults: Bool
  /// How many features the sensors have.
  public let featureCount: Int
  /// How many samples a snapshot has.
  public let sampleCount: Int

  /// How many bytes the content takes.
  public var byteCount: Int {
    rowCount * (8 + 4 * (sensorCount + componentCount + sampleCount) + 8 * featureCount + 1 + 2)
      + (hasFaults ? rowCount * (2 * sensorCount + 4 + 4) : 0)
  }
}

/// Blocks as bytes, for those who put them aside.
extension ReadingBlock {
  /// What it is like, but for its content.
  public var shape: ReadingBlockShape {
    ReadingBlockShape(
      station: station, machine: machine, isPerPart: isPerPart, waveform: waveform,
      rowCount: rowCount,
      sensorCount: sensorCount, componentCount: rowCount == 0 ? 0 : wear.count / rowCount,
      hasFaults: hasFaults, featureCount: rowCount == 0 ? 0 : features.count / rowCount,
      sampleCount: rowCount == 0 ? 0 : samples.count / rowCount)
  }

  /// How many bytes the content takes.
  public var byteCount: Int { shape.byteCount }

  /// The content.
  public var rawBytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(byteCount)
    for time in times { bytes.append(time.bitPattern) }
    for value in values { bytes.append(value.bitPattern) }
    for value in wear { bytes.append(value.bitPattern) }
    for feature in features { bytes.append(feature.bitPattern) }
    for sample in samples { bytes.append(sample.bitPattern) }
    for mask in masks { bytes.append(mask) }
    for error in stampErrors { bytes.append(error.bitPattern) }
    for delay in delays { bytes.append(delay.bitPattern) }
    for product in products { bytes.append(UInt16(bitPattern: product)) }
    for state in states { bytes.append(state.rawValue) }
    return bytes
  }

  /// Makes a block of its content.
  ///
  /// - Parameters:
  ///   - shape: What it is like.
  ///   - bytes: What ``rawBytes`` gave.
  public init(_ shape: ReadingBlockShape, rawBytes bytes: [UInt8]) {
    precondition(bytes.count == shape.byteCount, "the bytes are those of another block")
    let rows = shape.rowCount
    var reader = RawReader(bytes: bytes)
    let times = (0..<rows).map { _ in Double(bitPattern: reader.next(UInt64.self)) }
    func floats(_ count: Int) -> [Float] {
      (0..<count).map { _ in Float(bitPattern: reader.next(UInt32.self)) }
    }
    let values = floats(rows * shape.sensorCount)
    let wear = floats(rows * shape.componentCount)
    let features = (0..<rows * shape.featureCount).map { _ in
      Double(bitPattern: reader.next(UInt64.self))
    }
    let samples = floats(rows * shape.sampleCount)
    let failing = shape.hasFaults ? rows : 0
    let masks = (0..<failing * shape.sensorCount).map { _ in reader.next(UInt16.self) }
    let stampErrors = floats(failing)
    let delays = floats(failing)
    let products = (0..<rows).map { _ in Int16(bitPattern: reader.next(UInt16.self)) }
    let states = (0..<rows).map { _ in MachineState(rawValue: reader.next(UInt8.self)) ?? .starved }
    self.init(
      station: shape.station, machine: shape.machine, isPerPart: shape.isPerPart,
      waveform: shape.waveform, times: times, states: states, products: products)
    self.values = values
    self.wear = wear
    self.features = features
    self.samples = samples
    self.masks = masks
    self.stampErrors = stampErrors
    self.delays = delays
  }
}

private struct RawReader {
  let bytes: [UInt8]
  var position = 0

  @inline(__always)
  mutating func next<Value: FixedWidthInteger>(_: Value.Type) -> Value {
    var value: Value = 0
    for place in 0..<Value.bitWidth / 8 {
      value |= Value(truncatingIfNeeded: bytes[position + place]) << Value(8 * place)
    }
    position += Value.bitWidth / 8
    return value
  }
}

extension [UInt8] {
  /// Appends a number, its lowest byte first.
  @inline(__always)
  fileprivate mutating func append(_ value: some FixedWidthInteger & UnsignedInteger) {
    for place in 0..<value.bitWidth / 8 { append(UInt8(truncatingIfNeeded: value >> (8 * place))) }
  }
}
