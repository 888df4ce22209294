/// The sums kept of a store while a replication runs; amounts in the smallest ones of the item.
public struct StoreAccount: Hashable, Sendable, BitwiseCopyable {
  /// What is on hand, added up over time, in amount seconds.
  public var onHand = 0.0
  /// What has been ordered and not come, added up over time, in amount seconds.
  public var onOrder = 0.0
  /// What is owed to customers and other stores, added up over time, in amount seconds.
  public var owed = 0.0
  /// Time with nothing on hand, in seconds.
  public var empty = 0.0
  /// Orders.
  public var orders = 0
  /// What was ordered.
  public var ordered = 0
  /// What was delivered or made.
  public var delivered = 0
  /// What was ordered and did not come, or was of no use.
  public var missing = 0
  /// What perished or was lost from stock.
  public var wasted = 0
  /// The least that was on hand.
  public var least = Int.max
  /// What work has used.
  public var used = 0
  /// What customers and other stores wanted.
  public var demanded = 0
  /// What they wanted and were given at once.
  public var served = 0
  /// What customers wanted and took something else instead.
  public var passedOn = 0
  /// What customers wanted, did not get, and did not wait for.
  public var lost = 0
  /// What was delivered, at the price of its order, in currency.
  public var purchases = 0.0
  /// What orders cost, in currency.
  public var orderCosts = 0.0
  /// What bringing it cost, in currency.
  public var transportCosts = 0.0
  /// What orders in a hurry cost beyond the usual price, in currency.
  public var rushCosts = 0.0
  /// Deliveries.
  public var deliveries = 0
  /// Deliveries that found nothing on hand.
  public var lateDeliveries = 0
  /// Periods between looks at the stock.
  public var periods = 0
  /// What was ordered in each of them, added up.
  public var orderSum = 0.0
  /// The squares of that, added up.
  public var orderSquares = 0.0
  /// What was wanted in each of them, added up.
  public var demandSum = 0.0
  /// The squares of that, added up.
  public var demandSquares = 0.0
  /// What is on hand when measuring begins, less what is owed.
  public var initial = 0
  /// What is on hand at the end, less what is owed.
  public var final = 0
  /// What is on order when measuring begins.
  public var initialOnOrder = 0
  /// What is on order at the end.
  public var finalOnOrder = 0

  init(initial: Int = 0, onOrder: Int = 0) {
    self.initial = initial
    final = initial
    initialOnOrder = onOrder
    finalOnOrder = onOrder
  }
}
