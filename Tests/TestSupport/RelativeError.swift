/// |value - reference| / |reference|; 0 where both are equal, zero and infinities included.
public func relativeError(_ value: Double, _ reference: Double) -> Double {
  value == reference ? 0 : abs(value - reference) / abs(reference)
}
