// swift-tools-version: 6.3
import PackageDescription

// One line per target: the manifest is the architecture diagram (docs/architecture.md).
// A target exists because it is pure policy, fences one foreign library, or composes.

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
]

func library(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tool(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .executableTarget(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(name: name, dependencies: dependencies, swiftSettings: strict)
}

let arguments: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let httpTypes: Target.Dependency = .product(name: "HTTPTypes", package: "swift-http-types")
let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let lifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let unixSignals: Target.Dependency = .product(name: "UnixSignals", package: "swift-service-lifecycle")
let nioCore: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let nioEmbedded: Target.Dependency = .product(name: "NIOEmbedded", package: "swift-nio")
let nioHTTP1: Target.Dependency = .product(name: "NIOHTTP1", package: "swift-nio")
let nioHTTPTypes: Target.Dependency = .product(name: "NIOHTTPTypes", package: "swift-nio-extras")
let nioHTTPTypesHTTP1: Target.Dependency = .product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras")
let nioPosix: Target.Dependency = .product(name: "NIOPosix", package: "swift-nio")

let package = Package(
    name: "gpu-shopper",
    products: [
        .executable(name: "gpu-shopper", targets: ["gpu-shopper"]),
        .executable(name: "benchmark-loader", targets: ["benchmark-loader"]),
        .executable(name: "gpu-sandbox", targets: ["gpu-sandbox"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(name: "CMalloc"),
        .systemLibrary(name: "CSSH2", pkgConfig: "libssh2", providers: [.apt(["libssh2-1-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        library("Console"),
        library("Domain"),
        library("Advice", ["Domain"]),
        library("HTTP", ["CCurl", httpTypes]),
        library("SSH", ["CSSH2", crypto]),
        library("Archives", ["Domain", "CZlib", crypto]),
        library("Providers", ["Domain", "HTTP", httpTypes]),
        library("Storage", ["Domain", grdb]),
        library("Engine", ["Domain", "Advice", "HTTP", "SSH", "Archives", "Providers", "Storage", crypto, httpTypes, logging, lifecycle]),
        library(
            "API",
            [
                "Domain", "Advice", "Archives", "Storage", "Engine", crypto, hummingbird, httpTypes, nioCore, nioHTTPTypes, logging,
                lifecycle,
            ]),
        library("Sandbox", ["Domain", hummingbird, httpTypes, nioCore, nioPosix, logging]),
        tool(
            "gpu-shopper",
            [
                "API", "CMalloc", "Console", "Engine", "Domain", "Advice", "HTTP", "Providers", "SSH", "Storage", arguments, crypto,
                httpTypes, lifecycle,
                logging,
                unixSignals,
            ]),
        tool("benchmark-loader", ["Console", "Engine", "Domain", "Archives", "Storage", arguments]),
        tool("gpu-sandbox", ["Console", "Sandbox", arguments, lifecycle, unixSignals, logging]),
        .executableTarget(
            name: "gpu-bench", dependencies: ["SSH", "TestSupport", "Trials", arguments], path: "Tests/Bench", swiftSettings: strict),
        .target(name: "TestSupport", dependencies: ["Domain"], path: "Tests/TestSupport", swiftSettings: strict),
        .target(
            name: "Simulation", dependencies: ["Engine", "Advice", "Domain", "Providers", "SSH", "Storage", "TestSupport", logging],
            path: "Tests/Simulation", swiftSettings: strict),
        .systemLibrary(name: "CSQLiteSetup", path: "Tests/CSQLiteSetup", providers: [.apt(["libsqlite3-dev"])]),
        .executableTarget(
            name: "gpu-simulate", dependencies: ["CSQLiteSetup", "Simulation", arguments], path: "Tests/Simulate", swiftSettings: strict),
        .target(
            name: "Trials", dependencies: ["Archives", "Domain", "Engine", "HTTP", "SSH", "Storage", "TestSupport", grdb, httpTypes],
            path: "Tests/Trials",
            swiftSettings: strict),
        .executableTarget(name: "gpu-chaos", dependencies: ["Trials", arguments, unixSignals], path: "Tests/Chaos", swiftSettings: strict),
        tests("SimulationTests", ["Simulation"]),
        tests("TrialsTests", ["Trials"]),
        tests("DomainTests", ["Domain", "TestSupport"]),
        tests("AdviceTests", ["Advice", "Domain", "TestSupport"]),
        tests("HTTPTests", ["HTTP", "TestSupport", httpTypes]),
        tests("SSHTests", ["SSH", "TestSupport"]),
        tests("ArchivesTests", ["Archives", "Domain", "TestSupport"]),
        tests("ProvidersTests", ["Providers", "Domain", "HTTP", "TestSupport", httpTypes]),
        tests("StorageTests", ["Storage", "Domain", "TestSupport", grdb]),
        tests(
            "EngineTests",
            ["Engine", "Advice", "Archives", "Domain", "HTTP", "Providers", "SSH", "Storage", "TestSupport", grdb, logging]),
        tests(
            "APITests",
            [
                "API", "Domain", "Engine", "Storage", "TestSupport", httpTypes, nioCore, nioEmbedded, nioHTTP1, nioHTTPTypes,
                nioHTTPTypesHTTP1,
            ]),
        tests("SandboxTests", ["Sandbox", "Advice", "Domain", "HTTP", "Providers", "TestSupport"]),
        tests("EndToEndTests", ["Domain", "TestSupport"]),
    ],
    swiftLanguageModes: [.v6]
)
