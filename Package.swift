// swift-tools-version: 6.2

import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

/// A library of the house.
///
/// Rows and directions are checked by `.ci/check-imports`.
func room(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(
    _ name: String,
    _ dependencies: [Target.Dependency] = [],
    excluding: [String] = [],
    linker: [LinkerSetting] = []
) -> Target {
    .testTarget(
        name: "\(name)Tests",
        dependencies: [.init(stringLiteral: name)] + dependencies,
        exclude: excluding,
        swiftSettings: strict,
        linkerSettings: linker
    )
}

/// A program that measures; lives under `Tests` so that nothing shipped can import it.
func benchmark(_ name: String, _ dependencies: [Target.Dependency], excluding: [String] = []) -> Target {
    .executableTarget(
        name: name,
        dependencies: dependencies,
        path: "Tests/Benchmarks/\(name)",
        exclude: excluding,
        swiftSettings: strict
    )
}

/// A program that throws damage at one room until it is told to stop.
func fuzzing(_ name: String, _ dependencies: [Target.Dependency], linker: [LinkerSetting] = []) -> Target {
    .executableTarget(
        name: name,
        dependencies: dependencies,
        path: "Tests/Fuzzing/\(name)",
        swiftSettings: strict,
        linkerSettings: linker
    )
}

/// Lets a program or its tests stand in front of functions of the C library, also for SQLite.
func exporting(_ functions: [String]) -> LinkerSetting {
    .unsafeFlags(
        functions.flatMap { ["-Xlinker", "--export-dynamic-symbol=\($0)"] }, .when(platforms: [.linux])
    )
}

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let configuration = Target.Dependency.product(name: "Configuration", package: "swift-configuration")
let asyncHTTPClient = Target.Dependency.product(name: "AsyncHTTPClient", package: "async-http-client")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let nioTLS = Target.Dependency.product(name: "NIOTLS", package: "swift-nio")
let nioSSL = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

let package = Package(
    name: "kiosk",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "kiosk", targets: ["kiosk"])],
    dependencies: [
        // Commands, options, help and completions.
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        // Flags > environment > credentials directory > kiosk.yaml, with secrets marked.
        .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0", traits: ["YAML"]),
        // The provincial backend over HTTP; URLSession on Linux has no total deadline and no cap.
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        // AsyncHTTPClient's own types (buffers, TLS roots) are named in `BackendClient` only.
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        // SQLite; pinned to a minor because Linux is not officially maintained there.
        .package(url: "https://github.com/groue/GRDB.swift", .upToNextMinor(from: "7.10.0")),
        // The practice backend's HTTP server; shares NIO with the client.
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
        // Keyed hashes and sealing of private columns.
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        // No swift-subprocess: 1.0.2 traps ("FileDescriptor was not closed", Configuration.swift:1115) when a program
        // is ended early or does not read its input, and a printer must not end a visit; see AccessPointDevices/Tools.
        // Language packs, survey, access points, synonyms.
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        .executableTarget(name: "kiosk", dependencies: ["KioskCommands"], swiftSettings: strict),
        room(
            "KioskCommands",
            [
                "KioskConversation", "PracticeBackend", "BackendClient", "OfflineStore", "ServiceDesk",
                "ProcedureFinder", "AccessPointDevices", "PublicServices", "VietnameseText",
                argumentParser, configuration, logging, lifecycle, yams,
            ]
        ),
        room(
            "PracticeBackend", ["BackendAPI", "PublicServices", hummingbird, grdb, crypto, logging, lifecycle, nioCore]),
        room(
            "KioskConversation",
            ["ServiceDesk", "ProcedureFinder", "AccessPointDevices", "PublicServices", "VietnameseText"]
        ),
        room(
            "BackendClient",
            [
                "ServiceDesk", "BackendAPI", "PublicServices",
                asyncHTTPClient, nioCore, nioHTTP1, nioPosix, nioTLS, nioSSL, crypto, logging,
            ]
        ),
        room("OfflineStore", ["ServiceDesk", "PublicServices", grdb, crypto, logging]),
        room("ServiceDesk", ["ProcedureFinder", "PublicServices", "VietnameseText", logging]),
        room("ProcedureFinder", ["PublicServices", "VietnameseText"]),
        room("BackendAPI", ["PublicServices"]),
        room("AccessPointDevices", ["VietnameseText"]),
        room("PublicServices", ["VietnameseText"]),
        room("VietnameseText"),

        .target(
            name: "KioskTestSupport",
            dependencies: [
                "ServiceDesk", "ProcedureFinder", "AccessPointDevices", "PublicServices", "VietnameseText", logging,
            ],
            path: "Tests/KioskTestSupport",
            swiftSettings: strict
        ),
        .target(
            name: "BackendFaults",
            dependencies: ["ServiceDesk", nioCore, nioPosix, nioSSL],
            path: "Tests/BackendFaults",
            swiftSettings: strict
        ),
        tests("VietnameseText"),
        tests("PublicServices", [yams]),
        tests("AccessPointDevices", ["KioskTestSupport", "VietnameseText"]),
        tests("BackendAPI", ["KioskTestSupport", "PublicServices", yams], excluding: ["Fixtures"]),
        tests("ProcedureFinder", ["PublicServices", "VietnameseText", yams]),
        tests(
            "ServiceDesk",
            ["KioskTestSupport", "ProcedureFinder", "PublicServices", "VietnameseText", logging]
        ),
        tests(
            "OfflineStore",
            ["ServiceDesk", "PublicServices", grdb, crypto, logging],
            // Lets the tests put failing syncs before the C library's: the rating must not be acknowledged.
            linker: [exporting(["fsync", "fdatasync"])]
        ),
        tests(
            "BackendClient",
            [
                "BackendFaults", "KioskTestSupport", "ServiceDesk", "BackendAPI", "PublicServices", nioCore, nioPosix,
                nioSSL, crypto, logging,
            ]
        ),
        tests(
            "PracticeBackend",
            ["BackendAPI", "PublicServices", asyncHTTPClient, nioCore, nioHTTP1, logging, lifecycle],
            excluding: ["schemathesis.toml"]
        ),
        tests(
            "KioskConversation",
            [
                "KioskTestSupport", "AccessPointDevices", "BackendClient", "OfflineStore", "PracticeBackend",
                "ProcedureFinder", "PublicServices", "ServiceDesk", "VietnameseText", logging, yams,
            ],
            excluding: ["Spoken", "Transcripts"]
        ),
        tests(
            "KioskCommands",
            [
                "AccessPointDevices", "BackendClient", "BackendFaults", "KioskTestSupport", "KioskConversation",
                "OfflineStore", "PracticeBackend", "PublicServices", "ProcedureFinder", "PublicMachine", "ServiceDesk",
                "kiosk", argumentParser, grdb, logging,
            ],
            excluding: ["Reports"]
        ),

        .target(
            name: "FuzzSubjects",
            dependencies: [
                "AccessPointDevices", "BackendAPI", "ProcedureFinder", "PublicServices", "VietnameseText", yams,
            ],
            path: "Tests/Fuzzing/FuzzSubjects",
            swiftSettings: strict
        ),
        // Under `Tests/Fuzzing/run` libFuzzer brings its own `main`.
        .executableTarget(
            name: "Fuzz",
            dependencies: ["FuzzSubjects"],
            path: "Tests/Fuzzing/Fuzz",
            swiftSettings: strict
        ),
        tests("FuzzSubjects", ["KioskTestSupport"]),

        benchmark("FaultTable", ["BackendClient", "BackendFaults", "ServiceDesk", logging]),
        benchmark("Floor", [grdb]),
        benchmark("Speed", []),
        benchmark("FinderQuality", ["ProcedureFinder", "VietnameseText", yams], excluding: ["peers.py"]),
        benchmark("Fleet", ["ServiceDesk", "PracticeBackend", "PublicServices"]),
        benchmark(
            "LookupTiming",
            ["BackendClient", "OfflineStore", "PracticeBackend", "PublicServices", "ServiceDesk", logging]
        ),
        benchmark("PublicMachine", ["KioskTestSupport", "PracticeBackend", "PublicServices"]),
        fuzzing("GateFuzz", ["AccessPointDevices", "KioskTestSupport"]),
        fuzzing(
            "Kills",
            [
                "KioskCommands", "BackendClient", "BackendFaults", "OfflineStore", "PracticeBackend", "PublicServices",
                "ServiceDesk", logging,
            ],
            linker: [
                exporting([
                    "write", "pwrite", "pwrite64", "writev", "sendmsg", "fsync", "fdatasync", "unlink", "rename",
                    "link", "ftruncate", "ftruncate64",
                ])
            ]
        ),
        benchmark("DamageSweep", ["OfflineStore", "ServiceDesk", crypto, logging]),
        benchmark(
            "Outbox",
            [
                "OfflineStore", "BackendClient", "PracticeBackend", "PublicServices", "ServiceDesk",
                "KioskTestSupport", logging,
            ]
        ),
    ],
    swiftLanguageModes: [.v6]
)
