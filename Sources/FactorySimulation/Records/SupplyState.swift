import FactoryModel
import RandomVariates

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
  var rushes: [RushRecord] = []
  var losses: [LossRecord] = []
  /// When each vehicle is back.
  var vehicles: [Double] = []
  var bills: [BillRecord] = []
  var markets: [MarketRecord] = []
  var origins: [LotOriginRecord] = []
  var lotSamplers: [Sampler] = []
  /// The properties of what each machine last took, one machine after the other.
  var machineLots: [Double] = []
  /// Who is asked at looks, and who plans.
  var deciders: [Asked] = []
  var planners: [RequirementsPlanner] = []

  /// A decider that comes with the factory, or one that is given by name.
  enum Asked {
    case given(any ReplenishmentDecider)
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
  var orders: RecordPool<OrderRecord>
  var claims: RecordPool<ClaimRecord>
  let bills: RecordTable<BillRecord>
  var markets: RecordTable<MarketRecord>
  var origins: RecordTable<LotOriginRecord>
  let lotSamplers: RecordTable<Sampler>
  var machineLots: RecordTable<Double>
  let rushes: RecordTable<RushRecord>
  var losses: RecordTable<LossRecord>
  var vehicles: RecordTable<Double>
  var batches: RecordPool<BatchRecord>
  /// What was last taken from a store, and how much of it has been sent.
  var withdrawn: RecordTable<BatchRecord>
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
    orders = RecordPool()
    claims = RecordPool()
    bills = RecordTable(copying: tables.bills)
    markets = RecordTable(copying: tables.markets)
    origins = RecordTable(copying: tables.origins)
    lotSamplers = RecordTable(copying: tables.lotSamplers)
    machineLots = RecordTable(copying: tables.machineLots)
    rushes = RecordTable(copying: tables.rushes)
    losses = RecordTable(copying: tables.losses)
    vehicles = RecordTable(copying: tables.vehicles)
    batches = RecordPool()
    withdrawn = RecordTable(minimumCapacity: 4)
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
    claims = other.claims.clone()
    bills = other.bills.clone()
    markets = other.markets.clone()
    origins = other.origins.clone()
    lotSamplers = other.lotSamplers.clone()
    machineLots = other.machineLots.clone()
    rushes = other.rushes.clone()
    losses = other.losses.clone()
    vehicles = other.vehicles.clone()
    batches = other.batches.clone()
    withdrawn = other.withdrawn.clone()
    accounts = other.accounts.clone()
  }

  borrowing func fork() -> SupplyState { SupplyState(copying: self) }
}
