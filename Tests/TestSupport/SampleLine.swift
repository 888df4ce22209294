/// Scenarios for tests of what happens around a simulation.
public enum SampleLine {
  /// Two stations, an inspection, and costs: a few milliseconds a replication.
  public static let small = """
    fettle: 1
    name: Small line
    horizon: 8 h
    products:
      cup:
        release: saturated
        route:
          - mould
          - check: {finds: {void: 80 %}}
    stations:
      mould: {time: exponential 30 s, makes: {void: 2 %}}
      check: {buffer: 3, time: 25 s}
    costs: {downtime: {mould: 60 EUR/h}, escape: 5 EUR/part}

    """

  /// A line whose rework fills it up until nothing can move.
  public static let locking = """
    fettle: 1
    name: Locking line
    horizon: 8 h
    products:
      cup:
        release: saturated
        route:
          - mould
          - trim
          - check: {finds: {void: 100 %}, then: {void: back to trim}}
    stations:
      mould: {time: 10 s}
      trim:  {buffer: 2, time: 10 s, makes: {void: 90 %}}
      check: {buffer: 2, time: 10 s}

    """
}
