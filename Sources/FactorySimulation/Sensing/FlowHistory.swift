/// What customers wanted, what became of parts, and what gauges read of them, in one replication.
public struct FlowHistory: Hashable, Sendable {
  /// What a customer wanted; amounts in the smallest ones of the item.
  public struct Order: Hashable, Sendable, BitwiseCopyable {
    /// When, in seconds from the start.
    public var time: Double
    /// The customer, by index in the factory.
    public var customer: Int32
    /// How much was wanted.
    public var wanted: Int
    /// How much of it was given at once, of the item itself.
    public var delivered: Int
    /// How much was taken instead.
    public var substituted: Int
    /// How much was lost at once; the rest is owed.
    public var lost: Int
  }

  /// A part that left the factory.
  public struct Part: Hashable, Sendable, BitwiseCopyable {
    /// When it entered, in seconds from the start.
    public var entered: Double
    /// When it left.
    public var left: Double
    /// The product, by index in the factory.
    public var product: Int32
    /// Which part of its product it is, from 0.
    public var number: UInt64
    /// Where it was scrapped, by index of the station; -1 where it left as good.
    public var scrappedAt: Int32
    /// Whether an inspection ever sent it back.
    public var wasSentBack: Bool
    /// One bit for each kind of defect that it carries, by index in the factory.
    public var defects: UInt64
  }

  /// What a gauge read of a part.
  public struct Measurement: Hashable, Sendable, BitwiseCopyable {
    /// When, in seconds from the start.
    public var time: Double
    /// The station of the inspection, by index in the factory.
    public var station: Int32
    /// The product, by index in the factory.
    public var product: Int32
    /// Which part of its product it is, from 0.
    public var number: UInt64
    /// The characteristic, by index in the factory.
    public var characteristic: Int32
    /// What the gauge showed, in SI units.
    public var reading: Double
    /// What was true.
    public var value: Double
    /// Whether the reading rejects the part.
    public var isRejected: Bool
  }

  /// A part that an operation inspected.
  public struct Inspection: Hashable, Sendable, BitwiseCopyable {
    /// When, in seconds from the start.
    public var time: Double
    /// The station, by index in the factory.
    public var station: Int32
    /// The product, by index in the factory.
    public var product: Int32
    /// Which part of its product it is, from 0.
    public var number: UInt64
    /// One bit for each kind of defect that it had before anything was done about it, by index in the factory.
    public var defects: UInt64
    /// Where its values begin in ``FlowHistory/inspectionValues``.
    public var firstValue: Int
  }

  /// What customers wanted, in order.
  public internal(set) var orders: [Order] = []
  /// The parts that left, in order; empty where nobody asked for them.
  public internal(set) var parts: [Part] = []
  /// The values that the parts carried when they left: of each part as many as there are characteristics, in SI units; not a
  /// number where it had none.
  public internal(set) var partValues: [Double] = []
  /// What gauges read, in order; empty where nobody asked for it.
  public internal(set) var measurements: [Measurement] = []
  /// The parts that were inspected, in order; empty where nobody asked for it.
  public internal(set) var inspections: [Inspection] = []
  /// What was known of each of them: the reading of each characteristic of the factory, the features of the machine, and the
  /// set-points of its station, in the units in which they are shown; not a number where there was none.
  public internal(set) var inspectionValues: [Double] = []
}

extension FactorySimulation {
  /// Notes what a customer wanted.
  mutating func noteOrder(
    of customer: Int, wanted: Int, delivered: Int, substituted: Int, lost: Int
  ) {
    guard keepsHistory, now >= historyStart else { return }
    flow.orders.append(
      FlowHistory.Order(
        time: now, customer: Int32(truncatingIfNeeded: customer), wanted: wanted,
        delivered: delivered, substituted: substituted, lost: lost))
  }

  /// Notes a part that leaves.
  @inline(never)
  mutating func notePart(_ part: Int, _ product: Int, scrappedAt station: Int32) {
    guard now >= historyStart else { return }
    let record = parts[part]
    flow.parts.append(
      FlowHistory.Part(
        entered: record.enteredAt, left: now, product: Int32(truncatingIfNeeded: product),
        number: record.number, scrappedAt: station, wasSentBack: record.wasSentBack,
        defects: record.defects))
    for place in part * measured.count..<(part + 1) * measured.count {
      flow.partValues.append(measured.ofParts[place].value)
    }
  }

  /// Notes what a gauge read of a part.
  @inline(never)
  mutating func noteMeasurement(
    _ reading: Double, of characteristic: Int, part: Int, isRejected: Bool
  ) {
    guard now >= historyStart else { return }
    let operation = Int(parts[part].operation)
    flow.measurements.append(
      FlowHistory.Measurement(
        time: now, station: operations[operation].station, product: operations[operation].product,
        number: parts[part].number, characteristic: Int32(truncatingIfNeeded: characteristic),
        reading: reading, value: measured.ofParts[part * measured.count + characteristic].value,
        isRejected: isRejected))
  }
}
