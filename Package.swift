// swift-tools-version: 6.2

import PackageDescription

/// The commit that scripts/build-release names; only the file that tells it is built anew for another one.
let commit = Context.environment["KEYSHIFT_COMMIT"]

let package = Package(
    name: "keyshift",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "keyshift", targets: ["keyshift"]),
        .library(name: "Lua", targets: ["Lua"]),
        .library(name: "Seam", targets: ["Seam"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        // Without their traits, which bring configuration files and Foundation, that nothing here uses.
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
    ],
    targets: [
        .systemLibrary(
            name: "CLua",
            pkgConfig: "lua5.4",
            providers: [.apt(["liblua5.4-dev"]), .brew(["lua@5.4"])],
        ),
        .target(name: "CEditline"),
        .target(name: "CPostgres"),
        .target(name: "CVersion", cSettings: commit.map { [.define("KEYSHIFT_COMMIT", to: "\"\($0)\"")] } ?? []),
        .target(name: "CLuaSupport", dependencies: ["CLua"]),
        .target(name: "Spelling"),
        .target(name: "Lua", dependencies: ["CLua", "CLuaSupport", "Spelling"]),
        .target(name: "CivilTime", dependencies: ["Spelling"]),
        .target(name: "LuaSyntax"),
        .target(
            name: "Seam",
            dependencies: [
                "Spelling",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "NIOTLS", package: "swift-nio"),
            ],
        ),
        .target(
            name: "SeamSandbox",
            dependencies: [.product(name: "Hummingbird", package: "hummingbird")],
        ),
        .target(name: "Model", dependencies: ["CivilTime", "Spelling"]),
        .target(name: "Presentation", dependencies: ["CivilTime", "Model", "Spelling"]),
        .target(
            name: "Journal",
            dependencies: ["CivilTime", "Model", .product(name: "Crypto", package: "swift-crypto")],
        ),
        .target(name: "JournalTesting", dependencies: ["CivilTime", "Journal", "Model"]),
        .target(
            name: "SQLJournal",
            dependencies: [
                "CPostgres",
                "CivilTime",
                "Journal",
                "Model",
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
        ),
        .target(name: "Scripting", dependencies: ["CivilTime", "Lua", "Model", "Seam", "Spelling"]),
        .target(
            name: "RunEngine",
            dependencies: [
                "CivilTime",
                "Journal",
                "Lua",
                "Model",
                "Scripting",
                "Seam",
                "Spelling",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
            ],
        ),
        .executableTarget(
            name: "keyshift",
            dependencies: [
                "CEditline",
                "CVersion",
                "CivilTime",
                "Journal",
                "Lua",
                "LuaSyntax",
                "Model",
                "Presentation",
                "RunEngine",
                "SQLJournal",
                "Scripting",
                "Seam",
                "SeamSandbox",
                "Spelling",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
        ),

        .target(
            name: "PaceSimulation",
            dependencies: ["CivilTime", "Journal", "Model", "RunEngine"],
            path: "Tests/PaceSimulation"
        ),
        .target(
            name: "JournalFixture",
            dependencies: ["Model", "SQLJournal"],
            path: "Tests/JournalFixture"
        ),
        .target(name: "ZoneFixture", path: "Tests/ZoneFixture", exclude: ["Current", "Old"]),
        .testTarget(name: "SpellingTests", dependencies: ["Spelling"]),
        .testTarget(name: "CivilTimeTests", dependencies: ["CivilTime", "ZoneFixture"]),
        .testTarget(name: "LuaSyntaxTests", dependencies: ["LuaSyntax"]),
        .testTarget(name: "LuaTests", dependencies: ["Lua"]),
        .testTarget(
            name: "SeamSandboxTests",
            dependencies: [
                "SeamSandbox",
                .product(name: "HummingbirdTesting", package: "hummingbird"),
            ],
        ),
        .testTarget(
            name: "SeamTests",
            dependencies: [
                "Seam",
                "SeamSandbox",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ],
            exclude: ["Fixtures"],
        ),
        .testTarget(name: "PresentationTests", dependencies: ["CivilTime", "Model", "Presentation"]),
        .testTarget(
            name: "ScriptingTests",
            dependencies: ["CivilTime", "Lua", "Model", "Scripting", "Seam", "ZoneFixture"],
        ),
        .testTarget(
            name: "RunEngineTests",
            dependencies: [
                "CivilTime", "Journal", "JournalFixture", "JournalTesting", "Lua", "Model", "PaceSimulation",
                "Presentation",
                "RunEngine", "SQLJournal", "Scripting", "Seam", "SeamSandbox", "ZoneFixture",
            ],
        ),
        .testTarget(name: "JournalTestingTests", dependencies: ["Journal", "JournalTesting", "Model"]),
        .testTarget(
            name: "SQLJournalTests",
            dependencies: ["CivilTime", "Journal", "JournalFixture", "JournalTesting", "Model", "SQLJournal"],
            exclude: ["Databases"],
        ),
        .testTarget(
            name: "KeyshiftTests",
            dependencies: [
                "CivilTime",
                "Journal",
                "keyshift",
                "LuaSyntax",
                "Model",
                "Presentation",
                "RunEngine",
                "SQLJournal",
                "Scripting",
                "Seam",
                "SeamSandbox",
                "ZoneFixture",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            exclude: ["Hostile", "Libraries", "Mistakes/Scripts"],
        ),
    ],
    swiftLanguageModes: [.v6],
)

/// What scripts/bench measures beside C, only where it is asked for: nobody who builds on Keyshift gets these targets.
if Context.environment["KEYSHIFT_BENCH"] != nil {
    package.targets += [
        .systemLibrary(
            name: "CLuaPlain",
            path: "Tests/Bench/Sources/CLuaPlain",
            pkgConfig: "lua5.4",
            providers: [.apt(["liblua5.4-dev"]), .brew(["lua@5.4"])],
        ),
        .target(name: "Contestants", dependencies: ["CLuaPlain"], path: "Tests/Bench/Sources/Contestants"),
        .executableTarget(
            name: "Scoreboard",
            dependencies: ["CivilTime", "Contestants", "Lua", "Model", "PaceSimulation", "RunEngine", "Seam"],
            path: "Tests/Bench/Sources/Scoreboard",
        ),
    ]
}

/// The name by which Foundation looks for ICU's data, where scripts/build-release puts an empty archive in its place.
if let name = Context.environment["KEYSHIFT_ICU_DATA"] {
    package.targets.append(.target(name: "CNoICUData", cSettings: [.define("KEYSHIFT_ICU_DATA", to: name)]))
    package.targets.first { $0.name == "keyshift" }?.dependencies.append("CNoICUData")
}

/// Targets of C, which have no Swift settings.
let plainTargets: Set = [
    "CEditline", "CLuaSupport", "CPostgres", "CNoICUData", "CVersion", "Contestants", "ZoneFixture",
]

/// Targets that hold pointers of C libraries, and therefore cannot be strictly memory safe.
let unsafeTargets: Set = ["Lua", "LuaTests", "Scoreboard"]

/// Targets whose code runs a few times in a command, or waits for a database or the network: a release makes them small, and the
/// others fast.
let smallTargets: Set = [
    "LuaSyntax", "Presentation", "RunEngine", "SQLJournal", "Scripting", "SeamSandbox", "keyshift",
]

for target in package.targets where target.type != .system {
    if plainTargets.contains(target.name) {
        target.cSettings = (target.cSettings ?? []) + [.treatAllWarnings(as: .error)]
        continue
    }
    target.swiftSettings = [
        .treatAllWarnings(as: .error),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
    ]
    if !unsafeTargets.contains(target.name) {
        target.swiftSettings?.append(.strictMemorySafety())
    }
    if smallTargets.contains(target.name) {
        target.swiftSettings?.append(.unsafeFlags(["-Osize"], .when(configuration: .release)))
    }
}
