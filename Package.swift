// swift-tools-version: 6.2

import PackageDescription

let package = Package(
    name: "keyshift",
    platforms: [.macOS(.v15)],
    products: [
    ],
    dependencies: [
    ],
    targets: [
        .target(name: "CivilTime"),
        .target(name: "LuaSyntax"),

        .testTarget(name: "CivilTimeTests", dependencies: ["CivilTime"]),
        .testTarget(name: "LuaSyntaxTests", dependencies: ["LuaSyntax"]),
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
