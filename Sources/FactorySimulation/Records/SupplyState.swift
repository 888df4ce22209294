import FactoryModel

/// What stores, suppliers and customers begin with, beside their own records.
struct SupplyTables {
  var links: [LinkRecord] = []
  var discounts: [SupplyLink.Discount] = []
  var suppliers: [SupplierRecord] = []
  var downstream: [Int32] = []
  var reviews: [ReviewRecord] = []
  var reviewedStores: [Int32] = []
  var factors: [FactorRecord] = []
  var history: [RecordedOrder] = []
  /// Who is asked at looks.
  var forecasts: [Asked] = []

  /// A decider that comes with the factory, or one that is given by name.
  enum Asked {
    case forecast(ForecastDecider)
    case named(String)
  }
}

/// What is on its way and owed in a running simulation, and who is looked at when.
struct SupplyState: ~Copyable {
  var links: RecordTable<LinkRecord>
  let discounts: RecordTable<SupplyLink.Discount>
  var suppliers: RecordTable<SupplierRecord>
  /// The stores that are filled by each store.
  let downstream: RecordTable<Int32>
  var reviews: RecordTable<ReviewRecord>
  let reviewedStores: RecordTable<Int32>
  let factors: RecordTable<FactorRecord>
  let history: RecordTable<RecordedOrder>
  var orders: RecordTable<OrderRecord>
  var firstFreeOrder: Int32 = -1
  var claims: RecordTable<ClaimRecord>
  var firstFreeClaim: Int32 = -1
  var accounts: RecordTable<CustomerAccount>

  init(_ tables: SupplyTables, customers: Int) {
    links = RecordTable(copying: tables.links)
    discounts = RecordTable(copying: tables.discounts)
    suppliers = RecordTable(copying: tables.suppliers)
    downstream = RecordTable(copying: tables.downstream)
    reviews = RecordTable(copying: tables.reviews)
    reviewedStores = RecordTable(copying: tables.reviewedStores)
    factors = RecordTable(copying: tables.factors)
    history = RecordTable(copying: tables.history)
    orders = RecordTable(minimumCapacity: 16)
    claims = RecordTable(minimumCapacity: 16)
    accounts = RecordTable(repeating: CustomerAccount(), count: customers)
  }

  private init(copying other: borrowing SupplyState) {
    links = other.links.clone()
    discounts = other.discounts.clone()
    suppliers = other.suppliers.clone()
    downstream = other.downstream.clone()
    reviews = other.reviews.clone()
    reviewedStores = other.reviewedStores.clone()
    factors = other.factors.clone()
    history = other.history.clone()
    orders = other.orders.clone()
    firstFreeOrder = other.firstFreeOrder
    claims = other.claims.clone()
    firstFreeClaim = other.firstFreeClaim
    accounts = other.accounts.clone()
  }

  borrowing func fork() -> SupplyState { SupplyState(copying: self) }

  /// A record for something that is on its way.
  mutating func add(_ order: OrderRecord) -> Int32 {
    guard firstFreeOrder >= 0 else {
      orders.append(order)
      return Int32(truncatingIfNeeded: orders.count - 1)
    }
    let place = firstFreeOrder
    firstFreeOrder = orders[Int(place)].next
    orders[Int(place)] = order
    return place
  }

  /// Takes something that was on its way.
  mutating func take(_ place: Int32) -> OrderRecord {
    let order = orders[Int(place)]
    orders[Int(place)].next = firstFreeOrder
    firstFreeOrder = place
    return order
  }

  /// A record for something that is owed.
  mutating func add(_ claim: ClaimRecord) -> Int32 {
    guard firstFreeClaim >= 0 else {
      claims.append(claim)
      return Int32(truncatingIfNeeded: claims.count - 1)
    }
    let place = firstFreeClaim
    firstFreeClaim = claims[Int(place)].next
    claims[Int(place)] = claim
    return place
  }

  /// Gives the record of something back that is owed no more.
  mutating func free(claim place: Int32) {
    claims[Int(place)].next = firstFreeClaim
    firstFreeClaim = place
  }
}
