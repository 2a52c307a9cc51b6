/// How a sandbox is set up.
package struct SandboxOptions: Sendable {
    /// The address to listen on; the machine itself only, unless told otherwise.
    package var host: String
    /// The port to listen on; 0 lets the system choose a free one.
    package var port: Int
    /// How many bookings the first workspace has.
    package var groups: Int
    /// How many doors the first workspace has.
    package var devices: Int
    /// How many doors one booking opens.
    package var devicesPerGroup: Int
    /// The seed of every id, PIN and name; nil gives new ones at each start.
    package var rngSeed: UInt64?
    /// Whether all bookings of a house share its front door, which then is by far the busiest.
    package var sharedDoors: Bool
    /// Which bookings of the demo data are held by access grants instead of being groups of linked codes.
    package var grants: SandboxGrants
    /// How long every API request takes at least, in milliseconds.
    package var latencyMilliseconds: Int
    /// Which request limits are enforced.
    package var rateLimits: SandboxRateLimits
    /// Where the sandbox's clock starts, in milliseconds since 1970; nil for the machine's time.
    package var startInstant: Int64?
    /// Whether the clock moves only when it is told to, for tests that must not depend on how fast the machine is.
    package var clockStandsStill = false
    /// How long a door takes to do what it is told, in milliseconds.
    package var settleMilliseconds: Int
    /// Whether what no public source settles is let through instead of refused.
    package var isLenient: Bool
    /// The world to start with; nil for the demo data.
    package var seed: SandboxSeed?
    /// The path of the file in which every change is kept; nil to forget them at the end.
    package var stateFile: String?

    /// Makes options; every default is what `keyshift sandbox` without options uses.
    package init(
        host: String = "127.0.0.1",
        port: Int = 0,
        groups: Int = 200,
        devices: Int = 60,
        devicesPerGroup: Int = 2,
        rngSeed: UInt64? = nil,
        sharedDoors: Bool = false,
        grants: SandboxGrants = .none,
        latencyMilliseconds: Int = 0,
        rateLimits: SandboxRateLimits = .documented,
        startInstant: Int64? = nil,
        settleMilliseconds: Int = 1_000,
        isLenient: Bool = false,
        seed: SandboxSeed? = nil,
        stateFile: String? = nil
    ) {
        self.host = host
        self.port = port
        self.groups = groups
        self.devices = devices
        self.devicesPerGroup = devicesPerGroup
        self.rngSeed = rngSeed
        self.sharedDoors = sharedDoors
        self.grants = grants
        self.latencyMilliseconds = latencyMilliseconds
        self.rateLimits = rateLimits
        self.startInstant = startInstant
        self.settleMilliseconds = settleMilliseconds
        self.isLenient = isLenient
        self.seed = seed
        self.stateFile = stateFile
    }

    var settle: Int64 { Int64(settleMilliseconds) }

    /// Checks that the values are possible and fit together.
    /// - Throws: `SandboxError` with the code `invalidOption`, naming the value and what it can be.
    package func validate() throws(SandboxError) {
        guard !host.isEmpty else { throw .invalidOption("the host is empty; write an address such as 127.0.0.1") }
        try check("the port", port, 0...65_535)
        try check("the number of groups", groups, 0...200_000)
        try check("the number of devices", devices, 1...20_000)
        try check("the number of devices per group", devicesPerGroup, 1...50)
        try check("the latency in milliseconds", latencyMilliseconds, 0...600_000)
        try check("the time a door takes, in milliseconds", settleMilliseconds, 0...3_600_000)
        guard devicesPerGroup <= devices else {
            throw .invalidOption(
                "\(devicesPerGroup) devices per group need at least as many devices, but there are \(devices)"
            )
        }
        guard !sharedDoors || devicesPerGroup >= 2 else {
            throw .invalidOption("shared doors need at least 2 devices per group: the front door and a room")
        }
        if let startInstant, !Self.startInstants.contains(startInstant) {
            throw .invalidOption(
                "the start \(startInstant) is not in the years 1972 to 9000; give milliseconds since 1970"
            )
        }
    }

    /// The demo data reaches 400 days back from the start.
    private static let startInstants: ClosedRange<Int64> = 63_072_000_000...221_845_392_000_000

    private func check(_ name: String, _ value: Int, _ range: ClosedRange<Int>) throws(SandboxError) {
        guard !range.contains(value) else { return }
        throw .invalidOption("\(name) is \(value); it must be from \(range.lowerBound) to \(range.upperBound)")
    }
}
