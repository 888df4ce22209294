import EventKernel
import FactoryModel

/// The vehicles of one fleet.
struct FleetRecord: BitwiseCopyable {
  var firstVehicle: Int32
  var size: Int32
  var carries: Int32
  var calendar: Int32
  var isOpen = true
  /// The parts that wait for one, in the order in which they are fetched.
  var waiting = Chain()
  /// Whether it is to be decided at this instant who fetches what.
  var isDeciding = false
  /// Since when its time on shift is booked.
  var bookedAt = 0.0
}

/// One vehicle.
struct VehicleRecord: BitwiseCopyable {
  var fleet: Int32
  /// The station at which it stands, or to which it goes; -1 where it has not been anywhere.
  var station: Int32 = -1
  var isBusy = false
  /// What it carries.
  var load = Chain()
  /// When the trip began, comes to the parts, and ends.
  var began = 0.0
  var fetches = 0.0
  var ends = 0.0
  var ordinal: UInt64 = 0
}

/// What fleets begin with.
struct FleetTables {
  /// The stream of the times of empty trips.
  var key = StreamKey(seed: 0, replication: 0, path: "", purpose: "")
  var fleets: [FleetRecord] = []
  var vehicles: [VehicleRecord] = []
}

/// The vehicles of a running simulation.
struct FleetState: ~Copyable {
  var fleets: RecordTable<FleetRecord>
  var vehicles: RecordTable<VehicleRecord>
  var accounts: RecordTable<FleetAccount>
  var key: StreamKey

  init(_ tables: FleetTables) {
    fleets = RecordTable(copying: tables.fleets)
    vehicles = RecordTable(copying: tables.vehicles)
    accounts = RecordTable(repeating: FleetAccount(), count: tables.fleets.count)
    key = tables.key
  }

  private init(copying other: borrowing FleetState) {
    fleets = other.fleets.clone()
    vehicles = other.vehicles.clone()
    accounts = other.accounts.clone()
    key = other.key
  }

  borrowing func fork() -> FleetState { FleetState(copying: self) }
}
