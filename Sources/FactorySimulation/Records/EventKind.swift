/// What an event does.
enum EventKind: UInt16 {
  /// A machine finishes the work on its part. Subject: machine.
  case completion
  /// A failure mode strikes, or is noticed. Subject: failure.
  case failure
  /// Work on a machine ends. Subject: the failure, stop or component for which it was done.
  case jobEnd
  /// A calendar opens or closes. Subject: calendar.
  case shiftChange
  /// A lot arrives. Subject: product.
  case arrival
  /// Components are looked at. Subject: none.
  case look
  /// A station decides what its machines do next. Subject: station.
  case dispatch
  /// Machines that wait for operators, tools or items get them, and jobs what was made. Subject: none.
  case service
  /// Vehicles are sent to parts that wait. Subject: fleet.
  case trips
  /// A vehicle brings its parts. Subject: vehicle.
  case tripEnd
  /// A part comes to its next station, or out of the factory. Subject: part.
  case transfer
  /// The last part leaves a machine that could take others while it was inside. Subject: machine.
  case vacated
  /// A component is replaced because it is time. Subject: component.
  case replacementDue
  /// Somebody agrees to work. Subject: as with ``jobEnd``.
  case approval
  /// An order comes to a store. Subject: order.
  case delivery
  /// A customer orders. Subject: customer.
  case customerOrder
  /// An order reaches the supplier or store that is to send it. Subject: order.
  case orderArrival
  /// A customer waits no longer. Subject: claim.
  case customerLeaves
  /// Something in a store has perished. Subject: store.
  case spoilage
  /// A part of what is in a store is lost. Subject: loss.
  case stockLoss
  /// Stores are looked at that are looked at from time to time. Subject: review.
  case review
  /// Sensors are read for what has passed. Subject: panel.
  case reading
  /// A step of the timeline. Subject: step.
  case timelineStep
  /// A rule looks at the process whose set-points it moves. Subject: rule.
  case control
  /// Somebody agrees to other set-points, or does not. Subject: rule.
  case controlApproval
  /// Measuring begins, or a batch ends and another begins: all sums start from zero.
  case restart
  /// The replication is over.
  case end
}

/// The rank of events within one instant.
enum Phase {
  static let recovery: UInt8 = 0
  static let completion: UInt8 = 1
  /// Who looks at a stock knows what was before the moment, not who will come in it.
  static let review: UInt8 = 2
  static let arrival: UInt8 = 3
  static let failure: UInt8 = 4
  /// A shift ends after all else that happens at its last moment.
  static let shiftEnd: UInt8 = 5
  /// Somebody decides, and knows all that has happened at the moment.
  static let decision: UInt8 = 6
  static let observation: UInt8 = 255
}
