import FTSFuzzTargets
import Glibc

/// The target that `FTSD_FUZZ_TARGET` names.
private let target: FuzzTarget = {
  // SAFETY: getenv gives a string of the environment, which nobody changes; it is copied here.
  let name = unsafe getenv("FTSD_FUZZ_TARGET").map { unsafe String(cString: $0) } ?? ""
  guard let target = FuzzTarget(rawValue: name) else {
    let names = FuzzTarget.allCases.map(\.rawValue).joined(separator: ", ")
    fatalError("FTSD_FUZZ_TARGET must be one of: \(names)")
  }
  return target
}()

/// What libFuzzer calls with each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  // SAFETY: libFuzzer gives that many bytes, which are copied here.
  target.run(unsafe Array(UnsafeBufferPointer(start: bytes, count: count)))
  return 0
}
