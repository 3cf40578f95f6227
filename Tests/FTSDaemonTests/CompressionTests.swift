import CZlib
import FTSProtocol
import FTSTestSupport
import NIOHTTP1
import Testing

@testable import FTSDaemon

/// Answers in the content coding gzip.
@Suite struct CompressionTests {
  private static let large = Array(String(repeating: "humanism and machines; ", count: 1_000).utf8)

  private static let endpoints = [
    Endpoint(
      "/large",
      Operation(.GET, "large", "Large", contentType: "text/plain") { (_) throws(Problem) in
        Response(large, contentType: "text/plain")
      },
      Operation(.POST, "largeByWorker", "Large", weight: .heavy) { (_) throws(Problem) in
        Response(large, contentType: "text/plain")
      }),
    Endpoint(
      "/small",
      Operation(.GET, "small", "Small", contentType: "text/plain") { (_) throws(Problem) in
        Response(Array("small".utf8), contentType: "text/plain")
      }),
  ]

  /// What gzip's own decoder makes of bytes.
  private static func decode(_ bytes: [UInt8], capacity: Int) -> [UInt8]? {
    var stream = unsafe z_stream()
    // SAFETY: the structure outlives all uses, which end with inflateEnd.
    guard unsafe inflateInit2_(&stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else {
      return nil
    }
    // SAFETY: as above.
    defer { unsafe inflateEnd(&stream) }
    var (input, code) = (bytes, Z_OK)
    let output = unsafe [UInt8](unsafeUninitializedCapacity: capacity) { output, count in
      unsafe input.withUnsafeMutableBufferPointer { input in
        // SAFETY: both buffers are valid for the call, with their own counts.
        unsafe stream.next_in = input.baseAddress
        unsafe stream.avail_in = UInt32(input.count)
        unsafe stream.next_out = output.baseAddress
        unsafe stream.avail_out = UInt32(output.count)
        code = unsafe inflate(&stream, Z_FINISH)
        unsafe count = output.count - Int(stream.avail_out)
      }
    }
    return code == Z_STREAM_END ? output : nil
  }

  @Test(arguments: [0, 1, 1_023, 1_024, 100_000, 3_000_000])
  func whatIsEncodedIsDecodedToTheSame(count: Int) throws {
    var generator = SeededGenerator(seed: UInt64(count))
    let noise = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
    let text = Array(Self.large.prefix(count))
    for bytes in [noise, text] {
      let encoded = try #require(Gzip.encode(bytes))
      #expect(Self.decode(encoded, capacity: count + 1) == bytes)
    }
  }

  @Test(arguments: [
    ("gzip", true), ("GZIP", true), ("x-gzip", true), ("deflate, gzip;q=0.5", true), ("*", true),
    ("br, *;q=0.1", true), ("", false), ("identity", false), ("deflate", false), ("gzip;q=0", false),
    ("gzip; q=0.0", false), ("*;q=0", false), ("*, gzip;q=0", false), ("gzip;q=x", false),
  ])
  func headersAreReadAsTheStandardSays(header: String, isAccepted: Bool) {
    #expect(Gzip.isAccepted(by: header) == isAccepted)
  }

  @Test(arguments: ["GET", "POST", "HEAD"])
  func largeAnswersAreCompressedWhereThatIsAskedFor(method: String) async throws {
    try await TestServer.run(Self.endpoints) { test in
      let head = "\(method) /large HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 0\r\n"
      let answer = try await RawConnection.exchange(test.socket, head + "Accept-Encoding: br, gzip\r\n\r\n")
      #expect(
        answer.contains("\r\ncontent-encoding: gzip\r\n") && answer.contains("\r\nvary: accept-encoding\r\n"))
      let expected = try #require(Gzip.encode(Self.large)).count
      #expect(answer.contains("\r\ncontent-length: \(expected)\r\n"))
      let plain = try await RawConnection.exchange(test.socket, head + "\r\n")
      #expect(plain.contains("\r\ncontent-length: \(Self.large.count)\r\n"))
      #expect(plain.contains("\r\nvary: accept-encoding\r\n") && !plain.contains("content-encoding"))
    }
  }

  @Test func smallAnswersAreNot() async throws {
    try await TestServer.run(Self.endpoints) { test in
      let answer = try await RawConnection.exchange(
        test.socket, "GET /small HTTP/1.1\r\nHost: a\r\nConnection: close\r\nAccept-Encoding: gzip\r\n\r\n")
      #expect(answer.hasSuffix("\r\n\r\nsmall") && !answer.contains("encoding"))
    }
  }
}
