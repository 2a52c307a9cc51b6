/// The first line of a state file: what the world was made of, and when.
struct StateHeader {
    private static let format: Int64 = 1

    /// The options that shape the world, each with its name on the command line.
    private static var numbers: [(name: String, path: WritableKeyPath<SandboxOptions, Int>)] {
        [
            ("--groups", \.groups), ("--devices", \.devices), ("--devices-per-group", \.devicesPerGroup),
            ("--settle", \.settleMilliseconds),
        ]
    }

    private static var flags: [(name: String, path: WritableKeyPath<SandboxOptions, Bool>)] {
        [("--shared-doors", \.sharedDoors), ("--lenient", \.isLenient)]
    }

    /// The options with a seed and a start in any case.
    private let made: SandboxOptions
    /// The machine's time when the file was made, in milliseconds since 1970.
    private let wallClock: Int64

    init(_ options: SandboxOptions, wallClock: Int64) {
        var made = options
        made.rngSeed = options.rngSeed ?? UInt64.random(in: .min ... .max)
        made.startInstant = options.startInstant ?? wallClock
        self.made = made
        self.wallClock = wallClock
    }

    /// Reads the first line of the file at `path`.
    /// - Throws: `SandboxError` with the code `stateFile`.
    init(_ line: [UInt8], path: String) throws(SandboxError) {
        guard let fields = JSONParser.parse(line)?.fields, let format = fields["sandbox_state"]?.whole else {
            throw .stateFile("the file \(path) is no state file of a sandbox; name another one")
        }
        guard format == Self.format else {
            throw .stateFile("the state file \(path) has format \(format); this sandbox reads \(Self.format) only")
        }
        var made = SandboxOptions()
        for option in Self.numbers { made[keyPath: option.path] = Int(fields[option.name]?.whole ?? 0) }
        for option in Self.flags { made[keyPath: option.path] = fields[option.name]?.flag ?? false }
        made.rateLimits = fields["--rate-limits"]?.text.flatMap(SandboxRateLimits.init) ?? .documented
        made.grants = fields["--grants"]?.text.flatMap(SandboxGrants.init) ?? .none
        made.rngSeed = fields["--rng-seed"]?.text.flatMap { UInt64($0) }
        made.startInstant = fields["--now"]?.whole
        if let text = fields["--seed"]?.text { made.seed = try SandboxSeed(text: text, source: path) }
        guard made.rngSeed != nil, made.startInstant != nil, let wallClock = fields["wall_clock"]?.whole else {
            throw .stateFile("the state file \(path) has no start; name another file")
        }
        self.made = made
        self.wallClock = wallClock
    }

    var line: [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.field("sandbox_state", Int(Self.format))
            writer.field("wall_clock", Int(wallClock))
            for option in Self.numbers { writer.field(option.name, made[keyPath: option.path]) }
            for option in Self.flags { writer.field(option.name, made[keyPath: option.path]) }
            writer.field("--rate-limits", made.rateLimits.rawValue)
            writer.field("--grants", made.grants.rawValue)
            writer.field("--rng-seed", made.rngSeed.map(String.init))
            writer.field("--now", Int(made.startInstant ?? 0))
            writer.field("--seed", made.seed?.text)
        }
        return writer.bytes + [UInt8(ascii: "\n")]
    }

    /// `options` with those that shape the world taken from the file.
    /// - Throws: `SandboxError` with the code `stateFile` for one that was set to something else.
    func options(for options: SandboxOptions, path: String) throws(SandboxError) -> SandboxOptions {
        let usual = SandboxOptions()
        for (name, key) in Self.numbers {
            try check(name, options[keyPath: key], usual[keyPath: key], made[keyPath: key], path)
        }
        for (name, key) in Self.flags {
            try check(name, options[keyPath: key], usual[keyPath: key], made[keyPath: key], path)
        }
        try check(
            "--rate-limits",
            options.rateLimits.rawValue,
            usual.rateLimits.rawValue,
            made.rateLimits.rawValue,
            path
        )
        try check("--grants", options.grants.rawValue, usual.grants.rawValue, made.grants.rawValue, path)
        if let seed = options.rngSeed, let known = made.rngSeed { try check("--rng-seed", seed, known, known, path) }
        if let start = options.startInstant, let known = made.startInstant {
            try check("--now", UTCTime(start).iso, UTCTime(known).iso, UTCTime(known).iso, path)
        }
        if let seed = options.seed, seed != made.seed {
            throw .stateFile("the state file \(path) was made with another --seed; leave it out, or name another file")
        }
        var result = made
        result.host = options.host
        result.port = options.port
        result.latencyMilliseconds = options.latencyMilliseconds
        result.stateFile = options.stateFile
        return result
    }

    /// For how long the sandbox's clock has run: it goes on with the machine's, also between two starts, and never back
    /// behind a change.
    func passed(until now: Int64, _ entries: [StateFile.Entry]) -> Int64 {
        var advanced: Int64 = 0
        var latest: Int64 = 0
        for entry in entries {
            switch entry {
            case .advance(let milliseconds): advanced += milliseconds
            case .request(_, let instant, _): latest = max(latest, instant - (made.startInstant ?? 0) - advanced)
            case .late, .reset: continue
            }
        }
        return max(now - wallClock, latest, 0)
    }

    private func check<Value: Equatable>(
        _ name: String,
        _ value: Value,
        _ usual: Value,
        _ known: Value,
        _ path: String
    ) throws(SandboxError) {
        guard value != known, value != usual else { return }
        throw .stateFile(
            "the state file \(path) was made with \(name) \(known), not \(value); leave the option out, or name another file"
        )
    }
}
