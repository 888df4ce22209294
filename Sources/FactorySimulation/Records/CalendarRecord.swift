struct CalendarRecord: BitwiseCopyable {
  var firstChange: Int32
  var changeCount: Int32
  /// The change to come: index within the calendar, and the week counted from the start's.
  var nextChange: Int32
  var week: Double
  var isOpen: Bool
}

/// A moment of the week at which a calendar opens or closes.
struct CalendarChange: BitwiseCopyable {
  /// Seconds from Monday 00:00.
  var time: Double
  var opens: Bool
}
