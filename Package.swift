// swift-tools-version: 6.2

import PackageDescription

let package = Package(
    name: "keyshift",
    platforms: [.macOS(.v15)],
    products: [
        .library(name: "Lua", targets: ["Lua"]),
    ],
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    ],
    targets: [
        .systemLibrary(
            name: "CLua",
            pkgConfig: "lua5.4",
            providers: [.apt(["liblua5.4-dev"]), .brew(["lua@5.4"])],
        ),
        .target(name: "CLuaSupport", dependencies: ["CLua"]),
        .target(name: "Lua", dependencies: ["CLua", "CLuaSupport"]),
        .target(name: "CivilTime"),
        .target(name: "LuaSyntax"),
        .target(
            name: "SeamSandbox",
            dependencies: [.product(name: "Hummingbird", package: "hummingbird")],
        ),

        .testTarget(name: "CivilTimeTests", dependencies: ["CivilTime"]),
        .testTarget(name: "LuaSyntaxTests", dependencies: ["LuaSyntax"]),
        .testTarget(name: "LuaTests", dependencies: ["Lua"]),
        .testTarget(
            name: "SeamSandboxTests",
            dependencies: [
                "SeamSandbox",
                .product(name: "HummingbirdTesting", package: "hummingbird"),
            ],
        ),
    ],
    swiftLanguageModes: [.v6],
)

/// Targets that hold pointers of C libraries, and therefore cannot be strictly memory safe.
let unsafeTargets: Set = ["Lua", "LuaTests"]

for target in package.targets where target.type != .system {
    if target.name == "CLuaSupport" {
        target.cSettings = [.treatAllWarnings(as: .error)]
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
}
