import Crypto

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Names that a key gives in the place of those of a factory, and by how many days its time is shifted.
///
/// A pseudonym is a letter for what is named, and the first ten hexadecimal digits of HMAC-SHA256 of the kind and the
/// name: the same for the same key, and nothing that leads back to the name for those who have not got it.
public struct Pseudonyms: Sendable {
  /// What is named.
  enum Kind: String, Hashable, Sendable, CaseIterable {
    case factory, arm, unit, station, machine, product, component, customer, store, item, defect
    case failure = "failure mode"
    case reading = "sensor or set-point"

    /// The letter with which its pseudonyms begin.
    fileprivate var letter: String {
      switch self {
      case .factory: "d"
      case .arm: "a"
      case .unit: "u"
      case .station: "s"
      case .machine: "m"
      case .product: "p"
      case .component: "c"
      case .failure: "f"
      case .customer: "b"
      case .store: "w"
      case .item: "i"
      case .defect: "x"
      case .reading: "r"
      }
    }
  }

  /// The fewest bytes of a key.
  public static let fewestBytes = 16

  private let key: SymmetricKey

  /// Takes a key.
  ///
  /// - Parameters:
  ///   - key: The bytes.
  ///   - path: Where they come from, for the message.
  /// - Throws: ``DatasetProblem`` where they are too few.
  public init(key: [UInt8], from path: String) throws(DatasetProblem) {
    guard key.count >= Pseudonyms.fewestBytes else {
      throw DatasetProblem(
        .usage,
        "the key in '\(path)' has \(DatasetDescription.counted(key.count, "byte")); at least "
          + "\(Pseudonyms.fewestBytes) are needed: make one by head -c 32 /dev/urandom > key")
    }
    self.key = SymmetricKey(data: key)
  }

  /// The pseudonym of a name.
  func name(_ kind: Kind, _ name: String) -> String {
    let digits = code(kind.rawValue + "\u{0}" + name).prefix(5).map { byte in
      let text = String(byte, radix: 16)
      return text.count == 1 ? "0" + text : text
    }
    return kind.letter + "_" + digits.joined()
  }

  /// The days by which time is shifted back: 1 to 3650.
  var days: Int {
    let number = code("days").prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return 1 + Int(number % 3_650)
  }

  private func code(_ text: String) -> [UInt8] {
    Array(HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: key))
  }
}
