import CZstd

/// Compresses with Zstandard, one whole frame at a time, each with its size in its header.
///
/// Equal bytes are compressed to equal bytes by the same version of the library.
///
/// Source: Y. Collet, M. Kucherawy, RFC 8878, "Zstandard compression and the application/zstd media
/// type", 2021.
@safe struct ZstdCompressor: ~Copyable {
  private let context: OpaquePointer

  /// Creates a compressor.
  ///
  /// - Parameter level: How much time may be spent, from 1 for little to 19 for much.
  init(level: Int) {
    guard let context = unsafe ZSTD_createCCtx() else {
      preconditionFailure("there is no memory for a compressor")
    }
    unsafe self.context = context
    _ = unsafe ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, Int32(level))
  }

  deinit { _ = unsafe ZSTD_freeCCtx(context) }

  /// Appends the compressed form of bytes.
  ///
  /// A block of the frame ends where asked, so that parts of unlike content, such as the planes of
  /// BYTE_STREAM_SPLIT, are each coded with statistics of their own.
  ///
  /// - Parameters:
  ///   - bytes: What is compressed.
  ///   - blockEnds: The ends of the parts, rising; the end of the bytes need not be among them.
  ///   - output: Where the frame is appended.
  mutating func compress(
    _ bytes: Span<UInt8>, blockEnds: [Int] = [], into output: inout [UInt8]
  ) {
    let size = bytes.count
    // What ZSTD_compressBound allows, and the heads of the blocks that end early.
    let bound = ZSTD_compressBound(size) + 64 * (blockEnds.count + 1)
    output.append(addingCapacity: bound) { span in
      unsafe span.withUnsafeMutableBufferPointer { buffer, initialized in
        unsafe bytes.withUnsafeBytes { source in
          _ = unsafe ZSTD_CCtx_reset(context, ZSTD_reset_session_only)
          _ = unsafe ZSTD_CCtx_setPledgedSrcSize(context, UInt64(size))
          var out = unsafe ZSTD_outBuffer(
            dst: buffer.baseAddress?.advanced(by: initialized), size: buffer.count - initialized,
            pos: 0)
          var input = unsafe ZSTD_inBuffer(src: source.baseAddress, size: 0, pos: 0)
          var begun = 0
          for end in blockEnds where end > begun && end < size {
            begun = end
            unsafe input.size = end
            unsafe run(ZSTD_e_flush, &input, &out)
          }
          unsafe input.size = size
          unsafe run(ZSTD_e_end, &input, &out)
          initialized += unsafe out.pos
        }
      }
    }
  }

  /// Begins a frame whose size is not known.
  mutating func beginStream() { _ = unsafe ZSTD_CCtx_reset(context, ZSTD_reset_session_only) }

  /// Compresses more bytes of a frame that was begun, and ends it where these are the last.
  mutating func compressStream(_ bytes: Span<UInt8>, isLast: Bool, into output: inout [UInt8]) {
    output.append(addingCapacity: ZSTD_compressBound(bytes.count) + (1 << 18)) { span in
      unsafe span.withUnsafeMutableBufferPointer { buffer, initialized in
        unsafe bytes.withUnsafeBytes { source in
          var out = unsafe ZSTD_outBuffer(
            dst: buffer.baseAddress?.advanced(by: initialized), size: buffer.count - initialized,
            pos: 0)
          var input = unsafe ZSTD_inBuffer(src: source.baseAddress, size: source.count, pos: 0)
          if isLast {
            unsafe run(ZSTD_e_end, &input, &out)
          } else {
            while unsafe input.pos < input.size {
              let rest = unsafe ZSTD_compressStream2(context, &out, &input, ZSTD_e_continue)
              precondition(ZSTD_isError(rest) == 0, "Zstandard has no memory")
            }
          }
          initialized += unsafe out.pos
        }
      }
    }
  }

  private func run(
    _ directive: ZSTD_EndDirective, _ input: inout ZSTD_inBuffer, _ output: inout ZSTD_outBuffer
  ) {
    var rest = 1
    while rest != 0 {
      rest = unsafe ZSTD_compressStream2(context, &output, &input, directive)
      precondition(ZSTD_isError(rest) == 0, "Zstandard has no memory")
    }
  }
}
