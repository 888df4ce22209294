/// The heads and the directory of a ZIP archive whose entries are not compressed.
///
/// Every entry has room for sizes of 64 bits in its head, because its size is not known when it begins; the
/// directory has them only where they are needed. Source: PKWARE, *.ZIP file format specification*, version
/// 6.3.10, sections 4.3 and 4.5.3.
struct ZipDirectory {
  private struct Entry {
    var name: [UInt8]
    var place: Int
    var extent = NumpyArray.Extent(byteCount: 0, checksum: 0)
  }

  private var entries: [Entry] = []

  /// What 32 and 16 bits hold where the true number is elsewhere.
  private static let elsewhere = UInt32.max

  /// The head of an entry whose size is not known yet.
  mutating func begin(_ name: String, at place: Int) -> [UInt8] {
    let name = Array(name.utf8)
    precondition(name.count < 1 << 16, "a name is too long")
    precondition(!entries.contains { $0.name == name }, "two entries bear one name")
    entries.append(Entry(name: name, place: place))
    return ZipDirectory.head(entries[entries.count - 1])
  }

  /// The head of the last entry, and where it stands, now that its size is known.
  mutating func endEntry(_ extent: NumpyArray.Extent) -> (place: Int, bytes: [UInt8]) {
    entries[entries.count - 1].extent = extent
    let entry = entries[entries.count - 1]
    return (entry.place, ZipDirectory.head(entry))
  }

  /// The directory, which begins at a place.
  func end(at place: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    for entry in entries { ZipDirectory.append(entry, to: &bytes) }
    let size = bytes.count
    let isLarge = place + size >= Int(ZipDirectory.elsewhere) || entries.count >= 1 << 16 - 1
    if isLarge { appendLargeEnd(place: place, size: size, to: &bytes) }
    bytes.append(littleEndian: 0x0605_4B50 as UInt32)
    bytes.append(littleEndian: 0 as UInt32)
    let count = isLarge ? UInt16.max : UInt16(entries.count)
    bytes.append(littleEndian: count)
    bytes.append(littleEndian: count)
    bytes.append(littleEndian: isLarge ? ZipDirectory.elsewhere : UInt32(size))
    bytes.append(littleEndian: isLarge ? ZipDirectory.elsewhere : UInt32(place))
    bytes.append(littleEndian: 0 as UInt16)
    return bytes
  }

  /// What the head of an entry and the directory share: from the version to the checksum.
  private static func appendCommon(_ entry: Entry, to bytes: inout [UInt8]) {
    // Version 4.5, names in UTF-8, not compressed, 1980-01-01 00:00.
    bytes.append(littleEndian: 45 as UInt16)
    bytes.append(littleEndian: 0x0800 as UInt16)
    bytes.append(littleEndian: 0 as UInt16)
    bytes.append(littleEndian: 0 as UInt16)
    bytes.append(littleEndian: 0x0021 as UInt16)
    bytes.append(littleEndian: entry.extent.checksum)
  }

  private static func head(_ entry: Entry) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(littleEndian: 0x0403_4B50 as UInt32)
    appendCommon(entry, to: &bytes)
    bytes.append(littleEndian: elsewhere)
    bytes.append(littleEndian: elsewhere)
    bytes.append(littleEndian: UInt16(entry.name.count))
    bytes.append(littleEndian: 20 as UInt16)
    bytes += entry.name
    bytes.append(littleEndian: 1 as UInt16)
    bytes.append(littleEndian: 16 as UInt16)
    bytes.append(littleEndian: UInt64(entry.extent.byteCount))
    bytes.append(littleEndian: UInt64(entry.extent.byteCount))
    return bytes
  }

  private static func append(_ entry: Entry, to bytes: inout [UInt8]) {
    let isLong = entry.extent.byteCount >= Int(elsewhere)
    let isFar = entry.place >= Int(elsewhere)
    bytes.append(littleEndian: 0x0201_4B50 as UInt32)
    bytes.append(littleEndian: 45 as UInt16)
    appendCommon(entry, to: &bytes)
    let size = isLong ? elsewhere : UInt32(entry.extent.byteCount)
    bytes.append(littleEndian: size)
    bytes.append(littleEndian: size)
    bytes.append(littleEndian: UInt16(entry.name.count))
    let extra = (isLong ? 16 : 0) + (isFar ? 8 : 0)
    bytes.append(littleEndian: UInt16(extra == 0 ? 0 : extra + 4))
    // No comment, first disk, no attributes.
    bytes += [UInt8](repeating: 0, count: 10)
    bytes.append(littleEndian: isFar ? elsewhere : UInt32(entry.place))
    bytes += entry.name
    guard extra > 0 else { return }
    bytes.append(littleEndian: 1 as UInt16)
    bytes.append(littleEndian: UInt16(extra))
    if isLong {
      bytes.append(littleEndian: UInt64(entry.extent.byteCount))
      bytes.append(littleEndian: UInt64(entry.extent.byteCount))
    }
    if isFar { bytes.append(littleEndian: UInt64(entry.place)) }
  }

  private func appendLargeEnd(place: Int, size: Int, to bytes: inout [UInt8]) {
    bytes.append(littleEndian: 0x0606_4B50 as UInt32)
    bytes.append(littleEndian: 44 as UInt64)
    bytes.append(littleEndian: 45 as UInt16)
    bytes.append(littleEndian: 45 as UInt16)
    bytes.append(littleEndian: 0 as UInt64)
    bytes.append(littleEndian: UInt64(entries.count))
    bytes.append(littleEndian: UInt64(entries.count))
    bytes.append(littleEndian: UInt64(size))
    bytes.append(littleEndian: UInt64(place))
    bytes.append(littleEndian: 0x0706_4B50 as UInt32)
    bytes.append(littleEndian: 0 as UInt32)
    bytes.append(littleEndian: UInt64(place + size))
    bytes.append(littleEndian: 1 as UInt32)
  }
}
