public import Testing

extension Tag {
  /// A small case worked by hand, or a book's worked example.
  @Tag public static var exact: Self

  /// An invariant that holds for every seed: conservation of parts, Little's law.
  @Tag public static var law: Self

  /// A sampler or a queue against its closed form, with fixed seeds and a derived tolerance.
  @Tag public static var statistical: Self

  /// Output compared with a recorded file, text for text.
  @Tag public static var golden: Self

  /// One way to go wrong, and the whole message that follows.
  @Tag public static var failure: Self
}
