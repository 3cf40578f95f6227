// swift-tools-version: 6.2
import PackageDescription

/// Settings of every target: Swift 6 mode, the upcoming features that make imports and
/// existentials explicit, and no warning left standing.
let shared: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InferIsolatedConformances"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
]

let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")

func nio(_ name: String) -> Target.Dependency { .product(name: name, package: "swift-nio") }

/// Of the sources, for `ftsd --version`, where `make` knows it.
let commit = (Context.environment["FTSD_COMMIT"] ?? "").filter {
  $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-")
}

let package = Package(
  name: "ftsd",
  products: [
    .executable(name: "ftsd", targets: ["ftsd"]),
    .executable(name: "ftsd-bench", targets: ["ftsd-bench"]),
    .library(name: "FTSCore", targets: ["FTSCore"]),
    .library(name: "FTSClient", targets: ["FTSClient", "FTSProtocol"]),
    // Of no use but to the tests, which put it between the program and the system.
    .library(name: "FaultInjection", type: .dynamic, targets: ["CFaultInjection"]),
  ],
  dependencies: [
    // Commands, flags and help: the parser of Swift's own tools.
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    // The event loop, Unix sockets and HTTP/1.1 codec of the daemon and its client.
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    // The logging interface of the Swift server ecosystem.
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    // The messages of CIFF, which are Protocol Buffers; without what wants all of Foundation.
    .package(url: "https://github.com/apple/swift-protobuf", from: "1.39.0", traits: []),
    // Latencies of the load generator, exact to three digits from nanoseconds to minutes.
    .package(url: "https://github.com/HdrHistogram/hdrhistogram-swift", from: "0.2.0"),
  ],
  targets: [
    // C libraries of the system, each for one thing.

    // Storage: the memory-mapped B+tree.
    .systemLibrary(name: "CLMDB", pkgConfig: "lmdb", providers: [.apt(["liblmdb-dev"])]),
    // Snowball stemmers.
    .systemLibrary(name: "CStemmer", providers: [.apt(["libstemmer-dev"])]),
    // Compression of stored documents; reading .zst sources.
    .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
    // Reading .gz sources; answers in the content coding gzip.
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    // Exports in XML and the HTML inside them.
    .systemLibrary(name: "CXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    // Reading the rows of SQLite databases.
    .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
    // Markdown, in time that is linear in the text.
    .systemLibrary(
      name: "CMD4C", pkgConfig: "md4c-html", providers: [.apt(["libmd4c-dev", "libmd4c-html0-dev"])]),
    // Data of sites: front matter and comments in YAML.
    .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
    // XXH3: checksums of what is on disk, hashes of terms.
    .systemLibrary(name: "CXXHash", pkgConfig: "libxxhash", providers: [.apt(["libxxhash-dev"])]),

    // glibc's malloc_trim: giving freed memory back.
    .systemLibrary(name: "CMalloc"),

    // One header of ours: the instruction that Swift has no word for.
    .systemLibrary(name: "CPrefetch"),

    // One header of ours: the system call that C libraries do not declare.
    .systemLibrary(name: "CFileSystem"),

    // One function of ours: the commit. A target of its own, so that with another commit nothing else is compiled anew.
    .target(name: "CBuild", cSettings: [.define("FTSD_COMMIT", to: "\"\(commit)\"")]),

    // The modules, lowest first: each may use only what stands above it here.
    .target(name: "LMDB", dependencies: ["CLMDB"], swiftSettings: shared),
    .target(name: "FTSDocument", swiftSettings: shared),
    .target(
      name: "CommonIndexFile", dependencies: [.product(name: "SwiftProtobuf", package: "swift-protobuf")],
      exclude: ["common_index_file.proto"], swiftSettings: shared),
    .target(name: "FTSAnalysis", dependencies: ["CStemmer"], swiftSettings: shared),
    .target(name: "FTSAutomata", swiftSettings: shared),
    .target(name: "FTSQuery", dependencies: ["FTSAutomata", "FTSDocument"], swiftSettings: shared),
    .target(
      name: "FTSCore",
      dependencies: [
        "LMDB", "FTSDocument", "FTSAnalysis", "FTSAutomata", "FTSQuery", "CZstd", "CXXHash", "CPrefetch",
        "CMalloc", "CFileSystem",
      ],
      swiftSettings: shared),
    .target(
      name: "FTSCorpus",
      dependencies: ["FTSDocument", "CMD4C", "CXML2", "CYAML", "CZlib", "CZstd", "CSQLite"],
      swiftSettings: shared),
    .target(name: "FTSProtocol", dependencies: ["FTSQuery", "FTSAutomata", "CBuild"], swiftSettings: shared),
    .target(
      name: "FTSService",
      dependencies: [
        "FTSCore", "FTSDocument", "FTSAnalysis", "FTSQuery", "FTSProtocol", "FTSCorpus", "CommonIndexFile",
      ],
      swiftSettings: shared),
    .target(
      name: "FTSFolders", dependencies: ["FTSCore", "FTSCorpus", "FTSDocument", "FTSQuery"],
      swiftSettings: shared),
    .target(name: "FTSWording", swiftSettings: shared),
    // HTML, style and script of the results page. The last two are files, which the compiler puts into the binary.
    .target(
      name: "FTSPage", dependencies: ["FTSProtocol", "FTSQuery", "FTSWording"],
      resources: [
        .embedInCode("Resources/page.css"), .embedInCode("Resources/page.js"),
        .embedInCode("Resources/icon.svg"),
      ],
      swiftSettings: shared),
    .target(
      name: "FTSDaemon",
      dependencies: [
        "FTSPage", "FTSService", "FTSProtocol", "CZlib", nio("NIOCore"), nio("NIOPosix"), nio("NIOHTTP1"),
        .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: shared),
    .target(
      name: "FTSClient",
      dependencies: ["FTSProtocol", nio("NIOCore"), nio("NIOPosix"), nio("NIOHTTP1")],
      swiftSettings: shared),
    .executableTarget(
      name: "ftsd",
      dependencies: [
        "FTSDaemon", "FTSClient", "FTSWording", "FTSFolders", "FTSService", "FTSProtocol", "FTSCorpus",
        "FTSCore", "FTSQuery",
        "FTSAnalysis", "FTSDocument", argumentParser,
        .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: shared),
    // Measurements.

    // Counts allocations in the executable that links it, and in no other.
    .target(name: "CAllocations", path: "Benchmarks/CAllocations"),
    .executableTarget(
      name: "ftsd-bench",
      dependencies: [
        "CAllocations", "FTSWording", "FTSService", "FTSProtocol", "FTSCore", "FTSCorpus", "FTSQuery",
        "FTSAnalysis",
        "FTSDocument", "FTSTestSupport", argumentParser,
        .product(name: "Histogram", package: "hdrhistogram-swift"),
      ],
      path: "Benchmarks/ftsd-bench", swiftSettings: shared),

    .target(
      name: "FTSTestSupport", dependencies: ["FTSDocument", "FTSQuery", "FTSAutomata", "FTSProtocol"],
      path: "Tests/FTSTestSupport", swiftSettings: shared),
    .target(
      name: "FTSFuzzTargets",
      dependencies: [
        "FTSCore", "FTSCorpus", "FTSDocument", "FTSQuery", "FTSProtocol", "FTSService", "FTSDaemon", "LMDB",
        "CommonIndexFile", "CXXHash", "FTSTestSupport", nio("NIOCore"), nio("NIOPosix"),
        .product(name: "Logging", package: "swift-log"),
      ],
      path: "Tests/FTSFuzzTargets", swiftSettings: shared),
    .testTarget(
      name: "FTSFuzzTests", dependencies: ["FTSFuzzTargets", "FTSTestSupport"], exclude: ["Inputs"],
      swiftSettings: shared),
    .testTarget(
      name: "FTSTestSupportTests", dependencies: ["FTSTestSupport", "FTSDocument", "FTSQuery"],
      swiftSettings: shared),
    // System calls that fail, and a log of what is written, in programs that are run with it (LD_PRELOAD).
    .target(name: "CFaultInjection", path: "Tests/CFaultInjection"),
    .testTarget(name: "LMDBTests", dependencies: ["LMDB", "FTSTestSupport"], swiftSettings: shared),
    .testTarget(
      name: "CommonIndexFileTests", dependencies: ["CommonIndexFile", "FTSTestSupport"],
      swiftSettings: shared),
    .testTarget(
      name: "FTSDocumentTests", dependencies: ["FTSDocument"], swiftSettings: shared),
    .testTarget(
      name: "FTSAnalysisTests", dependencies: ["FTSAnalysis", "FTSTestSupport"],
      swiftSettings: shared),
    .testTarget(
      name: "FTSAutomataTests", dependencies: ["FTSAutomata", "FTSTestSupport"], swiftSettings: shared),
    .testTarget(
      name: "FTSQueryTests",
      dependencies: ["FTSQuery", "FTSAutomata", "FTSDocument", "FTSTestSupport"], swiftSettings: shared),
    .testTarget(
      name: "FTSCoreTests",
      dependencies: [
        "FTSCore", "FTSCorpus", "FTSDocument", "FTSAnalysis", "FTSAutomata", "FTSQuery", "LMDB",
        "FTSTestSupport",
      ],
      exclude: ["Resources"], swiftSettings: shared),
    .testTarget(
      name: "FTSCorpusTests", dependencies: ["FTSCorpus", "FTSDocument", "FTSTestSupport", "CSQLite"],
      exclude: ["Samples"], swiftSettings: shared),
    .testTarget(
      name: "FTSServiceTests",
      dependencies: [
        "FTSService", "FTSProtocol", "FTSCore", "FTSCorpus", "FTSQuery", "FTSDocument", "FTSAnalysis",
        "FTSTestSupport",
      ],
      swiftSettings: shared),
    .testTarget(
      name: "FTSFoldersTests",
      dependencies: ["FTSFolders", "FTSCore", "FTSCorpus", "FTSDocument", "FTSQuery", "FTSTestSupport"],
      swiftSettings: shared),
    .testTarget(name: "FTSWordingTests", dependencies: ["FTSWording"], swiftSettings: shared),
    .testTarget(
      name: "FTSPageTests", dependencies: ["FTSPage", "FTSProtocol", "FTSQuery", "FTSTestSupport"],
      swiftSettings: shared),
    .testTarget(
      name: "FTSDaemonTests",
      dependencies: [
        "FTSDaemon", "FTSClient", "FTSService", "FTSProtocol", "FTSCore", "FTSQuery", "FTSDocument",
        "FTSTestSupport", "CZlib", nio("NIOCore"), nio("NIOHTTP1"),
      ],
      swiftSettings: shared),
    .testTarget(
      name: "ftsdTests",
      dependencies: [
        "ftsd", "FTSClient", "FTSDaemon", "FTSProtocol", "FTSTestSupport", argumentParser,
        .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: shared),
    .testTarget(
      name: "FTSBenchTests",
      dependencies: ["ftsd-bench", "FTSCore", "FTSQuery", "FTSDocument", "FTSTestSupport"],
      swiftSettings: shared),
  ]
)

// The fuzzer gets its `main` from libFuzzer: it links with `--sanitize fuzzer` alone (`make fuzz`).
if Context.environment["FTSD_FUZZ"] == "1" {
  package.targets.append(
    .executableTarget(
      name: "ftsd-fuzz", dependencies: ["FTSFuzzTargets"], path: "Tests/FTSFuzz",
      swiftSettings: shared + [.unsafeFlags(["-parse-as-library"])]))
}
