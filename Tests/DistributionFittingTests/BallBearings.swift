/// Millions of revolutions to failure of 23 ball bearings.
///
/// Source: J. Lieblein, M. Zelen, "Statistical investigation of the fatigue life of deep-groove ball bearings",
/// *J. Res. Nat. Bur. Stand.* 57, 1956, 273–316; the values of J. F. Lawless, *Statistical Models and Methods
/// for Lifetime Data*, 2nd ed., 2003, p. 98.
enum BallBearings {
  static let lives = [
    17.88, 28.92, 33.00, 41.52, 42.12, 45.60, 48.48, 51.84, 51.96, 54.12, 55.56, 67.80, 68.64,
    68.64, 68.88, 84.12, 93.12, 98.64, 105.12, 105.84, 127.92, 128.04, 173.40,
  ]
}
