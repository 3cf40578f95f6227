import FTSProtocol
import FTSTestSupport
import Foundation
import Testing

@testable import FTSDaemon

@Suite struct AccessTests {
  private let stranger = PeerCredentials(process: 1, user: 4711, groups: [4711, 50])

  private func rights(
    readers: [String]? = nil, writers: [String]? = nil, isReadOnly: Bool = false, of peer: PeerCredentials
  ) throws -> Rights {
    let policy = AccessPolicy(isReadOnly: isReadOnly)
    return policy.rights(
      of: peer, readers: try readers.map { try AccessList($0) },
      writers: try writers.map { try AccessList($0) })
  }

  @Test func whoMayConnectMayDoEverythingWhereNoListSaysOtherwise() throws {
    #expect(try rights(of: stranger) == Rights(canRead: true, canWrite: true))
    #expect(try rights(isReadOnly: true, of: stranger) == Rights(canRead: true, canWrite: false))
  }

  @Test(
    arguments: [
      (["4711"], nil, true, true), (["4712"], nil, false, false), (["@50"], nil, true, true),
      (["@51"], nil, false, false), (nil, ["4711"], true, true), (nil, ["4712"], true, false),
      (["4712"], ["4711"], true, true), (["4711"], ["4712"], true, false), ([], [], false, false),
      (["1", "@50"], [], true, false),
    ] as [([String]?, [String]?, Bool, Bool)])
  func listsSayWhoMayReadAndWrite(readers: [String]?, writers: [String]?, canRead: Bool, canWrite: Bool)
    throws
  {
    let rights = try rights(readers: readers, writers: writers, of: stranger)
    #expect(rights == Rights(canRead: canRead, canWrite: canWrite))
  }

  @Test func rootAndTheDaemonsUserAreAlwaysAllowed() throws {
    for user in [0, geteuid()] {
      let peer = PeerCredentials(process: 1, user: user, groups: [])
      #expect(try rights(readers: [], writers: [], of: peer) == Rights(canRead: true, canWrite: true))
      #expect(try rights(isReadOnly: true, of: peer) == Rights(canRead: true, canWrite: false))
    }
  }

  @Test func namesAreLookedUp() throws {
    #expect(try AccessList(["root", "@root"]) == AccessList(["0", "@0"]))
    #expect(throws: ServerError.unknownAccount(kind: "user", name: "nobody-at-all")) {
      try AccessList(["nobody-at-all"])
    }
    #expect(throws: ServerError.unknownAccount(kind: "group", name: "no-group")) {
      try AccessList(["@no-group"])
    }
  }

  @Test func aSocketHasTheModeAndGroupThatWereAskedFor() async throws {
    let isRoot = geteuid() == 0
    let group: gid_t? = isRoot ? 1 : nil
    try await TestServer.run(mode: 0o666, group: group) { test in
      let attributes = try FileManager.default.attributesOfItem(atPath: test.socket.path)
      #expect(attributes[.posixPermissions] as? Int == 0o666)
      if isRoot { #expect(attributes[.groupOwnerAccountID] as? Int == 1) }
      #expect(try await RawConnection.get(test.socket, "/healthz").hasPrefix("HTTP/1.1 200 OK\r\n"))
    }
  }

  @Test(.enabled(if: geteuid() == 0 && OtherUser.isAvailable, "needs root, setpriv and curl"))
  func anotherUserIsLetInByTheListAlone() async throws {
    let allowed = AccessPolicy(.credentials(readers: try AccessList(["4711"]), writers: nil))
    let byGroup = AccessPolicy(.credentials(readers: try AccessList(["@4712"]), writers: nil))
    let others = AccessPolicy(.credentials(readers: try AccessList(["4713", "@4713"]), writers: nil))
    for (policy, status) in [(allowed, 200), (byGroup, 200), (others, 403), (AccessPolicy(), 200)] {
      try await TestServer.run(mode: 0o666, policy: policy) { test in
        let answer = try await OtherUser(user: 4711, groups: [4711, 4712]).get(test.socket, "/v1/stats")
        #expect(answer.hasPrefix("HTTP/1.1 \(status) "))
        if status == 403 {
          #expect(answer.contains("\"code\":\"forbidden\"") && answer.contains("user 4711, process "))
        }
        // The daemon's own user is let in all the same.
        #expect(try await RawConnection.get(test.socket, "/v1/stats").hasPrefix("HTTP/1.1 200 "))
      }
    }
  }

  @Test(.enabled(if: geteuid() == 0 && OtherUser.isAvailable, "needs root, setpriv and curl"))
  func aPrivateSocketIsItsOwnersAlone() async throws {
    try await TestServer.run { test in
      let answer = try await OtherUser(user: 4711, groups: []).get(test.socket, "/v1/stats")
      #expect(answer.isEmpty)
    }
  }
}
