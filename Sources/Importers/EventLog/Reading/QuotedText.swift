/// A text in single quotes, cut where it is long.
func quoted(_ text: some StringProtocol) -> String {
  text.count > 40 ? "'\(text.prefix(40))…'" : "'\(text)'"
}
