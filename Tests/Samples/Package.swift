// swift-tools-version: 6.2

import PackageDescription

/// Two small programs as somebody else would write them: they see nothing but the public API of the libraries.
let package = Package(
    name: "samples",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "keyshift", path: Context.environment["KEYSHIFT_PACKAGE"] ?? "../..")
    ],
    targets: [
        .executableTarget(name: "Tariff", dependencies: [.product(name: "Lua", package: "keyshift")]),
        .executableTarget(name: "Doors", dependencies: [.product(name: "Seam", package: "keyshift")]),
    ],
    swiftLanguageModes: [.v6],
)
