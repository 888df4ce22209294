/// Something that is stocked.
///
/// Amounts are whole numbers of the smallest amount that is told apart, so that what comes in and goes out adds
/// up exactly: pieces, or millionths of the unit of what is weighed or measured.
public struct Item: Hashable, Sendable {
  /// The item's name.
  public var name: String
  /// What one of it is worth, in currency per smallest amount.
  public var value: Double
  /// What a customer pays, in currency per smallest amount.
  public var price: Double?
  /// How long it keeps from when it comes into the first store, in seconds; `nil` where it does not perish.
  public var shelfLife: Double?
  /// What goes into one of it, by index in ``Factory/items``, in the smallest amounts of both; empty where plans are to go by
  /// what its work consumes.
  public var madeOf: [Int: Double] = [:]
  /// What it is counted in, such as `pieces` or `kg`.
  public var unit: String
  /// How many of the smallest amounts make one unit.
  public var grain: Double

  /// How many of the smallest amounts make one unit of what is weighed or measured.
  public static let finest = 1e6

  /// Creates an item.
  ///
  /// - Parameters:
  ///   - name: Its name.
  ///   - value: What the smallest amount of it is worth.
  ///   - price: What a customer pays for that.
  ///   - unit: What it is counted in.
  ///   - grain: How many of the smallest amounts make one unit.
  public init(
    name: String, value: Double = 0, price: Double? = nil, unit: String = "pieces",
    grain: Double = 1
  ) {
    self.name = name
    self.value = value
    self.price = price
    self.unit = unit
    self.grain = grain
  }
}
