import CZlib
import CZstd

/// Why compressed bytes could not be read.
enum DecompressionProblem: Error, Hashable, CustomStringConvertible {
  /// They are not what the compression writes.
  case damaged(String)
  /// They end too early.
  case cut
  /// They would become more bytes than allowed.
  case tooLarge(limit: Int)

  var description: String {
    switch self {
    case .damaged(let reason): "the compressed bytes are damaged (\(reason))"
    case .cut: "the compressed bytes end too early"
    case .tooLarge(let limit): "the compressed bytes hold more than \(limit) bytes"
    }
  }
}

/// Takes compressed bytes apart, and stops where they would become too many.
enum Decompression {
  /// Reads one or more frames of Zstandard.
  static func zstd(_ bytes: Span<UInt8>, limit: Int) throws(DecompressionProblem) -> [UInt8] {
    guard let context = unsafe ZSTD_createDCtx() else {
      preconditionFailure("there is no memory for a decompressor")
    }
    defer { _ = unsafe ZSTD_freeDCtx(context) }
    var output: [UInt8] = []
    var position = 0
    var rest = 1
    while position < bytes.count || rest != 0 {
      var problem: DecompressionProblem?
      let before = (position, output.count)
      let room = try room(after: output.count, limit: limit, input: bytes.count)
      output.append(addingCapacity: room) { span in
        unsafe span.withUnsafeMutableBufferPointer { buffer, initialized in
          unsafe bytes.withUnsafeBytes { source in
            var out = unsafe ZSTD_outBuffer(
              dst: buffer.baseAddress?.advanced(by: initialized), size: room, pos: 0)
            var input = unsafe ZSTD_inBuffer(
              src: source.baseAddress, size: source.count, pos: position)
            rest = unsafe ZSTD_decompressStream(context, &out, &input)
            if ZSTD_isError(rest) != 0 {
              problem = .damaged(unsafe String(cString: ZSTD_getErrorName(rest)))
            }
            position = unsafe input.pos
            initialized += unsafe out.pos
          }
        }
      }
      if let problem { throw problem }
      if position == bytes.count, rest != 0, before == (position, output.count) { throw .cut }
    }
    guard output.count <= limit else { throw .tooLarge(limit: limit) }
    return output
  }

  /// Reads one or more members of gzip, or a stream of zlib.
  static func gzip(_ bytes: Span<UInt8>, limit: Int) throws(DecompressionProblem) -> [UInt8] {
    let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    defer { unsafe stream.deallocate() }
    unsafe stream.initialize(to: z_stream())
    // 15 bits of window, and 32 to tell gzip from zlib by its header.
    let begun = unsafe inflateInit2_(
      stream, 15 + 32, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    precondition(begun == Z_OK, "there is no memory for a decompressor")
    defer { _ = unsafe inflateEnd(stream) }
    var output: [UInt8] = []
    var position = 0
    var isEnded = false
    while position < bytes.count || !isEnded {
      var result = Z_OK
      let before = (position, output.count)
      if isEnded {
        // Another member follows.
        _ = unsafe inflateReset(stream)
        isEnded = false
      }
      let room = min(try room(after: output.count, limit: limit, input: bytes.count), 1 << 30)
      output.append(addingCapacity: room) { span in
        unsafe span.withUnsafeMutableBufferPointer { buffer, initialized in
          unsafe bytes.withUnsafeBytes { source in
            let taken = min(source.count - position, 1 << 30)
            // zlib reads through this pointer and never writes.
            unsafe stream.pointee.next_in = UnsafeMutablePointer(
              mutating: source.bindMemory(to: UInt8.self).baseAddress?.advanced(by: position))
            unsafe stream.pointee.avail_in = UInt32(taken)
            unsafe stream.pointee.next_out = buffer.baseAddress?.advanced(by: initialized)
            unsafe stream.pointee.avail_out = UInt32(room)
            result = unsafe inflate(stream, Z_NO_FLUSH)
            position += taken - Int(unsafe stream.pointee.avail_in)
            initialized += room - Int(unsafe stream.pointee.avail_out)
          }
        }
      }
      switch result {
      case Z_OK, Z_BUF_ERROR: break
      case Z_STREAM_END: isEnded = true
      default:
        throw .damaged(
          unsafe stream.pointee.msg.map { unsafe String(cString: $0) } ?? "zlib \(result)")
      }
      if !isEnded, before == (position, output.count) { throw .cut }
    }
    guard output.count <= limit else { throw .tooLarge(limit: limit) }
    return output
  }

  /// How many more bytes there is room for: one beyond the limit, so that it is seen to be passed.
  private static func room(
    after count: Int, limit: Int, input: Int
  ) throws(DecompressionProblem) -> Int {
    guard count <= limit else { throw .tooLarge(limit: limit) }
    return min(max(1 << 12, count == 0 ? 4 * input : count), limit - count + 1)
  }
}
