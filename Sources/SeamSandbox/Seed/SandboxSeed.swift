/// A world of one's own for a sandbox to start with, read from JSON; docs/sandbox.md tells the format.
package struct SandboxSeed: Sendable, Equatable {
    struct Owner: Sendable, Equatable {
        var name: String
        var id: Identifier?
        var apiKey: String
        var accessToken: String?
        var doors: [Door] = []
        var codes: [Code] = []
        var spaces: [SeedSpace] = []
        var grants: [Grant] = []
        var session: Session?
    }

    /// Doors that belong together.
    struct SeedSpace: Sendable, Equatable {
        var name: String
        var id: Identifier?
        var key: String?
        var customerKey: String?
        var doors: [Int]
    }

    /// A stay that is held by an access grant.
    struct Grant: Sendable, Equatable {
        /// The doors, the PIN and the hours.
        var code: Code
        var id: Identifier?
        var key: String?
        var reservationKey: String?
        var guest: String?
        /// Nil for a start without an end.
        var hours: GrantHours?
        var modes: [AccessMethod.Mode] = [.code]
        /// The positions of its spaces; their doors are among those of `code`.
        var spaces: [Int] = []
        /// Why its hours do not fit its doors; nil when they do.
        var misfit: String?
        var isFailed = false
    }

    /// A client session that sees the doors of some types and no others.
    struct Session: Sendable, Equatable {
        var token: String
        var types: [String]
    }

    struct Door: Sendable, Equatable {
        var name: String
        var id: Identifier?
        /// The `device_type`.
        var type: String
        var timeZone: String?
        var location: String?
        var room: String?
        var isOffline = false
        var isManaged = true
        /// How full its battery is, 0 to 1.
        var battery: Double?
        /// How many codes it holds; nil for as many as its type.
        var mostCodes: Int?
        var refuses = false
        /// Whether codes can be put on it from afar.
        var takesCodes = true
    }

    /// A code on each of its doors; one with a key, or on several doors, is a group.
    struct Code: Sendable, Equatable {
        var name: String
        /// The positions of the doors in their workspace.
        var doors: [Int]
        /// Nil for a random one.
        var pin: String?
        var timeFrame: TimeFrame?
        /// The hours of doors, by their positions, where they are others than those of the group.
        var ownFrames: [Int: TimeFrame] = [:]
        var commonCodeKey: String?
        var isGroup: Bool
        var isManaged = true
    }

    /// The text it was read from.
    package let text: String
    let owners: [Owner]

    /// Reads a seed file; `source` is its name, for messages.
    /// - Throws: `SandboxError` with the code `invalidSeed`, which names the place by line and column, what is wrong
    ///   there and what can be written instead.
    package init(text: String, source: String) throws(SandboxError) {
        let bytes = Array(text.utf8)
        guard let document = JSONParser.parse(bytes) else {
            let offset = JSONParser.offsetOfProblem(in: bytes)
            throw Self.error("this is no JSON from here on", at: offset, in: bytes, source)
        }
        if let repeated = JSONParser.repeatedKey(in: bytes) {
            throw Self.error("the field \"\(repeated.name)\" comes twice", at: repeated.offset, in: bytes, source)
        }
        do {
            owners = try SeedReader.owners(SeedNode(json: document, path: []))
        } catch {
            throw Self.error(error.text, at: JSONLocator.offset(of: error.path, in: bytes), in: bytes, source)
        }
        self.text = text
    }

    private static func error(_ text: String, at offset: Int, in bytes: [UInt8], _ source: String) -> SandboxError {
        let place = JSONLocator.place(of: offset, in: bytes)
        return SandboxError(code: .invalidSeed, message: "\(source):\(place.line):\(place.column): \(text)")
    }
}
