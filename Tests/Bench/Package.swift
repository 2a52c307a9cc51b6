// swift-tools-version: 6.2

// Measures the package two folders up, as scripts/bench tells it to. A package of its own, so that who builds on Keyshift
// resolves nothing of it.

import PackageDescription

/// What scripts/bench found in the package; the contests of the rest are left out.
let has = (Context.environment["KEYSHIFT_BENCH_HAS"] ?? "").split(separator: " ").map {
    SwiftSetting.define(String($0))
}

let package = Package(
    name: "bench",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "keyshift", path: "../..")],
    targets: [
        .systemLibrary(
            name: "CLuaPlain",
            pkgConfig: "lua5.4",
            providers: [.apt(["liblua5.4-dev"]), .brew(["lua@5.4"])],
        ),
        .target(
            name: "Contestants",
            dependencies: ["CLuaPlain"],
            cSettings: [.treatAllWarnings(as: .error)],
        ),
        .executableTarget(
            name: "Scoreboard",
            dependencies: [
                "Contestants",
                .product(name: "Lua", package: "keyshift"),
                .product(name: "Seam", package: "keyshift"),
            ],
            swiftSettings: [
                .treatAllWarnings(as: .error),
                .enableUpcomingFeature("ExistentialAny"),
                .enableUpcomingFeature("InternalImportsByDefault"),
                .enableUpcomingFeature("MemberImportVisibility"),
            ] + has,
        ),
    ],
    swiftLanguageModes: [.v6],
)
